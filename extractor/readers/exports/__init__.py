"""What databases of news let one download (Nexis, ProQuest, Factiva), as text or HTML → Articles.

::

    file ─ boundary lines ─► a piece a document ─ nexis, proquest, factiva: take ─► Article

A new database is a module with a `Dialect`, and a line in `DIALECTS`.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from extractor.article import Article
from extractor.errors import Reason, Reject
from extractor.readers.charset import decode_page
from extractor.readers.exports import factiva, nexis, proquest
from extractor.readers.exports.dialect import Dialect
from extractor.readers.fields import too_large
from extractor.readers.fragment import read_fragment
from extractor.readers.options import Options
from extractor.readers.stories import Place, pointer, story_in
from extractor.readers.streams import Line, Stream, lines

DIALECTS: tuple[Dialect, ...] = (nexis.DIALECT, proquest.DIALECT, factiva.DIALECT)
_RULE = re.compile(r"<hr\b[^<>]*>", re.IGNORECASE)
_IN_HTML = re.compile(
    rb"factivaArticles|class=\"article enArticle|>\s*\d+ of \d+ DOCUMENTS\s*<|>\s*End of Document\s*<|ProQuest document ID",
    re.IGNORECASE,
)


def begins_export(start: bytes, options: Options) -> bool:
    """Whether a text is the export of a database that is known."""
    return _dialect(start.decode("utf-8", "replace")) is not None


def begins_html_export(start: bytes, options: Options) -> bool:
    """Whether a page is the export of a database that is known."""
    return start.lstrip().startswith(b"<") and _IN_HTML.search(start) is not None


def _dialect(start: str) -> Dialect | None:
    return next((one for one in DIALECTS if one.begins(start)), None)


def scan_export(stream: Stream, path: str, options: Options) -> Iterator[Article | Reject]:
    """The article of every document in a text."""
    dialect = _dialect(stream.peek().decode("utf-8", "replace")) or DIALECTS[0]
    yield from _articles(lines(stream, longest=options.limits.line, split_returns=True), dialect, path, options)


def scan_html_export(stream: Stream, path: str, options: Options) -> Iterator[Article | Reject]:
    """The article of every document in a page, whose text is read like that of an export as text."""
    page = stream.read(options.limits.line + 1)
    if len(page) > options.limits.line:
        bad = too_large(None, options)
        yield Reject(path, None, bad.reason, bad.detail, pointer=path)
        return
    markup, _ = decode_page(page)
    text = read_fragment(_RULE.sub(f"<p>{'_' * 40}</p>", markup))
    dialect = _dialect(text)
    if dialect is None:
        yield Reject(path, None, Reason.NO_ARTICLE, "the page of a database, with no document in it", pointer=path)
        return
    written = (Line(0, 0, f"{line}\n") for line in text.split("\n"))
    yield from _articles(written, dialect, path, options)


def _articles(written: Iterable[Line], dialect: Dialect, path: str, options: Options) -> Iterator[Article | Reject]:
    index = 0
    for piece in _pieces(written, dialect.boundary, options.limits.line):
        found = story_in(piece, dialect.take, Place(path, index, pointer(piece, path) if piece.end else path), options)
        if found is not None:
            yield found
            index += 1
    if not index:
        yield Reject(
            path, None, Reason.NO_ARTICLE, f"an export of {dialect.name}, with no document in it", pointer=path
        )


def _pieces(written: Iterable[Line], boundary: re.Pattern[str], longest: int) -> Iterator[Line]:
    """What stands between boundary lines, each piece as one long line; a boundary that belongs to a document stays with it."""
    kept: list[Line] = []
    size = 0
    for line in chain(written, (None,)):
        ends = line is None or boundary.match(line.text) is not None
        if ends and kept:
            if size > longest or any(one.large for one in kept):
                yield Line(kept[0].start, kept[-1].end, "", large=True)
            elif any(one.text.strip() for one in kept):
                bad = next((one.bad for one in kept if one.bad is not None), None)
                yield Line(kept[0].start, kept[-1].end, "".join(one.text for one in kept), bad)
            kept, size = [], 0
        if line is not None:
            size += len(line.text)
            kept.append(line if size <= longest else Line(line.start, line.end, "", large=True))
