"""A web page → its Article: the body without what surrounds it, and what the page says of itself.

::

    bytes ─ charset ─► markup ─┬─ without teasers ─ trafilatura ─► text
                               ├─ pagedate ─────────────────────► published
                   └─ linkeddata ───────────────────► what JSON-LD says of the article
"""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from extractor.article import Article
from extractor.errors import FormatError, Reason, Reject
from extractor.readers.charset import decode_page
from extractor.readers.indexpage import IndexPage, is_index
from extractor.readers.linkeddata import LinkedData
from extractor.readers.options import Options
from extractor.readers.page import Page
from extractor.readers.pagedate import LATEST, page_date
from extractor.readers.published import DatesOrder, parse_published
from extractor.readers.streams import Stream
from extractor.readers.walls import wall_in

LONGEST_PAGE = 5_000_000  # bytes: ten times the longest news page met
MOST_TAGS = 200_000  # of a page; twice the time for twice the tags, and so many take some five seconds
SHORTEST = 60  # code points of a text; `The page that you asked for is gone.` is no article
LONGEST_SENTENCE = 400  # on average; what has fewer ends of sentences is a list of links

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*(?=\s|$)")
_HIDDEN = re.compile(r"<(?:script|style|head)\b.*?</(?:script|style|head)\s*>|<[^<>]*>", re.IGNORECASE | re.DOTALL)
_TAGS = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
# What stands before a link to another story, in a paragraph of its own: "Read more: Coffee prices rise again"
_LABEL = re.compile(
    r"\W*(?:(?:read|see|watch|listen|more)(?: more| also| next| too| on this| on this story| here)?|also read|related"
    r"(?: stories| articles?| news| coverage)?|further reading|in pictures|explainer|opinion|analysis)?\W*"
)
_HEADINGS = ("h2", "h3", "h4", "h5")
_BLOCKS = frozenset(("div", "li", "article", "section", "td", "figure", "aside"))
_MOST = 0.9  # of the wide text, or of all paragraphs: then the precise text is the whole one
_MUCH_LONGER = 1.5
_FEW_WORDS = 3
_PARTING = "|-–—·:»"  # what stands between a title and a section or an outlet
_MARKS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
_RIGHTS = re.compile(r"\s*(?:©|\(c\)|copyright\b).{0,100}\Z", re.IGNORECASE)
_INLINE = ("strong", "b", "em", "i", "span")
_MARKUP = re.compile(r"</?[a-zA-Z][^>]*>|&(?:#\d+|[a-z]+);")
_BREAKS = re.compile(r"</(?:p|div|li|h\d)>|<br\s*/?>", re.IGNORECASE)
_LONGEST_TEASER, _MOST_ELEMENTS = 800, 150  # code points and elements of a block that tells of another page


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a page came from: file and number in it, and what the crawl knows of it."""

    path: str
    index: int = 0
    url: str | None = None
    charset: str | None = None
    pointer: str | None = None
    crawled: date | None = None

    def reject(self, reason: Reason, detail: str) -> Reject:
        """What stands in the place of a page that gives no article."""
        return Reject(self.path, self.index, reason, detail, pointer=self.pointer or self.path)


def scan_html(stream: Stream, path: str, options: Options) -> Iterator[Page | Reject]:
    """The one page, to be read; one that is too large is a `Reject`.

    Raises `FormatError` where trafilatura isn't installed.
    """
    require_trafilatura()
    yield lay_by(stream.read(LONGEST_PAGE + 1), Origin(path), options)


def lay_by(page: bytes, origin: Origin, options: Options, *, truncated: bool = False) -> Page | Reject:
    """The page, to be read when there is a process for it; one that is too large is a `Reject`."""
    return _too_large(page, origin) or Page(page, origin, options, truncated)


def _too_large(page: bytes, origin: Origin) -> Reject | None:
    if len(page) > LONGEST_PAGE:
        return origin.reject(Reason.TOO_LARGE, f"a page of more than {LONGEST_PAGE:,} bytes")
    if page.count(b"<") > MOST_TAGS:
        return origin.reject(Reason.TOO_LARGE, f"a page of more than {MOST_TAGS:,} tags")
    return None


def read_page(page: bytes, origin: Origin, options: Options) -> Article | Reject:
    """The article of a page, whatever its markup is like; `Reject` where there is none."""
    if large := _too_large(page, origin):
        return large
    markup, warnings = decode_page(page, origin.charset)
    try:
        found = _find_article(markup, origin, options.dates_order)
    except IndexPage:
        return origin.reject(Reason.NO_ARTICLE, "an index page: it lists stories, and is none; give their pages")
    except Exception as error:  # lxml and trafilatura on markup that nobody foresaw: one page, not the crawl
        return origin.reject(Reason.NO_ARTICLE, f"the page can't be taken apart: {type(error).__name__}: {error}")
    if found is None:
        what = wall_in(_HIDDEN.sub("\n", markup)) or "the page has no body of an article"
        return origin.reject(Reason.NO_ARTICLE, what)
    if len(found["text"]) > options.limits.article:
        return origin.reject(
            Reason.TOO_LARGE, f"a text of {len(found['text']):,} code points; the limit is {options.limits.article:,}"
        )
    warnings += found.pop("warnings")
    return Article(**found, path=origin.path, index=origin.index, warnings=warnings)


@cache
def require_trafilatura() -> None:
    """`FormatError` where web pages can't be read for want of a package."""
    try:
        import trafilatura  # noqa: F401
    except ImportError as error:
        raise FormatError(f"web pages need trafilatura: pip install 'extractor-news[web]' ({error})") from error
    import logging

    for name in ("trafilatura", "htmldate", "courlan", "justext"):  # else they print to standard error
        logging.getLogger(name).addHandler(logging.NullHandler())


def _find_article(markup: str, origin: Origin, order: DatesOrder | None) -> dict[str, Any] | None:
    """The fields of an `Article`, or None."""
    from trafilatura.utils import load_html

    tree = load_html(markup if _TAGS.search(markup) else f"<html><body>{markup}</body></html>")
    if tree is None:
        return None
    url = origin.url or _canonical(tree)
    if is_index(tree, url):
        raise IndexPage
    linked = LinkedData(tree, url)
    about = _about(tree, url, linked)
    published, warnings = page_date(tree, url, order, origin.crawled)
    headlines = [" ".join(heading.text_content().split()) for heading in tree.iter("h1")]
    headings = {_plain(heading.text_content()) for heading in tree.iter("h1")} | {_plain(about.title or "")}
    _drop_teasers(tree)
    _part_words(tree)
    text = _longer(_body(tree, headings), linked)
    if text is None:
        return None
    first, _, rest = text.partition("\n")
    if rest and (
        day := parse_published(first, order or "MDY")
    ):  # `Published: December 8, 2025` in an element like any other
        text, published = rest, published or day
    return {
        "text": text,
        "title": _as_headed(_headline(about.title, about.sitename), headlines),
        "warnings": warnings,
        "published": published,
        "url": url or None,
        "outlet": about.sitename or about.hostname or None,
        "images": (about.image,) if about.image else (),
    }


def _about(tree: Any, url: str | None, linked: LinkedData) -> Any:
    """What the page says of itself: `title`, `sitename`, `hostname`, `image`.

    trafilatura gets the head and the headline alone: a search of the whole page, for authors and tags that nobody needs
    here, takes as long as finding the body.
    """
    from lxml import html
    from trafilatura.metadata import extract_metadata

    page, head, body = html.Element("html"), html.Element("head"), html.Element("body")
    page.extend((head, body))
    head.extend(deepcopy(element) for element in tree.iter("title", "meta", "base"))
    head.extend(deepcopy(element) for element in tree.xpath('.//link[@rel="canonical"]'))
    if (
        linked.article
    ):  # that of the article alone, and whole: of others' headlines and of what is no JSON it takes some
        script = html.Element("script", type="application/ld+json")
        script.text = json.dumps(linked.article)
        head.append(script)
    body.extend(deepcopy(element) for element in tree.iter("h1"))
    return extract_metadata(page, default_url=url, date_config={"extensive_search": False, "max_date": LATEST})


def _canonical(tree: Any) -> str | None:
    """The page's own address, where it gives a whole one."""
    for place in tree.xpath('.//link[@rel="canonical"]/@href | .//meta[@property="og:url"]/@content'):
        if place.startswith(("http://", "https://")):
            return str(place)
    return None


def _drop_teasers(tree: Any) -> None:
    """Take out what tells of other pages: blocks whose heading is a link, and paragraphs that are nothing but one.

    Around a brief of two sentences stand dozens of them, and then they would be taken for the article.
    """
    for anchor in [link for link in tree.iter("a") if not _leads_away(link)]:
        anchor.drop_tag()
    for heading in list(tree.iter(*_HEADINGS)):
        title = _plain(heading.text_content())
        linked = "".join(link.text_content() for link in heading.iter("a"))
        if not title or not (_plain(linked) == title or next(heading.iterancestors("a"), None) is not None):
            continue
        teaser = heading
        for block in heading.iterancestors():
            if block.tag not in _BLOCKS and block.tag != "a":
                break
            if not _is_small(block):
                break
            teaser = block
        if teaser.getparent() is not None:
            teaser.drop_tree()
    for paragraph in list(tree.iter("p")):
        label = _plain("".join(_unlinked(paragraph)))
        if _LABEL.fullmatch(label) and next(paragraph.iter("a"), None) is not None:
            paragraph.drop_tree()


def _part_words(tree: Any) -> None:
    """Put a space between words that only a style sheet parts: `<strong>Why Egypt buys</strong><span>Egypt buys …`."""
    for element in tree.iter(*_INLINE):
        following = element.getnext()
        if element.tail or following is None or following.tag not in _INLINE:
            continue
        before, after = element.text_content()[-1:], following.text_content()[:1]
        if before.islower() and after.isupper():
            element.tail = " "


def _leads_away(link: Any) -> bool:
    """Whether it leads to another page: old pages wrap their own paragraphs and headings in `<a name="top">`."""
    return not link.get("href", "#").startswith("#")


def _unlinked(element: Any) -> Iterator[str]:
    """The pieces of its text that are no links."""
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag != "a":
            yield from _unlinked(child)
        yield child.tail or ""


def _is_small(block: Any) -> bool:
    """Whether a block may be a teaser: little text, few elements, no headline of its own. It stops where that is clear."""
    size = 0
    for count, element in enumerate(block.iter()):
        size += len(element.text or "") + len(element.tail or "")
        if size > _LONGEST_TEASER or count > _MOST_ELEMENTS or element.tag == "h1":
            return False
    return True


def _body(tree: Any, headings: set[str]) -> str | None:
    """The text of the article, a paragraph a line, without the headline; the precise one where that has most of it."""
    precise = _trimmed(_extract(tree, precise=True), headings)
    paragraphs = sum(len(paragraph.text_content()) for paragraph in tree.iter("p"))
    if precise is not None and len(precise) >= paragraphs * _MOST:  # there is no more to be had: it takes as long again
        return precise
    wide = _trimmed(_extract(tree, wide=True), headings)
    if wide is not None and (precise is None or len(precise) < len(wide) * _MOST):
        return wide
    return precise or _trimmed(_extract(tree), headings)


def _trimmed(text: str | None, headings: set[str]) -> str | None:
    """A text without the headline above it, or None where it is no article."""
    lines = (text or "").split("\n")
    while lines and (not lines[0].strip() or _plain(lines[0]) in headings or _RIGHTS.match(lines[0])):
        del lines[0]
    while lines and _RIGHTS.match(lines[-1]):
        del lines[-1]
    text = "\n".join(lines).strip()
    return text if _reads_as_article(text) else None


def _reads_as_article(text: str) -> bool:
    return SHORTEST <= len(text) <= LONGEST_SENTENCE * len(_SENTENCE_END.findall(text))


def _longer(text: str | None, linked: LinkedData) -> str | None:
    """The text, or that which JSON-LD has of the article, where it is much longer: scripts and walls keep it from pages."""
    from lxml import html

    told = linked.string("articleBody") or ""
    if len(told) < SHORTEST or len(told) < _MUCH_LONGER * len(text or ""):
        return text
    if _MARKUP.search(told):
        told = html.fromstring(f"<div>{_BREAKS.sub(chr(10), told)}</div>").text_content()
    told = "\n".join(line for part in told.splitlines() if (line := " ".join(part.split())))
    return told if len(told) >= _MUCH_LONGER * len(text or "") and _reads_as_article(told) else text


def _extract(tree: Any, *, precise: bool = False, wide: bool = False) -> str | None:
    from trafilatura import bare_extraction

    found: Any = bare_extraction(
        tree,
        include_comments=False,
        include_tables=False,
        favor_precision=precise,
        favor_recall=wide,
        config=_settings(),
    )
    text: str | None = found.text if found is not None else None
    return text


@cache
def _settings() -> Any:
    """trafilatura's settings, for briefs too: what has a hundred letters isn't too short to be the article."""
    from trafilatura.settings import DEFAULT_CONFIG

    config = deepcopy(DEFAULT_CONFIG)
    config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "100"
    return config


def _headline(title: str | None, outlet: str | None) -> str | None:
    """The title without the outlet's name at its end (`Tea prices rise | The Rift Valley Post`), or that of its section.

    >>> _headline("Tea prices rise | Post Business", "Post"), _headline("Tea | Coffee", "Post")
    ('Tea prices rise', 'Tea | Coffee')
    """
    if title and outlet:
        for mark in ("|", "-", "–", "—", "·", "::"):
            title = title.removesuffix(f" {mark} {outlet}")
        before, _, last = title.rpartition(" | ")
        if before and last.startswith(f"{outlet} ") and len(last.split()) <= _FEW_WORDS:
            title = before
    return title or None


def _as_headed(title: str | None, headlines: list[str]) -> str | None:
    """The title as the page's headline has it, where one of both begins with the other: outlets and sections come off.

    >>> _as_headed("Tea prices rise - Business - The Rift Valley Post", ["Tea prices rise"])
    'Tea prices rise'
    >>> _as_headed("Business leaders meet in Lagos", ["Business"])
    'Business leaders meet in Lagos'
    """
    for headline in headlines if title else ():
        shorter, longer = sorted((_simple(headline), _simple(title or "").rstrip("… .")), key=len)
        rest = longer.removeprefix(shorter).strip()
        many = len(shorter.split()) >= _FEW_WORDS
        begins = longer.startswith(shorter) and (many or not rest or rest[0] in _PARTING)
        if shorter and (
            begins or (many and longer.endswith(shorter) and longer.removesuffix(shorter).strip()[-1:] in _PARTING)
        ):
            return headline
    return title


def _simple(text: str) -> str:
    """A text for comparison: whichever quotation marks and dashes it has."""
    return _plain(text).translate(_MARKS)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
