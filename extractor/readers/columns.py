"""Parquet and Arrow → Articles: an article a row, read some rows at a time, and of the columns only those needed."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from extractor.article import Article
from extractor.errors import FormatError, ReadError, Reason, Reject
from extractor.readers.archive import seekable
from extractor.readers.dayorder import DayOrder
from extractor.readers.fields import BadArticle, build_article, identity_in, no_column
from extractor.readers.joined import ARROW_FILE, ARROW_STREAM, PARQUET, arrow_streams, parquet_files
from extractor.readers.limits import Budget
from extractor.readers.options import Options
from extractor.readers.streams import Stream
from extractor.readers.synonyms import column_of, locate

if TYPE_CHECKING:
    import pyarrow as pa

_ROWS = 256  # at a time


def begins_parquet(start: bytes, options: Options) -> bool:
    """Whether the first bytes are those of Parquet."""
    return start.startswith(PARQUET)


def begins_arrow(start: bytes, options: Options) -> bool:
    """Whether the first bytes are those of Arrow: a file (Feather too), or a stream."""
    return start.startswith((ARROW_FILE, ARROW_STREAM))


def scan_parquet(stream: Stream, path: str, options: Options) -> Iterator[Article | Reject]:
    """Every article of a Parquet file; a row that gives none, or a row group that is broken, is a `Reject`.

    Raises `ReadError` where the file is cut off, and `FormatError` where no column has the text.
    """
    days = DayOrder(options.dates_order)
    yield from days.settle(_parquet_rows(stream, path, options, days))


def _parquet_rows(stream: Stream, path: str, options: Options, days: DayOrder) -> Iterator[Article | Reject]:
    parquet = _pyarrow("pyarrow.parquet")
    budget = Budget(options.limits)
    first = 0  # row of the group
    with seekable(stream) as file:
        for dump in parquet_files(parquet, file):
            if isinstance(dump, ReadError):
                yield _broken(path, first, str(dump))
                continue
            columns = _columns(dump.schema_arrow.names, options)
            groups = range(dump.num_row_groups)
            budget.unpack(sum(dump.metadata.row_group(group).total_byte_size for group in groups), 0, 0)
            for group in groups:
                index = first
                try:
                    batches = dump.iter_batches(_ROWS, row_groups=[group], columns=columns)
                    for batch in batches:
                        yield from _articles(batch, path, index, options, days)
                        index += batch.num_rows
                except (ValueError, OSError) as error:
                    yield _broken(path, index, f"row group {group} is broken: {error}")
                first += dump.metadata.row_group(group).num_rows


def scan_arrow(stream: Stream, path: str, options: Options) -> Iterator[Article | Reject]:
    """Every article of an Arrow file or stream; a row that gives none is a `Reject`.

    A file is read as the stream that it holds, so that one which is cut off gives what came before. Raises `ReadError`
    there, and `FormatError` where no column has the text.
    """
    days = DayOrder(options.dates_order)
    yield from days.settle(_arrow_rows(stream, path, options, days))


def _arrow_rows(stream: Stream, path: str, options: Options, days: DayOrder) -> Iterator[Article | Reject]:
    ipc = _pyarrow("pyarrow.ipc")
    index = 0
    try:
        for dump in arrow_streams(ipc, stream):
            columns = _columns(dump.schema.names, options)
            for batch in dump:
                batch = batch.select(columns)
                for column in batch.columns:
                    _check(column)
                for start in range(0, batch.num_rows, _ROWS):
                    part = batch.slice(start, _ROWS)
                    yield from _articles(part, path, index, options, days)
                    index += part.num_rows
    except (ValueError, OSError) as error:
        raise ReadError(f"the Arrow data is broken or cut off: {error}") from error


def _pyarrow(module: str) -> Any:
    from importlib import import_module

    try:
        return import_module(module)
    except ImportError as error:
        raise FormatError("Parquet and Arrow need pyarrow: pip install 'extractor-news[parquet]'") from error


def _columns(names: list[str], options: Options) -> list[str]:
    """The columns that are needed; `FormatError` where none has the text."""
    places = locate(names, options.fields)
    if "text" not in places:
        raise no_column(names, options)
    needed = {column_of(place, names) for place in places.values()}
    return [name for name in names if name in needed]


def _articles(
    batch: "pa.RecordBatch", path: str, first: int, options: Options, days: DayOrder
) -> Iterator[Article | Reject]:
    values = {column: cells_of(array) for column, array in zip(batch.schema.names, batch.columns, strict=True)}
    for row in range(batch.num_rows):
        index = first + row
        found = {name: cells[row] for name, cells in values.items()}
        try:
            yield build_article(found, path, index, options, days)
        except BadArticle as bad:
            raw = None if bad.reason is Reason.TOO_LARGE else json.dumps(found, ensure_ascii=False, default=str)
            yield Reject(
                path, index, bad.reason, bad.detail, raw, f"row {index} of {path}", identity_in(found, options)
            )


def cells_of(array: Any) -> list[Any]:
    """The cells of a column as Python has them.

    One that isn't UTF-8 stays as bytes, and of a struct each is a dict. A date or time outside the years 1 to 9999 comes as
    text, which no reader of dates takes for one: `timestamp[ms] 4611686018427387904`.
    """
    import pyarrow as pa

    if pa.types.is_dictionary(array.type):
        array = array.dictionary_decode()
    kind = array.type
    if pa.types.is_struct(kind):
        fields = [(kind.field(i).name, cells_of(array.field(i))) for i in range(kind.num_fields)]
        known = array.is_valid().to_pylist()
        return [{name: cells[row] for name, cells in fields} if valid else None for row, valid in enumerate(known)]
    if pa.types.is_timestamp(kind) or pa.types.is_date(kind):
        return _days(array)
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return [_decoded(cell) for cell in array.to_pylist()]
    try:
        return list(array.to_pylist())
    except UnicodeDecodeError:
        return [_decoded(cell) for cell in array.cast(pa.large_binary()).to_pylist()]
    except (ValueError, OverflowError):
        return [_one(cell) for cell in array]


def _one(cell: Any) -> Any:
    try:
        return cell.as_py()
    except (ValueError, OverflowError):
        return f"{cell.type} out of range"


_A_DAY = {"D": 1, "s": 86_400, "ms": 86_400_000, "us": 86_400_000_000, "ns": 86_400_000_000_000}
_FIRST_DAY, _LAST_DAY = (
    -719_161,
    2_932_895,
)  # from 1970 on: the second day of year 1, and the last but one of 9999, in any zone


def _days(array: Any) -> list[Any]:
    """The cells of a column of dates or moments, to a millionth of a second: Python has nothing finer."""
    import pyarrow as pa

    kind = array.type
    unit = "D" if kind == pa.date32() else "ms" if kind == pa.date64() else kind.unit
    counts = array.view(pa.int32() if unit == "D" else pa.int64()).to_pylist()
    first, last = _FIRST_DAY * _A_DAY[unit], _LAST_DAY * _A_DAY[unit]
    outside = [count is not None and not first <= count <= last for count in counts]
    if any(outside):
        array = array.filter(pa.array([not out for out in outside]))
    if pa.types.is_timestamp(kind):
        array = array.cast(pa.timestamp("us", kind.tz), safe=False)
    if kind == pa.date64():
        array = array.view(pa.int64()).cast(
            pa.timestamp("ms")
        )  # a part of a day, which the type forbids, makes no harm
    try:
        within = iter(array.to_pylist())
    except KeyError:  # no such zone: the day is that of Greenwich
        within = iter(array.cast(pa.timestamp("us")).to_pylist())
    return [f"{kind} {count}" if out else next(within) for count, out in zip(counts, outside, strict=True)]


def _check(array: Any) -> None:
    """Raises `ArrowInvalid` where damaged offsets would be followed to anywhere in memory; bad UTF-8 and times are for later."""
    import pyarrow as pa

    raw = {pa.string(): pa.binary(), pa.large_string(): pa.large_binary()}.get(array.type)
    if pa.types.is_struct(array.type):
        array.validate()
        for i in range(array.type.num_fields):
            _check(array.field(i))
    else:
        (array.view(raw) if raw else array).validate(full=not pa.types.is_temporal(array.type))


def _decoded(cell: bytes | None) -> str | bytes | None:
    try:
        return cell.decode() if cell is not None else None
    except UnicodeDecodeError:
        return cell


def _broken(path: str, index: int, detail: str) -> Reject:
    return Reject(path, index, Reason.UNREADABLE_FILE, detail, pointer=f"rows from number {index} of {path}")
