"""Records → a file, whose ending chooses the format; it appears whole, or not at all."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from extractor.errors import WriteError
from extractor.record import Record
from extractor.writers.formats import FILES, Writer, ending_of
from extractor.writers.places import replacing, replacing_file

__all__ = ["Writer", "check_out", "open_writer", "replacing", "write"]


def write(records: Iterable[Record], out: str | os.PathLike[str], *, overwrite: bool = False) -> int:
    """Write every record to `out` and return how many there were.

    The ending chooses the format. The file gets its name when the last record is in it: a run that breaks off leaves
    what was there before.
    """
    count = 0
    with open_writer(out, overwrite=overwrite) as writer:
        for record in records:
            writer.write(record.to_json())
            count += 1
    return count


def check_out(out: str | os.PathLike[str], *, overwrite: bool = False) -> Path:
    """The path of an output that can be made; `WriteError` says why another can't."""
    path = Path(out)
    ending = ending_of(path)
    if path.is_dir() or ending is None:
        what = "a folder" if path.is_dir() or not path.suffix else f"the ending {''.join(path.suffixes[-2:])}"
        raise WriteError(f"{out}: {what} can't be written; an output ends in {', '.join(FILES)}")
    FILES[ending].check(path)
    if os.path.lexists(path) and not overwrite:
        raise WriteError(f"{out} exists already; choose another name, or ask for it to be overwritten (--overwrite)")
    return path


@contextmanager
def open_writer(out: str | os.PathLike[str], *, overwrite: bool = False) -> Iterator[Writer]:
    """A writer for `out`; folders above it are made where they are missing."""
    path = check_out(out, overwrite=overwrite)
    ending = ending_of(path) or ""
    with replacing_file(path) as temporary, FILES[ending].open(temporary, ending) as writer:
        yield writer
