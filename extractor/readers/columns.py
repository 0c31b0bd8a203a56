"""Parquet and Arrow → Articles: an article a row, read some rows at a time, and of the columns only those needed."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from extractor.article import Article
from extractor.errors import FormatError, ReadError, Reason, Reject
from extractor.readers.archive import seekable
from extractor.readers.dayorder import DayOrder
from extractor.readers.fields import BadArticle, build_article, identity_in, no_column
from extractor.readers.limits import Budget
from extractor.readers.options import Options
from extractor.readers.streams import Stream
from extractor.readers.synonyms import column_of, locate

if TYPE_CHECKING:
    import pyarrow as pa

PARQUET, ARROW_FILE, ARROW_STREAM = b"PAR1", b"ARROW1\0\0", b"\xff\xff\xff\xff"
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
    with seekable(stream) as file:
        try:
            dump = parquet.ParquetFile(file, buffer_size=1 << 20, pre_buffer=False, page_checksum_verification=True)
        except (ValueError, OSError) as error:  # ArrowInvalid is a ValueError
            raise ReadError(f"the Parquet file is broken or cut off: {error}") from error
        columns = _columns(dump.schema_arrow.names, options)
        groups = range(dump.num_row_groups)
        Budget(options.limits).unpack(sum(dump.metadata.row_group(group).total_byte_size for group in groups), 0, 0)
        first = 0  # row of the group
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
    if stream.peek()[: len(ARROW_FILE)] == ARROW_FILE:
        stream.read(len(ARROW_FILE))
    index = 0
    try:
        dump = ipc.open_stream(stream)
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
    values = {column: _values(array) for column, array in zip(batch.schema.names, batch.columns, strict=True)}
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


def _values(array: Any) -> list[Any]:
    """The cells of a column; one that isn't UTF-8 stays as bytes."""
    import pyarrow as pa

    kind = array.type.value_type if pa.types.is_dictionary(array.type) else array.type
    if pa.types.is_timestamp(kind):
        array = array.cast(pa.timestamp("us", kind.tz), safe=False)  # Python has no nanoseconds
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return [_decoded(cell) for cell in array.to_pylist()]
    try:
        return list(array.to_pylist())
    except UnicodeDecodeError:
        return [_decoded(cell) for cell in array.cast(pa.large_binary()).to_pylist()]


def _check(array: Any) -> None:
    """Raises `ArrowInvalid` where damaged offsets would be followed to anywhere in memory; bad UTF-8 is for later."""
    import pyarrow as pa

    raw = {pa.string(): pa.binary(), pa.large_string(): pa.large_binary()}.get(array.type)
    (array.view(raw) if raw else array).validate(full=True)


def _decoded(cell: bytes | None) -> str | bytes | None:
    try:
        return cell.decode() if cell is not None else None
    except UnicodeDecodeError:
        return cell


def _broken(path: str, index: int, detail: str) -> Reject:
    return Reject(path, index, Reason.UNREADABLE_FILE, detail, pointer=f"rows from number {index} of {path}")
