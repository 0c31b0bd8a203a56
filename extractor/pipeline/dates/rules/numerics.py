"""Dates in digits: `2025-12-09`, `22.03.2013`, `9/11`, `from 10/1 to 11/7`."""

from dataclasses import replace
from datetime import date

from extractor.pipeline.dates.engine import Found, Rule
from extractor.pipeline.dates.nodes import Node
from extractor.pipeline.dates.nodes.compounds import Interval, Timed
from extractor.pipeline.dates.nodes.points import EventDay, Fixed, MonthNode, Numeric, WeekdayNode
from extractor.pipeline.dates.rules.shorthand import TO
from extractor.pipeline.dates.rules.signs import DASHES, OPEN, SLASH
from extractor.pipeline.dates.table import read_cues, read_values
from extractor.pipeline.dates.values import day_time
from extractor.pipeline.text.words import GLUED

JOINTS = frozenset((",", "or", "and", "&"))

ATTACKS = ("9", "11")  # known without a noun
NO_EVENT_AFTER = read_cues("behind a fraction")  # `9/11 of the vote`, `9/11 odds`
NO_EVENT_BEFORE = read_cues("before a fraction")
RUNS_ON = DASHES | {SLASH}


def numeric(m: Found) -> Node | None:
    """`2025-12-09`, `22.03.2013`, `03/22/2013`; no `in 25.03.05 seconds`."""
    return None if m.after in read_values()["UNITS"] else Numeric(m.text("n"))


def numeric_parts(m: Found) -> Node | None:
    """`10-1-2018` that the tokenizer left in parts."""
    return Numeric("/".join((m.text("a"), m.text("b"), m.text("c"))))


def iso_time(m: Found) -> Node | None:
    """`2018-11-05T07:43Z`."""
    text = m.text("n").upper()
    day = _iso(text[:10])
    return Timed(text[11:16], Fixed(day_time(day))) if day else None


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def event_day(m: Found) -> Node | None:
    """`9/11`: the attacks of 2001, unless it is a fraction or part of a date."""
    month, day = int(m.text("a")), int(m.text("b"))
    year = read_values()["EVENT_DAY"].get(f"{month:02}-{day:02}")
    known = (m.text("a"), m.text("b")) == ATTACKS or m.after in read_values()["EVENT_NOUN"]
    if year is None or not known or m.after in NO_EVENT_AFTER or m.before in NO_EVENT_BEFORE:
        return None
    return EventDay(month, day, int(year))


def slashed_day(m: Found) -> Node | None:
    """`22/04`, `7/6` behind a preposition or a weekday; else it is a ratio."""
    if event_day(m):  # the rule that takes no preposition has it
        return None
    return _numeric(m, "a", "b") if m.after not in RUNS_ON else None


def slashed_days(m: Found) -> Node | None:
    """`from 10/1 to 11/7`, `5/1-5/7, 2020`."""
    return Interval(_numeric(m, "a", "b"), _numeric(m, "c", "d"))


def _numeric(m: Found, *parts: str) -> Numeric:
    """The numbers in the parts, with the year where there is one."""
    return Numeric("/".join(m.text(part) for part in (*parts, "y") if m.has(part)))


def numeric_month(m: Found) -> Node | None:
    """`12/2015`."""
    number, year = int(m.text("a")), int(m.text("y"))
    glued = m.gap(m.start) == GLUED and m.before not in OPEN
    return MonthNode(number, year) if number <= 12 and 1900 <= year <= 2099 and not glued else None


def months_in_digits(m: Found) -> Node | None:
    """`1/2015-6/2016`."""
    a, b, first, last = (int(m.text(part)) for part in "abyz")
    return Interval(MonthNode(a, first), MonthNode(b, last)) if max(a, b) <= 12 else None


def listed_slashed(m: Found) -> Node | None:
    """`3/14, 3/15 or 3/18`: behind a day with a slash."""
    near = [node for i, (end, node) in m.sheet.nodes.items() if end == m.start - 1 and i < m.start]
    return _numeric(m, "a", "b") if m.before in JOINTS and near and isinstance(near[0], Numeric) else None


def slashed_list(m: Found) -> Node | None:
    """The first of `11/20, 11/22 or 11/25`: no list of fractions, whose parts are small."""
    words = [m.sheet.word(i) for i in range(m.end, m.end + 4)]
    if words[0] in JOINTS and not read_values()["MONTH"].keys().isdisjoint(words[1:]) and _is_day(m):
        return _numeric(m, "a", "b")  # `11/20, 12 of Nov`
    if words[0] not in JOINTS or words[2] != SLASH or not (words[1].isdigit() and words[3].isdigit()):
        return None
    pairs = [(int(m.text("a")), int(m.text("b"))), (int(words[1]), int(words[3]))]
    dated = all(month <= 12 and day <= 31 for month, day in pairs) and any(day > 12 for _, day in pairs)
    return _numeric(m, "a", "b") if dated else None


def _is_day(m: Found) -> bool:
    """Whether two numbers are surely a month and a day of it, in either order: no fraction."""
    low, high = sorted((int(m.text("a")), int(m.text("b"))))
    return low <= 12 < high <= 31


def weekday_slashed(m: Found) -> Node | None:
    """`Friday 7/6`."""
    day = m.node("w")
    return replace(_numeric(m, "a", "b"), weekday=day.number if isinstance(day, WeekdayNode) else None)


CALENDAR = (
    Rule("date in digits", "n:NUMERIC", "on 2025-12-03 → 2025-12-03", numeric),
    Rule("date and time in digits", "n:ISOTIME", "at 2018-11-05T07:43:00Z or so → 2018-11-05T07:43", iso_time),
    Rule("date in digits, spaced", "on a:YYYY b:DAYNUM c:DAYNUM", "on 2025 11 20 → 2025-11-20", numeric_parts),
    Rule(
        "date in digits, cut at slashes",
        "a:DAYNUM|YYYY / b:DAYNUM / c:YYYY|TWO",
        "on 10 / 1 / 2018 → 2018-10-01",
        numeric_parts,
    ),
    Rule(
        "date in digits, cut at dashes",
        "a:DAYNUM|YYYY -|— b:DAYNUM -|— c:YYYY|TWO",
        "on 10 - 1 - 2018 → 2018-10-01",
        numeric_parts,
    ),
    Rule(
        "days with slashes, from and to",
        f"from|between a:DAYNUM / b:DAYNUM {TO}|and c:DAYNUM / d:DAYNUM (,|/)? y:YYYY?",
        "from 10/1 to 11/7 → 2025-10-01/2025-11-07",
        slashed_days,
    ),
    Rule(
        "days with slashes and their year",
        f"a:DAYNUM / b:DAYNUM {TO} c:DAYNUM / d:DAYNUM (,|/)? y:YYYY",
        "5/1-5/7, 2020 → 2020-05-01/2020-05-07",
        slashed_days,
    ),
    Rule(
        "day with a slash",
        "on|by|until|till|from|since|before|after|dated a:DAYNUM / b:DAYNUM",
        "on 22/04 → 2025-04-22",
        slashed_day,
    ),
    Rule("day of an event", "a:DAYNUM / b:DAYNUM", "after 9/11 → 2001-09-11", event_day),
    Rule(
        "months in digits, from and to",
        f"a:DAYNUM / y:YYYY {TO} b:DAYNUM / z:YYYY",
        "in 1/2015-6/2016 → 2015-01/2016-06",
        months_in_digits,
    ),
    Rule(
        "first of a list of days with slashes",
        "a:DAYNUM / b:DAYNUM",
        "3/14 or 3/8 → 2025-03-14",
        slashed_list,
    ),
    Rule("month in digits", "a:DAYNUM /|- y:YYYY", "in 12/2015 → 2015-12", numeric_month),
)
COMPOSITE = (
    Rule("day with a slash in a list", "a:DAYNUM / b:DAYNUM", "on 3/14 or 3/18 → 2025-03-18", listed_slashed),
    Rule(
        "weekday and day with a slash", "w:Weekday a:DAYNUM /|. b:DAYNUM", "on Monday 7/6 → 2026-07-06", weekday_slashed
    ),
)
