"""Where an output goes: a file or folder that appears whole, or not at all."""

import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from extractor.errors import DiskError, WriteError

NO_LINKS = (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV)  # what disks without hard links say


@contextmanager
def replacing(path: Path, *, overwrite: bool = True) -> Iterator[BinaryIO]:
    """A stream that becomes the file `path` when the block ends well, and vanishes when it doesn't."""
    with replacing_file(path, overwrite=overwrite) as temporary, temporary.open("xb") as stream:
        yield stream


@contextmanager
def replacing_file(path: Path, *, overwrite: bool = True) -> Iterator[Path]:
    """The path of a file to make, which becomes `path` when the block ends well, and vanishes when it doesn't.

    Folders above it are made where they are missing. `WriteError` where they can't be, `DiskError` where the disk or its
    owner says no later, and where without `overwrite` somebody else has made `path` meanwhile.
    """
    temporary = _beside(path, "part")
    _make_parents(path)
    with _saying_why(path):
        try:
            yield temporary
            _to_disk(temporary)
            _name(temporary, path, overwrite=overwrite)
            _to_disk(path.parent)
        finally:
            with suppress(FileNotFoundError):
                temporary.unlink()


def _name(temporary: Path, path: Path, *, overwrite: bool) -> None:
    """Give a finished file its name; without `overwrite` only where nothing has it, in one step."""
    if overwrite:
        os.replace(temporary, path)
        return
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise _taken(path) from None
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        if os.path.lexists(path):
            raise _taken(path) from None
        os.replace(temporary, path)


def _taken(path: Path) -> DiskError:
    return DiskError(
        f"{path} was made by somebody else meanwhile, and stays; this run's records are lost (--overwrite)"
    )


@contextmanager
def replacing_folder(path: Path, *, overwrite: bool = True) -> Iterator[Path]:
    """A new folder, which becomes `path` when the block ends well, and vanishes when it doesn't.

    A folder that was there is put aside for the moment of the change, then removed; without `overwrite` only an empty one
    gives way, and `DiskError` says that somebody else has filled it meanwhile.
    """
    path = Path(os.path.realpath(path))  # a link stays, and what it leads to changes
    temporary, earlier = _beside(path, "part"), _beside(path, "earlier")
    _make_parents(path)
    with _saying_why(path):
        try:
            temporary.mkdir()
            yield temporary
            for made in sorted(temporary.rglob("*")):
                _to_disk(made)
            if overwrite:
                _swap(temporary, path, earlier)
            else:
                _settle(temporary, path)
            _to_disk(path.parent)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
            if path.exists():
                shutil.rmtree(earlier, ignore_errors=True)


def _swap(temporary: Path, path: Path, earlier: Path) -> None:
    there = os.path.lexists(path)
    if there:
        os.rename(path, earlier)
    try:
        os.rename(temporary, path)
    except OSError:
        if there:
            os.rename(earlier, path)
        raise


def _settle(temporary: Path, path: Path) -> None:
    """Give a finished folder its name, where nothing has it but an empty folder."""
    try:
        os.rename(temporary, path)
    except OSError as error:
        if error.errno in (errno.ENOTEMPTY, errno.EEXIST, errno.ENOTDIR):
            raise _taken(path) from None
        raise


def _beside(path: Path, ending: str) -> Path:
    """A name that nobody can know before, so that no link can wait under it."""
    return path.with_name(f".{path.name}.{secrets.token_hex(8)}.{ending}")


def _make_parents(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(f"{path} can't be written: {error.strerror or error}") from error


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _saying_why(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DiskError(f"{path} can't be written: {error.strerror or error}") from error
