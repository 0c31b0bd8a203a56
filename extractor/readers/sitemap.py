"""XML that holds no articles → a reject that says what it is and what to do."""

from collections.abc import Iterator

from extractor.errors import Reason, Reject
from extractor.readers.fragment import is_html
from extractor.readers.options import Options
from extractor.readers.streams import SAMPLE, Stream
from extractor.readers.xml import root_of

_ADVICE = {
    "urlset": "a sitemap: it lists addresses, and no texts; fetch the pages that it names and give those",
    "sitemapindex": "an index of sitemaps: fetch those that it names, and the pages that they name",
    "opml": "OPML: it lists feeds, and no texts; fetch the feeds that it names and give those",
    "svg": "a picture (SVG)",
    "plist": "a property list",
}
_OTHER = (
    "XML of another kind (<{root}>); feeds, WordPress exports, NITF, NewsML, MediaWiki and TREC are read: "
    "turn it into JSON Lines with `text`, `title`, `published`"
)


def begins_other_xml(start: bytes, options: Options) -> bool:
    """Whether a text is XML, and no HTML: it says so, or begins with an element that HTML doesn't have and that is closed."""
    if start.startswith(b"<?xml"):
        return True
    root = root_of(start)
    return root is not None and not is_html(root) and (f"</{root}>".encode() in start or b"xmlns" in start[:2000])


def scan_other_xml(stream: Stream, path: str, options: Options) -> Iterator[Reject]:
    """One `Reject`, for the whole file."""
    start = stream.peek()[:SAMPLE]
    root = root_of(start)
    if root is None:
        detail = "no XML, whatever its ending says" if start.strip() else "an empty file, and no XML"
    else:
        detail = _ADVICE.get(root) or _OTHER.format(root=root)
    yield Reject(path, None, Reason.NO_ARTICLE, detail, pointer=path)
