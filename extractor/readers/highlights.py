"""A story of the CNN/Daily Mail corpus (.story) → its Article, without the highlights below it.

::

    Tea prices rose …

    @highlight

    Tea is dearer
"""

import re
from collections.abc import Iterator

from extractor.article import Article
from extractor.errors import Reject
from extractor.readers.options import Options
from extractor.readers.stories import Place, story_in
from extractor.readers.streams import Line, Stream, decode_line

_HIGHLIGHT = re.compile(rb"^@highlight[ \t]*\r?\n", re.MULTILINE)


def begins_highlights(start: bytes, options: Options) -> bool:
    """Whether highlights stand below a text."""
    return _HIGHLIGHT.search(start) is not None


def scan_highlights(stream: Stream, path: str, options: Options) -> Iterator[Article | Reject]:
    """The one article of a file."""
    raw = stream.read(options.limits.line + 1)
    large = len(raw) > options.limits.line
    body = _HIGHLIGHT.split(raw, maxsplit=1)[0]
    line = Line(0, len(raw), "", large=True) if large else decode_line(body, 0)
    found = story_in(line, lambda text: {"text": text.strip("\ufeff\r\n").rstrip()}, Place(path, 0, path), options)
    if found is not None:
        yield found
