"""Records → Parquet or an Arrow file, with the record's nested columns. Needs pyarrow (extra `parquet`).

A group of rows is written when it has 5,000 records or 64 MB of JSON: memory is bounded, and the same records give the
same bytes.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pyarrow
from pyarrow import ipc, parquet

from extractor.errors import WriteError
from extractor.records.agreement import Agreement
from extractor.records.arrow import record_schema, to_batch

GROUP, GROUP_BYTES = 5_000, 64_000_000


class ColumnsWriter:
    """Writes records as columns, group by group, through a writer of pyarrow.

    `opened` makes it for a schema: the first record tells which extensions have columns.
    """

    def __init__(self, opened: Callable[[pyarrow.Schema], Any]) -> None:
        self._opened = opened
        self._writer: Any = None
        self._extensions = Agreement()
        self._lines: list[bytes] = []
        self._size = 0

    def write(self, line: bytes) -> None:
        """Add a record; `WriteError` where it has other columns than the first."""
        self._extensions.hear(line)
        self._lines.append(line)
        self._size += len(line)
        if len(self._lines) >= GROUP or self._size >= GROUP_BYTES:
            self.flush()

    def flush(self) -> None:
        """Write the group in hand; a file without records has the columns of the contract."""
        names = self._extensions.names or ()
        if self._writer is None:
            self._writer = self._opened(record_schema(names))
        if not self._lines:
            return
        try:
            self._writer.write_batch(to_batch(self._lines, names))
        except pyarrow.ArrowException as error:
            raise WriteError(f"a record doesn't fit the columns of the contract: {error}") from error
        self._lines, self._size = [], 0


@contextmanager
def open_columns(path: Path, ending: str) -> Iterator[ColumnsWriter]:
    """A writer of Parquet, or of an Arrow file where the ending is ``.arrow``; both packed with Zstandard."""
    with ExitStack() as stack:
        writer = ColumnsWriter(lambda schema: stack.enter_context(_opened(path, ending, schema)))
        yield writer
        writer.flush()


def _opened(path: Path, ending: str, schema: pyarrow.Schema) -> Any:
    if ending == ".arrow":
        return ipc.new_file(path, schema, options=ipc.IpcWriteOptions(compression="zstd"))
    return parquet.ParquetWriter(path, schema, compression="zstd", compression_level=6)
