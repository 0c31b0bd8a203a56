"""Parts of a larger whole: `the last week of May`, `the first ten months of this year`."""

from decimal import Decimal

from extractor.pipeline.dates import units
from extractor.pipeline.dates.engine import Found, Rule
from extractor.pipeline.dates.nodes import Node
from extractor.pipeline.dates.nodes.amounts import Amount, Step, The
from extractor.pipeline.dates.nodes.compounds import FirstMonths, Modified, Nth
from extractor.pipeline.dates.nodes.points import PartNode
from extractor.pipeline.dates.rules.parts import ordinal_at


def nth_of(m: Found) -> Node | None:
    """`the last week of May`, `the first ten months of this year`, `the 9th month of next year`, `10 months of 2025`."""
    whole = m.node("p") if m.has("p") else The(units.YEAR)
    counted = m.node("n") if m.has("n") else Amount(((Decimal(1), m.value("u", "UNIT")),))
    if whole is None or not isinstance(counted, Amount) or len(counted.amounts) > 1:
        return None
    count, unit = counted.amounts[0]
    index = ordinal_at(m, "o") if m.has("o") else counted.ahead or 1
    if count is None and index and m.has("p") and (m.has("o") or counted.ahead):  # `the last few months of 2007`
        return Modified(whole, "start" if m.has("o") and index > 0 else "end") if index in (-1, 1) else None
    if count is None or count != int(count) or not 0 < count < 1000 or not index:
        return None
    if unit not in (units.QUARTER, units.HALF, units.MONTH, units.WEEK, units.DAY) or units.SIZES.get(
        unit, 9
    ) >= units.SIZES.get(whole.unit, 0):
        return None
    if not m.has("o") and not counted.ahead and (unit != units.MONTH or count > 12):
        return None
    if unit == units.QUARTER and count == 2 and whole.unit == units.YEAR:
        return PartNode(units.HALF, 1 if index > 0 else 2, whole)
    return Nth(index, unit, whole, int(count))


def nth_bare(m: Found) -> Node | None:
    """`the first nine months`: of the year that the text is about."""
    counted = m.node("n")
    if not isinstance(counted, Amount) or ordinal_at(m, "o") != 1 or len(counted.amounts) > 1:
        return None
    count, unit = counted.amounts[0]
    return (
        FirstMonths(int(count))
        if unit == units.MONTH and count and count in range(2, 12) and m.after != "after"
        else None
    )


def last_of(m: Found) -> Node | None:
    """`the last week of May`, `the last quarter of 1986`: where `last week` was built for itself."""
    inner, whole = m.node("w"), m.node("p")
    if not isinstance(inner, Step) or inner.narrative or inner.count != -1 or whole is None:
        return None
    if units.SIZES.get(inner.unit, 9) >= units.SIZES.get(whole.unit, 0):
        return None
    return (
        PartNode(units.QUARTER, 4, whole)
        if inner.unit == units.QUARTER and whole.unit == units.YEAR
        else Nth(-1, inner.unit, whole)
    )


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
    Rule("amount of a year", "n:Amount of p:Year", "in 10 months of 2025 → 2025-01/2025-10", nth_of),
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
    Rule("first amount", "o:ORDINAL n:Amount", "in the first nine months → 2025-01/2025-09", nth_bare),
    Rule(
        "last unit of a whole",
        "w:Week|Month|Day|Quarter of|in the? p:Month|Year|Quarter",
        "in the last week of May → 2025-W22",
        last_of,
    ),
)
