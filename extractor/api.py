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

BATCH, BATCH_SIZE = (
    100,
    500_000,
)  # articles and code points that share a memory zone: a stream is never held up for long
Read = Article | Reject  # what comes of a dump
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
    nlp = nlp or _pipeline()
    with nlp.memory_zone():
        return _explain(article, nlp)


def extract_many(
    articles: Iterable[Article | Reject | str], *, nlp: "Language | None" = None, processes: int = 1
) -> Iterator[Record | Reject]:
    """The records of many articles, in order, as a stream; an article that can't be processed gives a `Reject`.

    What the readers rejected passes through in its place. With `processes` above 1 each process loads a pipeline of its
    own (`nlp` is then not used), and the records are the same, in the same order.
    """
    numbered = (Article(item, index=i) if isinstance(item, str) else item for i, item in enumerate(articles))
    if processes <= 1:
        nlp = nlp or _pipeline()
        for batch in batches(numbered):
            yield from _try_all(batch, nlp)
        return
    with get_context("spawn").Pool(processes) as pool:
        for results in pool.imap(_work, batches(numbered)):
            for result in results:
                yield Record.from_json(result) if isinstance(result, bytes) else result


def batches(articles: Iterable[Read]) -> Iterator[list[Read]]:
    """The articles in order, some at a time: as many as share the words that the pipeline has seen."""
    batch: list[Read] = []
    size = 0
    for article in articles:
        batch.append(article)
        size += len(article.text) if isinstance(article, Article) else 0
        if len(batch) == BATCH or size >= BATCH_SIZE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _work(articles: list[Read]) -> list[bytes | Reject]:
    """Articles in a worker: only articles go in, and only bytes and rejects come out."""
    results = _try_all(articles, _pipeline())
    return [result.to_json() if isinstance(result, Record) else result for result in results]


def _try_all(articles: Iterable[Read], nlp: "Language") -> list[Record | Reject]:
    """What becomes of each article; the words that they share are analysed once, and forgotten after the last."""
    with nlp.memory_zone():
        return [_try(article, nlp) if isinstance(article, Article) else article for article in articles]


def _try(article: Article, nlp: "Language") -> Record | Reject:
    try:
        return _explain(article, nlp)[0]
    except RecordError as error:
        return _reject(article, Reason.RECORD_INVALID, error)
    except Exception as error:  # a batch never stops: whatever a component raises, the article is accounted for
        return _reject(article, Reason.EXTRACTION_FAILED, error)


def _reject(article: Article, reason: Reason, error: Exception) -> Reject:
    detail = str(error) if isinstance(error, ExtractorError) else f"{type(error).__name__}: {error}"
    return Reject(article.path, article.index, reason, detail, raw=article.text, id=article.id)


def _explain(article: Article, nlp: "Language") -> tuple[Record, Sources]:
    """The record of an article and who found which name, inside a memory zone that is open already."""
    from pydantic import ValidationError

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
            duplicate_of=article.duplicate_of,
            **found,
        )
    except ValidationError as error:
        raise RecordError(f"{article.path or 'text'}, article {article.index}: {error}") from error
    return record, sources


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
