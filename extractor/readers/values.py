"""What the value under a name means: a string, a day, a text; one that can't be meant is a warning, no lost article."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from extractor.readers.addresses import address_day, local_day
from extractor.readers.dayorder import DayOrder

Warnings = tuple[str, ...]

# What exports write for «nothing» (pandas, SQL, spreadsheets, NewsAPI), in lower case
_NOTHING = frozenset(
    "nan nat null none nil n/a na #n/a <na> [removed] [deleted] undefined \\n (null) (none) - -- –".split()
)
# Objects that stand for one value: Mongo, WordPress, NYT and other news APIs, XML turned into JSON
_INNER = ("$oid", "$date", "$numberLong", "rendered", "name", "main", "value", "@value", "#text", "url", "@id")
_INNER_DAY = ("$date", "$numberLong", "_seconds", "seconds", "value", "@value", "#text", "iso", "date", "datetime")
_DEEPEST = 3
_OF_TEXT = ("headline", "paragraphs", "sections", "content", "text")  # where objects keep the pieces of a text

_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4}(?:\d\d)?Z?)?")  # 20250304, 20250304T153000Z
_NUMBER = re.compile(r"\d{5,19}(?:\.\d+)?")
_UNITS = ((10**11, 1), (10**14, 10**3), (10**17, 10**6), (10**20, 10**9))  # seconds, milli-, micro-, nanoseconds
_LEAST_SECONDS = 10**8  # 1973; less is some other number
_SERIALS, _SERIAL_ZERO = range(25_569, 73_051), date(1899, 12, 30)  # spreadsheets' days: 1970 to 2099


def is_nothing(value: Any) -> bool:
    """Whether a value says that there is none.

    >>> is_nothing("NaN"), is_nothing(" [Removed] "), is_nothing(float("nan")), is_nothing("Nana")
    (True, True, True, False)
    """
    if isinstance(value, str):
        return not value.strip() or value.strip().lower() in _NOTHING
    return value is None or (isinstance(value, float) and math.isnan(value)) or value == [] or value == {}


def read_string(value: Any, field: str, depth: int = 0) -> tuple[str | None, Warnings]:
    """The string that a value under a field is; of a list the first, of an object the one that it stands for.

    >>> read_string(["Tea rises", "Tea up"], "title"), read_string(7.0, "id"), read_string({"$oid": "6f"}, "id")
    (('Tea rises', ('title: the first of 2 values is taken',)), ('7', ()), ('6f', ()))
    >>> read_string({"a": 1}, "url")
    (None, ('bad field: url is dict, no string',))
    """
    if is_nothing(value):
        return None, ()
    if isinstance(value, str):
        return value, ()
    if isinstance(value, int | float) and not isinstance(value, bool):
        whole = isinstance(value, float) and value.is_integer()
        return str(int(value) if whole else value), ()
    if depth < _DEEPEST and isinstance(value, Mapping):
        inner = next((value[name] for name in _INNER if not is_nothing(value.get(name))), None)
        if inner is not None:
            return read_string(inner, field, depth + 1)
    if depth < _DEEPEST and isinstance(value, list | tuple):
        there = [one for one in value if not is_nothing(one)]
        found, warnings = read_string(there[0], field, depth + 1) if there else (None, ())
        more = (f"{field}: the first of {len(there)} values is taken",) if len(there) > 1 and found else ()
        return found, warnings + more
    return None, (f"bad field: {field} is {type(value).__name__}, no string",)


def read_day(value: Any, days: DayOrder, url: str | None = None, depth: int = 0) -> tuple[date | None, Warnings]:
    """The day that a value means: a date, a printed one, an epoch in any unit, a spreadsheet's number of days.

    >>> [read_day(one, DayOrder(None))[0].isoformat() for one in (1741102200, "1741102200000", 45720, "20250304", [2025, 3, 4])]
    ['2025-03-04', '2025-03-04', '2025-03-04', '2025-03-04', '2025-03-04']
    >>> read_day({"$date": "2025-03-04T15:30:00Z"}, DayOrder(None)), read_day(True, DayOrder(None))
    ((datetime.date(2025, 3, 4), ()), (None, ('unparsed date: True',)))
    """
    if is_nothing(value):
        return None, ()
    if isinstance(value, date):  # Parquet and Arrow keep days and times as such
        return local_day(value, address_day(url)), ()
    if isinstance(value, str):
        printed = value.strip()
        day = numeric_day(printed, url)
        return (day, ()) if day else days.read(printed, url)
    if isinstance(value, int | float) and not isinstance(value, bool):
        day = numeric_day(f"{value:.3f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value), url)
        return day, () if day else (f"unparsed date: {value}"[:115],)
    if depth < _DEEPEST and isinstance(value, Mapping):
        inner = next((value[name] for name in _INNER_DAY if not is_nothing(value.get(name))), None)
        if inner is not None:
            return read_day(inner, days, url, depth + 1)
    if depth < _DEEPEST and isinstance(value, list | tuple):
        day = _java_day(value)
        return (day, ()) if day else read_day(value[0], days, url, depth + 1)
    return None, (f"unparsed date: {value}"[:115],)


def numeric_day(printed: str, url: str | None = None) -> date | None:
    """The day of a number in figures alone, or None: `20250304`, an epoch in seconds or parts of them, `45720`.

    >>> numeric_day("20250304153000"), numeric_day("1741102200.5"), numeric_day("45720.64"), numeric_day("2025")
    (datetime.date(2025, 3, 4), datetime.date(2025, 3, 4), datetime.date(2025, 3, 4), None)
    """
    if compact := _COMPACT.fullmatch(printed):
        try:
            return date(int(compact[1]), int(compact[2]), int(compact[3]))
        except ValueError:  # some other number of eight figures
            pass
    if not _NUMBER.fullmatch(printed):
        return None
    whole = int(printed.partition(".")[0])
    if whole in _SERIALS:
        return _SERIAL_ZERO + timedelta(whole)
    seconds = next((whole // parts for most, parts in _UNITS if whole < most), None)
    if seconds is None or seconds < _LEAST_SECONDS:
        return None
    stamp = datetime.fromisoformat("1970-01-01T00:00:00+00:00") + timedelta(seconds=seconds)
    return local_day(stamp, address_day(url)) if stamp.year <= _LAST_YEAR else None


def _java_day(value: Sequence[Any]) -> date | None:
    """`[2025, 3, 4, 15, 30]`, as Java's libraries write a time."""
    if len(value) < 3 or not all(isinstance(part, int) for part in value[:3]):
        return None
    try:
        day = date(*value[:3])
    except (ValueError, OverflowError):
        return None
    return day if _FIRST_YEAR <= day.year <= _LAST_YEAR else None


def read_images(value: Any) -> tuple[str, ...]:
    """The addresses of pictures in a list of them, or of objects with one; other dumps keep other things there."""
    if not isinstance(value, list | tuple):
        return ()
    found = (one if isinstance(one, str) else _picture(one) for one in value)
    return tuple(one for one in found if one)


def _picture(value: Any) -> str | None:
    inner = (
        next((value[name] for name in ("url", "src", "href") if name in value), None)
        if isinstance(value, Mapping)
        else None
    )
    return inner if isinstance(inner, str) else None


def read_text(value: Any) -> Any:
    """The text of a list of paragraphs, or of sections with some, a blank line between two; anything else as it is.

    >>> read_text({"summary": [], "sections": [{"headline": [], "paragraphs": ["Tea rose.", "Rye fell."]}]})
    'Tea rose.\\n\\nRye fell.'
    >>> read_text([{"type": "kicker", "content": "World"}, {"subtype": "paragraph", "content": "Tea rose."}])
    'Tea rose.'
    """
    if isinstance(value, list | tuple | Mapping) and (paragraphs := list(_paragraphs(value, 0))):
        return "\n\n".join(paragraphs)
    return "" if isinstance(value, str) and is_nothing(value) else value


def _paragraphs(value: Any, depth: int) -> Iterator[str]:
    """The strings in lists, and in objects of lists under the names that news has for them, in order."""
    if isinstance(value, str):
        if value.strip():
            yield value
    elif depth <= _DEEPEST and isinstance(value, list | tuple):
        kinds = [part.get("subtype") or part.get("type") for part in value if isinstance(part, Mapping)]
        for part in value:
            kind = (part.get("subtype") or part.get("type")) if isinstance(part, Mapping) else None
            if "paragraph" not in kinds or kind == "paragraph":
                yield from _paragraphs(part, depth + 1)
    elif depth <= _DEEPEST and isinstance(value, Mapping):
        for name in _OF_TEXT:
            yield from _paragraphs(value.get(name), depth + 1)
