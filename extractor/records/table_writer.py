"""Records → tidy tables: rows for a database, or a folder with one CSV a table.

CSV is UTF-8 with a header and ``\\n`` line ends. An empty cell is null, and ``""`` an empty text, as in PostgreSQL's
dialect; decimals are exact digits, booleans ``true`` and ``false``. A text that a spreadsheet would run as a formula has an
apostrophe in front (`extractor.records.cells`).
"""

import io
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from pydantic_core import from_json

from extractor.records.cells import guarded, quoted
from extractor.records.tidy import TABLES, Cell, Row, Table, rows

BATCH = 5_000  # rows of a table that are put together: one transaction of a database
Put = Callable[[Table, list[Row]], None]


class TablesWriter:
    """Turns records into rows, and hands each table's on when there are enough of them."""

    def __init__(self, put: Put) -> None:
        self._put = put
        self._count = 0
        self._waiting: dict[str, list[Row]] = {name: [] for name in TABLES}

    def write(self, line: bytes) -> None:
        """Add a record; its number is how many came before it."""
        for name, found in rows(from_json(line), self._count).items():
            self._waiting[name] += found
            if len(self._waiting[name]) >= BATCH:
                self._flush(name)
        self._count += 1

    def flush(self) -> None:
        """Hand on what is waiting."""
        for name in TABLES:
            self._flush(name)

    def _flush(self, name: str) -> None:
        if self._waiting[name]:
            self._put(TABLES[name], self._waiting[name])
            self._waiting[name] = []


@contextmanager
def open_csv(folder: Path, _: int) -> Iterator[TablesWriter]:
    """A writer of one CSV a table, in a folder that is there."""
    with ExitStack() as opened:
        streams = {
            name: opened.enter_context((folder / f"{name}.csv").open("w", encoding="utf-8", newline=""))
            for name in TABLES
        }
        for name, stream in streams.items():
            _write_rows(stream, [tuple(TABLES[name].columns)])
        writer = TablesWriter(lambda table, found: _write_rows(streams[table.name], found))
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
