"""Annotated text, as the names model is trained and tested on it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import FormatError, ReadError

Label = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Sample:
    """An annotated text; `spans` and `missing` are half-open code point offsets, `missing` is not annotated."""

    text: str
    spans: tuple[Label, ...]
    missing: tuple[tuple[int, int], ...] = ()


def read_samples(path: Path) -> Iterator[Sample]:
    """The annotated texts of a JSONL file: `{"text", "ents": [[start, end, label]], "miss": [[start, end]]}` a line.

    Raises `ReadError` when the file is not there, and `FormatError` for a line that is not of this form.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise ReadError(f"{path}: {error.strerror}; annotated text is expected there") from error
    for number, line in enumerate(lines, 1):
        try:
            row = json.loads(line)
            spans = tuple((int(start), int(end), str(label)) for start, end, label in row["ents"])
            yield Sample(row["text"], spans, tuple((int(a), int(b)) for a, b in row.get("miss", ())))
        except (ValueError, KeyError, TypeError) as error:
            raise FormatError(f"{path}, line {number}: no annotated text ({error!r})") from error
