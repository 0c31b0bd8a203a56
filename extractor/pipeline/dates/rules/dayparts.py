"""Parts of a day: `last night`, `in the morning`, `Monday night`, `noon Saturday`."""

from extractor.pipeline.dates import units
from extractor.pipeline.dates.engine import Found, Rule
from extractor.pipeline.dates.nodes import Node
from extractor.pipeline.dates.nodes.amounts import Step
from extractor.pipeline.dates.nodes.compounds import Modified, Timed
from extractor.pipeline.dates.rules.deictics import NARRATIVE
from extractor.pipeline.dates.rules.edges import as_modifier
from extractor.pipeline.dates.table import read_values

SESSIONS = frozenset(("trading", "trade", "prayers", "session", "rush"))


def step_part(m: Found) -> Node | None:
    """`last night`, `this morning`, `that evening`, `the next morning`."""
    part, word = m.value("p", "PART"), m.text("s")
    if ":" in part:
        return None
    count = int(m.value("s", "STEP"))
    narrative = word in NARRATIVE or word == "next"
    return Timed(part, Step(units.DAY, count, narrative))


def tonight(m: Found) -> Node | None:
    """`tonight`, `overnight`."""
    if m.text("p") == "overnight" and m.after in read_values()["OVERNIGHT"]:
        return None
    return Timed("NI", Step(units.DAY, 0))


def noon(m: Found) -> Node | None:
    """`noon`, `midnight`."""
    part = m.value("p", "PART")
    if part in ("MO", "AF", "EV", "NI") and m.after in SESSIONS and m.before not in ("good", "sydney"):
        entry = m.sheet.nodes.get(m.end + 1 + (m.sheet.word(m.end + 1) == "on"))
        return Timed(
            part, entry[1] if entry and entry[1].unit == units.DAY else None
        )  # `in afternoon trading on Tuesday`
    return (
        Timed(part)
        if (":" in part and m.text("p") != "midday") or (m.before in ("at", "by", "until", "around") and part)
        else None
    )


def night_time(m: Found) -> Node | None:
    """`during night-time`."""
    return Timed("NI") if m.before in ("in", "during", "at", "by", "the") else None


def part_before(m: Found) -> Node | None:
    """`the night before`, `the morning after`: of the day that the text named last."""
    part = m.value("p", "PART")
    stop = m.after in (".", ",", ";", ")", "and", "in", "at", "")
    return (
        Timed(part, Step(units.DAY, 1 if m.text("w") == "after" else -1, narrative=True))
        if stop and ":" not in part
        else None
    )


def the_part(m: Found) -> Node | None:
    """`in the morning`, `during the night`."""
    part = m.value("p", "PART")
    if ":" in part:
        return None
    return (
        Timed(part)
        if m.before in ("in", "during", "into", "through", "throughout", "early", "late", "of", "later", "earlier")
        else None
    )


def day_part(m: Found) -> Node | None:
    """`Monday night`, `yesterday morning`, `October 5 evening`, `the evening of May 9`."""
    day, part = m.node("d"), m.value("p", "PART")
    if day is None or day.unit != units.DAY or not part:
        return None
    return Timed(part, day)


def early_part(m: Found) -> Node | None:
    """`early afternoon`, `mid-morning`, `late evening`."""
    part = m.value("p", "PART")
    if ":" in part or m.after in ("of",):
        return None
    modifier = as_modifier(m.value("e", "EARLY"))
    day = m.node("d") if m.has("d") else None
    return Modified(Timed(part, day), modifier) if modifier and (day is None or day.unit == units.DAY) else None


def holiday_part(m: Found) -> Node | None:
    """`Christmas morning`."""
    day, part = m.node("h"), m.value("p", "PART")
    return Timed(part, day) if day and part else None


def early_day_part(m: Found) -> Node | None:
    """`Friday late afternoon`."""
    return early_part(m)


def part_day(m: Found) -> Node | None:
    """`noon Saturday`, `midnight Friday`."""
    part, day = m.value("p", "PART"), m.node("d")
    return (
        Timed(part, day) if day and day.unit == units.DAY and (":" in part or m.before in ("early", "late")) else None
    )


DEICTIC = (
    Rule("last and part of the day", "s:STEP p:PART", "last night → 2025-12-07TNI", step_part),
    Rule("tonight", "p:tonight|overnight", "tonight → 2025-12-08TNI", tonight),
    Rule("part of the day alone", "p:PART", "at noon → 2025-12-08T12:00", noon),
    Rule("the part of the day", "the p:PART", "in the morning → 2025-12-08TMO", the_part),
    Rule("the part of the day before", "the p:PART w:before|after", "the night before → 2025-12-07TNI", part_before),
    Rule("night-time", "p:night - time", "during night-time → 2025-12-08TNI", night_time),
)
COMPOSITE = (
    Rule("day and part of the day", "d:Day|Weekday -? p:PART", "on Monday night → 2025-12-08TNI", day_part),
    Rule(
        "day and late part of the day",
        "d:Day|Weekday e:EARLY p:PART",
        "on Friday late afternoon → 2025-12-05TAF",
        early_day_part,
    ),
    Rule("part of a day", "p:PART of d:Day|Weekday", "on the evening of May 9 → 2025-05-09TEV", day_part),
    Rule("part of the day and day", "p:PART d:Day|Weekday", "from midday Saturday → 2025-12-06T12:00", part_day),
    Rule(
        "early and part of the day",
        "e:EARLY -? p:PART (d:Day|Weekday)?",
        "mid-afternoon yesterday → 2025-12-07TAF",
        early_part,
    ),
    Rule("holiday and part of the day", "h:Holiday p:PART", "on Christmas morning → 2024-12-25TMO", holiday_part),
)
