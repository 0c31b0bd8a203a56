"""What callers give for articles, looked at before work is done: errors that say what to do, or a reject in a batch."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from numbers import Integral
from typing import Any, NamedTuple

from extractor.article import Article
from extractor.errors import ArgumentTypeError, ArgumentValueError, ExtractorError, Reason, Reject

_STRINGS = ("id", "title", "url", "outlet", "path", "duplicate_of")
_HALF = re.compile("[\ud800-\udfff]")


def check_articles(articles: object) -> None:
    """Refuse what would be taken apart into letters, keys or names of columns."""
    kind = type(articles).__name__
    if isinstance(articles, str | bytes | Article):
        raise ArgumentTypeError(
            f"articles is one {kind}: put it into a list, [article]; for a dump's path give extractor.read(path)"
        )
    if isinstance(articles, Mapping) or hasattr(articles, "columns"):
        raise ArgumentTypeError(f"articles is {kind}: give an iterable of articles, such as [Article(text, id=…), …]")
    if not isinstance(articles, Iterable):
        raise ArgumentTypeError(
            f"articles is {kind}: give an iterable of articles or texts, such as extractor.read(path)"
        )


def check_number(name: str, value: Any, wanted: type = Integral) -> None:
    """Refuse what is no number of the type wanted, or isn't above 0."""
    fits = isinstance(value, wanted) and not isinstance(value, bool)
    if not fits:
        whole = "a whole number" if wanted is Integral else "a number"
        raise ArgumentTypeError(f"{name}={value!r} is {_kind(value)}, not {whole}")
    if value <= 0 or value != value:
        raise ArgumentValueError(f"{name} is {value}; it must be above 0")


def numbered(articles: Iterable[object]) -> Iterator[Article | Reject]:
    """The articles, texts with their place as index; one with no text at all is rejected here, before it travels."""
    for place, item in enumerate(articles):
        if isinstance(item, str):
            yield Article(item, index=place)
        elif isinstance(item, Article):
            yield (None if isinstance(item.text, str) else refused(item, 0)) or item
        elif isinstance(item, Reject):
            yield item
        else:
            hint = "leave it out" if item is None else "make it an Article(text, id=…, published=…)"
            raise ArgumentTypeError(f"articles[{place}] is {_kind(item)}, not an Article, Reject or str: {hint}")


class Unfit(NamedTuple):
    """Why no record can be made of an article: the reason of its reject, what and where, and the error to raise instead."""

    reason: Reason
    detail: str
    error: type[ExtractorError]


def unfit(article: Article, limit: int) -> Unfit | None:
    """Why no record can be made of an article, and what to do; None where one can. `limit` is in code points."""
    text: Any = article.text
    if not isinstance(text, str):
        advice = (
            "decode it first: text.decode('utf-8')" if isinstance(text, bytes | bytearray) else "give the text as str"
        )
        return Unfit(Reason.MISSING_TEXT, f"text is {_kind(text)}, not str: {advice}", ArgumentTypeError)
    if len(text) > limit:
        said = f"text has {len(text):,} code points, and the pipeline takes {limit:,} at most"
        return Unfit(
            Reason.TOO_LARGE, f"{said}: split it, or set a higher `nlp.max_length` and pass `nlp`", ArgumentValueError
        )
    if half := _half(text):
        return Unfit(
            Reason.NOT_UNICODE,
            f"text has {half}, which no encoding can write: decode its bytes anew, or put U+FFFD in its place with "
            "text.encode('utf-16', 'surrogatepass').decode('utf-16', 'replace')",
            ArgumentValueError,
        )
    return _unfit_field(article)


def _unfit_field(article: Article) -> Unfit | None:
    """What is wrong with the fields beside the text, which go into the record as they are."""
    images: Any = article.images
    if isinstance(images, str) or not isinstance(images, Sequence):
        return Unfit(Reason.BAD_FIELD, f"images is {_kind(images)}: give a list of addresses", ArgumentTypeError)
    fields = [(name, getattr(article, name)) for name in _STRINGS]
    for name, value in (*fields, *(("images", image) for image in images)):
        if value is None and name != "images":
            continue
        if not isinstance(value, str):
            return Unfit(Reason.BAD_FIELD, f"{name} is {value!r} ({_kind(value)}): give a str", ArgumentTypeError)
        if half := _half(value):
            return Unfit(Reason.BAD_FIELD, f"{name} has {half}, which no encoding can write", ArgumentValueError)
    return None


def _kind(value: Any) -> str:
    return "None" if value is None else type(value).__name__


def _half(text: str) -> str | None:
    """`half a surrogate pair (U+D800) at 3`, for the first one in the text."""
    found = None if text.isascii() else _HALF.search(text)
    return f"half a surrogate pair (U+{ord(found[0]):04X}) at {found.start()}" if found else None


def refused(article: Article, limit: int) -> Reject | None:
    """The reject of an article that no record can be made of, if it is one; `limit` as in `unfit`."""
    found = unfit(article, limit)
    return found and reject(article, found.reason, found.detail)


def reject(article: Article, reason: Reason, detail: str) -> Reject:
    """The reject of an article, whatever its fields hold."""
    raw, id = (value if isinstance(value, str) else None for value in (article.text, article.id))
    return Reject(article.path, article.index, reason, detail, raw=raw, id=id)
