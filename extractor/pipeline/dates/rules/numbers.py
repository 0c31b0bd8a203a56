"""Numbers in words that grammar makes: `a couple of`, `twenty-third`, `two thousand and fifteen`."""

from decimal import Decimal

from extractor.pipeline.dates.engine import Found, Rule
from extractor.pipeline.dates.nodes import Node
from extractor.pipeline.dates.nodes.points import Fixed, MonthNode, Number
from extractor.pipeline.dates.rules.parts import month_at, year_at
from extractor.pipeline.dates.rules.signs import STOPS
from extractor.pipeline.dates.values import year_time

CLOSES = STOPS | {"and"}


def spelled_year(m: Found) -> Node | None:
    """`nineteen ninety-seven`."""
    a, b = m.node("a"), m.node("b")
    if not (isinstance(a, Number) and isinstance(b, Number) and a.value and b.value):
        return None
    if not (13 <= a.value <= 20 and 10 <= b.value <= 99):
        return None
    return Fixed(year_time(int(a.value * 100 + b.value)))


def spelled_thousands(m: Found) -> Node | None:
    """`the year two thousand`, `January two thousand and thirty two`."""
    year = year_at(m, "n")
    if not year:
        return None
    return MonthNode(month_at(m), year) if m.has("m") else Fixed(year_time(year))


def spoken_year(m: Found) -> Node | None:
    """`in two thousand and fifteen`."""
    year = year_at(m, "y")
    return Fixed(year_time(year)) if year and year >= 1900 and m.after in CLOSES else None


def ordinal(m: Found) -> Node | None:
    """`twenty-third`."""
    tens, unit = m.node("a"), m.value("o", "ORDINAL")
    if not (isinstance(tens, Number) and tens.value and unit and tens.value % 10 == 0 and int(unit) < 10):
        return None
    return Number(tens.value + int(unit), ordinal=True)


def vague(m: Found) -> Node | None:
    """`a few`, `a number of`, `dozens of`."""
    return Number(None)


def two(m: Found) -> Node | None:
    """`a couple of`."""
    return Number(Decimal(2))


NUMBERS = (
    Rule("year in two halves", "a:Number -? b:Number", "in nineteen ninety-seven → 1997", spelled_year),
    Rule("year in thousands", "year n:Number", "in the year two thousand → 2000", spelled_thousands),
    Rule(
        "month and year in thousands",
        "m:MONTH of? n:Number",
        "in August two thousand and fifteen → 2015-08",
        spelled_thousands,
    ),
    Rule("ordinal in words", "a:Number -? o:ORDINAL", "on May twenty-third → 2025-05-23", ordinal),
    Rule("a few", "a few", "for a few days → PXD", vague),
    Rule("a couple", "a? couple of?", "for a couple of years → P2Y", two),
    Rule("a number of", "a? number|handful of", "for a number of years → PXY", vague),
    Rule("hundreds of", "dozens|hundreds|thousands|scores|tens of", "for hundreds of years → PXY", vague),
)
CALENDAR = (
    Rule(
        "year in thousands after a preposition",
        "in|since|by|until y:Number",
        "in two thousand and fifteen → 2015",
        spoken_year,
    ),
)
