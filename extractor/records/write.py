"""Records → a file or folder: the ending chooses the format, or the caller does; it appears whole, or not at all.

::

    record's JSON ─► Writer ─┬─ jsonl                      the bytes as they are, packed or not
                             ├─ parquet (and Arrow)        nested columns            ─► huggingface: shards and a card
                             ├─ tables ─┬─ sqlite, duckdb  rows of tidy tables
                             │          └─ csv             one file a table
                             └─ shards                     a folder of files of N records each
"""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from extractor.errors import WriteError
from extractor.record import Record
from extractor.records.outputs import FILES, FOLDERS, SHARDS, Writer, ending_of
from extractor.records.places import replacing, replacing_file, replacing_folder
from extractor.records.shards import SHARD, open_shards
from extractor.records.tidy import EXTENSION, TABLES

__all__ = ["FORMATS", "Writer", "check_out", "open_writer", "replacing", "write"]

FORMATS = (*SHARDS, *FOLDERS)  # what a folder may hold
_OURS = re.compile(
    rf"records-\d+\.|rejects-\d+\.|manifest\.json$|({'|'.join(TABLES)}|{EXTENSION}\w+)\.csv$|README\.md$|data$"
)


def write(
    records: Iterable[Record],
    out: str | os.PathLike[str],
    *,
    overwrite: bool = False,
    format: str | None = None,
    shard_size: int = SHARD,
) -> int:
    """Write every record to `out` and return how many there were.

    The ending chooses the format of a file; `format` that of a folder (`FORMATS`; shards of JSON Lines where it isn't
    given). The output gets its name when the last record is in it: a run that breaks off leaves what was there before.
    """
    count = 0
    with open_writer(out, overwrite=overwrite, format=format, shard_size=shard_size) as writer:
        for record in records:
            writer.write(record.to_json())
            count += 1
    return count


@contextmanager
def open_writer(
    out: str | os.PathLike[str], *, overwrite: bool = False, format: str | None = None, shard_size: int = SHARD
) -> Iterator[Writer]:
    """A writer for `out`, with the options of `write`; folders above it are made where they are missing."""
    if shard_size < 1:
        raise WriteError(f"{shard_size} records in a file of {out}: there must be one at least")
    path = check_out(out, overwrite=overwrite, format=format)
    ending = ending_of(path)
    if ending:
        with replacing_file(path, overwrite=overwrite) as temporary, FILES[ending].open(temporary, ending) as writer:
            yield writer
        return
    format = format or "shards"
    with replacing_folder(path, overwrite=overwrite) as temporary:
        if format in SHARDS:
            with open_shards(temporary, SHARDS[format], shard_size) as writer:
                yield writer
        else:
            with FOLDERS[format].open(temporary, shard_size) as writer:
                yield writer


def check_out(out: str | os.PathLike[str], *, overwrite: bool = False, format: str | None = None) -> Path:
    """The path of an output that can be made; `WriteError` says why another can't."""
    path = Path(out)
    ending = ending_of(path)
    if ending:
        _check_file(path, ending, format)
    else:
        _check_folder(path, format)
    if _is_taken(path) and not overwrite:
        raise WriteError(f"{out} exists already; choose another name, or ask for it to be overwritten (--overwrite)")
    return path


def _check_file(path: Path, ending: str, format: str | None) -> None:
    if format is not None and SHARDS.get(format) != ending:
        raise WriteError(f"{path}: {format} is the format of a folder, and this name ends as a file does")
    if path.is_dir():
        raise WriteError(f"{path}: a folder can't be written under the name of a file ({ending})")
    FILES[ending].check(path)


def _check_folder(path: Path, format: str | None) -> None:
    if format is None and path.suffix and not path.is_dir():
        what = f"the ending {''.join(path.suffixes[-2:])} can't be written"
        folder = "is a folder, which has no dot in its name or comes with a format"
        raise WriteError(f"{path}: {what}; an output ends in {', '.join(FILES)}, or {folder}")
    if format is not None and format not in FORMATS:
        raise WriteError(f"{path}: no format {format!r} of a folder; there are {', '.join(FORMATS)}")
    if os.path.lexists(path) and not path.is_dir():
        raise WriteError(f"{path} is a file, and a folder can't take its place; choose another name")
    strangers = [found.name for found in path.iterdir() if not _OURS.match(found.name)] if path.is_dir() else []
    if strangers:
        raise WriteError(f"{path} holds what is no records ({min(strangers)}), and would lose it; choose another name")
    chosen = FILES[SHARDS[format or "shards"]] if (format or "shards") in SHARDS else FOLDERS[format or "shards"]
    chosen.check(path)


def _is_taken(path: Path) -> bool:
    return any(path.iterdir()) if path.is_dir() and not path.is_symlink() else os.path.lexists(path)
