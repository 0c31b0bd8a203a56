"""Records → what analysts work with: a frame of one tidy table, or all tables in DuckDB, in one call.

The tables are those of `extractor.records.tidy` (`schemas/1/tables.json` lists their columns): `articles`, `mentions`, and
one for each kind, an extension among them, joined by `article`, the record's number in the stream.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pydantic_core import from_json

from extractor.errors import ArgumentTypeError, ArgumentValueError, Reject, WriteError
from extractor.plugins import installed
from extractor.record import Record
from extractor.records.outputs import FILES
from extractor.records.tidy import EXTENSION, PRECISION, SCALE, TABLES, Table, Type, rounded, rows, split, table_of
from extractor.records.write import write

Results = Record | Iterable[Record | Reject]
Cells = dict[str, Sequence[Any]]


def to_frame(records: Results, table: str = "articles", *, library: str | None = None) -> Any:
    """One tidy table of records as a frame: ``to_frame(records, "people")``.

    `records` is one record or any stream of them; what `extract_many` rejected has no rows. `library` is ``pandas``,
    ``polars`` or ``pyarrow``; by default the first of them that is installed. Days are dates, lists (roles, HS codes) lists;
    amounts are exact `Decimal` objects in pandas, and in the others decimals of 38 digits rounded to ten places, null
    where there are more before the point.

    Raises `ArgumentValueError` for a table or a library that there isn't, and `WriteError` where none is installed.
    """
    wanted = TABLES.get(table) or _of_extension(table)
    make = _maker(library)
    return make(wanted, _cells(_lines(records), wanted))


def _of_extension(name: str) -> Table:
    if name not in installed():
        raise ArgumentValueError(f"no table {name!r}; there are {', '.join((*TABLES, *sorted(installed())))}")
    return table_of(f"{EXTENSION}{name}")


def to_duckdb(records: Results, path: str | os.PathLike[str] | None = None, *, overwrite: bool = False) -> Any:
    """A DuckDB connection to all tables of records: ``to_duckdb(records).sql("SELECT … FROM people")``.

    In memory, or in the file `path` (ending ``.duckdb``), which appears whole or not at all. Needs the extra `duckdb`;
    `WriteError` where it is missing or the file can't be written.
    """
    FILES[".duckdb"].check(Path(path or "DuckDB"))
    import duckdb

    if path is not None:
        write(_records(records), path, overwrite=overwrite)
        return duckdb.connect(os.fspath(path))
    from extractor.records.duckdb import fill

    database = duckdb.connect()
    fill(database, _lines(records))
    return database


def _records(results: Results) -> Iterator[Record]:
    for result in (results,) if isinstance(results, Record) else results:
        if isinstance(result, Record):
            yield result
        elif not isinstance(result, Reject):
            raise ArgumentTypeError(f"{result!r:.80} is {type(result).__name__}: give records")


def _lines(results: Results) -> Iterator[bytes]:
    return (record.to_json() for record in _records(results))


def _cells(lines: Iterable[bytes], table: Table) -> Cells:
    """The columns of one table, cells as in JSON."""
    found = [row for number, line in enumerate(lines) for row in rows(from_json(line), number).get(table.name, ())]
    columns = zip(*found, strict=True) if found else (() for _ in table.columns)
    return dict(zip(table.columns, columns, strict=True))


def _maker(library: str | None) -> Callable[[Table, Cells], Any]:
    if library is not None and library not in _MAKERS:
        raise ArgumentValueError(f"no library {library!r} of frames; there are {', '.join(_MAKERS)}")
    there = [name for name in ((library,) if library else _MAKERS) if find_spec(name)]
    if not there:
        what = library or "pandas, polars or pyarrow"
        raise WriteError(f"a frame needs {what}: install one (pip install 'extractor-news[parquet]' brings pyarrow)")
    return _MAKERS[there[0]]


def _plain(kind: Type, cells: Sequence[Any]) -> list[Any]:
    """Cells as Python's own values: what was text in JSON is a day, a decimal or a list."""
    if kind == "list":
        return [split(cell) for cell in cells]
    read = _READ.get(kind)
    return [cell if cell is None or read is None else read(cell) for cell in cells]


_READ: dict[Type, Callable[[str], Any]] = {"day": date.fromisoformat, "decimal": Decimal}
_OF_PANDAS = {"integer": "Int64", "boolean": "boolean", "real": "Float64", "text": "string", "day": "datetime64[s]"}


def _pandas(table: Table, cells: Cells) -> Any:
    pandas = import_module("pandas")
    columns = {
        name: pandas.Series(_plain(kind, cells[name]), dtype=_OF_PANDAS.get(kind, "object"))
        for name, kind in table.columns.items()
    }
    return pandas.DataFrame(columns)


def _polars(table: Table, cells: Cells) -> Any:
    polars = import_module("polars")
    types = {
        "integer": polars.Int64,
        "boolean": polars.Boolean,
        "real": polars.Float64,
        "day": polars.Date,
        "decimal": polars.Decimal(PRECISION, SCALE),
        "list": polars.List(polars.String),
    }
    columns = {
        name: [rounded(cell) for cell in cells[name]] if kind == "decimal" else _plain(kind, cells[name])
        for name, kind in table.columns.items()
    }
    return polars.DataFrame(columns, {name: types.get(kind, polars.String) for name, kind in table.columns.items()})


def _arrow(table: Table, cells: Cells) -> Any:
    import pyarrow

    from extractor.records.arrays import to_array

    columns = {
        name: pyarrow.array(_plain(kind, cells[name]), pyarrow.list_(pyarrow.string()))
        if kind == "list"
        else to_array(kind, cells[name])
        for name, kind in table.columns.items()
    }
    return pyarrow.table(columns)


_MAKERS: dict[str, Callable[[Table, Cells], Any]] = {"pandas": _pandas, "polars": _polars, "pyarrow": _arrow}
