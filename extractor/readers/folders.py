"""A folder, or a pattern such as `dump/**/*.jsonl.gz` → the dumps in it, in sorted order."""

import glob
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
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

    Hidden names and links to folders are left out. `on_skipped` hears of files whose ending isn't supported. A folder that
    can't be listed and a link that leads nowhere come as they are: whoever opens them hears what is wrong.
    """
    if is_pattern(path):
        yield from _match(path, on_skipped)
    elif os.path.isdir(path):
        yield from _walk(path, on_skipped)
    else:
        yield path


def _walk(folder: str, on_skipped: OnSkipped | None) -> Iterator[str]:
    levels: list[Iterator[os.DirEntry[str] | str]] = [
        _listed(folder)
    ]  # of the folder, and of those that were gone into
    while levels:
        entry = next(levels[-1], None)
        if entry is None:
            levels.pop()
        elif isinstance(entry, str):
            yield entry
        elif _is_folder(entry):
            levels.append(_listed(entry.path))
        elif _is_read(entry):
            yield entry.path
        elif on_skipped and not os.path.isdir(entry.path):
            on_skipped(entry.path)


def _listed(folder: str) -> "Iterator[os.DirEntry[str] | str]":
    """What is in a folder, sorted; the folder itself where it can't be listed."""
    try:
        with os.scandir(folder) as entries:
            found = sorted((entry for entry in entries if not entry.name.startswith(".")), key=lambda entry: entry.name)
    except OSError:
        return iter([folder])
    return iter(found)


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:  # it went away, or its folder may not be searched
        return False


def _is_read(entry: "os.DirEntry[str]") -> bool:
    """Whether an entry is a dump by its ending, and no pipe or device; or broken, so that somebody says why."""
    try:
        return (entry.is_file() or not os.path.exists(entry.path)) and supported(entry.name)
    except OSError:  # a link to itself, which might have led to a folder of dumps
        return True


def _match(pattern: str, on_skipped: OnSkipped | None) -> Iterator[str]:
    """What a pattern means: files, of any ending where the pattern ends in one, and what is in folders.

    `**` reaches into the folders by itself, so that they are left out there, but for those that can't be listed.
    """
    named = not glob.has_magic(os.path.splitext(pattern)[1] or "*")
    unlisted = frozenset(_unlisted(pattern)) if "**" in pattern else frozenset()
    for path in sorted({*glob.iglob(pattern, recursive=True), *unlisted}):
        if path in unlisted:
            yield path
        elif os.path.isdir(path):
            if "**" not in pattern:
                yield from _walk(path, on_skipped)
        elif named or supported(path):
            yield path
        elif on_skipped:
            on_skipped(path)


def _unlisted(pattern: str) -> Iterator[str]:
    """The folders that `**` reaches and that can't be listed: `glob` passes over them in silence."""
    root = pattern.partition("**")[0]
    for top in glob.glob(root) if root else ["."]:
        wrong: list[OSError] = []
        for _, folders, _ in os.walk(top, onerror=wrong.append):
            folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (str(error.filename) for error in wrong)


def total_size(paths: list[str]) -> int:
    """The bytes of every file that `walk` would find under these paths: what a progress bar counts to."""
    total = 0
    for path in paths:
        for file in walk(path):
            with suppress(OSError, ValueError):
                total += Path(file).stat().st_size
    return total
