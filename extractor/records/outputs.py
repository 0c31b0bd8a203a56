"""What can be written: each format with its endings and who opens it.

An opener is named as text, ``module:function``, as entry points are: it is imported when somebody asks for the format.
So this room knows neither pyarrow nor spaCy, though a format may need one, and a format may live above it.
"""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from extractor.errors import WriteError


class Writer(Protocol):
    """What takes records one at a time."""

    def write(self, line: bytes, /) -> None:
        """Add a record, given as the bytes of its JSON, without a line end."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format: who opens it, the packages that it needs, and the extra that installs them."""

    opener: str
    needs: tuple[str, ...] = ()
    extra: str | None = None

    def open(self, path: Path, *settings: Any) -> AbstractContextManager[Writer]:
        """A writer that makes the file `path`, or fills the folder; the opener says which settings it takes."""
        module, _, name = self.opener.partition(":")
        opened: AbstractContextManager[Writer] = getattr(import_module(module), name)(path, *settings)
        return opened

    def check(self, out: Path) -> None:
        """`WriteError` where a package is missing that writing `out` needs."""
        for package in self.needs:
            try:
                import_module(package)
            except ImportError as error:
                wanted = f"pip install 'extractor-news[{self.extra}]'"
                raise WriteError(f"{out} needs the package {package.partition('.')[0]}: {wanted}") from error


_JSONL = Format("extractor.records.jsonl:open_jsonl")
_COLUMNS = Format("extractor.records.parquet:open_columns", ("pyarrow.parquet",), "parquet")
_SQLITE = Format("extractor.records.sqlite:open_sqlite")

FILES: Mapping[str, Format] = {  # by ending, which the opener hears
    ".jsonl": _JSONL,
    ".jsonl.gz": _JSONL,
    ".jsonl.zst": _JSONL,
    ".parquet": _COLUMNS,
    ".arrow": _COLUMNS,
    ".sqlite": _SQLITE,
    ".db": _SQLITE,
    ".duckdb": Format("extractor.records.duckdb:open_duckdb", ("duckdb", "pyarrow"), "duckdb"),
    ".spacy": Format("extractor.pipeline.docbin:open_docbin"),  # above this room: tokens are the pipeline's
}
SHARDS: Mapping[str, str] = {  # by name: the ending of each file in a folder of them
    "shards": ".jsonl",
    **{ending[1:]: ending for ending in (".jsonl", ".jsonl.gz", ".jsonl.zst", ".parquet", ".arrow", ".spacy")},
}
FOLDERS: Mapping[str, Format] = {  # by name; the opener hears how many records go in a file
    "csv": Format("extractor.records.table_writer:open_csv"),
    "huggingface": Format("extractor.records.huggingface:open_huggingface", ("pyarrow.parquet",), "parquet"),
}


def ending_of(path: Path) -> str | None:
    """The ending of a file's name that chooses its format; None where it chooses none."""
    return next((ending for ending in FILES if path.name.lower().endswith(ending)), None)
