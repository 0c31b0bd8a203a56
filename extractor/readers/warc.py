"""A crawl (WARC, as Common Crawl's CC-NEWS) → the Articles of its web pages.

fastwarc finds the records, and nothing else is left to it: of a record that breaks off it gives what is there, and
with its own decoding of HTTP bodies on, version 2.0 passes over records behind a chunked one. Lengths and bodies are
therefore looked after here.
"""

import re
import zlib
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from io import BytesIO
from typing import Any, NamedTuple

from extractor.errors import FormatError, ReadError, Reject
from extractor.readers.limits import LimitError
from extractor.readers.options import Options
from extractor.readers.page import Page
from extractor.readers.streams import Stream
from extractor.readers.web import LONGEST_PAGE, Origin, lay_by, require_trafilatura

PAGES = frozenset(("text/html", "application/xhtml+xml"))

_LONGEST_BLOCK = LONGEST_PAGE + (1 << 16)  # a page and its HTTP head
_PIECE = 1 << 16
_OK = re.compile(rb"HTTP/\S+ +200\b[^\r\n]*\r?\n")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r\n")


def scan_warc(stream: Stream, path: str, options: Options) -> Iterator[Page | Reject]:
    """Every page that a crawl got, to be read; one that is too large is a `Reject`, other records are passed by.

    Raises `ReadError` where the crawl breaks off, or isn't WARC any more, once everything before that was given; it
    says at which byte. Raises `FormatError` where fastwarc or trafilatura isn't installed.
    """
    require_trafilatura()
    index = 0
    for record in _records(_Source(stream)):
        page = _page(record)
        if page is not None:
            origin = Origin(path, index, record.url, page.charset, record.pointer(path))
            yield lay_by(page.body, origin, options, truncated=record.truncated)
            index += 1


class _Record(NamedTuple):
    """An HTTP response of a crawl; `block` is cut where it is longer than any page may be."""

    start: int
    id: str | None
    url: str | None
    truncated: bool
    block: bytes

    def pointer(self, path: str) -> str:
        return f"record {self.id} at byte {self.start} of {path}"


class _Page(NamedTuple):
    body: bytes
    charset: str | None


class _Source:
    """A stream as fastwarc wants it: an end for an error, which is kept and raised when the records before are done."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._place = 0
        self.error: Exception | None = None

    def tell(self) -> int:
        return self._place

    def read(self, size: int = -1) -> bytes:
        try:
            piece = self._stream.read1(size if 0 < size < _PIECE else _PIECE) if self.error is None else b""
        except Exception as error:
            self.error = error
            piece = b""
        self._place += len(piece)
        return piece


def _records(source: _Source) -> Iterator[_Record]:
    """The HTTP responses; raises `ReadError` where the crawl doesn't end at the end of a record."""
    place, intact = 0, True
    try:
        for record in _archive(source):
            place = record.stream_pos
            length = record.content_length
            block = b""
            if record.headers.get("WARC-Type") == "response":
                block = _read(record.reader, _LONGEST_BLOCK)
            intact = record.headers.get("Content-Length") is not None
            intact = intact and len(block) + record.reader.consume() == length
            if not intact:
                break
            if block:
                headers = record.headers
                url = headers.get("WARC-Target-URI")
                truncated = headers.get("WARC-Truncated") is not None
                yield _Record(place, record.record_id, url.strip("<>") if url else None, truncated, block)
    except OSError as error:  # what follows is no record
        source.error = source.error or error
    if isinstance(source.error, LimitError):  # no damage: the reader of the file knows what to say of it
        raise source.error
    if not intact or source.error is not None:
        why = "" if source.error is None else f": {source.error}"
        raise ReadError(f"the crawl breaks off at or after the record at byte {place}{why}")


def _archive(source: _Source) -> Any:
    try:
        from fastwarc.warc import ArchiveIterator
    except ImportError as error:
        raise FormatError(f"crawls need fastwarc: pip install 'extractor-news[web]' ({error})") from error
    stream: Any = source  # it needs no more than to be read and to tell its place
    return ArchiveIterator(stream, parse_http=False)


def _read(reader: Any, most: int) -> bytes:
    pieces = []
    while most > 0 and (piece := reader.read(most)):
        pieces.append(piece)
        most -= len(piece)
    return b"".join(pieces)


def _page(record: _Record) -> _Page | None:
    """The page in an HTTP response; None where it holds something else, or an error."""
    status = _OK.match(record.block)
    end = _HEAD_END.search(record.block) if status else None
    if not status or not end:
        return None
    head = message_from_bytes(record.block[status.end() : end.end()])
    if head.get_content_type() not in PAGES:
        return None
    charset = head.get_content_charset()
    return _Page(_body(record.block[end.end() :], head), charset)


def _body(raw: bytes, head: Message) -> bytes:
    """The body as it was before it was sent; many crawlers undo that themselves and leave the head as it was."""
    if "chunked" in head.get("Transfer-Encoding", "").lower():
        raw = _without_chunks(raw)
    packing = head.get("Content-Encoding", "").strip().lower()
    if packing in ("gzip", "x-gzip", "deflate"):
        raw = _inflated(raw)
    elif packing == "br":
        raw = _unbrotlied(raw)
    return raw


def _without_chunks(raw: bytes) -> bytes:
    """The chunks put together; bytes that aren't in chunks stay as they are.

    >>> _without_chunks(b"4\\r\\nTea \\r\\n5\\r\\nrose.\\r\\n0\\r\\n\\r\\n")
    b'Tea rose.'
    """
    chunks = []
    place = 0
    while head := _CHUNK.match(raw, place):
        size = int(head[1], 16)
        if size == 0:
            break
        chunks.append(raw[head.end() : head.end() + size])
        place = head.end() + size + 2
    return b"".join(chunks) or raw


def _inflated(raw: bytes) -> bytes:
    for window in (47, -15):  # gzip or zlib; bare deflate, as some servers send
        unpacker = zlib.decompressobj(window)
        try:
            return unpacker.decompress(raw, LONGEST_PAGE + 1) or raw
        except zlib.error:
            continue
    return raw


def _unbrotlied(raw: bytes) -> bytes:
    from fastwarc.stream_io import BrotliReader

    try:
        return _read(BrotliReader(BytesIO(raw)), LONGEST_PAGE + 1) or raw
    except OSError:  # undone already
        return raw
