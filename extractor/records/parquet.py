"""Records → Parquet or an Arrow file, with the record's nested columns. Needs pyarrow (extra `parquet`).

A group of rows is written when it has 5,000 records or 64 MB of JSON: memory is bounded, and the same records give the
same bytes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow
from pyarrow import ipc, parquet

from extractor.errors import WriteError
from extractor.records.arrow import record_schema, to_batch

GROUP, GROUP_BYTES = 5_000, 64_000_000


class ColumnsWriter:
    """Writes records as columns, group by group, through a writer of pyarrow."""

    def __init__(self, writer: Any) -> None:
        self._writer = writer
        self._lines: list[bytes] = []
        self._size = 0

    def write(self, line: bytes) -> None:
        """Add a record."""
        self._lines.append(line)
        self._size += len(line)
        if len(self._lines) >= GROUP or self._size >= GROUP_BYTES:
            self.flush()

    def flush(self) -> None:
        """Write the group in hand."""
        if not self._lines:
            return
        try:
            self._writer.write_batch(to_batch(self._lines))
        except pyarrow.ArrowException as error:
            raise WriteError(f"a record doesn't fit the columns of the contract: {error}") from error
        self._lines, self._size = [], 0


@contextmanager
def open_columns(path: Path, ending: str) -> Iterator[ColumnsWriter]:
    """A writer of Parquet, or of an Arrow file where the ending is ``.arrow``; both packed with Zstandard."""
    with _opened(path, ending) as opened:
        writer = ColumnsWriter(opened)
        yield writer
        writer.flush()


def _opened(path: Path, ending: str) -> Any:
    if ending == ".arrow":
        return ipc.new_file(path, record_schema(), options=ipc.IpcWriteOptions(compression="zstd"))
    return parquet.ParquetWriter(path, record_schema(), compression="zstd", compression_level=6)
