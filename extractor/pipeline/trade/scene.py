"""One sentence as a row of chunks: countries, goods, money, dates, shares, and the plain words between them.

The letter of a chunk says what it is: C a country, R a region that is none, A a word that refers back to a country (`it`),
O its possessive, B a pair (`the two countries`), G a good, M money, D a date, % a share, N a number, w any other word.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from spacy.tokens import Doc

from extractor.pipeline.text.numbers import STARTERS, parse_number
from extractor.pipeline.text.words import Words
from extractor.pipeline.trade.lexicon import Lexicon, capitals
from extractor.record import Money

CONNECTORS = frozenset((",", "and", "or", "&", "plus", "as well as"))
REPEATED = frozenset(("then", "followed", "by", "to", "from"))  # `to Egypt and to Oman`, `to Egypt, then Oman`
RIVALS = frozenset("rival neighbour neighbor ally foe enemy partner archrival".split())
PERCENT = frozenset(("%", "percent", "pct", "pc"))


@dataclass(frozen=True, slots=True)
class State:
    """A mention of a country: `sure` where it clearly stands for the state, and not for a town or region."""

    code: str
    kind: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words `start` to before `end`, as one thing."""

    sort: str
    start: int
    end: int
    lower: str
    value: Any = None


@dataclass(frozen=True, slots=True)
class Group:
    """Countries joined in a list; `end` is the index of the chunk after it."""

    items: tuple[Chunk, ...]
    end: int


@dataclass(slots=True)
class Finds:
    """What the other components left on the Doc, by first word."""

    at: dict[int, Chunk] = field(default_factory=dict)
    states: list[Chunk] = field(default_factory=list)
    money: list[Money] = field(default_factory=list)


def read_finds(doc: Doc, words: Words) -> Finds:
    """The finds of the other components as chunks; where two overlap, money wins, then dates, countries and goods."""
    finds = Finds(money=sorted(doc._.money, key=lambda item: (item.start, item.end)))
    goods = [(m, "G", good.hs) for good in doc._.commodities for m in good.mentions]
    states = [(m, "C", _state(country.code, m)) for country in doc._.countries for m in country.mentions]
    dates = [(date, "D", date) for date in doc._.dates]
    figures = [(item, "M", number) for number, item in enumerate(finds.money)]
    taken: set[int] = set()
    for mention, sort, value in (*figures, *dates, *states, *goods):
        start = bisect_left(words.starts, mention.start)
        end = bisect_left(words.starts, mention.end)
        while sort == "G" and start in taken:  # `Thai rice` is a good with a country in it
            start += 1
        if start >= end or not taken.isdisjoint(range(start, end)):
            continue
        taken.update(range(start, end))
        finds.at[start] = Chunk(sort, start, end, mention.text.lower(), value)
    finds.states = sorted((c for c in finds.at.values() if c.sort == "C"), key=lambda chunk: chunk.start)
    return finds


def _state(code: str, mention: Any) -> State:
    return State(code, mention.kind, mention.kind != "place" or mention.text in capitals())


class Scene:
    """The chunks of one sentence, and what stands at or around one of them."""

    def __init__(self, words: Words, finds: Finds, bounds: tuple[int, int], lexicon: Lexicon) -> None:
        self.words, self.finds, self.bounds, self.lexicon = words, finds, bounds, lexicon
        self.chunks = tuple(self._read())

    def _read(self) -> Iterator[Chunk]:
        i, last = self.bounds
        while i < last:
            chunk = self.finds.at.get(i) or self._phrase(i, last) or self._state(i, last) or self._number(i, last)
            if chunk is None:
                chunk = Chunk("w", i, i + 1, self.words.lowers[i])
            yield chunk
            i = chunk.end

    def _phrase(self, i: int, last: int) -> Chunk | None:
        hit = self.lexicon.phrases.at(self.words, i)
        if hit is None or hit.end > last:
            return None
        return Chunk(hit.value, i, hit.end, " ".join(self.words.lowers[i : hit.end]))

    def _state(self, i: int, last: int) -> Chunk | None:
        """`this African country`, `the Gulf state`: a word that refers back, with its continent if it has one."""
        lowers = self.words.lowers
        if lowers[i] not in ("this", "the", "that"):
            return None
        nouns, adjectives = self.lexicon.kind("state"), self.lexicon.kind("landlike")
        j, continent = i + 1, None
        while j < min(last, i + 4) and lowers[j] not in nouns:
            two = " ".join(lowers[j : j + 2])
            step = 2 if two in self.lexicon.continents else 1
            found = self.lexicon.continents.get(two if step == 2 else lowers[j])
            if found is None and lowers[j] not in adjectives:
                return None
            continent, j = found or continent, j + step
        if j >= last or lowers[j] not in nouns:
            return None
        return Chunk("A", i, j + 1, " ".join(lowers[i : j + 1]), continent)

    def _number(self, i: int, last: int) -> Chunk | None:
        word = self.words.lowers[i]
        if not (word[0].isdigit() or word in STARTERS):
            return None
        number = parse_number(self.words, i)
        if number is None or number[1] > last:
            return None
        value, end = number
        following = self.words.lowers[end : end + 2]
        if following[:1] and following[0] in PERCENT:
            return Chunk("%", i, end + 1, "%", value)
        if following == ["per", "cent"]:
            return Chunk("%", i, end + 2, "%", value)
        return Chunk("N", i, end, self.words.lowers[i], value)

    def sort(self, i: int) -> str:
        """The letter of chunk `i`; empty outside the sentence."""
        return self.chunks[i].sort if 0 <= i < len(self.chunks) else ""

    def lower(self, i: int) -> str:
        """The words of chunk `i` in lower case; empty outside the sentence."""
        return self.chunks[i].lower if 0 <= i < len(self.chunks) else ""

    def lowers(self, start: int, end: int) -> list[str]:
        """The words of some chunks, one text a chunk."""
        return [chunk.lower for chunk in self.chunks[max(0, start) : max(0, end)]]

    def goods(self, start: int, end: int) -> tuple[str | None, ...]:
        """The HS codes of the goods between two chunks (None for a good without one), each once."""
        return tuple(dict.fromkeys(c.value for c in self.chunks[max(0, start) : end] if c.sort == "G"))

    def demonym_of_good(self, i: int) -> bool:
        """Whether the country at `i` says where the good after it comes from: `Russian wheat`, `U.S. and Thai rice`."""
        j = i + 1
        while self.lower(j) in ("and", ",", "or", "-", "soft", "frozen", "new", "made") or self.sort(j) == "C":
            j += 1
        adjective = (
            self.lower(j).isalpha() and self.sort(j) == "w" and self.sort(j + 1) == "G" and self.lower(j) != "'s"
        )
        of_good = self.sort(j) == "G" or self.lower(j) in self.lexicon.kind("generic")
        prepositions = self.lower(j) in ("in", "of", "with", "for", "by", "to", "from", "on", "at", "worth", "into")
        return of_good or (adjective and not prepositions and self.lower(j) not in self.lexicon.verbs)

    def group(self, i: int, *, subject: bool = False) -> Group | None:
        """The countries, or regions, listed from chunk `i` on: `neighbouring Egypt, the UAE and, since May, Oman`."""
        i = self._skip_adjectives(i)
        if self.sort(i) not in "CRAB" or not self.sort(i):
            return None
        i = self._rival(i)
        items = [self.chunks[i]]
        end = self._past_people(i)
        while (following := self._next_item(end, subject)) is not None:
            items.append(self.chunks[following])
            end = self._past_people(following)
        return Group(tuple(items), end)

    def _skip_adjectives(self, i: int) -> int:
        adjectives, start = self.lexicon.kind("adjective"), i
        while i < start + 4 and self.sort(i) == "w" and self.lower(i) in adjectives:
            i += 1
        return i

    def _rival(self, i: int) -> int:
        """The country that another one introduces: `to India's rival, Pakistan`."""
        if self.lower(i + 1) != "'s" or self.lower(i + 2) not in RIVALS:
            return i
        j = i + 4 if self.lower(i + 3) == "," else i + 3
        return j if self.sort(j) == "C" else i

    def _past_people(self, i: int) -> int:
        """After the nouns that go with a country: `Chinese buyers`, `India's state refiners`."""
        j = i + 1
        if self.sort(i) == "C" and self.lower(j) == "'s":
            j += 1
        people = self.lexicon.kind("people")
        while self.sort(j) == "w" and self.lower(j) in people:
            j += 1
        return j if j > i + 1 and self.lower(j - 1) in people else i + 1

    def _next_item(self, end: int, subject: bool) -> int | None:
        j, joined = end, False
        while j < end + 5 and (
            self.lower(j) in CONNECTORS or (joined and (self.lower(j) in REPEATED or self.sort(j) == "D"))
        ):
            joined, j = True, j + 1
        j = self._skip_adjectives(j)
        if not joined or self.sort(j) not in ("C", "R"):
            return None
        verb_follows = not subject and self.lower(j + 1) in self.lexicon.verbs and self.lower(j - 1) != ","
        people = self.sort(j) == "C" and self.chunks[j].value.kind in ("demonym", "abbreviation")
        if (people and self.demonym_of_good(j)) or (verb_follows and self.lower(end) == "and"):
            return None
        return j


def states(items: Sequence[Chunk]) -> list[Chunk]:
    """The countries among chunks."""
    return [item for item in items if item.sort == "C"]
