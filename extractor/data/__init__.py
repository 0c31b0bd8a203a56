"""What the pipeline knows about the world: CSV tables, one row a fact.

A table is UTF-8. Lines that begin with `#` stand on top and say what a row is, where the facts come from, and what
must not go in. Then comes the header, then the rows, sorted. The README beside the tables describes each.
"""

import csv
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from extractor.errors import FormatError


@cache
def read_table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `data/<name>.csv`, a dict from column to text each; `FormatError` for a row of the wrong width."""
    rows = read_cells(name)
    header = next(rows)
    return tuple(dict(zip(header, row, strict=True)) for row in rows)


@cache
def read_by_code(name: str) -> dict[str, dict[str, str]]:
    """The rows of a table of codes, each under its code."""
    return {row["code"]: row for row in read_table(name)}


def read_cells(name: str) -> Iterator[list[str]]:
    """The header of `data/<name>.csv`, then its rows, as they are read: for tables too long to keep."""
    with files(__name__).joinpath(f"{name}.csv").open(encoding="utf-8") as source:
        rows = (row for row in csv.reader(line for line in source if not line.startswith("#")) if row)
        header = next(rows)
        yield header
        for number, row in enumerate(rows, 1):
            if len(row) != len(header):
                raise FormatError(
                    f"data/{name}.csv: row {number} ({row}) has not as many cells as the header: mend the row"
                )
            yield row
