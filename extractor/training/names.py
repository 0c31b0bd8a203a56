"""The weights of the two decisions over names, from annotated texts: which of their candidates are names.

The second decision sees what the first makes of an article. So it is trained on odds of a first that never saw that article,
and each text is judged by weights that were fitted without it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import md5
from typing import TYPE_CHECKING

from extractor.pipeline.decide.logistic import Decision, Features
from extractor.pipeline.names.lexicon import Lexicon, Span
from extractor.pipeline.names.model import NamesModel
from extractor.pipeline.names.read import Decisions, Known, know, likely, weigh_alone, weigh_within
from extractor.pipeline.text.words import Words, words_of
from extractor.training.fit import Example, Prior, fit
from extractor.training.samples import Sample
from extractor.training.score import Score

if TYPE_CHECKING:
    from spacy.language import Language

FOLDS = 5
# What is believed of evidence of which the texts have few cases: its weight is drawn to these log-odds rather than to 0.
ESTIMATES = {
    "cut behind an office, full": -4.0, "first word of a thing elsewhere": -1.0,
    "known as something else, full": -3.0, "particle before, full": -2.5,
    "particle before, lone": -2.5, "spaced hyphens, full": 2.0, "cut at a spaced hyphen, full": -2.0,
    "cut at a spaced hyphen, lone": -2.0, "a firm or place elsewhere": -3.0,
    "abbreviation, lone": -2.0, "another spelling": 2.5, "byline, full": 3.0,
    "byline, loud": 3.0, "country, people, month or city, lone": -2.5, "dash inside, full": -1.5, "figure, full": -1.0,
    "figure, lone": -1.0, "firm's word before, lone": -3.0, "label of a speech, full": 3.0, "label of a speech, loud": 3.0,
    "listed firm, full": -2.0, "listed firm, lone": -3.0, "office with a capital, full": 2.5,
    "office with a capital, lone": 1.0, "organisation's word behind, full": -1.5, "organisation's word behind, lone": -1.5,
    "organisation's word, full": -1.5, "short form": 1.0,
    "spoken of as a firm or place, lone": -2.0, "short form inside a headline": 2.0,
    "short form that is a word too": 3.0, "title alone, lone": -1.5,
    "title, full": 1.0, "title, lone": 2.0, "told as a person, full": 4.5, "told as a person, lone": 1.0, "town, full": -1.0,
    "well-known phrase, full": -6.0, "well-known phrase, lone": -3.0,
}  # fmt: skip
FIRM = 20.0  # how hard they are drawn there: as by some hundred cases
PRIOR = Prior(1.0, penalties=dict.fromkeys(ESTIMATES, FIRM), mean=ESTIMATES)


@dataclass(frozen=True, slots=True)
class Text:
    """An annotated text with its candidates; `gold` are the names' word ranges, `unsure` the words without annotation.

    `lost` counts the names that don't begin and end where words do; `importance` is how much its candidates count.
    """

    id: str
    words: Words
    known: Known
    gold: frozenset[Span]
    unsure: frozenset[int]
    lost: int = 0
    importance: float = 1.0

    @property
    def fold(self) -> int:
        """The part of the texts that it is judged with."""
        return int(md5(self.id.encode()).hexdigest(), 16) % FOLDS

    def examples(self, features: Mapping[Span, Features]) -> Iterator[Example]:
        """Each annotated candidate with its features, and whether it is a name."""
        for span, found in features.items():
            if self.unsure.isdisjoint(range(*span)):
                yield Example(found, float(span in self.gold), self.importance)


@dataclass(frozen=True, slots=True)
class Reader:
    """Makes texts of samples, with the words and candidates of the pipeline; without a model those of the rules alone."""

    nlp: "Language"
    model: NamesModel | None
    lexicon: Lexicon = field(default_factory=Lexicon)

    def read(self, id: str, sample: Sample, importance: float = 1.0) -> Text:
        """A sample as the decisions see it."""
        doc = self.nlp(sample.text)
        words = words_of(doc)
        known = know(words, self.model.read(doc) if self.model else None, self.lexicon)
        starts, ends = ({place: i for i, place in enumerate(places)} for places in (words.starts, words.ends))
        spans = [(start, end) for start, end, label in sample.spans if label == "PERSON"]
        gold = frozenset((starts[a], ends[b] + 1) for a, b in spans if a in starts and b in ends)
        unsure = frozenset(
            i
            for i in range(len(words) if sample.missing else 0)
            if any(words.starts[i] < end and start < words.ends[i] for start, end in sample.missing)
        )
        return Text(id, words, known, gold, unsure, len(spans) - len(gold), importance)


@dataclass(frozen=True, slots=True)
class Fitted:
    """The decisions that all texts taught, and those of each fold, which the fold's own texts did not teach."""

    decisions: Decisions
    folds: tuple[Decisions, ...]

    def names(self, text: Text, lexicon: Lexicon) -> list[Span]:
        """The names that decisions find in a text that did not teach them."""
        return find(text, self.folds[text.fold], lexicon)


def find(text: Text, decisions: Decisions, lexicon: Lexicon) -> list[Span]:
    """The names in a text."""
    article, forms = weigh_alone(text.words, text.known, decisions, lexicon)
    odds = {span: decisions.within.odds(found) for span, found in weigh_within(article, forms).items()}
    return likely(odds, brief=article.brief)


def train(texts: Sequence[Text], lexicon: Lexicon) -> Fitted:
    """Fit both decisions, over all texts and for each fold."""
    first = [(text.fold, example) for text in texts for example in text.examples(text.known.alone)]
    alone = _by_fold(first)
    second = [
        (text.fold, example) for text in texts for example in text.examples(_within(text, alone[text.fold], lexicon))
    ]
    every = Decisions(*(fit([example for _, example in examples], PRIOR) for examples in (first, second)))
    return Fitted(every, tuple(map(Decisions, alone, _by_fold(second))))


def _by_fold(examples: Iterable[tuple[int, Example]]) -> list[Decision]:
    known = list(examples)
    return [fit([example for own, example in known if own != fold], PRIOR) for fold in range(FOLDS)]


def _within(text: Text, alone: Decision, lexicon: Lexicon) -> Mapping[Span, Features]:
    article, forms = weigh_alone(text.words, text.known, Decisions(alone, Decision({})), lexicon)
    return weigh_within(article, forms)


def score(texts: Iterable[Text], fitted: Fitted, lexicon: Lexicon) -> Score:
    """How the names found in texts agree with the annotated ones, each text judged by weights that it did not teach."""
    names = Score()
    for text in texts:
        found = [span for span in fitted.names(text, lexicon) if text.unsure.isdisjoint(range(*span))]
        names.add_sets(text.id, *([(*span, text.words.text(*span)) for span in spans] for spans in (text.gold, found)))
        names.gold += text.lost
    return names
