"""Article → Record: the only place that knows both the Doc and the record."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

from extractor.article import Article
from extractor.errors import ExtractorError, FormatError, Reason, RecordError, Reject
from extractor.record import Record, Source

if TYPE_CHECKING:
    from spacy.language import Language

Sources = dict[tuple[int, int], str]  # a mention's offsets → who found it


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
    return explain_article(article, nlp)[0]


def explain_article(article: Article, nlp: "Language | None" = None) -> tuple[Record, Sources]:
    """The record of an article, and for each mention of a person (its offsets) who found it: ``model+rules``.

    Raises `RecordError` when the record would break the contract.
    """
    from pydantic import ValidationError

    nlp = nlp or _pipeline()
    with nlp.memory_zone():
        found, warnings, sources = _find(article, nlp)
    try:
        record = Record(
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
    return record, sources


def extract_many(
    articles: Iterable[Article | str], *, nlp: "Language | None" = None, processes: int = 1
) -> Iterator[Record | Reject]:
    """The records of many articles, in order, as a stream; an article that can't be processed gives a `Reject`.

    With `processes` above 1 each process loads a pipeline of its own (`nlp` is then not used), and the records are the
    same, in the same order.
    """
    numbered = (Article(item, index=i) if isinstance(item, str) else item for i, item in enumerate(articles))
    if processes <= 1:
        nlp = nlp or _pipeline()
        for article in numbered:
            yield _try(article, nlp)
        return
    with get_context("spawn").Pool(processes) as pool:
        for result in pool.imap(_work, numbered, chunksize=8):
            yield Record.from_json(result) if isinstance(result, bytes) else result


def _work(article: Article) -> bytes | Reject:
    """One article in a worker: only articles go in, and only bytes and rejects come out."""
    result = _try(article, _pipeline())
    return result.to_json() if isinstance(result, Record) else result


def _try(article: Article, nlp: "Language") -> Record | Reject:
    try:
        return extract_article(article, nlp)
    except RecordError as error:
        return _reject(article, Reason.RECORD_INVALID, error)
    except Exception as error:  # a batch never stops: whatever a component raises, the article is accounted for
        return _reject(article, Reason.EXTRACTION_FAILED, error)


def _reject(article: Article, reason: Reason, error: Exception) -> Reject:
    detail = str(error) if isinstance(error, ExtractorError) else f"{type(error).__name__}: {error}"
    return Reject(article.path, article.index, reason, detail, raw=article.text, id=article.id)


def _find(article: Article, nlp: "Language") -> tuple[dict[str, Any], list[str], Sources]:
    """What each kind found, in order of first mention, the warnings, and who found which name."""
    from extractor.pipeline import KINDS

    doc = nlp.make_doc(article.text)
    doc._.published = article.published
    for _, component in nlp.pipeline:
        doc = component(doc)
    found = {kind: tuple(sorted(doc._.get(kind), key=_first_mention)) for kind in KINDS}
    return found, list(doc._.warnings), {(e.start_char, e.end_char): e.id_ for e in doc.ents if e.id_}


def _first_mention(item: Any) -> tuple[int, int]:
    place = item.mentions[0] if hasattr(item, "mentions") else item
    return place.start, place.end
