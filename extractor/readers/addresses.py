"""The day in the address of a page (`/2025/03/04/`), and what it says of a time stamp in UTC."""

import re
from datetime import date, datetime, timedelta

from extractor.readers.published import month_number

_DAY = re.compile(
    r"[/=_-](?P<year>(?:19|20)\d\d)(?:(?P<mark>[/_.-])(?P<month>\d\d?|[a-z]{3,9})(?P=mark)(?P<day>\d\d?)|(?P<joined>\d{4}))(?!\d)",
    re.IGNORECASE,
)
_WEST, _EAST = 12, 10  # hours: where UTC has more it is the same day all over the Americas, or the next one nowhere


def address_day(url: str | None) -> date | None:
    """The whole day that an address holds, or None.

    >>> address_day("https://a.example/world/2025/mar/04/tea"), address_day("https://a.example/tea-20250304.html")
    (datetime.date(2025, 3, 4), datetime.date(2025, 3, 4))
    >>> address_day("https://a.example/2025/03/tea")
    """
    for found in _DAY.finditer(url or ""):
        month, day = found["month"], found["day"]
        if found["joined"]:
            month, day = found["joined"][:2], found["joined"][2:]
        number = int(month) if month.isdigit() else month_number(month)
        try:
            return date(int(found["year"]), number or 0, int(day))
        except ValueError:  # /2025/13/45/, or a number of eight figures
            continue
    return None


def local_day(stamp: date, *witnesses: date | None) -> date:
    """The day of a time stamp where the news was printed: that of a witness, where the stamp is UTC and it is adjacent.

    >>> from datetime import UTC
    >>> evening = datetime(2025, 3, 5, 2, 25, tzinfo=UTC)
    >>> local_day(evening, date(2025, 3, 4)), local_day(evening, date(2025, 3, 1)), local_day(evening, None)
    (datetime.date(2025, 3, 4), datetime.date(2025, 3, 5), datetime.date(2025, 3, 5))
    """
    if not isinstance(stamp, datetime):
        return stamp
    day = stamp.date()
    if stamp.utcoffset() != timedelta(0):
        return day
    may_be = {day - timedelta(1)} if stamp.hour < _WEST else set()
    may_be |= {day + timedelta(1)} if stamp.hour >= _EAST else set()
    return next((one for one in witnesses if one in may_be), day)
