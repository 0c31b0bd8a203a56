"""Records → standard output: whole records, or what is left of one is taken back."""

import io
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from extractor.errors import DiskError
from extractor.records.jsonl import JsonlWriter

HELD = 1 << 13  # bytes that are written in one go


class _Whole(io.RawIOBase):
    """A file that is cut behind the last whole line when no more can be written."""

    def __init__(self, handle: int) -> None:
        self._handle = handle
        self._regular = stat.S_ISREG(os.fstat(handle).st_mode)

    def writable(self) -> bool:
        return True

    def write(self, data: "memoryview | bytes") -> int:  # type: ignore[override]
        """All of `data`, which ends with a line, or nothing of its last line."""
        wanted = memoryview(data)
        done = 0
        try:
            while done < len(wanted):
                done += os.write(self._handle, wanted[done:])
        except OSError:
            whole = bytes(wanted[:done]).rfind(b"\n") + 1
            if self._regular and whole < done:
                place = os.lseek(self._handle, 0, os.SEEK_CUR) - (done - whole)
                os.ftruncate(self._handle, place)
                os.lseek(self._handle, place, os.SEEK_SET)
            raise
        return done


class _Lines:
    """What gathers whole lines, and writes them together."""

    def __init__(self, raw: _Whole) -> None:
        self._raw = raw
        self._held = bytearray()

    def write(self, line: bytes) -> int:
        self._held += line
        if len(self._held) >= HELD:
            self.flush()
        return len(line)

    def flush(self) -> None:
        held, self._held = bytes(self._held), bytearray()
        self._raw.write(held)


@contextmanager
def open_stdout() -> Iterator[JsonlWriter]:
    """A writer of JSON Lines to standard output, on which no half record is left where that is a file.

    Raises `DiskError` where no more can be written, and `BrokenPipeError` where nobody reads any more.
    """
    stream: BinaryIO = sys.stdout.buffer
    stream.flush()
    try:
        lines = _Lines(_Whole(stream.fileno()))
    except (OSError, ValueError):  # no file at all: what a test or a notebook puts in its place
        yield JsonlWriter(stream)
        return
    try:
        yield JsonlWriter(lines)  # type: ignore[arg-type]
        lines.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise DiskError(
            f"standard output can't be written: {error.strerror or error}; its last record is whole"
        ) from error
