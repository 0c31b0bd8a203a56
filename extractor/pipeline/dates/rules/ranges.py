"""From one to another: `between 2020 and 2023`, `Monday to Friday`, `from 2010 till now`."""

from dataclasses import replace

from extractor.pipeline.dates import units
from extractor.pipeline.dates.engine import Found, Rule
from extractor.pipeline.dates.nodes import Node
from extractor.pipeline.dates.nodes.amounts import Amount, Step
from extractor.pipeline.dates.nodes.compounds import Feast, Interval
from extractor.pipeline.dates.nodes.points import Fixed, MonthNode, WeekdayNode
from extractor.pipeline.dates.rules.shorthand import DASH, POINT, TO
from extractor.pipeline.dates.rules.signs import BETWEEN
from extractor.pipeline.text.words import GLUED

APART = frozenset(("-", "—"))
OPENERS = frozenset(("from", "between", "in"))
TODAY = Step(units.DAY, 0)
DATED = frozenset((units.YEAR, units.MONTH))
NOV_FEB_5 = (units.MONTH, units.DAY)  # `Nov-Feb 5, 2017`


def between(m: Found) -> Node | None:
    """`between 2020 and 2023`, `January-October 2025`, `Monday to Friday`, `from Sep to Nov`, `until the end of 2008`."""
    a, b = m.node("a"), m.node("b")
    if a is None or b is None or not (_is_end(a) and _is_end(b)) or (isinstance(a, Fixed) and not a.fixed.unit):
        return None
    if not (_is_joined(m) if m.has("and") else _is_stretch(m, a, b)):
        return None
    if isinstance(a, WeekdayNode) and isinstance(b, WeekdayNode) and b.of and not a.of and a.step is None:
        a = replace(a, of=b.of)  # `Monday through Wednesday of last week`
    return Interval(a, b)


def _is_end(node: Node) -> bool:
    """Whether a range may begin or end with it."""
    return not isinstance(node, Amount) and node.unit != units.TIME


def _is_joined(m: Found) -> bool:
    """Whether `and` joins two ends: `between 2020 and 2023`, no `in 2020 and 2023`."""
    return m.has("between") or m.before in BETWEEN


def _is_stretch(m: Found, a: Node, b: Node) -> bool:
    """Whether a dash or `to` joins two ends: no `Waitangi Day - February 6`, no `Monday - he said Tuesday`."""
    spaced = m.text("sign") in APART and (isinstance(a, Feast) or (isinstance(a, WeekdayNode) and m.gap(m.at("sign"))))
    if spaced:
        return False
    glued = (a.unit, b.unit) == NOV_FEB_5 and m.gap(m.at("sign")) == m.gap(m.at("b")) == GLUED
    return a.unit == b.unit or glued or m.has("from") or m.before in OPENERS


def between_now(m: Found) -> Node | None:
    """`between now and November 15`, `from 2010 till now`."""
    other = m.node("p")
    if other is None or not _is_end(other) or (m.has("and") and m.before not in BETWEEN):
        return None
    if m.has("present") and other.unit not in DATED:  # `expected Wednesday to present his plan`
        return None
    first = m.start == m.at("p")
    return Interval(other, TODAY) if first else Interval(TODAY, other)


def slashed_months(m: Found) -> Node | None:
    """`Aug/Sept shipment`, `the 1986/87 (Oct/Sept) crop`."""
    a, b = m.node("a"), m.node("b")
    if not isinstance(a, MonthNode) or not isinstance(b, MonthNode) or a.year is not None:
        return None
    return Interval(a, b) if m.gap(m.at("sign")) == m.gap(m.at("b")) == GLUED else None


RANGES = (
    Rule(
        "between two",
        f"between:between? the? a:{POINT} (and:and | up? sign:{TO}) the? b:{POINT}",
        "between 2020 and 2023 → 2020/2023",
        between,
    ),
    Rule(
        "from one to another",
        f"from:from the? a:{POINT} up? sign:{TO} the? b:{POINT}",
        "from 2020 to 2023 → 2020/2023",
        between,
    ),
    Rule("months with a slash", "a:Month sign:/ b:Month", "in Aug/Sept → 2025-08/2025-09", slashed_months),
    Rule(
        "now and then",
        f"(now | present:present) (and:and | to|until|till) the? p:{POINT}",
        "between now and December 15 → 2025-12-08/2025-12-15",
        between_now,
    ),
    Rule(
        "then and now",
        f"p:{POINT} (and:and | to|until|till|{DASH}) the? (now | present:present | date)",
        "from 2010 till now → 2010-01-01/2025-12-08",
        between_now,
    ),
)
