"""Whether `03/04/2025` is in March or April: what a file's other days, an address or the caller say of it.

A day that can be read in two ways is None, with a warning, until something settles it. Articles wait for that, a few at
a time: in most tables one of the next rows has a 13th or later day.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import TypeVar

from extractor.article import Article
from extractor.readers.addresses import address_day, local_day
from extractor.readers.published import DatesOrder, first_figure, parse_published, readings

AMBIGUOUS, MISSING = "ambiguous date: ", "missing"
_SURE = 10  # times as many days one way as the other
_MOST_ARTICLES, _MOST_TEXT = 2000, 8_000_000  # that wait, and code points of theirs

Found = TypeVar("Found")


class DayOrder:
    """What is known of the order of day and month in one file; `given` is what the caller says of it."""

    def __init__(self, given: DatesOrder | None) -> None:
        self._given = given
        self._seen = {"DMY": 0, "MDY": 0}
        self._patient = given is None
        self._size = 0  # of the texts that wait

    @property
    def order(self) -> DatesOrder | None:
        """The order that was given, else the one that the days read so far have; None where they don't say."""
        if self._given:
            return self._given
        days, months = self._seen["DMY"], self._seen["MDY"]
        if days > months * _SURE:
            return "DMY"
        return "MDY" if months > days * _SURE else None

    def read(self, printed: str, url: str | None = None) -> tuple[date | None, tuple[str, ...]]:
        """The day of an ISO date or datetime, else of any printed date; with a warning where it is left null.

        The day in the article's address settles what can be read in two ways, and which day a time stamp in UTC means.
        """
        stamp = iso_stamp(printed)
        if stamp is not None:
            return local_day(stamp, address_day(url)), ()
        if first := first_figure(printed):
            self._seen[first] += 1
        days = readings(printed)
        if not days:
            return None, (f"unparsed date: {printed[:100]}",)
        if len(days) == 1:
            return days[0], ()
        if self._given:
            return parse_published(printed, self._given), ()
        if (day := address_day(url)) in days:
            return day, ()
        return None, (AMBIGUOUS + printed[:100],)

    def settle(self, found: Iterable[Found]) -> Iterator[Found]:
        """The same articles and rejects in the same order, those with an ambiguous day once the order is known.

        What is raised is raised after all that came before it.
        """
        waiting: list[Found] = []
        try:
            for one in found:
                waiting.append(one)
                if not self._waits(waiting):
                    yield from map(self._settled, waiting)
                    waiting.clear()
        except Exception:
            yield from map(self._settled, waiting)
            raise
        yield from map(self._settled, waiting)

    def _waits(self, waiting: list[Found]) -> bool:
        """Whether more is to be read first; once that was too much, never again."""
        if not self._patient or self.order is not None or _ambiguous(waiting[0]) is None:
            return False
        last = waiting[-1]
        self._size = (self._size if len(waiting) > 1 else 0) + (len(last.text) if isinstance(last, Article) else 0)
        self._patient = len(waiting) < _MOST_ARTICLES and self._size < _MOST_TEXT
        return self._patient

    def _settled(self, found: Found) -> Found:
        printed = _ambiguous(found)
        if printed is None or self.order is None or not isinstance(found, Article):
            return found
        others = tuple(warning for warning in found.warnings if not warning.startswith(AMBIGUOUS))
        return replace(found, published=parse_published(printed, self.order), warnings=others)


def why_undated(published: date | None, warnings: Iterable[str]) -> str | None:
    """`AMBIGUOUS` or `MISSING` for an article without a day; None for one with it.

    >>> why_undated(None, ["ambiguous date: 03/04/2025"]), why_undated(None, []), why_undated(date(2025, 3, 4), [])
    ('ambiguous date: ', 'missing', None)
    """
    if published is not None:
        return None
    return AMBIGUOUS if any(warning.startswith(AMBIGUOUS) for warning in warnings) else MISSING


def iso_stamp(printed: str) -> date | None:
    """The ISO datetime, or date, that a text is; None where it is none.

    >>> iso_stamp("2025-03-04T21:25:54-05:00").isoformat(), iso_stamp("2025-03-04"), iso_stamp("4 March")
    ('2025-03-04T21:25:54-05:00', datetime.date(2025, 3, 4), None)
    """
    try:
        return datetime.fromisoformat(printed) if len(printed) > 10 else date.fromisoformat(printed)
    except ValueError:
        return None


def _ambiguous(found: object) -> str | None:
    """The printed date of an article that is still to be settled."""
    if not isinstance(found, Article) or found.published is not None:
        return None
    return next((one.removeprefix(AMBIGUOUS) for one in found.warnings if one.startswith(AMBIGUOUS)), None)
