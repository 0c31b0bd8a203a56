"""Records → rows of trade, under the names that UN Comtrade gives its columns, as CSV or Parquet.

A row is one statement and one HS code (or none). The reporter of an export is the exporter, of an import the importer; a
quantity is given in its own unit, and in kilograms where that is one of mass; a turnover has the first of its two parties
as reporter and the flow code `T`, which Comtrade does not have.
"""

import os
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from extractor.data import read_by_code, read_table
from extractor.errors import WriteError
from extractor.record import Quantity, Record, TradeStatement, plain
from extractor.records.cells import line_of
from extractor.records.write import replacing

COLUMNS = (
    "reporterISO",
    "partnerISO",
    "flowCode",
    "cmdCode",
    "period",
    "primaryValue",
    "currency",
    "qty",
    "qtyUnitAbbr",
    "netWgt",
    "change",
    "sentence",
    "article",
    "published",
)
FLOW_CODES = {"export": "X", "import": "M", "turnover": "T"}
ENDINGS = (".csv", ".parquet")
BATCH = 10_000
Row = dict[str, str | None]


def alpha_3(code: str | None) -> str | None:
    """The three-letter code that Comtrade uses; former states keep the one they had.

    >>> alpha_3("KE"), alpha_3("SUHH"), alpha_3("XK"), alpha_3(None)
    ('KEN', 'SUN', 'XKX', None)
    """
    return read_by_code("countries_codes")[code]["alpha_3"] if code else None


def rows(records: Iterable[Record]) -> Iterator[Row]:
    """The rows of all statements, in the order of the records."""
    for record in records:
        for statement in record.trade:
            for good in statement.commodities or (None,):
                yield _row(record, statement, good)


def _row(record: Record, statement: TradeStatement, good: str | None) -> Row:
    reporter, partner = statement.parties or (statement.exporter, statement.importer)
    if statement.kind == "import":
        reporter, partner = partner, reporter
    money = record.money[statement.money] if statement.money is not None else None
    value = money.amount if money and money.amount is not None else None
    return {
        "reporterISO": alpha_3(reporter),
        "partnerISO": alpha_3(partner),
        "flowCode": FLOW_CODES[statement.kind],
        "cmdCode": good,
        "period": statement.period,
        "primaryValue": None if value is None else plain(value),
        "currency": money.currency if money else None,
        **_measured(record.quantities[statement.quantity] if statement.quantity is not None else None),
        "change": None if statement.change is None else plain(statement.change),
        "sentence": " ".join(statement.text.split()),
        "article": record.id,
        "published": record.published.isoformat() if record.published else None,
    }


def _measured(quantity: Quantity | None) -> Row:
    """The cells of a quantity; the weight is in kilograms, and only where an amount, no rate, has a unit of mass."""
    amount = quantity.amount if quantity else None
    if quantity is None or amount is None:
        return {"qty": None, "qtyUnitAbbr": None, "netWgt": None}
    kilograms = _kilograms().get(quantity.unit) if quantity.per is None else None
    unit = f"{quantity.unit}/{quantity.per}" if quantity.per else quantity.unit
    return {
        "qty": plain(amount),
        "qtyUnitAbbr": unit,
        "netWgt": plain(amount * kilograms) if kilograms is not None else None,
    }


@cache
def _kilograms() -> dict[str, Decimal]:
    """How many kilograms one of each unit of mass is."""
    rows = (row for row in read_table("units") if row["dimension"] == "mass" and row["factor"])
    return {row["name"]: Decimal(row["factor"]) for row in rows}


def write_flows(records: Iterable[Record], out: str | os.PathLike[str], *, overwrite: bool = False) -> int:
    """Write the rows of all records to `out` and return how many there were.

    The ending says CSV or Parquet; `WriteError` where it is another, where `out` exists, or where pyarrow is missing.
    The file gets its name when the last row is in it.
    """
    path = os.fspath(out)
    if not path.lower().endswith(ENDINGS):
        raise WriteError(f"{path}: rows of trade go to a file that ends in {' or '.join(ENDINGS)}")
    if os.path.lexists(path) and not overwrite:
        raise WriteError(f"{path} exists already; choose another name, or ask for it to be overwritten (--overwrite)")
    parquet = path.lower().endswith(".parquet")
    if parquet:
        _pyarrow(path)
    with replacing(Path(path), overwrite=overwrite) as stream:
        return _write_parquet(rows(records), stream) if parquet else write_csv(rows(records), stream)


def write_csv(found: Iterable[Row], stream: BinaryIO) -> int:
    """Write rows as CSV with a header, UTF-8; the number of rows. What a spreadsheet would run gets an apostrophe."""
    stream.write(line_of(COLUMNS).encode())
    count = 0
    for row in found:
        stream.write(line_of(row[column] or None for column in COLUMNS).encode())
        count += 1
    return count


def _pyarrow(path: str) -> None:
    try:
        import_module("pyarrow.parquet")
    except ImportError as error:
        raise WriteError(f"{path} needs the package pyarrow: pip install 'extractor-news[parquet]'") from error


def _write_parquet(found: Iterable[Row], stream: BinaryIO) -> int:
    import pyarrow
    from pyarrow import parquet

    schema = pyarrow.schema([(column, pyarrow.string()) for column in COLUMNS])
    count = 0
    batch: list[Row] = []
    with parquet.ParquetWriter(stream, schema) as writer:
        for row in found:
            batch.append(row)
            count += 1
            if len(batch) == BATCH:
                writer.write_table(pyarrow.Table.from_pylist(batch, schema))
                batch = []
        writer.write_table(pyarrow.Table.from_pylist(batch, schema))
    return count
