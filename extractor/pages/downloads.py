"""A selection as a file, streamed: its records as JSON Lines, or a table with a row for each article as CSV."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from extractor.kinds import KINDS, NAMES, Kind
from extractor.pages.query import Query
from extractor.pages.search import selected
from extractor.pages.store import records_at
from extractor.record import Money, Quantity, Record, plain
from extractor.records.cells import line_of
from extractor.records.tidy import join

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

BATCH = 50  # records together: a reader that is slow holds no more
COLUMNS = ["id", "published", "outlet", "title", "url", *NAMES]


def batches_of(connection: "Connection", query: Query) -> Iterator[list[Record]]:
    """The records of the selection, some at a time, in the order of the file that they come from."""
    with selected(connection, query) as (cursor, table):
        numbers = cursor.execute(f"SELECT article FROM {table} ORDER BY article")
        while batch := [row[0] for row in numbers.fetchmany(BATCH)]:
            yield list(records_at(connection.cursor(), batch))


def to_jsonl(connection: "Connection", query: Query) -> Iterator[bytes]:
    """The selection as JSON Lines, some lines at a time, as `extractor run` wrote them."""
    for records in batches_of(connection, query):
        yield b"".join(record.to_json() + b"\n" for record in records)


def to_csv(connection: "Connection", query: Query) -> Iterator[bytes]:
    """The selection as CSV under a header, some rows at a time.

    Cells that a spreadsheet would take for a formula get an apostrophe in front: the texts are other people's.
    """
    header = _packed([COLUMNS])  # goes with the first rows: what can't be read of them shows before anything is sent
    for records in batches_of(connection, query):
        yield header + _packed(_row(record) for record in records)
        header = b""
    if header:
        yield header


def _row(record: Record) -> list[str | None]:
    cells: list[Any] = [
        record.id,
        record.published,
        record.source.outlet,
        record.title,
        record.source.url,
        *(join([_cell(kind, find) for find in getattr(record, kind.name)]) for kind in KINDS),
    ]
    return [str(cell) if cell is not None and cell != "" else None for cell in cells]


def _cell(kind: Kind, find: Any) -> str:
    """One find in a word or two: its code, else its value or name, else the words of the text."""
    if isinstance(find, (Money, Quantity)):
        return _figure(find)
    code = getattr(find, kind.code) if kind.code else None
    said = code or getattr(find, "value", None) or getattr(find, "name", None) or kind.mentions(find)[0].text
    return " ".join(str(said).split())


def _figure(figure: Money | Quantity) -> str:
    ends = [plain(end) if end is not None else "…" for end in (figure.low, figure.high)]
    amount = ends[0] if ends[0] == ends[1] else "–".join(ends)
    measured = f"{figure.currency or '?'} {amount}" if isinstance(figure, Money) else f"{amount} {figure.unit}"
    return measured + (f" per {figure.per}" if figure.per else "")


def _packed(rows: Iterable[Iterable[str | None]]) -> bytes:
    return "".join(map(line_of, rows)).encode()
