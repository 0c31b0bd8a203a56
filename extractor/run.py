"""A batch: read → extract → write, with every article accounted for.

::

    inputs ─ readers.scan ─► Article ─ api.extract_many ─► Record ─ writers ─► OUT
                   └──────────── Reject ────────┴──────────────────────────► OUT.rejects.jsonl
"""

import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from extractor.api import extract_many
from extractor.article import Article
from extractor.errors import Reject, WriteError
from extractor.readers import Options, scan
from extractor.readers.streams import STANDARD_INPUT, OnBytes
from extractor.record import Record
from extractor.writers import Writer, check_out, open_writer, replacing
from extractor.writers.jsonl import JsonlWriter

if TYPE_CHECKING:
    from spacy.language import Language

ENTITIES = ("people", "countries", "dates", "money", "commodities", "trade")


@dataclass(slots=True)
class Summary:
    """What a batch did; it grows while the batch runs."""

    articles: int = 0  # read, whether or not they became records
    records: int = 0
    rejects: int = 0
    skipped: int = 0  # files in folders that are no dumps
    entities: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    @property
    def readable(self) -> bool:
        """Whether anything could be read: an empty dump could, a missing one couldn't."""
        return self.articles > 0 or self.rejects == 0

    def count(self, record: Record) -> None:
        """Add a record and what was found in it."""
        self.records += 1
        for kind in ENTITIES:
            self.entities[kind] += len(getattr(record, kind))


@dataclass(frozen=True, slots=True)
class Watch:
    """Who hears of a batch's progress: bytes read of the inputs, and the summary after every article."""

    on_bytes: OnBytes | None = None
    on_article: Callable[[Summary], None] | None = None


class _NothingRead(Exception):
    """The output must not take the place of an earlier one."""


def run(
    inputs: Iterable[str],
    out: str | None = None,
    *,
    options: Options | None = None,
    overwrite: bool = False,
    watch: Watch | None = None,
    nlp: "Language | None" = None,
) -> Summary:
    """Turn every article of the inputs into a record in `out`, and say what happened; `nlp` as in `extract_many`.

    Inputs are files, folders or `-`. What gives no record goes to ``<out>.rejects.jsonl``, and the batch goes on; that
    file exists after the batch only if something is in it. Without `out`, records go to standard output and rejects to
    standard error. Raises `WriteError` where the output can't be made; where nothing could be read
    (`Summary.readable`), an earlier output stays.
    """
    inputs = list(inputs)
    own = _own_paths(inputs, out, overwrite=overwrite)
    summary = Summary()
    started = time.perf_counter()
    with _rejects(out) as reject:

        def on_reject(rejected: Reject) -> None:
            summary.rejects += 1
            reject(rejected)

        articles = _articles(inputs, options or Options(), own, (summary, watch or Watch()))
        try:
            with open_writer(out, overwrite=overwrite) if out else nullcontext(_stdout()) as writer:
                _extract(extract_many(articles, nlp=nlp), writer, (summary, watch or Watch(), on_reject))
                if not summary.readable:
                    raise _NothingRead
        except _NothingRead:
            pass
    summary.seconds = time.perf_counter() - started
    return summary


_Accounts = tuple[Summary, Watch, Callable[[Reject], None]]


def _articles(
    inputs: list[str], options: Options, own: frozenset[str], accounts: tuple[Summary, Watch]
) -> Iterator[Article | Reject]:
    summary, watch = accounts

    def on_skipped(path: str) -> None:
        summary.skipped += os.path.realpath(path) not in own

    for path in inputs:
        for found in scan(path, options, on_bytes=watch.on_bytes, on_skipped=on_skipped, own=own):
            summary.articles += isinstance(found, Article)
            yield found


def _extract(results: Iterator[Record | Reject], writer: Writer, accounts: _Accounts) -> None:
    summary, watch, on_reject = accounts
    for result in results:
        if isinstance(result, Reject):
            on_reject(result)
        else:
            writer.write(result.to_json())
            summary.count(result)
        if watch.on_article:
            watch.on_article(summary)


def rejects_path(out: str) -> Path:
    """Where the rejects of an output go."""
    return Path(f"{out}.rejects.jsonl")


def _own_paths(inputs: list[str], out: str | None, *, overwrite: bool) -> frozenset[str]:
    """The real paths that this batch writes, once it is sure that none of them is an input."""
    if out is None:
        return frozenset()
    path = check_out(out, overwrite=overwrite)
    own = frozenset(os.path.realpath(written) for written in (path, rejects_path(out)))
    for given in inputs:
        if given != STANDARD_INPUT and os.path.realpath(given) in own:
            raise WriteError(f"{given} is an input, and this run would write over it; choose another output")
    return own


@contextmanager
def _rejects(out: str | None) -> Iterator[Callable[[Reject], None]]:
    """A place for rejects: a file that appears when the batch ends, and only if there are any; else standard error."""
    if out is None:
        yield lambda reject: _write_reject(sys.stderr.buffer, reject)
        return
    path = rejects_path(out)
    count = 0
    with replacing(path) as stream:

        def on_reject(reject: Reject) -> None:
            nonlocal count
            count += 1
            _write_reject(stream, reject)

        yield on_reject
    if not count:  # neither an empty file nor an earlier run's rejects
        path.unlink()


def _write_reject(stream: BinaryIO, reject: Reject) -> None:
    line = json.dumps(asdict(reject), ensure_ascii=False)
    stream.write(line.encode("utf-8", "backslashreplace") + b"\n")
    if stream is sys.stderr.buffer:
        stream.flush()


def _stdout() -> JsonlWriter:
    return JsonlWriter(sys.stdout.buffer)
