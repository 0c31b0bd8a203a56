"""Beginnings, middles, ends and rests: `early October`, `the end of last year`, `mid-2023`."""

from typing import cast

from extractor.pipeline.dates import units
from extractor.pipeline.dates.engine import Found, Rule
from extractor.pipeline.dates.nodes import Node
from extractor.pipeline.dates.nodes.amounts import Amount, Shift, Step, The
from extractor.pipeline.dates.nodes.compounds import Modified
from extractor.pipeline.dates.rules.shorthand import POINT
from extractor.pipeline.dates.table import read_values
from extractor.pipeline.dates.values import Modifier


def as_modifier(value: str) -> Modifier | None:
    return cast(Modifier, value) if value in ("start", "mid", "end", "approx") else None


def edge(m: Found) -> Node | None:
    """`early October`, `late last July`, `the end of 2020`, `mid-1996`, `later this month`."""
    inner = m.node("p")
    value = m.value("e", "EARLY") if m.text("e") in _early() else m.value("e", "EDGE")
    modifier = as_modifier(value)
    if isinstance(inner, Shift) and m.text("e") in ("end", "start", "beginning") and not m.has("of"):
        return None
    if inner is None or modifier is None or (isinstance(inner, Amount) and m.text("e") not in ("early", "late")):
        return None
    return Modified(inner, modifier)


def _early() -> frozenset[str]:
    return frozenset(("early", "late", "mid", "earlier", "later", "midway"))


def edge_unit(m: Found) -> Node | None:
    """`the end of the year`, `later in the day`, `year-end`, `end of month`, `the beginning of the decade`."""
    unit = m.value("u", "UNIT")
    value = (m.value("e", "EARLY") or m.value("e", "EDGE")) if m.has("e") else "end"
    if unit not in (
        units.YEAR,
        units.MONTH,
        units.WEEK,
        units.DAY,
        units.QUARTER,
        units.DECADE,
        units.CENTURY,
        units.WEEKEND,
    ):
        return None
    inner: Node = (
        The(unit)
        if unit in (units.YEAR, units.QUARTER, units.MONTH)
        else Step(units.DAY, 0, narrative=True)
        if unit == units.DAY
        else Step(unit, 0)
    )
    modifier = as_modifier(value)
    return Modified(inner, modifier) if modifier else None


def mid_unit(m: Found) -> Node | None:
    """`midweek`, `by midyear`."""
    unit = {"midweek": units.WEEK, "midmonth": units.MONTH, "midyear": units.YEAR}[m.text("e")]
    return Modified(The(unit) if unit in (units.YEAR, units.MONTH) else Step(unit, 0), "mid")


def rest_of(m: Found) -> Node | None:
    """`the rest of the year`, `the remainder of 2025`."""
    return m.node("p") or edge_unit(m)


def rough_edge(m: Found) -> Node | None:
    """`the latter part of 1990`, `the first days of May`, `the first part of the year`."""
    modifier = as_modifier(read_values()["ROUGH"][m.sheet.word(m.start)])
    inner = m.node("p")
    if m.has("u"):
        unit = m.value("u", "UNIT")
        inner = (
            The(unit)
            if unit in (units.YEAR, units.QUARTER, units.MONTH)
            else Step(unit, 0)
            if unit in (units.WEEK, units.DECADE, units.CENTURY)
            else None
        )
    return Modified(inner, modifier) if inner and modifier else None


COMPOSITE = (
    Rule(
        "early and point", f"e:EARLY -? (in|on|into)? (the|that|of)? p:{POINT}|Time", "in early October → 2025-10", edge
    ),
    Rule("edge of a point", f"e:EDGE of (the|that)? p:{POINT}|Amount", "at the end of last year → 2024", edge),
    Rule("edge glued to a point", "e:end|start|beginning -? p:Year|Month|Quarter", "at end-2024 → 2024", edge),
    Rule(
        "rough part of a point",
        "ROUGH part|half|days|weeks|months|hours|years|stages of (the|that)? p:Month|Year|Quarter|Decade|Century|Season|Day|Week",
        "in the latter part of 1990 → 1990",
        rough_edge,
    ),
    Rule(
        "rough part of the unit",
        "ROUGH part|half|days|weeks|months|stages of the FISCAL? u:UNIT",
        "in the latter part of the year → 2025",
        rough_edge,
    ),
    Rule(
        "edge of the unit", "e:EDGE of (the|that|this)? FISCAL? u:UNIT", "at the end of the day → 2025-12-08", edge_unit
    ),
    Rule("early in the unit", "e:EARLY in the FISCAL? u:UNIT", "later in the day → 2025-12-08", edge_unit),
    Rule("mid and unit", "e:mid - u:week|month|year", "by mid-year → 2025", edge_unit),
    Rule("mid glued to its unit", "e:midweek|midmonth|midyear", "by midyear → 2025", mid_unit),
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
