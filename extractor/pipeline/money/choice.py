"""Evidence: which currency an amount is in, where its sign or name leaves that open.

The order: a country before the name (`Taiwan dollars`), the name itself where it means one currency, the countries of the
sentence, the countries of the article, what the table says of a name with no evidence (`pounds` are GBP), and last the
currencies that these countries had at any time (`francs` in an article on France of 2005).
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property

from extractor.pipeline.money.catalogue import Unit, dated, family, member, own
from extractor.pipeline.money.survey import Figure
from extractor.pipeline.text.words import Words
from extractor.record import Country

Place = tuple[int, int, str]  # start, end, code of a country's mention
CURRENT = date(9999, 1, 1)  # with no publication date, the currencies in force at the end of the table
# Where news writes plain `$` for its own dollar.
HOME = frozenset(("CA", "AU", "NZ", "SG"))
WORLD = frozenset(("barrel", "ounce", "bushel"))  # priced in US dollars everywhere
LARGE = Decimal(1000)
REACH = 80  # words of a long sentence that are looked at on each side


def _families(unit: Unit) -> tuple[str, ...]:
    return unit.families or (family(unit.code) if unit.code else ())


class Evidence:
    """What an article says of its countries and currencies."""

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
        low = bisect_left(self.mentions, (self.words.starts[first], 0, ""))
        high = bisect_left(self.mentions, (self.words.ends[last - 1], 0, ""))
        start, end = self.words.starts[figure.start], self.words.ends[figure.end - 1]
        kind = set(_families(figure.unit))
        before = (f for f in self._beside(figure) if f.start < figure.start and not kind.isdisjoint(_families(f.unit)))
        since = max((self.words.ends[f.end - 1] for f in before), default=0)
        behind = self.words.starts[figure.end + 1] if figure.end + 1 < last else -1
        inside = self.words.lowers[figure.end : figure.end + 1] == ["in"]
        places = self.mentions[low:high]
        ranks = [
            0 if inside and p[0] == behind else 1 if since <= p[0] < start else 2 if p[0] >= end else 3 for p in places
        ]
        if not {0, 1}.intersection(ranks):
            ranks = [-rank for rank in ranks]
        ordered = sorted(zip(ranks, places, strict=True), key=lambda pair: pair[0])
        return list(dict.fromkeys(code for _, (_, _, code) in ordered))

    def currency(self, figure: Figure, per: str | None) -> str | None:
        """The ISO 4217 code, or None where nothing tells it."""
        unit = figure.unit
        if figure.owner:
            families = _families(unit)
            owned = own(figure.owner, families, self.day) or own(figure.owner, families, None)
            if said := owned or member(figure.owner, families, self.day):
                return said
        if not unit.families:
            return self._dated(unit)
        if "dollar" in unit.families:
            return self._dollar(figure, per)
        return self._member(figure, unit)

    def _member(self, figure: Figure, unit: Unit) -> str | None:
        near, ranked = self.near(figure), self.ranked
        for code in near:
            if found := member(code, unit.families, self.day):
                return found
        if unit.code and unit.code[:2] in ranked:
            return self._dated(unit)
        past = (member(code, unit.families, None) for code in near) if not unit.code else iter(())
        if found := next((code for code in past if code), None):
            return found
        for code in ranked:
            if found := member(code, unit.families, self.day):
                return found
        if unit.code:
            return self._dated(unit)
        past = (member(code, unit.families, None) for code in ranked)
        return next((code for code in past if code), None)

    def _dated(self, unit: Unit) -> str | None:
        """The code of a sure unit, as it was at the publication date."""
        return dated(unit.code, self.day) if unit.code and not unit.exact and self.day != CURRENT else unit.code

    def _dollar(self, figure: Figure, per: str | None) -> str | None:
        """`$`, `dollars`, `cents`: of the United States unless the text says otherwise."""
        unit, words = figure.unit, self.words
        rest = words.lowers[figure.end : figure.end + 4]
        abroad = [code for code in self.ranked if code != "US"]
        if rest[:1] == ["against"] and not {"u.s.", "us", "greenback", "american"}.isdisjoint(rest):
            # `rose four cents against the U.S. dollar`
            own_dollars = (member(code, ("dollar",), self.day) for code in abroad)
            return next((code for code in own_dollars if code and code != "USD"), unit.code)
        if unit.kind == "subunit" and (beside := self._whole(figure)):
            return beside
        if per in WORLD or self._has_us or "USD" in self._named:
            return unit.code
        if self._named and unit.kind != "sign":
            return self._named[0]
        first = self._home(figure)
        if first in HOME and "USD" not in self._signed and member(first, ("dollar",), self.day) not in self._signed:
            return member(first, ("dollar",), self.day)
        if unit.kind == "subunit" and first and (local := member(first, unit.families, self.day)):
            return local
        return unit.code

    @cached_property
    def _has_us(self) -> bool:
        """Whether the article speaks of the United States, other than in the name of their currency: `65 US cents`."""
        inside = 0
        for figure in self.figures:
            if figure.owner == "US" or (figure.unit.code == "USD" and not figure.unit.families):
                low = bisect_left(self.mentions, (self.words.starts[figure.start], 0, ""))
                high = bisect_left(self.mentions, (self.words.ends[figure.end - 1], 0, ""))
                inside += sum(code == "US" for _, _, code in self.mentions[low:high])
        return self._counts["US"] > inside

    def _home(self, figure: Figure) -> str:
        """The one country that the article is on: most of its mentions, or alone in the sentence; empty where there is none."""
        if not self.ranked:
            return ""
        times = self._counts[self.ranked[0]]
        most = times > 1 and 2 * times > len(self.mentions)
        if self.ranked[0] in HOME and self.ranked[0] not in self.named:
            return ""  # an article on a firm of Toronto may well be in US dollars
        return self.ranked[0] if most or self.near(figure) == self.ranked[:1] else ""

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

    def _whole(self, figure: Figure) -> str | None:
        """The currency of another figure in the sentence, for its cents."""
        for other in self._beside(figure):
            if other.unit.kind != "subunit":
                code = member(other.owner, other.unit.families, self.day) if other.owner else other.unit.code
                if code and not set(family(code)).isdisjoint(figure.unit.families):
                    return code
        return None

    @cached_property
    def _signed(self) -> set[str]:
        """The dollars that the article tells apart by sign or code: `C$`, `US$`, `USD`."""
        return {f.unit.code for f in self.figures if f.unit.kind == "sign" and f.unit.code and not f.unit.families}

    @cached_property
    def _named(self) -> list[str]:
        """The dollars that the article names in words (`Canadian dollars`), in order."""
        codes: list[str] = []
        for other in self.figures:
            if other.unit.kind != "name":
                continue
            if other.owner:
                code = member(other.owner, ("dollar",), self.day) if "dollar" in other.unit.families else None
            else:
                code = None if other.unit.families else other.unit.code
            if code and family(code) == ("dollar",):
                codes.append(code)
        return codes

    def doubtful(self, figure: Figure, currency: str | None) -> bool:
        """Whether the unit is a word of another sense and nothing in the article speaks for the currency."""
        caution = figure.unit.caution
        if caution not in ("word", "evidence", "code") or figure.owner:
            return False
        spoken = currency is not None and self._spoken(currency)
        if caution == "code":
            return not (spoken and figure.high >= LARGE)
        whole = figure.high == figure.high.to_integral_value()
        return not spoken and (caution == "evidence" or (whole and figure.high < LARGE))

    def _spoken(self, currency: str) -> bool:
        return any(member(code, family(currency), None) is not None for code in self.ranked)
