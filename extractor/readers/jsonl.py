"""JSON Lines → Articles: an object a line with `text`, taken verbatim, and what else is known of the article.

A line may hold a table of pandas or an answer of a news API instead, with many articles in it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from json import JSONDecoder
from typing import Any, NamedTuple

from extractor.article import Article
from extractor.errors import Reason, Reject
from extractor.readers.dayorder import DayOrder
from extractor.readers.fields import BadArticle, build_article, identity_in, too_large
from extractor.readers.newsapis import in_our_names, items_in
from extractor.readers.options import Options
from extractor.readers.shapes import Rows, place_of_articles, unfold
from extractor.readers.streams import SAMPLE, Line, Stream, lines

_NAME = re.compile(r'"(\w{1,40})"\s*:')


def scan_jsonl(stream: Stream, path: str, options: Options) -> Iterator[Article | Reject]:
    """Every article of JSON Lines; a line that gives none is a `Reject`. Lines with nothing on them don't count."""
    days = DayOrder(options.dates_order)
    yield from days.settle(_objects(stream, path, options, days))


def _objects(stream: Stream, path: str, options: Options, days: DayOrder) -> Iterator[Article | Reject]:
    index = 0
    for number, line in enumerate(lines(stream, longest=options.limits.line, split_returns=True), start=1):
        if line.large or line.text.strip():
            for found in scan_value(line, Place(path, index, f"line {number}, "), options, days):
                yield found
                index += 1


def first_object(stream: Stream, options: Options) -> Mapping[str, Any]:
    """The first object in a file of them, one a line or not, as far as it can be read at once; empty where there is none."""
    start = stream.peek()[:SAMPLE].decode("utf-8", "ignore").removeprefix("\ufeff").lstrip().removeprefix("[").lstrip()
    try:
        found, _ = JSONDecoder(strict=False).raw_decode(start)
    except (ValueError, RecursionError):
        names = dict.fromkeys(_NAME.findall(start))  # an object that is longer than that
        return names
    return found if isinstance(found, dict) else {}


class Place(NamedTuple):
    """Where a JSON value stands: the path shown, the number of its first article, and what goes before its bytes."""

    path: str
    number: int
    named: str = ""


def scan_value(line: Line, place: Place, options: Options, days: DayOrder) -> Iterator[Article | Reject]:
    """The article in one JSON object, those of a table or of an API's answer; the `Reject` that it is where there is none."""
    found: dict[str, Any] = {}
    rows: Rows | None = None
    try:
        found = _object(line, options)
        rows = _rows(found, options)
    except BadArticle as bad:
        yield _reject(bad, found, line, place, options)
        return
    if rows is None:
        yield _article(found, line, place, options, days)
        return
    for offset, row in enumerate(rows):
        own = Place(place.path, place.number + offset, f"record {offset} of {place.named}")
        yield _article(row, line, own, options, days)
    if not rows:
        detail = f"no articles under `{options.items}`" if options.items else "no articles in it"
        yield _reject(BadArticle(Reason.NO_ARTICLE, detail), found, line, place, options)


def _rows(found: Mapping[str, Any], options: Options) -> Rows | None:
    """The objects of articles within an object; None where it is one itself."""
    if options.items is not None:
        return items_in(found, options.items, options.fields) or ()
    if "text" in found and not isinstance(found["text"], dict):
        return None
    return unfold(found, options.fields) or items_in(found, None, options.fields)


def _article(found: Mapping[str, Any], line: Line, place: Place, options: Options, days: DayOrder) -> Article | Reject:
    values = in_our_names(found, options.fields)
    try:
        article = build_article(values, place.path, place.number, options, days)
    except BadArticle as bad:
        return _reject(bad, values, line, place, options)
    said = values.get("warnings", ()) if values is not found else ()
    return replace(article, warnings=(*article.warnings, *said)) if said else article


def _reject(bad: BadArticle, found: Mapping[str, Any], line: Line, place: Place, options: Options) -> Reject:
    pointer = f"{place.named}bytes {line.start}-{line.end} of {place.path}"
    id = identity_in(found, options)
    held = place_of_articles(found) if bad.reason is Reason.MISSING_TEXT else None
    if held:
        advice = (
            f"the articles seem to be in `{held}`: --items {held} reads them (or write them alone: jq '.{held}' FILE)"
        )
        return Reject(place.path, place.number, bad.reason, f"{bad.detail}; {advice}", None, pointer, id)
    if bad.reason is Reason.MISSING_TEXT and found:
        bad.detail += f"; there are {', '.join(list(found)[:20])} (--field text=NAME names one)"
    kept = bad.reason is not Reason.TOO_LARGE and not place.named.startswith("record ")
    raw = line.text.rstrip("\r\n") if kept else None
    return Reject(place.path, place.number, bad.reason, bad.detail, raw, pointer, id)


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
    if isinstance(found, str) and found.lstrip().startswith("{"):  # written as JSON twice
        return _object(line._replace(text=found), options)
    if isinstance(found, list) and len(found) == len(options.columns):
        return dict(zip(options.columns, found, strict=True))
    if not isinstance(found, dict):
        raise BadArticle(Reason.NOT_AN_OBJECT, f"the line holds {type(found).__name__}, not an object")
    return found
