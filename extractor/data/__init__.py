"""What the pipeline knows about the world: CSV tables, one row a fact.

A table is UTF-8. Lines that begin with `#` stand on top and say what a row is, where the facts come from, and what
must not go in. Then comes the header, then the rows, sorted. The README beside the tables describes each.

`words` and `values` read what most tables are: names in kinds. `read_table` gives the rows of any.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import chain, islice
from types import MappingProxyType

from extractor.errors import FormatError

TAB = "\t"
_QUOTED, _COMMA = re.compile(r'"([^"\n]*)"'), "\0"
Row = dict[str, str]


@cache
def read_table(name: str) -> tuple[Row, ...]:
    """The rows of `data/<name>.csv`, a dict from column to text each; `FormatError` for a row of the wrong width."""
    rows = read_cells(name)
    header = next(rows)
    return tuple([dict(zip(header, row, strict=True)) for row in rows])


@cache
def read_by_code(name: str) -> dict[str, dict[str, str]]:
    """The rows of a table of codes, each under its code."""
    return {row["code"]: row for row in read_table(name)}


def read_cells(name: str) -> Iterator[list[str]]:
    """The header of `data/<name>.csv`, then its rows, none of which is kept: for tables that are too long for dicts."""
    header, *rows = csv.reader(_text(name).split("\n"))
    if set(map(len, rows)) - {len(header)}:
        number, row = next((number, row) for number, row in enumerate(rows, 1) if len(row) != len(header))
        raise FormatError(f"data/{name}.csv: row {number} ({row}) has not as many cells as the header: mend the row")
    return chain([header], rows)


def read_lines(name: str) -> tuple[list[str], str]:
    """The columns of `data/<name>.csv`, and its rows in one text, a line each with a tab between two cells: for a long table that
    is searched as it stands.

    `FormatError` for a row of the wrong width.
    """
    header, _, rows = _text(name).partition("\n")
    columns = header.split(",")
    if '""' in rows:  # a cell with a quote
        return columns, "\n".join(TAB.join(row) for row in islice(read_cells(name), 1, None))
    if '"' in rows:  # a cell with a comma
        rows = _QUOTED.sub(lambda cell: cell[1].replace(",", _COMMA), rows)
    rows = rows.replace(",", TAB).replace(_COMMA, ",")
    if rows.count(TAB) != (len(columns) - 1) * (rows.count("\n") + 1):
        tuple(read_cells(name))  # which says where
    return columns, rows


def _text(name: str) -> str:
    """A table from its header on."""
    text = files(__name__).joinpath(f"{name}.csv").read_text(encoding="utf-8")
    while text.startswith("#"):
        text = text.partition("\n")[2]
    return text.removesuffix("\n")


@cache
def words(table: str, kind: str | None = None) -> frozenset[str]:
    """The names that a table lists under `kind`, or all its names where none is given; errors as of `values`.

    >>> sorted(words("commodities_words", "supply"))
    ['supplied', 'supplies', 'supply', 'supplying']
    """
    if kind is None:
        return _column(table, "name")
    return frozenset(name for _, name, _ in _cells(table, kind, "name"))


def _column(table: str, column: str) -> frozenset[str]:
    """What stands in a column of a table, which may be the longest: no row of it becomes a dict."""
    header, rows = read_lines(table)
    if column not in header:
        raise FormatError(f"data/{table}.csv: no column {column}")
    at, lines = header.index(column), rows.split("\n")
    found = frozenset(lines if len(header) == 1 else [line.split(TAB, at + 1)[at] for line in lines])
    if "" in found or not found:
        raise FormatError(f"data/{table}.csv: a row without {column}, or no row at all")
    return found


@cache
def values(table: str, kind: str | None = None, *, column: str = "value") -> Mapping[str, str]:
    """What a table says in `column` of each name that it lists under `kind` (of every name where none is given).

    `FormatError`, with table and row, for a name that is empty or has two values, for a column that the table lacks,
    and for a kind of which it has no row.

    >>> values("commodities_spellings", "plural")["ox"]
    'oxen'
    """
    found: dict[str, tuple[int, str]] = {}
    for number, name, value in _cells(table, kind, column):
        first, known = found.setdefault(name, (number, value))
        if known != value:
            raise FormatError(
                f"data/{table}.csv: row {number}: {name!r} has {value!r} in {column!r}, but {known!r} in row {first}"
            )
    return MappingProxyType({name: value for name, (_, value) in found.items()})


def _cells(table: str, kind: str | None, column: str) -> Iterator[tuple[int, str, str]]:
    """The number of each row of a kind, its name and its cell in `column`; there is at least one."""
    rows = read_table(table)
    wanted = {"name", column} if kind is None else {"name", "kind", column}
    if lacks := wanted - set(rows[0] if rows else ()):
        raise FormatError(f"data/{table}.csv: no column {', '.join(sorted(lacks))}")
    found = list(enumerate(rows, 1)) if kind is None else _by_kind(table).get(kind)
    if not found:
        raise FormatError(f"data/{table}.csv: no row of the kind {kind!r}; its kinds are {_kinds(rows)}")
    for number, row in found:
        if not row["name"]:
            raise FormatError(f"data/{table}.csv: row {number} has no name")
        yield number, row["name"], row[column]


@cache
def _by_kind(table: str) -> dict[str, list[tuple[int, Row]]]:
    """The rows of each kind, with their numbers."""
    found: dict[str, list[tuple[int, Row]]] = {}
    for number, row in enumerate(read_table(table), 1):
        found.setdefault(row["kind"], []).append((number, row))
    return found


def _kinds(rows: tuple[Row, ...]) -> str:
    return ", ".join(sorted({row["kind"] for row in rows}))
