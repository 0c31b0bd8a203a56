"""Articles as an Arrow batch → their results as an Arrow batch: what every engine runs in its processes.

In: the columns of `extractor.records.arrow.article_schema`, under other names where the options map them. Only `text` must be
there; columns of no meaning to us are ignored; `published` is a date, a timestamp (its day as it stands, whatever the
zone) or text; `id` is text or a whole number.

Out: one row for each row that came in, in the same order, with the columns of the record and `reject`, all nullable.
An article with a record has null under `reject`; one without has nothing but `reject`: reason, detail, text and the
`path`, `index` and `id` that it came with.
"""

from collections.abc import Iterator
from dataclasses import asdict, replace
from functools import cache
from typing import TYPE_CHECKING, Any

import pyarrow

from extractor.api import extract_many
from extractor.article import Article
from extractor.errors import FormatError, Reason, Reject
from extractor.readers.columns import cells_of
from extractor.readers.fields import BadArticle, build_article, identity_in, values_in
from extractor.readers.options import Options
from extractor.readers.synonyms import column_of, locate
from extractor.record import Record
from extractor.records.arrow import article_schema, record_schema, reject_schema, to_batch

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT = Options()
OURS = ("path", "index", "warnings", "duplicate_of")  # what readers say of an article, and dumps don't
ROWS = 100  # of one batch: they share the words that the pipeline has seen, and their JSON stays small


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


def wanted(columns: list[str], options: Options = DEFAULT) -> list[str]:
    """The columns that articles are made of; `FormatError` where the text isn't among them."""
    places = locate(columns, options.fields)
    if "text" not in places:
        text = options.fields.get("text", "text")
        raise FormatError(f"no column `{text}` among {', '.join(columns) or 'no columns'}; map the one with the text")
    names = {*OURS, *(column_of(place, columns) for place in places.values())}
    return [column for column in columns if column in names]


def extract_batch(batch: pyarrow.RecordBatch, nlp: "Language", options: Options = DEFAULT) -> pyarrow.RecordBatch:
    """The results of a batch of articles, row for row, in the columns of `result_schema`.

    Of `options`, the names of columns, the order of dates and the limit on an article count. Raises `FormatError` where
    there is no column of texts.

    >>> batch = pyarrow.RecordBatch.from_pylist([{"text": "Kenya sold tea."}, {"text": " "}])
    >>> rows = extract_batch(batch, pipeline(None)).to_pylist()
    >>> rows[0]["countries"][0]["code"], rows[0]["reject"]
    ('KE', None)
    >>> rows[1]["text"], rows[1]["reject"]["reason"]
    (None, 'empty article')
    """
    results = list(extract_many(read_articles(batch, options), nlp=nlp))
    lines = [result.to_json() for result in results if isinstance(result, Record)]
    numbers = iter(range(len(lines)))
    places = [next(numbers) if isinstance(result, Record) else None for result in results]
    records = to_batch(lines).take(pyarrow.array(places, pyarrow.int64()))
    rejects = [asdict(result) if isinstance(result, Reject) else None for result in results]
    schema = result_schema()
    columns = [column.cast(field.type) for column, field in zip(records.columns, schema, strict=False)]
    columns.append(pyarrow.array(rejects, schema.field("reject").type))
    return pyarrow.RecordBatch.from_arrays(columns, schema=schema)


def extract_parts(
    batch: pyarrow.RecordBatch, nlp: "Language", options: Options = DEFAULT
) -> Iterator[pyarrow.RecordBatch]:
    """The results of a batch of any size, `ROWS` at a time."""
    for start in range(0, batch.num_rows, ROWS):
        yield extract_batch(batch.slice(start, ROWS), nlp, options)


def read_articles(batch: pyarrow.RecordBatch, options: Options = DEFAULT) -> Iterator[Article | Reject]:
    """The article of each row, or a `Reject` where a row gives none."""
    if not batch.num_rows:
        return
    names = wanted(batch.schema.names, options)
    columns = [_values(name, batch.column(batch.schema.get_field_index(name))) for name in names]
    for values in zip(*columns, strict=True):
        yield _read_row(dict(zip(names, values, strict=True)), options)


def _values(name: str, column: pyarrow.Array) -> list[Any]:
    if name in OURS:
        wanted = article_schema().field(name).type
        try:
            column = column.cast(wanted)
        except pyarrow.ArrowException as error:
            raise FormatError(f"the column `{name}` is {column.type}, not {wanted}; rename it, or cast it") from error
    return cells_of(column)


def _read_row(row: dict[str, Any], options: Options) -> Article | Reject:
    path, index = row.get("path"), row.get("index")
    try:
        article = build_article(row, path or "", index or 0, options)
    except BadArticle as bad:
        text = values_in(row, options).get("text")
        raw = text if isinstance(text, str) and bad.reason is not Reason.TOO_LARGE else None
        return Reject(path, index, bad.reason, bad.detail, raw, id=identity_in(row, options))
    known = tuple(row.get("warnings") or ())
    return replace(article, path=path, warnings=known + article.warnings, duplicate_of=row.get("duplicate_of"))
