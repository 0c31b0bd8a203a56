"""Records → tidy tables: rows for a database, or a folder with one CSV a table.

CSV is UTF-8 with a header and ``\\n`` line ends. An empty cell is null, and ``""`` an empty text, as in PostgreSQL's
dialect; decimals are exact digits, booleans ``true`` and ``false``. A text that a spreadsheet would run as a formula has an
apostrophe in front (`extractor.records.cells`).
"""

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from pydantic_core import from_json

from extractor.records.agreement import Agreement
from extractor.records.cells import guarded, quoted
from extractor.records.tidy import TABLES, Cell, Row, Table, rows, tables_with

BATCH = 5_000  # rows of a table that are put together: one transaction of a database
Put = Callable[[Table, list[Row]], None]


class TablesWriter:
    """Turns records into rows, and hands each table's on when there are enough of them.

    `declare` makes a table, and every table is made before the first of its rows is put: those of extensions, which the first
    record tells, as well.
    """

    def __init__(self, put: Put, declare: Callable[[Table], None]) -> None:
        self._put, self._declare = put, declare
        self._count = 0
        self._extensions = Agreement()
        self._tables: dict[str, Table] = {}
        self._waiting: dict[str, list[Row]] = {}
        self._make(TABLES)

    def _make(self, tables: Mapping[str, Table]) -> None:
        for name, table in tables.items():
            if name not in self._tables:
                self._declare(table)
                self._tables[name], self._waiting[name] = table, []

    def write(self, line: bytes) -> None:
        """Add a record; its number is how many came before it. `WriteError` where it has other tables than the first."""
        record = from_json(line)
        if self._extensions.hear(record):
            self._make(tables_with(self._extensions.names or ()))
        for name, found in rows(record, self._count).items():
            self._waiting[name] += found
            if len(self._waiting[name]) >= BATCH:
                self._flush(name)
        self._count += 1

    def flush(self) -> None:
        """Hand on what is waiting."""
        for name in self._tables:
            self._flush(name)

    def _flush(self, name: str) -> None:
        if self._waiting[name]:
            self._put(self._tables[name], self._waiting[name])
            self._waiting[name] = []


@contextmanager
def open_csv(folder: Path, _: int) -> Iterator[TablesWriter]:
    """A writer of one CSV a table, in a folder that is there."""
    with ExitStack() as opened:
        streams: dict[str, io.TextIOWrapper] = {}

        def begin(table: Table) -> None:
            path = folder / f"{table.name}.csv"
            streams[table.name] = opened.enter_context(path.open("w", encoding="utf-8", newline=""))
            _write_rows(streams[table.name], [tuple(table.columns)])

        writer = TablesWriter(lambda table, found: _write_rows(streams[table.name], found), begin)
        yield writer
        writer.flush()


def _write_rows(stream: io.TextIOWrapper, found: Iterable[Row]) -> None:
    # the csv module knows a cell that tells null from empty text only since Python 3.12
    stream.writelines(",".join(map(_csv_cell, row)) + "\n" for row in found)


def _csv_cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return quoted(guarded(cell))
    if cell is None:
        return ""
    return str(cell).lower() if isinstance(cell, bool) else str(cell)
