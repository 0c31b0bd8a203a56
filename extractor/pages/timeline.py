"""Dates on an axis: where each stands, in percent of its width, and the years that mark it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import copysign, log1p

from extractor.pages.wording import MONTHS

LINEAR_DAYS = 12 * 366  # a longer span is drawn with less and less room for what is far from its anchor
NEAR_DAYS = 90.0  # so far from the anchor a log scale is still nearly linear
MARGIN = 3.0  # percent at either end
TICK_ROOM = 20.0  # percent between two marks at least
LETTER_ROOM = 3.6  # percent that a letter of a label needs on the narrowest screen
THIN = 2.4  # the least width of a bar


@dataclass(frozen=True, slots=True)
class Tick:
    """One mark of an axis."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """A stretch of time; `anchor` is the day around which a long one has most room."""

    first: date
    last: date
    anchor: date

    @classmethod
    def over(cls, days: Iterable[tuple[date, date]], published: date | None) -> "Axis | None":
        """The axis that shows all these stretches and the publication day; None where there are none."""
        stretches = list(days)
        if not stretches:
            return None
        if published:
            stretches.append((published, published))
        first, last = min(first for first, _ in stretches), max(last for _, last in stretches)
        return cls(first, last, published or last)

    @property
    def linear(self) -> bool:
        """Whether a year has the same width everywhere."""
        return (self.last - self.first).days <= LINEAR_DAYS

    def x(self, day: date) -> float:
        """Where a day stands, in percent."""
        low, high = self._scaled(self.first), self._scaled(self.last)
        share = (self._scaled(day) - low) / (high - low) if high > low else 0.5
        return round(MARGIN + share * (100 - 2 * MARGIN), 2)

    def bar(self, first: date, last: date) -> tuple[float, float]:
        """Where a stretch begins and how wide it is, in percent."""
        start, end = self.x(first), self.x(last)
        width = max(end - start, THIN)
        return round((start + end - width) / 2, 2), round(width, 2)

    def ticks(self) -> list[Tick]:
        """The marks of the axis: years, or months or days where it is short."""
        return _apart(self._tick_days(), self)

    def _scaled(self, day: date) -> float:
        away = float((day - self.anchor).days)
        return away if self.linear else copysign(log1p(abs(away) / NEAR_DAYS), away)

    def _tick_days(self) -> list[tuple[date, str]]:
        span = (self.last - self.first).days
        if span > 2 * 366:
            years = range(self.first.year, self.last.year + 1)
            near = (year for year in years if abs(year - self.anchor.year) <= 100 or year % 100 == 0)
            return [(date(year, 1, 1), str(year)) for year in near]
        if span > 62:
            months = [(y, m) for y in range(self.first.year, self.last.year + 1) for m in range(1, 13)]
            return [(date(y, m, 1), f"{MONTHS[m - 1][:3]} {y}") for y, m in months]
        return [(day, f"{day.day} {MONTHS[day.month - 1][:3]}") for day in {self.first, self.last, self.anchor}]


def _apart(days: list[tuple[date, str]], axis: Axis) -> list[Tick]:
    """The marks within the axis that are not too near to one another: the latest first, on a log scale the roundest."""
    kept: list[Tick] = []
    for day, label in sorted(
        days, key=lambda each: each[0] if axis.linear else (_roundness(each[0].year), each[0]), reverse=True
    ):
        if not axis.first <= day <= axis.last:
            continue
        x, room = axis.x(day), max(TICK_ROOM, LETTER_ROOM * len(label))
        if all(abs(tick.x - x) >= room for tick in kept):
            kept.append(Tick(x, label))
    return sorted(kept, key=lambda tick: tick.x)


def _roundness(year: int) -> int:
    return next((size for size in (100, 50, 10, 5, 2) if year % size == 0), 1)
