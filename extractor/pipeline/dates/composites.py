"""Builders of expressions made of others: `the end of last year`, `two weeks ago`, `10 a.m. on Thursday`, `Monday to Friday`."""

from dataclasses import replace
from decimal import Decimal
from typing import cast

from extractor.pipeline.dates.builders import day_at, ordinal_at
from extractor.pipeline.dates.engine import Found
from extractor.pipeline.dates.nodes import (
    Ahead,
    Amount,
    Comparison,
    DayOfMonth,
    FirstMonths,
    Fixed,
    Interval,
    Modified,
    MonthDay,
    MonthNode,
    Node,
    Nth,
    NthWeekday,
    Numeric,
    PartNode,
    SeasonNode,
    Shift,
    Step,
    The,
    Timed,
    WeekdayNode,
    WeekOf,
    WithYear,
)
from extractor.pipeline.dates.table import read_values
from extractor.pipeline.dates.values import MONTHS_IN, DAYS_IN, Modifier, Time

SIZES = {"MIL": 9, "C": 8, "E": 7, "Y": 6, "H": 5, "Q": 5, "M": 4, "FN": 3, "W": 3, "WE": 3, "D": 2, "N": 2, "TH": 1, "TM": 0, "TS": -1}
COMPARED = frozenset("from than compared against versus vs. quarter cents share $ million billion net profit".split())


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
    if unit not in ("Y", "M", "W", "D", "Q", "E", "C", "WE"):
        return None
    inner: Node = The(unit) if unit in ("Y", "Q", "M") else Step("D", 0, narrative=True) if unit == "D" else Step(unit, 0)
    modifier = _modifier(value)
    return Modified(inner, modifier) if modifier else None


def rest_of(m: Found) -> Node | None:
    """`the rest of the year`, `the remainder of 2025`."""
    return m.node("p") or edge_unit(m)


def part_of(m: Found) -> Node | None:
    """`the third quarter of 2024`, `this year's first half`, `the 1988 second quarter`, `Q3 of last year`."""
    quarter, whole = m.node("q"), m.node("p")
    if whole is None or whole.unit not in ("Y", "E", "C"):
        return None
    if isinstance(quarter, PartNode):
        return replace(quarter, of=whole) if quarter.of is None else None
    return Comparison(year=whole, period="Q") if isinstance(quarter, The) else None


def half_of(m: Found) -> Node | None:
    """`the first half of 2025`, `second half of this year`, `the first half of October`."""
    number, whole = ordinal_at(m, "o"), m.node("p")
    if whole is None or number not in (-1, 1, 2):
        return None
    if whole.unit == "Y":
        return PartNode("H", max(number, 0) or 2, whole)
    return Modified(whole, "start" if number == 1 else "end")


def half_of_the_year(m: Found) -> Node | None:
    """`the first half of the year`, `the first quarter of the year`."""
    number = ordinal_at(m, "o")
    part = "H" if m.text("h") == "half" else "Q"
    return PartNode(part, max(number, 0), None) if -1 <= number <= (2 if part == "H" else 4) and number else None


def nth_of(m: Found) -> Node | None:
    """`the last week of May`, `the first ten months of this year`, `the 9th month of next year`, `10 months of 2025`."""
    whole = m.node("p") if m.has("p") else The("Y")
    counted = m.node("n") if m.has("n") else Amount(((Decimal(1), m.value("u", "UNIT")),))
    if whole is None or not isinstance(counted, Amount) or len(counted.amounts) > 1:
        return None
    count, unit = counted.amounts[0]
    index = ordinal_at(m, "o") if m.has("o") else counted.ahead or 1
    if count is None or count != int(count) or not 0 < count < 1000 or not index:
        return None
    if unit not in ("Q", "H", "M", "W", "D") or SIZES.get(unit, 9) >= SIZES.get(whole.unit, 0):
        return None
    if not m.has("o") and not counted.ahead and (unit != "M" or count > 12):
        return None
    if unit == "Q" and count == 2 and whole.unit == "Y":
        return PartNode("H", 1 if index > 0 else 2, whole)
    return Nth(index, unit, whole, int(count))


def nth_bare(m: Found) -> Node | None:
    """`the first nine months`: of the year that the text is about."""
    counted = m.node("n")
    if not isinstance(counted, Amount) or ordinal_at(m, "o") != 1 or len(counted.amounts) > 1:
        return None
    count, unit = counted.amounts[0]
    return FirstMonths(int(count)) if unit == "M" and count and count in range(2, 12) and m.after != "after" else None


def week_of(m: Found) -> Node | None:
    """`the week of March 6`, `the week ended May 3`, `the weekend of July 4`."""
    named = m.node("u")
    if named is not None and not isinstance(named, The):
        return None
    return WeekOf(m.node("p"), weekend=m.text("u") == "weekend" or (named is not None and named.unit == "WE"))


def week_number(m: Found) -> Node | None:
    """`week 23`, `week 3 of 2027`."""
    number = int(m.text("n"))
    return WeekOf(None, number) if 1 <= number <= 53 and m.after not in read_values()["COUNT"] else None


def week_number_of(m: Found) -> Node | None:
    """`week 3 of 2027`."""
    week = m.node("w")
    return replace(week, of=m.node("p")) if isinstance(week, WeekOf) and week.number else None


def starting(m: Found) -> Node | None:
    """`three days starting Monday`, `10 days from June 1`."""
    length, day = m.node("a"), m.node("p")
    if not isinstance(length, Amount) or length.ahead or day is None or day.unit not in ("D", "M"):
        return None
    return replace(length, ahead=1, start=day)


def holiday_weekend(m: Found) -> Node | None:
    """`Halloween weekend 2021`, `Labor Day 2021 weekend`, `Easter week`."""
    day = m.node("p")
    return WeekOf(day, weekend=m.text("u") == "weekend") if day else None


def holiday_year(m: Found) -> Node | None:
    """`Easter 2018`, `independence day of this year`, `Christmas last year`."""
    day, year = m.node("h"), m.node("y")
    return WithYear(day, year) if day and year and year.unit == "Y" else None


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
        return Nth(inner.month, "M", year)
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
    return replace(day, of=week) if isinstance(day, WeekdayNode) and week and week.unit == "W" else None


def weekday_date(m: Found) -> Node | None:
    """`Monday, December 6`, `Friday (Jun 15)`, `Friday 7/6`, `tuesday the eleventh`: the date decides."""
    if m.has("p"):
        day = m.node("p")
        return day if isinstance(day, MonthDay | Numeric | Fixed | DayOfMonth | WithYear) else None
    day = m.node("w")
    stop = m.after in (".", ",", ";", "", ")", "of", "at", "and")
    return DayOfMonth(day_at(m, "d"), weekday=_number(day)) if stop or m.text("d")[0].isdigit() else None


def _number(day: Node | None) -> int | None:
    return day.number if isinstance(day, WeekdayNode) else None


def weekday_slashed(m: Found) -> Node | None:
    """`Friday 7/6`."""
    return Numeric(f"{m.text('a')}/{m.text('b')}")


def day_of_month(m: Found) -> Node | None:
    """`on the 29th`, `the 15th of this month`."""
    day = day_at(m, "d")
    whole = m.node("p") if m.has("p") else None
    if whole is not None:
        return DayOfMonth(day, whole) if whole.unit == "M" else None
    if m.has("u"):
        return DayOfMonth(day)
    stop = m.after in (".", ",", ";", ":", ")", "and", "to", "", "?", "!", "-", "or", "at", "by", "when", "until", "for", "in", "against", "with", "after", "as", "over", "near", "before", "outside")
    return DayOfMonth(day) if stop else None


def ago(m: Found) -> Node | None:
    """`two weeks ago`, `a decade ago`, `10 years ago`."""
    amounts = m.node("a")
    if not isinstance(amounts, Amount):
        return None
    one_year = amounts.amounts == ((Decimal(1), "Y"),)
    base = "period" if one_year and _quarterly(m) else "now"
    return Shift(amounts.amounts, -1, base, amounts.modifier)


def _quarterly(m: Found) -> bool:
    """Whether a year ago is compared with: `up from $5 million a year ago`."""
    first = max(m.sheet.words.sentence(m.start)[0], m.start - 12)
    return any(word in COMPARED for word in m.sheet.words.lowers[first : m.start])


def earlier(m: Found) -> Node | None:
    """`a year earlier`, `two days later`, `a week before`, `three months after`."""
    amounts, word = m.node("a"), m.text("w")
    if not isinstance(amounts, Amount):
        return None
    if word in ("before", "after") and not (m.after in (".", ",", ";", ")", "when", "and", "in") or _one(amounts) and m.after not in ("a", "an", "the", "he", "she")):
        return None
    sign = 1 if word in ("later", "after", "afterwards", "on") else -1
    yearly = amounts.amounts[0][1] == "Y" and sign < 0
    return Shift(amounts.amounts, sign, "period" if yearly and _quarterly(m) else "text", amounts.modifier)


def _one(amounts: Amount) -> bool:
    return amounts.amounts[0][0] == 1


def from_now(m: Found) -> Node | None:
    """`two years from now`, `three weeks hence`."""
    amounts = m.node("a")
    return Shift(amounts.amounts, 1, "now") if isinstance(amounts, Amount) else None


def day_before(m: Found) -> Node | None:
    """`the day before`, `the week after`, `the year before`."""
    unit = m.value("u", "UNIT")
    if unit not in ("D", "W", "M", "Y") or m.before != "the" or m.after not in (".", ",", ";", ")", "and", "when", "in", "with", "at", "") :
        return None
    return Step(unit, 1 if m.text("w") == "after" else -1, narrative=True)


def offset(m: Found) -> Node | None:
    """`three weeks from tomorrow`, `2 weeks before May 13, 1999`, `the day after Christmas`."""
    base, word = m.node("p"), m.text("w")
    amounts = m.node("a") if m.has("a") else Amount(((Decimal(1), m.value("u", "UNIT")),))
    if not isinstance(amounts, Amount) or base is None or base.unit not in ("D", "M", "Y", "T"):
        return None
    if amounts.amounts[0][0] is None or amounts.amounts[0][1] not in (*MONTHS_IN, *DAYS_IN):
        return None
    return Shift(amounts.amounts, -1 if word in ("before", "prior") else 1, base)


def within(m: Found) -> Node | None:
    """`in two weeks`: a day ahead in a clause about the future, else an amount."""
    if m.after == "of":  # `in 10 months of 2025`
        return None
    amounts = m.node("a")
    return Ahead(amounts.amounts[0]) if isinstance(amounts, Amount) and len(amounts.amounts) == 1 else None


def joined(m: Found) -> Node | None:
    """`3 hours and 20 minutes`, `2 years 1 month 21 days`."""
    a, b = m.node("a"), m.node("b")
    third = m.node("c")
    if not (isinstance(a, Amount) and isinstance(b, Amount)) or b.ahead or (third and not isinstance(third, Amount)):
        return None
    if m.after == "and" and (entry := m.sheet.nodes.get(m.end + 1)) and m.sheet.word(entry[0]) == "ago":
        return None  # `three months and two weeks and two days ago`
    pairs = (*a.amounts, *b.amounts, *(third.amounts if isinstance(third, Amount) else ()))
    sizes = [SIZES.get(unit, 0) for _, unit in pairs]
    if any(x <= y for x, y in zip(sizes, sizes[1:], strict=False)) or any(n is None for n, _ in pairs):
        return None
    return Amount(pairs, a.ahead)


def timed(m: Found) -> Node | None:
    """`10 p.m. Wednesday`, `Thursday at 10 a.m.`, `13:30 on Monday, December 6`."""
    day, clock = m.node("d"), m.node("t")
    if day is None or day.unit != "D" or not isinstance(clock, Timed) or isinstance(day, Amount):
        return None
    return Timed(clock.part, day) if clock.day is None else None


def day_part(m: Found) -> Node | None:
    """`Monday night`, `yesterday morning`, `October 5 evening`, `the evening of May 9`."""
    day, part = m.node("d"), m.value("p", "PART")
    if day is None or day.unit != "D" or not part:
        return None
    return Timed(part, day)


def early_part(m: Found) -> Node | None:
    """`early afternoon`, `mid-morning`, `late evening`."""
    part = m.value("p", "PART")
    if ":" in part or m.after in ("of",):
        return None
    modifier = _modifier(m.value("e", "EARLY"))
    day = m.node("d") if m.has("d") else None
    return Modified(Timed(part, day), modifier) if modifier and (day is None or day.unit == "D") else None


def between(m: Found) -> Node | None:
    """`between 2020 and 2023`, `January-October 2025`, `Monday to Friday`, `from Sep to Nov`, `until the end of 2008`."""
    a, b = m.node("a"), m.node("b")
    if a is None or b is None or isinstance(a, Amount) or isinstance(b, Amount):
        return None
    if a.unit == "T" or b.unit == "T":
        return None
    sign = m.text("sign")
    if sign == "and" and not _is_between(m):
        return None
    if sign != "and" and a.unit != b.unit and m.before not in ("from", "between", "in") and m.text("from") != "from":
        return None
    if isinstance(a, Fixed) and not a.fixed.unit:
        return None
    if sign in ("-", "–", "—") and m.gap(m.at("sign")) and isinstance(a, WeekdayNode):
        return None
    return Interval(a, b)


def _is_between(m: Found) -> bool:
    return m.before == "between" or m.text("from") == "between"


def between_now(m: Found) -> Node | None:
    """`between now and November 15`, `from 2010 till now`."""
    now, other = Step("D", 0), m.node("p")
    if other is None or isinstance(other, Amount) or other.unit == "T":
        return None
    if m.text("sign") == "and" and m.before != "between":
        return None
    return Interval(now, other) if m.at("now") < m.at("p") else Interval(other, now)


def comparison(m: Found) -> Node | None:
    """`the year-ago quarter`, `the year-earlier period`, `the same period last year`, `the 1988 period`."""
    year = m.node("y") if m.has("y") else None
    if year is not None and year.unit != "Y":
        return None
    unit = m.value("u", "UNIT") if m.has("u") else ""
    quarter = m.node("q") if m.has("q") else None
    if isinstance(quarter, PartNode) and year is None:
        return Shift(((Decimal(1), "Y"),), -1, quarter)
    return Comparison(1, year, "Q" if unit == "Q" else "")


def to_date(m: Found) -> Node | None:
    """`the year to date`, `so far this year`."""
    return Interval(The("Y"), Step("D", 0)) if m.has("y") else None


def reference(m: Found) -> Node | None:
    """`now`, `recently`, `currently`: lone adverbs of TimeML."""
    text = m.text("r")
    if text in ("recent", "current") and (m.after in ("-", ".", ",", "and", "account", "events", "affairs") or m.before in ("-", "more", "most")):
        return None
    if text == "now" and (m.after in ("that", "-") or m.before == "until" and m.after == "-"):
        return None
    return Fixed(Time(m.value("r", "REFERENCE_WORD")))



def holiday_part(m: Found) -> Node | None:
    """`Christmas morning`."""
    day, part = m.node("h"), m.value("p", "PART")
    return Timed(part, day) if day and part else None


def weekday_day(m: Found) -> Node | None:
    """`Tue 13`: a weekday and the day of the month."""
    day = day_at(m, "d")
    stop = m.after in (".", ",", "!", "?", "", ")", "at", "and")
    return DayOfMonth(day, weekday=_number(m.node("w"))) if day and stop else None


def day_of_this_month(m: Found) -> Node | None:
    """`the 26th day of the month`."""
    return DayOfMonth(day_at(m, "d"))


def rough_edge(m: Found) -> Node | None:
    """`the latter part of 1990`, `the first days of May`, `the first part of the year`."""
    inner = m.node("p")
    word = m.sheet.word(m.start)
    return Modified(inner, "start" if word == "first" else "end") if inner else None


def early_day_part(m: Found) -> Node | None:
    """`Friday late afternoon`."""
    return early_part(m)


def part_day(m: Found) -> Node | None:
    """`noon Saturday`, `midnight Friday`."""
    part, day = m.value("p", "PART"), m.node("d")
    return Timed(part, day) if day and day.unit == "D" and (":" in part or m.before in ("early", "late")) else None


def last_of(m: Found) -> Node | None:
    """`the last week of May`, `the last quarter of 1986`: where `last week` was built for itself."""
    inner, whole = m.node("w"), m.node("p")
    if not isinstance(inner, Step) or inner.narrative or inner.count != -1 or whole is None:
        return None
    if SIZES.get(inner.unit, 9) >= SIZES.get(whole.unit, 0):
        return None
    return PartNode("Q", 4, whole) if inner.unit == "Q" and whole.unit == "Y" else Nth(-1, inner.unit, whole)


def nth_weekday(m: Found) -> Node | None:
    """`the second Tuesday of November`."""
    day, month, index = m.node("w"), m.node("p"), ordinal_at(m, "o")
    if not isinstance(day, WeekdayNode) or month is None or index not in (-1, 1, 2, 3, 4, 5):
        return None
    return NthWeekday(index, day.number, month)
