"""Weekdays: `Monday`, `last Friday`, `Tuesday of last week`, `the second Tuesday of November`."""

from dataclasses import replace
from decimal import Decimal

from extractor.pipeline.dates import units
from extractor.pipeline.dates.engine import Found, Rule
from extractor.pipeline.dates.nodes import Node
from extractor.pipeline.dates.nodes.amounts import Amount, Shift, Step
from extractor.pipeline.dates.nodes.compounds import NthWeekday, WithYear
from extractor.pipeline.dates.nodes.points import DayOfMonth, Fixed, MonthDay, Numeric, WeekdayNode
from extractor.pipeline.dates.rules.deictics import NARRATIVE, is_verb
from extractor.pipeline.dates.rules.doubtful import is_doubtful
from extractor.pipeline.dates.rules.parts import day_at, number_at, ordinal_at
from extractor.pipeline.dates.rules.shorthand import COUNT
from extractor.pipeline.dates.rules.signs import GENITIVE, STOPS, THE
from extractor.pipeline.dates.table import read_cues, read_values
from extractor.pipeline.dates.values import Time

SHORT = 6  # letters; shorter words need a capital
THIS_DAY = frozenset(("that", "same", "current"))
COMING = frozenset(("coming", "upcoming"))
UNTIL, NOT = frozenset(("until", "till")), "not"
FOLLOWING = frozenset(("following",))
CLOSES = STOPS | {"of", "at", "and"}  # never `Friday, the second anniversary`
DAY_CLOSES = STOPS | {"at", "and", ":", "!", "?"}
ALONE = read_cues("behind some weekday")  # `on a Tuesday or Wednesday`, no `in a Sunday posting`
EACH = frozenset(("once", "twice", "every"))  # `once a Monday`
WEEKS = frozenset((units.WEEK, units.FORTNIGHT))
RATES = read_cues("what comes so often a week")  # `three days a week on Monday`
MOVES = read_cues("participle of what is put off") | read_cues("verb that puts off")
PARTICLES = frozenset(("back", "off", "forward", "to", "again", "from"))
TO, MOVED_IN = "to", 3
FIFTH = frozenset((-1, 1, 2, 3, 4, 5))


def weekday(m: Found) -> Node | None:
    """`Monday`, `Tues.`; no `Black Friday`."""
    word = m.text("w")
    named = m.before in read_values()["NAMED_DAY"] or is_doubtful(m, "w")
    if named or (len(word) < SHORT and m.sheet.words.texts[m.start].islower()):
        return None
    held = (m.before in UNTIL and m.sheet.word(m.start - 2) != NOT) or (m.before == TO and _is_moved(m))
    return WeekdayNode(int(m.value("w", "WEEKDAY")), later=held)


def _is_moved(m: Found) -> bool:
    """`delayed the ruling to Wednesday`, `put off to Monday`: not on the day on which that is told."""
    first = max(m.sheet.words.sentence(m.start)[0], m.start - MOVED_IN - 1)
    return not MOVES.isdisjoint(m.sheet.words.lowers[first : m.start - 1])


def step_weekday(m: Found) -> Node | None:
    """`last Friday`, `the previous Friday`, `next Monday`; no `following Thursday's meeting`."""
    day, word = m.node("w"), m.text("s")
    if is_verb(m) or (word in FOLLOWING and m.before not in THE and m.after in GENITIVE):
        return None
    if not isinstance(day, WeekdayNode) or word in THIS_DAY:
        return day
    return replace(day, step=2 if word in COMING else int(m.value("s", "STEP")), narrative=word in NARRATIVE)


def weekday_of(m: Found) -> Node | None:
    """`Tuesday of last week`, `next week Wednesday`, `Monday this week`."""
    week, day = m.node("p"), m.node("w")
    if not isinstance(day, WeekdayNode) or day.step is not None:
        return None
    return replace(day, of=week) if week and week.unit == units.WEEK else None


def weekday_date(m: Found) -> Node | None:
    """`Monday, December 6`, `Friday (Jun 15)`: the date, its year by the weekday; no `said Wednesday the October 8 quake`."""
    day, i = m.node("p"), m.at("p")
    if m.sheet.word(i - 1) in THE and m.sheet.word(i) in read_values()["MONTH"]:
        return None
    named = m.node("w")
    if isinstance(day, MonthDay | Numeric) and isinstance(named, WeekdayNode) and named.step is None:
        return replace(day, weekday=named.number)
    return day if isinstance(day, MonthDay | Numeric | Fixed | DayOfMonth | WithYear) else None


def weekday_ordinal(m: Found) -> Node | None:
    """`Tuesday the eleventh`; no `Friday, the 232nd anniversary`, `Thursday, the 11th U.S. Circuit`."""
    bare = m.text("d")[0].isdigit() and m.sheet.word(m.at("d") - 1) not in THE
    return _day(m) if bare or m.after in CLOSES else None


def weekday_day(m: Found) -> Node | None:
    """`Tue 13`: a weekday and the day of the month."""
    return _day(m) if m.after in DAY_CLOSES else None


def _day(m: Found) -> Node | None:
    """The day of a month that is such a weekday."""
    number, day = day_at(m, "d"), m.node("w")
    return DayOfMonth(number, weekday=day.number if isinstance(day, WeekdayNode) else None) if number else None


def weekday_week(m: Found) -> Node | None:
    """`Friday week`, `tomorrow week`, `Monday fortnight`: as the British say for a week after the coming one."""
    day, unit = m.node("d"), m.value("u", "UNIT")
    if isinstance(day, WeekdayNode):
        if day.step is not None or day.of is not None:
            return None
        day = replace(day, step=2)
    elif not isinstance(day, Step) or day.count < 0 or day.narrative or day.unit != units.DAY:
        return None
    return Shift(((Decimal(1), unit),), 1, day)


def weekday_weeks_on(m: Found) -> Node | None:
    """`a week on Saturday`, `a fortnight on Friday`: as long after the coming one; no `twice a week on Saturday`."""
    amounts, day = m.node("a") or Amount(((Decimal(1), m.value("u", "UNIT")),)), m.node("w")
    if (
        not isinstance(amounts, Amount)
        or amounts.ahead
        or amounts.unit not in WEEKS
        or not isinstance(day, WeekdayNode)
    ):
        return None
    if m.before in EACH | RATES or day.step is not None or day.of is not None:
        return None
    return Shift(amounts.amounts, 1, replace(day, step=2))


def counted_weekdays(m: Found) -> Node | None:
    """`two Sundays from now`, `three Fridays ago`."""
    count = number_at(m, "n")
    if count is None or count[0] is None or not 0 < count[0] < 100:
        return None
    sign = -1 if m.has("ago") else 1
    nearest = WeekdayNode(int(m.value("ws", "WEEKDAYS")), step=2 * sign)
    return Shift(((count[0] - 1, units.WEEK),), sign, nearest) if count[0] > 1 else nearest


def weekday_beyond(m: Found) -> Node | None:
    """`the Friday before last`, `the Tuesday after next`."""
    day = m.node("w")
    if not isinstance(day, WeekdayNode) or day.step is not None:
        return None
    sign = 1 if m.has("after") else -1
    return Shift(((Decimal(1), units.WEEK),), sign, replace(day, step=sign))


def some_weekday(m: Found) -> Node | None:
    """`on a Sunday`, `a Sunday in June`: nothing says which."""
    day, whole = m.node("w"), m.node("p")
    if not isinstance(day, WeekdayNode) or day.step is not None or m.before in EACH or not (whole or m.after in ALONE):
        return None
    return whole or Fixed(Time(f"XXXX-WXX-{day.number}", unit=units.DAY))


def nth_weekday(m: Found) -> Node | None:
    """`the second Tuesday of November`."""
    day, month, index = m.node("w"), m.node("p"), ordinal_at(m, "o")
    if not isinstance(day, WeekdayNode) or month is None or index not in FIFTH:
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
    Rule(
        "so many weekdays from now",
        f"n:{COUNT} ws:WEEKDAYS (ago:ago | from now|today | later)",
        "three Fridays ago → 2025-11-21",
        counted_weekdays,
    ),
    Rule("this last weekday", "this|these s:STEP w:Weekday", "this past Sunday → 2025-12-07", step_weekday),
    Rule("last and weekday", "s:STEP w:Weekday", "last Friday → 2025-12-05", step_weekday),
)
COMPOSITE = (
    Rule("weekday of a week", "w:Weekday (of|in)? the? p:Week", "on Tuesday of last week → 2025-12-02", weekday_of),
    Rule("week of a weekday", "d:Weekday|Day u:week|fortnight", "on Friday week → 2025-12-19", weekday_week),
    Rule(
        "weeks on a weekday",
        "(a:Amount | a|one u:week|fortnight) on w:Weekday",
        "a week on Friday → 2025-12-19",
        weekday_weeks_on,
    ),
    Rule("week's weekday", "p:Week 's|' w:Weekday", "next week's Thursday → 2025-12-18", weekday_of),
    Rule(
        "weekday before last",
        "the w:Weekday (before last | after:after next)",
        "on the Friday before last → 2025-11-28",
        weekday_beyond,
    ),
    Rule("some weekday", "a w:Weekday", "on a Sunday → XXXX-WXX-7", some_weekday),
    Rule(
        "some weekday of a month",
        "a w:Weekday in|of p:Month|Season|Year",
        "on a Sunday in June → 2025-06",
        some_weekday,
    ),
    Rule("week and weekday", "p:Week (on|,)? w:Weekday", "next week Wednesday → 2025-12-17", weekday_of),
    Rule("weekday and date", "w:Weekday ,? the? p:Day", "on Monday, December 1 → 2025-12-01", weekday_date),
    Rule("weekday and date in brackets", "w:Weekday OPEN p:Day CLOSE", "on Monday (Jun 15) → 2026-06-15", weekday_date),
    Rule(
        "date and weekday in brackets", "p:Day OPEN w:Weekday CLOSE", "on June 15 (Monday) → 2026-06-15", weekday_date
    ),
    Rule(
        "weekday and ordinal",
        "w:Weekday ,? the? d:NTH|ORDINAL|Ordinal",
        "on Tuesday the eleventh → 2025-11-11",
        weekday_ordinal,
    ),
    Rule("weekday and day", "w:Weekday d:DAYNUM", "on Tue 13 → 2026-01-13", weekday_day),
    Rule(
        "nth weekday",
        "o:ORDINAL|last|final w:Weekday of|in the? p:Month|Year",
        "on the second Tuesday of November → 2025-11-11",
        nth_weekday,
    ),
    Rule("last weekday", "w:Weekday of|in the? p:Month", "on the last Friday of June → 2025-06-27", last_weekday),
)
