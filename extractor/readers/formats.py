"""The dump formats: how each is known, by content first and by ending second, and who reads it.

A new format is one line of `FORMATS`.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from extractor.article import Article
from extractor.errors import FormatError, Reject
from extractor.readers.documents import scan_documents
from extractor.readers.jsonl import scan_jsonl
from extractor.readers.options import Options
from extractor.readers.plain import scan_plain
from extractor.readers.streams import Stream

Begins = Callable[[bytes, Options], bool]  # whether the first bytes of a file, from the first that is no space, say so
Scanner = Callable[[Stream, str, Options], Iterator[Article | Reject]]  # unpacked bytes, the path shown, options


class Format(NamedTuple):
    """One dump format. `text`: its bytes are text, so that the scanner is given UTF-8, whatever the file holds."""

    name: str
    endings: tuple[str, ...]
    begins: Begins
    scan: Scanner
    text: bool = True


_DOCUMENT = re.compile(
    rb"\[\s*(?:\{\s*[\"}]|\]\s*$)|\{[ \t]*\r?\n\s*[\"}]"
)  # an array of objects, or one over several lines
_OBJECT = re.compile(rb"\{\s*(?:\"|\}\s*$)")  # how a line of JSON Lines begins, and no news does


def _begins_object(start: bytes, options: Options) -> bool:
    return bool(_OBJECT.match(start.split(b"\n", 1)[0]))


def _begins_document(start: bytes, options: Options) -> bool:
    return bool(_DOCUMENT.match(start))


def _never(start: bytes, options: Options) -> bool:
    return False


PLAIN = Format("raw text", (".txt",), _never, scan_plain)
FORMATS: tuple[Format, ...] = (  # the first one whose test holds
    Format("JSON Lines", (".jsonl", ".ndjson"), _begins_object, scan_jsonl),
    Format("JSON document", (".json",), _begins_document, scan_documents),
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
