"""Records → records: whatever `extractor.records.write` made, read again, and checked against the contract.

::

    path ─┬─ JSON Lines, packed or not ─────────────► line ─┐
          ├─ stored: Parquet, Arrow ────────────────► row ──┼─► Record, or a Problem that says where and what
          ├─ stored: SQLite, DuckDB, folder of CSV ─► rows ─┘
          └─ folder of shards, dataset: each file in turn

The format is known by content. A DocBin holds texts and spans alone, and is not read.
"""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from extractor.errors import ExtractorError, FormatError, ReadError, RecordError
from extractor.plugins import FIELD, class_for
from extractor.readers.limits import Budget
from extractor.readers.options import Limits
from extractor.readers.packing import unpack
from extractor.readers.streams import STANDARD_INPUT, open_raw, printable
from extractor.record import Record
from extractor.records.check import departures

ENDINGS = (".jsonl", ".jsonl.gz", ".jsonl.zst", ".parquet", ".arrow", ".sqlite", ".db", ".duckdb")
_MARK = "schema_version"  # what tells a record from news in JSON
_UNLIMITED = Limits(unpacked=sys.maxsize, ratio=sys.maxsize)  # a million records alike pack very well
Raw = bytes | dict[str, Any] | str  # a line, an object, or what is wrong with it


@dataclass(frozen=True, slots=True)
class Problem:
    """Where a file of records breaks the contract, and how; `place` is None where the file as a whole is meant."""

    path: str
    place: str | None  # `line 3`, `row 17`, `article 2`
    field: str | None  # `money[0].low`
    problem: str
    unreadable: bool = False  # what follows in the file, if anything does, couldn't be read

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.path, self.place, self.field) if part)
        return f"{where}: {self.problem}"


def read_records(path: str | os.PathLike[str]) -> Iterator[Record]:
    """The records of a file, of a folder of shards or tables, or of standard input (`-`: JSON Lines), one at a time.

    Raises `ReadError` for what can't be read and `RecordError` for what is no record, both with the place.
    """
    for found in scan_records(path):
        if isinstance(found, Problem):
            raise (ReadError if found.unreadable else RecordError)(str(found))
        yield found


def scan_records(path: str | os.PathLike[str], *, strict: bool = False) -> Iterator[Record | Problem]:
    """What `read_records` does, with the problems in their places; nothing that is wrong with the input raises.

    `strict` looks at more than a reader needs: whether values are in the contract's form and lists in its order.
    """
    name = os.fspath(path)
    try:
        files = list(_files(name))
    except (ReadError, OSError) as error:
        yield Problem(printable(name), None, None, str(error), unreadable=True)
        return
    for file in files:
        yield from _scan(file, strict=strict)


def holds_records(path: str) -> bool:
    """Whether a path leads to records, by its first one; standard input isn't looked at."""
    if path == STANDARD_INPUT:
        return False
    try:
        return any(_is_marked(raw) for _, raw in _first(path))
    except (ExtractorError, OSError):
        return False


def is_inside(path: str, folder: str) -> bool:
    """Whether a path is another one, or lies inside it: what takes the other's place would take what is read."""
    real = Path(os.path.realpath(path))
    other = Path(os.path.realpath(folder))
    return path != STANDARD_INPUT and other in (real, *real.parents)


def _first(path: str) -> Iterator[tuple[str, Raw]]:
    for file in _files(path):
        for found in _raw(file):
            yield found
            return


def _scan(path: str, *, strict: bool) -> Iterator[Record | Problem]:
    shown, place = printable(path), None
    try:
        for place, raw in _raw(path):
            yield from _checked(raw, (shown, place), strict=strict)
    except (ExtractorError, OSError) as error:
        yield Problem(shown, place and f"after {place}", None, str(error), unreadable=True)


def _checked(raw: Raw, where: tuple[str, str], *, strict: bool) -> Iterator[Record | Problem]:
    if isinstance(raw, str):
        yield Problem(*where, None, raw)
        return
    if not _is_marked(raw):
        yield Problem(*where, _MARK, "is missing; is this a file of records?")
        return
    try:
        kind = class_for(raw)
        record = kind.model_validate_json(raw) if isinstance(raw, bytes) else kind.model_validate(raw)
    except RecordError as error:
        yield Problem(*where, FIELD, str(error))
        return
    except ValidationError as error:
        for each in error.errors(include_url=False, include_input=False):
            yield Problem(*where, _field(each["loc"]), each["msg"].removeprefix("Value error, "))
        return
    found = [Problem(*where, field, problem) for field, problem in departures(raw, record)] if strict else []
    yield from found or (record,)


def _is_marked(raw: Raw) -> bool:
    return b'"schema_version"' in raw if isinstance(raw, bytes) else _MARK in raw


def _field(place: tuple[str | int, ...]) -> str | None:
    """A path in the record as a reader writes it: ``money[0].low``."""
    parts = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place)
    return parts.removeprefix(".") or None


def _files(path: str) -> Iterator[str]:
    """The files of a folder that hold records, by name; anything else is itself the file."""
    if not os.path.isdir(path) or os.path.exists(os.path.join(path, "articles.csv")):
        yield path
        return
    folder = Path(path)
    found = [inside for inside in (*folder.iterdir(), *folder.glob("data/*")) if _is_shard(inside)]
    if not found:
        raise ReadError("no file of records in this folder")
    yield from sorted(map(str, found))


def _is_shard(path: Path) -> bool:
    name = path.name.lower()
    aside = name.startswith((".", "rejects-")) or ".rejects." in name
    return name.endswith(ENDINGS) and not aside


def _raw(path: str) -> Iterator[tuple[str, Raw]]:
    """Every record of a file as it is stored, with its place."""
    if path == STANDARD_INPUT:
        return _lines(path)
    if os.path.isdir(path):
        from extractor.records.stored import csv_tables

        return csv_tables(path)
    if path.lower().endswith(".spacy"):
        raise FormatError(
            "a DocBin holds texts and spans, from which no record can be made; read what it was made from"
        )
    try:
        with open(path, "rb") as stream:
            begin = stream.read(16)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise ReadError(f"can't be opened: {getattr(error, 'strerror', None) or error}") from error
    return _stored(path, begin) or _lines(path)


def _stored(path: str, begin: bytes) -> Iterator[tuple[str, Raw]] | None:
    from extractor.records import stored

    if begin.startswith((b"PAR1", b"ARROW1")):
        return stored.columns(path)
    if begin.startswith(b"SQLite format 3\0"):
        return stored.sqlite(path)
    return stored.duckdb(path) if begin[8:12] == b"DUCK" else None


def _lines(path: str) -> Iterator[tuple[str, Raw]]:
    with open_raw(path) as packed:
        stream, _ = unpack(packed, Budget(_UNLIMITED))
        for number, line in enumerate(stream, 1):
            if line.strip():
                yield f"line {number}", line
