"""The decisions of trade statements, trained on articles whose statements are known.

Candidates don't depend on weights, so each article is read once. A candidate is right as far as the gold gives its sides and
goods. Which reading is meant is learned where the gold's quote stands in the sentence; how probable a chosen reading is,
everywhere. Figures are those of articles that a fold did not train on, with the scorer's key: exporter, importer and one
good.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import md5
from math import log
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.data import read_table
from extractor.pipeline.decide.logistic import BIAS, Decision, logistic
from extractor.pipeline.text.words import words_of
from extractor.pipeline.trade.choice import (
    THRESHOLD,
    Decisions,
    Reading,
    choose,
    evidence,
    features_of,
    keep,
    likeliest,
    readings,
)
from extractor.pipeline.trade.component import candidates
from extractor.pipeline.trade.features import WORDING
from extractor.pipeline.trade.flow import Flow
from extractor.pipeline.trade.predicates import Lexicon
from extractor.pipeline.trade.scene import read_finds
from extractor.training.fit import Example, Prior, fit, fit_choice, reliability

if TYPE_CHECKING:
    from spacy.language import Language

Key = tuple[object, ...]
FOLDS = 5
ODDS = "odds"
COMMON = 3  # articles that must have a word beside a part for it to have a weight
UNLIKELY = 0.2  # flows below never become statements: how well their probability is told doesn't matter
OWN, ELSEWHERE, JUDGED = (
    1.0,
    0.3,
    0.7,
)  # what an example counts: of our own articles, told in another sentence, judged alone
# What the guidelines say of words before any example: flows that are forbidden, denied, wished for or supposed don't count.
BELIEFS = {
    "before:ban": -3.8, "before:deny": -5.0, "before:wish": -2.8,
    "supposed": -3.8, "before-verb:wish": -1.9, "before:unreal": -2.8,
    "before-verb:unreal": -2.3, "before:accuse": -2.3, "before-verb:accuse": -2.0, "own:behind-verb": -0.5,
    "behind:ban": -1.5, "behind:deny": -0.5, "before:tariff": -1.8, "behind:tariff": -0.4, "next:held": -1.5,
    "next:noun.noun": -1.0, "capital": -1.0, "far:crossed": -0.5, "own:crossed": -0.5, "good:crossed": -0.5,
    "sides:open.open": -1.0, "sides:open.none": -0.5, "own:town": -0.5, "good:said": -0.3, "moves:rise": 0.3,
    "moves:fall": 0.3, "figure:quantity": 0.3, "alone:yes": 0.5, "alone:no": -0.3, "sides:firm.firm": 1.0,
    "far:loose": -0.5, "far:behind-verb": -0.5, "unused:country": -0.5, "pair:between": 0.8, "pair:compound": 0.8,
    "pair:with": 0.8, "pair:referred": 0.5, "pair:said": 0.5, "pair:home": 0.3,
    "own-referred:only": 1.5, "far-referred:only": 1.5,
}  # fmt: skip
CLOSE = {
    "unused:country": -1.0, "far:crossed": -0.7, "own:crossed": -0.7, "good:crossed": -0.7, "says:both.good": 0.5,
    "far:loose": -0.7, "own:loose": -0.7, "far:behind-verb": -0.7, "own:behind-verb": -0.7, "far:in": -0.5,
}  # fmt: skip
BELIEFS |= {f"beside:{step}:{word}": -1.2 for step in (-2, -1) for word in ("could", "may", "might")}
# Of these the guidelines know more than a few examples do.
FIRM = dict.fromkeys(("before:", "before-verb:", "supposed"), 40.0)
TRUTH = Prior(12.0, penalties=FIRM | dict.fromkeys(WORDING, 60.0), mean=BELIEFS)
CHOICE = Prior(5.0, penalties=dict.fromkeys(WORDING, 25.0), mean=CLOSE)


@dataclass(slots=True)
class Sentence:
    """The candidates of a sentence; `here` are the keys of the gold's statements that quote it."""

    flows: list[Flow]
    here: set[Key]


@dataclass(slots=True)
class Read:
    """An article whose candidates are known; of one that was only judged in places, `judged` says so of some flows."""

    id: str
    gold: set[Key]
    sentences: list[Sentence] = field(default_factory=list)
    judged: list[tuple[Flow, bool]] = field(default_factory=list)
    meant: list[Sentence] = field(default_factory=list)  # where a judged flow is right: which reading is meant
    own: bool = False
    partial: bool = False  # only some of its sentences were read: nothing is said of the others


def keys(statement: dict[str, Any]) -> set[Key]:
    """The keys of a statement of the gold: its sides with each of its goods."""
    sides = _pair(statement["kind"], statement.get("exporter"), statement.get("importer"), statement.get("parties"))
    return {(sides, code) for code in statement["commodities"] or [None]}


def flow_keys(flow: Flow) -> set[Key]:
    """The keys of a candidate."""
    sides = _pair(flow.kind, *flow.sides, flow.sides)
    return {(sides, code) for code in flow.codes or (None,)}


def _pair(kind: str, exporter: str | None, importer: str | None, parties: Any) -> Key:
    return ("both", *sorted(parties)) if kind == "turnover" else ("one", exporter, importer)


def read_articles(path: Path, nlp: "Language", *, own: bool) -> Iterator[Read]:
    """The articles of a gold file in JSON Lines: with `trade` or `expected` all statements, with `sentences` those of some
    sentences, with `flows` only flows that were judged."""
    lexicon = Lexicon()
    for line in path.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        doc = nlp.make_doc(article["text"])
        doc._.published = date.fromisoformat(article["published"][:10]) if article.get("published") else None
        for _, component in nlp.pipeline:
            doc = component(doc)
        words = words_of(doc)
        judged_sentences = article.get("sentences", [])
        statements = article.get(
            "trade", article.get("expected", [s for one in judged_sentences for s in one["trade"]])
        )
        gold = {key for statement in statements for key in keys(statement)}
        read = Read(str(article.get("id") or article["label"]), gold, own=own, partial="sentences" in article)
        for told, _ in candidates(words, read_finds(doc, words, lexicon), lexicon):
            first, last = told.scene.bounds
            span = (words.starts[first], words.ends[last - 1])
            if "flows" in article:
                judged = _judge(told.flows, span, article["flows"])
                read.judged += judged
                read.meant.append(
                    Sentence(told.flows, {key for flow, right in judged if right for key in flow_keys(flow)})
                )
            elif read.partial:
                said = [one for one in judged_sentences if one["start"] < span[1] and one["end"] > span[0]]
                if said:
                    here = {key for one in said for statement in one["trade"] for key in keys(statement)}
                    read.sentences.append(Sentence(told.flows, here))
            else:
                read.sentences.append(Sentence(told.flows, _here(article["text"], span, statements)))
        yield read


def read_examples(nlp: "Language") -> Iterator[Read]:
    """The examples of the table of predicates, with the flows that it expects."""
    lexicon = Lexicon()
    for row in read_table("trade/predicates"):
        gold = set[Key]()
        for expected in row["expected"].split("; "):
            sides, _, goods = expected.partition(" ")
            first, last = (side if side != "-" else None for side in sides.replace("=", ">").split(">"))
            pair = _pair("turnover" if "=" in sides else "", first, last, (first, last))
            codes: list[str | None] = [*goods.split()] or [None]
            gold |= {(pair, code) for code in codes}
        doc = nlp(row["example"])
        words = words_of(doc)
        told = [told for told, _ in candidates(words, read_finds(doc, words, lexicon), lexicon)]
        yield Read(row["name"], gold, [Sentence(one.flows, gold) for one in told], own=True)


def drop_rare(articles: Sequence[Read]) -> None:
    """Take the words beside predicates and parts that fewer than `COMMON` articles have out of all features."""
    told = Counter[str]()
    for article in articles:
        told.update({name for flow in _flows(article) for name in flow.features if name.startswith(WORDING)})
    rare = {name for name, count in told.items() if count < COMMON}
    for flow in (flow for article in articles for flow in _flows(article)):
        flow.features = {name: value for name, value in flow.features.items() if name not in rare}


def _flows(article: Read) -> Iterator[Flow]:
    for sentence in (*article.sentences, *article.meant):
        yield from sentence.flows


def _here(text: str, span: tuple[int, int], statements: Iterable[dict[str, Any]]) -> set[Key]:
    """The keys of the statements that quote a sentence; one without a quote may be told anywhere."""
    found: set[Key] = set()
    for statement in statements:
        quote = str(statement.get("quote") or "")
        start = text.find(quote) if quote else -1
        anywhere = start < 0
        while start >= 0 and not (start < span[1] and start + len(quote) > span[0]):
            start = text.find(quote, start + 1)
        if anywhere or start >= 0:
            found |= keys(statement)
    return found


def _judge(flows: list[Flow], span: tuple[int, int], judged: list[dict[str, Any]]) -> list[tuple[Flow, bool]]:
    found: dict[Key, tuple[Flow, bool]] = {}
    for said in judged:
        if said["start"] < span[1] and said["end"] > span[0]:
            wanted = keys({**said, "parties": (said["exporter"], said["importer"])})
            flow = next((flow for flow in flows if flow_keys(flow) == wanted), None)
            if flow is not None:
                found[tuple(sorted(wanted, key=str))] = (flow, said["right"])
    return list(found.values())


def _share(flow: Flow, gold: set[Key]) -> float:
    found = flow_keys(flow)
    return len(found & gold) / len(found)


def train(articles: Sequence[Read]) -> tuple[Decision, Decision]:
    """The two decisions: which reading is meant, and how probable it is."""
    groups = []
    for article in articles:
        weight = OWN if article.own else 1.0
        for sentence in (*article.sentences, *article.meant):
            for competing in readings(sentence.flows):
                group = [Example(features_of(r), _mean(r, sentence.here), weight) for r in competing]
                if len(group) > 1 and any(example.label for example in group):
                    groups.append(group)
    choice = fit_choice(groups, CHOICE)
    return choice, fit(list(_examples(articles, choice)), TRUTH)


def _mean(reading: Reading, gold: set[Key]) -> float:
    return sum(_share(flow, gold) for flow in reading) / len(reading)


def _examples(articles: Sequence[Read], choice: Decision) -> Iterator[Example]:
    for article in articles:
        weight = OWN if article.own else 1.0
        for sentence in article.sentences:
            for chosen in likeliest(sentence.flows, choice):
                for flow in chosen:
                    here, somewhere = _share(flow, sentence.here), _share(flow, article.gold)
                    count = weight * (ELSEWHERE if somewhere > here else 1.0) / len(chosen) ** 0.5
                    yield Example(evidence(flow), somewhere, count)
        for sentence in article.meant:
            list(likeliest(sentence.flows, choice))  # compares the readings
        for flow, right in article.judged:
            yield Example(evidence(flow), float(right), JUDGED)


@dataclass(frozen=True, slots=True)
class Score:
    """Keys right, said and wanted."""

    right: int
    said: int
    wanted: int

    @property
    def precision(self) -> float:
        """Of what was said, the share that is right."""
        return self.right / max(self.said, 1)

    @property
    def recall(self) -> float:
        """Of what was wanted, the share that was said."""
        return self.right / max(self.wanted, 1)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / max(self.said + self.wanted, 1)


@dataclass(frozen=True, slots=True)
class Tested:
    """The flows chosen in articles that were not trained on."""

    articles: tuple[tuple[Read, tuple[tuple[Flow, ...], ...]], ...]

    def score(self, threshold: float, *, goods: bool = True) -> Score:
        """Precision and recall at a threshold; without `goods`, of the pairs of countries alone."""
        right = said = wanted = 0
        for article, sentences in self.articles:
            found = {key for chosen in sentences for flow in keep(chosen, threshold) for key in flow_keys(flow)}
            gold = article.gold
            if not goods:
                found, gold = {(pair,) for pair, _ in found}, {(pair,) for pair, _ in gold}
            right, said, wanted = right + len(found & gold), said + len(found), wanted + len(gold)
        return Score(right, said, wanted)

    def reliability(self) -> list[tuple[float, float, int]]:
        """How often flows of some probability were right."""
        pairs = [(f.probability, _share(f, a.gold)) for a, sentences in self.articles for s in sentences for f in s]
        return reliability(pairs, bins=10)


@dataclass(frozen=True, slots=True)
class Scale:
    """How log-odds are stretched and moved so that what they promise comes true (Platt)."""

    slope: float
    shift: float

    @classmethod
    def of(cls, tested: Tested) -> "Scale":
        """The scale that fits what was chosen in articles that were not trained on."""
        examples = [
            Example({ODDS: log(flow.probability / (1 - flow.probability))}, _share(flow, article.gold))
            for article, sentences in tested.articles
            for chosen in sentences
            for flow in chosen
            if flow.probability > UNLIKELY
        ]
        weights = fit(examples, Prior(1.0, mean={ODDS: 1.0})).weights
        return cls(weights[ODDS], weights[BIAS])

    def apply(self, tested: Tested) -> None:
        """Correct the probabilities of what was tested."""
        for _, sentences in tested.articles:
            for flow in (flow for chosen in sentences for flow in chosen):
                odds = log(flow.probability / (1 - flow.probability))
                flow.probability = logistic(self.slope * odds + self.shift)

    def scaled(self, decision: Decision) -> Decision:
        """The decision with its weights on this scale."""
        weights = {name: self.slope * weight for name, weight in decision.weights.items()}
        return Decision({**weights, BIAS: weights[BIAS] + self.shift})


def cross_validate(articles: Sequence[Read]) -> Tested:
    """Each article of the gold tested with decisions that were trained on the other folds and on our own articles."""
    tested = []
    for fold in range(FOLDS):
        held = [a for a in articles if a.sentences and not (a.own or a.partial) and _fold(a.id) == fold]
        away = {id(article) for article in held}
        choice, truth = train([article for article in articles if id(article) not in away])
        decide = Decisions(choice, truth, 0.0)
        for article in held:
            chosen = tuple(tuple(choose(sentence.flows, decide)) for sentence in article.sentences)
            tested.append((article, chosen))
    without = [(a, ()) for a in articles if not (a.sentences or a.own or a.partial or a.judged)]
    return Tested((*tested, *without))


def _fold(name: str) -> int:
    return int(md5(f"{name}f".encode()).hexdigest(), 16) % FOLDS


def rows(choice: Decision, truth: Decision, threshold: float) -> Iterator[tuple[str, str, str]]:
    """The table of weights: feature, its weight for each decision, empty where it has none that matters."""
    yield THRESHOLD, "", f"{threshold:.2f}"
    for name in sorted({*choice.weights, *truth.weights}):
        cells = [f"{d.weights[name]:.3f}" if abs(d.weights.get(name, 0.0)) >= 0.005 else "" for d in (choice, truth)]
        if any(cells):
            yield name, cells[0], cells[1]
