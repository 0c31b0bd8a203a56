"""A dump → its articles, one at a time.

::

    path ─ folders ─► file ─ streams ─► lines ─┬─ plain (header) ─► Article
                                               └─ jsonl ──────────► Article      what gives none: Reject
"""

import os
import warnings
from collections.abc import Callable, Iterator, Mapping

from extractor.article import Article
from extractor.errors import ExtractorError, ReadError, Reason, Reject
from extractor.readers.folders import OnSkipped, walk
from extractor.readers.formats import ENDINGS, choose_format
from extractor.readers.options import Limits, Options
from extractor.readers.published import DatesOrder
from extractor.readers.streams import BROKEN, STANDARD_INPUT, OnBytes, open_stream, printable

__all__ = ["Limits", "Options", "read", "scan"]

SAMPLE = 1 << 16  # bytes that tell a format


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
            start = stream.peek(SAMPLE)[:SAMPLE]
            name = path.lower().removesuffix(".gz")
            for found in choose_format(start, name, options).scan(stream, shown, options):
                yield found
                following = (found.index or 0) + 1
    except (ExtractorError, *BROKEN) as error:
        index = following or None
        pointer = f"articles from number {following} of {shown}" if following else shown
        yield Reject(shown, index, Reason.UNREADABLE_FILE, str(error), pointer=pointer)
