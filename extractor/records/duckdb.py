"""Records → one DuckDB database of tidy tables. Needs duckdb and pyarrow (extra `duckdb`).

Decimals are DECIMAL(38, 10), rounded to that, and beside each stand its exact digits (``amount_exact``); days are DATE.
"""

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import duckdb
import pyarrow

from extractor.errors import DiskError
from extractor.records.arrays import to_array
from extractor.records.table_writer import TablesWriter
from extractor.records.tidy import PRECISION, SCALE, Row, Table

MEMORY = "512MB"  # else four fifths of the machine's
_TYPES = {
    "integer": "BIGINT",
    "day": "DATE",
    "decimal": f"DECIMAL({PRECISION}, {SCALE})",
    "boolean": "BOOLEAN",
    "real": "DOUBLE",
}


def fill(database: Any, lines: Iterable[bytes]) -> None:
    """Make the tables in an open database, and put records into them, each given as its JSON."""
    with _filling(database) as writer:
        for line in lines:
            writer.write(line)


@contextmanager
def _filling(database: Any) -> Iterator[TablesWriter]:
    writer = TablesWriter(
        lambda table, rows: _put(database, table, rows), lambda table: database.execute(_declaration(table))
    )
    yield writer
    writer.flush()


@contextmanager
def open_duckdb(path: Path, _: str) -> Iterator[TablesWriter]:
    """A writer of a database, which takes rows as Arrow tables."""
    try:
        with (
            closing(duckdb.connect(str(path), config={"memory_limit": MEMORY})) as database,
            _filling(database) as writer,
        ):
            yield writer
    except (duckdb.Error, pyarrow.ArrowException, OverflowError) as error:
        raise DiskError(f"DuckDB can't store the records: {error}") from error
    finally:
        with suppress(FileNotFoundError):  # left where the block broke off
            path.with_name(f"{path.name}.wal").unlink()


def _declaration(table: Table) -> str:
    # no primary key: its index would have to be kept in memory, and rows lie in the key's order anyway
    columns = (f'"{name}" {_TYPES.get(kind, "VARCHAR")}' for name, kind in table.stored.items())
    return f'CREATE TABLE "{table.name}" ({", ".join(columns)})'


def _put(database: Any, table: Table, rows: list[Row]) -> None:
    cells = dict(zip(table.columns, zip(*rows, strict=True), strict=True))
    arrays = {
        name: to_array(kind, cells[name.removesuffix("_exact") if name not in cells else name])
        for name, kind in table.stored.items()
    }
    database.register("waiting", pyarrow.table(arrays))
    database.execute(f'INSERT INTO "{table.name}" SELECT * FROM waiting')
    database.unregister("waiting")
