"""Builders of times of day: `8 p.m.`, `14:30 GMT`, `last night`, `in the morning`."""

import re
from dataclasses import replace

from extractor.pipeline.dates import units
from extractor.pipeline.dates.amounts import Amount, Step
from extractor.pipeline.dates.composites import _modifier
from extractor.pipeline.dates.compounds import Modified, Timed
from extractor.pipeline.dates.deictics import NARRATIVE
from extractor.pipeline.dates.engine import Found
from extractor.pipeline.dates.nodes import Node, Number
from extractor.pipeline.dates.table import read_values

SESSIONS = frozenset(("trading", "trade", "prayers", "session", "rush"))
CLOCK = re.compile(r"(\d{1,2})(?:[.:](\d\d))?([ap])?")


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


def clock(m: Found) -> Node | None:
    """`8 p.m.`, `14:30 GMT`, `10am`, `9.30 am`, `4 in the morning`, `4 o'clock`."""
    spelled = m.node("c")
    found = CLOCK.match(str(spelled.value) if isinstance(spelled, Number) else m.text("c"))
    if found is None:
        return None
    hour, minute = int(found[1]), found[2]
    half = found[3] or (m.has("h") and m.text("h")[:1]) or ""
    if half in ("a", "m"):
        hour %= 12
    elif half in ("p", "e") or (half == "n" and hour > 5):
        hour = hour % 12 + 12
    if hour > 24 or int(minute or 0) > 59:
        return None
    return Timed(f"{hour:02}:{minute or '00'}")


def plain_clock(m: Found) -> Node | None:
    """`14:30`: a time, unless a score, a ratio or a time run (`2:08:59`)."""
    text = m.text("c")
    if (
        m.before in ("beat", "won", "lost", "ratio", "in", "of", "finished", "clocked", "genesis", "matthew")
        and m.before != "of"
    ):
        return None
    if text.count(":") > 1 or len(text) < 4:
        return None
    return clock(m)


def hundred_clock(m: Found) -> Node | None:
    """`1430 GMT`, `0800GMT`."""
    text = m.text("c")[:4]
    return Timed(f"{text[:2]}:{text[2:]}") if text.isdigit() and text[:2] <= "24" and text[2:] <= "59" else None


def bare_hour(m: Found) -> Node | None:
    """`at 10 on Tuesday`, `at 8 tonight`."""
    day, hour = m.node("d"), int(m.text("c"))
    if isinstance(day, Timed):
        if hour > 12 or day.part not in ("MO", "AF", "EV", "NI"):
            return None
        return replace(day, part=f"{hour % 12 + 12 if day.part != 'MO' else hour:02}:00")
    return Timed(f"{hour:02}:00", day) if day and day.unit == units.DAY and hour <= 24 else None


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


def zoned_clock(m: Found) -> Node | None:
    """`1430 GMT`, `0900 hours`."""
    return hundred_clock(m) if len(m.text("c")) == 4 else None


def dotted_clock(m: Found) -> Node | None:
    """`11.33 GMT`."""
    found = re.fullmatch(r"(\d\d?)\.(\d\d)", m.text("c"))
    right = found is not None and int(found[1]) < 25 and int(found[2]) < 60
    return Timed(f"{int(found[1]):02}:{found[2]}") if found and right else None


def zone(m: Found) -> Node | None:
    """`8 p.m. Eastern time`."""
    return m.node("c")


def timed(m: Found) -> Node | None:
    """`10 p.m. Wednesday`, `Thursday at 10 a.m.`, `13:30 on Monday, December 6`."""
    day, clock = m.node("d"), m.node("t")
    if day is None or day.unit != units.DAY or not isinstance(clock, Timed) or isinstance(day, Amount):
        return None
    return Timed(clock.part, day) if clock.day is None else None


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
    modifier = _modifier(m.value("e", "EARLY"))
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
