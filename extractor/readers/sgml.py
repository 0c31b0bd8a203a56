"""Corpora in SGML → Articles: Reuters-21578, TREC and Gigaword, and the output of WikiExtractor; each a table of elements.

SGML of corpora is no XML: tags are left open, `&` and `<` stand for themselves. So elements are found by their tags.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from extractor.article import Article
from extractor.errors import Reason, Reject
from extractor.readers.blocks import Blocks
from extractor.readers.fragment import read_fragment, read_line
from extractor.readers.options import Options
from extractor.readers.printed import leading_day
from extractor.readers.published import parse_published
from extractor.readers.stories import Found, Place, pointer, story_in
from extractor.readers.streams import Stream


@dataclass(frozen=True, slots=True)
class Dialect:
    """Which elements hold what; `@id` is an attribute of the block. Of several the first with something in it counts."""

    block: str
    body: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    id: tuple[str, ...] = ()
    url: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    whole: bool = False  # the text stands right in the block


DIALECTS = (
    Dialect("REUTERS", ("BODY", "TEXT"), ("TITLE",), ("DATE",), ("@NEWSID",)),
    Dialect(
        "DOC",
        ("TEXT", "BODY", "LEADPARA", "LP"),
        ("HEADLINE", "HEAD", "HL", "TITLE", "TI", "HT", "H3"),
        ("DATE_TIME", "DATE", "DATE1", "DD", "PUBDATE", "DATELINE", "TTIME"),
        ("@id", "DOCNO", "DOCID"),
        ("URL",),
        ("SOURCE", "SO", "PUB"),
    ),
    Dialect("doc", title=("@title",), id=("@id",), url=("@url",), published=("@date",), whole=True),
)
ROOTS = ("DOC", "REUTERS", "doc", "LEWIS")
_IN_ID = re.compile(r"(?:[A-Z]{2,4}_?[A-Z]{3}_|[A-Z]{2,4})(?:(19\d\d|20\d\d)(\d\d)(\d\d)|(\d\d)(\d\d)(\d\d))(?=[.-])")
_SMALL = re.compile(
    r"<doc\b(?=.{0,4000}?<(?:docno|docid|text|headline)\b)", re.DOTALL
)  # TREC's elements in small letters
_TAG_NAME = re.compile(r"</?\w+(?=[\s/>])")
_DATED = re.compile(r"^FT\s+\d\d [A-Z]{3} \d\d / ")  # the Financial Times' headlines
_SIGNED = re.compile(r"\n\s*reuter[s]?\s*\Z", re.IGNORECASE)
_COMPACT = re.compile(r"((?:19|20)\d\d|\d\d)(\d\d)(\d\d)")
_CENTURY = 70  # `AP880212` is of 1988, `RW250304` of 2025
_PLACE = re.compile(r"^[^\d]{0,40}?(?=\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))", re.IGNORECASE)


def scan_sgml(stream: Stream, path: str, options: Options) -> Iterator[Article | Reject]:
    """The article of every document; one without a text is a `Reject`. Raises `ReadError` where the file is cut off."""
    blocks = Blocks(stream, tuple(dialect.block for dialect in DIALECTS), options.limits.line, rooted=False)
    index = 0
    for line in blocks:
        found = story_in(line, _take, Place(path, index, pointer(line, path)), options)
        if found is not None:
            yield found
            index += 1
    if not index:
        yield Reject(path, None, Reason.NO_ARTICLE, "no document in it", pointer=path)


def _take(block: str) -> Found:
    if _SMALL.match(block):
        block = _TAG_NAME.sub(lambda match: match[0].upper(), block)
    dialect = next(one for one in DIALECTS if re.match(rf"<{one.block}\b", block))
    title = _first(block, dialect.title)
    title = _DATED.sub("", read_line(title)).rstrip(" ;") or None if title else None
    id = _first(block, dialect.id)
    found = {
        "text": _body(block, dialect, title),
        "title": title,
        "id": id,
        "url": _first(block, dialect.url),
        "outlet": read_line(_first(block, dialect.outlet) or "") or None,
    }
    return found | _published(block, dialect, id)


def _first(block: str, names: tuple[str, ...]) -> str | None:
    """What stands in the first of these elements or attributes that has something, stripped."""
    for name in names:
        if name.startswith("@"):
            pattern = rf"<\w+\b[^<>]*?\s{name[1:]}\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s<>]+))"
            match = re.match(pattern, block)
        else:
            match = _element(name).search(block)
        written = next((one for one in match.groups() if one), "") if match else ""
        if written.strip():
            return re.sub(r"<[^<>]*>", " ", written).strip() if name not in ("TEXT", "BODY") else written
    return None


def _element(name: str) -> re.Pattern[str]:
    """An element, to its closing tag; without one, to the next tag of another (`<HL>Tea rises<DD>`)."""
    return re.compile(rf"<{name}(?:\s[^<>]*)?>(.*?)(?:</{name}\s*>|\Z)", re.DOTALL)


def _body(block: str, dialect: Dialect, title: str | None) -> str:
    if dialect.whole:
        text = read_fragment(re.sub(r"^<[^<>]*>|</doc\s*>\s*$", "", block).replace("\n\n", "<p>").replace("\n", "<br>"))
        return text.removeprefix(title).lstrip() if title else text
    pieces = []
    for name in dialect.body:
        pieces = [match[1] for match in _element(name).finditer(block)]
        if pieces:
            break
    markup = "\n\n".join(pieces)
    for name in (*dialect.title, "DATELINE", "AUTHOR"):  # Reuters' stand inside TEXT
        markup = re.sub(rf"<{name}\b[^<>]*>.*?</{name}>", "", markup, flags=re.DOTALL)
    return _paragraphs(markup)


def _paragraphs(markup: str) -> str:
    """The text, its paragraphs as their tags part them, or else as the lines do: a blank one, or an indentation."""
    markup = _SIGNED.sub("", re.sub(r"&#\d{1,2};", "", markup))
    markup = re.sub(r"&lt;([^<>&\n]{1,60})>", r"&lt;\1&gt;", markup)  # Reuters' names of firms: `&lt;IBM>`
    if re.search(r"<[pP]\b", markup):
        return read_fragment(re.sub(r"<(?![/!A-Za-z])", "&lt;", markup))
    lines = re.sub(r"<(?![/A-Za-z])", "&lt;", markup)
    lines = re.sub(r"\n[ \t]*\n+|\n(?=[ \t]{2,}\S)", "<p>", lines.strip("\n"))
    return read_fragment(lines)


def _published(block: str, dialect: Dialect, id: str | None) -> dict[str, str]:
    """The day that the document prints; else the one in its number (`APW_ENG_19941111.0001`, `AP880212-0001`)."""
    printed = _first(block, dialect.published)
    if printed:
        whole = " ".join(printed.split())
        line = _PLACE.sub("", whole, count=1).strip(" -")  # `HAVANA, Feb 26, 1987 -`
        day = parse_published(whole) or parse_published(leading_day(line) or line) or _compact(line)
        if day:
            return {"published": day.isoformat()}
    match = _IN_ID.search(id or "")
    day = _compact("".join(one for one in match.groups() if one)) if match else None
    return {"published": day.isoformat()} if day else {}


def _compact(figures: str) -> date | None:
    """The day in `19930611` or `930611`."""
    match = _COMPACT.fullmatch(figures)
    if match is None:
        return None
    year, month, day = (int(one) for one in match.groups())
    try:
        return date(year + (0 if year > 99 else 1900 if year >= _CENTURY else 2000), month, day)
    except ValueError:
        return None
