"""Subtitles (.srt, .vtt) → one Article: what was said, without numbers and times, a cue a line."""

import re
from collections.abc import Iterator

from extractor.article import Article
from extractor.errors import Reject
from extractor.readers.fragment import has_tags, read_line
from extractor.readers.options import Options
from extractor.readers.stories import Place, story_in
from extractor.readers.streams import Line, Stream, decode_line

SPOKEN = "subtitles: spoken words, without numbers and times"
_TIMES = r"(?:\d{1,2}:)?\d\d:\d\d[.,]\d{3} +--> +(?:\d{1,2}:)?\d\d:\d\d[.,]\d{3}"
_CUE = re.compile(rf"^(?:[^\n]{{0,80}}\n)?{_TIMES}[^\n]*\n(.*?)(?=\n\s*\n|\Z)", re.MULTILINE | re.DOTALL)
_BEGIN = re.compile(rf"(?:\d+\s*\r?\n)?{_TIMES}|WEBVTT\b".encode())


def begins_subtitles(start: bytes, options: Options) -> bool:
    """Whether a text begins with a cue, or says that it is WebVTT."""
    return _BEGIN.match(start) is not None


def scan_subtitles(stream: Stream, path: str, options: Options) -> Iterator[Article | Reject]:
    """One article, with a warning; `Reject` where nothing is said."""
    raw = stream.read(options.limits.line + 1)
    large = len(raw) > options.limits.line
    line = Line(0, len(raw), "", large=True) if large else decode_line(raw, 0)
    found = story_in(line, _take, Place(path, 0, path), options)
    if found is not None:
        yield found


def _take(text: str) -> dict[str, object]:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    cues = (" ".join(match[1].split()) for match in _CUE.finditer(text))
    said = (read_line(cue) if has_tags(cue) else cue for cue in cues)
    return {"text": "\n".join(cue for cue in said if cue), "warnings": (SPOKEN,)}
