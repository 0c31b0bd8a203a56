"""What a run into a folder writes down, so that it can go on after any end: `manifest.json`.

::

    extractor, schema_version      what made the records
    options, inputs                what shaped them: settings, files with size and checksum
    shards                         what is done: files with size and checksum, and counts
    counts, finished               the sums, and whether that is all

There are no times in it, and nothing of how many processes worked: a run that was broken off and one that wasn't end
with the same bytes.
"""

import errno
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import partial
from hashlib import blake2b, file_digest
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from extractor.api import OURS
from extractor.errors import Reject, WriteError
from extractor.kinds import NAMES
from extractor.processes.worker import Result
from extractor.readers.streams import STANDARD_INPUT, printable
from extractor.records.write import replacing

NAME = "manifest.json"
CONTENT = "model_blake2b"  # the option that says what is in the model
NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)  # what network file systems without locks answer


@dataclass(slots=True)
class Tally:
    """Articles and what became of them: each gives one record or one reject."""

    articles: int = 0
    unread: int = 0  # what the readers rejected: a line that is no article, a file that can't be opened
    records: int = 0
    rejects: int = 0  # those of the readers, and articles that gave no record
    entities: Counter[str] = field(default_factory=Counter)

    def count(self, result: Result, *, unread: bool) -> None:
        """Add a result."""
        self.unread += unread
        self.articles += not unread
        if isinstance(result, Reject):
            self.rejects += 1
        else:
            self.records += 1
            self.entities.update(dict(zip(NAMES, result.counts, strict=False)))
            self.entities.update(result.extensions or {})

    def add(self, other: "Tally") -> None:
        """Add all that another has counted."""
        self.articles += other.articles
        self.unread += other.unread
        self.records += other.records
        self.rejects += other.rejects
        self.entities.update(other.entities)

    @property
    def results(self) -> int:
        """Records and rejects."""
        return self.records + self.rejects

    @property
    def balanced(self) -> bool:
        """Whether all that came in is accounted for."""
        return self.articles + self.unread == self.results

    def counts(self) -> dict[str, int]:
        """The counts by name, as the manifest has them."""
        own = {name: getattr(self, name) for name in ("articles", "unread", "records", "rejects")}
        extensions = sorted(self.entities.keys() - {*NAMES})  # behind ours, where they were asked for
        return own | {kind: self.entities[kind] for kind in (*NAMES, *extensions)}

    @classmethod
    def of(cls, counts: Mapping[str, int]) -> "Tally":
        """The tally whose counts these are."""
        own = {name: counts[name] for name in ("articles", "unread", "records", "rejects")}
        return Tally(
            **own, entities=Counter(dict.fromkeys(NAMES, 0) | {k: n for k, n in counts.items() if k not in own})
        )


@dataclass(frozen=True, slots=True)
class File:
    """A file, its bytes counted and summed; both are None for one that can't be read, or read again."""

    path: str
    size: int | None = None
    blake2b: str | None = None


@dataclass(frozen=True, slots=True)
class Shard:
    """A part of the output: its files, by names within the folder, and what is in them."""

    files: tuple[File, ...]
    counts: dict[str, int]


@dataclass(slots=True)
class Manifest:
    """The state of a run into a folder."""

    extractor: str
    schema_version: str
    options: dict[str, Any]
    inputs: tuple[File, ...]
    shards: list[Shard] = field(default_factory=list)
    finished: bool = False

    def tally(self) -> Tally:
        """The sums over all shards."""
        total = Tally()
        for shard in self.shards:
            total.add(Tally.of(shard.counts))
        return total

    def save(self, folder: Path) -> None:
        """Write it down; the one before stays until this one is whole on the disk."""
        told = asdict(self)
        finished, shards = told.pop("finished"), told.pop("shards")
        told |= {"counts": self.tally().counts(), "finished": finished, "shards": shards}
        with replacing(folder / NAME) as stream:
            stream.write(json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace") + b"\n")

    @classmethod
    def load(cls, folder: Path) -> "Manifest | None":
        """The manifest of a folder, or None where there isn't one; `WriteError` for one that makes no sense."""
        try:
            told = json.loads((folder / NAME).read_bytes())
            shards = [Shard(_files(shard["files"]), shard["counts"]) for shard in told["shards"]]
            inputs = _files(told["inputs"])
            return cls(
                told["extractor"], told["schema_version"], told["options"], inputs, shards, bool(told["finished"])
            )
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise WriteError(
                f"{folder / NAME} is no manifest of a run ({error}); choose another folder, or begin anew (--overwrite)"
            ) from error

    def differences(self, now: "Manifest") -> Iterator[str]:
        """How the run that is asked for differs from this one, in words."""
        if self.extractor != now.extractor:
            yield f"extractor was {self.extractor} and is {now.extractor}"
        if self.schema_version != now.schema_version:
            yield f"the records' schema was {self.schema_version} and is {now.schema_version}"
        before, after = dict(_flat(self.options)), dict(_flat(now.options))
        for name in sorted(before.keys() | after.keys()):
            if name == CONTENT:
                if before.get(name) != after.get(name) and before.get("model") == after.get("model"):
                    yield f"what is in the model {after.get('model')} has changed"
            elif before.get(name) != after.get(name):
                yield f"{name} was {_said(before.get(name))} and is {_said(after.get(name))}"
        yield from _changes(self.inputs, now.inputs)


def _files(told: Iterable[Mapping[str, Any]]) -> tuple[File, ...]:
    return tuple(File(file["path"], file["size"], file["blake2b"]) for file in told)


def _flat(options: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in options.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield prefix + name, value


def _said(value: Any) -> str:
    return "not given" if value is None else str(value)


def _changes(before: tuple[File, ...], after: tuple[File, ...]) -> Iterator[str]:
    old, new = ({file.path: file for file in files} for files in (before, after))
    for path in old:
        if path not in new:
            yield f"the input {path} is gone"
        elif old[path] != new[path]:
            yield f"the input {path} has changed"
    for path in new:
        if path not in old:
            yield f"the input {path} is new"
    if [*old] != [*new] and old.keys() == new.keys():
        yield "the inputs come in another order"


def measure(path: str) -> File:
    """The size and the checksum of a file; the readers say what is wrong with one that can't be read."""
    if path == STANDARD_INPUT:
        return File(path)
    shown = printable(path)
    try:
        with open(path, "rb") as stream:
            digest = file_digest(stream, partial(blake2b, digest_size=32)).hexdigest()  # as `b2sum -l 256` has it
            return File(shown, os.fstat(stream.fileno()).st_size, digest)
    except (OSError, ValueError):
        return File(shown)


def digest_of_model(model: str | None) -> str | None:
    """The checksum of what is in a model of names: ours, a folder, or an installed package; None where there is none."""
    if model is None:
        return None
    folder = Path(str(files("extractor"))) / "model" if model == OURS else Path(model)
    if not folder.is_dir():
        try:
            found = find_spec(model)
        except (ImportError, ValueError):
            found = None
        folder = Path(next(iter((found and found.submodule_search_locations) or ()), model))
    digest = blake2b(digest_size=32)
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"):
        told = f"{printable(path.relative_to(folder))} {measure(str(path)).blake2b}\n"
        digest.update(told.encode())
    return digest.hexdigest()


def is_intact(shard: Shard, folder: Path) -> bool:
    """Whether a shard's files are as they were written."""
    return all(measure(str(folder / file.path)) == File(str(folder / file.path), file.size, file.blake2b)
               for file in shard.files)  # fmt: skip


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """The folder for one run alone; `WriteError` where another has it. The lock goes with its process, however it ends."""
    import fcntl

    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise WriteError(f"another run is writing to {folder}; wait for it, or choose another folder") from error
        except OSError as error:
            if error.errno not in NO_LOCKS:
                raise
        yield
    finally:
        os.close(handle)
