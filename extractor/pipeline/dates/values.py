"""Values: a stretch of the calendar, or of time, with its TIMEX3 / ISO 8601 value and its first and last day."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

Kind = Literal["date", "time", "duration", "set"]
Modifier = Literal["start", "mid", "end", "approx", "before", "after"]
Tense = Literal["past", "future", "near", ""]
# Grains: Y year, Q quarter, H half, M month, W week, WE weekend, D day, SE season, E decade, C century, T time of day.
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
UNKNOWN = {
    "Y": "XXXX", "H": "XXXX-HX", "Q": "XXXX-QX", "M": "XXXX-XX", "W": "XXXX-WXX", "FN": "XXXX-WXX", "WE": "XXXX-WXX-WE",
    "D": "XXXX-XX-XX", "SE": "XXXX", "E": "XXX", "C": "XX",
}  # fmt: skip
MONTHS_IN = {"M": 1, "Q": 3, "H": 6, "Y": 12, "E": 120, "C": 1200}
DAYS_IN = {"D": 1, "N": 1, "W": 7, "WE": 7, "FN": 14}


@dataclass(frozen=True, slots=True)
class Time:
    """What an expression stands for; `unit` is its grain."""

    value: str
    first: date | None = None
    last: date | None = None
    kind: Kind = "date"
    modifier: Modifier | None = None
    unit: str = ""


def unknown(unit: str) -> Time:
    """A time of that grain with no place on the calendar."""
    return Time(UNKNOWN.get(unit, "XXXX"), unit=unit)


def year_time(year: int) -> Time:
    """A calendar year."""
    return Time(f"{year:04}", date(year, 1, 1), date(year, 12, 31), unit="Y")


def month_time(year: int, month: int) -> Time:
    """A calendar month."""
    last = date(year, month, monthrange(year, month)[1])
    return Time(f"{year:04}-{month:02}", date(year, month, 1), last, unit="M")


def day_time(day: date) -> Time:
    """One day."""
    return Time(day.isoformat(), day, day, unit="D")


def week_time(day: date) -> Time:
    """The ISO week, Monday to Sunday, of a day."""
    year, week, weekday = day.isocalendar()
    first = day - timedelta(days=weekday - 1)
    return Time(f"{year:04}-W{week:02}", first, first + timedelta(days=6), unit="W")


def weekend_time(day: date) -> Time:
    """The Saturday and Sunday of the ISO week of a day."""
    week = week_time(day)
    monday = week.first or day
    return Time(f"{week.value}-WE", monday + timedelta(days=5), monday + timedelta(days=6), unit="WE")


def part_time(year: int, part: str, number: int) -> Time:
    """A quarter (`Q`) or a half (`H`) of a year."""
    length = 3 if part == "Q" else 6
    end = month_time(year, number * length)
    return Time(f"{year:04}-{part}{number}", date(year, (number - 1) * length + 1, 1), end.last, unit=part)


def season_time(year: int, season: str) -> Time:
    """A season of the northern year; winter runs into the next."""
    start = SEASON_MONTHS[season]
    end = month_time(year + (start + 2) // 13, (start + 1) % 12 + 1)
    return Time(f"{year:04}-{season}", date(year, start, 1), end.last, unit="SE")


def decade_time(decade: int) -> Time:
    """Ten years: 199 is the 1990s."""
    return Time(f"{decade:03}", date(decade * 10, 1, 1), date(decade * 10 + 9, 12, 31), unit="E")


def century_time(number: int) -> Time:
    """A hundred years: the 19th century is 18, the years that begin with these digits."""
    first = max(1, number * 100 - 100)
    return Time(f"{number - 1:02}", date(first, 1, 1), date(number * 100 - 1, 12, 31), unit="C")


def span_time(start: Time, end: Time) -> Time | None:
    """From one to the other, both included; None when it would run backward."""
    if start.first and end.last and start.first > end.last:
        return None
    placed = start.first is not None and end.last is not None
    first, last = (start.first, end.last) if placed else (None, None)
    unit = start.unit if start.unit == end.unit else "D"
    return Time(f"{start.value}/{end.value}", first, last, unit=unit)


def exact_day(year: int, month: int, day: int) -> Time | None:
    """The day of a full date; None when the month has no such day (a fiftieth is none)."""
    return day_time(date(year, month, day)) if 1 <= day <= monthrange(year, month)[1] else None


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")


def length_value(number: Decimal | None, unit: str) -> str:
    """The ISO 8601 value of an amount; None is a vague number.

    >>> length_value(Decimal(3), "M"), length_value(Decimal("2.5"), "Y"), length_value(None, "TH"), length_value(Decimal(2), "E")
    ('P3M', 'P2Y6M', 'PTXH', 'P20Y')
    """
    many = {"E": ("Y", 10), "C": ("Y", 100), "FN": ("W", 2), "N": ("D", 1), "MIL": ("Y", 1000), "H": ("M", 6)}
    base, factor = many.get(unit, (unit, 1))
    prefix = "PT" if base.startswith("T") and len(base) == 2 else "P"
    name = base[1:] if prefix == "PT" else base
    if number is None:
        return f"{prefix}X{name if unit not in ('E', 'C') else unit}"
    amount = number * factor
    if base == "Y" and amount % 1 == Decimal("0.5"):
        return f"P{int(amount)}Y6M" if amount > 1 else "P6M"
    return f"{prefix}{_plain(amount)}{name}"


def shifted_day(day: date, unit: str, count: int) -> date | None:
    """The day that lies so many units away; the end of a shorter month stands for its 31st."""
    try:
        if unit in DAYS_IN:
            return day + timedelta(days=DAYS_IN[unit] * count)
        year, month = divmod(day.year * 12 + day.month - 1 + MONTHS_IN[unit] * count, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError):
        return None


def grain_time(day: date, unit: str) -> Time:
    """The year, quarter, month, week or day that a day lies in."""
    if unit == "Y":
        return year_time(day.year)
    if unit in ("Q", "H"):
        return part_time(day.year, unit, (day.month - 1) // (3 if unit == "Q" else 6) + 1)
    if unit == "M":
        return month_time(day.year, day.month)
    if unit in ("W", "FN"):
        return week_time(day)
    if unit == "WE":
        return weekend_time(day)
    if unit == "E":
        return decade_time(day.year // 10)
    return century_time(day.year // 100 + 1) if unit == "C" else day_time(day)


def shifted(day: date, unit: str, count: int) -> Time | None:
    """The year, quarter, month, week or day that lies `count` units after that of `day`; None beyond the calendar."""
    first = grain_time(day, unit).first or day
    anchor = day if unit in DAYS_IN else first
    target = shifted_day(anchor, unit, count)
    if target is None or not 101 <= target.year <= 9800:
        return None
    return grain_time(target, unit)


def with_part(time: Time, part: str) -> Time:
    """A day and a part of it: `2025-12-09TMO`, `2025-12-09T14:30`."""
    return replace(time, value=f"{time.value.partition('T')[0]}T{part}", kind="time", unit="T")
