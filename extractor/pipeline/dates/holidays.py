"""Holidays: fixed days, days by rule of weekday, Easter and what hangs on it, and feasts of other calendars.

The table says where each is found: `12-25` is a fixed day, `nth 11 4 4` the fourth Thursday of November (-1 the last;
a fourth number is days after it), `easter -2` Good Friday, `IN Diwali` the day
that the package `holidays` gives under that name for a country, and
`MV First Day of Ramadan > Eid al-Fitr` what lies from one such day to before another.
"""

from datetime import date, timedelta
from functools import cache, lru_cache

from extractor.pipeline.dates.values import Time, day_time, exact_day, span_time


@lru_cache(maxsize=2048)
def feast_time(name: str, year: int) -> Time | None:
    """The day or days of a holiday in a year; None where no table has it.

    >>> feast_time("nth 11 4 4", 2024).value, feast_time("easter -2", 2025).value
    ('2024-11-28', '2025-04-18')
    """
    if name[:1].isdigit():
        return exact_day(year, int(name[:2]), int(name[3:5]))
    kind, _, rest = name.partition(" ")
    if kind == "easter":
        from dateutil.easter import easter

        sunday: date = easter(year)
        return day_time(sunday + timedelta(days=int(rest)))
    if kind == "nth":
        month, weekday, which, *after = (int(part) for part in rest.split())
        return day_time(_nth_weekday(year, month, weekday, which) + timedelta(days=sum(after)))
    first, _, stop = rest.partition(" > ")
    days = _days(kind, first, year)
    ends = _days(kind, stop, year) if stop else ()
    if not days:
        return None
    close = next((end for end in ends if end > days[0]), None)
    return span_time(day_time(days[0]), day_time(close - timedelta(days=1))) if close else day_time(days[0])


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
def _calendar(country: str, year: int) -> tuple[tuple[date, str], ...]:
    import holidays  # loads its tables: only for articles that name such a feast

    try:
        days = holidays.country_holidays(country, years=year, language="en_US", observed=False)
    except (NotImplementedError, ValueError):
        return ()
    return tuple(sorted(days.items()))


def _days(country: str, name: str, year: int) -> tuple[date, ...]:
    """The days of the year that the package lists under the name, estimated ones too."""
    return tuple(
        day for day, names in _calendar(country, year) if any(part.startswith(name) for part in names.split("; "))
    )
