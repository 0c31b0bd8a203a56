"""A dump → its articles, one at a time.

::

    path ─ folders ─► file ─ streams ─► lines ─┬─ plain (header) ─► Article
                                               └─ jsonl ──────────► Article      what gives none: Reject
"""

import os
import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from extractor.article import Article
from extractor.errors import ExtractorError, FormatError, ReadError, Reason, Reject
from extractor.readers.folders import ENDINGS, OnSkipped, walk
from extractor.readers.jsonl import check_fields, scan_jsonl
from extractor.readers.plain import scan_plain
from extractor.readers.published import DATES_ORDERS, DatesOrder
from extractor.readers.streams import BROKEN, STANDARD_INPUT, OnBytes, Stream, lines, open_stream, printable

__all__ = ["Options", "read", "scan"]

_OBJECT = re.compile(rb"\{\s*(?:\"|\}\s*$)")  # how a line of JSON Lines begins, and no news does


@dataclass(frozen=True, slots=True)
class Options:
    """How to read a dump: `dates_order` settles `08/12/2025`, `fields` maps our names to those of JSON Lines."""

    dates_order: DatesOrder = "MDY"
    fields: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.dates_order not in DATES_ORDERS:
            raise FormatError(f"no dates order {self.dates_order!r}; there are {', '.join(DATES_ORDERS)}")
        check_fields(self.fields)


def read(
    path: str | os.PathLike[str],
    *,
    dates_order: DatesOrder = "MDY",
    fields: Mapping[str, str] | None = None,
    on_reject: Callable[[Reject], None] | None = None,
) -> Iterator[Article]:
    """The articles of a file, of every dump in a folder (sorted), or of standard input (`-`), one at a time.

    Raw text and JSON Lines, packed with gzip or not, are told apart by content, then by ending. `dates_order` says
    how a header's `08/12/2025` is read; ``fields={"text": "body"}`` takes the text from another field of JSON Lines.

    What gives no article goes to `on_reject`, and reading goes on. Without it, a path that can't be read raises
    `ReadError`, and an article that can't is left out with a Python warning.
    """
    options = Options(dates_order, fields or {})
    name = os.fspath(path)
    if on_reject is None and name != STANDARD_INPUT and not os.path.lexists(name):
        raise ReadError(f"{printable(name)}: no such file or folder")
    return _articles(name, options, on_reject or _complain)


def _articles(path: str, options: Options, on_reject: Callable[[Reject], None]) -> Iterator[Article]:
    for found in scan(path, options):
        if isinstance(found, Article):
            yield found
        else:
            on_reject(found)


def _complain(reject: Reject) -> None:
    message = f"{reject.path}, article {reject.index}: {reject.reason}: {reject.detail}"
    if reject.reason is Reason.UNREADABLE_FILE:
        raise ReadError(message)
    warnings.warn(message, stacklevel=4)


def scan(
    path: str,
    options: Options,
    *,
    on_bytes: OnBytes | None = None,
    on_skipped: OnSkipped | None = None,
    own: frozenset[str] = frozenset(),
) -> Iterator[Article | Reject]:
    """What `read` does, with the rejects in their places; nothing that is wrong with the input raises.

    `own` are real paths that are left out of folders: what the same run writes.
    """
    files = 0
    try:
        for file in walk(path, on_skipped) if path != STANDARD_INPUT else (path,):
            if own and os.path.realpath(file) in own:
                continue
            files += 1
            yield from _scan_file(file, options, on_bytes)
    except OSError as error:
        detail = f"{printable(error.filename or path)} can't be listed: {error.strerror}"
        yield Reject(printable(path), None, Reason.UNREADABLE_FILE, detail)
        return
    if not files:
        detail = f"no file in this folder ends in {', '.join(ENDINGS)} (or these with .gz)"
        yield Reject(printable(path), None, Reason.UNREADABLE_FILE, detail)


def _scan_file(path: str, options: Options, on_bytes: OnBytes | None) -> Iterator[Article | Reject]:
    shown = printable(path)
    following = 0  # the article that would come next
    try:
        with open_stream(path, on_bytes) as stream:
            for found in _scan_stream(stream, shown, options):
                yield found
                following = (found.index or 0) + 1
    except (ExtractorError, *BROKEN) as error:
        index = following or None
        pointer = f"articles from number {following} of {shown}" if following else shown
        yield Reject(shown, index, Reason.UNREADABLE_FILE, str(error), pointer=pointer)


def _scan_stream(stream: Stream, path: str, options: Options) -> Iterator[Article | Reject]:
    name = path.lower().removesuffix(".gz")
    start = stream.peek(512).removeprefix(b"\xef\xbb\xbf").lstrip()
    if name.endswith((".jsonl", ".ndjson")) or _OBJECT.match(start.split(b"\n", 1)[0]):
        return scan_jsonl(lines(stream, split_returns=False), path, options.dates_order, options.fields)
    if name.endswith(".json"):
        raise FormatError("a JSON document, not JSON Lines: write an object a line (jq -c '.[]')")
    return scan_plain(lines(stream, split_returns=True), path, options.dates_order)
