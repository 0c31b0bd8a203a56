"""A folder, or a pattern such as `dump/**/*.jsonl.gz` → the dumps in it, in sorted order."""

import glob
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from extractor.readers.archive import ARCHIVES
from extractor.readers.formats import ENDINGS
from extractor.readers.packing import without_packing

OnSkipped = Callable[[str], None]


def supported(name: str) -> bool:
    """Whether a file found in a folder is read: by its ending, packed or not.

    >>> supported("wire.jsonl.gz"), supported("WIRE.TXT"), supported("dump.tgz"), supported("photo.webp")
    (True, True, True, False)
    """
    return without_packing(name).endswith((*ENDINGS, *ARCHIVES))


def is_pattern(path: str) -> bool:
    """Whether a path is a pattern of paths: it has `*`, `?` or `[…]`, and no file is called so."""
    return glob.has_magic(path) and not os.path.lexists(path)


def walk(path: str, on_skipped: OnSkipped | None = None) -> Iterator[str]:
    """The files under a folder, those that a pattern means, or else the path itself.

    Hidden names and links to folders are left out. `on_skipped` hears of files whose ending isn't supported. Raises
    `OSError` where a folder can't be listed.
    """
    if is_pattern(path):
        yield from _match(path, on_skipped)
    elif os.path.isdir(path):
        yield from _walk(path, on_skipped)
    else:
        yield path


def _walk(folder: str, on_skipped: OnSkipped | None) -> Iterator[str]:
    with os.scandir(folder) as entries:
        found = sorted((entry for entry in entries if not entry.name.startswith(".")), key=lambda entry: entry.name)
    for entry in found:
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, on_skipped)
        elif entry.is_file() and supported(entry.name):
            yield entry.path
        elif not entry.is_dir() and on_skipped:
            on_skipped(entry.path)


def _match(pattern: str, on_skipped: OnSkipped | None) -> Iterator[str]:
    """What a pattern means: files, of any ending where the pattern ends in one, and what is in folders.

    `**` reaches into the folders by itself, so that they are left out there.
    """
    named = not glob.has_magic(os.path.splitext(pattern)[1] or "*")
    for path in sorted(glob.iglob(pattern, recursive=True)):
        if os.path.isdir(path):
            if "**" not in pattern:
                yield from _walk(path, on_skipped)
        elif named or supported(path):
            yield path
        elif on_skipped:
            on_skipped(path)


def total_size(paths: list[str]) -> int:
    """The bytes of every file that `walk` would find under these paths: what a progress bar counts to."""
    total = 0
    for path in paths:
        try:
            total += sum(Path(file).stat().st_size for file in walk(path))
        except (OSError, ValueError):
            continue
    return total
