"""A path, or standard input → its bytes, and text → its lines, one at a time."""

import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from extractor.errors import ReadError

STANDARD_INPUT = "-"
LONGEST = 16 << 20  # bytes of a line that are held at once, where nobody says
OnBytes = Callable[[int], None]
if TYPE_CHECKING:
    Stream = io.BufferedReader[Any]
else:
    Stream = io.BufferedReader

BOM = b"\xef\xbb\xbf"
SAMPLE = 1 << 16  # bytes that are looked at before anything is decided


def printable(path: str | os.PathLike[str]) -> str:
    """The path as text that UTF-8 can hold: a file name may be any bytes."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


@contextmanager
def open_raw(path: str, on_bytes: OnBytes | None = None) -> Iterator[Stream]:
    """The bytes of a file, packed or not; `-` is standard input. Raises `ReadError` where it can't be opened.

    `on_bytes` hears how many bytes of the file were read.
    """
    try:
        raw: Any = sys.stdin.buffer if path == STANDARD_INPUT else open(path, "rb")  # noqa: SIM115
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise ReadError(f"{printable(path)} can't be opened: {getattr(error, 'strerror', None) or error}") from error
    try:
        yield buffered(_Counted(raw, on_bytes) if path != STANDARD_INPUT else Chunks(_counted(raw, on_bytes)))
    finally:
        if path != STANDARD_INPUT:
            raw.close()


def buffered(raw: io.RawIOBase) -> Stream:
    """The stream with a look ahead at its first `SAMPLE` bytes."""
    return io.BufferedReader(raw, SAMPLE)


def read_most(stream: Stream, size: int, begun: bytes) -> bytes:
    """What was read already, and more up to a size; an error is left to the next read, and comes after these bytes."""
    read = begun
    while len(read) < size:
        try:
            more = stream.read1(size - len(read))
        except Exception:
            if not read:
                raise
            break
        if not more:
            break
        read += more
    return read


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
        if place == 0 and raw.startswith(BOM):
            place, raw = len(BOM), raw[len(BOM) :]
        if len(raw) >= longest and not raw.endswith(b"\n"):
            cut = raw.rfind(b"\r", 0, -1) + 1 if split_returns else 0
            if not cut:
                end = place + len(raw)
                del raw
                end += _pass_over(stream)
                yield Line(place, end, "", large=True)
                place = end
                continue
            raw, kept = raw[:cut], raw[cut:]
        for part in raw.splitlines(keepends=True) if split_returns and b"\r" in raw else (raw,):
            line = decode_line(part, place)
            yield line
            place = line.end


def _pass_over(stream: BinaryIO | Stream) -> int:
    """The rest of a line is read and forgotten; how many bytes it had."""
    passed = 0
    while raw := stream.readline(SAMPLE):
        passed += len(raw)
        if raw.endswith(b"\n"):
            break
    return passed


class Chunks(io.RawIOBase):
    """A raw stream made of pieces of bytes, of any size.

    The first read fills the reader's buffer, so that what is known of a file doesn't hang on how its bytes arrive. An
    error comes after all the bytes before it.
    """

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._chunk = memoryview(b"")
        self._error: Exception | None = None
        self._begun = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        filled = 0
        while filled < len(buffer) and (not filled or not self._begun):
            if not self._chunk and not self._next():
                break
            size = min(len(buffer) - filled, len(self._chunk))
            buffer[filled : filled + size] = self._chunk[:size]
            self._chunk = self._chunk[size:]
            filled += size
        self._begun = True
        if not filled and self._error:
            raise self._error
        return filled

    def _next(self) -> bool:
        if self._error is None:
            try:
                self._chunk = memoryview(next(self._chunks, b""))
            except Exception as error:
                self._error = error
        return bool(self._chunk)


def _counted(raw: Any, on_bytes: OnBytes | None) -> Iterator[bytes]:
    while chunk := raw.read1(SAMPLE):  # what is there now: standard input may trickle
        if on_bytes:
            on_bytes(len(chunk))
        yield chunk


class _Counted(io.RawIOBase):
    """A file that tells how much of it was read."""

    def __init__(self, raw: Any, on_bytes: OnBytes | None) -> None:
        self._raw = raw
        self._on_bytes = on_bytes

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return bool(self._raw.seekable())

    def seek(self, place: int, whence: int = 0) -> int:
        return int(self._raw.seek(place, whence))

    def tell(self) -> int:
        return int(self._raw.tell())

    def readinto(self, buffer: Any) -> int:
        size: int = self._raw.readinto(buffer)
        if self._on_bytes:
            self._on_bytes(size)
        return size
