"""Cells of tidy tables → Arrow arrays: what a database and a frame are filled with. Needs pyarrow."""

from collections.abc import Sequence
from typing import Any, cast

import pyarrow

from extractor.records.tidy import PRECISION, SCALE, Type, rounded

COLUMNS: dict[str, Any] = {
    "integer": pyarrow.int64(),
    "day": pyarrow.date32(),
    "decimal": pyarrow.decimal128(PRECISION, SCALE),
    "boolean": pyarrow.bool_(),
    "real": pyarrow.float64(),
}


def to_array(kind: Type, cells: Sequence[Any]) -> Any:
    """The cells of one column as an array of its type; decimals are rounded to ten places, as `tidy.rounded` does."""
    if kind == "day":  # ISO text until here
        return pyarrow.array(cells, pyarrow.string()).cast(pyarrow.date32())
    if kind == "decimal":
        cells = [rounded(cast(str | None, cell)) for cell in cells]
    return pyarrow.array(cells, COLUMNS.get(kind, pyarrow.string()))
