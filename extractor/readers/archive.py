"""An archive → the files in it, in the order in which it keeps them, each as a stream.

Nothing is ever written under a member's name. A zip is read from its directory at the end, so that one which comes as a
stream is kept in an unnamed temporary file first; a tar is read as it comes.
"""

import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile
from typing import IO, Any, NamedTuple, TypeVar

from extractor.errors import ReadError
from extractor.readers.limits import Budget
from extractor.readers.streams import Chunks, Stream, buffered

ARCHIVES = (".zip", ".wacz", ".tar", ".tgz", ".tbz", ".tbz2", ".txz", ".tzst")
_IN_MEMORY = 16 << 20  # a bigger one is spooled to the disk
_PIECE = 1 << 16
_ENCRYPTED = 0x1


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
        try:
            archive = zipfile.ZipFile(file)
        except zipfile.BadZipFile as error:
            raise ReadError(f"the zip archive is broken or cut off: {error}") from error
        with archive:
            names = set(archive.namelist())
            crawl = "datapackage.json" in names and any(name.startswith("archive/") for name in names)
            for info in archive.infolist():
                if info.is_dir() or (crawl and not info.filename.startswith("archive/")):
                    continue
                budget.add_member()
                yield Member(info.filename, _opener(archive, info, budget))


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
    """The files of a tar; links and devices are left out."""
    with _reading("tar", lambda: tarfile.open(fileobj=stream, mode="r|", tarinfo=_TarInfo)) as archive:
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
    """A header that says so where it is broken or missing: `tarfile` takes that for the end of the archive."""

    @classmethod
    def fromtarfile(cls, tarfile_: Any) -> Any:
        try:
            return super().fromtarfile(tarfile_)
        except tarfile.EOFHeaderError:  # type: ignore[attr-defined]
            raise
        except tarfile.HeaderError as error:
            raise ReadError(f"the tar archive is broken or cut off: {error}, and no end mark") from error


Result = TypeVar("Result")


def _reading(kind: str, call: Callable[[], Result]) -> Result:
    """What a call gives; whatever the archive's module raises says the same thing."""
    try:
        return call()
    except (ReadError, MemoryError):
        raise
    except Exception as error:  # zipfile and tarfile let struct.error, IndexError, RuntimeError … out too
        raise ReadError(f"the {kind} archive is broken or cut off: {error or type(error).__name__}") from error
