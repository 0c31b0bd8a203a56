"""From one to another: `between 2020 and 2023`, `Monday to Friday`, `from 2010 till now`."""

from dataclasses import replace

from extractor.pipeline.dates import units
from extractor.pipeline.dates.engine import Found, Rule
from extractor.pipeline.dates.nodes import Node
from extractor.pipeline.dates.nodes.amounts import Amount, Step
from extractor.pipeline.dates.nodes.compounds import Feast, Interval
from extractor.pipeline.dates.nodes.points import Fixed, MonthNode, WeekdayNode
from extractor.pipeline.dates.rules.shorthand import DASH, POINT, TO
from extractor.pipeline.text.words import GLUED


def between(m: Found) -> Node | None:
    """`between 2020 and 2023`, `January-October 2025`, `Monday to Friday`, `from Sep to Nov`, `until the end of 2008`."""
    a, b = m.node("a"), m.node("b")
    if a is None or b is None or isinstance(a, Amount) or isinstance(b, Amount):
        return None
    if a.unit == units.TIME or b.unit == units.TIME:
        return None
    sign = m.text("sign")
    if sign == "and" and not _is_between(m):
        return None
    glued = (a.unit, b.unit) == (units.MONTH, units.DAY) and m.gap(m.at("sign")) == m.gap(
        m.at("b")
    ) == GLUED  # `Nov-Feb 5, 2017`
    if (
        sign != "and"
        and a.unit != b.unit
        and not glued
        and m.before not in ("from", "between", "in")
        and m.text("from") != "from"
    ):
        return None
    if isinstance(a, Fixed) and not a.fixed.unit:
        return None
    if sign in ("-", "–", "—") and isinstance(a, Feast):  # `Waitangi Day - February 6`
        return None
    if sign in ("-", "–", "—") and m.gap(m.at("sign")) and isinstance(a, WeekdayNode):
        return None
    if isinstance(a, WeekdayNode) and isinstance(b, WeekdayNode) and b.of and not a.of and a.step is None:
        a = replace(a, of=b.of)  # `Monday through Wednesday of last week`
    return Interval(a, b)


def _is_between(m: Found) -> bool:
    return m.before == "between" or m.text("from") == "between"


def between_now(m: Found) -> Node | None:
    """`between now and November 15`, `from 2010 till now`."""
    now, other = Step(units.DAY, 0), m.node("p")
    if other is None or isinstance(other, Amount) or other.unit == units.TIME:
        return None
    if m.text("now") == "present" and other.unit not in (
        units.YEAR,
        units.MONTH,
    ):  # `expected Wednesday to present his plan`
        return None
    if m.text("sign") == "and" and m.before != "between":
        return None
    return Interval(now, other) if m.at("now") < m.at("p") else Interval(other, now)


def slashed_months(m: Found) -> Node | None:
    """`Aug/Sept shipment`, `the 1986/87 (Oct/Sept) crop`."""
    a, b = m.node("a"), m.node("b")
    glued = m.gap(m.at("sign")) == m.gap(m.at("b")) == GLUED
    return (
        Interval(a, b) if glued and isinstance(a, MonthNode) and isinstance(b, MonthNode) and a.year is None else None
    )


RANGES = (
    Rule(
        "between two",
        f"from:between? the? a:{POINT} sign:and|{TO} the? b:{POINT}",
        "between 2020 and 2023 → 2020/2023",
        between,
    ),
    Rule(
        "from one to another",
        f"from:from the? a:{POINT} sign:{TO} the? b:{POINT}",
        "from 2020 to 2023 → 2020/2023",
        between,
    ),
    Rule("months with a slash", "a:Month sign:/ b:Month", "in Aug/Sept → 2025-08/2025-09", slashed_months),
    Rule(
        "now and then",
        f"now:now|present sign:and|to|until|till the? p:{POINT}",
        "between now and December 15 → 2025-12-08/2025-12-15",
        between_now,
    ),
    Rule(
        "then and now",
        f"p:{POINT} sign:and|to|until|till|{DASH} the? now:now|present|date",
        "from 2010 till now → 2010-01-01/2025-12-08",
        between_now,
    ),
)
