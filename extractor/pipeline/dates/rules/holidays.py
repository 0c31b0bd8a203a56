"""Holidays with what stands around them: `Easter 2018`, `last Thanksgiving`, `Halloween weekend`."""

from extractor.pipeline.dates import units
from extractor.pipeline.dates.engine import Found, Rule
from extractor.pipeline.dates.nodes import Node
from extractor.pipeline.dates.nodes.compounds import WeekOf, WithYear


def holiday_weekend(m: Found) -> Node | None:
    """`Halloween weekend 2021`, `Labor Day 2021 weekend`, `Easter week`."""
    day = m.node("p")
    if day and m.has("y"):
        day = WithYear(day, m.node("y"))
    return WeekOf(day, weekend=m.has("weekend")) if day else None


def holiday_year(m: Found) -> Node | None:
    """`Easter 2018`, `independence day of this year`, `Christmas last year`."""
    day, year = m.node("h"), m.node("y")
    return WithYear(day, year) if day and year and year.unit == units.YEAR else None


def holiday_step(m: Found) -> Node | None:
    """`last Thanksgiving`, `next Easter`."""
    day, count = m.node("h"), int(m.value("s", "STEP"))
    return WithYear(day, None, count) if day else None


DEICTIC = (
    Rule("holiday and year", "h:Holiday y:Year", "at Easter 2018 → 2018-04-01", holiday_year),
    Rule("last holiday", "s:STEP h:Holiday", "last Thanksgiving → 2025-11-27", holiday_step),
)
COMPOSITE = (
    Rule("holiday of a year", "h:Holiday (of|in|,)? y:Year", "at Christmas last year → 2024-12-25", holiday_year),
    Rule(
        "weekend by its holiday",
        "p:Holiday (week | weekend:weekend)",
        "in Easter week → 2025-W16",
        holiday_weekend,
    ),
    Rule(
        "weekend by its holiday and year",
        "p:Holiday (week | weekend:weekend) (of|in|,)? y:Year",
        "on Halloween weekend 2021 → 2021-W43-WE",
        holiday_weekend,
    ),
)
