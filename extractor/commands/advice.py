"""What a run says of the columns that it read, and of dates that it missed: what to do for a better one."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.batch.run import Summary
    from extractor.readers import Options
    from extractor.readers.tables import Table

_MOST_NAMES = 20


def advice(summary: "Summary", inputs: Iterable[str], options: "Options") -> Iterator[str]:
    """Lines about the tables among the inputs, and about articles without a date."""
    from extractor.readers.tables import find_tables

    tables = find_tables(inputs, options) if summary.results else []
    yield from (_columns(table) for table in tables)
    if summary.ambiguous:
        said = f"{summary.ambiguous:,} of {summary.articles:,} articles have a date that can be read in two ways"
        yield f"{said}: --date-order DMY takes 08/12 for 8 December, MDY for 12 August"
    missed = summary.undated - summary.ambiguous
    if missed:
        yield _undated(missed, summary, tables)


def _columns(table: "Table") -> str:
    shown = ", ".join(table.names[:_MOST_NAMES]) + (", …" if len(table.names) > _MOST_NAMES else "")
    places = {name: place for place, name in enumerate(table.names)}
    in_order = sorted(table.used.items(), key=lambda one: places.get(one[1], len(places)))  # paths of names last
    used = ", ".join(field if field == name else f"{name} as {field}" for field, name in in_order)
    return f"{table.path} has {shown}; used: {used or 'none'}"


def _undated(missed: int, summary: "Summary", tables: list["Table"]) -> str:
    """How many articles have no date, and where one may be."""
    said = "no dates" if missed == summary.articles else f"{missed:,} of {summary.articles:,} articles have no date"
    column = next((name for table in tables for name in table.dates), None)
    if column and missed == summary.articles:
        return f"{said}; there is a column «{column}»: --field published={column}"
    used = next((table.used["published"] for table in tables if "published" in table.used), None)
    return f"{said}; those under «{used}» are missing or can't be read" if used else said
