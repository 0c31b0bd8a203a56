"""Article → Record: the only place that knows both the Doc and the record."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from extractor.article import Article
from extractor.errors import ExtractorError, FormatError, Reason, RecordError, Reject
from extractor.record import Record, Source

if TYPE_CHECKING:
    from spacy.language import Language


@cache
def _pipeline() -> "Language":
    from extractor.pipeline import load

    return load()


def extract(
    text: str,
    published: date | str | None = None,
    *,
    title: str | None = None,
    id: str | None = None,
    outlet: str | None = None,
    nlp: "Language | None" = None,
) -> Record:
    """The record of one article's text.

    `published` (a date, or an ISO date as str) is the anchor of relative dates; without it they stay unplaced. `nlp`
    is a pipeline from `extractor.load()`; without it one is loaded at the first call and kept. Raises `FormatError`
    for a date that is not ISO, and `RecordError` when the record would break the contract.
    """
    if isinstance(published, str):
        try:
            published = date.fromisoformat(published[:10])
        except ValueError as error:
            raise FormatError(f"published={published!r} is no ISO date such as 2025-12-08") from error
    return extract_article(Article(text, id=id, published=published, title=title, outlet=outlet), nlp)


def extract_article(article: Article, nlp: "Language | None" = None) -> Record:
    """The record of an article; `RecordError` when it would break the contract."""
    from pydantic import ValidationError

    nlp = nlp or _pipeline()
    with nlp.memory_zone():
        found, warnings = _find(article, nlp)
    try:
        return Record(
            id=article.key(),
            source=Source(
                outlet=article.outlet,
                path=article.path,
                index=article.index,
                url=article.url,
                images=article.images,
            ),
            published=article.published,
            title=article.title,
            text=article.text,
            warnings=tuple(dict.fromkeys((*article.warnings, *warnings))),
            **found,
        )
    except ValidationError as error:
        raise RecordError(f"{article.path or 'text'}, article {article.index}: {error}") from error


def extract_many(articles: Iterable[Article | str], *, nlp: "Language | None" = None) -> Iterator[Record | Reject]:
    """The records of many articles, in order, as a stream; an article that can't be processed gives a `Reject`."""
    nlp = nlp or _pipeline()
    for index, item in enumerate(articles):
        article = Article(item, index=index) if isinstance(item, str) else item
        try:
            yield extract_article(article, nlp)
        except RecordError as error:
            yield _reject(article, Reason.RECORD_INVALID, error)
        except Exception as error:  # a batch never stops: whatever a component raises, the article is accounted for
            yield _reject(article, Reason.EXTRACTION_FAILED, error)


def _reject(article: Article, reason: Reason, error: Exception) -> Reject:
    detail = str(error) if isinstance(error, ExtractorError) else f"{type(error).__name__}: {error}"
    return Reject(article.path, article.index, reason, detail, raw=article.text, id=article.id)


def _find(article: Article, nlp: "Language") -> tuple[dict[str, Any], list[str]]:
    """What each kind found, in order of first mention, and the warnings."""
    from extractor.pipeline import KINDS

    doc = nlp.make_doc(article.text)
    doc._.published = article.published
    for _, component in nlp.pipeline:
        doc = component(doc)
    found = {kind: tuple(sorted(doc._.get(kind), key=_first_mention)) for kind in KINDS}
    return found, list(doc._.warnings)


def _first_mention(item: Any) -> tuple[int, int]:
    place = item.mentions[0] if hasattr(item, "mentions") else item
    return place.start, place.end
