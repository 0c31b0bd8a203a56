"""JSON Lines → Articles: an object a line with `text`, taken verbatim, and what else is known of the article."""

from collections.abc import Iterator
from typing import Any

from extractor.article import Article
from extractor.errors import Reason, Reject
from extractor.readers.fields import BadArticle, build_article, identity_in, too_large
from extractor.readers.options import Options
from extractor.readers.streams import Line, Stream, lines


def scan_jsonl(stream: Stream, path: str, options: Options) -> Iterator[Article | Reject]:
    """Every article of JSON Lines; a line that gives none is a `Reject`. Lines with nothing on them don't count."""
    index = 0
    for number, line in enumerate(lines(stream, longest=options.limits.line), start=1):
        if line.large or line.text.strip():
            yield scan_object(line, path, index, options, f"line {number}, ")
            index += 1


def scan_object(line: Line, path: str, index: int, options: Options, place: str = "") -> Article | Reject:
    """The article in one JSON object, or the `Reject` that it is; `place` goes before the bytes in its pointer."""
    found: dict[str, Any] = {}
    try:
        found = _object(line, options)
        return build_article(found, path, index, options)
    except BadArticle as bad:
        raw = None if bad.reason is Reason.TOO_LARGE else line.text.rstrip("\r\n")
        pointer = f"{place}bytes {line.start}-{line.end} of {path}"
        return Reject(path, index, bad.reason, bad.detail, raw, pointer, identity_in(found, options))


def _object(line: Line, options: Options) -> dict[str, Any]:
    from pydantic_core import from_json

    if line.large:
        raise too_large(None, options)
    if line.bad is not None:
        raise BadArticle(Reason.UNDECODABLE_BYTES, f"byte {line.bad} is not UTF-8")
    try:
        found = from_json(line.text, allow_inf_nan=True, cache_strings="keys")
    except (ValueError, RecursionError) as error:
        raise BadArticle(Reason.BAD_JSON, str(error)) from error
    if not isinstance(found, dict):
        raise BadArticle(Reason.NOT_AN_OBJECT, f"the line holds {type(found).__name__}, not an object")
    return found
