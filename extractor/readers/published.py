"""A printed publication date → a `date`: absolute, complete, and never filled up from today's."""

import re
from datetime import date
from functools import lru_cache

from extractor.days import DATES_ORDERS, DatesOrder, day_in_figures

LONGEST = 80  # a printed date with weekday, time and zone fits; a sentence doesn't need to be tried
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d[\d:.,]* ?(?:Z|[+-]\d\d:?\d\d)?)?")
_LABEL = re.compile(r"(?:first |last )?(?:published|updated|posted|modified)(?: on)?\b[ :]*", re.IGNORECASE)
_CLOCK = re.compile(r"[ ,|]*\b\d{1,2}:\d\d")
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_OPENING = re.compile(
    r"(?:\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)", re.IGNORECASE
)

# A day, a month by name and a year, in lower case. Between them stand marks and small words; in `Mon Dec 8 10:15:00 2025`
# the time of day.
_MONTHS = "january february march april may june july august september october november december".split()
_MOST_MONTHS = 12
_NUMBERS = {form: number for number, name in enumerate(_MONTHS, 1) for form in (name, name[:3])} | {"sept": 9}
_TIME = r"t?\d{1,2}[:.h]\d\d(?:[:.]\d\d(?:[.,]\d+)?)?(?:z| ?[ap]\.?m\b\.?)?|\d{1,2} ?[ap]\.?m\b\.?"
_ZONES = (
    "utc gmt z wet west bst ist cet cest eet eest msk wat cat sast eat gst pkt ict wib hkt sgt jst kst awst acst acdt aest aedt "
    "nzst nzdt et est edt ct cst cdt mt mst mdt pt pst pdt akst akdt hst brt clt"
).split()
_ZONE = rf"[+-]\d\d:?\d\d|(?:{'|'.join(_ZONES)})(?:[+-]\d\d?(?::?\d\d)?)?"
_GAP = r"(?:[\W_]|\b(?:of|the|in|day)\b)*"
_NO_HOUR = r"(?!\d|[:h]\d\d| ?[ap]\.?m\b)"
_DAY = rf"(?<!\d)(?P<day>\d{{1,2}})(?: ?(?:st|nd|rd|th)\b)?{_NO_HOUR}"
_MONTH = rf"(?<![^\W\d_])(?P<month>{'|'.join(_NUMBERS)})(?![^\W\d_])"
_LONG_YEAR, _SHORT_YEAR = r"(?<!\d)(?P<year>\d{4})(?!\d)", rf"(?<!\d)(?P<year>\d\d){_NO_HOUR}"
_WITH_MONTH = tuple(
    re.compile(_GAP.join(parts))
    for parts in (
        (_DAY, _MONTH, _LONG_YEAR),
        (_MONTH, _DAY, _LONG_YEAR),
        (_LONG_YEAR, _MONTH, _DAY),
        (_MONTH, _LONG_YEAR, _DAY),
        (_MONTH, _DAY, f"(?:{_TIME}) ?(?:{_ZONE})?", _LONG_YEAR),
        (_DAY, _MONTH, _SHORT_YEAR),
        (_MONTH, _DAY, _SHORT_YEAR),
    )
)
_FIGURES = re.compile(r"(?<!\d)(\d{1,4}) ?([-–/.]| ) ?(\d{1,2}) ?\2 ?(\d{1,4})(?!\d)")
# What may stand around a date: weekdays, a time of day with its zone, small words and marks.
_WEEKDAY = "(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?"
_SMALL = "on|at|of|the|in|noon|midnight|morning|afternoon|evening|night"
_AROUND = re.compile(rf"(?:[\W_]|(?:{_TIME}|{_ZONE}|{_WEEKDAY}|{_SMALL})(?![^\W_]))*")


@lru_cache(maxsize=4096)
def parse_published(printed: str, order: DatesOrder = "MDY") -> date | None:
    """The day that a header prints, or None where it isn't a complete calendar date.

    The day is the one that was printed: a time zone never moves it. `order` settles `08/12/2025`.

    >>> parse_published("Mon, 08 Dec 2025 23:30:00 -0500")
    datetime.date(2025, 12, 8)
    >>> parse_published("08/12/2025", "DMY"), parse_published("yesterday"), parse_published("8 December")
    (datetime.date(2025, 12, 8), None, None)
    """
    text = " ".join(printed.split())  # NBSP and runs of spaces too
    if not text or len(text) > LONGEST:
        return None
    if _ISO.fullmatch(text):
        try:
            return date.fromisoformat(text[:10])
        except ValueError:  # 2025-13-45
            return None
    text = _LABEL.sub("", text, count=1) if _LABEL.match(text) else text
    # "Nov 05, 2018 07:43AM E": the zone was cut short by a fixed column; the day is still plain
    clock = _CLOCK.search(text)
    attempts = [text, text[: clock.start()]] if clock and clock.start() else [text]
    return next((day for attempt in attempts if (day := _calendar_day(attempt, order))), None)


def readings(printed: str) -> tuple[date, ...]:
    """The days that a printed date can be, that of MDY before that of DMY; dots mean that the day comes first.

    >>> [day.isoformat() for day in readings("03/04/2025")], [day.isoformat() for day in readings("03.04.2025, 9:15")]
    (['2025-03-04', '2025-04-03'], ['2025-04-03'])
    """
    found = _FIGURES.search(printed)
    orders: tuple[DatesOrder, ...] = ("DMY",) if found and found[2] == "." else ("MDY", "DMY")
    days = dict.fromkeys(parse_published(printed, order) for order in orders)
    return tuple(day for day in days if day)


def first_figure(printed: str) -> DatesOrder | None:
    """The order that a date in figures plainly has; None where both of its first figures may be months.

    >>> first_figure("25/12/2025"), first_figure("12-25-2025 10:00"), first_figure("4.3.2025"), first_figure("4/3/2025")
    ('DMY', 'MDY', 'DMY', None)
    """
    found = _FIGURES.search(printed)
    if not found or len(found[1]) > 2 or len(found[4]) not in (2, 4):
        return None
    first, second = int(found[1]), int(found[3])
    if found[2] == "." or first > _MOST_MONTHS >= second:
        return "DMY"
    return "MDY" if second > _MOST_MONTHS >= first else None


def month_number(name: str) -> int | None:
    """The number of a month by its English name, whole or cut to three letters.

    >>> month_number("Sept"), month_number("march"), month_number("tea")
    (9, 3, None)
    """
    return _NUMBERS.get(name.lower())


def looks_dated(text: str) -> bool:
    """Whether a short line was surely meant as a date, readable or not (`Nov 45, 2018`)."""
    return len(text) <= LONGEST // 2 and bool(_OPENING.match(text)) and bool(_YEAR.search(text))


def _calendar_day(text: str, order: DatesOrder) -> date | None:
    """The one day in a text that holds nothing else but its weekday, its time and marks."""
    text = text.lower()
    for pattern in _WITH_MONTH:
        found = pattern.search(text)
        if found and _is_alone(text, found):
            year, day = found["year"], found["day"]
            if order == "YMD" and len(year) == 2 and found.start("day") < found.start("month"):  # `25-Dec-08`
                year, day = day, year
            return day_in_figures((year, str(_NUMBERS[found["month"]]), day), "YMD")
    found = _FIGURES.search(text)
    if found and _is_alone(text, found):
        return day_in_figures((found[1], found[3], found[4]), order)
    return None


def _is_alone(text: str, found: re.Match[str]) -> bool:
    """Whether nothing stands beside the date that could be another date, or a sentence."""
    return bool(_AROUND.fullmatch(text[: found.start()]) and _AROUND.fullmatch(text[found.end() :]))


__all__ = [
    "DATES_ORDERS",
    "LONGEST",
    "DatesOrder",
    "first_figure",
    "looks_dated",
    "month_number",
    "parse_published",
    "readings",
]
