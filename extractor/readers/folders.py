"""A folder → the dumps in it, in sorted order."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from extractor.readers.formats import ENDINGS

OnSkipped = Callable[[str], None]


def supported(name: str) -> bool:
    """Whether a file found in a folder is read: by its ending, packed or not.

    >>> supported("wire.jsonl.gz"), supported("WIRE.TXT"), supported("photo.webp")
    (True, True, False)
    """
    return name.lower().removesuffix(".gz").endswith(ENDINGS)


def walk(path: str, on_skipped: OnSkipped | None = None) -> Iterator[str]:
    """The files under a folder, or the path itself where it is none; hidden names and links to folders are left out.

    `on_skipped` hears of files whose ending isn't supported. Raises `OSError` where a folder can't be listed.
    """
    if not os.path.isdir(path):
        yield path
        return
    with os.scandir(path) as entries:
        found = sorted((entry for entry in entries if not entry.name.startswith(".")), key=lambda entry: entry.name)
    for entry in found:
        if entry.is_dir(follow_symlinks=False):
            yield from walk(entry.path, on_skipped)
        elif entry.is_file() and supported(entry.name):
            yield entry.path
        elif not entry.is_dir() and on_skipped:
            on_skipped(entry.path)


def total_size(paths: list[str]) -> int:
    """The bytes of every file that `walk` would find under these paths: what a progress bar counts to."""
    total = 0
    for path in paths:
        try:
            total += sum(Path(file).stat().st_size for file in walk(path))
        except (OSError, ValueError):
            continue
    return total
