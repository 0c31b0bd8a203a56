"""Articles as an Arrow batch → their results as an Arrow batch: what every engine runs in its processes.

In: the columns of `extractor.arrow.article_schema`. Only `text` must be there; columns of other names are ignored;
`published` is a date, a timestamp (its day as it stands, whatever the zone) or text; `id` is text or a whole number.

Out: one row for each row that came in, in the same order, with the columns of the record and `reject`, all nullable.
An article with a record has null under `reject`; one without has nothing but `reject`: reason, detail, text and the
`path`, `index` and `id` that it came with.
"""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import pyarrow

from extractor.api import extract_many
from extractor.arrow import article_schema, record_schema, reject_schema, to_batch
from extractor.article import Article
from extractor.errors import FormatError, Reason, Reject
from extractor.readers.published import parse_published
from extractor.record import Record

if TYPE_CHECKING:
    from spacy.language import Language

ROWS = 100  # of one batch: they share the words that the pipeline has seen, and their JSON stays small


class _BadRow(Exception):
    """One row that gives no article: why, in two forms."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


@cache
def result_schema() -> pyarrow.Schema:
    """The columns of results: those of `Record`, and `reject`; nothing is required of them, at any depth.

    >>> result_schema().names[:3], result_schema().names[-1]
    (['schema_version', 'id', 'source'], 'reject')
    """
    reject = pyarrow.field("reject", pyarrow.struct(list(reject_schema())))
    return pyarrow.schema([_nullable(field) for field in (*record_schema(), reject)])


def _nullable(field: pyarrow.Field) -> pyarrow.Field:
    kind = field.type
    if pyarrow.types.is_struct(kind):
        kind = pyarrow.struct([_nullable(part) for part in kind.fields])
    elif pyarrow.types.is_list(kind):
        kind = pyarrow.list_(_nullable(kind.value_field))
    return pyarrow.field(field.name, kind)


@cache
def pipeline(model: str | None) -> "Language":
    """The pipeline of this process, loaded at the first call; `model` as in `extractor.load`."""
    from extractor.pipeline import load

    return load(model=model)


def wanted(columns: list[str]) -> list[str]:
    """The columns that articles are made of; `FormatError` where the text isn't among them."""
    if "text" not in columns:
        raise FormatError(f"no column `text` among {', '.join(columns) or 'no columns'}; rename the one that holds it")
    return [name for name in article_schema().names if name in columns]


def extract_batch(batch: pyarrow.RecordBatch, nlp: "Language") -> pyarrow.RecordBatch:
    """The results of a batch of articles, row for row, in the columns of `result_schema`.

    >>> batch = pyarrow.RecordBatch.from_pylist([{"text": "Kenya sold tea."}, {"text": " "}])
    >>> rows = extract_batch(batch, pipeline(None)).to_pylist()
    >>> rows[0]["countries"][0]["code"], rows[0]["reject"]
    ('KE', None)
    >>> rows[1]["text"], rows[1]["reject"]["reason"]
    (None, 'empty article')
    """
    results = list(extract_many(read_articles(batch), nlp=nlp))
    lines = [result.to_json() for result in results if isinstance(result, Record)]
    numbers = iter(range(len(lines)))
    places = [next(numbers) if isinstance(result, Record) else None for result in results]
    records = to_batch(lines).take(pyarrow.array(places, pyarrow.int64()))
    rejects = [asdict(result) if isinstance(result, Reject) else None for result in results]
    schema = result_schema()
    columns = [column.cast(field.type) for column, field in zip(records.columns, schema, strict=False)]
    columns.append(pyarrow.array(rejects, schema.field("reject").type))
    return pyarrow.RecordBatch.from_arrays(columns, schema=schema)


def extract_parts(batch: pyarrow.RecordBatch, nlp: "Language") -> Iterator[pyarrow.RecordBatch]:
    """The results of a batch of any size, `ROWS` at a time."""
    for start in range(0, batch.num_rows, ROWS):
        yield extract_batch(batch.slice(start, ROWS), nlp)


def read_articles(batch: pyarrow.RecordBatch) -> Iterator[Article | Reject]:
    """The article of each row, or a `Reject` where a row gives none."""
    if not batch.num_rows:
        return
    names = wanted(batch.schema.names)
    columns = [_values(batch.column(batch.schema.get_field_index(name))) for name in names]
    for values in zip(*columns, strict=True):
        row = dict(zip(names, values, strict=True))
        try:
            yield _article(row)
        except _BadRow as bad:
            text, path, index = row["text"], row.get("path"), row.get("index")
            yield Reject(
                path if isinstance(path, str) else None,
                index if isinstance(index, int) else None,
                bad.reason,
                bad.detail,
                raw=text if isinstance(text, str) else None,
                id=_known(row.get("id")),
            )


def _values(column: pyarrow.Array) -> list[Any]:
    if pyarrow.types.is_timestamp(column.type):  # of nanoseconds Python knows nothing
        column = column.cast(pyarrow.timestamp("us", column.type.tz), safe=False)
    return column.to_pylist()  # type: ignore[no-any-return]


def _article(row: dict[str, Any]) -> Article:
    text = row["text"]
    if not isinstance(text, str):
        raise _BadRow(Reason.MISSING_TEXT, "no string under `text`")
    if not text.strip():
        raise _BadRow(Reason.EMPTY_ARTICLE, "nothing but white space under `text`")
    published, unparsed = _published(row.get("published"))
    index = row.get("index")
    if not isinstance(index, int | None) or (index or 0) < 0:
        raise _BadRow(Reason.BAD_FIELD, f"`index` is {index!r}, not a number from 0")
    strings = {name: _string(row.get(name), name) for name in ("title", "url", "outlet", "path", "duplicate_of")}
    return Article(
        text,
        id=_known(row.get("id")),
        published=published,
        images=_strings(row.get("images")),
        warnings=(*_strings(row.get("warnings")), *unparsed),
        index=index or 0,
        **strings,
    )


def _string(value: Any, name: str) -> str | None:
    if value is None or isinstance(value, str):
        return value or None
    raise _BadRow(Reason.BAD_FIELD, f"`{name}` is {type(value).__name__}, not a string")


def _strings(value: Any) -> tuple[str, ...]:
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def _known(value: Any) -> str | None:
    """An article's own id; a database key is one too."""
    return str(value) if isinstance(value, str | int) and value != "" else None


def _published(value: Any) -> tuple[date | None, tuple[str, ...]]:
    """The day of a date, a timestamp or a printed date, and a warning where it can't be read."""
    if isinstance(value, date):
        return date(value.year, value.month, value.day), ()
    printed = _string(value, "published")
    published = parse_published(printed) if printed else None
    return published, (f"unparsed date: {printed[:100]}",) if printed and not published else ()
