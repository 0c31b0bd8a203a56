"""Expressions before they are resolved: what the grammar builds, and what each stands for in a frame."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from extractor.pipeline.dates.frame import SLACK, Frame
from extractor.pipeline.dates.holidays import feast_time, unplaced_feast
from extractor.pipeline.dates.values import (
    DAYS_IN,
    MONTHS_IN,
    Kind,
    Modifier,
    Time,
    day_time,
    exact_day,
    grain_time,
    length_value,
    month_time,
    parse_calendar,
    part_time,
    season_time,
    shifted,
    shifted_day,
    span_time,
    unknown,
    week_time,
    with_part,
    year_time,
)

SYMBOLS = {
    "Y": "Year", "M": "Month", "W": "Week", "FN": "Week", "WE": "Weekend", "D": "Day", "Q": "Quarter", "H": "Quarter",
    "SE": "Season", "E": "Decade", "C": "Century", "T": "Time",
}  # fmt: skip


class Node:
    """An expression; `symbol` is its name in the patterns of the levels above."""

    __slots__ = ()

    @property
    def symbol(self) -> str:
        """`Day`, `Month`, `Amount` …"""
        return SYMBOLS[self.unit]

    @property
    def unit(self) -> str:
        """The grain: D, M, Y …"""
        raise NotImplementedError

    def time(self, frame: Frame) -> Time | None:
        """What it stands for; None when it is no expression of time after all."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Number(Node):
    """A number; None is a vague one (`several`)."""

    value: Decimal | None
    ordinal: bool = False

    @property
    def symbol(self) -> str:
        return "Ordinal" if self.ordinal else "Number"

    def time(self, frame: Frame) -> Time | None:
        return None


@dataclass(frozen=True, slots=True)
class Fixed(Node):
    """A time that hangs on nothing: `2013-03-22`, `the 1990s`, `PAST_REF`."""

    fixed: Time
    name: str = ""

    @property
    def symbol(self) -> str:
        return self.name or SYMBOLS.get(self.fixed.unit, "Ref")

    @property
    def unit(self) -> str:
        return self.fixed.unit

    def time(self, frame: Frame) -> Time | None:
        return self.fixed


@dataclass(frozen=True, slots=True)
class Numeric(Node):
    """`2013-03-22`, `03/22/2013`, and `22/04` with no year: the order is the frame's."""

    text: str

    @property
    def unit(self) -> str:
        return "D"

    def time(self, frame: Frame) -> Time | None:
        parts = re.split("[-/.]", self.text)
        if len(parts) == 2:
            a, b = int(parts[0]), int(parts[1])
            month, day = (b, a) if (frame.order == "DMY" and b <= 12) or a > 12 else (a, b)
            return frame.monthday(month, day, frame.tense) if month <= 12 and day <= 31 else None
        day = parse_calendar(self.text, "YMD" if len(parts[0]) == 4 else frame.order)
        return day_time(day) if day else None


@dataclass(frozen=True, slots=True)
class MonthDay(Node):
    """`December 9`, `9 December 2025`; `weekday` is checked against nothing, it only decides between years."""

    month: int
    day: int
    year: int | None = None
    weekday: int | None = None

    @property
    def unit(self) -> str:
        return "D"

    def time(self, frame: Frame) -> Time | None:
        if self.year is not None:
            return exact_day(self.year, self.month, self.day)
        return frame.monthday(self.month, self.day, frame.tense)


@dataclass(frozen=True, slots=True)
class MonthNode(Node):
    """`December 2023`, `last December`, `in August`."""

    month: int
    year: int | None = None
    step: int | None = None

    @property
    def unit(self) -> str:
        return "M"

    def time(self, frame: Frame) -> Time | None:
        if self.year is not None:
            return month_time(self.year, self.month)
        now = frame.published
        if self.step is None or now is None:
            return frame.month(self.month, frame.tense)
        if self.step == 0:
            return month_time(now.year, self.month)
        away = now.month - self.month
        if self.step < 0:
            return month_time(now.year - (away <= 0), self.month)
        return month_time(now.year + (away >= 0), self.month)


@dataclass(frozen=True, slots=True)
class WeekdayNode(Node):
    """`Monday`, `last Friday`, `the previous Friday`; `of` is the week it lies in (`Tuesday of last week`)."""

    number: int
    step: int | None = None
    narrative: bool = False
    of: Node | None = None

    @property
    def symbol(self) -> str:
        return "Weekday"

    @property
    def unit(self) -> str:
        return "D"

    def time(self, frame: Frame) -> Time | None:
        if self.of is not None:
            week = self.of.time(frame)
            if week is None or week.first is None:
                return Time(f"XXXX-WXX-{self.number}", unit="D")
            return day_time(week.first + timedelta(days=self.number - 1))
        told = frame.last is not None and frame.last.unit in ("D", "T")
        base = frame.last.first if self.narrative and told and frame.last else frame.published
        if self.step is None or base is None:
            return frame.weekday(self.number, frame.tense)
        if self.narrative and not told and self.step:  # of the week before or after
            return day_time(base + timedelta(days=7 * self.step + self.number - base.isoweekday()))
        back = (base.isoweekday() - self.number) % 7
        if self.step < 0:
            return day_time(base - timedelta(days=back or 7))
        ahead = (7 - back) if self.step > 0 else (7 - back) % 7
        if self.step == 0 and frame.tense == "past":
            return day_time(base - timedelta(days=back))
        return day_time(base + timedelta(days=ahead))


@dataclass(frozen=True, slots=True)
class DayOfMonth(Node):
    """`the 29th`, `the 15th of this month`: the day of the month that was named last, else the nearest one."""

    day: int
    of: Node | None = None
    weekday: int | None = None

    @property
    def unit(self) -> str:
        return "D"

    def time(self, frame: Frame) -> Time | None:
        month = self.of.time(frame) if self.of else None
        if self.of and (month is None or month.first is None):
            return None
        base = month.first if month else frame.published
        if base is None:
            return Time(f"XXXX-XX-{self.day:02}", unit="D")
        if month or frame.published is None:
            return exact_day(base.year, base.month, self.day)
        reach = range(-14, 15) if self.weekday else (-1, 0, 1)
        near = [shifted_day(base.replace(day=1), "M", step) for step in reach]
        days = [t.first for m in near if m and (t := exact_day(m.year, m.month, self.day)) and t.first]
        days = [d for d in days if d.isoweekday() == self.weekday] if self.weekday else days
        return day_time(min(days, key=lambda d: abs(d - base))) if days else None


@dataclass(frozen=True, slots=True)
class Step(Node):
    """`last week`, `this year`, `yesterday`; from what the text named last where it is `narrative` (`that month`)."""

    step_unit: str
    count: int
    narrative: bool = False

    @property
    def unit(self) -> str:
        return self.step_unit

    def time(self, frame: Frame) -> Time | None:
        told = frame.last is not None and (self.step_unit != "D" or frame.last.unit in ("D", "T"))
        if self.narrative and told and frame.last and frame.last.first:
            base = frame.last.first if self.count <= 0 else (frame.last.last or frame.last.first)
            return shifted(base, self.step_unit, self.count) or unknown(self.step_unit)
        if self.step_unit == "WE" and self.count <= 0 and frame.published:
            back = frame.weekend("past")
            done = self.count == 0 or (frame.published.isoweekday() < 6)
            return back if self.count and done else frame.step("WE", self.count)
        return frame.step(self.step_unit, self.count)


@dataclass(frozen=True, slots=True)
class The(Node):
    """`the quarter`, `the year`, `the week`, `the weekend`: the one that the text is about."""

    the_unit: str
    latest: bool = False

    @property
    def unit(self) -> str:
        return self.the_unit

    def time(self, frame: Frame) -> Time | None:
        if self.the_unit == "WE":
            return frame.weekend(frame.tense)
        if self.the_unit == "Q":
            if (self.latest and frame.results) or frame.quarter and not self.latest:
                return frame.results if self.latest else frame.quarter
            return frame.step("Q", 0 if frame.tense == "future" and not self.latest else -1)
        if self.latest:
            return frame.step(self.the_unit, -1)
        if self.the_unit == "M" and frame.last and frame.last.first and frame.last.unit in ("M", "D"):
            return grain_time(frame.last.first, self.the_unit)
        return frame.step(self.the_unit, 0)


@dataclass(frozen=True, slots=True)
class SeasonNode(Node):
    """`summer 2004`, `last fall`, `the winter of 1986/87`."""

    season: str
    year: int | None = None
    step: int | None = None

    @property
    def unit(self) -> str:
        return "SE"

    def time(self, frame: Frame) -> Time | None:
        if self.year is not None:
            return season_time(self.year, self.season)
        return frame.season(self.season, self.step, frame.tense)


@dataclass(frozen=True, slots=True)
class PartNode(Node):
    """`third quarter`, `H2`, `the first half of 2025`; 0 is the last."""

    part: str
    number: int
    of: Node | None = None

    @property
    def unit(self) -> str:
        return self.part

    def time(self, frame: Frame) -> Time | None:
        number = self.number or (4 if self.part == "Q" else 2)
        if self.of is None:
            return frame.part(self.part, number, frame.tense)
        year = self.of.time(frame)
        if year is None or year.first is None:
            return Time(f"XXXX-{self.part}{number}", unit=self.part)
        if self.of.unit == "E":  # `the last half of the '80s`
            return replace(year, modifier="start" if number == 1 else "end")
        return part_time(year.first.year, self.part, number)


@dataclass(frozen=True, slots=True)
class Shift(Node):
    """`two weeks ago`, `a year later`, `three weeks from tomorrow`, `a day before that`.

    `base` is `now` (publication), `text` (what was named last), or an expression.
    """

    amounts: tuple[tuple[Decimal | None, str], ...]
    sign: int
    base: "Node | str" = "now"
    modifier: Modifier | None = None

    @property
    def unit(self) -> str:
        unit = self.amounts[-1][1]
        return "Y" if unit in ("Y", "E", "C", "MIL") else unit if unit in SYMBOLS else "D"

    def time(self, frame: Frame) -> Time | None:
        vague = self._vague(frame)
        base = self._base(frame)
        if base is None or base.first is None:
            return vague if frame.published or base is None else unknown(self.unit)
        exact = isinstance(self.base, Node) and base.unit == "D"
        day, unit = base.first, self.unit
        for number, step in self.amounts:
            count = _whole(number, step)
            if count is None or count[0] > 9000:
                return vague
            moved = shifted_day(day, count[1], self.sign * count[0])
            if moved is None or not 101 < moved.year < 9800:
                return vague
            day, unit = moved, "M" if count[1] == "M" and unit == "Y" else unit
        return replace(grain_time(day, self._grain(base, unit, exact)), modifier=self.modifier)

    def _vague(self, frame: Frame) -> Time | None:
        """`several years ago`, `a few days later`: past, or an amount where it hangs on the text."""
        if self.base in ("text", "period") or isinstance(self.base, Node):
            return Amount(self.amounts, modifier=self.modifier).time(frame)
        return Time("PAST_REF" if self.sign < 0 else "FUTURE_REF", modifier=self.modifier)

    def _grain(self, base: Time, unit: str, exact: bool) -> str:
        if exact or len(self.amounts) > 1:
            return "D"
        if self.base != "now" and unit == "Y" and base.unit in ("Q", "H", "M"):
            return base.unit
        return unit

    def _base(self, frame: Frame) -> Time | None:
        if isinstance(self.base, Node):
            return self.base.time(frame)
        if self.base == "text" and frame.last:
            return frame.last
        if self.base == "period" and (frame.results or frame.period):
            return frame.results or frame.period
        return day_time(frame.published) if frame.published else None


def _whole(number: Decimal | None, unit: str) -> tuple[int, str] | None:
    """A number of units in whole ones: 2.5 years are 30 months; None for a vague one, and for hours."""
    if number is None or unit not in (*DAYS_IN, *MONTHS_IN, "MIL"):
        return None
    years = {"MIL": 1000, "C": 100, "E": 10}.get(unit)
    if years:
        number, unit = number * years, "Y"
    if number % 1 and unit in MONTHS_IN:
        number, unit = number * MONTHS_IN[unit], "M"
    if number % 1 and unit in DAYS_IN:
        number, unit = number * DAYS_IN[unit], "D"
    return (int(number), unit) if number == int(number) else (round(number), unit)


@dataclass(frozen=True, slots=True)
class Amount(Node):
    """`ten years`, `two and a half hours`; `ahead` places it on the calendar: `the next three months` (1)."""

    amounts: tuple[tuple[Decimal | None, str], ...]
    ahead: int = 0
    modifier: Modifier | None = None
    start: Node | None = None  # `three days starting Monday`

    @property
    def symbol(self) -> str:
        return "Placed" if self.ahead else "Amount"

    @property
    def unit(self) -> str:
        return self.amounts[0][1]

    def time(self, frame: Frame) -> Time | None:
        dates, clocks = "", ""
        for number, unit in self.amounts:
            value = length_value(number, unit)
            dates, clocks = (dates, clocks + value[2:]) if value.startswith("PT") else (dates + value[1:], clocks)
        value = f"P{dates}{'T' + clocks if clocks else ''}"
        begin = self.start.time(frame) if self.start else None
        now = begin.first - timedelta(days=1) if begin and begin.first else None if self.start else frame.published
        first, last = self._place(now)
        return Time(value, first, last, kind="duration", modifier=self.modifier)

    def _place(self, now: date | None) -> tuple[date | None, date | None]:
        """The days that the last or next so many units cover; whole quarters, and the rest up to the day."""
        if not (self.ahead and now):
            return None, None
        end: date | None = now
        for number, unit in self.amounts:
            count = _whole(number, unit)
            if count is None or end is None or count[0] > 9000:
                return None, None
            if count[1] == "Q":
                return _quarters(now, self.ahead * count[0])
            end = shifted_day(end, count[1], self.ahead * count[0])
        if end is None:
            return None, None
        return (end, now) if self.ahead < 0 else (now + timedelta(days=1), end)


def _quarters(now: date, count: int) -> tuple[date | None, date | None]:
    near, far = shifted(now, "Q", 1 if count > 0 else -1), shifted(now, "Q", count)
    if near is None or far is None:
        return None, None
    return (far.first, near.last) if count < 0 else (near.first, far.last)


@dataclass(frozen=True, slots=True)
class Nth(Node):
    """`the last week of May`, `the first ten months of this year`, `the 9th month of next year`.

    `index` counts from 1, or from the end where it is negative; `count` is how many of the unit.
    """

    index: int
    inner: str
    of: Node
    count: int = 1

    @property
    def unit(self) -> str:
        return self.inner

    def time(self, frame: Frame) -> Time | None:
        whole = self.of.time(frame)
        if whole is None:
            return None
        if whole.first is None or whole.last is None:
            return unknown(self.inner)
        if self.inner == "W":
            return self._weeks(whole.first, whole.last)
        return self._plain(whole.first, whole.last)

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

    def _plain(self, first: date, last: date) -> Time | None:
        near = shifted(first if self.index > 0 else last, self.inner, self.index - (self.index > 0) + (self.index < 0))
        if near is None or near.first is None:
            return None
        if self.count == 1:
            return near
        far = shifted(near.first, self.inner, (self.count - 1) * (1 if self.index > 0 else -1))
        return span_time(*((near, far) if self.index > 0 else (far, near))) if far else None


@dataclass(frozen=True, slots=True)
class NthWeekday(Node):
    """`the second Tuesday of November`, `the last Friday in May`."""

    index: int
    number: int
    of: Node

    @property
    def unit(self) -> str:
        return "D"

    def time(self, frame: Frame) -> Time | None:
        month = self.of.time(frame)
        if month is None or month.first is None or month.last is None:
            return Time(f"XXXX-WXX-{self.number}", unit="D") if month else None
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
        return "WE" if self.weekend else "W"

    def time(self, frame: Frame) -> Time | None:
        base = self.of.time(frame) if self.of else None
        if self.number:
            year = base.first.year if base and base.first else frame.published.year if frame.published else None
            if year is None:
                return Time(f"XXXX-W{self.number:02}", unit="W")
            try:
                return week_time(date.fromisocalendar(year, self.number, 1))
            except ValueError:
                return None
        if base is None or base.first is None:
            return unknown(self.unit)
        if self.weekend:  # the one next to the day: a Thursday's and a Monday's
            return grain_time(base.first - timedelta(days=2 if base.first.isoweekday() < 3 else 0), "WE")
        return week_time(base.first)


@dataclass(frozen=True, slots=True)
class Modified(Node):
    """`early October`, `mid-2023`, `the end of last year`."""

    inner: Node
    modifier: Modifier

    @property
    def symbol(self) -> str:
        return self.inner.symbol

    @property
    def unit(self) -> str:
        return self.inner.unit

    def time(self, frame: Frame) -> Time | None:
        time = self.inner.time(frame)
        return replace(time, modifier=self.modifier) if time else None


@dataclass(frozen=True, slots=True)
class Timed(Node):
    """`Monday night`, `8 p.m.`, `10 a.m. on Thursday`: a part of a day, or a time on it."""

    part: str
    day: Node | None = None

    @property
    def unit(self) -> str:
        return "T"

    def time(self, frame: Frame) -> Time | None:
        day = self.day.time(frame) if self.day else frame.day or frame.step("D", 0)
        return with_part(day, self.part) if day else None


@dataclass(frozen=True, slots=True)
class Interval(Node):
    """`January-October 2025`, `between 2020 and 2023`, `Monday to Friday`."""

    start: Node
    end: Node

    @property
    def symbol(self) -> str:
        return "Span"

    @property
    def unit(self) -> str:
        return self.start.unit

    def time(self, frame: Frame) -> Time | None:
        close = self.end.time(frame)
        begin = self._begin(close, frame) if close else None
        if begin is None or close is None or "REF" in begin.value:
            return None
        if close.value == "PRESENT_REF":
            close = frame.step("D", 0)
        if "REF" in close.value:
            return None
        if begin.first and close.last and begin.first > close.last:
            close = _after(self.end, begin) or close
        return span_time(begin, close)

    def _begin(self, close: Time, frame: Frame) -> Time | None:
        """The start; a month or a day without a year takes the last one before the end."""
        start, end = self.start, self.end
        bare = isinstance(start, MonthNode | MonthDay) and start.year is None and getattr(start, "step", None) is None
        if not (bare and close.first) or getattr(end, "step", None) is not None:
            return start.time(frame)
        assert isinstance(start, MonthNode | MonthDay)
        for year in (close.first.year, close.first.year - 1):
            time = replace(start, year=year).time(frame)
            if time and time.first and time.first <= close.first:
                return time
        return start.time(frame)


def _after(node: Node, begin: Time) -> Time | None:
    """A weekday that closes a stretch lies after the day that opens it: `Friday to Monday`."""
    if not isinstance(node, WeekdayNode) or begin.first is None:
        return None
    return day_time(begin.first + timedelta(days=(node.number - begin.first.isoweekday()) % 7))


@dataclass(frozen=True, slots=True)
class Comparison(Node):
    """`the year-ago quarter`, `the same period last year`, `the 1988 quarter`: the period in question, in another year."""

    back: int = 1
    year: Node | None = None
    period: str = ""

    @property
    def unit(self) -> str:
        return self.period or "Y"

    def time(self, frame: Frame) -> Time | None:
        base = frame.results or frame.period
        if self.period == "Q" and (base is None or base.unit != "Q"):
            base = frame.step("Q", -1)
        if base is None or base.first is None:
            return self.year.time(frame) if self.year else frame.step("Y", -self.back)
        year = self.year.time(frame) if self.year else year_time(base.first.year - self.back)
        if year is None or year.first is None:
            return unknown(base.unit)
        moved = shifted_day(base.first, "Y", year.first.year - base.first.year)
        return grain_time(moved, base.unit) if moved and base.unit in MONTHS_IN else year


@dataclass(frozen=True, slots=True)
class Repeated(Node):
    """`every Monday`, `twice a year`, `monthly`."""

    value: str
    kind: Kind = "set"

    @property
    def symbol(self) -> str:
        return "Set"

    @property
    def unit(self) -> str:
        return ""

    def time(self, frame: Frame) -> Time | None:
        return Time(self.value, kind=self.kind)


@dataclass(frozen=True, slots=True)
class Ahead(Node):
    """`in two weeks`: a day or a month ahead in a clause about the future, else an amount of time."""

    amount: tuple[Decimal | None, str]

    @property
    def symbol(self) -> str:
        return "Placed"

    @property
    def unit(self) -> str:
        return self.amount[1]

    def time(self, frame: Frame) -> Time | None:
        count = _whole(*self.amount)
        if frame.tense != "future" or count is None:
            return Amount((self.amount,)).time(frame)
        day = shifted_day(frame.published, count[1], count[0]) if frame.published else None
        return day_time(day) if day else Amount((self.amount,)).time(frame)


@dataclass(frozen=True, slots=True)
class FirstMonths(Node):
    """`the first nine months`: of the year that the text is about."""

    count: int

    @property
    def symbol(self) -> str:
        return "Span"

    @property
    def unit(self) -> str:
        return "M"

    def time(self, frame: Frame) -> Time | None:
        if frame.published is None:
            return Time(f"XXXX-01/XXXX-{self.count:02}", unit="M")
        year = frame.published.year - (frame.published.month == 1)
        return Nth(1, "M", Fixed(year_time(year)), self.count).time(frame)


@dataclass(frozen=True, slots=True)
class WithYear(Node):
    """`May 5 last year`, `the summer of 2004`, `last Thanksgiving`: a day or season in the year of another expression."""

    inner: Node
    year: Node | None = None
    step: int | None = None

    @property
    def symbol(self) -> str:
        return self.inner.symbol

    @property
    def unit(self) -> str:
        return self.inner.unit

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
        return inner.time(frame)


@dataclass(frozen=True, slots=True)
class Feast(Node):
    """`Christmas`, `Ramadan`, `Thanksgiving Day`; `name` is what the table says of where to find it."""

    name: str
    year: int | None = None

    @property
    def symbol(self) -> str:
        return "Holiday"

    @property
    def unit(self) -> str:
        return "D"

    def time(self, frame: Frame) -> Time | None:
        if self.year is not None:
            return feast_time(self.name, self.year)
        now = frame.published
        if now is None:
            return unplaced_feast(self.name)
        times = [time for step in (-1, 0, 1) if (time := feast_time(self.name, now.year + step))]
        tense = frame.tense
        if tense == "past":
            times = [time for time in times if time.first and time.first <= now + SLACK] or times
        elif tense == "future":
            times = [time for time in times if time.last and time.last >= now - SLACK] or times
        return min(times, key=lambda time: abs((time.first or now) - now)) if times else None
