"""What speaks for a candidate and against it, as features with names: the decisions weigh them.

The first decision sees a candidate alone: what the model says of it and how surely, and the reasons of `rules.py`. The
second sees what the first made of it and of the article's other candidates: the same words elsewhere, the full name of which it
is a part, those it overlaps with.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from math import log

from extractor.pipeline.decide.logistic import Features, logistic
from extractor.pipeline.names.against import goes_on_before, goes_on_behind, has_an_unlisted_word
from extractor.pipeline.names.candidate import Candidate, Shape
from extractor.pipeline.names.favour import BRIEF
from extractor.pipeline.names.lexicon import PARTICLES, REIGN, SUFFIXES, Lexicon, Span
from extractor.pipeline.names.rules import AGAINST, FOR, NAMESAKE, SPOKEN
from extractor.pipeline.names.settle import settle
from extractor.pipeline.names.sureness import Sureness
from extractor.pipeline.names.things import is_a_thing
from extractor.pipeline.names.trimming import find_spans, parts, trim
from extractor.pipeline.text.typography import DASH
from extractor.pipeline.text.words import Words

MOST = 50  # mentions of one name that the others are held against: a list of thousands stays linear
GROUPS = {Shape.LONE: "lone", Shape.PAIR: "lone", Shape.FULL: "full", Shape.LOUD: "loud", Shape.HEADLINE: "loud"}
STEPS = (-7.0, -5.0, -3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 5.0)  # of the model's log-odds
FURTHEST = 8.0  # log-odds
ITSELF = "by itself"  # what the first decision makes of a candidate, to the second
OTHERS = ("LOC", "ORG", "NORP")


def odds_of(chance: float) -> float:
    """The log-odds of a probability, kept within bounds."""
    limit = 0.0003
    chance = min(max(chance, limit), 1 - limit)
    return log(chance / (1 - chance))


class View:
    """What the model says of an article, in words."""

    def __init__(self, words: Words, sureness: Sureness, lexicon: Lexicon) -> None:
        self.words, self.sureness = words, sureness
        self.entities: dict[Span, str] = {}
        for start, end, label in sureness.found:
            spans = find_spans(words, [(start, end)], lexicon) if label == "PERSON" else [(start, end)]
            self.entities.update(dict.fromkeys(spans, label))
        self.chances: dict[Span, float] = {}
        for span in sureness.possible:  # a name cut or made whole is as probable as what the model takes it for
            for part in find_spans(words, [span], lexicon) | ({span} if _is_clean(words, span, lexicon) else set()):
                self.chances[part] = max(self.chances.get(part, 0.0), sureness.chance(*span))
        self.persons = find_spans(words, sureness.possible, lexicon) | self.chances.keys()
        self.beginning: dict[int, float] = {}  # at a word, how probable the most probable name that begins there is
        self.ending: dict[int, float] = {}  # the same of those that end before it
        for (start, end), chance in self.chances.items():
            self.beginning[start] = max(self.beginning.get(start, 0.0), chance)
            self.ending[end] = max(self.ending.get(end, 0.0), chance)
        self.covering = {i: span for span in self.entities for i in range(*span)}

    def features(self, here: Candidate) -> Iterator[tuple[str, float]]:
        """How sure the model is that just this is a person, and what else it takes it for."""
        chance = self.chances.get((here.start, here.end))
        odds = odds_of(self.sureness.chance(here.start, here.end) if chance is None else chance)
        yield f"model's odds, step {bisect_right(STEPS, odds)}", 1.0
        yield "model's odds", odds / FURTHEST
        if has_an_unlisted_word(here):
            yield "model's odds of what no list has", odds / FURTHEST
        if len(here.words) < BRIEF:
            yield "model's odds in a brief text", odds / FURTHEST
        begins = self.sureness.begins(here.start)
        yield "model: PERSON begins", odds_of(begins.get("PERSON", 0.0)) / FURTHEST
        for label in OTHERS:
            yield f"model: {label} begins", begins.get(label, 0.0)
        for span in {self.covering[i] for i in range(here.start, here.end) if i in self.covering}:
            yield f"{_relation((here.start, here.end), span)} the model's {self.entities[span]}", 1.0
        yield from self._neighbours(here)

    def _neighbours(self, here: Candidate) -> Iterator[tuple[str, float]]:
        """How sure the model is that other names stand right beside it: `Many thanks, [Phillip] Jim, take a look`."""
        if goes_on_before(here):
            yield "model: PERSON ends before", self.ending.get(here.start, 0.0)
        if goes_on_behind(here):
            yield "model: PERSON begins behind", self.beginning.get(here.end, 0.0)


def _is_clean(words: Words, span: Span, lexicon: Lexicon) -> bool:
    """Nothing is to be cut off a range of the model; `Jean - Pierre` of text with spaces around each sign counts too."""
    if is_a_thing(words, *span, lexicon):
        return False
    whole = list(parts(words, *span, lexicon)) == [span] and trim(words, *span, lexicon) == span
    return whole or DASH in words.texts[slice(*span)]


def _relation(one: Span, other: Span) -> str:
    if one == other:
        return "is"
    if other[0] <= one[0] and one[1] <= other[1]:
        return "inside"
    return "around" if one[0] <= other[0] and other[1] <= one[1] else "crosses"


def of_words(here: Candidate, view: View | None) -> Features:
    """What is known of a candidate by itself."""
    group = GROUPS[here.shape]
    found = [(reason.name, 1.0) for reason in (*AGAINST, *FOR) if reason.holds(here)]
    if view is not None:
        found += view.features(here)
    return {group: 1.0, **{f"{name}, {group}": value for name, value in found}}


class Article:
    """The candidates of an article and what the first decision made of each, as log-odds: what they say of one another."""

    def __init__(
        self, words: Words, alone: Mapping[Span, Features], odds: Mapping[Span, float], view: View | None
    ) -> None:
        self.words, self.alone, self.odds = words, alone, odds
        self.brief = len(words) < BRIEF
        spoken = [span for span, features in alone.items() if f"{SPOKEN}, lone" in features]
        self.firms = Counter(_plain(words, span) for span in spoken)
        self.small = {text for text in words.texts if text.islower()}
        self.texts = {span: _plain(words, span) for span in odds}
        self.alike: dict[tuple[str, ...], list[Span]] = defaultdict(list)
        self.holders: dict[str, list[Span]] = defaultdict(list)  # candidates of several words by each
        self.at: dict[int, list[Span]] = defaultdict(list)
        for span in settle(odds):  # what lies inside a better candidate says nothing
            texts = self.texts[span]
            if len(self.alike[texts]) < MOST:
                self.alike[texts].append(span)
            for text in set(texts) if len(texts) > 1 else ():
                if len(self.holders[text]) < MOST:
                    self.holders[text].append(span)
        for span in odds:
            for i in range(*span):
                self.at[i].append(span)
        entities = view.entities if view else {}
        things = [_plain(words, span) for span, label in entities.items() if label in OTHERS]
        self.things = Counter(things)
        self.heads = Counter(texts[0] for texts in things if len(texts) > 1 and texts[1].lower() not in REIGN)

    def features(self, span: Span, form: str | None) -> Features:
        """What the article says of one of its candidates; `form` is how it is a short form of another, if it is."""
        return dict(self._features(span, form))

    def _features(self, span: Span, form: str | None) -> Iterator[tuple[str, float]]:
        texts = self.texts[span]
        group = "lone" if len(texts) == 1 else "full"
        if self.brief:
            yield f"brief text, {group}", 1.0
            yield f"{ITSELF} in a brief text, {group}", self.odds[span] / FURTHEST
        yield group, 1.0
        yield f"{ITSELF}, {group}", self.odds[span] / FURTHEST
        if form:
            yield f"{form}", 1.0
        rivals = {other for i in range(*span) for other in self.at[i]} - {span}
        length = span[1] - span[0]
        for name, others in (
            ("longer", [other for other in rivals if other[1] - other[0] > length]),
            ("shorter", [other for other in rivals if other[1] - other[0] <= length]),
        ):
            if others:
                yield f"a {name} rival, {group}", logistic(max(self.odds[other] for other in others))
        same = [self.odds[other] for other in self.alike[texts] if other != span and other not in rivals]
        if same:  # `In May the cabinet met`: says less of `Mrs May` than other mentions of a name that is no month too
            kind = "namesake" if f"{NAMESAKE}, lone" in self.alone[span] else group
            yield f"elsewhere, {kind}", sum(same) / len(same) / FURTHEST
            yield f"elsewhere at best, {kind}", max(same) / FURTHEST
        firms = self.firms[texts] - (f"{SPOKEN}, {group}" in self.alone[span])
        if firms > 0:
            yield "a firm or place elsewhere", firms / (1 + len(same))
        if texts[-1].lower() in self.small:
            yield f"in small letters elsewhere, {group}", 1.0
        things = self.things[texts]
        if things:
            yield f"a thing elsewhere, {group}", things / (things + len(same) + 1)
        if len(texts) == 1:
            away = [other for other in self.holders[texts[0]] if other not in rivals]
            yield from self._unnamed(span, away)
            yield from self._best("last word of a full name", [o for o in away if self.texts[o][-1] == texts[0]])
            yield from self._best("first word of a full name", [o for o in away if self.texts[o][0] == texts[0]])
        else:
            yield from self._best("last word elsewhere", self.alike.get(texts[-1:], ()))
            begun = [each for end in range(2, len(texts)) for each in self.alike.get(texts[:end], ())]
            likely = [each for each in begun if self.odds[each] > 0 and each not in rivals]
            yield from self._best("begins with another full name", likely)

    def _unnamed(self, span: Span, holders: Iterable[Span]) -> Iterator[tuple[str, float]]:
        """That a whole article has no likely full name for a single word, and a thing that begins with it: `Borden Inc`."""
        if self.brief or any(self.odds[other] > 0 for other in holders):
            return
        yield "no full name", 1.0
        yield f"{ITSELF}, no full name", self.odds[span] / FURTHEST
        if self.heads[self.texts[span][0]]:
            yield "first word of a thing elsewhere", 1.0
            yield f"{ITSELF}, first word of a thing elsewhere", self.odds[span] / FURTHEST

    def _best(self, name: str, spans: Collection[Span]) -> Iterator[tuple[str, float]]:
        """The best of some candidates: that there are any, and how probable they are."""
        if spans:
            best = max(self.odds[span] for span in spans)
            yield name, 1.0
            yield f"{name}: its odds", best / FURTHEST


def _plain(words: Words, span: Span) -> tuple[str, ...]:
    """The words of a name without `Jr`, and without what may stand before a family name: `von der`."""
    texts = [text for text in words.texts[slice(*span)] if text not in SUFFIXES]
    while len(texts) > 1 and texts[0] in PARTICLES:
        del texts[0]
    return tuple(texts) or ("",)


def strongest(shares: Iterable[tuple[str, float]]) -> str:
    """The reason that speaks most for a candidate, all that the model says taken together."""
    totals: dict[str, float] = defaultdict(float)
    for name, value in shares:
        if "model" in name:
            totals["the model"] += value
        elif not name.startswith(ITSELF):
            totals[name.rpartition(", ")[0] or name] += value
    return max(totals, key=lambda name: (totals[name], name), default="the model")
