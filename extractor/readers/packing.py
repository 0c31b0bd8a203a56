"""Packed bytes → unpacked ones, for gzip, bzip2, xz and Zstandard, known by their first bytes.

The unpackers hand out a bounded piece at a time, however much a few packed bytes stand for, and go on with the next
member where several were put together.
"""

import bz2
import lzma
import re
import sys
import zlib
from collections.abc import Callable, Iterator
from typing import NamedTuple, Protocol

from extractor.errors import ReadError
from extractor.readers.limits import Budget
from extractor.readers.streams import Chunks, Stream, buffered

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PACKED = (".gz", ".bz2", ".xz", ".zst", ".zstd")
_PIECE = 1 << 17  # unpacked bytes at a time
_READ = 1 << 14  # packed bytes at a time
_XZ_MEMORY = 1 << 29
_ZSTD_WINDOW = 31  # 2 GiB, which `zstd --long=31` needs, and only a frame that asks for it gets


class _Unpacker(Protocol):
    """What the modules `bz2`, `lzma` and `zstd` offer: input is kept until it was used up."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int) -> bytes: ...


class _Gunzip:
    """One member of gzip."""

    def __init__(self) -> None:
        self._unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)

    @property
    def eof(self) -> bool:
        return self._unpacker.eof

    @property
    def needs_input(self) -> bool:
        return not self._unpacker.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._unpacker.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        return self._unpacker.decompress(self._unpacker.unconsumed_tail + data, max_length)


def _unzstd() -> zstd.ZstdDecompressor:
    """One frame of Zstandard."""
    return zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: _ZSTD_WINDOW})


class _Packing(NamedTuple):
    name: str
    begins: re.Pattern[bytes]
    unpacker: Callable[[], _Unpacker]


_PACKINGS = (
    _Packing("gzip", re.compile(rb"\x1f\x8b"), _Gunzip),
    _Packing("bzip2", re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)"), bz2.BZ2Decompressor),
    _Packing("xz", re.compile(rb"\xfd7zXZ\x00"), lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, _XZ_MEMORY)),
    _Packing("Zstandard", re.compile(rb"\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18"), _unzstd),
)
_LONGEST_BEGIN = 10
_LEAST_KNOWN = 1 << 10  # packed bytes with which the beginning of a member is unpacked
CRAWL = b"WARC/"
BROKEN_MEMBER = b"\r\n\0a broken member\r\n"


def without_packing(name: str) -> str:
    """A file's name in lower case, without the endings of packing.

    >>> without_packing("Wire.JSONL.gz"), without_packing("wire.tgz")
    ('wire.jsonl', 'wire.tar')
    """
    name = name.lower()
    while name.endswith(PACKED):
        name = name.rpartition(".")[0]
    return re.sub(r"\.(?:tgz|tbz2?|txz|tzst)$", ".tar", name)


def unpack(stream: Stream, budget: Budget, depth: int = 0) -> tuple[Stream, int]:
    """The stream with every packing around it taken off, and how deep it now is."""
    while packing := next((packing for packing in _PACKINGS if packing.begins.match(stream.peek())), None):
        depth += 1
        budget.check_depth(depth)
        stream = buffered(Chunks(_unpacked(stream, packing, budget)))
    return stream, depth


def _unpacked(stream: Stream, packing: _Packing, budget: Budget) -> Iterator[bytes]:
    """The unpacked bytes, member by member.

    In a crawl, where every record is a member, a broken one is passed over, and `BROKEN_MEMBER` stands in its place.
    """
    out = read = 0
    crawl = False
    fed = data = _more(stream, b"", _LONGEST_BEGIN)
    while data:
        try:
            if not packing.begins.match(data):
                fed = data
                raise _Damaged(f"after the end of its {packing.name} stands something else")
            unpacker = packing.unpacker()
            while not unpacker.eof:
                if unpacker.needs_input and not data:
                    data = stream.read1(_READ)
                    if not data:
                        raise ReadError(f"its {packing.name} breaks off: the end is missing")
                fed = data or fed
                read += len(data)
                piece = _piece(unpacker, data, packing)
                data = b""
                if piece:
                    crawl = crawl or (not out and piece.startswith(CRAWL))
                    out += len(piece)
                    budget.unpack(len(piece), out, read)
                    yield piece
            read -= len(unpacker.unused_data)
            data = _more(stream, unpacker.unused_data, _LONGEST_BEGIN)
        except _Damaged as damage:
            data = _next_member(stream, packing, fed) if crawl else b""
            if not data:
                raise ReadError(str(damage)) from damage
            yield BROKEN_MEMBER


class _Damaged(ReadError):
    """A member is broken, or no member; the next one may begin in the packed bytes that were at hand."""


def _piece(unpacker: _Unpacker, data: bytes, packing: _Packing) -> bytes:
    try:
        return unpacker.decompress(data, _PIECE)
    except (zlib.error, lzma.LZMAError, zstd.ZstdError, OSError, EOFError, ValueError) as error:
        raise _Damaged(f"its {packing.name} breaks off: {error}") from error


def _next_member(stream: Stream, packing: _Packing, packed: bytes) -> bytes:
    """Packed bytes from the next member on that begins a record of a crawl; none where there is no more."""
    at = 1
    while True:
        while found := packing.begins.search(packed, at):
            at = found.start() + 1
            packed += stream.read1(_READ) if len(packed) - found.start() < _LEAST_KNOWN else b""
            if _begins_record(packed[found.start() :], packing):
                return packed[found.start() :]
        kept = packed[-_LONGEST_BEGIN:]
        more = stream.read1(_READ)
        if not more:
            return b""
        packed, at = kept + more, 0


def _begins_record(packed: bytes, packing: _Packing) -> bool:
    try:
        return packing.unpacker().decompress(packed, len(CRAWL)).startswith(CRAWL)
    except (zlib.error, lzma.LZMAError, zstd.ZstdError, OSError, EOFError, ValueError):
        return False


def _more(stream: Stream, data: bytes, least: int) -> bytes:
    """Some bytes more, so that the beginning of a member can be known; zeros between members are padding."""
    data = data.lstrip(b"\0")
    while len(data) < least and (more := stream.read1(_READ)):
        data = (data + more).lstrip(b"\0")
    return data
