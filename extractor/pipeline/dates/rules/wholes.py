"""Parts of a larger whole: `the last week of May`, `the first ten months of this year`."""

from decimal import Decimal

from extractor.pipeline.dates import units
from extractor.pipeline.dates.engine import Found, Rule
from extractor.pipeline.dates.nodes import Node
from extractor.pipeline.dates.nodes.amounts import Amount, Step, The
from extractor.pipeline.dates.nodes.compounds import FirstMonths, Modified, Nth
from extractor.pipeline.dates.nodes.points import PartNode
from extractor.pipeline.dates.rules.parts import ordinal_at
from extractor.pipeline.dates.values import Modifier

COUNTED = frozenset((units.QUARTER, units.HALF, units.MONTH, units.WEEK, units.WEEKEND, units.DAY))
AFTER = frozenset(("after",))  # `the first nine months after the war` are not those of a year
MONTHS, ENDS = range(2, 12), frozenset((-1, 1))
MOST = 1000


def nth_of(m: Found) -> Node | None:
    """`the last week of May`, `the first ten months of this year`, `the 9th month of next year`."""
    whole = m.node("p") if m.has("p") else The(units.YEAR)
    counted = m.node("n") if m.has("n") else Amount(((Decimal(1), m.value("u", "UNIT")),))
    if whole is None or not isinstance(counted, Amount) or len(counted.amounts) > 1:
        return None
    index = ordinal_at(m, "o") if m.has("o") else counted.ahead
    count, unit = counted.amounts[0]
    if count is None:  # `the last few months of 2007`
        edge: Modifier = "start" if m.has("o") and index > 0 else "end"
        return Modified(whole, edge) if m.has("p") and index in ENDS else None
    return _nth(index, count, unit, whole) if index else None


def _nth(index: int, count: Decimal, unit: str, whole: Node) -> Node | None:
    """So many units from the beginning of a whole, or from its end."""
    if count != int(count) or not 0 < count < MOST or unit not in COUNTED or not _is_in(unit, whole):
        return None
    if unit == units.QUARTER and count == 2 and whole.unit == units.YEAR:
        return PartNode(units.HALF, 1 if index > 0 else 2, whole)
    return Nth(index, unit, whole, int(count))


def _is_in(unit: str, whole: Node) -> bool:
    """Whether the whole is larger than the unit."""
    return units.SIZES.get(unit, units.LARGEST) < units.SIZES.get(whole.unit, 0)


def months_of(m: Found) -> Node | None:
    """`10 months of 2025`: the first."""
    whole, counted = m.node("p"), m.node("n")
    if whole is None or not isinstance(counted, Amount) or len(counted.amounts) > 1:
        return None
    count, unit = counted.amounts[0]
    return _nth(1, count, unit, whole) if unit == units.MONTH and count and count <= 12 else None


def first_months(m: Found) -> Node | None:
    """`the first nine months`: of the year that the text is about."""
    counted = m.node("n")
    if not isinstance(counted, Amount) or ordinal_at(m, "o") != 1 or len(counted.amounts) > 1 or m.after in AFTER:
        return None
    count, unit = counted.amounts[0]
    return FirstMonths(int(count)) if unit == units.MONTH and count and count in MONTHS else None


def last_of(m: Found) -> Node | None:
    """`the last week of May`, `the last quarter of 1986`: where `last week` was built for itself."""
    inner, whole = m.node("w"), m.node("p")
    if not isinstance(inner, Step) or inner.narrative or inner.count != -1 or whole is None:
        return None
    if not _is_in(inner.unit, whole):
        return None
    if inner.unit == units.QUARTER and whole.unit == units.YEAR:
        return PartNode(units.QUARTER, 4, whole)
    return Nth(-1, inner.unit, whole)


COMPOSITE = (
    Rule(
        "nth amount of a whole",
        "o:ORDINAL|Ordinal|last|final|closing n:Amount (of|in) the? p:Year|Month|Quarter|Week",
        "in the first ten months of this year → 2025-01/2025-10",
        nth_of,
    ),
    Rule(
        "last amount of a whole",
        "n:Placed (of|in) the? p:Year|Month|Quarter|Week",
        "in the last two months of 2025 → 2025-11/2025-12",
        nth_of,
    ),
    Rule("amount of a year", "n:Amount of p:Year", "in 10 months of 2025 → 2025-01/2025-10", months_of),
    Rule(
        "nth amount of the year",
        "o:ORDINAL|last|final n:Amount of the FISCAL? year",
        "in the first ten months of the year → 2025-01/2025-10",
        nth_of,
    ),
    Rule(
        "nth unit of a whole",
        "o:ORDINAL|Ordinal|last|final u:UNIT (of|in) the? p:Year|Month|Quarter|Week",
        "in the first week of May → 2025-W18",
        nth_of,
    ),
    Rule("first amount", "o:ORDINAL n:Amount", "in the first nine months → 2025-01/2025-09", first_months),
    Rule(
        "last unit of a whole",
        "w:Week|Weekend|Month|Day|Quarter of|in the? p:Month|Year|Quarter",
        "in the last week of May → 2025-W22",
        last_of,
    ),
)
