"""A printed publication date → a `date`: absolute, complete, and never filled up from today's."""

import re
from datetime import date
from functools import lru_cache
from typing import Literal

DatesOrder = Literal["MDY", "DMY", "YMD"]
DATES_ORDERS: tuple[DatesOrder, ...] = ("MDY", "DMY", "YMD")

LONGEST = 80  # a printed date with weekday, time and zone fits; a sentence doesn't need to be tried
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d[\d:.,]* ?(?:Z|[+-]\d\d:?\d\d)?)?")
_LABEL = re.compile(r"(?:first |last )?(?:published|updated|posted|modified)(?: on)?\b[ :]*", re.IGNORECASE)
_CLOCK = re.compile(r"[ ,|]*\b\d{1,2}:\d\d")
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_OPENING = re.compile(
    r"(?:\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)", re.IGNORECASE
)


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


def looks_dated(text: str) -> bool:
    """Whether a short line was surely meant as a date, readable or not (`Nov 45, 2018`)."""
    return len(text) <= LONGEST // 2 and bool(_OPENING.match(text)) and bool(_YEAR.search(text))


def _calendar_day(text: str, order: DatesOrder) -> date | None:
    if not any(character.isdigit() for character in text):
        return None
    import dateparser  # a tenth of a second, and most dumps print ISO dates

    settings = {
        "DATE_ORDER": order,
        "PREFER_LOCALE_DATE_ORDER": False,
        "PARSERS": ["absolute-time"],  # no "5 minutes ago"
        "STRICT_PARSING": True,
        "REQUIRE_PARTS": ["day", "month", "year"],  # else the rest would come from today
    }
    try:
        found = dateparser.parse(text, languages=["en"], settings=settings)
    except (ValueError, OverflowError):
        return None
    return found.date() if found else None
