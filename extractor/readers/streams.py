"""A path, plain or gzipped, or standard input → its lines as bytes, one at a time."""

import gzip
import io
import os
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extractor.errors import FormatError, ReadError

STANDARD_INPUT = "-"
BROKEN = (OSError, EOFError, zlib.error)  # what a file that breaks off raises while it is read
OnBytes = Callable[[int], None]
if TYPE_CHECKING:
    Stream = io.BufferedReader[Any]
else:
    Stream = io.BufferedReader

_GZIP = b"\x1f\x8b"
_BOM = b"\xef\xbb\xbf"
_FOREIGN = {
    b"\xff\xfe": "UTF-16 text; convert it to UTF-8",
    b"\xfe\xff": "UTF-16 text; convert it to UTF-8",
    b"\x28\xb5\x2f\xfd": "Zstandard; unpack it first",
    b"BZh": "bzip2; unpack it first",
    b"\xfd7zXZ": "xz; unpack it first",
    b"PK\x03\x04": "a zip archive; unpack it first",
    b"PAR1": "Parquet, which is not read yet",
    b"%PDF-": "a PDF",
}


def printable(path: str | os.PathLike[str]) -> str:
    """The path as text that UTF-8 can hold: a file name may be any bytes."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


@contextmanager
def open_stream(path: str, on_bytes: OnBytes | None = None) -> Iterator[Stream]:
    """The unpacked bytes of a file; `-` is standard input.

    Raises `ReadError` where the file can't be opened, `FormatError` where its first bytes say that it is no text.
    `on_bytes` hears how many bytes of the file (packed) were consumed.
    """
    try:
        raw: Any = sys.stdin.buffer if path == STANDARD_INPUT else open(path, "rb")  # noqa: SIM115
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise ReadError(f"{printable(path)} can't be opened: {getattr(error, 'strerror', None) or error}") from error
    try:
        counted = io.BufferedReader(_Counted(raw, on_bytes))
        packed = counted.peek(2)[:2] == _GZIP
        stream: Stream = io.BufferedReader(gzip.GzipFile(fileobj=counted)) if packed else counted
        _refuse_foreign(stream.peek(8)[:8])
        yield stream
    except BROKEN as error:
        raise ReadError(f"{printable(path)} breaks off: {error}") from error
    finally:
        if path != STANDARD_INPUT:
            raw.close()


@dataclass(frozen=True, slots=True)
class Line:
    """One line with its end: the bytes `[start, end)` of the stream, decoded; `bad`: the first that isn't UTF-8."""

    start: int
    end: int
    text: str
    bad: int | None = None


def lines(stream: Iterable[bytes], *, split_returns: bool) -> Iterator[Line]:
    """Every line, without a byte order mark; `split_returns` ends one at a lone carriage return too."""
    place = 0
    for piece in stream:
        for raw in piece.splitlines(keepends=True) if split_returns and b"\r" in piece else (piece,):
            if place == 0 and raw.startswith(_BOM):
                place, raw = len(_BOM), raw[len(_BOM) :]
            end = place + len(raw)
            try:
                line = Line(place, end, raw.decode())
            except UnicodeDecodeError as error:
                line = Line(place, end, raw.decode("utf-8", "backslashreplace"), place + error.start)
            yield line
            place = end


def _refuse_foreign(first: bytes) -> None:
    for magic, kind in _FOREIGN.items():
        if first.startswith(magic):
            raise FormatError(f"neither UTF-8 text nor JSON Lines: this is {kind}")


class _Counted(io.RawIOBase):
    """A raw stream that tells how much of it was read."""

    def __init__(self, raw: Any, on_bytes: OnBytes | None) -> None:
        self._raw = raw
        self._on_bytes = on_bytes

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        size: int = self._raw.readinto1(buffer)  # what is there now: standard input may trickle
        if self._on_bytes:
            self._on_bytes(size)
        return size
