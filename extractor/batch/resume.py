"""Results → a folder of shards, which a run that was broken off goes on with.

::

    results ─► records-00000.jsonl  rejects-00000.jsonl ─► manifest.json ─► records-00001.jsonl …

A shard counts once the manifest names it. Whatever else a run left behind is made anew. A run that is stopped in good
order closes its last shard as it stands; the next one opens it again, and fills it.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import takewhile
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO

from extractor.batch.manifest import NAME, File, Manifest, Shard, Tally, is_intact, locked, measure
from extractor.batch.rejects import write_reject
from extractor.errors import DiskError, Reject, WriteError
from extractor.processes.worker import Result
from extractor.readers.streams import STANDARD_INPUT
from extractor.records.outputs import ending_of
from extractor.records.read import read_records
from extractor.records.write import Writer, open_writer, replacing

_OURS = re.compile(r"(?:records|rejects)-\d{5,}\..+|\..+\.part|" + re.escape(NAME))
OnShard = Callable[[Shard], None]


def is_folder(out: str) -> bool:
    """Whether an output is a folder of shards: there is one, or the name has no ending."""
    path = Path(out)
    return path.is_dir() or out.endswith("/") or (ending_of(path) is None and not path.suffix)


def _begin_anew(folder: Path) -> None:
    """Take away what an earlier run wrote; other files stay."""
    for path in list(folder.iterdir()):
        if _OURS.fullmatch(path.name):
            path.unlink()


@contextmanager
def open_shards(folder: Path, now: Manifest, *, overwrite: bool = False) -> Iterator[Manifest]:
    """The state of the run in a folder, which is made where it is missing, for this process alone.

    Raises `WriteError` where the folder holds something else, or a run that differs from what `now` describes.
    """
    with ExitStack() as stack:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            stack.enter_context(locked(folder))
            if overwrite:
                _begin_anew(folder)
            state = now if overwrite else _continued(folder, now)
            _sweep(folder, state)
            if not state.finished:
                state.save(folder)
        except OSError as error:
            raise WriteError(f"{folder} can't be written: {error.strerror or error}") from error
        yield state


def _continued(folder: Path, now: Manifest) -> Manifest:
    before = Manifest.load(folder)
    if before is None:
        foreign = sorted(path.name for path in folder.iterdir() if not _OURS.fullmatch(path.name))
        if foreign:
            raise WriteError(f"{folder} holds {foreign[0]} and no {NAME} of a run; choose an empty or a new folder")
        return now
    differences = list(before.differences(now))
    if differences:
        raise WriteError(
            f"{folder} holds a run with other inputs or options: {'; '.join(differences)}. "
            "Go on with the same ones, choose another folder, or begin anew (--overwrite)"
        )
    if any(file.path == STANDARD_INPUT for file in before.inputs):
        raise WriteError(
            f"{folder} holds a run over standard input, which can't be read again; --overwrite begins anew"
        )
    intact = list(takewhile(lambda shard: is_intact(shard, folder), before.shards))
    before.finished = before.finished and len(intact) == len(before.shards)
    before.shards = intact
    return before


def _sweep(folder: Path, state: Manifest) -> None:
    """Take away what the manifest doesn't name."""
    named = {file.path for shard in state.shards for file in shard.files} | {NAME}
    for path in list(folder.iterdir()):
        if _OURS.fullmatch(path.name) and path.name not in named:
            path.unlink()


class _Unfinished(Exception):
    """The shard in work is given up."""


class Shards:
    """What takes results and puts them into shards; as a context, it gives up a shard that isn't full in the end."""

    def __init__(self, folder: Path, state: Manifest, on_shard: OnShard | None = None) -> None:
        self._folder = folder
        self._state = state
        self._on_shard = on_shard
        self._size: int = state.options["shard_size"]
        self._ending: str = state.options["shard_format"]
        self._stack = ExitStack()
        self._tally = Tally()
        self._writer: Writer | None = None
        self._rejects: BinaryIO | None = None

    def __enter__(self) -> "Shards":
        last = self._state.shards[-1] if self._state.shards else None
        if last and not self._state.finished and not self._is_full(Tally.of(last.counts)):
            self._open_again(last)
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(_Unfinished, WriteError, OSError), self._stack:
            raise _Unfinished

    def add(self, result: Result, *, unread: bool) -> None:
        """Add a result; the shard is closed when it has as many records, or as many rejects, as it may."""
        with self._saying_why():
            if isinstance(result, Reject):
                write_reject(self._opened_rejects(), result)
                self._opened()
            else:
                self._opened().write(result.line)
        self._tally.count(result, unread=unread)
        if self._is_full(self._tally):
            self._close()

    def finish(self) -> None:
        """All results are in."""
        if self._writer:
            self._close()
        self._state.finished = True
        with self._saying_why():
            self._state.save(self._folder)

    def interrupt(self) -> None:
        """Keep what is there, for the run that goes on."""
        if self._writer and self._ending != "spacy":  # which no record can be read from
            self._close()

    def _is_full(self, tally: Tally) -> bool:
        return self._size in (tally.records, tally.rejects)

    def _open_again(self, shard: Shard) -> None:
        """Begin the last shard with what is in it; its files stay until the new ones are whole."""
        records, *rejects = (self._folder / file.path for file in shard.files)
        self._state.shards.pop()
        self._tally = Tally.of(shard.counts)
        with self._saying_why():
            writer = self._opened()
            for record in read_records(records):
                writer.write(record.to_json())
            for path in rejects:
                with path.open("rb") as stream:
                    copyfileobj(stream, self._opened_rejects())

    def _opened(self) -> Writer:
        if self._writer is None:
            self._writer = self._stack.enter_context(open_writer(self._path("records"), overwrite=True))
        return self._writer

    def _opened_rejects(self) -> BinaryIO:
        if self._rejects is None:
            self._rejects = self._stack.enter_context(replacing(self._path("rejects")))
        return self._rejects

    def _path(self, what: str) -> Path:
        ending = self._ending if what == "records" else "jsonl"
        return self._folder / f"{what}-{len(self._state.shards):05}.{ending}"

    def _close(self) -> None:
        names = [self._path("records").name] + ([self._path("rejects").name] if self._rejects else [])
        with self._saying_why():
            self._stack.close()
            measured = [(name, measure(str(self._folder / name))) for name in names]
            files = tuple(File(name, file.size, file.blake2b) for name, file in measured)
            shard = Shard(files, self._tally.counts())
            self._state.shards.append(shard)
            self._state.save(self._folder)
        self._tally, self._writer, self._rejects = Tally(), None, None
        if self._on_shard:
            self._on_shard(shard)

    @contextmanager
    def _saying_why(self) -> Iterator[None]:
        try:
            yield
        except (OSError, WriteError) as error:
            why = error.strerror if isinstance(error, OSError) and error.strerror else error
            done = len(self._state.shards)
            raise DiskError(
                f"{self._folder} can't be written: {why}. {done} shards are finished; the same command goes on from there"
            ) from error
