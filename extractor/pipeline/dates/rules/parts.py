"""What stands in the parts of a match, read as numbers: days, months, years, counts."""

from decimal import Decimal

from extractor.pipeline.dates.engine import Found
from extractor.pipeline.dates.nodes.points import Fixed, Number
from extractor.pipeline.dates.table import read_values
from extractor.pipeline.text.numbers import read_digits

LAST = frozenset(("last", "final", "closing"))
FRACTIONS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}


def full_year(text: str) -> int:
    """`25` is 2025 and `87` 1987; four digits are themselves.

    >>> full_year("25"), full_year("'87"), full_year("1986")
    (2025, 1987, 1986)
    """
    digits = text.strip("'")
    number = int(digits)
    return number if len(digits) == 4 else number + (2000 if number < 40 else 1900)


def year_at(m: Found, part: str) -> int | None:
    """The year in a part: digits, or spelled out; None when it was left out."""
    if not m.has(part):
        return None
    node = m.node(part)
    if isinstance(node, Number):
        return int(node.value) if node.value and 1000 <= node.value <= 2199 else None
    if node is not None:
        return node.fixed.first.year if isinstance(node, Fixed) and node.fixed.first else None
    return full_year(m.text(part))


def day_at(m: Found, part: str) -> int:
    """The day of the month in a part: `9`, `9th`, `ninth`, `twenty-third`; 0 for none."""
    node = m.node(part)
    if isinstance(node, Number) and node.value is not None:
        number = int(node.value)
    else:
        text = m.text(part)
        number = int(text.rstrip("dhnrst")) if text[0].isdigit() else int(read_values()["ORDINAL"].get(text, 0))
    return number if number <= 31 else 0


def ordinal_at(m: Found, part: str) -> int:
    """The number of an ordinal: `third`, `3rd`; -1 for `last` and `final`."""
    node = m.node(part)
    if isinstance(node, Number) and node.value is not None:
        return int(node.value)
    text = m.text(part) or "0"
    if text in LAST:
        return -1
    return int(text.rstrip("dhnrst")) if text[0].isdigit() else int(read_values()["ORDINAL"].get(text, 0))


def month_at(m: Found, part: str = "m") -> int:
    """The number of the month in a part."""
    return int(m.value(part, "MONTH") or 0)


def unit_at(m: Found) -> str:
    """The unit in the part `u`, in the singular or the plural; empty for none."""
    return m.value("u", "UNIT") or m.value("u", "UNITS")


def number_at(m: Found, part: str) -> tuple[Decimal | None] | None:
    """The number in a part, in a tuple of one: None inside is a vague one; None when there is no number."""
    node = m.node(part)
    if isinstance(node, Number):
        return (node.value,)
    text = m.text(part)
    if not text:
        return None
    if text in read_values()["VAGUE"]:
        return (None,)
    fraction = FRACTIONS.get(text[-1:])
    if fraction is not None:
        return (fraction + Decimal(text[:-1] or 0),)
    value = read_digits(text)
    return None if value is None else (value,)
