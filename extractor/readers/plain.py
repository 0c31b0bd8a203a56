"""Raw text → Articles: every header begins one, and what stands below it is its body, verbatim."""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from extractor.article import Article
from extractor.errors import Reason, Reject
from extractor.readers.fields import BadArticle, too_large
from extractor.readers.header import DESCRIPTOR, Header, Place, dateline_header, find_header
from extractor.readers.headline import is_credit, printed_day
from extractor.readers.options import Options
from extractor.readers.parting import is_rule, part
from extractor.readers.published import DatesOrder
from extractor.readers.streams import Line, Stream, lines

# `cat *.txt` glues the next header to a body without a last line end: "… and lasers. date 2025-12-08 news.by https://…"
_GLUED = re.compile(r"(?<=[\s\ufeff])date\s+\d{4}-\d\d-\d\d\s")
_BOM = "\ufeff"  # files that were put together keep theirs in the middle


def _says_nothing(lines: Iterable[Line], *, alone: bool) -> bool:
    """Whether there is nothing but white space, or the lines that part articles where there are others."""
    return not any(line.text.strip() and (alone or not is_rule(line.text)) for line in lines)


class _Window:
    """Lines with a look ahead, so that a file is never held whole."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._lines = iter(lines)
        self._ahead: deque[Line] = deque()

    def line(self, ahead: int = 0) -> Line | None:
        while len(self._ahead) <= ahead:
            following = next(self._lines, None)
            if following is None:
                return None
            self._ahead.append(following)
        return self._ahead[ahead]

    def peek(self, ahead: int) -> str | None:
        line = self.line(ahead)
        return None if line is None else line.text.removeprefix(_BOM).rstrip("\r\n")

    def take(self, count: int = 1) -> list[Line]:
        return [self._ahead.popleft() for _ in range(count)]


def scan_plain(stream: Stream, path: str, options: Options) -> Iterator[Article | Reject]:
    """Every article of a raw text; one without a body, or with bytes that aren't UTF-8, is a `Reject`.

    Below a header, the body runs from the first line to the last one with something on it. A text without any header
    is one body, to the last byte.
    """
    index = 0
    window = _Window(lines(stream, longest=options.limits.line, split_returns=True))
    for piece in _split(window, options):
        if not piece.top and not piece.body.large and _says_nothing(piece.body.lines, alone=piece.header is None):
            continue
        for story in _stories(piece, options):
            yield _article(story, path, index)
            index += 1
    if index == 0:
        yield Reject(path, 0, Reason.EMPTY_ARTICLE, "nothing but white space", raw="")


HEADERS_ORDER: DatesOrder = "MDY"  # where nobody says
_BARE = Header("", 0)  # for a body without a header before the file's first one


class _Body:
    """The lines below a header; where they are too long for an article, only their place is kept."""

    __slots__ = ("_most", "_options", "end", "lines", "size", "start")

    def __init__(self, options: Options) -> None:
        self.lines: list[Line] = []
        self.size = 0  # code points
        self.start, self.end = -1, -1  # bytes
        self._options = options
        self._most = options.limits.article

    @property
    def large(self) -> BadArticle | None:
        return too_large(self.size, self._options) if self.size > self._most else None

    def add(self, line: Line) -> None:
        start, self.end, text, _, large = line
        if self.start < 0:
            self.start = start
        self.size += len(text) if not large else self.end - start
        if self.size <= self._most:
            self.lines.append(line)
        else:
            self.lines.clear()


class _Piece(NamedTuple):
    """A header, its lines, the lines below it, and what is to be said of them."""

    header: Header | None
    top: list[Line]
    body: _Body
    warnings: tuple[str, ...] = ()


def _stories(piece: _Piece, options: Options) -> Iterator[_Piece]:
    """The stories below one header: one, or several where lines of `=====` part them."""
    parts = part(piece.body.lines, options.dates_order or HEADERS_ORDER, headed=piece.header not in (None, _BARE))
    if not parts:
        yield piece
        return
    for number, (header, top, below, warnings) in enumerate(parts):
        body = _Body(options)
        for line in below:
            body.add(line)
        first = number == 0 and header is None
        yield _Piece(piece.header or _BARE if first else header or _BARE, piece.top if first else top, body, warnings)


def _split(window: _Window, options: Options) -> Iterator[_Piece]:
    header: Header | None = None
    known: Header | None = None
    top: list[Line] = []
    body = _Body(options)
    first = blank = True  # nothing before this line; a blank line just before it
    while (line := window.line()) is not None:
        found, rest = _header_here(window, options.dates_order or HEADERS_ORDER, Place(first, blank, known))
        if found is None:
            body.add(*window.take())
            blank = not line.text.strip() or is_rule(line.text)
            first = first and blank
            continue
        if rest is not None:
            body.add(rest)
        found = _with_credits(window, found, options.dates_order or HEADERS_ORDER)
        yield _Piece(header or _BARE, top, body)
        header, top, body = found, window.take(found.lines), _Body(options)
        known, first, blank = known or found, False, True
    yield _Piece(header, top, body)


def _with_credits(window: _Window, header: Header, order: DatesOrder) -> Header:
    """The header with the bylines and days that stand alone on the first lines below it."""
    lines, published = header.lines, header.published
    ahead = lines
    while ahead < lines + _MOST_BETWEEN and (line := window.peek(ahead)) is not None:
        ahead += 1
        text = line.strip()
        if text and not is_credit(text, order):
            return replace(header, lines=lines, published=published)
        if text:
            lines, published = ahead, published or printed_day(text, order)
    return header  # with nothing below, they would be all that there is


_MOST_BETWEEN = 3  # lines between one line of a head and the next


def _header_here(window: _Window, order: DatesOrder, place: Place) -> tuple[Header | None, Line | None]:
    """The header that begins at this line, and what of a body stands before it on the same line."""
    found = find_header(window.peek, order, place)
    line = window.line()
    if found or line is None or "date" not in line.text or "http" not in line.text:
        return found, None
    *_, last = (None, *_GLUED.finditer(line.text))
    if last and DESCRIPTOR.fullmatch(line.text.split()[-1]) and not (window.peek(1) or "").strip():
        found = dateline_header(line.text[last.start() :], order)
        if found and found.images:
            return found, Line(line.start, line.end, line.text[: last.start()].rstrip().removesuffix(_BOM), line.bad)
    return None, None


def _article(piece: _Piece, path: str, index: int) -> Article | Reject:
    header, top, body, warnings = piece
    text = "".join(line.text for line in (_without_rules(body.lines) if header else body.lines))
    if header:
        text = _without_blank_lines(text)
    everything = [*top, *body.lines]
    bad = next((line.bad for line in everything if line.bad is not None), None)
    if body.large or bad is not None or not text.strip():
        start = top[0].start if top else body.start
        end = body.end if body.end >= 0 else top[-1].end
        pointer = f"bytes {start}-{end} of {path}"
        raw = "".join(line.text for line in everything)
        if body.large:
            return Reject(path, index, body.large.reason, body.large.detail, None, pointer)
        if bad is not None:
            return Reject(path, index, Reason.UNDECODABLE_BYTES, f"byte {bad} is not UTF-8", raw, pointer)
        return Reject(path, index, Reason.EMPTY_ARTICLE, "a header with no body", raw, pointer)
    if header is None:
        return Article(text, path=path, index=index)
    return Article(
        text,
        published=header.published,
        title=header.title,
        url=header.url,
        outlet=header.outlet,
        images=header.images,
        path=path,
        index=index,
        warnings=(*header.warnings, *warnings),
    )


def _without_rules(lines: list[Line]) -> list[Line]:
    """The lines without those that part this article from the one before or behind it."""
    start, end = 0, len(lines)
    while start < end and _says_nothing(lines[start : start + 1], alone=False):
        start += 1
    while end > start and _says_nothing(lines[end - 1 : end], alone=False):
        end -= 1
    return lines[start:end]


def _without_blank_lines(text: str) -> str:
    """The slice from the first line with something on it (its indentation too) to the last character that is no space.

    >>> _without_blank_lines("\\n \\n  LONDON, March 9 -\\n")
    '  LONDON, March 9 -'
    """
    start = len(text) - len(text.lstrip())
    line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    return text[line:].rstrip()
