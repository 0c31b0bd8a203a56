"""Expressions that hang on publication or on the text, and amounts: what `last week`, `a year earlier`, `ten years` stand for."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum

from extractor.pipeline.dates import units
from extractor.pipeline.dates.frame import Frame
from extractor.pipeline.dates.nodes import SYMBOLS, Node
from extractor.pipeline.dates.values import (
    FUTURE,
    PAST,
    Kind,
    Modifier,
    Time,
    day_time,
    grain_time,
    length_value,
    month_time,
    shifted,
    shifted_day,
    span_time,
    unknown,
    week_time,
)

NEW_UNTIL = 6  # the month until which a year is the new one
WORKING = 300  # working days that are counted one by one


@dataclass(frozen=True, slots=True)
class Step(Node):
    """`last week`, `this year`, `yesterday`; from what the text named last where it is `narrative` (`that month`)."""

    unit: str = field()  # without a default
    count: int
    narrative: bool = False

    def time(self, frame: Frame) -> Time | None:
        told = frame.last is not None and (self.unit != units.DAY or frame.last.unit in (units.DAY, units.TIME))
        if (
            self.narrative
            and frame.last
            and frame.last.unit == units.YEAR
            and self.unit in (units.MONTH, units.WEEK, units.QUARTER, units.WEEKEND)
        ):
            return unknown(self.unit)
        if self.narrative and self.unit == units.QUARTER and not self.count and frame.quarter:
            return frame.quarter
        if self.narrative and self.unit == units.DAY and not told and frame.day and frame.day.first:
            return shifted(frame.day.first, units.DAY, self.count)
        if self.narrative and not self.count and frame.aside and frame.period and frame.period.first:
            return shifted(frame.period.first, self.unit, 0)  # `up from a year earlier; in the same year`
        if self.narrative and told and frame.last and frame.last.first:
            base = frame.last.first if self.count <= 0 else (frame.last.last or frame.last.first)
            return shifted(base, self.unit, self.count) or unknown(self.unit)
        if self.unit == units.FORTNIGHT and frame.published:
            weeks = {1: (1, 2), -1: (-2, -1)}.get(self.count, (0, 1))
            return span_time(*(week_time(frame.published + timedelta(weeks=week)) for week in weeks))
        if self.unit == units.WEEKEND and self.count <= 0 and frame.published:
            back = frame.weekend("past")
            done = self.count == 0 or (frame.published.isoweekday() < 6)
            return back if self.count and done else frame.step(units.WEEKEND, self.count)
        return frame.step(self.unit, self.count)


@dataclass(frozen=True, slots=True)
class Coming(Node):
    """`this coming weekend`: the one not yet begun; `in the new year`: the one that begins, or that began lately."""

    unit: str = field()

    def time(self, frame: Frame) -> Time | None:
        now = frame.published
        if now is None:
            return unknown(self.unit)
        if self.unit == units.WEEKEND:
            return frame.step(self.unit, int(now.isoweekday() > 5))
        return frame.step(self.unit, int(now.month > NEW_UNTIL))


@dataclass(frozen=True, slots=True)
class The(Node):
    """`the quarter`, `the year`, `the week`, `the weekend`: the one that the text is about."""

    unit: str = field()
    latest: bool = False
    end: Node | None = None  # `the quarter ended Sept. 30`, where none was named before

    def time(self, frame: Frame) -> Time | None:
        end = self.end.time(frame) if self.end and not frame.quarter else None
        if end and end.last:
            return grain_time(end.last, self.unit)
        if self.unit == units.WEEKEND:
            return frame.weekend(frame.tense)
        if self.unit == units.QUARTER:
            if (self.latest and frame.reported) or (frame.quarter and not self.latest):
                return frame.reported if self.latest else frame.quarter
            return frame.step(units.QUARTER, 0 if frame.tense == FUTURE and not self.latest else -1)
        if self.latest:
            return frame.step(self.unit, -1)
        if self.unit == units.WEEK and frame.published and frame.published.isoweekday() == 1 and frame.tense == PAST:
            return frame.step(units.WEEK, -1)  # `for the week, shares fell`, said on a Monday
        if self.unit == units.MONTH and frame.last and frame.last.first and frame.last.unit in (units.MONTH, units.DAY):
            return grain_time(frame.last.first, self.unit)
        return frame.step(self.unit, 0)


class Base(Enum):
    """From where a shift is counted, where that is no expression: `a year ago` from now, `a year earlier` from the text."""

    NOW = "publication"
    TEXT = "what the text named last"
    PERIOD = "the period that figures are compared with"
    RESULTS = "the same, where it is a quarter or a month; else publication"


COMPARED = frozenset((Base.PERIOD, Base.RESULTS))
TOLD = frozenset((Base.TEXT, Base.PERIOD))


@dataclass(frozen=True, slots=True)
class Shift(Node):
    """`two weeks ago`, `a year later`, `three weeks from tomorrow`, `a day before that`.

    `base` is an expression, or what `Base` says.
    """

    amounts: tuple[tuple[Decimal | None, str], ...]
    sign: int
    base: Node | Base = Base.NOW
    modifier: Modifier | None = None

    @property
    def unit(self) -> str:
        unit = self.amounts[-1][1]
        if isinstance(self.base, Node) and self.base.unit == units.DAY:
            return units.DAY
        return (
            units.YEAR
            if unit in (units.YEAR, units.DECADE, units.CENTURY, units.MILLENNIUM)
            else unit
            if unit in SYMBOLS
            else units.DAY
        )

    def time(self, frame: Frame) -> Time | None:
        vague = self._vague(frame)
        base = self._base(frame)
        if base is None or base.first is None:
            return vague if frame.published or base is None else unknown(self.unit)
        exact = isinstance(self.base, Node) and base.unit == units.DAY
        unit = self.unit
        day = (
            base.last if base.last and unit == units.YEAR and base.unit == units.MONTH else base.first
        )  # the year to April 2005 is of 2005
        for number, step in self.amounts:
            count = _whole(number, step)
            if count is None or count[0] > 9000:
                return vague
            moved = shifted_day(day, count[1], self.sign * count[0])
            if moved is None or not 101 < moved.year < 9800:
                return vague
            day, unit = moved, units.MONTH if count[1] == units.MONTH and unit == units.YEAR else unit
        return replace(grain_time(day, self._grain(base, unit, exact, frame.named)), modifier=self.modifier)

    def _vague(self, frame: Frame) -> Time | None:
        """`several years ago`, `a few days later`: past, or an amount where it hangs on the text."""
        if self.base in TOLD or isinstance(self.base, Node):
            return Amount(self.amounts, modifier=self.modifier).time(frame)
        return Time("PAST_REF" if self.sign < 0 else "FUTURE_REF", modifier=self.modifier)

    def _grain(self, base: Time, unit: str, exact: bool, named: Time | None) -> str:
        if exact or len(self.amounts) > 1:
            return units.DAY
        if self.base is Base.NOW or unit != units.YEAR:
            return unit
        if base.unit in (units.QUARTER, units.HALF) or (
            base.unit == units.MONTH and base is named and "/" not in base.value
        ):
            return base.unit  # `in May it was 2 %, up from 1 % a year earlier`
        return unit

    def _base(self, frame: Frame) -> Time | None:
        if isinstance(self.base, Node):
            return self.base.time(frame)
        lone = self.base is Base.TEXT and self.sign > 0 and frame.last is None
        if lone and len(self.amounts) == 1:  # `three years later he was freed`
            return None
        if self.base is Base.TEXT and frame.last:
            return frame.last
        if self.base in COMPARED and frame.months:
            return frame.months
        period = frame.compared if self.base in COMPARED else None
        if period and (self.base is Base.PERIOD or period.unit in (units.QUARTER, units.MONTH)):
            return period
        return day_time(frame.published) if frame.published else None


def _whole(number: Decimal | None, unit: str) -> tuple[int, str] | None:
    """A number of units in whole ones: 2.5 years are 30 months; None for a vague one, and for hours."""
    if number is None or unit not in (*units.DAYS_IN, *units.MONTHS_IN, units.MILLENNIUM):
        return None
    years = {units.MILLENNIUM: 1000, units.CENTURY: 100, units.DECADE: 10}.get(unit)
    if years:
        number, unit = number * years, units.YEAR
    if number % 1 and unit in units.MONTHS_IN:
        number, unit = number * units.MONTHS_IN[unit], units.MONTH
    if number % 1 and unit in units.DAYS_IN:
        number, unit = number * units.DAYS_IN[unit], units.DAY
    return (int(number), unit) if number == int(number) else (round(number), unit)


@dataclass(frozen=True, slots=True)
class Amount(Node):
    """`ten years`, `two and a half hours`; `ahead` places it on the calendar: `the next three months` (1).

    `accounts` are the months that a firm reports on: `In the nine months, profit rose from a year earlier`.
    """

    amounts: tuple[tuple[Decimal | None, str], ...]
    ahead: int = 0
    modifier: Modifier | None = None
    start: Node | None = None  # `three days starting Monday`
    accounts: bool = False
    working: bool = False  # `the last four trading days`

    @property
    def symbol(self) -> str:
        return "Placed" if self.ahead else "Amount"

    @property
    def unit(self) -> str:
        return self.amounts[0][1]

    def time(self, frame: Frame) -> Time | None:
        number = self.amounts[0][0]
        if self.accounts and frame.main and number and number in range(2, 12):
            frame.months = _first_months(frame.main, int(number))
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
            if count[1] == units.QUARTER:
                return _quarters(now, self.ahead * count[0])
            move = _working_day if self.working else shifted_day
            end = move(end, count[1], self.ahead * count[0])
        if end in (None, now):  # no day at all: `the next 0.2 nights`
            return None, None
        return (end, now) if self.ahead < 0 else (now + timedelta(days=1), end)


def _working_day(day: date, unit: str, count: int) -> date | None:
    """The day so many days from Monday to Friday away."""
    step = timedelta(days=1 if count > 0 else -1)
    for _ in range(abs(count) if unit == units.DAY and abs(count) < WORKING else 0):
        day += step
        while day.isoweekday() > 5:
            day += step
    return day


def _first_months(quarter: Time, count: int) -> Time | None:
    """The first so many months of the year of a quarter."""
    year = quarter.first.year if quarter.first else 0
    return span_time(month_time(year, 1), month_time(year, count)) if year else None


def _quarters(now: date, count: int) -> tuple[date | None, date | None]:
    near, far = shifted(now, units.QUARTER, 1 if count > 0 else -1), shifted(now, units.QUARTER, count)
    if near is None or far is None:
        return None, None
    return (far.first, near.last) if count < 0 else (near.first, far.last)


@dataclass(frozen=True, slots=True)
class Someday(Node):
    """`will one day be`: at a time to come; `lost it one day` is an amount."""

    unit, symbol = units.DAY, "Amount"

    def time(self, frame: Frame) -> Time | None:
        if frame.tense == FUTURE:
            return Time("FUTURE_REF")
        return Amount(((Decimal(1), units.DAY),)).time(frame)


@dataclass(frozen=True, slots=True)
class Repeated(Node):
    """`every Monday`, `twice a year`, `monthly`."""

    value: str
    kind: Kind = "set"
    unit, symbol = "", "Set"

    def time(self, frame: Frame) -> Time | None:
        return Time(self.value, kind=self.kind)


@dataclass(frozen=True, slots=True)
class Ahead(Node):
    """`in two weeks`: a day or a month ahead in a clause about the future, else an amount of time."""

    amount: tuple[Decimal | None, str]
    symbol = "Placed"

    @property
    def unit(self) -> str:
        return self.amount[1]

    def time(self, frame: Frame) -> Time | None:
        count = _whole(*self.amount)
        if frame.tense != FUTURE or count is None:
            return Amount((self.amount,)).time(frame)
        day = shifted_day(frame.published, count[1], count[0]) if frame.published else None
        return day_time(day) if day else Amount((self.amount,)).time(frame)
