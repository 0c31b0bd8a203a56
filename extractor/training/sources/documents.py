"""Corpora in JSON: re3d, whose spans are offsets, and Re-DocRED, whose names are ranges of words; texts in CSV by word (GMB)."""

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extractor.errors import FormatError, ReadError
from extractor.training.samples import Label, Sample
from extractor.training.sources.columns import Sentence, read_text, sample_from
from extractor.training.sources.persons import bare, settled
from extractor.training.sources.spelling import Range, grouped, joined, sample_of

RE3D = {
    "Person": "PERSON",
    "Location": "LOC",
    "Organisation": "ORG",
    "MilitaryOrganisation": "ORG",
    "Nationality": "NORP",
}
SURE = 0.5  # of the annotators who agree
REDOCRED = {"PER": "PERSON", "LOC": "LOC", "ORG": "ORG"}
GMB = {"per": "PERSON", "geo": "LOC", "org": "ORG"}
GPE = {"JJ": "NORP", "NNS": "NORP", "NN": "NORP"}  # of GMB's `gpe`: a people by its part of speech, else a place
WORD = re.compile(r"\S+")
TOGETHER = 5  # sentences
BLOCK = 20  # sentences in a row of one part: the sentences stand in order
PARTS = {"test": range(1), "dev": range(1, 2), "train": range(2, 20)}  # of 20 blocks


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if line.strip():
            try:
                yield json.loads(line)
            except ValueError as error:
                raise FormatError(f"{path}, line {number}: no JSON ({error})") from error


def read_re3d(folders: list[Path]) -> Iterator[Sample]:
    """The documents of re3d's parts, names alone: what holds no capital, or begins with `the`, is a description."""
    for folder in folders:
        entities: dict[str, list[Label]] = defaultdict(list)
        for row in _lines(folder / "entities.json"):
            label = RE3D.get(row["type"])
            if label and float(row.get("confidence", 1)) >= SURE:
                entities[row["documentId"]].append((row["begin"], row["end"], label))
        for row in _lines(folder / "documents.json"):
            yield _of_offsets(row["text"], entities[row["_id"]])


def _of_offsets(text: str, labels: list[Label]) -> Sample:
    spans: list[Label] = []
    last = 0
    for start, end, label in sorted(labels, key=lambda each: (each[0], -each[1])):
        words = [(match.start() + start, match.end() + start) for match in WORD.finditer(text[start:end])]
        quoted = [text[a:b] for a, b in words]
        if start < last or not quoted or not quoted[0][:1].isupper() or quoted[0] in ("The", "I", "He", "She", "We"):
            continue
        name = bare(quoted) if label == "PERSON" else (0, len(words))
        if name:
            first, after = words[name[0]][0], words[name[1] - 1][1]
            spans.append((first, after, label))
            last = after
    return Sample(text, tuple(spans))


def read_redocred(path: Path) -> Iterator[Sample]:
    """The texts of a file of Re-DocRED: openings of Wikipedia articles."""
    try:
        rows = json.loads(read_text(path))
        for row in rows:
            ranges: dict[int, set[Range]] = defaultdict(set)
            for mention in (mention for entity in row["vertexSet"] for mention in entity):
                if mention["type"] in REDOCRED:
                    ranges[mention["sent_id"]].add((*mention["pos"], REDOCRED[mention["type"]]))
            sentences = [
                sample_of(words, settled(words, ranges[i], peoples=False)) for i, words in enumerate(row["sents"])
            ]
            yield joined(sentences)
    except (ValueError, KeyError, TypeError) as error:
        raise FormatError(f"{path}: no file of Re-DocRED ({error!r})") from error


def read_gmb_sentences(path: Path) -> Iterator[Sentence]:
    """The sentences of GMB's table of words: columns sentence, word, part of speech and tag; a sentence begins where one is
    named."""
    sentence = Sentence()
    for number, row in _rows(path):
        if len(row) != 4:
            raise FormatError(
                f"{path}, line {number}: {len(row)} columns, where sentence, word, POS and tag are expected"
            )
        first, word, part, tag = row
        if first and sentence.words:
            yield sentence
            sentence = Sentence()
        if word:
            kind = GPE.get(part, "geo") if tag[2:] == "gpe" else tag[2:]
            sentence.words.append(word)
            sentence.tags.append("O" if tag == "O" else f"{tag[:2]}{kind}")
    if sentence.words:
        yield sentence


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table below its head, numbered as lines."""
    try:
        with path.open(encoding="cp1252", errors="replace", newline="") as file:
            rows = csv.reader(file)
            next(rows, None)
            yield from enumerate(rows, 2)
    except OSError as error:
        raise ReadError(f"{path}: {error.strerror}") from error


def read_gmb(path: Path, part: str) -> Iterator[Sample]:
    """A part of GMB with its own labels, which have slips: `train`, `dev` or `test`, in blocks of the order of the file."""
    labels = {**GMB, "NORP": "NORP"}
    samples = [sample_from(sentence, labels) for sentence in read_gmb_sentences(path)]
    for i in range(0, len(samples), BLOCK):
        if i // BLOCK % 20 in PARTS[part]:
            yield from grouped(samples[i : i + BLOCK], TOGETHER)
