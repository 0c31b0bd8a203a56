"""What comes back: `monthly`, `every Monday`, `twice a year`, `on Tuesday nights`."""

from decimal import Decimal

from extractor.pipeline.dates.engine import Found, Rule
from extractor.pipeline.dates.nodes import Node
from extractor.pipeline.dates.nodes.amounts import Repeated
from extractor.pipeline.dates.nodes.points import MonthNode, SeasonNode, WeekdayNode
from extractor.pipeline.dates.rules.parts import number_at, ordinal_at
from extractor.pipeline.dates.rules.shorthand import COUNT, UNITS
from extractor.pipeline.dates.table import read_values
from extractor.pipeline.dates.values import length_value

JOINTS = frozenset(("and", "or", ",", "&"))


def repeated(m: Found) -> Node | None:
    """`daily`, `annual`, `quarterly`."""
    return Repeated(m.value("t", "SET"))


def every(m: Found) -> Node | None:
    """`every Monday`, `each year`, `every two weeks`, `every other day`, `each July`, `every morning`."""
    unit = m.value("u", "UNIT") or m.value("u", "UNITS") if m.has("u") else ""
    if not unit:
        return _every_named(m)
    number: tuple[Decimal | None] | None = (Decimal(1),)
    if m.has("n"):
        number = number_at(m, "n")
    elif m.has("o"):
        number = (Decimal(2 if m.text("o") == "other" else max(1, ordinal_at(m, "o"))),)
    return Repeated(length_value(number[0], unit)) if number and unit else None


def _every_named(m: Found) -> Node | None:
    if m.text("e") == "fall" and m.after in ("of", "in"):
        return None
    named = next((node for part in "wme" if (node := m.node(part))), None)
    part = f"T{m.value('p', 'PART')}" if m.has("p") else ""
    if isinstance(named, WeekdayNode):
        return Repeated(f"XXXX-WXX-{named.number}{part}")
    if isinstance(named, MonthNode):
        return Repeated(f"XXXX-{named.month:02}") if named.year is None else None
    if m.has("e"):
        return Repeated(f"XXXX-{named.season if isinstance(named, SeasonNode) else m.value('e', 'SEASON')}")
    return Repeated(f"XXXX-XX-XX{part}") if part else None


def weekdays_set(m: Found) -> Node | None:
    """`Mondays`, `Tuesday nights`, `on Sunday mornings`."""
    if m.has("ws"):
        part = f"T{m.value('p', 'PART')}" if m.has("p") else ""
        return Repeated(f"XXXX-WXX-{m.value('ws', 'WEEKDAYS')}{part}")
    day = m.node("w")
    return Repeated(f"XXXX-WXX-{day.number}T{m.value('p', 'PARTS')}") if isinstance(day, WeekdayNode) else None


def weekday_of_each(m: Found) -> Node | None:
    """`the first Friday of each month`: a set of its own."""
    each = m.node("s")
    return each if isinstance(each, Repeated) and each.value.startswith("P") else None


def listed_set(m: Found) -> Node | None:
    """`every Monday and Thursday`, `on Friday and Saturday nights`: the weekday that stands in a list with a set."""
    day = m.node("w")
    if not isinstance(day, WeekdayNode) or day.step is not None or day.of is not None:
        return None
    nodes = m.sheet.nodes
    after = nodes.get(m.end + 1) if m.after in JOINTS else None
    before = (
        next((nodes[i] for i in range(m.start - 2, m.start - 5, -1) if i in nodes), None)
        if m.before in JOINTS
        else None
    )
    if before and before[0] < m.start - 1:
        before = None
    for entry in (before, after):
        if entry and isinstance(entry[1], Repeated) and entry[1].value.startswith("XXXX-WXX-"):
            part = entry[1].value[10:]
            if part or entry is before:  # `Monday and Tuesdays` is no list
                return Repeated(f"XXXX-WXX-{day.number}{part}")
    return None


def half_repeated(m: Found) -> Node | None:
    """`bi-monthly`, `semi-annual`."""
    value = read_values()["SET"][m.text("t")]
    doubled = {"P1M": "P2M", "P1W": "P2W", "P1Y": "P6M"}
    return Repeated(doubled.get(value, value))


DEICTIC = (
    Rule("set in a word", "t:SET", "monthly → P1M", repeated),
    Rule("set with a prefix", "bi|semi - t:SET", "bi-monthly → P2M", half_repeated),
    Rule("every weekday", "every|each w:Weekday (p:PART)?", "every Monday → XXXX-WXX-1", every),
    Rule("every month", "every|each m:Month", "each July → XXXX-07", every),
    Rule("every season", "every|each e:Season|SEASON", "every spring → XXXX-SP", every),
    Rule("every part of the day", "every|each p:PART", "every morning → XXXX-XX-XXTMO", every),
    Rule("every unit", "every|each FILLER? u:UNIT", "every year → P1Y", every),
    Rule("every so many units", f"every n:{COUNT} -? u:{UNITS}", "every two weeks → P2W", every),
    Rule("every other unit", "every o:other|ORDINAL u:UNIT", "every other day → P2D", every),
    Rule("so many times a unit", f"{COUNT} times a|an|every|per|each u:UNIT", "four times a year → P1Y", every),
    Rule("twice a unit", "once|twice|thrice|times a|an|every|per|each u:UNIT", "twice a year → P1Y", every),
    Rule("once in so many units", f"once|twice every n:{COUNT} u:{UNITS}", "once every four years → P4Y", every),
    Rule("weekdays", "ws:WEEKDAYS (p:PART)?", "on Mondays → XXXX-WXX-1", weekdays_set),
    Rule("weekday nights", "w:Weekday p:PARTS", "on Tuesday nights → XXXX-WXX-2TNI", weekdays_set),
)
COMPOSITE = (
    Rule(
        "weekday of each month",
        "o:ORDINAL? w:Weekday of s:Set",
        "on the first Friday of each month → P1M",
        weekday_of_each,
    ),
    Rule("weekday in a list", "w:Weekday", "every Monday and Thursday → XXXX-WXX-4", listed_set),
)
