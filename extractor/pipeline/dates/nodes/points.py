"""Expressions that name their place on the calendar: a year, a month, a day, a weekday, a season, a quarter."""

import re
from dataclasses import dataclass, field, replace
from datetime import timedelta
from decimal import Decimal
from typing import Literal

from extractor.days import day_in_figures
from extractor.pipeline.dates import units
from extractor.pipeline.dates.frame import Frame
from extractor.pipeline.dates.nodes import SYMBOLS, Node
from extractor.pipeline.dates.sides import nearness
from extractor.pipeline.dates.values import (
    PAST,
    Time,
    day_time,
    exact_day,
    month_time,
    part_time,
    season_time,
    shifted_day,
)

SURELY = 10.0  # odds
FAR = 20  # years ahead of publication beyond which two digits mean the century before


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
    weekday: int | None = None
    unit = units.DAY

    def time(self, frame: Frame) -> Time | None:
        parts = re.split("[-/.]", self.text)
        if len(parts) == 2:
            a, b = int(parts[0]), int(parts[1])
            month, day = (b, a) if (frame.order == "DMY" and b <= 12) or a > 12 else (a, b)
            exists = 1 <= month <= 12 and 1 <= day <= 31
            return frame.monthday(month, day, frame.odds, self.weekday) if exists else None
        order = "YMD" if len(parts[0]) == 4 else "DMY" if "." in self.text else frame.order  # `1.5.1950` is in May
        found = day_in_figures((parts[0], parts[1], parts[2]), order)
        if found and len(parts[2]) == 2 and frame.published and found.year > frame.published.year + FAR:
            found = shifted_day(found, units.YEAR, -100)  # `03/18/40`
        return day_time(found) if found else None


@dataclass(frozen=True, slots=True)
class MonthDay(Node):
    """`December 9`, `9 December 2025`."""

    month: int
    day: int
    year: int | None = None
    coming: bool = False  # `June 10-25 delivery`
    weekday: int | None = None  # `Sunday 20 October`
    unit = units.DAY

    def time(self, frame: Frame) -> Time | None:
        if self.year is not None:
            return exact_day(self.year, self.month, self.day)
        return frame.monthday(self.month, self.day, SURELY if self.coming else frame.odds, self.weekday)


@dataclass(frozen=True, slots=True)
class EventDay(Node):
    """`9/11`, `the Jan. 6 riot`: a day that is known by its date, from the day of the event on."""

    month: int
    day: int
    event: int
    unit = units.DAY

    def time(self, frame: Frame) -> Time | None:
        known = exact_day(self.event, self.month, self.day)
        if known and known.first and (frame.published is None or known.first <= frame.published):
            return known
        return frame.monthday(self.month, self.day, frame.odds)


@dataclass(frozen=True, slots=True)
class MonthNode(Node):
    """`December 2023`, `last December`, `in August`."""

    month: int
    year: int | None = None
    step: int | None = None
    narrative: bool = False  # `the following January`
    aspect: Literal["", "coming", "account"] = ""  # `August delivery`, `January figures`
    unit = units.MONTH

    def time(self, frame: Frame) -> Time | None:
        if self.year is not None:
            return month_time(self.year, self.month)
        told = frame.last if self.narrative else None
        now = (told.first if told and self.step == -1 else told.last if told else None) or frame.published
        if self.step is None or now is None:
            odds = SURELY if self.aspect == "coming" else frame.odds
            return frame.month(self.month, min(odds, 0.0) if self.aspect == "account" else odds)
        if self.step == 0:
            return month_time(now.year, self.month)
        away = now.month - self.month
        if self.step < 0:
            return month_time(now.year - (away <= 0), self.month)
        return month_time(now.year + (away >= 0), self.month)


@dataclass(frozen=True, slots=True)
class WeekdayNode(Node):
    """`Monday`, `last Friday`, `the previous Friday`; `of` is the week it lies in (`Tuesday of last week`).

    `step` is -1 for `last`, 1 for `next`, 2 for `coming`.
    """

    number: int
    step: int | None = None
    narrative: bool = False
    of: Node | None = None
    later: bool = False  # `until Monday`
    unit, symbol = units.DAY, "Weekday"

    def time(self, frame: Frame) -> Time | None:
        if self.of is not None:
            week = self.of.time(frame)
            if week is None or week.first is None:
                return Time(f"XXXX-WXX-{self.number}", unit=units.DAY)
            return day_time(week.first + timedelta(days=self.number - 1))
        spoken = frame.last if frame.last is not None and frame.last.unit in (units.DAY, units.TIME) else frame.said
        told = spoken is not None
        base = spoken.first if self.narrative and spoken else frame.published
        if self.step is None or base is None:
            return frame.weekday(self.number, frame.odds, later=self.later)
        if self.narrative and not told and self.step:  # of the week before or after
            return day_time(base + timedelta(days=7 * self.step + self.number - base.isoweekday()))
        back = (base.isoweekday() - self.number) % 7
        if self.step < 0:
            return day_time(base - timedelta(days=back or 7))
        if self.step == 1:  # `next Friday`, said on a Monday, is no `Friday`
            return day_time(base + timedelta(days=7 + self.number - base.isoweekday()))
        ahead = (7 - back) % 7 or (7 if self.step == 2 else 0)
        if self.step == 0 and frame.tense == PAST:
            return day_time(base - timedelta(days=back))
        return day_time(base + timedelta(days=ahead))


@dataclass(frozen=True, slots=True)
class DayOfMonth(Node):
    """`the 29th`, `the 15th of this month`: of a month that is named, else the last or the next, as the sentence has it."""

    day: int
    of: Node | None = None
    weekday: int | None = None
    unit = units.DAY

    def time(self, frame: Frame) -> Time | None:
        month = self.of.time(frame) if self.of else None
        if self.of and (month is None or month.first is None):
            return None
        base = month.first if month else frame.published
        if base is None:
            return Time(f"XXXX-XX-{self.day:02}", unit=units.DAY)
        if month or frame.published is None:
            return exact_day(base.year, base.month, self.day)
        reach = range(-14, 15) if self.weekday else (-1, 0, 1)
        near = [shifted_day(base.replace(day=1), units.MONTH, step) for step in reach]
        days = [t.first for m in near if m and (t := exact_day(m.year, m.month, self.day)) and t.first]
        if self.weekday:
            days = [d for d in days if d.isoweekday() == self.weekday]
            return day_time(min(days, key=lambda d: abs(d - base))) if days else None
        begun, coming = (
            max((d for d in days if d <= base), default=None),
            min((d for d in days if d >= base), default=None),
        )
        if begun is None or coming is None:
            return None
        return day_time(coming if frame.odds + nearness((base - begun).days, (coming - base).days) > 0 else begun)


@dataclass(frozen=True, slots=True)
class SeasonNode(Node):
    """`summer 2004`, `last fall`, `the winter of 1986/87`."""

    season: str
    year: int | None = None
    step: int | None = None
    unit = units.SEASON

    def time(self, frame: Frame) -> Time | None:
        if self.year is not None:
            return season_time(self.year, self.season)
        return frame.season(self.season, self.step)


@dataclass(frozen=True, slots=True)
class PartNode(Node):
    """`third quarter`, `H2`, `the first half of 2025`; 0 is the last."""

    unit: str = field()
    number: int
    of: Node | None = None

    def time(self, frame: Frame) -> Time | None:
        number = self.number or (4 if self.unit == units.QUARTER else 2)
        if self.of is None:
            return frame.part(self.unit, number, frame.tense)
        year = self.of.time(frame)
        if year is None or year.first is None:
            return Time(f"XXXX-{self.unit}{number}", unit=self.unit)
        if self.of.unit == units.DECADE:  # `the last half of the '80s`
            return replace(year, modifier="start" if number == 1 else "end")
        return part_time(year.first.year, self.unit, number)
