"""Records → a file, whose ending chooses the format; it appears whole, or not at all."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Protocol

from extractor.errors import WriteError
from extractor.record import Record
from extractor.writers.jsonl import ENDINGS, JsonlWriter, pack

__all__ = ["Writer", "check_out", "open_writer", "replacing", "write"]


class Writer(Protocol):
    """What takes records one at a time."""

    def write(self, record: Record) -> None:
        """Add a record."""


def write(records: Iterable[Record], out: str | os.PathLike[str], *, overwrite: bool = False) -> int:
    """Write every record to `out` and return how many there were.

    `.jsonl`, `.jsonl.gz` and `.jsonl.zst` are known. The file gets its name when the last record is in it: a run that
    breaks off leaves what was there before.
    """
    count = 0
    with open_writer(out, overwrite=overwrite) as writer:
        for record in records:
            writer.write(record)
            count += 1
    return count


def check_out(out: str | os.PathLike[str], *, overwrite: bool = False) -> Path:
    """The path of an output that can be made; `WriteError` says why another can't."""
    path = Path(out)
    name = path.name.lower()
    if path.is_dir() or not name.endswith(ENDINGS):
        what = "a folder" if path.is_dir() or not path.suffix else f"the ending {''.join(path.suffixes[-2:])}"
        raise WriteError(f"{out}: {what} can't be written; an output ends in {', '.join(ENDINGS)}")
    if os.path.lexists(path) and not overwrite:
        raise WriteError(f"{out} exists already; choose another name, or ask for it to be overwritten (--overwrite)")
    return path


@contextmanager
def open_writer(out: str | os.PathLike[str], *, overwrite: bool = False) -> Iterator[Writer]:
    """A writer for `out`; folders above it are made where they are missing."""
    path = check_out(out, overwrite=overwrite)
    with replacing(path) as stream, pack(stream, path.name.lower()) as packed:
        yield JsonlWriter(packed)


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A stream that becomes the file `path` when the block ends well, and vanishes when it doesn't."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with temporary.open("wb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(temporary, path)
        finally:
            with suppress(FileNotFoundError):
                temporary.unlink()
    except OSError as error:
        raise WriteError(f"{path} can't be written: {error.strerror or error}") from error
