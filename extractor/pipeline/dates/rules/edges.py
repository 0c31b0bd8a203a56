"""Beginnings, middles, ends and rests: `early October`, `the end of last year`, `mid-2023`."""

from typing import cast, get_args

from extractor.pipeline.dates import units
from extractor.pipeline.dates.engine import Found, Rule
from extractor.pipeline.dates.nodes import Node
from extractor.pipeline.dates.nodes.amounts import Amount, Shift, Step, The
from extractor.pipeline.dates.nodes.compounds import Modified
from extractor.pipeline.dates.rules.shorthand import PERIOD, POINT
from extractor.pipeline.dates.values import Modifier

MODIFIERS = frozenset(get_args(Modifier))
ROUGHLY = frozenset(("early", "late"))  # `early two years ago` is said, `mid two years ago` is not
SHARP = frozenset(("start", "beginning", "end"))
ABOUT = frozenset((units.YEAR, units.QUARTER, units.MONTH))  # `the end of the year`: of that which the text is about
OPEN = frozenset((units.WEEK, units.DECADE, units.CENTURY))  # `the end of the decade`: of that of publication
MIDDLES = {"midweek": Step(units.WEEK, 0), "midmonth": The(units.MONTH), "midyear": The(units.YEAR)}


def modifier_of(value: str) -> Modifier | None:
    """What the table says of a word, as a modifier; None where it says nothing."""
    return cast(Modifier, value) if value in MODIFIERS else None


def edge(m: Found) -> Node | None:
    """`early October`, `late last July`, `the end of 2020`, `mid-1996`, `later this month`."""
    inner, modifier = m.node("p"), modifier_of(m.value("e", "EARLY") or m.value("e", "EDGE"))
    if inner is None or modifier is None or (isinstance(inner, Amount) and m.text("e") not in ROUGHLY):
        return None
    return Modified(inner, modifier)


def sharp_edge(m: Found) -> Node | None:
    """`the end of last year`, `end-2024`; no `end of two years ago`."""
    return None if isinstance(m.node("p"), Shift) and m.text("e") in SHARP else edge(m)


def edge_unit(m: Found) -> Node | None:
    """`the end of the year`, `later in the day`, `year-end`, `end of month`, `the beginning of the decade`."""
    inner = _whole(m.value("u", "UNIT"))
    modifier = modifier_of(m.value("e", "EARLY") or m.value("e", "EDGE")) if m.has("e") else "end"
    return Modified(inner, modifier) if inner and modifier else None


def _whole(unit: str) -> Node | None:
    """The period of that unit that an edge is of."""
    if unit in ABOUT:
        return The(unit)
    if unit == units.DAY:
        return Step(unit, 0, narrative=True)
    return Step(unit, 0) if unit in OPEN or unit == units.WEEKEND else None


def mid_unit(m: Found) -> Node | None:
    """`midweek`, `by midyear`."""
    return Modified(MIDDLES[m.text("e")], "mid")


def edge_code(m: Found) -> Node | None:
    """`EOY`, `by EOM`: the end of the year or month."""
    inner = _whole(m.text("e")[-1].upper())
    return Modified(inner, "end") if inner else None


def rest_of(m: Found) -> Node | None:
    """`the rest of the year`, `the remainder of 2025`."""
    return m.node("p") or edge_unit(m)


def rough_edge(m: Found) -> Node | None:
    """`the latter part of 1990`, `the first days of May`, `the first part of the year`."""
    unit, modifier = m.value("u", "UNIT"), modifier_of(m.value("r", "ROUGH"))
    inner = _whole(unit) if unit in ABOUT | OPEN else m.node("p")
    return Modified(inner, modifier) if inner and modifier else None


COMPOSITE = (
    Rule(
        "early and point", f"e:EARLY -? (in|on|into)? (the|that|of)? p:{POINT}|Time", "in early October → 2025-10", edge
    ),
    Rule("edge of a point", f"e:EDGE of (the|that)? p:{POINT}|Amount", "at the end of last year → 2024", sharp_edge),
    Rule("edge glued to a point", "e:end|start|beginning -? p:Year|Month|Quarter", "at end-2024 → 2024", sharp_edge),
    Rule(
        "rough part of a point",
        f"r:ROUGH part|half|days|weeks|months|hours|years|stages of (the|that)? p:{PERIOD}",
        "in the latter part of 1990 → 1990",
        rough_edge,
    ),
    Rule(
        "rough part of the unit",
        "r:ROUGH part|half|days|weeks|months|stages of the FISCAL? u:UNIT",
        "in the latter part of the year → 2025",
        rough_edge,
    ),
    Rule(
        "edge of the unit", "e:EDGE of (the|that|this)? FISCAL? u:UNIT", "at the end of the day → 2025-12-08", edge_unit
    ),
    Rule("early in the unit", "e:EARLY in the FISCAL? u:UNIT", "later in the day → 2025-12-08", edge_unit),
    Rule("mid and unit", "e:mid - u:week|month|year", "by mid-year → 2025", edge_unit),
    Rule("mid glued to its unit", "e:midweek|midmonth|midyear", "by midyear → 2025", mid_unit),
    Rule("end of a unit, in a code", "e:eoy|eom|eoq|eow|eod", "by EOY → 2025", edge_code),
    Rule("end of a unit", "u:year|month|quarter|week|season 's? -? end", "at year's end → 2025", edge_unit),
    Rule(
        "rest of a point",
        "rest|remainder|remaining|balance of the? p:Year|Month|Week|Quarter|Day|Decade|Season",
        "for the rest of 2025 → 2025",
        rest_of,
    ),
    Rule(
        "rest of the unit", "rest|remainder|remaining|balance of the u:UNIT", "for the rest of the year → 2025", rest_of
    ),
)
