"""Times of day by the clock: `8 p.m.`, `14:30 GMT`, `10 a.m. on Thursday`."""

import re
from dataclasses import replace

from extractor.pipeline.dates import units
from extractor.pipeline.dates.engine import Found, Rule
from extractor.pipeline.dates.nodes import Node
from extractor.pipeline.dates.nodes.amounts import Amount
from extractor.pipeline.dates.nodes.compounds import Timed
from extractor.pipeline.dates.nodes.points import Number
from extractor.pipeline.dates.table import read_cues, read_values

CLOCK = re.compile(r"(\d{1,2})(?:[.:h](\d\d))?([ap])?")
DOTTED = re.compile(r"(\d\d?)\.(\d\d)\Z")
BEFORE_NOON = frozenset(("a", "a.", "am", "mo"))  # how `a.m.`, `morning`, and the like begin
AFTER_NOON = frozenset(("p", "p.", "pm", "af", "ev"))
ALONE_LEADS = read_cues("before a part of the day")
HALF, QUARTER, FULL = 30, 15, frozenset((5, 10, 20, 25))  # the minutes that are said to an hour
NIGHT = "ni"
MINUTES = "n:DAYNUM|TWO|Number minutes:minutes|minute?"
IN_PART = "(in the p:morning|afternoon|evening | at q:night | h:a.m.|p.m.|am|pm|p.m|a.m | o'clock)?"
RESULTS = read_cues("before a result that looks like a time")


def clock(m: Found) -> Node | None:
    """`8 p.m.`, `14:30 GMT`, `10am`, `9.30 am`, `4 in the morning`, `4 o'clock`."""
    spelled = m.node("c")
    found = CLOCK.match(str(spelled.value) if isinstance(spelled, Number) else m.text("c"))
    if found is None:
        return None
    hour, half = int(found[1]), found[3] or m.text("h")[:2]
    if half in BEFORE_NOON:
        hour %= 12
    elif half in AFTER_NOON:
        hour = hour % 12 + 12
    return _at(hour, int(found[2] or 0))


def _at(hour: int, minute: int) -> Node | None:
    return Timed(f"{hour:02}:{minute:02}") if hour <= 24 and minute <= 59 else None


def plain_clock(m: Found) -> Node | None:
    """`14:30`: a time, unless a score, a ratio or a time run (`2:08:59`)."""
    text = m.text("c")
    return clock(m) if m.before not in RESULTS and (text.count(":") == 1 or "h" in text) and len(text) > 3 else None


def hundred_clock(m: Found) -> Node | None:
    """`1430 GMT`, `0800GMT`."""
    text = m.text("c")[:4]
    return _at(int(text[:2]), int(text[2:])) if text.isdigit() else None


def bare_hour(m: Found) -> Node | None:
    """`at 10 on Tuesday`, `at 8 tonight`."""
    day, hour = m.node("d"), int(m.text("c"))
    if not isinstance(day, Timed):
        return Timed(f"{hour:02}:00", day) if day and day.unit == units.DAY and hour <= 24 else None
    if hour > 12 or day.part not in units.PARTS:
        return None
    return replace(day, part=f"{hour if day.part == units.MORNING else hour % 12 + 12:02}:00")


def zoned_clock(m: Found) -> Node | None:
    """`1430 GMT`, `0900 hours`."""
    return hundred_clock(m) if len(m.text("c")) == 4 else None


def dotted_clock(m: Found) -> Node | None:
    """`11.33 GMT`."""
    found = DOTTED.match(m.text("c"))
    return _at(int(found[1]), int(found[2])) if found else None


def spoken_clock(m: Found) -> Node | None:
    """`half past seven`, `a quarter to nine`, `ten past six in the morning`."""
    hour, minutes = _spoken(m, "c"), _spoken(m, "n") if m.has("n") else QUARTER if m.has("quarter") else HALF
    if not 1 <= hour <= 12 or not 1 <= minutes < 60 or (m.has("to") and m.has("n") and not _is_to(m, minutes)):
        return None
    hour, half = hour - m.has("to"), (m.text("h") or m.text("q") or m.text("p"))[:2]
    if half in AFTER_NOON or half == NIGHT:
        hour = hour % 12 + 12
    elif half in BEFORE_NOON:
        hour %= 12
    return _at(hour, 60 - minutes if m.has("to") else minutes)


def _spoken(m: Found, part: str) -> int:
    """The number in a part, in digits or in words; 0 for a fraction."""
    node = m.node(part)
    if isinstance(node, Number):
        return int(node.value) if node.value and node.value == int(node.value) else 0
    return int(m.text(part)) if m.text(part).isdigit() else 0


def _is_to(m: Found, minutes: int) -> bool:
    """`at ten to five`, `20 minutes to six`; no `from ten to twelve`, `five to six people`."""
    return m.has("minutes") or (m.before in ALONE_LEADS and minutes in FULL and m.after not in read_values()["COUNT"])


def zone(m: Found) -> Node | None:
    """`8 p.m. Eastern time`."""
    return m.node("c")


def timed(m: Found) -> Node | None:
    """`10 p.m. Wednesday`, `Thursday at 10 a.m.`, `13:30 on Monday, December 6`."""
    day, clock = m.node("d"), m.node("t")
    if day is None or day.unit != units.DAY or not isinstance(clock, Timed) or isinstance(day, Amount):
        return None
    return Timed(clock.part, day) if clock.day is None else None


CALENDAR = (
    Rule("dotted time and zone", "c:NUM ZONE", "at 11.33 GMT → 2025-12-08T11:33", dotted_clock),
    Rule("four digits and zone", "c:YYYY ZONE", "at 1945 GMT → 2025-12-08T19:45", zoned_clock),
)
DEICTIC = (
    Rule("hour glued to its half of the day", "c:CLOCKPM", "at 10am → 2025-12-08T10:00", clock),
    Rule("hour and minute", "c:CLOCK", "at 14:30 → 2025-12-08T14:30", plain_clock),
    Rule(
        "hour and half of the day",
        "c:DAYNUM|CLOCK|NUM h:a.m.|p.m.|am|pm|p.m|a.m",
        "at 8 p.m. → 2025-12-08T20:00",
        clock,
    ),
    Rule("o'clock", "c:DAYNUM|Number o'clock", "at four o'clock → 2025-12-08T04:00", clock),
    Rule(
        "hour in a part of the day",
        "c:DAYNUM|CLOCK in the h:morning|afternoon|evening",
        "at 4 in the morning → 2025-12-08T04:00",
        clock,
    ),
    Rule(
        "half past the hour",
        f"half past c:DAYNUM|Number {IN_PART}",
        "at half past seven in the evening → 2025-12-08T19:30",
        spoken_clock,
    ),
    Rule(
        "quarter past or to the hour",
        f"a? quarter:quarter (past|after | to:to|of|till) c:DAYNUM|Number {IN_PART}",
        "at a quarter to nine → 2025-12-08T08:45",
        spoken_clock,
    ),
    Rule(
        "minutes past the hour",
        f"{MINUTES} past c:DAYNUM|Number {IN_PART}",
        "at ten past six in the morning → 2025-12-08T06:10",
        spoken_clock,
    ),
    Rule(
        "minutes to the hour",
        f"{MINUTES} to:to c:DAYNUM|Number {IN_PART}",
        "at twenty minutes to four in the afternoon → 2025-12-08T15:40",
        spoken_clock,
    ),
    Rule("four digits glued to their zone", "c:HHMM", "at 0800GMT → 2025-12-08T08:00", hundred_clock),
    Rule("four digits and hours", "c:YYYY|NUM ZONE|hours", "at 0900 hours → 2025-12-08T09:00", zoned_clock),
)
COMPOSITE = (
    Rule(
        "part of the day and bare hour", "d:Time at|around c:DAYNUM", "last night at 11 → 2025-12-07T23:00", bare_hour
    ),
    Rule("time and zone", "c:Time ZONE|time ZONE|time?", "at 8 p.m. Eastern time → 2025-12-08T20:00", zone),
    Rule(
        "time and day",
        "t:Time (on|,)? (the|of)? d:Day|Weekday|Holiday",
        "at 10 p.m. Wednesday → 2025-12-03T22:00",
        timed,
    ),
    Rule(
        "time, weekday and day",
        "t:Time (on|,)? Weekday ,? d:Day",
        "at 13:30 on Monday, December 1 → 2025-12-01T13:30",
        timed,
    ),
    Rule(
        "two times and day",
        "t:Time OPEN Time (,|;|/|and|or Time)? CLOSE (on|,)? d:Day|Weekday|Holiday",
        "at 10:35 a.m. (0735 GMT) Friday → 2025-12-05T10:35",
        timed,
    ),
    Rule(
        "day and time",
        "d:Day|Weekday|Holiday (at|,)? (around|about|exactly|approximately)? t:Time",
        "on Thursday at 10 a.m. → 2025-12-04T10:00",
        timed,
    ),
    Rule("hour and day", "at c:DAYNUM on d:Day|Weekday", "at 10 on Tuesday → 2025-12-02T10:00", bare_hour),
    Rule("hour and part of the day", "at c:DAYNUM d:Time", "at 8 tonight → 2025-12-08T20:00", bare_hour),
)
