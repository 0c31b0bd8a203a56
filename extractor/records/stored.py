"""Records in columns or tables → each as the object that its JSON would hold, with its place.

Tables are read in stretches of articles, all tables of one stretch together, so that memory stays flat.
"""

import re
import sqlite3
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from functools import cache
from importlib import import_module
from itertools import count, groupby
from pathlib import Path
from typing import Any, cast

from extractor.errors import FormatError, ReadError
from extractor.records.cells import bare
from extractor.records.tidy import EXTENSION, Cell, Row, Table, rebuild, tables_with

Stored = Iterator[tuple[str, dict[str, Any] | str]]  # a place, and the record there, or what is wrong with it
Stretch = Callable[[Table, int, int | None], Sequence[Row]]  # the rows of the articles after one, up to another
STRETCH = 1_000  # articles, or rows of columns, in memory at once


def columns(path: str) -> Stored:
    """The records of a Parquet or Arrow file."""
    pyarrow = _imported("pyarrow", path)
    try:
        with ExitStack() as opened:
            rows = (row for batch in _batches(path, opened) for row in batch.to_pylist())
            yield from ((f"row {number}", row) for number, row in enumerate(rows))
    except pyarrow.ArrowException as error:
        raise ReadError(f"neither Parquet nor an Arrow file, or damaged: {error}") from error


def _batches(path: str, opened: ExitStack) -> Iterator[Any]:
    from pyarrow import ipc, memory_map, parquet

    bytes_ = opened.enter_context(memory_map(path))
    if bytes_.read(4) == b"PAR1":
        yield from opened.enter_context(parquet.ParquetFile(path)).iter_batches(STRETCH)
        return
    file = opened.enter_context(ipc.open_file(bytes_))
    for number in range(file.num_record_batches):
        batch = file.get_batch(number)
        yield from (batch.slice(start, STRETCH) for start in range(0, batch.num_rows, STRETCH))


def sqlite(path: str) -> Stored:
    """The records of a SQLite database of tidy tables."""
    try:
        with closing(sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro", uri=True)) as database:
            yield from _articles(*_asking(lambda query, values: database.execute(query, values).fetchall(), _SQLITE))
    except sqlite3.Error as error:
        raise ReadError(f"not a SQLite database of records, or damaged: {error}") from error


def duckdb(path: str) -> Stored:
    """The records of a DuckDB database of tidy tables."""
    module = _imported("duckdb", path)
    try:
        with closing(module.connect(path, read_only=True)) as database:
            yield from _articles(*_asking(lambda query, values: database.execute(query, values).fetchall(), _DUCKDB))
    except module.Error as error:
        raise ReadError(f"not a DuckDB database of records, or damaged: {error}") from error


def _imported(package: str, path: str) -> Any:
    try:
        return import_module(package)
    except ImportError as error:
        extra = "parquet" if package == "pyarrow" else package
        raise ReadError(f"{path} needs the package {package}: pip install 'extractor-news[{extra}]'") from error


_NextEnd = Callable[[int], int | None]  # the last article of the stretch after one; None where it is the last stretch
_Ask = Callable[[str, list[int]], list[tuple[Any, ...]]]


# What asks a database for the columns of a table, and for its tables.
_SQLITE = "SELECT name FROM pragma_table_info('{table}')", "SELECT name FROM sqlite_master WHERE type = 'table'"
_DUCKDB = (
    "SELECT column_name FROM duckdb_columns() WHERE table_name = '{table}'",
    "SELECT table_name FROM duckdb_tables()",
)


def _asking(ask: _Ask, questions: tuple[str, str]) -> tuple[_NextEnd, Stretch, Iterable[Table]]:
    """How a database is read: where stretches end, their rows, and its tables."""
    columns, names = questions

    def next_end(after: int) -> int | None:
        numbers = "SELECT article FROM articles WHERE article > ? ORDER BY article LIMIT ?"
        found = ask(f"SELECT count(*), max(article) FROM ({numbers})", [after, STRETCH])
        full, last = found[0]
        return last if full == STRETCH else None

    @cache
    def stored(name: str) -> frozenset[str]:
        return frozenset(column for (column,) in ask(columns.format(table=name), []))

    def stretch(table: Table, after: int, last: int | None) -> Sequence[Row]:
        there = stored(table.name)
        if table.optional and not there:
            return ()
        # SQLite takes a name in quotes that is no column for a text, unless it is a column of something
        values = [
            "NULL" if name in table.later and name not in there else _value(name, kind)
            for name, kind in table.columns.items()
        ]
        key = ", ".join(f't."{name}"' for name in table.key)
        upto = "" if last is None else " AND article <= ?"
        query = f'SELECT {", ".join(values)} FROM "{table.name}" AS t WHERE article > ?{upto} ORDER BY {key}'
        found = ask(query, [after] if last is None else [after, last])
        return [_typed(table, row) for row in found]

    return next_end, stretch, _tables(name for (name,) in ask(names, []))


def _tables(names: Iterable[str]) -> list[Table]:
    """Ours, and those of extensions among names of tables."""
    extensions = sorted(name.removeprefix(EXTENSION) for name in names if name.startswith(EXTENSION))
    return list(tables_with(extensions).values())


def _value(name: str, kind: str) -> str:
    """Where a database keeps a column's value: decimals are rounded in their own."""
    return f't."{name}_exact"' if kind == "decimal" else f't."{name}"'


def _typed(table: Table, row: Iterable[Any]) -> Row:
    """A row with days as text, and with the booleans that SQLite doesn't have."""
    cells = zip(table.columns.values(), row, strict=True)
    return tuple(
        cell if cell is None else str(cell) if kind == "day" else bool(cell) if kind == "boolean" else cell
        for kind, cell in cells
    )


def _articles(next_end: _NextEnd, stretch: Stretch, tables: Iterable[Table]) -> Stored:
    """Each article's record, or what is wrong with its rows, in the order of their numbers."""
    after, last = -1, next_end(-1)
    while True:
        found = {table.name: _by_article(stretch(table, after, last)) for table in tables}
        for number in sorted({number for rows in found.values() for number in rows}):
            try:
                yield f"article {number}", rebuild({name: rows.get(number, ()) for name, rows in found.items()})
            except FormatError as error:
                yield f"article {number}", str(error)
        if last is None:
            return
        after, last = last, next_end(last)


def _by_article(rows: Sequence[Row]) -> dict[int, list[Row]]:
    return {cast(int, number): list(group) for number, group in groupby(rows, key=lambda row: row[0])}


def csv_tables(folder: str) -> Stored:
    """The records of a folder of CSV tables, whose rows are in the order of their keys."""
    with ExitStack() as opened:
        every = _tables(path.stem for path in Path(folder).glob(f"{EXTENSION}*.csv"))
        tables = {table.name: _Csv(Path(folder), table, opened) for table in every}

        def next_end(after: int) -> int | None:
            return tables["articles"].look_ahead(STRETCH)

        yield from _articles(next_end, lambda table, _, last: tables[table.name].take(last), every)


class _Csv:
    """The rows of one table, with a look at those that come."""

    def __init__(self, folder: Path, table: Table, opened: ExitStack) -> None:
        self._path = folder / f"{table.name}.csv"
        self._table = table
        self._rows = self._read(self._opened(opened))
        self._ahead: list[Row] = []

    def _opened(self, opened: ExitStack) -> Iterable[str]:
        try:
            return opened.enter_context(self._path.open(encoding="utf-8", newline="\n"))
        except OSError as error:
            if self._table.optional and isinstance(error, FileNotFoundError):
                return (",".join(self._table.columns) + "\n",)  # an older folder: a header with no rows
            raise ReadError(f"{self._path.name} can't be opened: {error.strerror}") from error

    def look_ahead(self, size: int) -> int | None:
        """The article of the row that is `size` rows ahead; None where there are fewer."""
        for row in self._rows:
            self._ahead.append(row)
            if len(self._ahead) == size:
                return cast(int, row[0])
        return None

    def take(self, last: int | None) -> list[Row]:
        """The rows up to an article, or all that are left."""
        for row in self._rows if last is None or not self._ahead or self._ahead[-1][0] <= last else ():  # type: ignore[operator]
            self._ahead.append(row)
            if last is not None and cast(int, row[0]) > last:
                break
        cut = (
            len(self._ahead) if last is None else bisect_left(self._ahead, last + 1, key=lambda row: cast(int, row[0]))
        )
        taken, self._ahead = self._ahead[:cut], self._ahead[cut:]
        return taken

    def _read(self, stream: Iterable[str]) -> Iterator[Row]:
        try:
            cells = csv_cells(stream)
            names = [name or "" for name in next(cells, [])]
            if names != [name for name in self._table.columns if name in names or name not in self._table.later]:
                wanted = ",".join(self._table.columns)
                raise FormatError(f"{self._path.name}: the header is {names}, and should be {wanted}")
            for number, row in zip(count(1), cells):
                yield self._typed(names, row, number)
        except UnicodeDecodeError as error:
            raise FormatError(f"{self._path.name} is not UTF-8: {error}") from error

    def _typed(self, names: list[str], cells: list[str | None], number: int) -> Row:
        try:
            given = dict(zip(names, cells, strict=True))
            return tuple(_cell(kind, given.get(name)) for name, kind in self._table.columns.items())
        except ValueError as error:
            raise FormatError(f"{self._path.name}, row {number}: not the cells of this table: {error}") from error


_FROM_CSV: dict[str, Callable[[str], Cell]] = {"integer": int, "real": float, "boolean": "true".__eq__}


def _cell(kind: str, text: str | None) -> Cell:
    return None if text is None else _FROM_CSV[kind](text) if kind in _FROM_CSV else bare(text)


_CELL = re.compile(r'(?:^|,)(?:"([^"]*(?:""[^"]*)*)"|([^,]*))')


def csv_cells(lines: Iterable[str]) -> Iterator[list[str | None]]:
    r"""The cells of each row; an empty one is null, and ``""`` an empty text: what the csv module can't tell apart.

    >>> list(csv_cells(['1,"a ""b""\n', 'c",,""\n']))
    [['1', 'a "b"\nc', None, '']]
    """
    row: list[str] = []
    inside = False  # a quoted cell, which holds line breaks
    for line in lines:
        row.append(line)
        inside ^= line.count('"') % 2 == 1
        if not inside:
            yield list(_split("".join(row).removesuffix("\n")))
            row = []
    if row:
        raise FormatError("the last row breaks off inside a cell")


def _split(row: str) -> Iterator[str | None]:
    for cell in _CELL.finditer(row):
        quoted, bare = cell.groups()
        yield bare or None if quoted is None else quoted.replace('""', '"')
