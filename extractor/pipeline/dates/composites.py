"""Builders of expressions made of others: `the end of last year`, `the last week of May`, `Monday to Friday`."""

from dataclasses import replace
from decimal import Decimal
from typing import cast

from extractor.pipeline.dates import units
from extractor.pipeline.dates.amounts import Amount, Shift, Step, The
from extractor.pipeline.dates.compounds import Feast, FirstMonths, Interval, Modified, Nth, NthWeekday, WeekOf, WithYear
from extractor.pipeline.dates.days import day_at, ordinal_at
from extractor.pipeline.dates.engine import Found
from extractor.pipeline.dates.nodes import (
    DayOfMonth,
    Fixed,
    MonthDay,
    MonthNode,
    Node,
    Numeric,
    PartNode,
    SeasonNode,
    WeekdayNode,
)
from extractor.pipeline.dates.periods import Comparison
from extractor.pipeline.dates.table import read_values
from extractor.pipeline.dates.values import Modifier, Time
from extractor.pipeline.text.words import GLUED

COUNTED = frozenset("century centuries week weeks month place minute minutes round grade floor".split())


def _modifier(value: str) -> Modifier | None:
    return cast(Modifier, value) if value in ("start", "mid", "end", "approx") else None


def edge(m: Found) -> Node | None:
    """`early October`, `late last July`, `the end of 2020`, `mid-1996`, `later this month`."""
    inner = m.node("p")
    value = m.value("e", "EARLY") if m.text("e") in _early() else m.value("e", "EDGE")
    modifier = _modifier(value)
    if isinstance(inner, Shift) and m.text("e") in ("end", "start", "beginning") and not m.has("of"):
        return None
    if inner is None or modifier is None or (isinstance(inner, Amount) and m.text("e") not in ("early", "late")):
        return None
    return Modified(inner, modifier)


def _early() -> frozenset[str]:
    return frozenset(("early", "late", "mid", "earlier", "later", "midway"))


def edge_unit(m: Found) -> Node | None:
    """`the end of the year`, `later in the day`, `year-end`, `end of month`, `the beginning of the decade`."""
    unit = m.value("u", "UNIT")
    value = (m.value("e", "EARLY") or m.value("e", "EDGE")) if m.has("e") else "end"
    if unit not in (
        units.YEAR,
        units.MONTH,
        units.WEEK,
        units.DAY,
        units.QUARTER,
        units.DECADE,
        units.CENTURY,
        units.WEEKEND,
    ):
        return None
    inner: Node = (
        The(unit)
        if unit in (units.YEAR, units.QUARTER, units.MONTH)
        else Step(units.DAY, 0, narrative=True)
        if unit == units.DAY
        else Step(unit, 0)
    )
    modifier = _modifier(value)
    return Modified(inner, modifier) if modifier else None


def mid_unit(m: Found) -> Node | None:
    """`midweek`, `by midyear`."""
    unit = {"midweek": units.WEEK, "midmonth": units.MONTH, "midyear": units.YEAR}[m.text("e")]
    return Modified(The(unit) if unit in (units.YEAR, units.MONTH) else Step(unit, 0), "mid")


def rest_of(m: Found) -> Node | None:
    """`the rest of the year`, `the remainder of 2025`."""
    return m.node("p") or edge_unit(m)


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


def nth_of(m: Found) -> Node | None:
    """`the last week of May`, `the first ten months of this year`, `the 9th month of next year`, `10 months of 2025`."""
    whole = m.node("p") if m.has("p") else The(units.YEAR)
    counted = m.node("n") if m.has("n") else Amount(((Decimal(1), m.value("u", "UNIT")),))
    if whole is None or not isinstance(counted, Amount) or len(counted.amounts) > 1:
        return None
    count, unit = counted.amounts[0]
    index = ordinal_at(m, "o") if m.has("o") else counted.ahead or 1
    if count is None and index and m.has("p") and (m.has("o") or counted.ahead):  # `the last few months of 2007`
        return Modified(whole, "start" if m.has("o") and index > 0 else "end") if index in (-1, 1) else None
    if count is None or count != int(count) or not 0 < count < 1000 or not index:
        return None
    if unit not in (units.QUARTER, units.HALF, units.MONTH, units.WEEK, units.DAY) or units.SIZES.get(
        unit, 9
    ) >= units.SIZES.get(whole.unit, 0):
        return None
    if not m.has("o") and not counted.ahead and (unit != units.MONTH or count > 12):
        return None
    if unit == units.QUARTER and count == 2 and whole.unit == units.YEAR:
        return PartNode(units.HALF, 1 if index > 0 else 2, whole)
    return Nth(index, unit, whole, int(count))


def nth_bare(m: Found) -> Node | None:
    """`the first nine months`: of the year that the text is about."""
    counted = m.node("n")
    if not isinstance(counted, Amount) or ordinal_at(m, "o") != 1 or len(counted.amounts) > 1:
        return None
    count, unit = counted.amounts[0]
    return (
        FirstMonths(int(count))
        if unit == units.MONTH and count and count in range(2, 12) and m.after != "after"
        else None
    )


def week_of(m: Found) -> Node | None:
    """`the week of March 6`, `the week ended May 3`, `the weekend of July 4`."""
    named = m.node("u")
    if named is not None and not isinstance(named, The):
        return None
    return WeekOf(m.node("p"), weekend=m.text("u") == "weekend" or (named is not None and named.unit == units.WEEKEND))


def week_number(m: Found) -> Node | None:
    """`week 23`, `week 3 of 2027`."""
    number = int(m.text("n"))
    return WeekOf(None, number) if 1 <= number <= 53 and m.after not in read_values()["COUNT"] else None


def week_number_of(m: Found) -> Node | None:
    """`week 3 of 2027`."""
    week = m.node("w")
    return replace(week, of=m.node("p")) if isinstance(week, WeekOf) and week.number else None


def holiday_weekend(m: Found) -> Node | None:
    """`Halloween weekend 2021`, `Labor Day 2021 weekend`, `Easter week`."""
    day = m.node("p")
    if day and m.has("y"):
        day = WithYear(day, m.node("y"))
    return WeekOf(day, weekend=m.text("u") == "weekend") if day else None


def holiday_year(m: Found) -> Node | None:
    """`Easter 2018`, `independence day of this year`, `Christmas last year`."""
    day, year = m.node("h"), m.node("y")
    return WithYear(day, year) if day and year and year.unit == units.YEAR else None


def holiday_step(m: Found) -> Node | None:
    """`last Thanksgiving`, `next Easter`."""
    day, count = m.node("h"), int(m.value("s", "STEP"))
    return WithYear(day, None, count) if day else None


def month_of(m: Found) -> Node | None:
    """`July last year`, `December of last year`, `January this year`, `May 5 of next year`."""
    inner, year = m.node("m"), m.node("y")
    if year is None or (isinstance(year, Fixed) and m.end - m.at("y") == 1 and not m.has("of")):
        return None
    if isinstance(inner, MonthNode) and inner.year is None and inner.step is None:
        return Nth(inner.month, units.MONTH, year)
    return WithYear(inner, year) if isinstance(inner, MonthDay) and inner.year is None else None


def season_of(m: Found) -> Node | None:
    """`the summer of last year`, `the winter of nineteen ninety-four`."""
    inner, year = m.node("e"), m.node("y")
    return WithYear(inner, year) if isinstance(inner, SeasonNode) and inner.year is None and year else None


def weekday_of(m: Found) -> Node | None:
    """`Tuesday of last week`, `next week Wednesday`, `Monday this week`."""
    week, day = m.node("p"), m.node("w")
    if isinstance(day, WeekdayNode) and day.step is not None:
        return None
    return replace(day, of=week) if isinstance(day, WeekdayNode) and week and week.unit == units.WEEK else None


def weekday_date(m: Found) -> Node | None:
    """`Monday, December 6`, `Friday (Jun 15)`, `Friday 7/6`, `tuesday the eleventh`: the date decides."""
    if m.has("p"):
        day, i = m.node("p"), m.at("p")
        if m.sheet.word(i - 1) == "the" and m.sheet.word(i) in read_values()["MONTH"]:
            return None  # `said Wednesday the October 8 quake`
        return day if isinstance(day, MonthDay | Numeric | Fixed | DayOfMonth | WithYear) else None
    day, number = m.node("w"), day_at(m, "d")
    stop = m.after in (".", ",", ";", "", ")", "of", "at", "and")
    stop = stop or (
        m.text("d")[0].isdigit() and m.sheet.word(m.at("d") - 1) != "the"
    )  # `Thursday, the 11th U.S. Circuit`
    return (
        DayOfMonth(number, weekday=_number(day)) if number and stop else None
    )  # never `Friday, the 232nd anniversary`


def _number(day: Node | None) -> int | None:
    return day.number if isinstance(day, WeekdayNode) else None


def weekday_slashed(m: Found) -> Node | None:
    """`Friday 7/6`."""
    return Numeric(f"{m.text('a')}/{m.text('b')}")


def day_of_month(m: Found) -> Node | None:
    """`on the 29th`, `the 15th of this month`."""
    day = day_at(m, "d")
    whole = m.node("p") if m.has("p") else None
    if not day or (m.sheet.word(m.start) in ("to", "and", "from") and m.end == m.start + 2):
        return None
    if whole is not None:
        return DayOfMonth(day, whole) if whole.unit == units.MONTH else None
    if m.after in ("to", "and", "or", "-", "–") and not COUNTED.isdisjoint(m.sheet.words.lowers[m.end : m.end + 5]):
        return None  # `from the 15th to the 19th century`
    if m.has("u"):
        return DayOfMonth(day)
    stop = m.after in (
        ".",
        ",",
        ";",
        ":",
        ")",
        "and",
        "to",
        "",
        "?",
        "!",
        "-",
        "or",
        "at",
        "by",
        "when",
        "until",
        "for",
        "in",
        "against",
        "with",
        "after",
        "as",
        "over",
        "near",
        "before",
        "outside",
    )
    return DayOfMonth(day) if stop else None


def between(m: Found) -> Node | None:
    """`between 2020 and 2023`, `January-October 2025`, `Monday to Friday`, `from Sep to Nov`, `until the end of 2008`."""
    a, b = m.node("a"), m.node("b")
    if a is None or b is None or isinstance(a, Amount) or isinstance(b, Amount):
        return None
    if a.unit == units.TIME or b.unit == units.TIME:
        return None
    sign = m.text("sign")
    if sign == "and" and not _is_between(m):
        return None
    glued = (a.unit, b.unit) == (units.MONTH, units.DAY) and m.gap(m.at("sign")) == m.gap(
        m.at("b")
    ) == GLUED  # `Nov-Feb 5, 2017`
    if (
        sign != "and"
        and a.unit != b.unit
        and not glued
        and m.before not in ("from", "between", "in")
        and m.text("from") != "from"
    ):
        return None
    if isinstance(a, Fixed) and not a.fixed.unit:
        return None
    if sign in ("-", "–", "—") and isinstance(a, Feast):  # `Waitangi Day - February 6`
        return None
    if sign in ("-", "–", "—") and m.gap(m.at("sign")) and isinstance(a, WeekdayNode):
        return None
    if isinstance(a, WeekdayNode) and isinstance(b, WeekdayNode) and b.of and not a.of and a.step is None:
        a = replace(a, of=b.of)  # `Monday through Wednesday of last week`
    return Interval(a, b)


def _is_between(m: Found) -> bool:
    return m.before == "between" or m.text("from") == "between"


def between_now(m: Found) -> Node | None:
    """`between now and November 15`, `from 2010 till now`."""
    now, other = Step(units.DAY, 0), m.node("p")
    if other is None or isinstance(other, Amount) or other.unit == units.TIME:
        return None
    if m.text("now") == "present" and other.unit not in (
        units.YEAR,
        units.MONTH,
    ):  # `expected Wednesday to present his plan`
        return None
    if m.text("sign") == "and" and m.before != "between":
        return None
    return Interval(now, other) if m.at("now") < m.at("p") else Interval(other, now)


def reference(m: Found) -> Node | None:
    """`now`, `recently`, `currently`: lone adverbs of TimeML."""
    text = m.text("r")
    if text in ("recent", "current") and (
        m.after in ("-", ".", ",", "and", "account", "events", "affairs") or m.before in ("-", "more", "most")
    ):
        return None
    if text == "now" and (m.after in ("that", "-") or (m.before == "until" and m.after == "-")):
        return None
    return Fixed(Time(m.value("r", "REFERENCE_WORD")))


def weekday_day(m: Found) -> Node | None:
    """`Tue 13`: a weekday and the day of the month."""
    day = day_at(m, "d")
    stop = m.after in (".", ",", "!", "?", "", ")", "at", "and", ";", ":")
    return DayOfMonth(day, weekday=_number(m.node("w"))) if day and stop else None


def day_of_this_month(m: Found) -> Node | None:
    """`the 26th day of the month`."""
    return DayOfMonth(day_at(m, "d")) if day_at(m, "d") else None


def rough_edge(m: Found) -> Node | None:
    """`the latter part of 1990`, `the first days of May`, `the first part of the year`."""
    modifier = _modifier(read_values()["ROUGH"][m.sheet.word(m.start)])
    inner = m.node("p")
    if m.has("u"):
        unit = m.value("u", "UNIT")
        inner = (
            The(unit)
            if unit in (units.YEAR, units.QUARTER, units.MONTH)
            else Step(unit, 0)
            if unit in (units.WEEK, units.DECADE, units.CENTURY)
            else None
        )
    return Modified(inner, modifier) if inner and modifier else None


def slashed_months(m: Found) -> Node | None:
    """`Aug/Sept shipment`, `the 1986/87 (Oct/Sept) crop`."""
    a, b = m.node("a"), m.node("b")
    glued = m.gap(m.at("sign")) == m.gap(m.at("b")) == GLUED
    return (
        Interval(a, b) if glued and isinstance(a, MonthNode) and isinstance(b, MonthNode) and a.year is None else None
    )


def last_of(m: Found) -> Node | None:
    """`the last week of May`, `the last quarter of 1986`: where `last week` was built for itself."""
    inner, whole = m.node("w"), m.node("p")
    if not isinstance(inner, Step) or inner.narrative or inner.count != -1 or whole is None:
        return None
    if units.SIZES.get(inner.unit, 9) >= units.SIZES.get(whole.unit, 0):
        return None
    return (
        PartNode(units.QUARTER, 4, whole)
        if inner.unit == units.QUARTER and whole.unit == units.YEAR
        else Nth(-1, inner.unit, whole)
    )


def nth_weekday(m: Found) -> Node | None:
    """`the second Tuesday of November`."""
    day, month, index = m.node("w"), m.node("p"), ordinal_at(m, "o")
    if not isinstance(day, WeekdayNode) or month is None or index not in (-1, 1, 2, 3, 4, 5):
        return None
    return NthWeekday(index, day.number, month)


def last_weekday(m: Found) -> Node | None:
    """`the last Friday of June`: where `last Friday` was built for itself."""
    day, month = m.node("w"), m.node("p")
    if not isinstance(day, WeekdayNode) or day.step != -1 or day.narrative or month is None:
        return None
    return NthWeekday(-1, day.number, month)
