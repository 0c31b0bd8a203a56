"""Periods that accounts and seasons are of: `the year-ago quarter`, `full-year profit`, `last season`."""

from dataclasses import dataclass

from extractor.pipeline.dates.frame import Frame
from extractor.pipeline.dates.nodes import Node
from extractor.pipeline.dates.values import (
    MONTHS_IN,
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
        return "Q" if self.period == "Q" else "Y"

    def time(self, frame: Frame) -> Time | None:
        if frame.months and frame.months.first and self.period != "Q":
            year = self.year.time(frame) if self.year else None
            back = frame.months.first.year - year.first.year if year and year.first else self.back
            return self._months(frame.months, back)
        base = frame.reported or frame.period
        if self.period == "M":
            base = frame.period if frame.period and frame.period.unit == "M" else frame.step("M", -1)
        if self.period == "Q" and (base is None or base.unit != "Q"):
            base = frame.step("Q", -1)
        if base is None or base.first is None:
            return self.year.time(frame) if self.year else frame.step("Y" if self.back else "Q", -(self.back or 1))
        year = self.year.time(frame) if self.year else year_time(base.first.year - self.back)
        if year is None or year.first is None:
            return unknown(base.unit)
        moved = shifted_day(base.first, "Y", year.first.year - base.first.year)
        return grain_time(moved, base.unit) if moved and base.unit in MONTHS_IN else year

    def _months(self, months: Time, back: int) -> Time | None:
        """The same months of another year, for `the year-earlier period`; that year for `year-earlier profit`."""
        first, last = (shifted_day(day, "Y", -back) if day else None for day in (months.first, months.last))
        if first is None or last is None:
            return unknown("M")
        return span_time(grain_time(first, "M"), grain_time(last, "M")) if self.period else year_time(last.year)


@dataclass(frozen=True, slots=True)
class FullYear(Node):
    """`full-year profit`: of the year that is over, until spring; `ahead` is the year under way (`full-year forecast`)."""

    ahead: bool = False
    unit = "Y"

    def time(self, frame: Frame) -> Time | None:
        over = frame.published is not None and frame.published.month <= ACCOUNTS and frame.tense != "future"
        return frame.step("Y", -1 if over and not self.ahead else 0)


@dataclass(frozen=True, slots=True)
class SeasonYear(Node):
    """`last season`, `this season`: a crop or sports year, `2022/2023`, which turns in July."""

    count: int
    unit, symbol = "Y", "Span"

    def time(self, frame: Frame) -> Time | None:
        if frame.published is None:
            return unknown("Y")
        year = frame.published.year - (frame.published.month < TURN) + self.count
        return span_time(year_time(year), year_time(year + 1))
