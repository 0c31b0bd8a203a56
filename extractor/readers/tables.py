"""What the columns of a table, or the keys of its JSON, are called, and which of them articles are made of."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any, NamedTuple

from extractor.errors import ExtractorError
from extractor.readers.delimited import read_names
from extractor.readers.files import open_stream
from extractor.readers.folders import walk
from extractor.readers.formats import choose_format
from extractor.readers.jsonl import first_object
from extractor.readers.options import Options
from extractor.readers.packing import without_packing
from extractor.readers.shapes import unfold
from extractor.readers.streams import SAMPLE, STANDARD_INPUT, Stream, printable
from extractor.readers.synonyms import locate, perhaps_dates

_MOST_FILES, _MOST_TABLES = 20, 3  # that are opened; that are told of


class Table(NamedTuple):
    """A table or JSON of a dump: `used` says which of its names are which of our fields."""

    path: str
    names: tuple[str, ...]
    used: Mapping[str, str]

    @property
    def dates(self) -> list[str]:
        """Names that may be of dates and weren't used."""
        return [name for name in perhaps_dates(self.names) if name not in self.used.values()]


def find_tables(inputs: Iterable[str], options: Options) -> list[Table]:
    """The first tables among some paths, one for each set of names; what can't be opened again is passed over."""
    tables: dict[tuple[str, ...], Table] = {}
    for path in _some(inputs):
        names = None
        with suppress(ExtractorError, OSError, ValueError):
            names = _names(path, options)
        if names and len(tables) < _MOST_TABLES:
            tables.setdefault(names, Table(printable(path), names, locate(names, options.fields)))
    return list(tables.values())


def _some(inputs: Iterable[str]) -> Iterator[str]:
    opened = 0
    for given in inputs:
        with suppress(OSError):
            for path in walk(given) if given != STANDARD_INPUT else ():
                if opened < _MOST_FILES:
                    opened += 1
                    yield path


def _names(path: str, options: Options) -> tuple[str, ...] | None:
    """The names in a file, or None where it is no table, nor JSON."""
    with open_stream(path) as stream:
        format = choose_format(stream.peek()[:SAMPLE], without_packing(path), options)
        read = {"table": _of_table, "JSON Lines": _of_json, "JSON document": _of_json}.get(format.name)
        if read is None:
            return _of_columns(path) if format.name in ("Parquet", "Arrow") else None
        return read(stream, options)


def _of_table(stream: Stream, options: Options) -> tuple[str, ...]:
    return tuple(name for name in read_names(stream, options) if name)


def _of_json(stream: Stream, options: Options) -> tuple[str, ...]:
    found: Mapping[str, Any] = first_object(stream, options)
    rows = None if "text" in found else unfold(found, options.fields)
    return tuple(rows[0] if rows else found)


def _of_columns(path: str) -> tuple[str, ...] | None:
    import pyarrow.parquet

    return tuple(pyarrow.parquet.read_schema(path).names) if path.endswith((".parquet", ".pq")) else None
