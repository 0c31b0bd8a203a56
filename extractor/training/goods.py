"""How probable it is that the name of a good is one: examples from finds that readers judged, and their weights.

A row of `corpus/judged/goods.jsonl` is a piece of an article with some of the goods that the pipeline found in it, and what
a reader said of each: `right`, `heading` (a good, with a wrong code) or `wrong`. Three documents of five teach the weights; the
other two, which took no part, tell how far what they promise comes true.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import md5
from typing import Any

from extractor.pipeline import load
from extractor.pipeline.decide.logistic import Decision
from extractor.training.calibration import Promise
from extractor.training.fit import Example, Prior, fit

FOLDS, TAUGHT = 5, 3
LEAST = 3  # documents of those that teach in which evidence must stand
PENALTY = (
    3.0  # how hard weights are drawn to 0: chosen, as what evidence there is, by cross-validation over those that teach
)
PRIOR = Prior(PENALTY, {"row: ": 3 * PENALTY, "chapter: ": 1.5 * PENALTY})


@dataclass(frozen=True, slots=True)
class Judged:
    """A good of a text with its evidence, and whether a reader found it and its heading right."""

    document: str
    example: Example

    @property
    def is_held(self) -> bool:
        """Whether it took no part in training."""
        return int(md5(self.document.encode()).hexdigest(), 16) % FOLDS >= TAUGHT


def read_judged(rows: Iterable[Mapping[str, Any]]) -> Iterator[Judged]:
    """The judged goods that the pipeline still finds, in order."""
    nlp = load(kinds="commodities")
    component: Any = nlp.get_pipe("extractor_commodities")
    for row in rows:
        verdicts = {(each["start"], each["end"]): each["verdict"] for each in row["goods"]}
        doc = nlp.make_doc(row["text"])
        doc._.published = row.get("published")
        for _, pipe in nlp.pipeline:
            doc = pipe(doc)
        found = {(m.start, m.end) for good in doc._.commodities for m in good.mentions}
        told = component.grounds(doc)
        for place in sorted(found & verdicts.keys()):
            yield Judged(row["id"], Example(told.describe(*place), float(verdicts[place] == "right")))


def train(judged: Iterable[Judged]) -> Decision:
    """The weights that those which teach give, of the evidence that enough of their documents have."""
    taught = [each for each in judged if not each.is_held]
    documents: dict[str, set[str]] = defaultdict(set)
    for each in taught:
        for name in each.example.features:
            documents[name].add(each.document)
    known = {name for name, found in documents.items() if len(found) >= LEAST}
    examples = [
        Example({name: value for name, value in each.example.features.items() if name in known}, each.example.label)
        for each in taught
    ]
    return fit(examples, PRIOR)


def promises(judged: Iterable[Judged], decision: Decision) -> list[Promise]:
    """What was promised of each that took no part in training, and whether it came true."""
    held = [each.example for each in judged if each.is_held]
    return [Promise(decision.probability(example.features), example.label) for example in held]
