"""DATA made of SOURCES: each source that is there is converted, and all that isn't is told at once, with where it comes from."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractor.errors import FormatError
from extractor.pipeline.names.model import MODEL
from extractor.training.samples import Sample
from extractor.training.silver import Guess, paragraphs, settled
from extractor.training.sources.catalogue import MADE_BY_SCRIPTS, SOURCES, TEXTS, OpenText
from extractor.training.sources.columns import read_text
from extractor.training.train import checksum

TENTH = 10  # the part of held text
TEACHER = "scripts/teacher.py label makes it"


@dataclass(frozen=True, slots=True)
class Made:
    """A file of DATA: its texts, words and persons, and whether it is the one that our model was trained on.

    `same` is None where our model's `meta.json` doesn't name it.
    """

    name: str
    texts: int
    words: int
    persons: int
    same: bool | None


@dataclass(slots=True)
class Prepared:
    """What was made, and what is missing: each path with where it comes from."""

    made: list[Made] = field(default_factory=list)
    missing: dict[str, str] = field(default_factory=dict)


def prepare(sources: Path, data: Path, known: Mapping[str, str]) -> Prepared:
    """Convert what `sources` has into the files of `data`; `known` are the checksums of our model's ``meta.json``.

    The teacher's labels of open text are taken from ``data/labels``; the texts are written to ``data/texts``.
    `FormatError` says which file of a source is not as it should be.
    """
    done = Prepared()
    data.mkdir(parents=True, exist_ok=True)
    for source in SOURCES:
        if _is_there(sources, source.needs, source.address, done):
            for name, convert in source.makes.items():
                done.made.append(_write(data / name, convert(sources), known))
    for text in TEXTS:
        if _is_there(sources, (text.needs,), text.address, done):
            done.made.append(_write_texts(data, f"texts/{text.name}.jsonl", text.read(sources / text.needs)))
        labels = data / "labels" / f"{text.name}.jsonl"
        if labels.is_file():
            for name, samples in _silver(text, labels).items():
                done.made.append(_write(data / name, samples, known))
        else:
            done.missing[str(labels)] = TEACHER
    done.missing |= {str(data / name): how for name, how in MADE_BY_SCRIPTS.items() if not (data / name).is_file()}
    return done


def known_sums() -> dict[str, str]:
    """The checksums of the files that our model was trained on, from its ``meta.json``."""
    meta = json.loads(read_text(MODEL / "meta.json"))
    return dict(meta["data"]["sha256"])


def _is_there(sources: Path, needs: Iterable[str], address: str, done: Prepared) -> bool:
    lacking = {str(sources / need): address for need in needs if not (sources / need).exists()}
    done.missing |= lacking
    return not lacking


def _silver(text: OpenText, labels: Path) -> dict[str, list[Sample]]:
    """What holds of the teacher's labels: in paragraphs for the network, and of held texts whole for the decisions."""
    train: list[Sample] = []
    held: list[Sample] = []
    for id, body, guesses in read_labels(labels):
        sample = settled(body, guesses)
        if text.held and is_held(id):
            held.append(sample)
        else:
            train += paragraphs(sample)
    made = {f"{text.name}_silver.jsonl": train}
    return made | ({f"{text.name}_held.jsonl": held} if text.held else {})


def is_held(id: str) -> bool:
    """Whether a text is of the tenth that is kept from the network."""
    return int(hashlib.sha256(id.encode()).hexdigest(), 16) % TENTH == 0


def read_labels(path: Path) -> Iterator[tuple[str, str, list[Guess]]]:
    """The id, the text and the labels of each text that a teacher labelled: `{"id", "text", "ents": [[start, end, label,
    confidence]]}` a line."""
    for number, line in enumerate(read_text(path).splitlines(), 1):
        try:
            row = json.loads(line)
            yield row["id"], row["text"], [Guess(*each) for each in row["ents"]]
        except (ValueError, KeyError, TypeError) as error:
            raise FormatError(f"{path}, line {number}: no labelled text ({error!r})") from error


def _write_texts(data: Path, name: str, texts: Iterable[tuple[str, str]]) -> Made:
    path, count, words = data / name, 0, 0
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        for id, text in texts:
            file.write(_line({"id": id, "text": text}))
            count, words = count + 1, words + len(text.split())
    return Made(name, count, words, 0, None)


def _write(path: Path, samples: Iterable[Sample], known: Mapping[str, str]) -> Made:
    texts = words = persons = 0
    with path.open("w", encoding="utf-8") as file:
        for sample in samples:
            row: dict[str, Any] = {"text": sample.text, "ents": sample.spans, "miss": sample.missing}
            file.write(_line(row))
            texts, words = texts + 1, words + len(sample.text.split())
            persons += sum(label == "PERSON" for _, _, label in sample.spans)
    expected = known.get(path.name)
    return Made(path.name, texts, words, persons, None if expected is None else expected == checksum(path))


def _line(row: Mapping[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False) + "\n"
