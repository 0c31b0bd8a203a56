"""A batch: read → extract → write, with every article accounted for.

::

    inputs ─ readers.scan ─► Article ─ pool ─► record's JSON ─ records ─► OUT, or OUT/records-00000.jsonl …
                   └──────────── Reject ────┴─────────────────────────► OUT.rejects.jsonl, or OUT/rejects-00000.jsonl …
"""

import json
import os
import time
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Protocol

from extractor import __version__
from extractor.api import OURS, make_work
from extractor.batch.dedupe import MODES, DedupeMode, mark_duplicates
from extractor.batch.ledger import Ledger, after
from extractor.batch.manifest import CONTENT, Manifest, Shard, Tally, digest_of_model, measure
from extractor.batch.rejects import open_rejects, rejects_path
from extractor.batch.resume import Shards, is_folder, open_shards
from extractor.errors import FormatError, Reject, RunError, WriteError
from extractor.plugins import names_of, versions
from extractor.processes.pool import Read, cores, read_through, work_through
from extractor.processes.worker import Done, Make, Result
from extractor.readers import Options, find
from extractor.readers.dayorder import AMBIGUOUS
from extractor.readers.folders import walk
from extractor.readers.streams import STANDARD_INPUT, OnBytes, printable
from extractor.record import SCHEMA_VERSION
from extractor.records.outputs import SHARDS, ending_of
from extractor.records.stdout import open_stdout
from extractor.records.write import Writer, check_out, open_writer

__all__ = ["Plan", "Summary", "Watch", "rejects_path", "run"]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a batch does with its inputs.

    `model` finds names, `extensions` are kinds of other packages, `min_confidence` is that of trade statements, and
    `evidence` says why each find is there, as `extractor.load` takes them. `dedupe` marks repeats of an article.
    An article that takes longer than `time_limit` seconds is rejected. `processes` is None for one a
    core. An output folder has shards of `shard_size` records in `shard_format`, an ending such as `jsonl.gz`.
    """

    reading: Options = field(default_factory=Options)
    model: str | None = OURS
    extensions: tuple[str, ...] = ()
    min_confidence: float | None = None
    evidence: bool = False
    dedupe: DedupeMode = "off"
    time_limit: float | None = 60.0
    processes: int | None = None
    shard_size: int = 10_000
    shard_format: str = "jsonl"

    def __post_init__(self) -> None:
        names_of(self.extensions)
        if self.dedupe not in MODES:
            raise FormatError(f"no dedupe mode {self.dedupe!r}; there are {', '.join(MODES)}")
        if f".{self.shard_format}" not in SHARDS.values():
            endings = ", ".join(sorted(ending.removeprefix(".") for ending in set(SHARDS.values())))
            raise FormatError(f"no format {self.shard_format!r} for shards; there are {endings}")
        for name in ("time_limit", "processes", "shard_size"):
            value = getattr(self, name)
            if value is not None and value <= 0:
                raise FormatError(f"{name} is {value}; it must be above 0")

    def shaping(self) -> dict[str, object]:
        """The settings that shape the output, as the manifest gives them back: the number of processes is none.

        A model is known by what is in it too: a folder may be trained anew under its name; an extension by its package's version.
        """
        settings = {name: value for name, value in asdict(self).items() if name != "processes"}
        settings[CONTENT] = digest_of_model(self.model)
        settings["extensions"] = versions(names_of(self.extensions))
        for name in ("extensions", "evidence"):  # a run without any says nothing of them
            if not getattr(self, name):
                del settings[name]
        given: dict[str, object] = json.loads(json.dumps(settings))  # JSON has no tuples
        return given


@dataclass(slots=True)
class Summary(Tally):
    """What a batch did; it grows while the batch runs."""

    skipped: int = 0  # files in folders that are no dumps
    skipped_endings: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)  # of the rejects of this run
    details: dict[str, str] = field(default_factory=dict)  # what the first reject of each reason says
    seconds: float = 0.0
    earlier: int = 0  # results that were there already, from a run that was broken off
    interrupted: bool = False
    undated: int = 0  # articles without a date
    ambiguous: int = 0  # of these, those whose date can be read in two ways

    @property
    def readable(self) -> bool:
        """Whether anything could be read: an empty dump could, a missing one couldn't."""
        return self.articles > 0 or self.rejects == 0

    @property
    def commonest_reason(self) -> str | None:
        """The reason of most rejects of this run, how many they are, and what the first of them says."""
        if not self.reasons:
            return None
        reason, number = self.reasons.most_common(1)[0]
        return f"{reason} ({number:,} of {self.reasons.total():,}), first: {self.details[reason]}"

    def hear_reject(self, reject: Reject) -> None:
        """Note down why something gave no record."""
        self.reasons[reject.reason] += 1
        self.details.setdefault(reject.reason, reject.detail)

    def hear_skipped(self, path: str) -> None:
        """Note down a file that was passed over for its ending."""
        self.skipped += 1
        self.skipped_endings[os.path.splitext(path)[1].lower() or "no ending"] += 1


@dataclass(frozen=True, slots=True)
class Watch:
    """Who hears of a batch's progress: bytes read of the inputs, results, shards; and who may `stop` it."""

    on_bytes: OnBytes | None = None
    on_result: Callable[[Summary, Result], None] | None = None
    on_shard: Callable[[Shard], None] | None = None
    stop: Callable[[], bool] = lambda: False


class _Sink(Protocol):
    def add(self, result: Result, *, unread: bool) -> None: ...


class _NothingRead(Exception):
    """The output must not take the place of an earlier one."""


class _Interrupted(Exception):
    """Neither output nor rejects are whole."""


def run(
    inputs: Iterable[str],
    out: str | None = None,
    *,
    plan: Plan | None = None,
    overwrite: bool = False,
    watch: Watch | None = None,
    make: Make | None = None,
) -> Summary:
    """Turn every article of the inputs into a record in `out`, and say what happened.

    Inputs are files, folders or `-`. `out` is a file, whose ending chooses the format, or a folder of shards; None is
    standard output. What gives no record goes to ``<out>.rejects.jsonl``, beside the shards, or to standard error.
    A file appears when the batch ends; where nothing could be read (`Summary.readable`), an earlier one stays. A folder
    keeps what is finished, and the same call goes on from there. `make` replaces the pipeline.

    Raises `WriteError` where the output can't be made, and `RunError` where processes can't start, or where the records
    and rejects are not as many as the articles.
    """
    plan = plan or Plan()
    if plan.evidence:
        _check_evidence(out, plan)
    made = partial(
        make_work,
        model=plan.model,
        extensions=plan.extensions,
        min_confidence=plan.min_confidence,
        evidence=plan.evidence,
    )
    batch = _Batch(list(inputs), plan, watch or Watch(), make or made)
    started = time.perf_counter()
    if out and is_folder(out):
        batch.into_folder(Path(out), overwrite=overwrite)
    else:
        batch.into_file(out, overwrite=overwrite)
    batch.summary.seconds = time.perf_counter() - started
    return batch.summary


def _check_evidence(out: str | None, plan: Plan) -> None:
    """`FormatError` where the output has no place for evidence."""
    folder = out is not None and is_folder(out)
    ending = f".{plan.shard_format}" if folder else ending_of(Path(out or "-.jsonl"))
    if ending and not ending.startswith(".jsonl"):
        raise FormatError(
            f"{out} has no place for evidence ({ending} holds tables, columns or spans): write JSON Lines (.jsonl, .jsonl.gz, "
            ".jsonl.zst), from which `extractor convert` makes the other, without the evidence"
        )


class _Batch:
    def __init__(self, inputs: list[str], plan: Plan, watch: Watch, make: Make) -> None:
        self.summary = Summary()
        self._inputs = inputs
        self._plan = plan
        self._watch = watch
        self._make = make
        self._processes = plan.processes or cores()

    def into_file(self, out: str | None, *, overwrite: bool) -> None:
        own = _own_paths(self._inputs, out, overwrite=overwrite)
        place = open_writer(out, overwrite=overwrite) if out else open_stdout()
        with suppress(_Interrupted), open_rejects(out) as reject, suppress(_NothingRead), place as writer:
            self._work(self._read(own), _File(writer, reject))
            if self.summary.interrupted:
                raise _Interrupted
            if not self.summary.readable:
                raise _NothingRead

    def into_folder(self, folder: Path, *, overwrite: bool) -> None:
        own = _Under(folder)
        for given in self._inputs:
            if given != STANDARD_INPUT and os.path.realpath(given) in own:
                raise WriteError(f"{given} lies in the output {folder}; choose another output")
        paths = list(_files(self._inputs, own))
        before = {path: _stamp(path) for path in paths if path != STANDARD_INPUT}
        files = tuple(measure(path) for path in paths)
        now = Manifest(__version__, SCHEMA_VERSION, self._plan.shaping(), files)
        with open_shards(folder, now, overwrite=overwrite) as state:
            done = state.tally()
            self.summary.add(done)
            self.summary.earlier = done.results
            if state.finished:
                return
            with Shards(folder, state, self._watch.on_shard) as shards:
                self._work(after(self._read(own), done, self._watch.stop), shards)
                if self.summary.interrupted:
                    shards.interrupt()
                    return
                _check_unchanged(before)
                shards.finish()
            kept = state.tally()
            if not kept.balanced or kept.results != self.summary.results:
                raise RunError(f"{folder}: the manifest's counts don't add up: {kept.counts()}; please report it")

    def _read(self, own: Container[str]) -> Iterator[Read]:
        found = self._scan(own)
        if self._plan.dedupe == "off":
            return found
        read = read_through(
            found, processes=self._processes, time_limit=self._plan.time_limit, stop=self._watch.stop
        )  # repeats are looked for in the order of the dump, so that pages must be read before
        return mark_duplicates(read, self._plan.dedupe)

    def _scan(self, own: Container[str]) -> Iterator[Read]:
        def on_skipped(path: str) -> None:
            if os.path.realpath(path) not in own:
                self.summary.hear_skipped(path)

        for path in self._inputs:
            yield from find(path, self._plan.reading, on_bytes=self._watch.on_bytes, on_skipped=on_skipped, own=own)

    def _work(self, articles: Iterator[Read], sink: _Sink) -> None:
        ledger = Ledger()
        results = work_through(
            ledger.entering(articles, self._watch.stop),
            self._make,
            processes=self._processes,
            time_limit=self._plan.time_limit,
            stop=self._watch.stop,
        )
        with closing(results):
            for result in results:
                unread = ledger.settle(result)
                sink.add(result, unread=unread)
                self.summary.count(result, unread=unread)
                if isinstance(result, Reject):
                    self.summary.hear_reject(result)
                if isinstance(result, Done) and result.undated:
                    self.summary.undated += 1
                    self.summary.ambiguous += result.undated == AMBIGUOUS
                if self._watch.on_result:
                    self._watch.on_result(self.summary, result)
        self.summary.interrupted = self._watch.stop() and not ledger.complete
        if not self.summary.interrupted:
            ledger.close()


class _File:
    """One file for records, and a place for rejects."""

    def __init__(self, writer: Writer, on_reject: Callable[[Reject], None]) -> None:
        self._writer = writer
        self._on_reject = on_reject

    def add(self, result: Result, *, unread: bool) -> None:
        if isinstance(result, Reject):
            self._on_reject(result)
        else:
            self._writer.write(result.line)


class _Under(Container[str]):
    """The real paths of a folder and of all that is in it."""

    def __init__(self, folder: Path) -> None:
        self._folder = os.path.realpath(folder)

    def __contains__(self, path: object) -> bool:
        return path == self._folder or str(path).startswith(self._folder + os.sep)


def _files(inputs: list[str], own: Container[str]) -> Iterator[str]:
    """Every file that will be read; a folder that can't be listed stands for itself."""
    for given in inputs:
        found = walk(given) if given != STANDARD_INPUT else [given]
        yield from (path for path in found if os.path.realpath(path) not in own)


def _stamp(path: str) -> tuple[int, int] | None:
    """What tells that a file has changed: size and time; None for one that isn't there."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return found.st_size, found.st_mtime_ns


def _check_unchanged(before: dict[str, tuple[int, int] | None]) -> None:
    """`RunError` where an input isn't what it was when it was measured: what was read of it may be neither."""
    for path, stamp in before.items():
        now = _stamp(path)
        if now != stamp:
            said = "is gone since" if now is None else "has changed since" if now[0] else "was emptied since"
            raise RunError(
                f"the input {printable(path)} {said} the run began, and the records may lack some of it: the run isn't "
                "finished; begin anew (--overwrite)"
            )


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
