"""Periods that accounts and seasons are of: `the year-ago quarter`, `full-year profit`, `last season`."""

from dataclasses import dataclass

from extractor.pipeline.dates import units
from extractor.pipeline.dates.frame import Frame
from extractor.pipeline.dates.nodes import Node
from extractor.pipeline.dates.values import (
    FUTURE,
    Time,
    grain_time,
    shifted_day,
    span_time,
    unknown,
    year_time,
)

ACCOUNTS = 4  # the month to which firms report the year before
TURN = 7  # the month in which a season's year begins


@dataclass(frozen=True, slots=True)
class Comparison(Node):
    """`the year-ago quarter`, `the same period last year`, `the 1988 quarter`: the period in question, in another year."""

    back: int = 1
    year: Node | None = None
    period: str = ""

    @property
    def unit(self) -> str:
        return units.QUARTER if self.period == units.QUARTER else units.YEAR

    def time(self, frame: Frame) -> Time | None:
        if frame.months and frame.months.first and self.period != units.QUARTER:
            year = self.year.time(frame) if self.year else None
            back = frame.months.first.year - year.first.year if year and year.first else self.back
            return self._months(frame.months, back)
        base = frame.reported or frame.period
        if self.period == units.MONTH:
            base = frame.period if frame.period and frame.period.unit == units.MONTH else frame.step(units.MONTH, -1)
        if self.period == units.QUARTER and (base is None or base.unit != units.QUARTER):
            base = frame.step(units.QUARTER, -1)
        if base is None or base.first is None:
            return (
                self.year.time(frame)
                if self.year
                else frame.step(units.YEAR if self.back else units.QUARTER, -(self.back or 1))
            )
        year = self.year.time(frame) if self.year else year_time(base.first.year - self.back)
        if year is None or year.first is None:
            return unknown(base.unit)
        moved = shifted_day(base.first, units.YEAR, year.first.year - base.first.year)
        return grain_time(moved, base.unit) if moved and base.unit in units.MONTHS_IN else year

    def _months(self, months: Time, back: int) -> Time | None:
        """The same months of another year, for `the year-earlier period`; that year for `year-earlier profit`."""
        first, last = (shifted_day(day, units.YEAR, -back) if day else None for day in (months.first, months.last))
        if first is None or last is None:
            return unknown(units.MONTH)
        return (
            span_time(grain_time(first, units.MONTH), grain_time(last, units.MONTH))
            if self.period
            else year_time(last.year)
        )


@dataclass(frozen=True, slots=True)
class FullYear(Node):
    """`full-year profit`: of the year that is over, until spring; `ahead` is the year under way (`full-year forecast`)."""

    ahead: bool = False
    unit = units.YEAR

    def time(self, frame: Frame) -> Time | None:
        over = frame.published is not None and frame.published.month <= ACCOUNTS and frame.tense != FUTURE
        return frame.step(units.YEAR, -1 if over and not self.ahead else 0)


@dataclass(frozen=True, slots=True)
class SeasonYear(Node):
    """`last season`, `this season`: a crop or sports year, `2022/2023`, which turns in July."""

    count: int
    unit, symbol = units.YEAR, "Span"

    def time(self, frame: Frame) -> Time | None:
        if frame.published is None:
            return unknown(units.YEAR)
        year = frame.published.year - (frame.published.month < TURN) + self.count
        return span_time(year_time(year), year_time(year + 1))
