"""Quarters and halves: `third quarter`, `the first half of 2025`, `the June quarter`."""

from dataclasses import replace

from extractor.pipeline.dates import units
from extractor.pipeline.dates.engine import Found, Rule
from extractor.pipeline.dates.nodes import Node
from extractor.pipeline.dates.nodes.amounts import The
from extractor.pipeline.dates.nodes.compounds import Modified
from extractor.pipeline.dates.nodes.periods import Comparison
from extractor.pipeline.dates.nodes.points import Fixed, MonthNode, PartNode
from extractor.pipeline.dates.rules.parts import DASHES, ordinal_at
from extractor.pipeline.dates.table import read_values
from extractor.pipeline.dates.values import year_time

NEAR_BY = 8  # words around a half in which its accounts stand


def quarter(m: Found) -> Node | None:
    """`third quarter`, `fourth-quarter`, `second half`."""
    number = ordinal_at(m, "o")
    if m.text("o") == "last" or (number == -1 and m.after != "of"):
        return None
    if m.text("u").startswith("half"):
        return PartNode(units.HALF, max(number, 0)) if number in (-1, 1, 2) and _is_half_year(m) else None
    return (
        PartNode(units.QUARTER, max(number, 0))
        if number in (-1, 1, 2, 3, 4) and m.before not in ("game", "'s-")
        else None
    )


def _is_half_year(m: Found) -> bool:
    """A half without its year is one of a match, unless accounts are at hand: `first-half profit`."""
    table, words = read_values(), m.sheet.words
    if m.after == "of":  # the levels above ask of what: of a year, of October, of the match
        return False
    if m.after in table["ACCOUNT"] or m.before == "fiscal":
        return True
    first, last = words.sentence(m.start)
    around = frozenset(words.lowers[max(first, m.start - NEAR_BY) : min(last, m.end + NEAR_BY)])
    return not table["ACCOUNT"].keys().isdisjoint(around) and table["MATCH"].keys().isdisjoint(words.lowers[first:last])


def month_quarter(m: Found) -> Node | None:
    """`the June quarter`: the one that ends with the month."""
    month = m.node("m")
    ranged = m.before in (*DASHES, "to", "/", "through", "and")  # `the October-December quarter`
    if not isinstance(month, MonthNode) or month.month % 3 or month.step is not None or ranged:
        return None
    return PartNode(units.QUARTER, month.month // 3, Fixed(year_time(month.year)) if month.year else None)


def modified_quarter(m: Found) -> Node | None:
    """`fiscal third quarter`."""
    return m.node("q")


def part_of(m: Found) -> Node | None:
    """`the third quarter of 2024`, `this year's first half`, `the 1988 second quarter`, `Q3 of last year`."""
    quarter, whole = m.node("q"), m.node("p")
    if whole is None or whole.unit not in (units.YEAR, units.DECADE, units.CENTURY):
        return None
    if isinstance(quarter, PartNode):
        return replace(quarter, of=whole) if quarter.of is None else None
    return Comparison(year=whole, period=units.QUARTER) if isinstance(quarter, The) else None


def half_of(m: Found) -> Node | None:
    """`the first half of 2025`, `second half of this year`, `the first half of October`."""
    number, whole = ordinal_at(m, "o"), m.node("p")
    if whole is None or number not in (-1, 1, 2):
        return None
    if whole.unit == units.YEAR:
        return PartNode(units.HALF, max(number, 0) or 2, whole)
    return Modified(whole, "start" if number == 1 else "end")


def half_of_the_year(m: Found) -> Node | None:
    """`the first half of the year`, `the first quarter of the year`."""
    number = ordinal_at(m, "o")
    part = units.HALF if m.text("h") == "half" else units.QUARTER
    return PartNode(part, max(number, 0), None) if -1 <= number <= (2 if part == units.HALF else 4) and number else None


CALENDAR = (
    Rule("quarter", "o:ORDINAL|final|last -? u:quarter|half|quarters|qtr", "in the third quarter → 2025-Q3", quarter),
)
DEICTIC = (Rule("quarter by its last month", "m:Month -? quarter", "in the June quarter → 2025-Q2", month_quarter),)
COMPOSITE = (
    Rule(
        "half of",
        "o:ORDINAL|final|last|closing -? h:half of the? p:Year|Month|Decade|Century|Week",
        "in the first half of 2025 → 2025-H1",
        half_of,
    ),
    Rule(
        "half of the year",
        "o:ORDINAL|final|last -? h:half|quarter of|in the FISCAL? year",
        "in the first half of the year → 2025-H1",
        half_of_the_year,
    ),
    Rule("half and month", "o:ORDINAL h:half p:Month", "in second half May → 2025-05", half_of),
    Rule(
        "quarter of a year",
        "q:Quarter (of|in|,)? (the|that)? p:Year|Decade",
        "in the third quarter of last year → 2024-Q3",
        part_of,
    ),
    Rule("year's quarter", "p:Year 's|’s|' FISCAL? -? q:Quarter", "in this year's third quarter → 2025-Q3", part_of),
    Rule("year's half", "p:Year 's|’s|' o:ORDINAL h:half", "in last year's second half → 2024-H2", half_of),
    Rule("year and quarter", "p:Year FISCAL? -? q:Quarter", "in the 1988 third quarter → 1988-Q3", part_of),
    Rule("fiscal quarter with a dash", "FISCAL - q:Quarter", "in the fiscal-third quarter → 2025-Q3", modified_quarter),
    Rule("fiscal quarter", "FISCAL q:Quarter", "in the fiscal third quarter → 2025-Q3", modified_quarter),
)
