"""A path, plain or gzipped, or standard input → its lines as bytes, one at a time."""

import gzip
import io
import os
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from extractor.errors import FormatError, ReadError

STANDARD_INPUT = "-"
LONGEST = 16 << 20  # bytes of a line that are held at once, where nobody says
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


class Line(NamedTuple):
    """One line with its end: the bytes `[start, end)` of the stream, decoded.

    `bad` is the first byte that isn't UTF-8. A `large` line is over the limit, and its text was not kept.
    """

    start: int
    end: int
    text: str
    bad: int | None = None
    large: bool = False


def decode_line(raw: bytes, start: int) -> Line:
    """The line that these bytes are; those that aren't UTF-8 are shown as `\\xe9`."""
    try:
        return Line(start, start + len(raw), raw.decode())
    except UnicodeDecodeError as error:
        return Line(start, start + len(raw), raw.decode("utf-8", "backslashreplace"), start + error.start)


def lines(stream: BinaryIO | Stream, *, longest: int = LONGEST, split_returns: bool = False) -> Iterator[Line]:
    """Every line, without a byte order mark; `split_returns` ends one at a lone carriage return too.

    A line of more than `longest` bytes is passed over piece by piece, and comes as a `large` one.
    """
    place = 0
    kept = b""
    while raw := kept + stream.readline(longest):
        kept = b""
        if place == 0 and raw.startswith(_BOM):
            place, raw = len(_BOM), raw[len(_BOM) :]
        if len(raw) >= longest and not raw.endswith(b"\n"):
            cut = raw.rfind(b"\r", 0, -1) + 1 if split_returns else 0
            if not cut:
                end = place + len(raw) + _pass_over(stream, longest)
                yield Line(place, end, "", large=True)
                place = end
                continue
            raw, kept = raw[:cut], raw[cut:]
        for part in raw.splitlines(keepends=True) if split_returns and b"\r" in raw else (raw,):
            line = decode_line(part, place)
            yield line
            place = line.end


def _pass_over(stream: BinaryIO | Stream, longest: int) -> int:
    """The rest of a line is read and forgotten; how many bytes it had."""
    passed = 0
    while raw := stream.readline(longest):
        passed += len(raw)
        if raw.endswith(b"\n"):
            break
    return passed


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
