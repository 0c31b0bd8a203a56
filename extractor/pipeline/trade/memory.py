"""What the article has said so far: who `it`, `this African country` and `the two countries` are, whose `exports` these are.

Only what stands before a sentence counts for it, so that text added to the end of an article changes nothing above.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from extractor.pipeline.text.words import Words
from extractor.pipeline.trade.lexicon import Lexicon, continent_of, official_name
from extractor.pipeline.trade.scene import Chunk, Finds, State

WINDOW = 150  # how many words back a mention can be referred to: text with no full stop stays linear
REACH = 5  # how many sentences back a statement can be referred to
FORMS_OF_STATE = frozenset("kingdom sultanate federation emirates".split())
PREPOSITIONS = frozenset("in from to with against for near at on into through via by than".split())


@dataclass(frozen=True, slots=True)
class Said:
    """The last statement of some kind: who, what, and in which sentence."""

    sentence: int
    exporter: str | None
    importer: str | None
    goods: tuple[str | None, ...]
    pair: tuple[str, str] | None = None


class Memory:
    """The countries and statements up to the sentence at hand."""

    def __init__(self, words: Words, finds: Finds, lexicon: Lexicon) -> None:
        self.words, self.finds, self.lexicon = words, finds, lexicon
        self.starts = [chunk.start for chunk in finds.states]
        self._counts: Counter[str] = Counter()
        self._counted = 0  # how many mentions `_counts` holds
        self.said: list[Said] = []
        self.money: int | None = None  # that of the last turnover
        self.topic: tuple[int, tuple[str | None, ...]] = (
            -REACH,
            (),
        )  # goods of the last noun of trade, and its sentence

    def resolve(self, chunk: Chunk, other: Iterable[str | None] = ()) -> str | None:
        """The code that a chunk stands for, never one of `other`; None for a region, and where nothing is clear."""
        if chunk.sort == "C":
            return str(chunk.value.code) if chunk.value.sure else None
        if chunk.sort in ("A", "O"):
            return self.referred(chunk, set(other))
        return None

    def referred(self, chunk: Chunk, other: set[str | None]) -> str | None:
        """The country that `it`, `its` or `this African country` refers to."""
        sentence = self.words.sentences[chunk.start]
        before = self._near(chunk.start, 2)
        if chunk.value is not None:  # a continent
            before = [c for c in before if continent_of(c.value.code) == chunk.value]
        before = [c for c in before if c.value.code not in other and c.value.sure]
        form = chunk.lower.removesuffix(" 's").rpartition(" ")[2]
        if form in FORMS_OF_STATE:
            before = [c for c in before if form in official_name(c.value.code)]
        same = [c for c in before if self.words.sentences[c.start] == sentence]
        free = [c for c in same if not self._after_preposition(c)]
        if free:
            return str(free[-1].value.code)
        if chunk.value is not None or other:
            return str(before[-1].value.code) if before else None
        earlier = [c for c in before if c not in same]
        if earlier:
            nearest = self.words.sentences[earlier[-1].start]
            return str(next(c for c in earlier if self.words.sentences[c.start] == nearest).value.code)
        return str(same[-1].value.code) if same else None

    def _near(self, start: int, reach: int) -> list[Chunk]:
        """The mentions of countries before word `start`, in its sentence and at most `reach` sentences back."""
        first = max(self.words.bounds[max(0, self.words.sentences[start] - reach)], start - WINDOW)
        return self.finds.states[bisect_left(self.starts, first) : bisect_left(self.starts, start)]

    def _distance(self, chunk: Chunk, sentence: int) -> int:
        return sentence - self.words.sentences[chunk.start]

    def _after_preposition(self, chunk: Chunk) -> bool:
        i = chunk.start - 1
        while i > 0 and self.words.lowers[i] in ("the", "neighbouring", "neighboring", "nearby"):
            i -= 1
        return i >= 0 and self.words.lowers[i] in PREPOSITIONS

    def here(self, start: int, other: Iterable[str | None] = ()) -> str | None:
        """The country that stands first in the sentence, before word `start` and behind no preposition."""
        excluded = set(other)
        for chunk in self._near(start, 0):
            state: State = chunk.value
            if (
                state.sure
                and not self._is_dateline(chunk)
                and state.code not in excluded
                and not self._after_preposition(chunk)
            ):
                return state.code
        return None

    def home(self, start: int, other: Iterable[str | None] = ()) -> str | None:
        """The country that the article is about, judged by its text before word `start`; None where two are level."""
        excluded = set(other)
        counts = self._count(start)
        ranked = sorted(((-count, code) for code, count in counts.items() if code not in excluded))[:2]
        if not ranked or (len(ranked) > 1 and 2 * ranked[0][0] > 3 * ranked[1][0]):
            return None
        return ranked[0][1]

    def _count(self, start: int) -> Counter[str]:
        """How often each country was named before word `start`; what closed sentences hold is counted once."""
        open_from = bisect_left(self.starts, self.words.bounds[self.words.sentences[start]])
        for chunk in self.finds.states[self._counted : open_from]:
            self._add(self._counts, chunk)
        self._counted = max(self._counted, open_from)
        counts = Counter(self._counts)
        for chunk in self._near(start, 0):
            self._add(counts, chunk)
        return counts

    def _add(self, counts: Counter[str], chunk: Chunk) -> None:
        state: State = chunk.value
        if not self._is_dateline(chunk):
            bonus = 0 if counts else 4  # the first one named is what the article is about, more often than not
            counts[state.code] += bonus + (2 if state.kind != "place" else 1)

    def _is_dateline(self, chunk: Chunk) -> bool:
        return (
            chunk.end < len(self.words)
            and self.words.sentences[chunk.start] == 0
            and (self.words.texts[chunk.start].isupper() and len(self.words.texts[chunk.start]) > 3)
        )

    def last(self, sentence: int) -> Said | None:
        """The last statement, if it is not too far back."""
        for said in reversed(self.said):
            return said if sentence - said.sentence <= REACH else None
        return None

    def goods(self, sentence: int) -> tuple[str | None, ...]:
        """The goods of the last statement that had any: what `shipments` and `the rest` are of."""
        for said in reversed(self.said):
            if sentence - said.sentence > REACH:
                break
            if said.goods:
                return said.goods if said.sentence >= self.topic[0] else self.topic[1]
        return self.topic[1] if sentence - self.topic[0] <= 1 else ()

    def counterpart(self, sentence: int, code: str | None) -> str | None:
        """The other side of the last statement about `code`."""
        for said in reversed(self.said):
            sides = said.pair or (said.exporter, said.importer)
            if sentence - said.sentence > REACH:
                break
            if code in sides:
                return sides[0] if sides[1] == code else sides[1]
        return None

    def pair(self, start: int) -> tuple[str, str] | None:
        """The two countries that `the two countries` are: those named last if they are two, else the article's main ones."""
        sentence = self.words.sentences[start]
        before = [c for c in self._near(start, 1) if c.value.sure and not self._is_dateline(c)]
        for reach in (0, 1):
            near = list(dict.fromkeys(c.value.code for c in before if self._distance(c, sentence) == reach))
            if len(near) == 2:
                return near[0], near[1]
        last = self.last(sentence)
        if last and last.pair:
            return last.pair
        ranked = self._count(start).most_common(2)
        return (ranked[0][0], ranked[1][0]) if len(ranked) == 2 else None
