"""A wiki's export (MediaWiki XML, as Wikinews' dumps) → Articles: one a page, without the marks of wikitext."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, urljoin

from extractor.article import Article
from extractor.errors import Reject
from extractor.readers.blocks import Blocks
from extractor.readers.options import Options
from extractor.readers.published import parse_published
from extractor.readers.stories import Found, stories_of
from extractor.readers.streams import Stream
from extractor.readers.wikitext import read_wikitext
from extractor.readers.xml import DAMAGED, content, declarations, parse, require_lxml, select, value

ROOTS = ("mediawiki",)
_SITE = re.compile(r"<sitename>([^<]+)</sitename>")
_BASE = re.compile(r"<base>([^<]+)</base>")
_DATE = re.compile(r"\{\{\s*(?:date|datum|byline\|date=)\s*\|?\s*([^{}|]+?)\s*\}\}", re.IGNORECASE)


def scan_mediawiki(stream: Stream, path: str, options: Options) -> Iterator[Article | Reject]:
    """The article of every page of the wiki's own; redirects, talk, templates and files are passed over.

    The day is the one that a page prints (`{{date|March 4, 2025}}`); that of a revision is none.
    Raises `ReadError` where the export is cut off, and `FormatError` where lxml isn't installed.
    """
    require_lxml()
    blocks = Blocks(stream, ("page",), options.limits.line)
    yield from stories_of(
        blocks,
        lambda: _Take(declarations(blocks.head), _first(_SITE, blocks.head), _first(_BASE, blocks.head)),
        path,
        options,
        lambda passed: f"no article among the wiki's {passed} pages",
    )


def _first(pattern: re.Pattern[str], head: str) -> str | None:
    match = pattern.search(head)
    return match[1].strip() if match else None


@dataclass(frozen=True, slots=True)
class _Take:
    declared: str
    site: str | None
    base: str | None

    def __call__(self, block: str) -> Found | None:
        tree, lost = parse(block, self.declared)
        if tree is None:
            return {}
        markup = next((content(one) for one in select(tree, "revision/text", "text")), "")
        redirect = any(True for one in tree if str(one.tag).endswith("redirect"))
        if redirect or value(tree, "./ns") not in (None, "0") or markup.lstrip().lower().startswith("#redirect"):
            return None
        title = value(tree, "./title")
        printed = _DATE.search(markup)
        day = printed[1] if printed and parse_published(printed[1]) else None
        return {
            "text": read_wikitext(markup),
            "title": title,
            "published": day,
            "url": urljoin(self.base, quote(title.replace(" ", "_"), safe="/:()',")) if self.base and title else None,
            "outlet": self.site,
            "id": value(tree, "./id"),
            "warnings": (DAMAGED,) if lost else (),
        }
