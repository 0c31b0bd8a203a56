"""A dump → its articles, one at a time.

::

    path ─ folders ─► file ─ packing, archive ─► bytes ─ formats ─┬─ plain (header, headline, parting) ──┐
                                                                  ├─ jsonl, documents (newsapis) ────────┤
                                                                  ├─ delimited, columns ─────────────────┤
                                                                  ├─ feeds, wires, mediawiki, sgml ──────┼► doubts ─► Article
                                                                  ├─ exports, agency, mail, markdown … ──┤
                                                                  └─ web, warc, arc ─────────────────────┘

What gives none is a Reject. A new format is a module with a scanner, and a line in `formats`.
"""

import os
import warnings
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from extractor.article import Article
from extractor.errors import ReadError, Reason, Reject
from extractor.readers.language import FOREIGN, other_language
from extractor.readers.options import Limits, Options
from extractor.readers.page import Page
from extractor.readers.streams import STANDARD_INPUT, OnBytes, printable

if TYPE_CHECKING:
    from extractor.readers.folders import OnSkipped
    from extractor.readers.published import DatesOrder

# The formats are imported by what reads a path: who extracts from texts of his own needs none of them.

__all__ = ["Limits", "Options", "Page", "find", "read", "read_page", "scan"]


def read(
    path: str | os.PathLike[str],
    *,
    dates_order: "DatesOrder | None" = None,
    fields: Mapping[str, str] | None = None,
    options: Options | None = None,
    on_reject: Callable[[Reject], None] | None = None,
) -> Iterator[Article]:
    """The articles of a file, of every dump in a folder or under a pattern (sorted), or of standard input (`-`).

    Formats and packings are told apart by content, then by ending. `dates_order` says how a header's `08/12/2025` is
    read (MDY where nobody does); ``fields={"text": "body"}`` takes the text from another field of JSON, or column of a
    table. `options` has these and all the others.

    What gives no article goes to `on_reject`, and reading goes on. Without it, a path that can't be read raises
    `ReadError`, and an article that can't is left out with a Python warning.
    """
    from extractor.readers.folders import is_pattern

    options = options or Options()
    options = replace(options, dates_order=dates_order or options.dates_order, fields=fields or options.fields)
    name = os.fspath(path)
    if on_reject is None and name != STANDARD_INPUT and not os.path.lexists(name) and not is_pattern(name):
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
    on_skipped: "OnSkipped | None" = None,
    own: Container[str] = frozenset(),
) -> Iterator[Article | Reject]:
    """What `read` does, with the rejects in their places; nothing that is wrong with the input raises.

    `own` are real paths that are left out of folders: what the same run writes.
    """
    for found in find(path, options, on_bytes=on_bytes, on_skipped=on_skipped, own=own):
        yield read_page(found) if isinstance(found, Page) else found


def find(
    path: str,
    options: Options,
    *,
    on_bytes: OnBytes | None = None,
    on_skipped: "OnSkipped | None" = None,
    own: Container[str] = frozenset(),
) -> Iterator[Article | Page | Reject]:
    """What `scan` does, with the web pages still to be read: `read_page` does that, in any process."""
    from extractor.readers.files import scan_file
    from extractor.readers.folders import is_pattern, walk
    from extractor.readers.formats import ENDINGS

    files = 0
    for file in walk(path, on_skipped) if path != STANDARD_INPUT else (path,):
        if own and os.path.realpath(file) in own:
            continue
        files += 1
        if os.path.isdir(file) and file != STANDARD_INPUT:
            yield _unlisted(file)
            continue
        for found in scan_file(file, options, on_bytes=on_bytes, on_skipped=on_skipped):
            yield found if isinstance(found, Page) else _settled(found, options)
    if not files:
        what = "matches this pattern" if is_pattern(path) else "in this folder"
        detail = f"no file {what} that ends in {', '.join(ENDINGS)} (or these packed)"
        yield Reject(printable(path), None, Reason.UNREADABLE_FILE, detail)


def read_page(page: Page) -> Article | Reject:
    """The article of a page; `Reject` where it has none, or one that isn't wanted."""
    return _settled(page.read(), page.options)


def _settled(found: Article | Reject, options: Options) -> Article | Reject:
    """The article with what is to be said of it; a `Reject` where it is none after all, or one that isn't wanted."""
    from extractor.readers.doubts import looked_at

    return _in_language(looked_at(found) if isinstance(found, Article) else found, options)


def _unlisted(folder: str) -> Reject:
    """What stands in the place of a folder's files."""
    try:
        os.scandir(folder).close()
        why = "it changed while it was read"
    except OSError as error:
        why = error.strerror or str(error)
    shown = printable(folder)
    return Reject(shown, None, Reason.UNREADABLE_FILE, f"{shown} can't be listed: {why}", pointer=shown)


def _in_language(found: Article | Reject, options: Options) -> Article | Reject:
    """The article; where its text isn't English, a `Reject`, or the article with a warning, as the options want."""
    language = other_language(found.text) if isinstance(found, Article) else None
    if language is None or isinstance(found, Reject):
        return found
    if options.language == "any":
        return replace(found, warnings=(*found.warnings, FOREIGN))
    detail = f"the text is in another language than English: {language}"
    return Reject(found.path, found.index, Reason.OTHER_LANGUAGE, detail, raw=found.text, id=found.id)
