"""Parquet and Arrow files put together by `cat` → each by itself: those who wrote them see one alone."""

from collections.abc import Iterator
from itertools import pairwise
from typing import IO, Any

from extractor.errors import ReadError
from extractor.readers.pieces import Slice, bytes_at, places_of, size_of
from extractor.readers.streams import Stream

PARQUET, ARROW_FILE, ARROW_STREAM = b"PAR1", b"ARROW1\0\0", b"\xff\xff\xff\xff"
_ARROW_END, _LONGEST_FOOTER = b"ARROW1", 1 << 26


def parquet_files(parquet: Any, file: IO[bytes]) -> Iterator[Any]:
    """The Parquet files that stand one after the other in a file; the tail of the last one knows nothing of the others.

    One before the last that is broken is a `ReadError` in its place; raises it where the last one is.
    """

    def opened(start: int, end: int) -> Any:
        part = file if (start, end) == (0, size) else Slice(file, start, end)
        try:
            return parquet.ParquetFile(part, buffer_size=1 << 20, pre_buffer=False, page_checksum_verification=True)
        except (ValueError, OSError) as error:  # ArrowInvalid is a ValueError
            raise ReadError(f"the Parquet file is broken or cut off: {error}") from error

    size = size_of(file)
    last = opened(0, size)
    if not _has_more(last.metadata, _tail_start(file, size)):
        yield last
        return
    starts = [0, *(place + len(PARQUET) for place in places_of(PARQUET + PARQUET, file)), size]
    for start, end in pairwise(starts):
        try:
            yield opened(start, end)
        except ReadError as error:
            yield error


def _tail_start(file: IO[bytes], size: int) -> int:
    """Where the tail of a Parquet file begins, by the length that stands at its end."""
    return size - 8 - int.from_bytes(bytes_at(file, size - 8, size - 4), "little")


def _has_more(metadata: Any, tail: int) -> bool:
    """Whether between the pages that the tail tells of and itself there is room for the end of a file and another's begin."""
    end = len(PARQUET)
    for group in range(metadata.num_row_groups):
        for number in range(metadata.num_columns):
            column = metadata.row_group(group).column(number)
            begin = min(column.data_page_offset, column.dictionary_page_offset or column.data_page_offset)
            end = max(end, begin + column.total_compressed_size)
    return tail - end >= len(PARQUET + PARQUET) + 4


def arrow_streams(ipc: Any, stream: Stream) -> Iterator[Any]:
    """The streams of batches in Arrow data, each to be read to its end: files and streams that were put together have several."""
    while True:
        file = stream.peek()[: len(ARROW_FILE)] == ARROW_FILE
        if file:
            stream.read(len(ARROW_FILE))
        yield ipc.open_stream(stream)
        if file:
            _pass_footer(stream)
        start = stream.peek()[: len(ARROW_FILE)]
        if not start:
            return
        if not start.startswith((ARROW_FILE, ARROW_STREAM)):
            raise ReadError("the Arrow data ends, and something else stands behind it")


def _pass_footer(stream: Stream) -> None:
    """Read what ends an Arrow file: the footer, its length, and the mark; `ReadError` where that is cut off."""
    footer = bytearray()
    while len(footer) < _LONGEST_FOOTER and (ahead := stream.peek()):
        begun = len(footer)
        footer += ahead
        at = footer.find(_ARROW_END, max(0, begun - len(_ARROW_END) + 1))
        while at >= 0:
            if int.from_bytes(footer[max(0, at - 4) : at], "little") == at - 4:
                stream.read(at + len(_ARROW_END) - begun)
                return
            at = footer.find(_ARROW_END, at + 1)
        stream.read(len(ahead))
    raise ReadError("the Arrow file breaks off in its footer")
