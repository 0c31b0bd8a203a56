"""quantulum3: quantities with units, among them currencies."""

from collections.abc import Iterator
from datetime import date

from benchmarks.peer import Find, Peer, Reader

LEFT_OUT = (
    "dimensionless",
    "time",
    "angle",
    "unknown",
    "data storage",
    "percentage",
)  # counts, durations and shares are other kinds
HUNDREDTHS = ("cent", "penny")
PEER = Peer(
    name="quantulum3",
    requires=("quantulum3==0.10.0", "setuptools==80.9.0"),
    packages=("quantulum3",),
    licence="MIT",
    about="without its classifier, whose stored weights today's scikit-learn doesn't load; counts and durations are not counted",
    spans=("money", "quantities"),
    values=("money", "quantities"),
)


def load() -> Reader:
    """Its parser; a quantity whose unit is a currency is money."""
    from quantulum3 import parser

    def read(text: str, published: date | None) -> Iterator[Find]:
        for each in parser.parse(text):
            (start, end), unit, kind = each.span, each.unit.name, each.unit.entity.name
            amount = f"{each.value / (100 if unit in HUNDREDTHS else 1):.12g}"
            if kind == "currency":
                yield Find("money", start, end, ((amount, amount, each.unit.currency_code),))
            elif kind not in LEFT_OUT:
                yield Find("quantities", start, end, ((amount, amount, unit.partition(" per ")[0]),))

    return read
