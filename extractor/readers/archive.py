"""An archive → the files in it, in the order in which it keeps them, each as a stream.

Nothing is ever written under a member's name. A zip is read from its directory at the end, so that one which comes as a
stream is kept in an unnamed temporary file first; a tar is read as it comes. Archives that were put together (`cat a.zip
b.zip`) are read one after the other, though the tools that made them see the last zip and the first tar alone.
"""

import io
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile
from typing import IO, Any, NamedTuple, TypeVar

from extractor.errors import ReadError
from extractor.readers.foreign import refuse_document
from extractor.readers.limits import Budget
from extractor.readers.pieces import Slice, bytes_at, size_of
from extractor.readers.streams import Chunks, Stream, buffered

ARCHIVES = (".zip", ".wacz", ".tar", ".tgz", ".tbz", ".tbz2", ".txz", ".tzst")
_IN_MEMORY = 16 << 20  # a bigger one is spooled to the disk
_PIECE = 1 << 16
_ENCRYPTED = 0x1
_END = 22  # bytes of the record that ends a zip, and its comment's length is in the last two
_LONGEST_END = _END + (1 << 16)


class Member(NamedTuple):
    """A file in an archive; `open` gives its bytes, or says why it can't."""

    name: str
    open: Callable[[], Stream]


Members = Callable[[Stream, Budget], Iterator[Member]]


def find_archive(start: bytes, name: str) -> Members | None:
    """Who lists the members of what begins with these bytes; None where it is no archive."""
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return zip_members
    if start[257:262] == b"ustar" or (name.endswith(".tar") and len(start) >= 512 and _old_tar(start)):
        return tar_members
    return None


def _old_tar(start: bytes) -> bool:
    """Whether a tar from before 1988, or an empty one, begins here."""
    if not start[:512].strip(b"\0"):
        return True
    try:
        tarfile.TarInfo.frombuf(start[:512], "utf-8", "surrogateescape")
    except tarfile.HeaderError:
        return False
    return True


@contextmanager
def seekable(stream: Stream) -> Iterator[IO[bytes]]:
    """The same bytes in a file where one can go back; what can't is spooled to an unnamed temporary file."""
    if stream.seekable():
        yield stream
        return
    with SpooledTemporaryFile(_IN_MEMORY) as spool:
        while chunk := stream.read1(_PIECE):
            spool.write(chunk)
        spool.seek(0)
        yield spool


def zip_members(stream: Stream, budget: Budget) -> Iterator[Member]:
    """The files of a zip; of a web archive (WACZ) those in its folder `archive`, where the pages are."""
    with seekable(stream) as file:
        archives, lost = _zips(file)
        for archive in archives:
            names = set(archive.namelist())
            refuse_document(names)
            crawl = "datapackage.json" in names and any(name.startswith("archive/") for name in names)
            for info in archive.infolist():
                if info.is_dir() or (crawl and not info.filename.startswith("archive/")):
                    continue
                budget.add_member()
                yield Member(info.filename, _opener(archive, info, budget))
        if lost:
            raise ReadError(lost)


def _zips(file: IO[bytes]) -> tuple[list[zipfile.ZipFile], str | None]:
    """The zips that stand one after the other in a file, and what is wrong with what stands before or behind them.

    The last one is known by the directory at its end, and what comes before its first member is the end of another.
    """
    found: list[zipfile.ZipFile] = []
    size = end = size_of(file)
    while end:
        try:
            archive = zipfile.ZipFile(io.BufferedReader(Slice(file, 0, end)))
        except zipfile.BadZipFile as error:
            if not found:
                raise ReadError(f"the zip archive is broken or cut off: {error}") from error
            return found[::-1], f"its first {end:,} bytes are no zip archive that can be read: {error}"
        found.append(archive)
        end = min((info.header_offset for info in archive.infolist()), default=archive.start_dir)
    behind = bytes_at(file, _zip_end(file, size), size)
    return found[::-1], f"behind the zip archive stand {len(behind):,} bytes of something else" if behind.strip(
        b"\0"
    ) else None


def _zip_end(file: IO[bytes], size: int) -> int:
    """Where the zip ends that is the last in a file: behind the comment after its directory."""
    start = max(0, size - _LONGEST_END)
    tail = bytes_at(file, start, size)
    at = tail.rfind(b"PK\5\6")
    return start + at + _END + int.from_bytes(tail[at + _END - 2 : at + _END], "little")


def _opener(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> Callable[[], Stream]:
    def pieces(member: IO[bytes]) -> Iterator[bytes]:
        size = 0
        with member:
            while piece := _reading("zip", lambda: member.read(_PIECE)):
                size += len(piece)
                if info.compress_type != zipfile.ZIP_STORED:
                    budget.unpack(len(piece), size, info.compress_size)
                yield piece

    def opened() -> Stream:
        if info.flag_bits & _ENCRYPTED:
            raise ReadError("it is encrypted; unpack it with its password first")
        return buffered(Chunks(pieces(_reading("zip", lambda: archive.open(info)))))

    return opened


def tar_members(stream: Stream, budget: Budget) -> Iterator[Member]:
    """The files of a tar, and of those that follow its end mark; links and devices are left out."""
    with _reading(
        "tar", lambda: tarfile.open(fileobj=stream, mode="r|", tarinfo=_TarInfo, ignore_zeros=True)
    ) as archive:
        while (info := _reading("tar", archive.next)) is not None:
            archive.members = []  # type: ignore[attr-defined]  # else it would remember each of a million
            if info.isfile():
                budget.add_member()
                yield Member(info.name, _tar_opener(archive, info))


def _tar_opener(archive: tarfile.TarFile, info: tarfile.TarInfo) -> Callable[[], Stream]:
    def pieces(member: IO[bytes]) -> Iterator[bytes]:
        while piece := _reading("tar", lambda: member.read(_PIECE)):
            yield piece

    def opened() -> Stream:
        member = archive.extractfile(info)
        if member is None:  # links, which were left out
            raise ReadError("it is no file")
        return buffered(Chunks(pieces(member)))

    return opened


class _TarInfo(tarfile.TarInfo):
    """A header that says so where it is broken or missing: `tarfile` takes that for the end, or passes over it in silence.

    Blocks of zeros are an end mark; what follows one is nothing, more zeros, or another archive.
    """

    @classmethod
    def fromtarfile(cls, tarfile_: Any) -> Any:
        ended = getattr(tarfile_, "ended", False)
        block = tarfile_.fileobj.read(tarfile.BLOCKSIZE)
        if ended and len(block) < tarfile.BLOCKSIZE and not block.strip(b"\0"):
            raise tarfile.EmptyHeaderError("the end")  # type: ignore[attr-defined]
        try:
            header = cls.frombuf(block, tarfile_.encoding, tarfile_.errors)
        except tarfile.EOFHeaderError:  # type: ignore[attr-defined]
            tarfile_.ended = True
            raise
        except tarfile.HeaderError as error:
            mark = "behind a block of zeros" if ended else "and no end mark"
            raise ReadError(f"the tar archive is broken or cut off: {error}, {mark}") from error
        tarfile_.ended = False
        header.offset = tarfile_.fileobj.tell() - tarfile.BLOCKSIZE
        return header._proc_member(tarfile_)  # type: ignore[attr-defined]


Result = TypeVar("Result")


def _reading(kind: str, call: Callable[[], Result]) -> Result:
    """What a call gives; whatever the archive's module raises says the same thing."""
    try:
        return call()
    except (ReadError, MemoryError):
        raise
    except Exception as error:  # zipfile and tarfile let struct.error, IndexError, RuntimeError … out too
        raise ReadError(f"the {kind} archive is broken or cut off: {error or type(error).__name__}") from error
