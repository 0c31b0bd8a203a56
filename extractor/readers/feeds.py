"""Feeds (RSS, Atom, RDF) and exports of WordPress (WXR) → Articles: one an item."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from extractor.article import Article
from extractor.errors import Reject
from extractor.readers.blocks import Blocks
from extractor.readers.fragment import has_entities, has_tags, read_fragment, read_line
from extractor.readers.options import Options
from extractor.readers.stories import Found, stories_of
from extractor.readers.streams import Stream
from extractor.readers.xml import DAMAGED, declarations, parse, require_lxml, select, text_of, value

ROOTS = ("rss", "feed", "RDF", "channel")
_BODY = (
    "./encoded", "./content", "./body", "./fulltext", "./full-text", "./description", "./summary", "./group/description",
)  # fmt: skip
_TITLE = re.compile(r"<(?:\w+:)?title\b[^>]*>(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?</(?:\w+:)?title>", re.DOTALL)
_APPEARED = re.compile(r"\s*The post .{1,300} (?:first )?appeared (?:first )?on .{1,200}\.?\s*\Z", re.DOTALL)
_MORE = re.compile(r"\s*(?:\[(?:…|\.\.\.)\]|\[&#8230;\]|Continue reading.{0,200}|Read more\W{0,5})\s*\Z")
CUT = "the feed has the beginning of the text alone"


def scan_feed(stream: Stream, path: str, options: Options) -> Iterator[Article | Reject]:
    """The article of every item; an item that gives none is a `Reject`.

    Raises `ReadError` where the feed is cut off, and `FormatError` where lxml isn't installed.
    """
    require_lxml()
    blocks = Blocks(stream, ("item", "entry"), options.limits.line)
    yield from stories_of(
        blocks, lambda: _Take(declarations(blocks.head), _channel(blocks.head)), path, options, _nothing
    )


def _nothing(passed: int) -> str:
    return f"the feed has {passed} items, none of them a published post" if passed else "the feed has no items"


def _channel(head: str) -> str | None:
    """The feed's own name."""
    match = _TITLE.search(head)
    return (read_line(match[1]) or None) if match else None


@dataclass(frozen=True, slots=True)
class _Take:
    """Takes an item apart, given the namespaces and the name of its feed."""

    declared: str
    outlet: str | None

    def __call__(self, block: str) -> Found | None:
        tree, lost = parse(block, self.declared)
        if tree is None:
            return {}
        if not _is_post(tree):
            return None
        text, cut = _text(tree)
        return {
            "text": text,
            "title": read_line(value(tree, "./title") or "") or None,
            "published": value(tree, "./post_date", "./pubDate", "./published", "./date", "./issued", "./updated"),
            "url": _link(tree),
            "outlet": read_line(value(tree, "./source/title", "./source", "./publisher") or "") or self.outlet,
            "id": value(tree, "./guid", "./id", "./@about", "./post_id"),
            "warnings": (*((DAMAGED,) if lost else ()), *((CUT,) if cut else ())),
        }


def _is_post(tree: Any) -> bool:
    """Whether an item of WordPress is a published text: menus, pictures and drafts stand between them."""
    kind, state = value(tree, "./post_type"), value(tree, "./status")
    return kind in (None, "post", "page") and state in (None, "publish")


def _text(tree: Any) -> tuple[str, bool]:
    """The text of an item, and whether the feed itself says that it is cut short."""
    for element in select(tree, *_BODY):
        written = text_of(element)
        text = read_fragment(written) if has_tags(written) or has_entities(written) else written.strip()
        text = _APPEARED.sub("", text)
        whole = _MORE.sub("", text)
        return whole, whole != text
    return "", False


def _link(tree: Any) -> str | None:
    """The address of an item's page: in a `link`, or as RSS may have it, in the `guid`."""
    for element in select(tree, "./link"):
        address = (element.text or "").strip()
        if address.startswith("http"):
            return str(address)
    links = [element for element in tree if str(element.tag).endswith("link") and element.get("href")]
    own = [link for link in links if link.get("rel", "alternate") == "alternate"]
    if own:
        return str(own[0].get("href"))
    guid = value(tree, "./guid") or ""
    return guid if guid.startswith("http") else None
