"""Holidays: fixed days, days by rule of weekday, Easter and what hangs on it, and feasts of other calendars.

The table `dates` says where each is found: `12-25` is a fixed day, `nth 11 4 4` the fourth Thursday of November (-1 the
last; a fourth number is days after it), `easter -2` Good Friday, `feast Diwali` the day that the table `feasts` gives
under that name, and `feast Ramadan > Eid al-Fitr` what lies from one such day to before another.
"""

from datetime import date, timedelta
from functools import cache, lru_cache

from dateutil.easter import easter

from extractor.data import read_table
from extractor.pipeline.dates.values import Time, day_time, exact_day, span_time


@lru_cache(maxsize=2048)
def feast_time(name: str, year: int) -> Time | None:
    """The day or days of a holiday in a year; None where no table has it.

    >>> feast_time("nth 11 4 4", 2024).value, feast_time("easter -2", 2025).value, feast_time("feast Diwali", 2024).value
    ('2024-11-28', '2025-04-18', '2024-10-31')
    """
    if name[:1].isdigit():
        return exact_day(year, int(name[:2]), int(name[3:5]))
    kind, _, rest = name.partition(" ")
    if kind == "easter":
        sunday: date = easter(year)
        return day_time(sunday + timedelta(days=int(rest)))
    if kind == "nth":
        month, weekday, which, *after = (int(part) for part in rest.split())
        return day_time(_nth_weekday(year, month, weekday, which) + timedelta(days=sum(after)))
    first, _, stop = rest.partition(" > ")
    start = next((day for day in _days(first) if day.year == year), None)
    if start is None:
        return None
    end = next((day for day in _days(stop) if day > start), None) if stop else None
    return span_time(day_time(start), day_time(end - timedelta(days=1))) if end else day_time(start)


def unplaced_feast(name: str) -> Time | None:
    """A holiday with no year: `XXXX-12-25`, or a day that can't be placed."""
    return Time(f"XXXX-{name[:5]}" if name[:1].isdigit() else "XXXX-XX-XX", unit="D")


def _nth_weekday(year: int, month: int, weekday: int, which: int) -> date:
    if which < 0:
        end = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return end - timedelta(days=(end.isoweekday() - weekday) % 7)
    start = date(year, month, 1)
    return start + timedelta(days=(weekday - start.isoweekday()) % 7 + 7 * (which - 1))


@cache
def _feasts() -> dict[str, tuple[date, ...]]:
    found: dict[str, list[date]] = {}
    for row in read_table("feasts"):
        found.setdefault(row["name"], []).append(date.fromisoformat(row["day"]))
    return {name: tuple(days) for name, days in found.items()}


def _days(name: str) -> tuple[date, ...]:
    """The days of a feast in all years, in order."""
    return _feasts()[name]
