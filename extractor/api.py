"""Article → Record: the only place that knows both the Doc and the record."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache, partial
from numbers import Integral, Real
from os import PathLike
from typing import TYPE_CHECKING, Any, TypeVar

from extractor.article import Article, day_of
from extractor.errors import ArgumentTypeError, ArgumentValueError, ExtractorError, Reason, RecordError, Reject
from extractor.kinds import NAMES
from extractor.plugins import FIELD, finds_in, installed, record_with
from extractor.processes.pool import batches, work_through
from extractor.processes.worker import Done, Result, Work
from extractor.readers.dayorder import why_undated
from extractor.readers.given import check_articles, check_number, numbered, refused, reject, unfit
from extractor.readers.language import FOREIGN, other_language
from extractor.record import Record, Source

if TYPE_CHECKING:
    from spacy.language import Language
    from threadpoolctl import ThreadpoolController

OURS = "extractor"  # the model of names
ENGLISH = "en"
FIRST = "Kenya sold tea worth $5 million to Egypt on Friday, President William Ruto said."  # what `warm` tries
T = TypeVar("T")

_loaded: "dict[str | None, Language]" = {}  # by model, each loaded once a process


def _pipeline(model: str | PathLike[str] | None = OURS) -> "Language":
    """The pipeline with a model of names: loaded at the first call, whichever function and thread that comes from, and kept."""
    from extractor.pipeline import load, name_of_model
    from extractor.pipeline.turns import one_at_a_time

    name = name_of_model(model)
    with one_at_a_time():
        if name not in _loaded:
            _loaded[name] = load(model=name)
        return _loaded[name]


def warm(*, model: str | PathLike[str] | None = OURS) -> None:
    """Load now what the first `extract` or `extract_many` would load, so that no call has to wait seconds for it.

    For a service: call it when the process starts, before the event loop runs, or as ``await asyncio.to_thread(warm)``.
    A second call does next to nothing. `model` is the one that `extract_many` will be given; raises as `extractor.load` does.
    """
    extract(FIRST, nlp=_pipeline(model))  # tables that wait for the first article are read too


def extract(  # noqa: PLR0913  what is known of an article are its arguments
    text: str,
    published: date | str | None = None,
    *,
    title: str | None = None,
    id: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    images: tuple[str, ...] | list[str] = (),
    path: str | None = None,
    nlp: "Language | None" = None,
) -> Record:
    """The record of one article's text.

    `published` is the anchor of relative dates, and without it they stay unplaced: a date, a datetime (taken as its day,
    whatever the time zone), or an ISO date or datetime as str. `title`, `outlet`, `url`, `images` (addresses) and `path`
    go into the record as they are; so does `id`, and without it the record has a hash of outlet, date and text. `nlp` is
    a pipeline from `extractor.load()`; without it one is loaded at the first call and kept.

    Threads may call it, with one pipeline or without: they take turns, and each gets the record that it would get alone.
    A coroutine calls it as ``await asyncio.to_thread(extract, text)``. More than one core takes processes (`extract_many`).

    Raises `ArgumentTypeError` (a `TypeError`) for a value of another type, and `ArgumentValueError` (a `ValueError`) for a
    date that is not ISO, a text of more than ``nlp.max_length`` code points (a million) or with half a surrogate pair,
    and an `nlp` that has no component of this package; `RecordError` when the record would break the contract.
    """
    several = tuple(images) if isinstance(images, list) else images
    day = day_of(published)
    article = Article(text, id, published=day, title=title, url=url, outlet=outlet, images=several, path=path)
    return extract_article(article, nlp)


def extract_article(article: Article, nlp: "Language | None" = None) -> Record:
    """The record of an article; raises as `extract` does."""
    nlp = _fit(article, nlp)
    with _at_work(nlp):
        return _read(article, nlp)


def _fit(article: Article, nlp: "Language | None") -> "Language":
    """The pipeline for an article, once both are sure to fit one another."""
    nlp = _ready(nlp)
    if found := unfit(article, nlp.max_length):
        raise found.error(found.detail)
    return nlp


def extract_many(
    articles: Iterable[Article | Reject | str],
    *,
    nlp: "Language | None" = None,
    model: str | PathLike[str] | None = OURS,
    processes: int = 1,
    time_limit: float | None = None,
) -> Iterator[Record | Reject]:
    """The records of many articles, in order, as a stream; an article that can't be processed gives a `Reject`.

    What the readers rejected passes through in its place. The pipeline is `nlp`, or one that is loaded with `model` (as
    `extractor.load` takes it) at the first such call and kept. With `processes` above 1 each process loads a pipeline of
    its own, and the records are the same, in the same order; an article that takes over `time_limit` seconds, or kills
    its process, is rejected alone. Threads may each have a stream of their own over one pipeline: a batch is a turn.

    Raises `ArgumentTypeError` (a `TypeError`) for `articles` that are no iterable of articles, a lone str among them, and,
    as soon as it is read, for an item that is neither article, reject nor str; `ArgumentValueError` (a `ValueError`) for a
    number of processes or seconds that isn't above 0, and for an `nlp` that finds nothing or that other processes can't
    load.
    """
    check_articles(articles)
    check_number("processes", processes, Integral)
    if time_limit is not None:
        check_number("time_limit", time_limit, Real)
    if processes > 1:
        make = partial(make_work, **(_arguments(_ready(nlp)) if nlp is not None else {"model": model}))
        return _in_processes(numbered(articles), make, processes, time_limit)
    return _in_here(numbered(articles), _ready(nlp, model))


def _ready(nlp: "Language | None", model: str | PathLike[str] | None = OURS) -> "Language":
    """The pipeline given, once it is sure that it finds something, or the one that is kept."""
    if nlp is None:
        return _pipeline(model)
    from spacy.language import Language

    if not isinstance(nlp, Language):
        raise ArgumentTypeError(f"nlp is {type(nlp).__name__}, no pipeline: give what extractor.load() returns")
    if not any(nlp.get_pipe_meta(name).factory.startswith("extractor_") for name in nlp.pipe_names):
        raise ArgumentValueError(
            f"nlp has no component that finds anything (it has {', '.join(nlp.pipe_names) or 'none'}): "
            "take extractor.load(), or nlp.add_pipe('extractor_sentences') and the others"
        )
    return nlp


def _in_here(articles: Iterable[Article | Reject], nlp: "Language") -> Iterator[Record | Reject]:
    for batch in batches(articles):
        yield from _try_all(batch, nlp)


def _in_processes(
    articles: Iterable[Article | Reject], make: partial[Work], processes: int, time_limit: float | None
) -> Iterator[Record | Reject]:
    for result in work_through(articles, make, processes=processes, time_limit=time_limit):
        yield Record.from_json(result.line) if isinstance(result, Done) else result


def _arguments(nlp: "Language") -> dict[str, Any]:
    """What `make_work` makes such a pipeline from; `ArgumentValueError` where that would be another one."""
    from extractor.pipeline import EVIDENCE, KINDS, modules
    from extractor.pipeline.names.model import LANGUAGE

    names = tuple(name.removeprefix("extractor_") for name in nlp.pipe_names)
    kinds = tuple(name for name in names if name in KINDS)
    extensions = tuple(name for name in names if name in installed())
    evidence = EVIDENCE in names
    wanted = (*modules(kinds, extensions), *extensions, *((EVIDENCE,) if evidence else ()))
    if nlp.lang != LANGUAGE or names != wanted or any(_is_set_by_hand(nlp, name) for name in nlp.pipe_names):
        raise ArgumentValueError(
            "a pipeline with parts of its own, or with components set by hand, can't be loaded by other processes: "
            "use processes=1, or one that extractor.load() gives"
        )
    chosen = nlp.get_pipe_config("extractor_names")
    return {
        "kinds": kinds,
        "extensions": extensions,
        "model": chosen["model"],
        "rules": chosen["rules"],
        "min_confidence": nlp.get_pipe_config("extractor_trade")["min_confidence"] if "trade" in kinds else None,
        "max_length": nlp.max_length,
        "evidence": evidence,
    }


def _is_set_by_hand(nlp: "Language", name: str) -> bool:
    """Whether a component has settings that `load` can't give it."""
    meta, config = nlp.get_pipe_meta(name), nlp.get_pipe_config(name)
    return name not in ("extractor_names", "extractor_trade") and config != {
        "factory": meta.factory,
        **(meta.default_config or {}),
    }


def make_work(*, max_length: int | None = None, **arguments: Any) -> Work:
    """What a process does with its batches, with the pipeline that `extractor.load(**arguments)` gives.

    `max_length` is the number of code points that a text may have at most; by default the pipeline's own.
    """
    from extractor.pipeline import load

    nlp = load(**arguments)
    nlp.max_length = max_length or nlp.max_length

    def work(articles: Iterable[Article]) -> Iterator[Result]:
        with _at_work(nlp):
            for article in articles:
                yield _try(article, nlp, _done)

    return work


def _done(record: Record) -> Done:
    counts = tuple(len(getattr(record, kind)) for kind in NAMES)
    others = {kind.name: len(finds) for kind, finds in finds_in(record) if kind.name not in NAMES}
    return Done(record.to_json(), counts, why_undated(record.published, record.warnings), others or None)


def extract_json(article: Article, nlp: "Language") -> bytes | Reject:
    """What becomes of an article: its record as JSON, or why there is none; it never raises.

    The caller opens `nlp.memory_zone()` around as many articles as shall share the words that the pipeline has seen; with a
    pipeline from `load` the zone is a thread's turn.
    """
    return _try(article, nlp, Record.to_json)


def _try_all(articles: Iterable[Article | Reject], nlp: "Language") -> list[Record | Reject]:
    """What becomes of each article; the words that they share are analysed once, and forgotten after the last."""
    with _at_work(nlp):
        return [_try(article, nlp, _itself) if isinstance(article, Article) else article for article in articles]


@contextmanager
def _at_work(nlp: "Language") -> Iterator[None]:
    """One thread at a time, and the words that it met are forgotten at the end.

    Matrices are multiplied by one thread: they are small, and more cost twice as much.
    """
    from extractor.pipeline.turns import one_at_a_time

    with one_at_a_time(), nlp.memory_zone(), _threads().limit(limits=1, user_api="blas"):
        yield


@cache
def _threads() -> "ThreadpoolController":
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def _itself(record: Record) -> Record:
    return record


def _try(article: Article, nlp: "Language", form: Callable[[Record], T]) -> T | Reject:
    try:
        return refused(article, nlp.max_length) or form(_read(article, nlp))
    except RecordError as error:
        return reject(article, Reason.RECORD_INVALID, str(error))
    except Exception as error:  # a batch never stops: whatever a component raises, the article is accounted for
        detail = str(error) if isinstance(error, ExtractorError) else f"{type(error).__name__}: {error}"
        return reject(article, Reason.EXTRACTION_FAILED, detail)


def _read(article: Article, nlp: "Language") -> Record:
    """The record of an article, inside a memory zone that is open already."""
    from pydantic import ValidationError

    from extractor.pipeline import KINDS
    from extractor.pipeline.extensions import enlisted_in

    doc = nlp.make_doc(str.__str__(article.text))  # NumPy's str_ is a str too, but not to spaCy
    doc._.published = article.published
    for _, component in nlp.pipeline:
        doc = component(doc)
    extensions = enlisted_in(nlp, doc)
    lists = {kind: tuple(sorted(doc._.get(kind), key=_first_mention)) for kind in (*KINDS, *extensions)}
    found: dict[str, Any] = {kind: lists[kind] for kind in KINDS}
    if extensions:
        found[FIELD] = {kind: lists[kind] for kind in extensions}
    language, warnings = _language(article)
    try:
        return record_with(extensions)(
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
            language=language,
            text=article.text,
            warnings=tuple(dict.fromkeys((*warnings, *doc._.warnings))),
            duplicate_of=article.duplicate_of,
            **found,
        )
    except ValidationError as error:
        raise RecordError(f"{article.path or 'text'}, article {article.index}: {error}") from error


def _language(article: Article) -> tuple[str, tuple[str, ...]]:
    """The language that the text surely is in, English where nothing is sure, and the article's warnings with one about it."""
    code = other_language(article.text)
    if code is None:
        return ENGLISH, article.warnings
    named = code if len(code) == 2 else ENGLISH  # `und`, of a script that no detector knows: the warning says it
    return named, tuple(dict.fromkeys((*article.warnings, FOREIGN)))


def _first_mention(item: Any) -> tuple[int, int]:
    place = item.mentions[0] if hasattr(item, "mentions") else item
    return place.start, place.end
