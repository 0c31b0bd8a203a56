"""The dump formats: how each is known, by content first and by ending second, and who reads it.

A new format is one line of `FORMATS`.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from extractor.article import Article
from extractor.errors import FormatError, Reject
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


_OBJECT = re.compile(rb"\{\s*(?:\"|\}\s*$)")  # how a line of JSON Lines begins, and no news does


def _begins_object(start: bytes, options: Options) -> bool:
    return bool(_OBJECT.match(start.split(b"\n", 1)[0]))


def _never(start: bytes, options: Options) -> bool:
    return False


PLAIN = Format("raw text", (".txt",), _never, scan_plain)
FORMATS: tuple[Format, ...] = (  # the first one whose test holds
    Format("JSON Lines", (".jsonl", ".ndjson"), _begins_object, scan_jsonl),
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
    if known is None and name.lower().endswith(".json"):
        raise FormatError("a JSON document, not JSON Lines: write an object a line (jq -c '.[]')")
    return known or PLAIN
