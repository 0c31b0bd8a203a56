"""Records → a folder of files of N records each: ``records-00000.jsonl``, ``records-00001.jsonl`` …"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from extractor.records.outputs import FILES, Writer

SHARD = 10_000  # records


def shard_name(number: int, ending: str) -> str:
    """The name of one shard.

    >>> shard_name(7, ".jsonl.gz")
    'records-00007.jsonl.gz'
    """
    return f"records-{number:05d}{ending}"


class ShardsWriter:
    """Writes records into one file until it is full, then into the next."""

    def __init__(self, folder: Path, ending: str, size: int) -> None:
        self._folder = folder
        self._ending = ending
        self._size = size
        self._shards = 0
        self._count = 0
        self._opened = ExitStack()
        self._writer = self._next()

    def write(self, line: bytes) -> None:
        """Add a record."""
        if self._count == self._size:
            self.close()
            self._writer = self._next()
        self._writer.write(line)
        self._count += 1

    def _next(self) -> Writer:
        path = self._folder / shard_name(self._shards, self._ending)
        self._shards += 1
        self._count = 0
        return self._opened.enter_context(FILES[self._ending].open(path, self._ending))

    def close(self) -> None:
        """Finish the shard in hand."""
        self._opened.close()


@contextmanager
def open_shards(folder: Path, ending: str, size: int) -> Iterator[ShardsWriter]:
    """A writer of shards, in a folder that is there; without a record there is one shard, and it is empty."""
    writer = ShardsWriter(folder, ending, size)
    try:
        yield writer
    finally:
        writer.close()
