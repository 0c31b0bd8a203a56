"""Values: a stretch of the calendar, or of time, with its TIMEX3 / ISO 8601 value and its first and last day."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Literal

Kind = Literal["date", "time", "duration", "set"]
Modifier = Literal["start", "mid", "end", "approx", "before", "after"]
Tense = Literal["past", "future", ""]
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
UNKNOWN = {"Y": "XXXX", "M": "XXXX-XX", "W": "XXXX-WXX", "D": "XXXX-XX-XX", "Q": "XXXX-QX", "WE": "XXXX-WXX-WE"}
SLACK = timedelta(days=7)  # a dump's date may be a day or so off the dates in its text


@dataclass(frozen=True, slots=True)
class Time:
    """What an expression stands for; `unit` is its grain (Y Q M W D, or empty)."""

    value: str
    first: date | None = None
    last: date | None = None
    kind: Kind = "date"
    modifier: Modifier | None = None
    unit: str = ""


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
    """A hundred years: the 19th century is 18, from 1801 to 1900."""
    return Time(f"{number - 1:02}", date(number * 100 - 99, 1, 1), date(number * 100, 12, 31), unit="C")


def span_time(start: Time, end: Time) -> Time | None:
    """From one to the other, both included; None when it would run backward."""
    if start.first and end.last and start.first > end.last:
        return None
    return Time(f"{start.value}/{end.value}", start.first, end.last, unit=start.unit)


def duration_time(number: Decimal | None, unit: str) -> Time:
    """An amount of time; None is a vague number: `PXY`."""
    many = {"E": ("Y", 10), "C": ("Y", 100), "FN": ("W", 2), "N": ("D", 1), "MIL": ("Y", 1000)}
    base, factor = many.get(unit, (unit, 1))
    if number is None:
        return Time(
            f"PX{unit}" if factor > 2 else f"PX{base}" if not base.startswith("T") else f"PTX{base[1:]}",
            kind="duration",
        )
    amount = format((number * factor).normalize(), "f")
    return Time(f"PT{amount}{base[1:]}" if base.startswith("T") else f"P{amount}{base}", kind="duration")


def shifted(day: date, unit: str, count: int) -> Time | None:
    """The year, quarter, month, week or day that lies `count` units after that of `day`; None beyond the calendar."""
    try:
        if unit in ("Y", "E", "C"):
            factor = {"Y": 1, "E": 10, "C": 100}[unit]
            return (
                year_time(day.year + count * factor) if unit == "Y" else decade_time((day.year + count * factor) // 10)
            )
        if unit in ("M", "Q"):
            months = day.year * 12 + day.month - 1 + count * (1 if unit == "M" else 3)
            year, month = divmod(months, 12)
            return month_time(year, month + 1) if unit == "M" else part_time(year, "Q", month // 3 + 1)
        if unit == "WE":
            week = week_time(day + timedelta(weeks=count))
            monday = week.first or day
            return Time(f"{week.value}-WE", monday + timedelta(days=5), monday + timedelta(days=6), unit="WE")
        if unit in ("W", "FN"):
            return week_time(day + timedelta(weeks=count * (2 if unit == "FN" else 1)))
        return day_time(day + timedelta(days=count))
    except (ValueError, OverflowError):
        return None


@dataclass(frozen=True, slots=True)
class Clock:
    """Places what hangs on the publication date; with none, parts stay unknown."""

    published: date | None
    order: str = "MDY"

    def relative(self, unit: str, count: int) -> Time:
        """Last week (-1), this month (0), next year (1)."""
        placed = shifted(self.published, unit, count) if self.published else None
        return placed or Time(UNKNOWN.get(unit, "XXXX"), unit=unit)

    def day(self, month: int, day: int, tense: Tense) -> Time | None:
        """The day of a month in the year that the tense asks for; None when no year has it."""
        if not self.published:
            return Time(f"XXXX-{month:02}-{day:02}", unit="D") if day <= monthrange(2024, month)[1] else None
        years = (self.published.year + step for step in (-1, 0, 1))
        days = [date(y, month, day) for y in years if day <= monthrange(y, month)[1]]
        if tense == "past":
            days = [d for d in days if d <= self.published + SLACK] or days
        elif tense == "future":
            days = [d for d in days if d >= self.published - SLACK] or days
        return day_time(min(days, key=lambda d: abs(d - (self.published or d)))) if days else None

    def month(self, month: int, tense: Tense) -> Time:
        """The month of the year that the tense asks for; in doubt the last one."""
        if not self.published:
            return Time(f"XXXX-{month:02}", unit="M")
        year, now = self.published.year, self.published.month
        if tense == "future":
            return month_time(year if month >= now else year + 1, month)
        return month_time(year if month <= now else year - 1, month)

    def weekday(self, number: int, tense: Tense) -> Time:
        """The weekday (1 is Monday) before publication or on its day, or after it in a future clause."""
        if not self.published:
            return Time(f"XXXX-WXX-{number}", unit="D")
        back = (self.published.isoweekday() - number) % 7
        return day_time(self.published + timedelta(days=7 - back if tense == "future" else -back))

    def season(self, season: str, count: int | None) -> Time:
        """Last summer (-1), this winter (0), next spring (1), or the nearest (None)."""
        if not self.published:
            return Time(f"XXXX-{season}", unit="SE")
        start = date(self.published.year, SEASON_MONTHS[season], 1)
        year = self.published.year
        if count == -1 and start + timedelta(days=80) > self.published:
            year -= 1
        elif count == 1 and start <= self.published:
            year += 1
        return season_time(year, season)


def with_part(time: Time, part: str) -> Time:
    """A day and a part of it: `2025-12-09TMO`, `2025-12-09T14:30`."""
    return replace(time, value=f"{time.value}T{part}", kind="time")


@lru_cache(maxsize=4096)
def parse_calendar(text: str, order: str) -> date | None:
    """The day that an explicit date in digits names, read by dateparser in a fixed language and order."""
    import dateparser

    settings = {"DATE_ORDER": order, "REQUIRE_PARTS": ["day", "month", "year"], "STRICT_PARSING": True}
    parsed = dateparser.parse(text, languages=["en"], settings=settings)
    if parsed is None:  # `22.03.2013` has no month 22: the other order
        other = {**settings, "DATE_ORDER": "DMY" if order == "MDY" else "MDY"}
        parsed = dateparser.parse(text, languages=["en"], settings=other)
    return parsed.date() if parsed else None
