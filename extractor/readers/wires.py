"""Agencies' XML → Articles: NITF, NewsML 1.2, NewsML-G2 and Reuters' RCV1, each a table of paths.

The path `docdata/date.issue@norm` is an attribute of an element anywhere in a story, `./title` an element right under it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from extractor.article import Article
from extractor.errors import Reject
from extractor.readers.blocks import Blocks
from extractor.readers.fragment import has_tags, read_fragment, read_line
from extractor.readers.options import Options
from extractor.readers.stories import Found, stories_of
from extractor.readers.streams import Stream
from extractor.readers.xml import DAMAGED, declarations, local, parse, require_lxml, select, text_of, value


@dataclass(frozen=True, slots=True)
class Dialect:
    """Where a kind of XML keeps what; `block` is the element of one story, and of several paths the first counts."""

    block: str
    body: tuple[str, ...]
    title: tuple[str, ...]
    published: tuple[str, ...]
    id: tuple[str, ...]
    outlet: tuple[str, ...] = ()
    url: tuple[str, ...] = ()
    media: tuple[str, ...] = ()  # what the item is, where it says so


DIALECTS = (
    Dialect(
        block="nitf",
        body=("body.content",),
        title=("hedline/hl1", "hedline", "head/title", "hl1"),
        published=(
            "docdata/date.issue@norm", "story.date@norm", "pubdata@date.publication", "date.issue", "docdata/date.release@norm",
            "story.date",
        ),
        id=("docdata/doc-id@id-string", "doc-id@id-string"),
        outlet=("pubdata@name", "doc.copyright@holder", "distributor"),
        url=("pubdata@ex-ref",),
    ),
    Dialect(
        block="NewsItem",
        body=("DataContent",),
        title=("NewsLines/HeadLine", "hedline/hl1", "NewsLines/NewsLine/NewsLineText", "body.head/hedline", "head/title"),
        published=(
            "NewsManagement/FirstCreated", "docdata/date.issue@norm", "story.date@norm", "NewsManagement/ThisRevisionCreated",
            "NewsIdentifier/DateId",
        ),
        id=("NewsIdentifier/PublicIdentifier", "Identification/NewsIdentifier/NewsItemId"),
        outlet=("Provider/Party@FormalName", "Source/Party@FormalName", "NewsIdentifier/ProviderId"),
        media=("ContentItem/MediaType@FormalName",),
    ),
    Dialect(
        block="newsItem",
        body=("inlineXML/html/body", "inlineXML/nitf/body/body.content", "inlineXML", "inlineData"),
        title=("contentMeta/headline", "inlineXML/html/head/title", "hedline/hl1", "itemMeta/title"),
        published=(
            "contentMeta/contentCreated", "itemMeta/firstCreated", "itemMeta/versionCreated", "contentMeta/contentModified",
        ),
        id=("./@guid",),
        outlet=("itemMeta/provider/name", "itemMeta/provider@literal", "infoSource/name", "infoSource@literal"),
        url=("itemMeta/link@href", "contentMeta/altId@href"),
        media=("itemMeta/itemClass@qcode",),
    ),
    Dialect(
        block="newsitem",
        body=("text", "body"),
        title=("./headline", "./title"),
        published=("./@date", "dateline"),
        id=("./@itemid", "./@id"),
    ),
)  # fmt: skip
ROOTS = ("nitf", "NewsML", "newsMessage", "newsItem", "NewsItem", "newsitem", "newsitems", "NITF", "packageItem")
_STOP = re.compile(r"(?<=[a-z0-9]{2})\.$")  # Reuters ended headlines with one
_OTHER_MEDIA = ("picture", "photo", "graphic", "video", "audio", "animation", "composite", "image")


def scan_wire(stream: Stream, path: str, options: Options) -> Iterator[Article | Reject]:
    """The article of every story; one without text (a picture, a list) is passed over, one that is broken a `Reject`.

    Raises `ReadError` where the file is cut off, and `FormatError` where lxml isn't installed.
    """
    require_lxml()
    blocks = Blocks(
        stream, tuple(dialect.block for dialect in DIALECTS), options.limits.line, nested=True, rooted=False
    )
    yield from stories_of(blocks, lambda: _Take(declarations(blocks.head)), path, options, _nothing)


def _nothing(passed: int) -> str:
    what = f"{passed} items in it, none with a text of its own" if passed else "no story in it"
    return f"XML of an agency, and {what}"


@dataclass(frozen=True, slots=True)
class _Take:
    declared: str

    def __call__(self, block: str) -> Found | None:
        tree, lost = parse(block, self.declared)
        if tree is None:
            return {}
        dialect = next(one for one in DIALECTS if one.block == local(tree))
        title = _STOP.sub("", read_line(value(tree, *dialect.title) or "")) or None
        text = _body(tree, dialect).removeprefix(f"{title}\n").lstrip("\n")
        if not text.strip() and (value(tree, *dialect.media) or "").lower().endswith(_OTHER_MEDIA):
            return None
        return {
            "text": text,
            "title": title,
            "published": value(tree, *dialect.published),
            "id": value(tree, *dialect.id),
            "outlet": value(tree, *dialect.outlet),
            "url": value(tree, *dialect.url),
            "warnings": (DAMAGED,) if lost else (),
        }


def _body(tree: Any, dialect: Dialect) -> str:
    """The text of the story: of several places for it (a caption, a translation) the longest."""
    full = [one for one in tree.iter() if local(one) == "block" and one.get("class") == "full_text"]  # NITF of archives
    places = full or list(select(tree, *dialect.body))
    texts = (text_of(place) for place in places if not isinstance(place, str))
    text = max(texts, key=len, default="")
    return read_fragment(text) if has_tags(text) else text.strip()
