"""The dump formats: how each is known, by content first and by ending second, and who reads it.

A new format is one line of `FORMATS`.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from extractor.article import Article
from extractor.errors import FormatError, Reject
from extractor.readers.columns import begins_arrow, begins_parquet, scan_arrow, scan_parquet
from extractor.readers.delimited import scan_delimited
from extractor.readers.documents import scan_documents
from extractor.readers.heads import begins_table
from extractor.readers.jsonl import scan_jsonl
from extractor.readers.options import Options
from extractor.readers.page import Page
from extractor.readers.plain import scan_plain
from extractor.readers.streams import Stream
from extractor.readers.warc import scan_warc
from extractor.readers.web import scan_html

Begins = Callable[[bytes, Options], bool]  # whether the first bytes of a file, from the first that is no space, say so
Scanner = Callable[[Stream, str, Options], Iterator[Article | Page | Reject]]  # unpacked bytes, the path shown, options


class Format(NamedTuple):
    """One dump format. `text`: its bytes are text, so that the scanner is given UTF-8, whatever the file holds."""

    name: str
    endings: tuple[str, ...]
    begins: Begins
    scan: Scanner
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
    return start.startswith(b"WARC/1.")


def _never(start: bytes, options: Options) -> bool:
    return False


PLAIN = Format("raw text", (".txt",), _never, scan_plain)
FORMATS: tuple[Format, ...] = (  # the first one whose test holds
    Format("Parquet", (".parquet", ".pq"), begins_parquet, scan_parquet, text=False),
    Format("Arrow", (".arrow", ".arrows", ".feather", ".ipc"), begins_arrow, scan_arrow, text=False),
    Format("JSON Lines", (".jsonl", ".ndjson"), _begins_object, scan_jsonl),
    Format("JSON document", (".json",), _begins_document, scan_documents),
    Format("web page", (".html", ".htm", ".xhtml"), _begins_page, scan_html, text=False),
    Format("WARC", (".warc",), _begins_warc, scan_warc, text=False),
    Format("table", (".csv", ".tsv"), begins_table, scan_delimited),
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


_FOREIGN = {
    b"%PDF-": "a PDF",
    b"{\\rtf": "RTF",
    b"7z\xbc\xaf'\x1c": "a 7-Zip archive; unpack it first",
    b"Rar!\x1a\x07": "a RAR archive; unpack it first",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "a document of old Office",
    b"SQLite format 3\0": "an SQLite database; export its table of articles as CSV",
    b"FEA1": "Feather of version 1; write it anew with version 2",
    b"Obj\x01": "Avro; convert it to Parquet",
    b"\x04\x22\x4d\x18": "LZ4; unpack it first",
    b"\x89PNG\r\n": "a picture",
    b"GIF8": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"\x7fELF": "a program",
}


def refuse_foreign(start: bytes) -> None:
    """`FormatError` where the first bytes are those of something that holds no news that could be read here."""
    for magic, kind in _FOREIGN.items():
        if start.startswith(magic):
            raise FormatError(f"no text, and none of the formats that are read: this is {kind}")


_CONTROLS = bytes({*range(0x20), 0x7F} - {*b"\t\n\v\f\r\x1b"})
_MOST_CONTROLS = 0.1  # of the first bytes; a few get into text by accident


def refuse_binary(start: bytes) -> None:
    """`FormatError` where too many of the first bytes are in no text."""
    if len(start) - len(start.translate(None, _CONTROLS)) > len(start) * _MOST_CONTROLS:
        raise FormatError("no text, and none of the formats that are read: this is binary data")
