"""Expressions before they are resolved: what names its place on the calendar, and the common face of all."""

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from typing import Literal, cast

from extractor.days import day_in_figures
from extractor.pipeline.dates.frame import Frame
from extractor.pipeline.dates.values import (
    Tense,
    Time,
    day_time,
    exact_day,
    month_time,
    part_time,
    season_time,
    shifted_day,
)

SYMBOLS = {
    "Y": "Year", "M": "Month", "W": "Week", "FN": "Week", "WE": "Weekend", "D": "Day", "Q": "Quarter", "H": "Quarter",
    "SE": "Season", "E": "Decade", "C": "Century", "T": "Time",
}  # fmt: skip

FAR = 20  # years ahead of publication beyond which two digits mean the century before


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
            return frame.monthday(month, day, frame.tense) if 1 <= month <= 12 and 1 <= day <= 31 else None
        order = "YMD" if len(parts[0]) == 4 else "DMY" if "." in self.text else frame.order  # `1.5.1950` is in May
        found = day_in_figures((parts[0], parts[1], parts[2]), order)
        if found and len(parts[2]) == 2 and frame.published and found.year > frame.published.year + FAR:
            found = shifted_day(found, "Y", -100)  # `03/18/40`
        return day_time(found) if found else None


@dataclass(frozen=True, slots=True)
class MonthDay(Node):
    """`December 9`, `9 December 2025`."""

    month: int
    day: int
    year: int | None = None
    coming: bool = False  # `June 10-25 delivery`

    @property
    def unit(self) -> str:
        return "D"

    def time(self, frame: Frame) -> Time | None:
        if self.year is not None:
            return exact_day(self.year, self.month, self.day)
        return frame.monthday(self.month, self.day, "future" if self.coming else frame.tense_of(frame.at))


@dataclass(frozen=True, slots=True)
class EventDay(Node):
    """`9/11`, `the Jan. 6 riot`: a day that is known by its date, from the day of the event on."""

    month: int
    day: int
    event: int

    @property
    def unit(self) -> str:
        return "D"

    def time(self, frame: Frame) -> Time | None:
        known = exact_day(self.event, self.month, self.day)
        if known and known.first and (frame.published is None or known.first <= frame.published):
            return known
        return frame.monthday(self.month, self.day, frame.tense_of(frame.at))


@dataclass(frozen=True, slots=True)
class MonthNode(Node):
    """`December 2023`, `last December`, `in August`."""

    month: int
    year: int | None = None
    step: int | None = None
    narrative: bool = False  # `the following January`
    aspect: Literal["", "coming", "account"] = ""  # `August delivery`, `January figures`

    @property
    def unit(self) -> str:
        return "M"

    def time(self, frame: Frame) -> Time | None:
        if self.year is not None:
            return month_time(self.year, self.month)
        told = frame.last if self.narrative else None
        now = (told.first if told and self.step == -1 else told.last if told else None) or frame.published
        if self.step is None or now is None:
            tense = frame.tense_of(frame.at)
            read = {"coming": "future", "account": "near" if tense == "future" else tense}
            return frame.month(self.month, cast(Tense, read.get(self.aspect, tense)))
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
        spoken = frame.last if frame.last is not None and frame.last.unit in ("D", "T") else frame.said
        told = spoken is not None
        base = spoken.first if self.narrative and spoken else frame.published
        if self.step is None or base is None:
            return frame.weekday(self.number, frame.tense_of(frame.at))
        if self.narrative and not told and self.step:  # of the week before or after
            return day_time(base + timedelta(days=7 * self.step + self.number - base.isoweekday()))
        back = (base.isoweekday() - self.number) % 7
        if self.step < 0:
            return day_time(base - timedelta(days=back or 7))
        if self.step == 1:  # `next Friday`, said on a Monday, is no `Friday`
            return day_time(base + timedelta(days=7 + self.number - base.isoweekday()))
        ahead = (7 - back) % 7 or (7 if self.step == 2 else 0)
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
        return frame.season(self.season, self.step, frame.tense_of(frame.at))


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
