"""Weekdays: `Monday`, `last Friday`, `Tuesday of last week`, `the second Tuesday of November`."""

from dataclasses import replace

from extractor.pipeline.dates import units
from extractor.pipeline.dates.engine import Found, Rule
from extractor.pipeline.dates.nodes import Node
from extractor.pipeline.dates.nodes.compounds import NthWeekday, WithYear
from extractor.pipeline.dates.nodes.points import DayOfMonth, Fixed, MonthDay, Numeric, WeekdayNode
from extractor.pipeline.dates.rules.deictics import NARRATIVE, is_verb
from extractor.pipeline.dates.rules.doubtful import is_shared
from extractor.pipeline.dates.rules.parts import day_at, ordinal_at
from extractor.pipeline.dates.table import read_values

GENITIVE = frozenset(("'s", "’s"))  # `following Thursday's meeting`


def weekday(m: Found) -> Node | None:
    """`Monday`, `Tues.`"""
    i = m.at("w")
    if (
        m.before in read_values()["NAMED_DAY"]
        or is_shared(m, "w")
        or (m.sheet.words.texts[i].islower() and len(m.text("w")) < 6)
    ):
        return None
    return WeekdayNode(int(m.value("w", "WEEKDAY")))


def step_weekday(m: Found) -> Node | None:
    """`last Friday`, `the previous Friday`, `next Monday`."""
    day, count, word = m.node("w"), int(m.value("s", "STEP")), m.text("s")
    if is_verb(m) or (word == "following" and m.before != "the" and m.after in GENITIVE):
        return None
    if not isinstance(day, WeekdayNode) or word in ("that", "same", "current"):
        return day
    coming = 2 if word in ("coming", "upcoming") else count
    return replace(day, step=coming, narrative=word in NARRATIVE)


def weekday_of(m: Found) -> Node | None:
    """`Tuesday of last week`, `next week Wednesday`, `Monday this week`."""
    week, day = m.node("p"), m.node("w")
    if isinstance(day, WeekdayNode) and day.step is not None:
        return None
    return replace(day, of=week) if isinstance(day, WeekdayNode) and week and week.unit == units.WEEK else None


def weekday_date(m: Found) -> Node | None:
    """`Monday, December 6`, `Friday (Jun 15)`, `Friday 7/6`, `tuesday the eleventh`: the date decides."""
    if m.has("p"):
        day, i = m.node("p"), m.at("p")
        if m.sheet.word(i - 1) == "the" and m.sheet.word(i) in read_values()["MONTH"]:
            return None  # `said Wednesday the October 8 quake`
        return day if isinstance(day, MonthDay | Numeric | Fixed | DayOfMonth | WithYear) else None
    day, number = m.node("w"), day_at(m, "d")
    stop = m.after in (".", ",", ";", "", ")", "of", "at", "and")
    stop = stop or (
        m.text("d")[0].isdigit() and m.sheet.word(m.at("d") - 1) != "the"
    )  # `Thursday, the 11th U.S. Circuit`
    return (
        DayOfMonth(number, weekday=_number(day)) if number and stop else None
    )  # never `Friday, the 232nd anniversary`


def _number(day: Node | None) -> int | None:
    return day.number if isinstance(day, WeekdayNode) else None


def weekday_day(m: Found) -> Node | None:
    """`Tue 13`: a weekday and the day of the month."""
    day = day_at(m, "d")
    stop = m.after in (".", ",", "!", "?", "", ")", "at", "and", ";", ":")
    return DayOfMonth(day, weekday=_number(m.node("w"))) if day and stop else None


def nth_weekday(m: Found) -> Node | None:
    """`the second Tuesday of November`."""
    day, month, index = m.node("w"), m.node("p"), ordinal_at(m, "o")
    if not isinstance(day, WeekdayNode) or month is None or index not in (-1, 1, 2, 3, 4, 5):
        return None
    return NthWeekday(index, day.number, month)


def last_weekday(m: Found) -> Node | None:
    """`the last Friday of June`: where `last Friday` was built for itself."""
    day, month = m.node("w"), m.node("p")
    if not isinstance(day, WeekdayNode) or day.step != -1 or day.narrative or month is None:
        return None
    return NthWeekday(-1, day.number, month)


CALENDAR = (Rule("weekday", "w:WEEKDAY", "on Friday → 2025-12-05", weekday),)
DEICTIC = (
    Rule("this last weekday", "this|these s:STEP w:Weekday", "this past Sunday → 2025-12-07", step_weekday),
    Rule("last and weekday", "s:STEP w:Weekday", "last Friday → 2025-12-05", step_weekday),
)
COMPOSITE = (
    Rule("weekday of a week", "w:Weekday (of|in)? p:Week", "on Tuesday of last week → 2025-12-02", weekday_of),
    Rule("week and weekday", "p:Week (on|,)? w:Weekday", "next week Wednesday → 2025-12-17", weekday_of),
    Rule("weekday and date", "Weekday ,? the? p:Day", "on Monday, December 1 → 2025-12-01", weekday_date),
    Rule("weekday and date in brackets", "Weekday OPEN p:Day CLOSE", "on Friday (Jun 15) → 2025-06-15", weekday_date),
    Rule(
        "weekday and ordinal",
        "w:Weekday ,? the? d:NTH|ORDINAL|Ordinal",
        "on Tuesday the eleventh → 2025-11-11",
        weekday_date,
    ),
    Rule("weekday and day", "w:Weekday d:DAYNUM", "on Tue 13 → 2026-01-13", weekday_day),
    Rule(
        "nth weekday",
        "o:ORDINAL|last|final w:Weekday of|in the? p:Month",
        "on the second Tuesday of November → 2025-11-11",
        nth_weekday,
    ),
    Rule("last weekday", "w:Weekday of|in the? p:Month", "on the last Friday of June → 2025-06-27", last_weekday),
)
