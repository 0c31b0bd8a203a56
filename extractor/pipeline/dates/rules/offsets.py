"""What lies at a distance: `two weeks ago`, `a year later`, `the day after Christmas`, `the year to June 30`."""

from dataclasses import replace
from decimal import Decimal

from extractor.pipeline.dates import units
from extractor.pipeline.dates.engine import Found, Rule
from extractor.pipeline.dates.nodes import Node
from extractor.pipeline.dates.nodes.amounts import Ahead, Amount, Shift, Step
from extractor.pipeline.dates.nodes.compounds import Stretch

COMPARED = frozenset("from than compared against versus vs. quarter cents share $ million billion net profit".split())


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


COMPOSITE = (
    Rule("amount ago", "a:Amount -? ago", "two weeks ago → 2025-W48", ago),
    Rule("amount or so ago", "a:Amount or so ago", "two weeks or so ago → 2025-W48", ago),
    Rule(
        "amount later",
        "a:Amount w:earlier|later|before|after|afterwards|previously",
        "in 2013 and two years later → 2015",
        earlier,
    ),
    Rule("amount from now", "a:Amount from now|today", "two years from now → 2027", from_now),
    Rule("amount hence", "a:Amount hence", "three weeks hence → 2026-W01", from_now),
    Rule(
        "unit to a day",
        "u:year|quarter|half|month to|through the? p:Day|Month",
        "in the year to June 30 → 2024-07-01/2025-06-30",
        stretch_to,
    ),
    Rule(
        "amount to a day",
        "a:Amount to|through the? p:Day|Month",
        "in the three months to September → 2025-07/2025-09",
        stretch_to,
    ),
    Rule("the unit before", "u:UNIT w:before|after that:that?", "the day before → 2025-12-07", day_before),
    Rule(
        "amount before a day",
        "a:Amount w:before|after|from|prior|following (to|on)? (the|of)? p:Day|Weekday|Holiday|Year|Month",
        "2 weeks before May 13, 1999 → 1999-04-29",
        offset,
    ),
    Rule(
        "day after a day", "u:day w:before|after p:Day|Weekday|Holiday", "the day after Christmas → 2024-12-26", offset
    ),
    Rule("in an amount", "in a:Amount (or so|time)?", "in two weeks → P2W", within),
)
