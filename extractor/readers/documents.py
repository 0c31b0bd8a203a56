"""JSON documents → Articles: one big array of objects, or objects one after the other, of any layout.

An array is cut into its elements as it comes, without being held whole, and each is then read like a line of JSON
Lines. An element that is no JSON ends where the next one plainly begins: `}, {"`, or `{"` on a new line.
"""

import re
from collections.abc import Iterator

from extractor.article import Article
from extractor.errors import Reject
from extractor.readers.dayorder import DayOrder
from extractor.readers.jsonl import Place, scan_value
from extractor.readers.options import Options
from extractor.readers.streams import BOM, SAMPLE, Line, Stream, decode_line

_STRING = rb'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"'
_TOKEN = re.compile(rb"\s++|" + _STRING + rb"|[{}\[\],:]|[-+.0-9A-Za-z]++", re.DOTALL)
_FLAT = re.compile(  # an object of strings and numbers, in one step
    rb"\{\s*+(?:" + _STRING + rb"\s*+:\s*+(?:" + _STRING + rb"|[-+.0-9A-Za-z]++)\s*+(?:,\s*+(?=\")|(?=\})))*+\}",
    re.DOTALL,
)
_LITERAL = re.compile(rb"-?[0-9][-+.0-9eE]*|true|false|null|-?Infinity|NaN")
_BETWEEN = re.compile(rb"[\s,]*+")
_NEXT = re.compile(rb'(?:\}\s*,|\n\s*,?)\s*(?=\{\s*")')  # where an element surely begins
_LONGEST_NEXT = 256
_CLOSES = {b"}": b"{", b"]": b"["}
_BEFORE_VALUE = frozenset((b"", b"{", b"[", b",", b":"))


def scan_documents(stream: Stream, path: str, options: Options) -> Iterator[Article | Reject]:
    """Every article of JSON documents; an element that gives none is a `Reject`."""
    days = DayOrder(options.dates_order)
    yield from days.settle(_found(stream, path, options, days))


def _found(stream: Stream, path: str, options: Options, days: DayOrder) -> Iterator[Article | Reject]:
    index = 0
    for number, element in enumerate(_Elements(stream, options.limits.line).lines()):
        for found in scan_value(element, Place(path, index, f"element {number}, "), options, days):
            yield found
            index += 1


class _Elements:
    """The elements of the arrays in a stream, and the values outside any, as lines of bytes."""

    def __init__(self, stream: Stream, longest: int) -> None:
        self._stream = stream
        self._longest = longest
        self._buffer = b""
        self._start = 0  # of the buffer in the stream
        self._at = 0  # of the next element in the buffer
        self._next: int | None = None  # where another begins, inside one that isn't closed
        self._closed = True  # every array that was opened

    def lines(self) -> Iterator[Line]:
        """Raises `EOFError` after the last one, where the array isn't closed and no element was blamed for that."""
        if not self._grow():
            raise EOFError("an empty file, and no JSON")
        self._at = len(BOM) if self._buffer.startswith(BOM) else 0
        while self._skip():
            mark = self._buffer[self._at : self._at + 1]
            if mark == (b"[" if self._closed else b"]"):
                self._closed = not self._closed
                self._at += 1
                continue
            self._forget()
            end = self._end()
            if end is None:
                yield self._damaged()
            else:
                line = decode_line(self._buffer[self._at : end], self._start + self._at)
                self._at = end
                yield line
        if not self._closed:
            raise EOFError("the array is cut off: its closing bracket is missing")

    def _skip(self) -> bool:
        """Goes to the next thing that is no white space; False where there is none."""
        while True:
            match = _BETWEEN.match(self._buffer, self._at)
            self._at = match.end() if match else self._at
            if self._at < len(self._buffer):
                return True
            if not self._grow():
                return False

    def _end(self) -> int | None:
        """Where the value that begins here ends; None where it is no JSON, or over the limit."""
        self._next = None
        if flat := _FLAT.match(self._buffer, self._at):
            return flat.end()
        opened: list[bytes] = []
        before, at = b"", self._at
        while at - self._at <= self._longest and (token := self._token(at)):
            if not token.isspace():
                if not _fits(token, before, opened):
                    self._next = at if token == b"{" and at > self._at else None
                    return None
                before = token
            at += len(token)
            if not opened:
                return at
        return None

    def _token(self, at: int) -> bytes:
        """The token at a place of the buffer, which grows until it is whole; nothing where there is none."""
        while True:
            match = _TOKEN.match(self._buffer, at)
            if match and (match.end() < len(self._buffer) or match[0][:1] in b'{}[],:"'):
                return match[0]
            first = self._buffer[at : at + 1]
            broken = not match and (first not in b'"' or self._buffer.find(b"\n", at) >= 0)
            if broken or len(self._buffer) - at > self._longest or not self._grow():
                return match[0] if match else b""

    def _damaged(self) -> Line:
        """What isn't JSON, or too long, up to where the next element begins."""
        start = self._start + self._at
        looked = self._at + 1
        large = False
        while (end := self._next_element(looked)) is None:
            looked = max(looked, len(self._buffer) - _LONGEST_NEXT)
            if len(self._buffer) - self._at > self._longest:
                large = True
                self._at = looked
                looked = looked - self._forget()
            if not self._grow():
                end = len(self._buffer)
                break
        raw = self._buffer[self._at : end].rstrip(b", \t\r\n")
        if end == len(self._buffer):  # at the end of the file: the array ends with it
            raw = raw if self._closed else raw.removesuffix(b"]")
            self._closed = True
        self._at = end
        line = decode_line(raw, start)
        return Line(start, self._start + end, "", large=True) if large else line

    def _next_element(self, looked: int) -> int | None:
        if self._next is not None:
            return self._next
        match = _NEXT.search(self._buffer, looked)
        return match.end() if match else None

    def _grow(self) -> bool:
        """More of the stream in the buffer: as much again, so that a long string isn't looked through too often."""
        more = self._stream.read1(max(SAMPLE, len(self._buffer)))
        self._buffer += more
        return bool(more)

    def _forget(self) -> int:
        """Takes what was read out of a long buffer, and says how much that is."""
        gone = self._at if self._at > SAMPLE else 0
        self._buffer = self._buffer[gone:]
        self._start += gone
        self._at -= gone
        return gone


def _fits(token: bytes, before: bytes, opened: list[bytes]) -> bool:
    """Whether a token may stand after the one before it; `opened` is brought up to date."""
    if token in (b"}", b"]"):
        return bool(opened) and opened.pop() == _CLOSES[token]
    if token == b":":
        return before[:1] == b'"'
    if token == b",":
        return bool(opened)
    if before not in _BEFORE_VALUE:
        return False
    if token in (b"{", b"["):
        in_object = bool(opened) and opened[-1] == b"{"
        opened.append(token)
        return before == b":" or not in_object
    return token[:1] == b'"' or bool(_LITERAL.fullmatch(token))
