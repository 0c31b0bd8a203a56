"""Quarters and halves: `third quarter`, `the first half of 2025`, `the June quarter`."""

from dataclasses import replace

from extractor.pipeline.dates import units
from extractor.pipeline.dates.engine import Found, Rule
from extractor.pipeline.dates.nodes import Node
from extractor.pipeline.dates.nodes.amounts import The
from extractor.pipeline.dates.nodes.compounds import Modified
from extractor.pipeline.dates.nodes.periods import Comparison
from extractor.pipeline.dates.nodes.points import Fixed, MonthNode, PartNode
from extractor.pipeline.dates.rules.parts import ordinal_at
from extractor.pipeline.dates.rules.signs import DASHES, OF
from extractor.pipeline.dates.table import read_cues, read_values
from extractor.pipeline.dates.values import year_time

HALVES, QUARTERS = frozenset((-1, 1, 2)), frozenset((-1, 1, 2, 3, 4))  # -1 is the last
NEAR_BY = 8  # words around a half in which its accounts stand
MATCHES = frozenset(("game", "'s-"))
ACCOUNTS = frozenset(("fiscal",))
JOINTS = DASHES | read_cues("between months")  # `the October-December quarter`
PARTED = frozenset((units.YEAR, units.DECADE, units.CENTURY))


def quarter(m: Found) -> Node | None:
    """`third quarter`, `fourth-quarter`."""
    number = ordinal_at(m, "o")
    if number not in QUARTERS or m.before in MATCHES or (number == -1 and m.after not in OF):
        return None
    return PartNode(units.QUARTER, max(number, 0))


def half(m: Found) -> Node | None:
    """`second half`, where accounts are at hand: else a half without its year is one of a match."""
    number = ordinal_at(m, "o")
    return PartNode(units.HALF, number) if number > 0 and number in HALVES and _has_accounts(m) else None


def _has_accounts(m: Found) -> bool:
    """`first-half profit`; of what the half is (`of 2025`, `of the match`) the levels above ask."""
    account, words = read_values()["ACCOUNT"], m.sheet.words
    if m.after in OF:
        return False
    if m.after in account or m.before in ACCOUNTS:
        return True
    first, last = words.sentence(m.start)
    around = words.lowers[max(first, m.start - NEAR_BY) : min(last, m.end + NEAR_BY)]
    return not account.keys().isdisjoint(around) and words.among(m.start).isdisjoint(read_values()["MATCH"])


def month_quarter(m: Found) -> Node | None:
    """`the June quarter`: the one that ends with the month."""
    month = m.node("m")
    if not isinstance(month, MonthNode) or month.month % 3 or month.step is not None or m.before in JOINTS:
        return None
    return PartNode(units.QUARTER, month.month // 3, Fixed(year_time(month.year)) if month.year else None)


def modified_quarter(m: Found) -> Node | None:
    """`fiscal third quarter`."""
    return m.node("q")


def part_of(m: Found) -> Node | None:
    """`the third quarter of 2024`, `this year's first half`, `the 1988 second quarter`, `Q3 of last year`."""
    quarter, whole = m.node("q"), m.node("p")
    if whole is None or whole.unit not in PARTED:
        return None
    if isinstance(quarter, PartNode):
        return replace(quarter, of=whole) if quarter.of is None else None
    return Comparison(year=whole, period=units.QUARTER) if isinstance(quarter, The) else None


def half_of(m: Found) -> Node | None:
    """`the first half of 2025`, `second half of this year`, `the first half of October`."""
    number, whole = ordinal_at(m, "o"), m.node("p")
    if whole is None or number not in HALVES:
        return None
    if whole.unit == units.YEAR:
        return PartNode(units.HALF, max(number, 0) or 2, whole)
    return Modified(whole, "start" if number == 1 else "end")


def half_of_the_year(m: Found) -> Node | None:
    """`the first half of the year`, `the first quarter of the year`."""
    number, half = ordinal_at(m, "o"), m.has("half")
    if number not in (HALVES if half else QUARTERS):
        return None
    return PartNode(units.HALF if half else units.QUARTER, max(number, 0), None)


CALENDAR = (
    Rule("quarter", "o:ORDINAL|final -? quarter|quarters|qtr", "in the third quarter → 2025-Q3", quarter),
    Rule("half", "o:ORDINAL -? half", "in first-half profit → 2025-H1", half),
)
DEICTIC = (Rule("quarter by its last month", "m:Month -? quarter", "in the June quarter → 2025-Q2", month_quarter),)
COMPOSITE = (
    Rule(
        "half of",
        "o:ORDINAL|final|last|closing -? half of the? p:Year|Month|Decade|Century|Week",
        "in the first half of 2025 → 2025-H1",
        half_of,
    ),
    Rule(
        "half of the year",
        "o:ORDINAL|final|last -? (half:half | quarter) of|in the FISCAL? year",
        "in the first half of the year → 2025-H1",
        half_of_the_year,
    ),
    Rule("half and month", "o:ORDINAL half p:Month", "in second half May → 2025-05", half_of),
    Rule(
        "quarter of a year",
        "q:Quarter (of|in|,)? (the|that)? p:Year|Decade",
        "in the third quarter of last year → 2024-Q3",
        part_of,
    ),
    Rule("year's quarter", "p:Year 's|' FISCAL? -? q:Quarter", "in this year's third quarter → 2025-Q3", part_of),
    Rule("year's half", "p:Year 's|' o:ORDINAL half", "in last year's second half → 2024-H2", half_of),
    Rule("year and quarter", "p:Year FISCAL? -? q:Quarter", "in the 1988 third quarter → 1988-Q3", part_of),
    Rule("fiscal quarter with a dash", "FISCAL - q:Quarter", "in the fiscal-third quarter → 2025-Q3", modified_quarter),
    Rule("fiscal quarter", "FISCAL q:Quarter", "in the fiscal third quarter → 2025-Q3", modified_quarter),
)
