"""Records → a folder that ``datasets.load_dataset`` takes: shards of Parquet, and a dataset card with their counts.

Needs pyarrow (extra `parquet`).
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any

import pyarrow
from pyarrow import compute, parquet

from extractor.errors import WriteError
from extractor.kinds import NAMES
from extractor.plugins import FIELD
from extractor.record import SCHEMA_VERSION
from extractor.records.arrow import record_schema
from extractor.records.shards import ShardsWriter, open_shards

SIZES = (
    (1_000, "n<1K"),
    (10_000, "1K<n<10K"),
    (100_000, "10K<n<100K"),
    (1_000_000, "100K<n<1M"),
    (10_000_000, "1M<n<10M"),
)
LARGEST = "n>10M"


@contextmanager
def open_huggingface(folder: Path, size: int) -> Iterator[ShardsWriter]:
    """A writer of a dataset's folder, which is there; the card is written when the last record is in."""
    data = folder / "data"
    data.mkdir()
    with open_shards(data, ".parquet", size) as writer:
        yield writer
    counts = _Counts()
    for path in sorted(data.iterdir()):
        counts.add(path)
    (folder / "README.md").write_text(card(counts), encoding="utf-8")


def features() -> Any:
    """The columns of a record as ``datasets.Features``, for `map`: ``ds.map(work, features=extractor.features())``.

    Without them ``datasets`` takes the columns' types from the first rows, and stumbles over those whose lists are empty. The
    function that is mapped returns ``record.model_dump(mode="json")``. Needs datasets and pyarrow; `WriteError` where one is
    missing.
    """
    try:
        from datasets import Features
    except ImportError as error:
        raise WriteError("features for Hugging Face need the package datasets: pip install datasets") from error
    return Features.from_arrow_schema(record_schema())


@dataclass(slots=True)
class _Counts:
    """What a card says of the shards."""

    records: int = 0
    unpacked: int = 0
    packed: int = 0
    found: Counter[str] = field(default_factory=Counter)
    languages: set[str] = field(default_factory=set)
    days: set[Any] = field(default_factory=set)  # the first and the last of each shard
    extensions: tuple[str, ...] = ()  # kinds of other packages that have columns

    def add(self, path: Path) -> None:
        """Add a shard, of which only the columns that count are read."""
        with parquet.ParquetFile(path) as shard:
            groups = [shard.metadata.row_group(number) for number in range(shard.metadata.num_row_groups)]
            self.records += shard.metadata.num_rows
            self.unpacked += sum(group.total_byte_size for group in groups)
            self.packed += path.stat().st_size
            for kind in NAMES:
                self._count(kind, shard.read([kind]).column(kind))
            if FIELD in shard.schema_arrow.names:
                found = shard.read([FIELD]).column(FIELD)
                self.extensions = tuple(part.name for part in found.type)
                for kind in self.extensions:
                    self._count(kind, compute.struct_field(found, kind))
            table = shard.read(["language", "published"])
        self.languages |= set(table.column("language").unique().to_pylist())
        self.days |= set(compute.min_max(table.column("published")).as_py().values()) - {None}

    def _count(self, kind: str, lists: Any) -> None:
        self.found[kind] += compute.sum(compute.list_value_length(lists)).as_py() or 0


def card(counts: _Counts) -> str:
    """The dataset card of what was counted: YAML for machines, then text."""
    template = Template((files("extractor.records") / "card.md").read_text(encoding="utf-8"))
    published = f"published {min(counts.days)} to {max(counts.days)}" if counts.days else "with no date of publication"
    return template.substitute(
        name="News articles with what they say",
        languages="\n".join(f"- {language}" for language in sorted(counts.languages) or ["en"]),
        size=next((name for limit, name in SIZES if counts.records < limit), LARGEST),
        features="\n".join(_features(record_schema(counts.extensions), "  ")),
        records=counts.records,
        shown=f"{counts.records:,}",
        bytes=counts.unpacked,
        packed=counts.packed,
        published=published,
        version=SCHEMA_VERSION,
        counts="\n".join(f"| {kind} | {counts.found[kind]:,} |" for kind in (*NAMES, *counts.extensions)),
    )


def _features(parts: Any, indent: str) -> Iterator[str]:
    """The columns in the YAML of a card, as ``datasets`` names their types."""
    for part in parts:
        yield f"{indent}- name: {part.name}"
        yield from _type(part.type, f"{indent}  ")


def _type(kind: Any, indent: str) -> Iterator[str]:
    if pyarrow.types.is_struct(kind):
        yield f"{indent}struct:"
        yield from _features(kind.fields, indent)
    elif pyarrow.types.is_list(kind) and pyarrow.types.is_struct(kind.value_type):
        yield f"{indent}list:"
        yield from _features(kind.value_type.fields, indent)
    elif pyarrow.types.is_list(kind):
        yield f"{indent}list: {kind.value_type}"
    else:
        yield f"{indent}dtype: {_NAMES.get(str(kind), kind)}"


_NAMES = {"date32[day]": "date32"}
