"""Expressions made of others: what `the last week of May`, `Monday to Friday`, `10 a.m. on Thursday` stand for."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from extractor.pipeline.dates import units
from extractor.pipeline.dates.frame import SLACK, Frame
from extractor.pipeline.dates.holidays import feast_time, unplaced_feast
from extractor.pipeline.dates.nodes import Node
from extractor.pipeline.dates.nodes.points import (
    DayOfMonth,
    Fixed,
    MonthDay,
    MonthNode,
    PartNode,
    SeasonNode,
    WeekdayNode,
)
from extractor.pipeline.dates.sides import nearness
from extractor.pipeline.dates.values import (
    PRESENT,
    REFERENCE,
    Modifier,
    Time,
    day_time,
    exact_day,
    grain_time,
    month_time,
    part_time,
    shifted,
    shifted_day,
    span_time,
    unknown,
    week_time,
    with_part,
    year_time,
)

NEARER = 1.0  # the most that nearness speaks for a feast to come: `it fell the day after Christmas` is told in December


@dataclass(frozen=True, slots=True)
class Nth(Node):
    """`the last week of May`, `the first ten months of this year`, `the 9th month of next year`.

    `index` counts from 1, or from the end where it is negative; `count` is how many of the unit.
    """

    index: int
    unit: str = field()
    of: Node
    count: int = 1

    def time(self, frame: Frame) -> Time | None:
        whole = self.of.time(frame)
        if whole is None:
            return None
        if whole.first is None or whole.last is None:
            return self._unplaced(whole)
        if self.unit == units.WEEK:
            return self._weeks(whole.first, whole.last)
        if self.unit == units.WEEKEND:
            return self._weekend(whole.first, whole.last)
        return self._plain(whole.first, whole.last)

    def _unplaced(self, whole: Time) -> Time:
        """`the first ten months of this year` with no date to count from: `XXXX-01/XXXX-10`."""
        if self.unit != units.MONTH or whole.value != "XXXX" or not 0 < self.index <= 13 - self.count:
            return unknown(self.unit)
        first, last = (f"XXXX-{month:02}" for month in (self.index, self.index + self.count - 1))
        return Time(first if first == last else f"{first}/{last}", unit=units.MONTH)

    def _weeks(self, first: date, last: date) -> Time | None:
        """Weeks belong to the year or month that their Thursday is in."""
        start = first + timedelta(days=(4 - first.isoweekday()) % 7)
        if self.index < 0:
            start = last - timedelta(days=(last.isoweekday() - 4) % 7 + 7 * (-self.index - 1))
        else:
            start += timedelta(days=7 * (self.index - 1))
        begin = week_time(start)
        if self.count == 1:
            return begin
        days = 7 * (self.count - 1)
        return span_time(*((week_time(start - timedelta(days=days)), begin) if self.index < 0
                           else (begin, week_time(start + timedelta(days=days)))))  # fmt: skip

    def _weekend(self, first: date, last: date) -> Time | None:
        """A weekend belongs to the month that its Saturday is in."""
        saturday = last - timedelta(days=(last.isoweekday() - 6) % 7 + 7 * (-self.index - 1))
        if self.index > 0:
            saturday = first + timedelta(days=(6 - first.isoweekday()) % 7 + 7 * (self.index - 1))
        return grain_time(saturday, units.WEEKEND) if self.count == 1 and first <= saturday <= last else None

    def _plain(self, first: date, last: date) -> Time | None:
        near = shifted(first if self.index > 0 else last, self.unit, self.index - (self.index > 0) + (self.index < 0))
        if near is None or near.first is None:
            return None
        if self.count == 1:
            return near
        far = shifted(near.first, self.unit, (self.count - 1) * (1 if self.index > 0 else -1))
        return span_time(*((near, far) if self.index > 0 else (far, near))) if far else None


@dataclass(frozen=True, slots=True)
class NthWeekday(Node):
    """`the second Tuesday of November`, `the last Friday in May`."""

    index: int
    number: int
    of: Node
    unit = units.DAY

    def time(self, frame: Frame) -> Time | None:
        month = self.of.time(frame)
        if month is None or month.first is None or month.last is None:
            return Time(f"XXXX-WXX-{self.number}", unit=units.DAY) if month else None
        if self.index < 0:
            return day_time(month.last - timedelta(days=(month.last.isoweekday() - self.number) % 7))
        ahead = (self.number - month.first.isoweekday()) % 7 + 7 * (self.index - 1)
        day = month.first + timedelta(days=ahead)
        return day_time(day) if day <= month.last else None


@dataclass(frozen=True, slots=True)
class WeekOf(Node):
    """`the week of March 6`, `week 23`, `the weekend of July 4`."""

    of: Node | None
    number: int = 0
    weekend: bool = False

    @property
    def unit(self) -> str:
        return units.WEEKEND if self.weekend else units.WEEK

    def time(self, frame: Frame) -> Time | None:
        base = self.of.time(frame) if self.of else None
        if self.number:
            year = base.first.year if base and base.first else frame.published.year if frame.published else None
            if year is None:
                return Time(f"XXXX-W{self.number:02}", unit=units.WEEK)
            try:
                return week_time(date.fromisocalendar(year, self.number, 1))
            except ValueError:
                return None
        if base is None or base.first is None:
            return unknown(self.unit)
        if self.weekend:  # the one next to the day: a Thursday's and a Monday's
            return grain_time(base.first - timedelta(days=2 if base.first.isoweekday() < 3 else 0), units.WEEKEND)
        return week_time(base.first)


@dataclass(frozen=True, slots=True)
class Framed(Node):
    """An expression with something around it, which stands for it in the patterns."""

    inner: Node

    @property
    def unit(self) -> str:
        return self.inner.unit

    @property
    def symbol(self) -> str:
        return self.inner.symbol


@dataclass(frozen=True, slots=True)
class Modified(Framed):
    """`early October`, `mid-2023`, `the end of last year`."""

    modifier: Modifier

    def time(self, frame: Frame) -> Time | None:
        time = self.inner.time(frame)
        return replace(time, modifier=self.modifier) if time else None


@dataclass(frozen=True, slots=True)
class Timed(Node):
    """`Monday night`, `8 p.m.`, `10 a.m. on Thursday`: a part of a day, or a time on it."""

    part: str
    day: Node | None = None
    unit = units.TIME

    def time(self, frame: Frame) -> Time | None:
        day = self.day.time(frame) if self.day else frame.day or frame.step(units.DAY, 0)
        return with_part(day, self.part) if day else None


@dataclass(frozen=True, slots=True)
class Interval(Node):
    """`January-October 2025`, `between 2020 and 2023`, `Monday to Friday`."""

    start: Node
    end: Node
    symbol = "Span"

    @property
    def unit(self) -> str:
        return self.start.unit

    def time(self, frame: Frame) -> Time | None:
        close = self._year_of_crop(frame) or self._ahead(frame) or self.end.time(frame)
        begin = self._begin(close, frame) if close else None
        if begin is None or close is None or REFERENCE in begin.value:
            return None
        if close.value == PRESENT:
            close = frame.step(units.DAY, 0)
        if REFERENCE in close.value:
            return None
        if begin.first and close.last and begin.first > close.last:
            close = _after(self.end, begin) or close
        if begin.unit != close.unit and begin.first and close.last:  # `2014 through May 2, 2018`
            begin, close = day_time(begin.first), day_time(close.last)
        return span_time(begin, close)

    def _year_of_crop(self, frame: Frame) -> Time | None:
        """The end of `(Oct/Sept)` behind `1986/87`."""
        crop = frame.last
        years = crop and crop.unit == units.YEAR and crop.first and crop.last and crop.last.year == crop.first.year + 1
        if not (years and crop and crop.last and _is_bare(self.start) and _is_bare(self.end)):
            return None
        assert isinstance(self.start, MonthNode)
        assert isinstance(self.end, MonthNode)
        return (
            month_time(crop.last.year, self.end.month) if self.end.month == (self.start.month + 10) % 12 + 1 else None
        )

    def _ahead(self, frame: Frame) -> Time | None:
        """The end of `agreed to save gas between August and March`: the first March behind the nearest August."""
        if not (_is_bare(self.start) and _is_bare(self.end)) or frame.published is None:
            return None
        assert isinstance(self.end, MonthNode)
        begin = self.start.time(frame)
        if begin is None or begin.first is None or begin.first <= frame.published:
            return None
        return month_time(begin.first.year + (self.end.month < begin.first.month), self.end.month)

    def _begin(self, close: Time, frame: Frame) -> Time | None:
        """The start; a month or a day without a year takes the last one before the end."""
        start, end = self.start, self.end
        bare = isinstance(start, MonthNode | MonthDay) and start.year is None and getattr(start, "step", None) is None
        if isinstance(start, Modified):  # `from the end of March to the middle of September`
            inner = replace(self, start=start.inner)._begin(close, frame)
            return inner and replace(inner, modifier=start.modifier)
        if isinstance(start, PartNode) and start.of is None and close.first and close.unit == start.unit:
            parts = (part_time(close.first.year - back, start.unit, start.number) for back in (0, 1))  # `Q1 to Q3 2018`
            return next((part for part in parts if start.number and part.first and part.first <= close.first), None)
        if not (bare and close.first) or getattr(end, "step", None) is not None:
            return start.time(frame)
        assert isinstance(start, MonthNode | MonthDay)
        for year in (close.first.year, close.first.year - 1):
            time = replace(start, year=year).time(frame)
            if time and time.first and time.first <= close.first:
                return time
        return start.time(frame)


def _is_bare(node: Node) -> bool:
    """A month with no year."""
    return isinstance(node, MonthNode) and node.year is None and node.step is None and not node.aspect


def _after(node: Node, begin: Time) -> Time | None:
    """A weekday that closes a stretch lies after the day that opens it: `Friday to Monday`."""
    if not isinstance(node, WeekdayNode) or begin.first is None:
        return None
    return day_time(begin.first + timedelta(days=(node.number - begin.first.isoweekday()) % 7))


@dataclass(frozen=True, slots=True)
class Days(Node):
    """`from the 20th to the 25th`: of one month, or into the next."""

    start: int
    end: int
    unit, symbol = units.DAY, "Span"

    def time(self, frame: Frame) -> Time | None:
        begin = DayOfMonth(self.start).time(frame)
        if begin is None or begin.first is None:
            return begin and span_time(begin, Time(f"XXXX-XX-{self.end:02}", unit=units.DAY))
        month = begin.first.replace(day=1)
        if self.end < self.start:
            month = shifted_day(month, units.MONTH, 1) or month
        close = exact_day(month.year, month.month, self.end)
        return close and span_time(begin, close)


@dataclass(frozen=True, slots=True)
class FirstMonths(Node):
    """`the first nine months`: of the year that the text is about."""

    count: int
    unit, symbol = units.MONTH, "Span"

    def time(self, frame: Frame) -> Time | None:
        if frame.published is None:
            return Time(f"XXXX-01/XXXX-{self.count:02}", unit=units.MONTH)
        year = frame.published.year - (frame.published.month == 1)
        return Nth(1, units.MONTH, Fixed(year_time(year)), self.count).time(frame)


@dataclass(frozen=True, slots=True)
class WithYear(Framed):
    """`May 5 last year`, `the summer of 2004`, `last Thanksgiving`: a day or season in the year of another expression."""

    year: Node | None = None
    step: int | None = None

    def time(self, frame: Frame) -> Time | None:
        if self.step is not None:
            if frame.published is None:
                return self.inner.time(frame)
            times = [self._in(frame, frame.published.year + step) for step in (-2, -1, 0, 1, 2)]
            placed = [time for time in times if time and time.first]
            if self.step < 0:
                return next((t for t in reversed(placed) if t.first and t.first < frame.published), None)
            if self.step > 0:
                return next((t for t in placed if t.first and t.first > frame.published), None)
            return self._in(frame, frame.published.year)
        year = self.year.time(frame) if self.year else None
        return self._in(frame, year.first.year) if year and year.first else self.inner.time(frame)

    def _in(self, frame: Frame, year: int) -> Time | None:
        inner = self.inner
        if isinstance(inner, MonthDay | SeasonNode):
            return replace(inner, year=year).time(frame)
        if isinstance(inner, Feast):
            return replace(inner, year=year).time(frame)
        time = inner.time(frame)
        if time and time.first and time.unit == units.DAY:  # `the same day of the previous year`
            return exact_day(year, time.first.month, time.first.day)
        return time


@dataclass(frozen=True, slots=True)
class Feast(Node):
    """`Christmas`, `Ramadan`, `Thanksgiving Day`; `name` is what the table says of where to find it."""

    name: str
    year: int | None = None
    edge: str = ""  # `Ramadan begins`
    unit, symbol = units.DAY, "Holiday"

    def time(self, frame: Frame) -> Time | None:
        time = self._whole(frame)
        return day_time(time.first) if time and time.first and self.edge else time

    def _whole(self, frame: Frame) -> Time | None:
        if self.year is not None:
            return feast_time(self.name, self.year)
        now = frame.published
        if now is None:
            return unplaced_feast(self.name)
        times = [time for step in (-1, 0, 1) if (time := feast_time(self.name, now.year + step))]
        begun = [time for time in times if time.first and time.first <= now]
        coming = [time for time in times if time.last and time.last >= now]
        if not (begun and coming) or begun[-1] == coming[0]:
            return begun[-1] if begun else coming[0] if coming else None
        assert begun[-1].last is not None
        assert coming[0].first is not None
        back, ahead = (now - begun[-1].last).days, (coming[0].first - now).days
        odds = frame.odds + min(nearness(back, ahead), NEARER)
        return coming[0] if odds > 0 or ahead <= SLACK.days else begun[-1]


@dataclass(frozen=True, slots=True)
class Stretch(Node):
    """`the year to June 30`, `the three months to September`: so much time up to and with a day or month."""

    count: int
    length: str
    end: Node
    symbol = "Span"

    @property
    def unit(self) -> str:
        return self.end.unit

    def time(self, frame: Frame) -> Time | None:
        close = self.end.time(frame)
        if close is None or close.first is None or close.last is None or self.count > 1000:
            return close
        day = self.end.unit == units.DAY
        start = shifted_day(close.last + timedelta(days=1), self.length, -self.count)  # so June 30 gives January 1
        if start is None:
            return close
        grain = units.YEAR if self.end.unit == units.YEAR else units.MONTH
        return span_time(day_time(start) if day else grain_time(start, grain), close)
