"""The day with which a line begins, whatever follows it: databases print `March 4, 1995, Saturday, Late Edition`."""

import re

from extractor.readers.published import parse_published

_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
_DAY = re.compile(
    rf"{_WEEKDAY}(?:\d{{1,2}}[\s-]+[a-z]{{3,9}}\.?,?[\s-]+\d{{4}}|[a-z]{{3,9}}\.?\s+\d{{1,2}},?\s+\d{{4}}|\d{{4}}-\d\d-\d\d)(?!\d)",
    re.IGNORECASE,
)


def leading_day(line: str) -> str | None:
    """The printed day with which a line begins; None where it begins with none.

    >>> leading_day("March 4, 2025 Tuesday 6:30 PM GMT"), leading_day("Tea rose on March 4, 2025")
    ('March 4, 2025', None)
    """
    match = _DAY.match(line.strip())
    return match[0] if match and parse_published(match[0]) else None
