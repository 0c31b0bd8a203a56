"""Raw text → title, date, outlet, images: the lines above a body, cut off and never rewritten.

Four forms are known::

    date 2025-12-08 news.by https://cdn/a-sm.webp 480w, https://cdn/a-md.webp 768w      (one line, an image srcset)

    Title: Tea prices climb in Mombasa                                                    (any order, any subset that
    Date: 8 December 2025                                                                 has a title or a date)
    URL: https://example.org/tea
    Source: Example Wire

    .-.Tea prices climb in Mombasa                                                        (one mark before every line)
    .-.Dec 08, 2025 07:43AM ET
    .-.https://example.org/tea

    Tea prices climb in Mombasa                                                           (on top of a file alone: a headline,
    By Amina Otieno                                                                        and a byline or a date below it)
    8 December 2025

The same lines in the middle of a file begin its next article. There the tests are stricter, because bodies hold
`Date: 5 May` and lists with bullets too.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import NamedTuple

from extractor.readers.headline import titled_lines
from extractor.readers.published import DatesOrder, looks_dated, parse_published

LONGEST_HEADER = 12  # lines to look ahead
Peek = Callable[[int], str | None]  # the line so many further on, without its line end; None past the end


@dataclass(frozen=True, slots=True)
class Header:
    """What the lines above a body say; `form` is what further headers in the same file should look like."""

    form: str
    lines: int
    title: str | None = None
    published: date | None = None
    url: str | None = None
    outlet: str | None = None
    images: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


class Place(NamedTuple):
    """Where a line stands: `first` with nothing before it in the file, or after a `blank` line; under which header.

    `known` is the file's first header: further ones mostly look like it.
    """

    first: bool
    blank: bool
    known: Header | None


def find_header(peek: Peek, order: DatesOrder, place: Place) -> Header | None:
    """The header that begins at line ``peek(0)``, or None."""
    start = (peek(0) or "").lstrip()
    header = dateline_header(start, order) if start.startswith(_BEGIN) else None
    if header is None and place.blank and _KEY.match(start):
        header = _keyed_header(peek, order, place)
    if header is None and start[:1] in MARKS and (place.first or (place.known and start.startswith(place.known.form))):
        header = _marked_header(peek, order)
    if header is None and place.first and start:
        header = _titled_header(peek, order)
    return header


def _titled_header(peek: Peek, order: DatesOrder) -> Header | None:
    """A headline with a date or a byline below it, or those alone."""
    found = titled_lines(peek, order)
    if found is None:
        return None
    return Header("lines", found.lines, found.title, found.published, found.url, found.outlet)


# --- date 2025-12-08 news.by https://… 480w, https://… 768w -------------------------------------------------------

_HOST = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
DESCRIPTOR = re.compile(r"\d+(?:\.\d+)?[wxh],?|,")
_BEGIN = ("date", "Date")
_SCHEMES = ("https://", "http://", "//")
_LONGEST_DATE = 7  # words: Mon, 08 Dec 2025 10:00:00 +0300


def dateline_header(line: str, order: DatesOrder) -> Header | None:
    """The header in a line `date DATE OUTLET IMAGES`, or None: a sentence that begins with `date` is no header.

    >>> header = dateline_header("date 2025-12-08 news.by https://c.by/a.webp 480w, https://c.by/b.webp 768w", "MDY")
    >>> header.outlet, header.images
    ('news.by', ('https://c.by/a.webp', 'https://c.by/b.webp'))
    >>> dateline_header("date palms cover 200 hectares, says farm.example", "MDY")
    """
    begin, *words = line.split() or [""]
    if begin not in _BEGIN:
        return None
    split = next((number for number, word in enumerate(words) if word.startswith(_SCHEMES)), len(words))
    images = parse_srcset(words[split:])
    if images is None or split < 2 or split > _LONGEST_DATE + 1:
        return None
    if not _HOST.fullmatch(words[split - 1]):
        return None
    printed = " ".join(words[: split - 1])
    published = parse_published(printed, order)
    # without a date that reads as one, only images below a figure or a single word of digits tell a header from a sentence
    figures = any(sign.isdigit() for sign in printed)
    if published is None and not (figures and (images or (split == 2 and printed[:1].isdigit()))):
        return None
    warnings = () if published else (_unparsed(printed),)
    return Header("date", 1, None, published, None, words[split - 1], images, warnings)


def parse_srcset(words: list[str]) -> tuple[str, ...] | None:
    """The URLs of a srcset, once each and in order, without `480w`; None where other words stand among them.

    >>> parse_srcset("https://c.by/w_480,h_320/a.webp 480w, https://c.by/b.webp 2x".split())
    ('https://c.by/w_480,h_320/a.webp', 'https://c.by/b.webp')
    """
    urls: dict[str, None] = {}
    for word in words:
        if word.startswith(_SCHEMES):
            urls.update(dict.fromkeys(url.rstrip(",") for url in re.split(r",(?=https?://)", word)))
        elif not DESCRIPTOR.fullmatch(word):
            return None
    return tuple(urls)


# --- Title: / Date: / URL: / Source: ------------------------------------------------------------------------------

FIELDS = {
    "title": "title", "headline": "title", "head": "title", "subject": "title",
    "date": "published", "published": "published", "publication date": "published", "date published": "published",
    "published on": "published", "published at": "published", "pubdate": "published", "pub date": "published",
    "posted": "published",
    "posted on": "published", "date of publication": "published", "publish date": "published", "release date": "published",
    "url": "url", "link": "url", "web": "url", "permalink": "url", "address": "url",
    "source": "outlet", "outlet": "outlet", "publisher": "outlet", "publication": "outlet", "newspaper": "outlet",
    "site": "outlet",
    "publication title": "outlet", "publication name": "outlet",
    "image": "images", "images": "images",
    "author": "", "authors": "", "byline": "", "by": "", "from": "", "section": "", "category": "", "categories": "", "tags": "",
    "keywords": "", "language": "", "id": "", "doi": "", "updated": "", "last updated": "", "word count": "", "words": "",
    "length": "", "dateline": "", "edition": "", "page": "", "copyright": "", "country": "", "topic": "", "topics": "",
}  # fmt: skip
_KEY = re.compile(r"([A-Za-z][A-Za-z]*(?:[ _-][A-Za-z]+){0,2})[ \t\u00a0]*:(?!//)(.*)", re.DOTALL)
_LONGEST_VALUE = 300  # of a key that isn't known; a sentence with a colon in it is mostly longer


class _Keys(NamedTuple):
    """The keyed lines that stand one after the other: the first value of each field, and how many there are."""

    values: dict[str, str]
    lines: int
    unknown: bool


def _keyed_header(peek: Peek, order: DatesOrder, place: Place) -> Header | None:
    values, lines, unknown = _keyed_lines(peek, place)
    after = peek(lines)
    form = "keys:" + ",".join(sorted(values))
    closed = after is None or not after.strip()
    named = {"title", "published"} & values.keys()
    if not named or not (closed or (len(values) > 1 and not unknown)):
        return None
    # in a body, "Date: 5 May" and "Source: IMF" close a table; a headline beside them doesn't
    alike = place.known is not None and place.known.form == form
    if not (place.first or alike or ("title" in values and len(values) > 1)):
        return None
    printed = values.get("published", "")
    published = parse_published(printed, order)
    return Header(
        form,
        lines,
        title=values.get("title") or None,
        published=published,
        url=values.get("url") or None,
        outlet=values.get("outlet") or None,
        images=parse_srcset(values.get("images", "").split()) or (),
        warnings=(_unparsed(printed),) if printed and not published else (),
    )


def _keyed_lines(peek: Peek, place: Place) -> _Keys:
    """Lines of keys and values; a key that nobody knows may stand at the top of a file, or below a title, among known ones."""
    values: dict[str, str] = {}
    seen: set[str] = set()
    lines = 0
    unknown = False
    while lines < LONGEST_HEADER and (match := _KEY.match((peek(lines) or "").lstrip())):
        key = match[1].lower().replace("_", " ")
        field = FIELDS.get(key)
        if key in seen:  # a second Title: is the next header, or no header at all
            break
        if field is None and not _may_be_key(match, place, values):
            break
        unknown = unknown or field is None
        seen.add(key)
        if field is not None:
            values.setdefault(field, match[2].strip())
        lines += 1
    return _Keys(values, lines, unknown)


def _may_be_key(match: re.Match[str], place: Place, values: dict[str, str]) -> bool:
    return match[1][0].isupper() and len(match[2]) <= _LONGEST_VALUE and (place.first or "title" in values)


# --- .-.Title, .-.Date, .-.URL ------------------------------------------------------------------------------------

MARKS = frozenset(".-–—•*#>=|~+:/_@&%^!·»▪■◆►")
_LONGEST_MARK = 5
_LOOKS_DATED = "looks dated"


def _marked_header(peek: Peek, order: DatesOrder) -> Header | None:
    mark = ""
    contents: list[str] = []
    lines = ahead = 0
    while ahead < LONGEST_HEADER:
        line = (peek(ahead) or "").strip()
        ahead += 1
        if not line:
            if peek(ahead) is None:
                break
            continue
        mark = mark or _shared_mark(line, peek, ahead)
        if not mark or not line.startswith(mark):
            break
        contents.append(line[len(mark) :].strip())
        lines = ahead
    values = _by_kind(contents, order)
    if len(values) < 2 or not {"published", "url"} & values.keys():
        return None
    printed = values.get("published", "")
    published = parse_published(printed, order)
    warnings = (_unparsed(printed),) if printed and not published else ()
    return Header(mark, lines, values.get("title") or None, published, values.get("url"), warnings=warnings)


def _shared_mark(line: str, peek: Peek, ahead: int) -> str:
    following = next((text for offset in range(3) if (text := (peek(ahead + offset) or "").strip())), "")
    pairs = zip(line, following, strict=False)
    mark = "".join(one for one, _ in takewhile(lambda pair: pair[0] == pair[1] and pair[0] in MARKS, pairs))
    return mark if len(mark) <= _LONGEST_MARK else ""


def _by_kind(contents: list[str], order: DatesOrder) -> dict[str, str]:
    """The lines by what they are; none where two are of one kind, as in a list with bullets.

    What only looks dated is the date where there is no other, and a title above it: `10 things to watch in 2019` is one.
    """
    kinds = [_kind_of(content, order) for content in contents]
    for place, kind in enumerate(kinds):
        if kind == _LOOKS_DATED:
            dated = "published" not in kinds and ("title" in kinds or _LOOKS_DATED in kinds[:place])
            kinds[place] = "published" if dated else "title"
    return dict(zip(kinds, contents, strict=True)) if len(set(kinds)) == len(kinds) else {}


def _kind_of(content: str, order: DatesOrder) -> str:
    if content.startswith(("https://", "http://", "www.")) and " " not in content:
        return "url"
    if parse_published(content, order):
        return "published"
    return _LOOKS_DATED if looks_dated(content) else "title"


def _unparsed(printed: str) -> str:
    return f"unparsed date: {printed[:100]}"
