"""The records of a crawl, one after the other, whatever is broken between them.

A record's length is believed only where a record, or the end, follows it. Where it is wrong, or where something else stands
between two records, the next one is looked for, and what was passed over is told as `Broken`.
"""

import re
from collections.abc import Iterator
from email import message_from_string
from email.message import Message
from typing import NamedTuple

from extractor.readers.packing import BROKEN_MEMBER
from extractor.readers.streams import Stream

_PIECE = 1 << 16
_VERSION = re.compile(rb"WARC/\d\.\d+[ \t]*\r?\n")
_NEXT = re.compile(rb"(?:\A|(?<=\n))WARC/\d\.\d+[ \t]*\r?\n(?=[A-Za-z-]{1,40}:)")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_LONGEST_HEAD = 1 << 16
_SLACK = 16  # bytes between two records that cost none of them
_LONGEST_MARK = 80  # bytes of a version line and the name below it


class Frame(NamedTuple):
    """A record: its place, its head and its block, which is cut where it is longer than any that is wanted."""

    start: int
    head: Message
    block: bytes


class Broken(NamedTuple):
    """Bytes `[start, end)` that are no record, or one whose length is wrong; `last`: nothing whole came after them."""

    start: int
    end: int
    detail: str
    last: bool = False


class Frames:
    """The records of an unpacked crawl; `longest` is how much of a block is kept."""

    def __init__(self, stream: Stream, longest: int) -> None:
        self._stream = stream
        self._longest = longest
        self._buffer = bytearray()
        self._start = 0  # of the buffer in the stream
        self.error: Exception | None = None  # the stream's, once all before it was given

    def __iter__(self) -> Iterator[Frame | Broken]:
        while self._skip_space():
            start = self._start
            if self._buffer.startswith(BROKEN_MEMBER.strip()):
                yield self._lost(start, "a member of its packing is broken, and the record in it")
                continue
            version = _VERSION.match(self._buffer)
            end = self._head_end() if version else None
            if not version or not end:
                yield self._lost(start, "no record of a crawl")
                continue
            head = message_from_string(self._buffer[version.end() : end].decode("utf-8", "replace"))
            length = (head.get("Content-Length") or "").strip()
            if not length.isdecimal():
                yield self._lost(start, "a record without a length", end)
                continue
            yield self._frame(start, head, end, int(length))

    def _frame(self, start: int, head: Message, end: int, length: int) -> Frame | Broken:
        whole = self._fill(end + min(length, self._longest))
        block = bytes(self._buffer[end : end + min(length, self._longest)])
        if whole and length > self._longest:
            self._drop(end + self._longest)
            whole = self._pass_over(length - self._longest)
            return (
                Frame(start, head, block)
                if whole
                else Broken(start, self._start, "a record that breaks off", last=True)
            )
        if whole and (self._ends_at(end + length) or self._is_closed(block, end + length)):
            self._drop(end + length)
            return Frame(start, head, block)
        beyond = _NEXT.search(self._buffer, end + length, end + length + _SLACK + _LONGEST_MARK) if whole else None
        if beyond and beyond.start() - end - length <= _SLACK and not _NEXT.search(block):
            self._drop(beyond.start())  # a few bytes too many behind the record
            return Frame(start, head, block)
        return self._lost(start, "a record whose length is wrong" if whole else "a record that breaks off", end)

    def _ends_at(self, place: int) -> bool:
        """Whether only line ends stand between a place and the next record, or the end."""
        self._fill(place + _LONGEST_MARK)
        rest = bytes(self._buffer[place : place + _LONGEST_MARK]).lstrip(b"\r\n")
        return not rest or bool(_VERSION.match(rest))

    def _is_closed(self, block: bytes, place: int) -> bool:
        """Whether a block has the line ends behind it that it should, and no other record inside: garbage follows it."""
        return self._buffer[place : place + 4] == b"\r\n\r\n" and not _NEXT.search(block)

    def _lost(self, start: int, detail: str, looked: int = 1) -> Broken:
        """Goes to the next record after a place in the buffer, and says what was passed over."""
        while True:
            if found := _NEXT.search(self._buffer, looked):
                self._drop(found.start())
                return Broken(start, self._start, detail)
            looked = max(looked, len(self._buffer) - _LONGEST_MARK)
            if len(self._buffer) > self._longest:
                self._drop(looked - 1)  # the line end before the next record stays
                looked = 1
            if not self._grow():
                self._drop(len(self._buffer))
                return Broken(start, self._start, detail, last=True)

    def _head_end(self) -> int | None:
        while not (found := _HEAD_END.search(self._buffer)):
            if len(self._buffer) > _LONGEST_HEAD or not self._grow():
                return None
        return found.end()

    def _skip_space(self) -> bool:
        """Goes to the next byte that is no line end, and holds enough to know a record; False at the end."""
        while True:
            kept = self._buffer.lstrip(b"\r\n")
            self._drop(len(self._buffer) - len(kept))
            if self._buffer:
                self._fill(_LONGEST_MARK)
                return True
            if not self._grow():
                return False

    def _fill(self, size: int) -> bool:
        while len(self._buffer) < size:
            if not self._grow():
                return False
        return True

    def _pass_over(self, size: int) -> bool:
        while size:
            if not self._buffer and not self._grow():
                return False
            passed = min(size, len(self._buffer))
            self._drop(passed)
            size -= passed
        return True

    def _grow(self) -> bool:
        if self.error is not None:
            return False
        try:
            more = self._stream.read1(_PIECE)
        except Exception as error:
            self.error = error
            return False
        self._buffer += more
        return bool(more)

    def _drop(self, size: int) -> None:
        del self._buffer[:size]
        self._start += size
