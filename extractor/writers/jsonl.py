"""Records → JSON Lines: plain, or packed with gzip or Zstandard."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from extractor.record import Record

ENDINGS = (".jsonl", ".jsonl.gz", ".jsonl.zst")


class JsonlWriter:
    """Writes a record a line."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, record: Record) -> None:
        """Add a record; one that can't be serialised raises before a byte of it is written."""
        line = record.to_json() + b"\n"
        self._stream.write(line)


@contextmanager
def pack(stream: BinaryIO, name: str) -> Iterator[BinaryIO]:
    """The stream that packs into `stream` as the ending of `name` asks for.

    The same records give the same bytes: no time and no file name goes into the packing.
    """
    if name.endswith(".gz"):
        with gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=stream, mtime=0) as packed:
            yield cast(BinaryIO, packed)
    elif name.endswith(".zst"):
        import zstandard

        with zstandard.ZstdCompressor(level=6).stream_writer(stream, closefd=False) as packed_zst:
            yield packed_zst
    else:
        yield stream
