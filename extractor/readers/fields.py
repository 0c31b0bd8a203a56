"""Named values → Article: the one way in for JSON, tables, Parquet and Arrow."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from extractor.article import Article
from extractor.errors import FormatError, Reason
from extractor.readers.dayorder import DayOrder
from extractor.readers.synonyms import FIELDS, locate
from extractor.readers.values import read_day, read_images, read_string, read_text

if TYPE_CHECKING:
    from extractor.readers.options import Options


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


def build_article(
    found: Mapping[str, Any], path: str, index: int, options: "Options", days: DayOrder | None = None
) -> Article:
    """The article that named values make; raises `BadArticle` where they make none.

    Without a text there is no article. Any other value that can't be meant is left null, with a warning. `days` is what
    the file's other dates say of the order of day and month.
    """
    values = values_in(found, options)
    strings = {field: read_string(values.get(field), field) for field in ("id", "title", "url", "outlet")}
    days = days or DayOrder(options.dates_order)
    published, unread = read_day(values.get("published"), days, strings["url"][0])
    text = read_text(values.get("text"))
    name = f"`{named('text', options)}`"
    if not isinstance(text, str):
        raise BadArticle(*_no_text(text, name))
    if not text or text.isspace():
        raise BadArticle(Reason.EMPTY_ARTICLE, f"nothing but white space under {name}")
    if len(text) > options.limits.article:
        raise too_large(len(text), options)
    return Article(
        text,
        published=published,
        images=read_images(values.get("images")),
        path=path,
        index=index,
        warnings=(*(warning for _, warnings in strings.values() for warning in warnings), *unread),
        **{field: string for field, (string, _) in strings.items()},
    )


def no_column(names: Sequence[str], options: "Options") -> FormatError:
    """What is said of a table in which no column has the texts."""
    shown = ", ".join(names[:20])
    return FormatError(
        f"no column `{named('text', options)}` in this table; there are {shown} (--field text=COLUMN names one)"
    )


def too_large(size: int | None, options: "Options") -> BadArticle:
    """What is said of an article over its limit, whose size is known or not."""
    limit = options.limits.article
    said = f"{size:,} code points" if size is not None else "longer than is held at once"
    return BadArticle(Reason.TOO_LARGE, f"{said}: the limit is {limit:,} (--limit article=NUMBER lifts it)")


def identity_in(found: Mapping[str, Any], options: "Options") -> str | None:
    """The article's own id, where the values that made none hold one."""
    return read_string(values_in(found, options).get("id"), "id")[0]


def values_in(found: Mapping[str, Any], options: "Options") -> dict[str, Any]:
    """The value of each field of ours that is among named values."""
    return {field: _value(found, name) for field, name in locate(found, options.fields).items()}


def named(field: str, options: "Options") -> str:
    """The name under which a field is looked for first."""
    return options.fields.get(field, field)


def _value(found: Mapping[str, Any], name: str) -> Any:
    """The value under a name, or down a path of names (`source.name`)."""
    if name in found:
        return found[name]
    value: Any = found
    for part in name.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _no_text(value: Any, name: str) -> tuple[Reason, str]:
    if isinstance(value, bytes):
        return Reason.UNDECODABLE_BYTES, f"the bytes under {name} are not UTF-8"
    return Reason.MISSING_TEXT, f"no string under {name}"
