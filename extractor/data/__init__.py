"""What the pipeline knows about the world: CSV tables, one row a fact.

A table is UTF-8. Lines that begin with `#` stand on top and say what a row is, where the facts come from, and what
must not go in. Then comes the header, then the rows, sorted. The README beside the tables describes each.
"""

import csv
from functools import cache
from importlib.resources import files

from extractor.errors import FormatError


@cache
def read_table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `data/<name>.csv`, a dict from column to text each; `FormatError` for a row of the wrong width."""
    with files(__name__).joinpath(f"{name}.csv").open(encoding="utf-8") as source:
        rows = (row for row in csv.reader(line for line in source if not line.startswith("#")) if row)
        header = next(rows)
        table = []
        for number, row in enumerate(rows, 1):
            if len(row) != len(header):
                raise FormatError(
                    f"data/{name}.csv: row {number} ({row}) has not as many cells as the header: mend the row"
                )
            table.append(dict(zip(header, row, strict=True)))
    return tuple(table)
