"""Records → JSON Lines: plain, or packed with gzip or Zstandard."""

import gzip
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_ZSTD: dict[int, int] = {zstd.CompressionParameter.compression_level: 6, zstd.CompressionParameter.checksum_flag: 1}


class JsonlWriter:
    """Writes a record a line."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, line: bytes) -> None:
        """Add a record."""
        self._stream.write(line + b"\n")


@contextmanager
def open_jsonl(path: Path, ending: str) -> Iterator[JsonlWriter]:
    """A writer of JSON Lines, packed as the ending asks for."""
    with path.open("wb") as stream, pack(stream, ending) as packed:
        yield JsonlWriter(packed)


@contextmanager
def pack(stream: BinaryIO, ending: str) -> Iterator[BinaryIO]:
    """The stream that packs into `stream` as the ending asks for.

    The same records give the same bytes: no time and no file name goes into the packing.
    """
    if ending.endswith(".gz"):
        with gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=stream, mtime=0) as packed:
            yield cast(BinaryIO, packed)
    elif ending.endswith(".zst"):
        with zstd.ZstdFile(stream, mode="wb", options=_ZSTD) as packed_zst:
            yield cast(BinaryIO, packed_zst)
    else:
        yield stream
