"""Parts of a day: `last night`, `in the morning`, `Monday night`, `noon Saturday`."""

from extractor.pipeline.dates import units
from extractor.pipeline.dates.engine import Found, Rule
from extractor.pipeline.dates.nodes import Node
from extractor.pipeline.dates.nodes.amounts import Step
from extractor.pipeline.dates.nodes.compounds import Modified, Timed
from extractor.pipeline.dates.rules.deictics import NARRATIVE
from extractor.pipeline.dates.rules.edges import modifier_of
from extractor.pipeline.dates.rules.signs import OF, STOPS
from extractor.pipeline.dates.table import read_cues, read_values

SESSIONS = read_cues("what a part of the day has")  # `in afternoon trading`
NO_SESSION = frozenset(("good", "sydney"))  # `Good Morning`, and the paper
ON = frozenset(("on",))
BE = frozenset(("is", "at", "by", "until", "from"))
HOURS = frozenset(("noon", "midnight"))
ALONE_LEADS = read_cues("before a part of the day")
NIGHT_LEADS = read_cues("before night-time")
LEADS = read_cues("before the part of a day")
EARLY = frozenset(("early", "late"))
CLOSES = STOPS | {"and", "in", "at"}  # what follows `the night before`
NEXT = NARRATIVE | {"next"}


def _is_hour(part: str) -> bool:
    """Whether the part is an hour on the clock: noon, midnight."""
    return part[:1].isdigit()


def step_part(m: Found) -> Node | None:
    """`last night`, `this morning`, `that evening`, `the next morning`."""
    part = m.value("p", "PART")
    return None if _is_hour(part) else Timed(part, Step(units.DAY, int(m.value("s", "STEP")), m.text("s") in NEXT))


def tonight(m: Found) -> Node | None:
    """`tonight`, `overnight`; no `overnight success`."""
    success = m.has("over") and m.after in read_values()["OVERNIGHT"]
    return None if success else Timed(units.PART_NIGHT, Step(units.DAY, 0))


def noon(m: Found) -> Node | None:
    """`noon`, `midnight`, `by morning`, `in afternoon trading on Tuesday`."""
    part = m.value("p", "PART")
    if part in units.PARTS and m.after in SESSIONS and m.before not in NO_SESSION:
        entry = m.sheet.nodes.get(m.end + 1 + (m.sheet.word(m.end + 1) in ON))
        return Timed(part, entry[1] if entry and entry[1].unit == units.DAY else None)
    hour = m.text("p") in HOURS and not _is_named(m)
    return Timed(part) if part and (hour or m.before in ALONE_LEADS) else None


def _is_named(m: Found) -> bool:
    """`the film High Noon`, `Operation Midnight Hammer`; a title in capitals is none of these: `Deadline Is Noon`."""
    texts, i = m.sheet.words.texts, m.start
    return i > m.sheet.words.sentence(i)[0] + 1 and texts[i].istitle() and texts[i - 1].istitle() and m.before not in BE


def night_time(m: Found) -> Node | None:
    """`during night-time`."""
    return Timed(units.PART_NIGHT) if m.before in NIGHT_LEADS else None


def part_before(m: Found) -> Node | None:
    """`the night before`, `the morning after`: of the day that the text named last."""
    part = m.value("p", "PART")
    if m.after not in CLOSES or _is_hour(part):
        return None
    return Timed(part, Step(units.DAY, 1 if m.has("after") else -1, narrative=True))


def the_part(m: Found) -> Node | None:
    """`in the morning`, `during the night`."""
    part = m.value("p", "PART")
    return Timed(part) if m.before in LEADS and not _is_hour(part) else None


def day_part(m: Found) -> Node | None:
    """`Monday night`, `yesterday morning`, `October 5 evening`, `the evening of May 9`."""
    day, part = m.node("d"), m.value("p", "PART")
    return Timed(part, day) if day and day.unit == units.DAY and part else None


def early_part(m: Found) -> Node | None:
    """`early afternoon`, `mid-morning`, `late evening`, `Friday late afternoon`."""
    part, day = m.value("p", "PART"), m.node("d")
    modifier = modifier_of(m.value("e", "EARLY"))
    if _is_hour(part) or m.after in OF or modifier is None or (day and day.unit != units.DAY):
        return None
    return Modified(Timed(part, day), modifier)


def holiday_part(m: Found) -> Node | None:
    """`Christmas morning`."""
    day, part = m.node("h"), m.value("p", "PART")
    return Timed(part, day) if day and part else None


def small_hours(m: Found) -> Node | None:
    """`the small hours of Saturday`: of its morning."""
    day = m.node("d")
    return Modified(Timed(units.MORNING, day), "start") if day and day.unit == units.DAY else None


def part_day(m: Found) -> Node | None:
    """`noon Saturday`, `midnight Friday`."""
    part, day = m.value("p", "PART"), m.node("d")
    placed = day is not None and day.unit == units.DAY and (_is_hour(part) or m.before in EARLY)
    return Timed(part, day) if placed else None


DEICTIC = (
    Rule("last and part of the day", "s:STEP p:PART", "last night → 2025-12-07TNI", step_part),
    Rule("tonight", "(tonight | over:overnight)", "tonight → 2025-12-08TNI", tonight),
    Rule("part of the day alone", "p:PART", "at noon → 2025-12-08T12:00", noon),
    Rule("the part of the day", "the p:PART", "in the morning → 2025-12-08TMO", the_part),
    Rule(
        "the part of the day before",
        "the p:PART (before | after:after)",
        "the night before → 2025-12-07TNI",
        part_before,
    ),
    Rule("night-time", "p:night - time", "during night-time → 2025-12-08TNI", night_time),
)
COMPOSITE = (
    Rule("day and part of the day", "d:Day|Weekday -? p:PART", "on Monday night → 2025-12-08TNI", day_part),
    Rule(
        "day and late part of the day",
        "d:Day|Weekday e:EARLY p:PART",
        "on Friday late afternoon → 2025-12-05TAF",
        early_part,
    ),
    Rule("part of a day", "p:PART of d:Day|Weekday", "on the evening of May 9 → 2025-05-09TEV", day_part),
    Rule(
        "part of a weekday and its date",
        "p:PART of|on Weekday ,? the? d:Day",
        "on the night of Monday, Nov. 24 → 2025-11-24TNI",
        day_part,
    ),
    Rule("part of the day and day", "p:PART d:Day|Weekday", "from midday Saturday → 2025-12-06T12:00", part_day),
    Rule(
        "early and part of the day",
        "e:EARLY -? p:PART (d:Day|Weekday)?",
        "mid-afternoon yesterday → 2025-12-07TAF",
        early_part,
    ),
    Rule(
        "small hours of a day",
        "small|wee hours of (the|last)? d:Day|Weekday",
        "in the small hours of Sunday → 2025-12-07TMO",
        small_hours,
    ),
    Rule("holiday and part of the day", "h:Holiday p:PART", "on Christmas morning → 2024-12-25TMO", holiday_part),
)
