"""Named values → Article: the one way in for JSON, tables, Parquet and Arrow."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from extractor.article import Article
from extractor.errors import FormatError, Reason
from extractor.readers.published import parse_published

if TYPE_CHECKING:
    from extractor.readers.options import Options

FIELDS = ("text", "id", "published", "title", "url", "outlet", "images")


class BadArticle(Exception):
    """One object, line or row that gives no article: why, in two forms."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


def check_fields(fields: Mapping[str, str]) -> None:
    """`FormatError` where a mapping names a field of ours that doesn't exist."""
    unknown = sorted(set(fields) - set(FIELDS))
    if unknown:
        raise FormatError(f"no field {', '.join(unknown)} in an article; there are {', '.join(FIELDS)}")


def build_article(found: Mapping[str, Any], path: str, index: int, options: "Options") -> Article:
    """The article that named values make; raises `BadArticle` where they make none."""
    fields = options.fields
    values = {field: _value(found, fields.get(field, field)) for field in FIELDS}
    text = values["text"]
    if not isinstance(text, str):
        raise BadArticle(*_no_text(text, _named("text", options)))
    if not text or text.isspace():
        raise BadArticle(Reason.EMPTY_ARTICLE, f"nothing but white space under {_named('text', options)}")
    if len(text) > options.limits.article:
        raise too_large(len(text), options)
    published, warnings = _published(values["published"], options)
    images = values["images"]
    return Article(
        text,
        id=_string(values["id"], "id", options),
        published=published,
        title=_string(values["title"], "title", options),
        url=_string(values["url"], "url", options),
        outlet=_string(values["outlet"], "outlet", options),
        # not one of the contract's fields: other dumps keep other things under this name, which mean nothing to us
        images=tuple(image for image in images if isinstance(image, str)) if isinstance(images, list) else (),
        path=path,
        index=index,
        warnings=warnings,
    )


def too_large(size: int | None, options: "Options") -> BadArticle:
    """What is said of an article over its limit, whose size is known or not."""
    limit = options.limits.article
    said = f"{size:,} code points" if size is not None else "longer than is held at once"
    return BadArticle(Reason.TOO_LARGE, f"{said}: the limit is {limit:,} (--limit article=NUMBER lifts it)")


def identity_in(found: Mapping[str, Any], options: "Options") -> str | None:
    """The article's own id, where the values that made none hold one."""
    own = _value(found, options.fields.get("id", "id"))
    return str(own) if isinstance(own, str | int) else None


def _value(found: Mapping[str, Any], name: str) -> Any:
    """The value under a name, or down a path of names (`source.name`)."""
    if name in found:
        return found[name]
    value: Any = found
    for part in name.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _named(field: str, options: "Options") -> str:
    return f"`{options.fields.get(field, field)}`"


def _no_text(value: Any, name: str) -> tuple[Reason, str]:
    if isinstance(value, bytes):
        return Reason.UNDECODABLE_BYTES, f"the bytes under {name} are not UTF-8"
    return Reason.MISSING_TEXT, f"no string under {name}"


def _string(value: Any, field: str, options: "Options") -> str | None:
    if isinstance(value, str):
        return value or None
    if value is None or value != value:  # pandas writes NaN for "not known"
        return None
    if field == "id" and isinstance(value, int) and not isinstance(value, bool):  # a database key
        return str(value)
    raise BadArticle(Reason.BAD_FIELD, f"{_named(field, options)} is {type(value).__name__}, not a string")


def _published(value: Any, options: "Options") -> tuple[date | None, tuple[str, ...]]:
    """The day of an ISO date or datetime, else of any printed date; what can't be read is left null with a warning."""
    if isinstance(value, date):  # Parquet and Arrow keep days and times as such
        return (value.date() if isinstance(value, datetime) else value), ()
    printed = _string(value, "published", options)
    if printed is None:
        return None, ()
    try:
        published: date | None = datetime.fromisoformat(printed).date()
    except ValueError:
        published = parse_published(printed, options.dates_order)
    return published, () if published else (f"unparsed date: {printed[:100]}",)
