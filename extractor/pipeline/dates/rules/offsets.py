"""What lies at a distance: `two weeks ago`, `a year later`, `the day after Christmas`, `the year to June 30`."""

from dataclasses import replace
from decimal import Decimal

from extractor.pipeline.dates import units
from extractor.pipeline.dates.engine import Found, Rule
from extractor.pipeline.dates.nodes import Node
from extractor.pipeline.dates.nodes.amounts import Ahead, Amount, Base, Shift, Step
from extractor.pipeline.dates.nodes.compounds import Stretch
from extractor.pipeline.dates.nodes.points import Fixed, WeekdayNode
from extractor.pipeline.dates.rules.ranks import is_ranked
from extractor.pipeline.dates.rules.signs import APOSTROPHES, STOPS, THE
from extractor.pipeline.dates.table import read_cues

ONE_YEAR = ((Decimal(1), units.YEAR),)
COMPARED = read_cues("where figures are compared")  # `up from $5 million a year ago`
COMPARED_IN = 12  # words before an expression in which one of these may stand
THAN = "than"
CLOSES = STOPS | {"when", "and", "in"}  # what follows `a month after`, `the week before`
DAY_CLOSES = CLOSES | {"with", "at"}
NO_END = read_cues("behind an amount that goes on")  # `in 10 months of 2025`, `in the year ended June 30`
WHOLE = frozenset((units.DECADE, units.YEAR, units.HALF, units.QUARTER, units.MONTH))
YEARLY = frozenset((units.DECADE, units.YEAR))  # what a year may end
ONE_WEEK = ((Decimal(1), units.WEEK),)
STEPPED = frozenset((units.DAY, units.WEEK, units.MONTH, units.YEAR))
BASES = frozenset((units.DAY, units.MONTH, units.YEAR, units.TIME))
FOR = frozenset(("for",))


def ago(m: Found) -> Node | None:
    """`two weeks ago`, `a decade ago`, `10 years ago`."""
    amounts = m.node("a")
    if not isinstance(amounts, Amount):
        return None
    if amounts.amounts == ONE_WEEK:  # said of the day, `two weeks ago` of the week
        return Shift(((Decimal(7), units.DAY),), -1)
    base = Base.RESULTS if amounts.amounts == ONE_YEAR and _is_compared(m) else Base.NOW
    return Shift(amounts.amounts, -1, base, amounts.modifier)


def _is_compared(m: Found) -> bool:
    """Whether figures are compared with those of then: `up from $5 million a year ago`."""
    first = max(m.sheet.words.sentence(m.start)[0], m.start - COMPARED_IN)
    return not COMPARED.isdisjoint(m.sheet.words.lowers[first : m.start])


def weekday_ago(m: Found) -> Node | None:
    """`a week ago on Monday`."""
    amounts, day = m.node("a"), m.node("w")
    weeks = isinstance(amounts, Amount) and amounts.unit == units.WEEK
    if not weeks or not isinstance(amounts, Amount) or not isinstance(day, WeekdayNode) or day.step is not None:
        return None
    return replace(day, of=Shift(amounts.amounts, -1))


def earlier(m: Found) -> Node | None:
    """`a year earlier`, `two days previously`."""
    amounts = m.node("a")
    if not isinstance(amounts, Amount) or m.after == THAN:  # `a week earlier than planned`
        return None
    yearly = amounts.amounts[0][1] == units.YEAR and _is_compared(m)
    return Shift(amounts.amounts, -1, Base.PERIOD if yearly else Base.TEXT, amounts.modifier)


def later(m: Found) -> Node | None:
    """`two days later`, `a year afterwards`."""
    amounts = m.node("a")
    if not isinstance(amounts, Amount) or m.after == THAN:
        return None
    return Shift(amounts.amounts, 1, Base.TEXT, amounts.modifier)


def earlier_or_amount(m: Found) -> Node | None:
    """`a week before.`, `three months after`; `a month after Qantas cut its flights` is an amount."""
    if m.after not in CLOSES:
        return None
    return later(m) if m.has("after") else earlier(m)


def stretch_to(m: Found) -> Node | None:
    """`the year to June 30`, `the three months to September`."""
    length, end = m.node("a") or Amount(((Decimal(1), m.value("u", "UNIT") or units.HALF),)), m.node("p")
    if not isinstance(length, Amount) or length.ahead or len(length.amounts) > 1 or end is None:
        return None
    number, unit = length.amounts[0]
    if end.unit == units.YEAR and (unit not in YEARLY or not isinstance(end, Fixed)):
        return None
    return Stretch(int(number), unit, end) if number and number == int(number) and unit in WHOLE else None


def from_now(m: Found) -> Node | None:
    """`two years from now`, `three weeks hence`."""
    amounts = m.node("a")
    return Shift(amounts.amounts, 1, Base.NOW) if isinstance(amounts, Amount) else None


def day_before(m: Found) -> Node | None:
    """`the day before`, `the week after`, `the year before`."""
    unit = m.value("u", "UNIT")
    if unit not in STEPPED or m.before not in THE or not (m.has("that") or m.after in DAY_CLOSES):
        return None
    return Step(unit, 1 if m.has("after") else -1, narrative=True)


def offset(m: Found) -> Node | None:
    """`three weeks from tomorrow`, `2 weeks before May 13, 1999`, `the day after Christmas`."""
    base = m.node("p")
    amounts = m.node("a") if m.has("a") else Amount(((Decimal(1), m.value("u", "UNIT")),))
    if not isinstance(amounts, Amount) or base is None or base.unit not in BASES:
        return None
    if m.has("from") and m.before in FOR:  # `closed for five days from February 17`
        return replace(amounts, ahead=1, start=base)
    if m.has("from") and isinstance(base, WeekdayNode) and base.step is None and base.of is None:
        base = replace(base, step=2)  # `six weeks from Monday`: of the one to come
    number, unit = amounts.amounts[0]
    if number is None or unit not in units.DAYS_IN.keys() | units.MONTHS_IN:
        return None
    return Shift(amounts.amounts, -1 if m.has("before") else 1, base)


def within(m: Found) -> Node | None:
    """`in two weeks`: a day ahead in a clause about the future, else an amount, as behind `the first visit`."""
    amounts = m.node("a")
    if m.after in NO_END or not isinstance(amounts, Amount) or len(amounts.amounts) > 1:
        return None
    return amounts if is_ranked(m) and m.after not in APOSTROPHES else Ahead(amounts.amounts[0])


COMPOSITE = (
    Rule("amount ago", "a:Amount -? ago", "two weeks ago → 2025-W48", ago),
    Rule("amount ago, on a weekday", "a:Amount ago on? w:Weekday", "a week ago on Monday → 2025-12-01", weekday_ago),
    Rule("amount or so ago", "a:Amount or so ago", "two weeks or so ago → 2025-W48", ago),
    Rule("amount later", "a:Amount later|afterwards", "in 2013 and two years later → 2015", later),
    Rule("amount earlier", "a:Amount earlier|previously", "in 2013, from two years earlier → 2011", earlier),
    Rule(
        "amount before or after",
        "a:Amount (before | after:after)",
        "in 2013, from two years before → 2011",
        earlier_or_amount,
    ),
    Rule("amount from now", "a:Amount from now|today", "two years from now → 2027", from_now),
    Rule("amount hence", "a:Amount hence", "three weeks hence → 2026-W01", from_now),
    Rule(
        "unit to a day",
        "u:year|quarter|half|month|decade to|through the? p:Day|Month|Year",
        "in the year to June 30 → 2024-07-01/2025-06-30",
        stretch_to,
    ),
    Rule(
        "amount to a day",
        "a:Amount to|through the? p:Day|Month|Year",
        "in the three months to September → 2025-07/2025-09",
        stretch_to,
    ),
    Rule("the unit before", "u:UNIT (before | after:after) that:that?", "the day before → 2025-12-07", day_before),
    Rule(
        "amount before a day",
        "a:Amount (before:before|prior | from:from | after|following) (to|on)? (the|of)? p:Day|Weekday|Holiday|Year|Month",
        "2 weeks before May 13, 1999 → 1999-04-29",
        offset,
    ),
    Rule(
        "day after a day",
        "u:day (before:before | after) p:Day|Weekday|Holiday",
        "the day after Christmas → 2024-12-26",
        offset,
    ),
    Rule("in an amount", "in a:Amount (or so|time)?", "in two weeks → P2W", within),
)
