"""Records → one SQLite database of tidy tables.

Decimals are REAL, to reckon with, and beside each stand its exact digits (``amount_exact``); days are ISO text.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from extractor.errors import DiskError
from extractor.records.table_writer import TablesWriter
from extractor.records.tidy import Cell, Row, Table

_TYPES = {"integer": "INTEGER", "decimal": "REAL", "real": "REAL", "boolean": "INTEGER"}  # else TEXT


@contextmanager
def open_sqlite(path: Path, _: str) -> Iterator[TablesWriter]:
    """A writer of a database; one transaction for some thousand rows of a table."""
    try:
        with closing(sqlite3.connect(path)) as database:
            # the file gets its name when it is whole: a journal would guard what nobody sees
            database.execute("PRAGMA journal_mode = OFF")
            database.execute("PRAGMA synchronous = OFF")
            writer = TablesWriter(
                lambda table, rows: _put(database, table, rows), lambda table: _declare(database, table)
            )
            yield writer
            writer.flush()
    except (sqlite3.Error, OverflowError) as error:
        raise DiskError(f"SQLite can't store the records: {error}") from error


def _declare(database: sqlite3.Connection, table: Table) -> None:
    database.execute(_declaration(table))


def _declaration(table: Table) -> str:
    columns = [f'"{name}" {_TYPES.get(kind, "TEXT")}' for name, kind in table.stored.items()]
    key = ", ".join(f'"{name}"' for name in table.key)
    if table.name == "articles":
        return f"CREATE TABLE articles ({', '.join(columns)}, PRIMARY KEY ({key}))"
    columns[0] += " REFERENCES articles"
    return f'CREATE TABLE "{table.name}" ({", ".join(columns)}, PRIMARY KEY ({key})) WITHOUT ROWID'


def _put(database: sqlite3.Connection, table: Table, rows: list[Row]) -> None:
    places = ", ".join("?" * len(table.stored))
    with database:
        database.executemany(f'INSERT INTO "{table.name}" VALUES ({places})', (_stored(table, row) for row in rows))


def _stored(table: Table, row: Row) -> list[Cell | float]:
    stored: list[Cell | float] = []
    for kind, cell in zip(table.columns.values(), row, strict=True):
        if kind == "decimal":
            stored.append(None if cell is None else float(cell))
        stored.append(cell)
    return stored
