"""JSON Lines → Articles: an object a line with `text`, taken verbatim, and what else is known of the article."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from extractor.article import Article
from extractor.errors import FormatError, Reason, Reject
from extractor.readers.published import DatesOrder, parse_published
from extractor.readers.streams import Line

FIELDS = ("text", "id", "published", "title", "url", "outlet", "images")


class _BadArticle(Exception):
    """One line that gives no article: why, in two forms."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


def check_fields(fields: Mapping[str, str]) -> None:
    """`FormatError` where a mapping names a field of ours that doesn't exist."""
    unknown = sorted(set(fields) - set(FIELDS))
    if unknown:
        raise FormatError(f"no field {', '.join(unknown)} in an article; there are {', '.join(FIELDS)}")


def scan_jsonl(
    lines: Iterable[Line], path: str, order: DatesOrder, fields: Mapping[str, str]
) -> Iterator[Article | Reject]:
    """Every article of JSON Lines; a line that gives none is a `Reject`. Lines with nothing on them don't count."""
    index = 0
    for number, line in enumerate(lines, start=1):
        if not line.text.strip():
            continue
        found: dict[str, Any] = {}
        try:
            found = _object(line)
            yield _article(found, path, index, order, fields)
        except _BadArticle as bad:
            raw = line.text.rstrip("\r\n")
            pointer = f"line {number}, bytes {line.start}-{line.end} of {path}"
            own = _value(found, fields.get("id", "id"))
            identity = str(own) if isinstance(own, str | int) else None
            yield Reject(path, index, bad.reason, bad.detail, raw, pointer, identity)
        index += 1


def _object(line: Line) -> dict[str, Any]:
    from pydantic_core import from_json

    if line.bad is not None:
        raise _BadArticle(Reason.UNDECODABLE_BYTES, f"byte {line.bad} is not UTF-8")
    try:
        found = from_json(line.text, allow_inf_nan=True, cache_strings="keys")
    except (ValueError, RecursionError) as error:
        raise _BadArticle(Reason.BAD_JSON, str(error)) from error
    if not isinstance(found, dict):
        raise _BadArticle(Reason.NOT_AN_OBJECT, f"the line holds {type(found).__name__}, not an object")
    return found


def _value(found: dict[str, Any], name: str) -> Any:
    """The value under a name, or down a path of names (`source.name`)."""
    if name in found:
        return found[name]
    value: Any = found
    for part in name.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return value


def _known(value: Any) -> Any:
    return None if isinstance(value, float) and value != value else value  # pandas writes NaN for "not known"


def _article(found: dict[str, Any], path: str, index: int, order: DatesOrder, fields: Mapping[str, str]) -> Article:
    values = {field: _known(_value(found, fields.get(field, field))) for field in FIELDS}
    named = {field: f"`{fields.get(field, field)}`" for field in FIELDS}
    text = values["text"]
    if not isinstance(text, str):
        raise _BadArticle(Reason.MISSING_TEXT, f"no string under {named['text']}")
    if not text.strip():
        raise _BadArticle(Reason.EMPTY_ARTICLE, f"nothing but white space under {named['text']}")
    published, warnings = _published(values["published"], named["published"], order)
    images = values["images"]
    return Article(
        text,
        id=_identity(values["id"], named["id"]),
        published=published,
        title=_string(values["title"], named["title"]),
        url=_string(values["url"], named["url"]),
        outlet=_string(values["outlet"], named["outlet"]),
        # not one of the contract's fields: other dumps keep other things under this name, which mean nothing to us
        images=tuple(image for image in images if isinstance(image, str)) if isinstance(images, list) else (),
        path=path,
        index=index,
        warnings=warnings,
    )


def _string(value: Any, name: str) -> str | None:
    if value is None or isinstance(value, str):
        return value or None
    raise _BadArticle(Reason.BAD_FIELD, f"{name} is {type(value).__name__}, not a string")


def _identity(value: Any, name: str) -> str | None:
    if isinstance(value, int) and not isinstance(value, bool):  # a database key
        return str(value)
    return _string(value, name)


def _published(value: Any, name: str, order: DatesOrder) -> tuple[date | None, tuple[str, ...]]:
    """The day of an ISO date or datetime, else of any printed date; what can't be read is left null with a warning."""
    printed = _string(value, name)
    if printed is None:
        return None, ()
    try:
        published: date | None = datetime.fromisoformat(printed).date()
    except ValueError:
        published = parse_published(printed, order)
    return published, () if published else (f"unparsed date: {printed[:100]}",)
