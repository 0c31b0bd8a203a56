"""The context: what an article says of its countries and currencies, for amounts whose sign or name leaves the currency open."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property

from extractor.data import words as words_of_kind
from extractor.pipeline.money.catalogue import Form, Unit
from extractor.pipeline.money.survey import Figure
from extractor.pipeline.money.tender import family, member
from extractor.pipeline.text.words import PARAGRAPH, Words
from extractor.record import Country

Place = tuple[int, int, str]  # start, end, code of a country's mention
CURRENT = date(9999, 1, 1)  # with no publication date, the currencies in force at the end of the table
HOME = words_of_kind("money_words", "home")
US, US_DOLLAR, DOLLARS = "US", "USD", ("dollar",)
REACH = 80  # words of a long sentence that are looked at on each side


def families_of(unit: Unit) -> tuple[str, ...]:
    """The families that a sign or a name may stand for."""
    return unit.families or (family(unit.code) if unit.code else ())


class Context:
    """The countries of an article and the figures in it, as evidence for each figure."""

    def __init__(self, words: Words, countries: Sequence[Country], figures: Sequence[Figure], day: date | None) -> None:
        self.words = words
        self.mentions: list[Place] = sorted((m.start, m.end, c.code) for c in countries for m in c.mentions)
        self.named = {c.code for c in countries if any(m.kind != "place" for m in c.mentions)}
        self.figures = figures
        self.day = day or CURRENT

    @cached_property
    def ranked(self) -> list[str]:
        """The article's countries, the most mentioned first."""
        return [code for code, _ in self._counts.most_common()]

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(code for _, _, code in self.mentions)

    def near(self, figure: Figure) -> list[str]:
        """The countries of the figure's sentence, the likeliest first.

        `300 kronor in Sweden`, then what stands since the last figure of the same kind (`Sweden paid 300 crowns, Norway
        40 crowns`), then the rest of the sentence in order.
        """
        first, last = self._bounds(figure)
        places = self._places(self.words.starts[first], self.words.ends[last - 1])
        if not places:
            return []
        start, end = self.words.starts[figure.start], self.words.ends[figure.end - 1]
        since, named = self._last_end(figure), self._named_behind(figure, last)
        ranks = [
            0 if place[0] == named else 1 if since <= place[0] < start else 2 if place[0] >= end else 3
            for place in places
        ]
        if not {0, 1}.intersection(ranks):
            ranks = [-rank for rank in ranks]
        ordered = sorted(zip(ranks, places, strict=True), key=lambda pair: pair[0])
        return list(dict.fromkeys(code for _, (_, _, code) in ordered))

    def _places(self, start: int, end: int) -> list[Place]:
        """The mentions of countries that begin in the text from `start` to before `end`."""
        return self.mentions[bisect_left(self.mentions, (start, 0, "")) : bisect_left(self.mentions, (end, 0, ""))]

    def _last_end(self, figure: Figure) -> int:
        """Where the last figure of the same kind in the sentence ends."""
        kind = set(families_of(figure.unit))
        before = (f for f in self._beside(figure) if f.start < figure.start)
        return max((self.words.ends[f.end - 1] for f in before if not kind.isdisjoint(families_of(f.unit))), default=0)

    def _named_behind(self, figure: Figure, last: int) -> int:
        """Where the word behind `in` begins that follows the figure: `300 kronor in [Sweden]`; -1 where none does."""
        if figure.end + 1 >= last or self.words.lowers[figure.end] != "in":
            return -1
        return self.words.starts[figure.end + 1]

    @cached_property
    def has_us(self) -> bool:
        """Whether the article speaks of the United States, other than in the name of their currency: `65 US cents`."""
        inside = 0
        for figure in self.figures:
            if figure.owner == US or (figure.unit.code == US_DOLLAR and not figure.unit.families):
                places = self._places(self.words.starts[figure.start], self.words.ends[figure.end - 1])
                inside += sum(code == US for _, _, code in places)
        return self._counts[US] > inside

    def home(self, figure: Figure) -> str:
        """The one country that the article is on: most of its mentions, or alone in the sentence; empty where there is none."""
        if not self.ranked:
            return ""
        first = self.ranked[0]
        times = self._counts[first] - self._behind[first]
        if not times:
            return ""
        most = times > 1 and 2 * times > len(self.mentions)
        if first in HOME and first not in self.named:
            return ""  # an article on a firm of Toronto may well be in US dollars
        return first if most or self.near(figure) == [first] else ""

    @cached_property
    def _behind(self) -> Counter[str]:
        """The mentions right behind a figure: whoever writes of `the $2.5 million Australia deal` is elsewhere."""
        texts, gaps = self.words.texts, self.words.gaps
        behind = {self.words.starts[f.end] for f in self.figures if f.end < len(texts) and gaps[f.end] != PARAGRAPH}
        return Counter(code for start, _, code in self.mentions if start in behind)

    @cached_property
    def _starts(self) -> list[int]:
        return [figure.start for figure in self.figures]

    def _beside(self, figure: Figure) -> Sequence[Figure]:
        """The figures of the sentence, itself among them, those within reach."""
        first, last = self._bounds(figure)
        return self.figures[bisect_left(self._starts, first) : bisect_left(self._starts, last)]

    def _bounds(self, figure: Figure) -> tuple[int, int]:
        first, last = self.words.sentence(figure.start)
        return max(first, figure.start - REACH), min(last, figure.end + REACH)

    def whole(self, figure: Figure) -> str | None:
        """The currency of another figure in the sentence, for its cents."""
        for other in self._beside(figure):
            if other.unit.kind is not Form.SUBUNIT:
                code = member(other.owner, other.unit.families, self.day) if other.owner else other.unit.code
                if code and not set(family(code)).isdisjoint(figure.unit.families):
                    return code
        return None

    @cached_property
    def signed(self) -> set[str]:
        """The dollars that the article tells apart by sign or code: `C$`, `US$`, `USD`."""
        return {f.unit.code for f in self.figures if f.unit.kind is Form.SIGN and f.unit.code and not f.unit.families}

    @cached_property
    def named_dollars(self) -> list[str]:
        """The dollars that the article names in words (`Canadian dollars`), in order."""
        return list(self._named_dollars())

    def _named_dollars(self) -> Iterator[str]:
        for other in self.figures:
            if other.unit.kind is not Form.NAME:
                continue
            if other.owner:
                code = member(other.owner, DOLLARS, self.day) if "dollar" in other.unit.families else None
            else:
                code = None if other.unit.families else other.unit.code
            if code and family(code) == DOLLARS:
                yield code

    def speaks_for(self, currency: str | None) -> bool:
        """Whether the article names a country that has the currency, or ever had it."""
        if currency is None:
            return False
        return any(member(code, family(currency), None) is not None for code in self.ranked)
