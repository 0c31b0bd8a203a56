"""Where an output goes: a file or folder that appears whole, or not at all."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from extractor.errors import WriteError


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A stream that becomes the file `path` when the block ends well, and vanishes when it doesn't."""
    with replacing_file(path) as temporary, temporary.open("wb") as stream:
        yield stream


@contextmanager
def replacing_file(path: Path) -> Iterator[Path]:
    """The path of a file to make, which becomes `path` when the block ends well, and vanishes when it doesn't.

    Folders above it are made where they are missing. `WriteError` where the disk or its owner says no.
    """
    temporary = _beside(path, "part")
    with _saying_why(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            yield temporary
            _to_disk(temporary)
            os.replace(temporary, path)
            _to_disk(path.parent)
        finally:
            with suppress(FileNotFoundError):
                temporary.unlink()


@contextmanager
def replacing_folder(path: Path) -> Iterator[Path]:
    """A new folder, which becomes `path` when the block ends well, and vanishes when it doesn't.

    A folder that was there is put aside for the moment of the change, then removed.
    """
    path = Path(os.path.realpath(path))  # a link stays, and what it leads to changes
    temporary, earlier = _beside(path, "part"), _beside(path, "earlier")
    with _saying_why(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            temporary.mkdir()
            yield temporary
            for made in sorted(temporary.rglob("*")):
                _to_disk(made)
            _swap(temporary, path, earlier)
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


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}.{ending}")


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
        raise WriteError(f"{path} can't be written: {error.strerror or error}") from error
