"""An old crawl (ARC, of before 2009) → the Articles of its web pages.

::

    filedesc://crawl.arc 0.0.0.0 20080304153000 text/plain 77
    …
    https://wire.example/tea 192.0.2.7 20080304153001 text/html 4711       address, host, time, type, length of what follows
    HTTP/1.1 200 OK
    …
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from extractor.errors import ReadError, Reason, Reject
from extractor.readers.options import Options
from extractor.readers.page import Page
from extractor.readers.streams import Stream
from extractor.readers.warc import nothing_in, page_in
from extractor.readers.web import LONGEST_PAGE, Origin, lay_by, require_trafilatura

_HEAD = re.compile(
    rb"(\S{1,4000}) (?:\S+ ){0,9}?(\d{12,17}) (\S{1,200}(?:;[^\r\n]{0,100})?) (?:\S+ ){0,5}?(\d{1,15})\r?\n"
)
_LONGEST_HEAD = 1 << 13
_PIECE = 1 << 16


def begins_arc(start: bytes, options: Options) -> bool:
    """Whether the first bytes are those of an ARC file."""
    return start.startswith(b"filedesc://")


def scan_arc(stream: Stream, path: str, options: Options) -> Iterator[Page | Reject]:
    """The article of every page that a crawl got; pages without one are `Reject`s, other records are passed by.

    Raises `ReadError` where the crawl breaks off, and `FormatError` where trafilatura isn't installed.
    """
    require_trafilatura()
    place = index = 0
    passed: Counter[str] = Counter()
    while head := stream.readline(_LONGEST_HEAD):
        start, place = place, place + len(head)
        if not head.strip():
            continue
        match = _HEAD.fullmatch(head)
        if match is None:
            raise ReadError(f"the crawl breaks off, or is no ARC any more, at byte {start}")
        length = int(match[4])
        block = _block(stream, length)
        place += length
        page = page_in(block) if not head.startswith(b"filedesc://") else None
        if page is None:
            passed[match[3].decode("ascii", "replace")] += 1
            continue
        url, pointer = match[1].decode("utf-8", "replace"), f"record at byte {start} of {path}"
        origin = Origin(path, index, url, page.charset, pointer, _day(match[2]))
        yield lay_by(page.body, origin, options)
        index += 1
    if not index:
        yield Reject(path, None, Reason.NO_ARTICLE, nothing_in(passed), pointer=path)


def _day(stamp: bytes) -> date | None:
    """The day of a time stamp (`20080304153001`)."""
    try:
        return date(int(stamp[:4]), int(stamp[4:6]), int(stamp[6:8]))
    except ValueError:
        return None


def _block(stream: Stream, length: int) -> bytes:
    """What follows a head; what no page is as long as is read and not kept. Raises `ReadError` where it is cut off."""
    pieces, kept, left = [], 0, length
    while left:
        piece = stream.read1(min(left, _PIECE))
        if not piece:
            raise ReadError("the crawl breaks off inside a record")
        left -= len(piece)
        if kept <= LONGEST_PAGE + _PIECE:
            pieces.append(piece)
            kept += len(piece)
    return b"".join(pieces)
