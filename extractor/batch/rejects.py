"""Rejects → JSON Lines: a place for what gave no record."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

from extractor.errors import Reject
from extractor.records.write import replacing


def rejects_path(out: str) -> Path:
    """Where the rejects of an output that is one file go."""
    return Path(f"{out}.rejects.jsonl")


@contextmanager
def open_rejects(out: str | None) -> Iterator[Callable[[Reject], None]]:
    """A place for rejects: a file that appears when the batch ends, and only if there are any; else standard error."""
    if out is None:
        yield lambda reject: write_reject(sys.stderr.buffer, reject)
        return
    path = rejects_path(out)
    count = 0
    with replacing(path) as stream:

        def on_reject(reject: Reject) -> None:
            nonlocal count
            count += 1
            write_reject(stream, reject)

        yield on_reject
    if not count:  # neither an empty file nor an earlier run's rejects
        path.unlink()


def write_reject(stream: BinaryIO, reject: Reject) -> None:
    """Write a reject as a line of JSON; standard error has it at once."""
    line = json.dumps(asdict(reject), ensure_ascii=False)
    stream.write(line.encode("utf-8", "backslashreplace") + b"\n")
    if stream is sys.stderr.buffer:
        stream.flush()
