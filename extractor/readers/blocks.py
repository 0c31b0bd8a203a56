"""A text in which articles stand between tags → those blocks, one at a time, whatever is broken around them.

::

    <rss …><channel>          head: what holds for all
    <item> … </item>          a block
    <item> … </item>          a block
    </channel></rss>          tail

A dump of any size is cut so without being held whole, and each block is then taken apart alone: a damaged one costs
itself. `<![CDATA[…]]>` hides tags. A block that isn't closed ends where the next one begins.
"""

import re
from collections.abc import Iterator

from extractor.errors import ReadError
from extractor.readers.streams import BOM, SAMPLE, Line, Stream, decode_line

_LONGEST_HEAD = 1 << 18
_MARGIN = 1 << 10  # bytes that a tag may take
_CDATA, _CDATA_END = b"<![CDATA[", b"]]>"


class Blocks:
    """The blocks that elements of these names make; `head` is what stood before the first one.

    `nested`: an element may hold others of its name, so that one which opens inside it doesn't end it. `rooted`: something
    must be closed behind the last block, or the file is cut off.
    """

    def __init__(
        self, stream: Stream, names: tuple[str, ...], longest: int, *, nested: bool = False, rooted: bool = True
    ) -> None:
        self.head = ""
        self._stream = stream
        self._longest = longest
        self._nested = nested
        self._rooted = rooted
        self._open = re.compile(
            rb"<(?:[\w-]+:)?(" + b"|".join(re.escape(name.encode()) for name in names) + rb")(?=[\s>/])"
        )
        self._buffer = b""
        self._start = 0  # of the buffer in the stream
        self._clear: dict[bytes, int] = {}  # up to where in the stream there is no such mark: it is looked for once
        self._ended = False
        self._begun = False

    def __iter__(self) -> Iterator[Line]:
        """Each block, with its tags. Raises `ReadError` at the end of a file that is cut off."""
        while (at := self._next_opening()) is not None:
            opening = self._open.match(self._buffer, at)
            assert opening is not None
            self._drop(at)
            end, closed = self._end(opening[1])
            large = end > self._longest
            raw = self._buffer[:end]
            line = Line(self._start, self._start + end, "", large=True) if large else decode_line(raw, self._start)
            self._drop(end)
            yield line
            if not closed and self._ended and not self._buffer:
                raise ReadError(f"it is cut off inside <{opening[1].decode()}>: the closing tag is missing")
        if not self._begun:
            self.head = self._buffer[:_LONGEST_HEAD].decode("utf-8", "replace")
        elif self._rooted and b"</" not in self._buffer:
            raise ReadError("it is cut off: the closing tag of the whole is missing")

    def _next_opening(self) -> int | None:
        """Where in the buffer the next block begins; what stands before the first one is kept as the head."""
        looked = 0
        while True:
            if match := self._open.search(self._buffer, looked):
                if not self._begun:
                    self.head = self._buffer[: match.start()].removeprefix(BOM).decode("utf-8", "replace")
                    self._begun = True
                return match.start()
            keep = _LONGEST_HEAD if not self._begun else _MARGIN
            if len(self._buffer) > keep + SAMPLE:
                self._drop(len(self._buffer) - keep)
            looked = max(0, len(self._buffer) - _MARGIN)
            if not self._grow():
                return None

    def _end(self, name: bytes) -> tuple[int, bool]:
        """Where the block that begins at the buffer's start ends, and whether it is closed."""
        tags = re.compile(
            rb"<!\[CDATA\[|<!--|<(?:[\w-]+:)?"
            + re.escape(name)
            + rb"(?=[\s>/])[^<>]*>|</(?:[\w-]+:)?"
            + re.escape(name)
            + rb"\s*>"
        )
        at, depth = 0, 0
        while True:
            match = tags.search(self._buffer, at)
            if match is None:
                at = max(at, len(self._buffer) - _MARGIN)
                if len(self._buffer) > self._longest + _MARGIN:
                    return self._passed_over()
                if not self._grow():
                    return len(self._buffer), False
            elif match[0] in (_CDATA, b"<!--"):
                at = self._behind(match.end(), _CDATA_END if match[0] == _CDATA else b"-->")
            elif match[0].startswith(b"</"):
                depth -= 1
                at = match.end()
                if depth <= 0:
                    return at, True
            elif depth and not self._nested:
                return match.start(), False
            else:
                at = match.end()
                depth += not match[0].endswith(b"/>")
                if not depth:
                    return at, True

    def _behind(self, at: int, mark: bytes) -> int:
        """The place behind the next such mark; where it never comes, right where we are."""
        looked = max(at, self._clear.get(mark, 0) - self._start)
        while (found := self._buffer.find(mark, looked)) < 0:
            looked = max(at, len(self._buffer) - len(mark) + 1)
            self._clear[mark] = self._start + looked
            if len(self._buffer) > self._longest + _MARGIN or not self._grow():
                return at
        return found + len(mark)

    def _passed_over(self) -> tuple[int, bool]:
        """A block that is too long is read up to where the next one may begin, and not kept."""
        while True:
            if match := self._open.search(self._buffer, self._longest):
                return match.start(), False
            keep = len(self._buffer) - _MARGIN
            self._buffer = self._buffer[: self._longest] + self._buffer[keep:]
            self._start += keep - self._longest
            if not self._grow():
                return len(self._buffer), False

    def _grow(self) -> bool:
        more = self._stream.read1(max(SAMPLE, len(self._buffer)))
        self._buffer += more
        self._ended = not more
        return bool(more)

    def _drop(self, count: int) -> None:
        self._buffer = self._buffer[count:]
        self._start += count
