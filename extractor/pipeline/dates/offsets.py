"""Builders of what lies at a distance: `two weeks ago`, `the day after Christmas`, `the year-ago quarter`."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from extractor.pipeline.dates import units
from extractor.pipeline.dates.amounts import Ahead, Amount, Shift, Step, The
from extractor.pipeline.dates.compounds import Interval, Stretch
from extractor.pipeline.dates.engine import Found
from extractor.pipeline.dates.nodes import Node, PartNode
from extractor.pipeline.dates.periods import Comparison

COMPARED = frozenset("from than compared against versus vs. quarter cents share $ million billion net profit".split())


def starting(m: Found) -> Node | None:
    """`three days starting Monday`, `10 days from June 1`."""
    length, day = m.node("a"), m.node("p")
    if not isinstance(length, Amount) or length.ahead or day is None or day.unit not in (units.DAY, units.MONTH):
        return None
    return replace(length, ahead=1, start=day)


def ago(m: Found) -> Node | None:
    """`two weeks ago`, `a decade ago`, `10 years ago`."""
    amounts = m.node("a")
    if not isinstance(amounts, Amount):
        return None
    one_year = amounts.amounts == ((Decimal(1), units.YEAR),)
    base = "results" if one_year and _quarterly(m) else "now"
    return Shift(amounts.amounts, -1, base, amounts.modifier)


def _quarterly(m: Found) -> bool:
    """Whether a year ago is compared with: `up from $5 million a year ago`."""
    first = max(m.sheet.words.sentence(m.start)[0], m.start - 12)
    return any(word in COMPARED for word in m.sheet.words.lowers[first : m.start])


def earlier(m: Found) -> Node | None:
    """`a year earlier`, `two days later`, `a week before`, `three months after`."""
    amounts, word = m.node("a"), m.text("w")
    if not isinstance(amounts, Amount) or m.after == "than":  # `a week later than planned`
        return None
    if word in ("before", "after") and m.after not in (".", ",", ";", ")", "when", "and", "in", ""):
        return None  # `a month after Qantas cut its flights` is an amount
    sign = 1 if word in ("later", "after", "afterwards", "on") else -1
    yearly = amounts.amounts[0][1] == units.YEAR and sign < 0
    return Shift(amounts.amounts, sign, "period" if yearly and _quarterly(m) else "text", amounts.modifier)


def stretch_to(m: Found) -> Node | None:
    """`the year to June 30`, `the three months to September`."""
    length, end = m.node("a"), m.node("p")
    if length is None:
        length = Amount(((Decimal(1), m.value("u", "UNIT") or units.HALF),))
    if not isinstance(length, Amount) or length.ahead or len(length.amounts) > 1 or end is None:
        return None
    number, unit = length.amounts[0]
    whole = (
        number is not None and number == int(number) and unit in (units.YEAR, units.HALF, units.QUARTER, units.MONTH)
    )
    return Stretch(int(number), unit, end) if whole and number else None


def from_now(m: Found) -> Node | None:
    """`two years from now`, `three weeks hence`."""
    amounts = m.node("a")
    return Shift(amounts.amounts, 1, "now") if isinstance(amounts, Amount) else None


def day_before(m: Found) -> Node | None:
    """`the day before`, `the week after`, `the year before`."""
    unit = m.value("u", "UNIT")
    if (
        unit not in (units.DAY, units.WEEK, units.MONTH, units.YEAR)
        or m.before != "the"
        or (not m.has("that") and m.after not in (".", ",", ";", ")", "and", "when", "in", "with", "at", ""))
    ):
        return None
    return Step(unit, 1 if m.text("w") == "after" else -1, narrative=True)


def offset(m: Found) -> Node | None:
    """`three weeks from tomorrow`, `2 weeks before May 13, 1999`, `the day after Christmas`."""
    base, word = m.node("p"), m.text("w")
    amounts = m.node("a") if m.has("a") else Amount(((Decimal(1), m.value("u", "UNIT")),))
    if (
        not isinstance(amounts, Amount)
        or base is None
        or base.unit not in (units.DAY, units.MONTH, units.YEAR, units.TIME)
    ):
        return None
    if word == "from" and m.before == "for":  # `closed for five days from February 17`
        return replace(amounts, ahead=1, start=base)
    if amounts.amounts[0][0] is None or amounts.amounts[0][1] not in (*units.MONTHS_IN, *units.DAYS_IN):
        return None
    return Shift(amounts.amounts, -1 if word in ("before", "prior") else 1, base)


def within(m: Found) -> Node | None:
    """`in two weeks`: a day ahead in a clause about the future, else an amount."""
    if m.after in (
        "of",
        "ended",
        "ending",
        "that",
        "when",
        "which",
    ):  # `in 10 months of 2025`, `in the year ended June 30`
        return None
    amounts = m.node("a")
    return Ahead(amounts.amounts[0]) if isinstance(amounts, Amount) and len(amounts.amounts) == 1 else None


def joined(m: Found) -> Node | None:
    """`3 hours and 20 minutes`, `2 years 1 month 21 days`."""
    a, b = m.node("a"), m.node("b")
    third = m.node("c")
    if not (isinstance(a, Amount) and isinstance(b, Amount)) or b.ahead or (third and not isinstance(third, Amount)):
        return None
    if _ends_in_ago(m):
        return None
    pairs = (*a.amounts, *b.amounts, *(third.amounts if isinstance(third, Amount) else ()))
    sizes = [units.SIZES.get(unit, 0) for _, unit in pairs]
    if any(x <= y for x, y in pairwise(sizes)) or any(n is None for n, _ in pairs):
        return None
    return Amount(pairs, a.ahead)


def _ends_in_ago(m: Found) -> bool:
    """`three months and two weeks and two days ago` are three."""
    if m.after == "ago":
        return m.has("and")
    entry = m.sheet.nodes.get(m.end + 1) if m.after == "and" else None
    return entry is not None and (m.sheet.word(entry[0]) == "ago" or isinstance(entry[1], Shift))


def comparison(m: Found) -> Node | None:
    """`the year-ago quarter`, `the year-earlier period`, `the same period last year`, `the 1988 period`."""
    year = m.node("y") if m.has("y") else None
    if year is not None and year.unit != units.YEAR:
        return None
    unit = m.value("u", "UNIT") if m.has("u") else ""
    quarter = m.node("q") if m.has("q") else None
    if isinstance(quarter, PartNode) and year is None:
        return Shift(((Decimal(1), units.YEAR),), -1, quarter)
    return Comparison(1, year, unit if unit in (units.QUARTER, units.MONTH) else "P" if unit or m.has("u") else "")


def to_date(m: Found) -> Node | None:
    """`the year to date`, `so far this year`."""
    return Interval(The(units.YEAR), Step(units.DAY, 0)) if m.has("y") else None
