"""One sentence as a row of chunks: countries, goods, figures and dates that the other kinds found, and plain words between."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from spacy.tokens import Doc

from extractor.pipeline.extensions import UNPROVEN
from extractor.pipeline.text.numbers import STARTERS, parse_number
from extractor.pipeline.text.words import Words
from extractor.pipeline.trade.predicates import Lexicon, Sort, capitals
from extractor.record import Money

CONNECTORS = frozenset((",", "and", "or", "&", "plus", "as well as", "then", "followed"))
PREPOSITIONS = frozenset(
    "to into onto towards from by of off in with between among for on upon at against over through via under about near than "
    "as".split()
)
BETWEEN = frozenset((Sort.MONEY, Sort.QUANTITY, Sort.NUMBER, Sort.SHARE, Sort.DATE))  # what a list of partners may hold
EXAMPLES = frozenset(("such as", "including", "like", "countries like", "countries such as", "especially", "primarily"))
PERCENT = frozenset(("%", "percent", "pct", "pc"))
GAP = 9  # chunks between two partners of a list
SIDES = (Sort.COUNTRY, Sort.REGION, Sort.ANAPHOR, Sort.OWN, Sort.PAIR)


@dataclass(frozen=True, slots=True)
class State:
    """A mention of a country: `sure` where it clearly stands for the state, and not for a town or region."""

    code: str
    kind: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words `start` to before `end`, as one thing; `at` is its place in the row."""

    sort: Sort
    start: int
    end: int
    lower: str
    value: Any = None
    at: int = -1
    proven: bool = True  # of a good: False where only what trades it here can tell that it is one


NOTHING = Chunk(Sort.NOWHERE, -1, -1, "")


@dataclass(frozen=True, slots=True)
class Group:
    """Countries joined in a list, or one alone; `end` is the place of the chunk after it."""

    items: tuple[Chunk, ...]
    end: int

    @property
    def at(self) -> int:
        """Where it begins."""
        return self.items[0].at


@dataclass(slots=True)
class Finds:
    """What the other components left on the Doc, by first word."""

    at: dict[int, Chunk] = field(default_factory=dict)
    states: list[Chunk] = field(default_factory=list)
    money: list[Money] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)  # where countries and goods stand
    taken: set[int] = field(default_factory=set)  # the words of all of them

    def is_free(self, start: int, end: int) -> bool:
        """Whether no find covers any of some words."""
        return self.taken.isdisjoint(range(start, end))

    def any_between(self, first: int, last: int) -> bool:
        """Whether a country or a good stands between two words: a sentence with neither says nothing of trade by itself."""
        place = bisect_left(self.parts, first)
        return place < len(self.parts) and self.parts[place] < last


def read_finds(doc: Doc, words: Words, lexicon: Lexicon) -> Finds:
    """The finds of the other components as chunks; where two overlap, figures win, then dates, countries and goods."""
    finds = Finds(money=sorted(doc._.money, key=lambda item: (item.start, item.end)))
    quantities = (
        sorted(doc._.quantities, key=lambda item: (item.start, item.end)) if doc.has_extension("quantities") else []
    )
    goods = [(m, Sort.GOOD, good.hs) for good in doc._.commodities for m in good.mentions]
    states = [(m, Sort.COUNTRY, _state(country.code, m)) for country in doc._.countries for m in country.mentions]
    figures = [(item, Sort.MONEY, number) for number, item in enumerate(finds.money)]
    amounts = [(item, Sort.QUANTITY, number) for number, item in enumerate(quantities)]
    dates = [(date, Sort.DATE, date) for date in doc._.dates]
    taken = finds.taken
    unproven = doc.user_data.get(UNPROVEN, ())
    named = {mention.start for mention, _, _ in goods} | {begin for begin, _, _ in unproven}
    for mention, sort, value in (*figures, *amounts, *dates, *states, *goods):
        start = bisect_left(words.starts, mention.start)
        end = bisect_left(words.starts, mention.end)
        if sort is Sort.QUANTITY:  # `20 helicopters` counts a good, and leaves it to itself
            end = next((i for i in range(start + 1, end) if words.starts[i] in named), end)
        while sort is Sort.GOOD and start in taken:  # `Thai rice` is a good with a country in it
            start += 1
        if start >= end or not finds.is_free(start, end):
            continue
        taken.update(range(start, end))
        finds.at[start] = Chunk(sort, start, end, words.form(start, end).lower(), value)
    _add_unproven(finds, words, unproven, lexicon)
    for hit in lexicon.organs.find(words):
        if finds.is_free(hit.start, hit.end):
            text = " ".join(words.lowers[hit.start : hit.end])
            finds.at[hit.start] = Chunk(Sort.COUNTRY, hit.start, hit.end, text, State(hit.value, "organ"))
    finds.states = sorted((c for c in finds.at.values() if c.sort is Sort.COUNTRY), key=lambda chunk: chunk.start)
    finds.parts = sorted(
        place for place, chunk in finds.at.items() if chunk.sort in (Sort.COUNTRY, Sort.GOOD) and chunk.proven
    )
    return finds


def _add_unproven(finds: Finds, words: Words, unproven: Iterable[tuple[int, int, str]], lexicon: Lexicon) -> None:
    """The goods that only what trades them can prove; a word that may be a predicate (`ship`) is none."""
    for begin, stop, code in unproven:
        start, end = bisect_left(words.starts, begin), bisect_left(words.starts, stop)
        if start < end and words.lowers[start] not in lexicon.openers and finds.is_free(start, end):
            text = words.form(start, end).lower()
            finds.at[start] = Chunk(Sort.GOOD, start, end, text, code, proven=False)


def _state(code: str, mention: Any) -> State:
    return State(code, mention.kind, mention.kind != "place" or mention.text in capitals())


class Scene:
    """The chunks of one sentence, and what stands at or around one of them."""

    def __init__(self, words: Words, finds: Finds, bounds: tuple[int, int], lexicon: Lexicon) -> None:
        self.words, self.finds, self.bounds, self.lexicon = words, finds, bounds, lexicon
        self.chunks = tuple(self._read())

    def _read(self) -> Iterator[Chunk]:
        (i, last), at = self.bounds, 0
        while i < last:
            found = self.finds.at.get(i) or self._phrase(i, last) or self._referring(i, last) or self._number(i, last)
            found = found or Chunk(Sort.WORD, i, i + 1, self.words.lowers[i])
            yield Chunk(found.sort, i, found.end, found.lower, found.value, at, found.proven)
            i, at = found.end, at + 1

    def _phrase(self, i: int, last: int) -> Chunk | None:
        hit = self.lexicon.phrases.at(self.words, i)
        if hit is None or hit.end > last:
            return None
        sort, name = hit.value
        return Chunk(sort, i, hit.end, name)

    def _referring(self, i: int, last: int) -> Chunk | None:
        """`this African country`, `the Gulf state`: a word that refers back, with its continent if it has one."""
        lowers = self.words.lowers
        if lowers[i] not in ("this", "the", "that"):
            return None
        nouns, adjectives = self.lexicon.words("state"), self.lexicon.words("landlike")
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
        own = lowers[j + 1 : j + 2] == ["'s"] and j + 1 < last
        text = " ".join(lowers[i : j + 1])
        return Chunk(Sort.OWN if own else Sort.ANAPHOR, i, j + 1 + own, text, continent)

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
            return Chunk(Sort.SHARE, i, end + 1, "%", value)
        if following == ["per", "cent"]:
            return Chunk(Sort.SHARE, i, end + 2, "%", value)
        if following[:1] and following[0] in self.lexicon.words("unit") and end < last:
            return Chunk(Sort.QUANTITY, i, end + 1, word, None)
        return Chunk(Sort.NUMBER, i, end, word, value)

    def chunk(self, i: int) -> Chunk:
        """Chunk `i`; one of no sort outside the sentence."""
        return self.chunks[i] if 0 <= i < len(self.chunks) else NOTHING

    def sort(self, i: int) -> Sort:
        """The sort of chunk `i`."""
        return self.chunk(i).sort

    def lower(self, i: int) -> str:
        """The words of chunk `i` in lower case; empty outside the sentence."""
        return self.chunk(i).lower

    def lowers(self, start: int, end: int) -> list[str]:
        """The words of some chunks, one text a chunk."""
        return [chunk.lower for chunk in self.chunks[max(0, start) : max(0, end)]]

    def has(self, kind: str, start: int, end: int) -> bool:
        """Whether a word of a kind stands between two chunks."""
        return not self.lexicon.words(kind).isdisjoint(self.lowers(start, end))

    @cached_property
    def _lowers(self) -> frozenset[str]:
        return frozenset(chunk.lower for chunk in self.chunks)

    def says(self, kind: str) -> bool:
        """Whether a word of a kind stands anywhere in the sentence."""
        return not self.lexicon.words(kind).isdisjoint(self._lowers)

    def is_kind(self, i: int, kind: str) -> bool:
        """Whether chunk `i` is a word of a kind."""
        return self.lower(i) in self.lexicon.words(kind)

    def is_good(self, i: int) -> bool:
        """Whether the good at `i` moves itself, and isn't what somebody deals in: `oil`, not `oil company`."""
        return self.sort(i) is Sort.GOOD and not self.is_kind(i + 1, "holder")

    def is_origin(self, i: int) -> bool:
        """Whether the country at `i` says where the good after it comes from: `Russian wheat`, `U.S. and Thai rice`."""
        j = i + 1
        while self.lower(j) in ("and", ",", "or", "-", "—", "'s") or self.sort(j) is Sort.COUNTRY:
            j += 1
        if self.lower(j).isalpha() and self.sort(j) is Sort.WORD and self.sort(j + 1) is Sort.GOOD:
            known = self.lower(j) in PREPOSITIONS or self.lower(j) in self.lexicon.verbs or self.is_kind(j, "be")
            return not known and self.is_good(j + 1)
        return self.is_good(j) or (self.is_kind(j, "generic") and not self.is_kind(j + 1, "holder"))

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The lists of countries, regions and words that refer to them, in order."""
        found, i = [], 0
        while i < len(self.chunks):
            if self.sort(i) in SIDES:
                group = self._group(i)
                found.append(group)
                i = group.end
            else:
                i += 1
        return tuple(found)

    def _group(self, i: int) -> Group:
        items = [self.chunks[i]]
        while (following := self._next_item(items[0], items[-1].at + 1)) is not None:
            items.append(self.chunks[following])
        return Group(tuple(items), items[-1].at + 1)

    def _next_item(self, first: Chunk, end: int) -> int | None:
        """The next partner of a list: `Egypt 12,000 tonnes, to Oman 9,000`, `neighbouring Egypt and, since May, Oman`."""
        if first.sort not in (Sort.COUNTRY, Sort.REGION, Sort.ANAPHOR):
            return None
        j, joined = end, False
        governed = self.preposition(first.at)
        while self.is_kind(j, "people"):
            j += 1
        while j < end + GAP and self.sort(j) not in (Sort.COUNTRY, Sort.REGION):
            word = self.lower(j)
            joined = joined or word in CONNECTORS or (word == governed and word in ("to", "from"))
            if word == "of" and self.sort(j - 1) in BETWEEN and self.sort(j + 1) is Sort.GOOD:
                j += 2  # `sold Japan 90,000 tonnes of wheat and Egypt 60,000`
                continue
            skipped = word in CONNECTORS or word in ("(", ")", "by", "with", "at", "about", "around", governed)
            if not (skipped or self.sort(j) in BETWEEN or self.is_kind(j, "adjective")) or word in ("of", ""):
                return None
            j += 1
        if not joined or self.sort(j) not in (Sort.COUNTRY, Sort.REGION):
            return None
        people = self.sort(j) is Sort.COUNTRY and self.chunks[j].value.kind in ("demonym", "abbreviation")
        if people and self.is_origin(j) and not self.is_origin(first.at):
            return None
        predicate = self.lexicon.verbs.get(self.lower(j + 1))
        verb = (
            predicate is not None
            and predicate.role == "verb"
            and self.lower(j - 1) != ","
            and self.lower(j + 1) not in self.lexicon.nouns
        )
        owner = self.lower(j + 1) == "'s" and self.lower(first.at + 1) not in ("'s", "and", ",")
        return None if (verb and governed not in ("", "between")) or owner else j

    def preposition(self, i: int) -> str:
        """The preposition that governs the noun phrase of chunk `i`: `to the mills in Japan` is `to`; empty for none."""
        j = self._phrase_start(i) - 1
        word = self.lower(j)
        if not EXAMPLES.isdisjoint(self.lowers(j + 1, i)):  # `from exporters such as Russia`
            return next((self.lower(k) for k in range(j, max(-1, j - 5), -1) if self.lower(k) in PREPOSITIONS), "")
        if word not in PREPOSITIONS:
            return ""
        if word in ("in", "of", "at", "near"):
            for k in range(j - 1, max(-1, j - 7), -1):
                other = self.lower(k)
                if (
                    self.sort(k) in SIDES
                    or self.sort(k) in BETWEEN
                    or self.is_clause(k)
                    or other in self.lexicon.verbs
                    or other == ","
                ):
                    break
                if other in ("to", "into", "from", "by") and k < j - 1 and not self._verbal(k + 1):
                    return other
                if other in PREPOSITIONS or other in self.lexicon.nouns:
                    break
        return word

    def _verbal(self, i: int) -> bool:
        """Whether an infinitive, not a noun phrase, follows `to`."""
        return (
            self.lower(i - 1) == "to"
            and self.lower(i) not in ("the", "a", "an", "its")
            and self.sort(i) is Sort.WORD
            and self.lower(i + 1) in ("the", "a", "an", "in", "its", "of")
        )

    def _phrase_start(self, i: int) -> int:
        """Where the noun phrase of chunk `i` begins: its determiners and adjectives belong to it."""
        j = i
        while (
            j > 0
            and (self.is_kind(j - 1, "adjective") or self.lower(j - 1) in ("and", "-"))
            and self.lower(j - 1) != "of"
        ):
            if self.lower(j - 1) == "and" and self.sort(j - 2) is Sort.WORD and not self.is_kind(j - 2, "adjective"):
                break
            j -= 1
        return j

    def is_clause(self, i: int) -> bool:
        """Whether a word that begins another clause stands at `i`."""
        return self.is_kind(i, "clause")
