"""A crawl (WARC, as Common Crawl's CC-NEWS; its texts alone, WET) → the Articles of its web pages.

`frames` finds the records, so that a broken one costs itself alone; HTTP bodies are unpacked here.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from email import message_from_string
from email.message import Message
from io import BytesIO
from typing import Any, NamedTuple

from extractor.article import Article
from extractor.errors import FormatError, ReadError, Reason, Reject
from extractor.readers.frames import Broken, Frame, Frames
from extractor.readers.limits import LimitError
from extractor.readers.options import Options
from extractor.readers.page import Page
from extractor.readers.stories import Place, story_in
from extractor.readers.streams import Stream, decode_line
from extractor.readers.web import LONGEST_PAGE, Origin, lay_by, require_trafilatura

PAGES = frozenset(("text/html", "application/xhtml+xml"))
WHOLE = "all the text of a page, menus too: the crawl keeps nothing else"

_LONGEST_BLOCK = LONGEST_PAGE + (1 << 16)  # a page and its HTTP head
_SMALL = 1 << 10
_READ = ("response", "resource", "conversion")  # the records that may hold a page, or its text
_OK = re.compile(rb"HTTP/\S+ +20[03]\b[^\r\n]*\r?\n")
_MARKUP = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r\n")


def scan_warc(stream: Stream, path: str, options: Options) -> Iterator[Article | Page | Reject]:
    """Every page that a crawl got, to be read, or the article of its text (WET); one that is too large is a `Reject`.

    Other records are passed by, and counted where there is no page at all. Records that are broken are rejects, each alone.
    Raises `ReadError` where the crawl breaks off, once everything before that was given; it says at which byte. Raises
    `FormatError` where trafilatura isn't installed.
    """
    require_trafilatura()
    index = 0
    passed: Counter[str] = Counter()
    for record in _records(stream, passed):
        if isinstance(record, Broken):
            pointer = f"bytes {record.start}-{record.end} of {path}"
            yield Reject(path, index, Reason.UNREADABLE_FILE, record.detail, pointer=pointer)
            index += 1
            continue
        found = _article(record, Place(path, index, record.pointer(path)), options)
        if found is None:
            passed[record.kind] += 1
            continue
        yield found
        index += 1
    if not index:
        yield Reject(path, None, Reason.NO_ARTICLE, nothing_in(passed), pointer=path)


def begins_response(start: bytes, options: Options) -> bool:
    """Whether a file is one answer of a server with its head, as `curl -i` keeps it."""
    return re.match(rb"HTTP/\d(?:\.\d)? \d{3}\b[^\r\n]*\r?\n[A-Za-z-]{1,40}:", start) is not None


def scan_response(stream: Stream, path: str, options: Options) -> Iterator[Page | Reject]:
    """The article of the page in one answer of a server."""
    require_trafilatura()
    page = page_in(stream.read(_LONGEST_BLOCK))
    if page is None:
        detail = "the answer of a server that is no page, or an error"
        yield Reject(path, 0, Reason.NO_ARTICLE, detail, pointer=path)
    else:
        yield lay_by(page.body, Origin(path, charset=page.charset), options)


def nothing_in(passed: Counter[str]) -> str:
    """What is said of a crawl without any page."""
    kinds = ", ".join(f"{number:,} {kind}" for kind, number in sorted(passed.items()))
    return "the crawl has no page with an answer of 200" + (f"; passed over: {kinds}" if kinds else "")


def _article(record: "_Record", place: Place, options: Options) -> Article | Page | Reject | None:
    """The article of a record, or its page; None where it holds no page."""
    if record.kind == "conversion":
        return _text(record, place, options)
    page = _page(record)
    if page is None:
        return None
    origin = Origin(place.path, place.index, record.url, page.charset, place.pointer, record.crawled)
    return lay_by(page.body, origin, options, truncated=page.cut or record.truncated)


def _text(record: "_Record", place: Place, options: Options) -> Article | Reject | None:
    """The text that a crawl keeps in the place of a page."""
    if record.type and not record.type.lower().startswith("text/plain"):
        return None
    found = {"url": record.url, "warnings": (WHOLE,)}
    return story_in(
        decode_line(record.block, record.start), lambda text: found | {"text": text.strip("\r\n")}, place, options
    )


class _Record(NamedTuple):
    """A record of a crawl that may hold a page; `block` is cut where it is longer than any page may be."""

    kind: str
    type: str | None
    start: int
    id: str | None
    url: str | None
    crawled: date | None
    truncated: bool
    block: bytes

    def pointer(self, path: str) -> str:
        return f"record {self.id} at byte {self.start} of {path}"


class _Page(NamedTuple):
    body: bytes
    charset: str | None
    cut: bool = False


def _records(stream: Stream, passed: Counter[str]) -> Iterator[_Record | Broken]:
    """The records that may hold pages, others counted, and what is broken; raises `ReadError` where none is at the end."""
    frames = Frames(stream, _LONGEST_BLOCK)
    last: Broken | None = None
    for found in frames:
        if isinstance(found, Broken) and found.last:
            last = found
        elif isinstance(found, Broken):
            yield found
        elif found.head.get("WARC-Type") in _READ and found.block:
            yield _record(found)
        else:
            passed[found.head.get("WARC-Type") or "record without a type"] += 1
    if isinstance(frames.error, LimitError):  # no damage: the reader of the file knows what to say of it
        raise frames.error
    if last is not None or frames.error is not None:
        why = f": {frames.error}" if frames.error is not None else ""
        place = f"record at byte {last.start}" if last is not None else "last record"
        raise ReadError(f"the crawl breaks off at or after the {place}{why}")


def _record(found: Frame) -> _Record:
    head = found.head
    return _Record(
        head["WARC-Type"],
        head.get("Content-Type"),
        found.start,
        head.get("WARC-Record-ID"),
        (head.get("WARC-Target-URI") or "").strip("<> ") or None,
        _day(head.get("WARC-Date")),
        head.get("WARC-Truncated") is not None,
        found.block,
    )


def _day(printed: str | None) -> date | None:
    try:
        return date.fromisoformat((printed or "")[:10])
    except ValueError:
        return None


def _page(record: _Record) -> _Page | None:
    """The page in a record; None where it holds something else, or an error."""
    if record.kind == "resource":  # the page by itself, as crawlers through a browser keep it
        head = Message()
        head["Content-Type"] = record.type or ""
        return _Page(record.block, head.get_content_charset()) if _is_page(head, record.block) else None
    return page_in(record.block)


def page_in(block: bytes) -> _Page | None:
    """The page in an HTTP response; None where it holds something else, or an error."""
    status = _OK.match(block)
    end = _HEAD_END.search(block) if status else None
    if not status or not end:
        return None
    head = message_from_string(block[status.end() : end.end()].decode("utf-8", "replace"))
    body, cut = _body(block[end.end() :], head)
    return _Page(body, head.get_content_charset(), cut) if _is_page(head, body) else None


def _is_page(head: Message, body: bytes) -> bool:
    """Whether the head says that this is a page; where it doesn't speak of that, whether it looks like one."""
    return bool(_MARKUP.match(body)) if not head.get("Content-Type") else head.get_content_type() in PAGES


def _body(raw: bytes, head: Message) -> tuple[bytes, bool]:
    """The body as it was before it was sent, and whether it breaks off; many crawlers undo that and leave the head."""
    if "chunked" in head.get("Transfer-Encoding", "").lower():
        raw = _without_chunks(raw)
    packing = head.get("Content-Encoding", "").strip().lower()
    if packing in ("gzip", "x-gzip", "deflate"):
        return _inflated(raw)
    return (_unbrotlied(raw) if packing == "br" else raw), False


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


def _inflated(raw: bytes) -> tuple[bytes, bool]:
    for window in (47, -15):  # gzip or zlib; bare deflate, as some servers send
        unpacker = zlib.decompressobj(window)
        pieces = []
        size = 0
        try:
            for start in range(0, len(raw), _SMALL):  # what comes before damage is kept
                pieces.append(unpacker.decompress(raw[start : start + _SMALL], LONGEST_PAGE + 1))
                size += len(pieces[-1])
                if size > LONGEST_PAGE:
                    break
        except zlib.error:
            if not size:
                continue
        return (b"".join(pieces), not unpacker.eof) if size else (raw, False)
    return raw, False


def _unbrotlied(raw: bytes) -> bytes:
    try:
        from fastwarc.stream_io import BrotliReader
    except ImportError as error:
        raise FormatError(f"Brotli needs fastwarc: pip install 'extractor-news[web]' ({error})") from error
    try:
        return _read(BrotliReader(BytesIO(raw)), LONGEST_PAGE + 1) or raw
    except OSError:  # undone already
        return raw


def _read(reader: Any, most: int) -> bytes:
    pieces = []
    while most > 0 and (piece := reader.read(most)):
        pieces.append(piece)
        most -= len(piece)
    return b"".join(pieces)
