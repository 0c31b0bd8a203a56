"""The dump formats: how each is known, by content first and by ending second, and who reads it.

A new format is a module and one line of `FORMATS`.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from extractor.article import Article
from extractor.errors import Reject
from extractor.readers import feeds, mediawiki, sgml, wires
from extractor.readers.agency import begins_message, scan_messages
from extractor.readers.arc import begins_arc, scan_arc
from extractor.readers.columns import begins_arrow, begins_parquet, scan_arrow, scan_parquet
from extractor.readers.delimited import scan_delimited
from extractor.readers.documents import scan_documents
from extractor.readers.exports import begins_export, begins_html_export, scan_export, scan_html_export
from extractor.readers.heads import begins_table
from extractor.readers.highlights import begins_highlights, scan_highlights
from extractor.readers.jsonl import scan_jsonl
from extractor.readers.mail import begins_box, begins_mail, scan_box, scan_mail
from extractor.readers.markdown import begins_front_matter, scan_markdown
from extractor.readers.options import Options
from extractor.readers.page import Page
from extractor.readers.plain import scan_plain
from extractor.readers.sitemap import begins_other_xml, scan_other_xml
from extractor.readers.streams import Stream
from extractor.readers.subtitles import begins_subtitles, scan_subtitles
from extractor.readers.warc import begins_response, scan_response, scan_warc
from extractor.readers.web import scan_html
from extractor.readers.xml import root_of

Begins = Callable[[bytes, Options], bool]  # whether the first bytes of a file, from the first that is no space, say so
Scanner = Callable[[Stream, str, Options], Iterator[Article | Page | Reject]]  # unpacked bytes, the path shown, options


class Format(NamedTuple):
    """One dump format.

    `about` says what is in it. `text`: its bytes are text, so that the scanner is given UTF-8, whatever the file holds.
    """

    name: str
    endings: tuple[str, ...]
    begins: Begins
    scan: Scanner
    about: str
    text: bool = True


_OBJECT = re.compile(rb"\{\s*(?:\"|\}\s*$)")  # how a line of JSON Lines begins, and no news does
_PAGE = re.compile(
    rb"(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,500}?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_TOGETHER = re.compile(
    rb"[^\r\n]*\}[ \t]*\{[ \t]*\"[^\"\r\n]{1,60}\"[ \t]*:"
)  # objects without a line end between them
_SPREAD = re.compile(rb"[^\n]*,[ \t]*\r?\n\s*\"")  # … unless the next key is on the next line
# an array of objects, or an object over several lines
_DOCUMENT = re.compile(rb"\[\s*(?:\{\s*[\"}]|\]\s*$)|\{[ \t]*\r?\n\s*[\"}]")


def _begins_object(start: bytes, options: Options) -> bool:
    return bool(_OBJECT.match(start.split(b"\n", 1)[0])) and not (_SPREAD.match(start) or _TOGETHER.match(start))


def _begins_document(start: bytes, options: Options) -> bool:
    several = _OBJECT.match(start) and (_SPREAD.match(start) or _TOGETHER.match(start))
    return bool(several or _DOCUMENT.match(start))


def _begins_page(start: bytes, options: Options) -> bool:
    return bool(_PAGE.match(start))


def _begins_warc(start: bytes, options: Options) -> bool:
    return start.startswith((b"WARC/1.", b"WARC/0.1"))


def _root(names: tuple[str, ...]) -> Begins:
    """Whether an element of one of these names is the whole file's."""
    return lambda start, options: root_of(start) in names


def _never(start: bytes, options: Options) -> bool:
    return False


PLAIN = Format(
    "raw text", (".txt",), _never, scan_plain, "a text, or several below headers or parted by lines of ====="
)
FORMATS: tuple[Format, ...] = (  # the first one whose test holds
    Format("Parquet", (".parquet", ".pq"), begins_parquet, scan_parquet, "an article a row", text=False),
    Format(
        "Arrow", (".arrow", ".arrows", ".feather", ".ipc"), begins_arrow, scan_arrow, "an article a row", text=False
    ),
    Format("mailbox", (".mbox", ".mbx"), begins_box, scan_box, "mbox: an article a message", text=False),
    Format(
        "mail", (".eml", ".mht", ".mhtml"), begins_mail, scan_mail, "a message, or a page saved as MHTML", text=False
    ),
    Format(
        "JSON Lines", (".jsonl", ".ndjson"), _begins_object, scan_jsonl, "an object a line, or an answer of a news API"
    ),
    Format(
        "JSON document", (".json",), _begins_document, scan_documents, "arrays of objects, answers of news APIs, ninjs"
    ),
    Format(
        "feed",
        (".rss", ".atom", ".rdf"),
        _root(feeds.ROOTS),
        feeds.scan_feed,
        "RSS, Atom, RDF; WordPress exports (WXR)",
    ),
    Format(
        "agency XML", (".nitf", ".newsml"), _root(wires.ROOTS), wires.scan_wire, "NITF, NewsML 1.2, NewsML-G2, RCV1"
    ),
    Format("wiki export", (), _root(mediawiki.ROOTS), mediawiki.scan_mediawiki, "MediaWiki XML, as Wikinews' dumps"),
    Format(
        "SGML corpus",
        (".sgml", ".sgm"),
        _root(sgml.ROOTS),
        sgml.scan_sgml,
        "Reuters-21578, TREC, Gigaword; WikiExtractor",
    ),
    Format(
        "database pages", (), begins_html_export, scan_html_export, "Nexis, ProQuest and Factiva in HTML", text=False
    ),
    Format("web page", (".html", ".htm", ".xhtml"), _begins_page, scan_html, "the body of its article", text=False),
    Format("HTTP response", (".http",), begins_response, scan_response, "a page with its head (curl -i)", text=False),
    Format("WARC", (".warc", ".wet"), _begins_warc, scan_warc, "crawls: responses, resources; WET", text=False),
    Format("ARC", (".arc",), begins_arc, scan_arc, "crawls of before 2009", text=False),
    Format("other XML", (".xml",), begins_other_xml, scan_other_xml, "sitemaps and the like: refused, with what to do"),
    Format("database export", (), begins_export, scan_export, "Nexis, ProQuest and Factiva as text"),
    Format("agency message", (".iptc", ".anpa"), begins_message, scan_messages, "IPTC 7901, ANPA 1312, ZCZC … NNNN"),
    Format("subtitles", (".srt", ".vtt"), begins_subtitles, scan_subtitles, "what is said, without times"),
    Format(
        "story", (".story",), begins_highlights, scan_highlights, "CNN/Daily Mail: a text with its highlights below"
    ),
    Format(
        "Markdown",
        (".md", ".markdown"),
        begins_front_matter,
        scan_markdown,
        "with front matter in YAML or TOML, or without",
    ),
    Format("table", (".csv", ".tsv"), begins_table, scan_delimited, "an article a row below a head"),
    PLAIN,
)
ENDINGS = tuple(ending for format in FORMATS for ending in format.endings)


def choose_format(start: bytes, name: str, options: Options) -> Format:
    """The format of a file by its first bytes, else by its name (without the endings of packing), else raw text.

    >>> choose_format(b' {"text": "Tea rose."}', "wire.txt", Options()).name
    'JSON Lines'
    >>> choose_format(b"Tea rose.", "WIRE.jsonl", Options()).name, choose_format(b"Tea rose.", "wire", Options()).name
    ('JSON Lines', 'raw text')
    """
    start = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    known = next((format for format in FORMATS if format.begins(start, options)), None)
    known = known or next((format for format in FORMATS if name.lower().endswith(format.endings)), None)
    return known or PLAIN
