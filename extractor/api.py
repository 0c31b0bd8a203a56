"""Article → Record: the only place that knows both the Doc and the record."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING, Any, TypeVar

from extractor.article import Article
from extractor.errors import ExtractorError, FormatError, Reason, RecordError, Reject
from extractor.kinds import NAMES
from extractor.processes.pool import Read, batches, work_through
from extractor.processes.worker import Done, Result, Work
from extractor.record import Record, Source

if TYPE_CHECKING:
    from spacy.language import Language
    from threadpoolctl import ThreadpoolController

OURS = "extractor"  # the model of names
T = TypeVar("T")
Sources = dict[tuple[int, int], str]  # a mention's offsets → who found it


@cache
def _pipeline(model: str | None = OURS) -> "Language":
    from extractor.pipeline import load

    return load(model=model)


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
    with _at_work(nlp):
        return _explain(article, nlp)


def extract_many(
    articles: Iterable[Article | Reject | str],
    *,
    nlp: "Language | None" = None,
    model: str | None = OURS,
    processes: int = 1,
    time_limit: float | None = None,
) -> Iterator[Record | Reject]:
    """The records of many articles, in order, as a stream; an article that can't be processed gives a `Reject`.

    What the readers rejected passes through in its place. The pipeline is `nlp`, or one that is loaded with `model` (as
    `extractor.load` takes it). With `processes` above 1 each process loads a pipeline of its own, and the records are
    the same, in the same order; an article that takes over `time_limit` seconds, or kills its process, is rejected
    alone. Raises `FormatError` for an `nlp` that other processes can't load.
    """
    numbered = (Article(item, index=i) if isinstance(item, str) else item for i, item in enumerate(articles))
    if processes > 1:
        make = partial(make_work, **(_arguments(nlp) if nlp else {"model": model}))
        return _in_processes(numbered, make, processes, time_limit)
    return _in_here(numbered, nlp or _pipeline(model))


def _in_here(articles: Iterable[Read], nlp: "Language") -> Iterator[Record | Reject]:
    for batch in batches(articles):
        yield from _try_all(batch, nlp)


def _in_processes(
    articles: Iterable[Read], make: partial[Work], processes: int, time_limit: float | None
) -> Iterator[Record | Reject]:
    for result in work_through(articles, make, processes=processes, time_limit=time_limit):
        yield Record.from_json(result.line) if isinstance(result, Done) else result


def _arguments(nlp: "Language") -> dict[str, Any]:
    """What `load` makes such a pipeline from."""
    from extractor.pipeline import BEFORE, KINDS

    names = [name.removeprefix("extractor_") for name in nlp.pipe_names]
    if not set(BEFORE) <= set(names) <= {*BEFORE, *KINDS}:
        raise FormatError("a pipeline with parts of its own can't be loaded by other processes; use processes=1")
    config = nlp.get_pipe_config("extractor_names")
    kinds = tuple(name for name in names if name in KINDS)
    return {"kinds": kinds, "model": config.get("model"), "rules": config.get("rules", True)}


def make_work(**arguments: Any) -> Work:
    """What a process does with its batches, with the pipeline that `extractor.load(**arguments)` gives."""
    from extractor.pipeline import load

    nlp = load(**arguments)

    def work(articles: Iterable[Article]) -> Iterator[Result]:
        with _at_work(nlp):
            for article in articles:
                yield _try(article, nlp, _done)

    return work


def _done(record: Record) -> Done:
    return Done(record.to_json(), tuple(len(getattr(record, kind)) for kind in NAMES))


def extract_json(article: Article, nlp: "Language") -> bytes | Reject:
    """What becomes of an article: its record as JSON, or why there is none; it never raises.

    The caller opens `nlp.memory_zone()` around as many articles as shall share the words that the pipeline has seen.
    """
    return _try(article, nlp, Record.to_json)


def _try_all(articles: Iterable[Read], nlp: "Language") -> list[Record | Reject]:
    """What becomes of each article; the words that they share are analysed once, and forgotten after the last."""
    with _at_work(nlp):
        return [_try(article, nlp, _itself) if isinstance(article, Article) else article for article in articles]


@contextmanager
def _at_work(nlp: "Language") -> Iterator[None]:
    """Words are forgotten at the end, and matrices are multiplied by one thread: they are small, and more cost twice as much."""
    with nlp.memory_zone(), _threads().limit(limits=1, user_api="blas"):
        yield


@cache
def _threads() -> "ThreadpoolController":
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def _itself(record: Record) -> Record:
    return record


def _try(article: Article, nlp: "Language", form: Callable[[Record], T]) -> T | Reject:
    try:
        return form(_explain(article, nlp)[0])
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
