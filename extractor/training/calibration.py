"""How far a confidence can be trusted: what was promised of finds that readers judged, beside what came true.

`corpus/judged/people.jsonl` has texts that taught neither the model of names nor the decisions over them, each with some
of the names that were found in it. They were drawn by how sure the pipeline was, so that doubtful ones are many: `importance`
says for how many names of those texts each stands.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from extractor.api import extract
from extractor.pipeline import load

BINS = 10


class Promise(NamedTuple):
    """The confidence of one find, whether it was right (0 or 1), and for how many it stands."""

    confidence: float
    label: float
    importance: float = 1.0


class Bin(NamedTuple):
    """The finds of about one confidence: its mean, the share that was right, how many were read, for how many they stand."""

    promised: float
    true: float
    finds: int
    weight: float


def bins_of(promises: Iterable[Promise], count: int = BINS) -> list[Bin]:
    """The finds in bins of equal width, without the empty ones.

    >>> bins_of([Promise(0.9, 1.0), Promise(0.8, 0.0), Promise(0.1, 0.0)], 2)[1]
    Bin(promised=0.85, true=0.5, finds=2, weight=2.0)
    """
    held: list[list[Promise]] = [[] for _ in range(count)]
    for promise in promises:
        held[min(int(promise.confidence * count), count - 1)].append(promise)
    return [_bin(found) for found in held if found]


def _bin(found: list[Promise]) -> Bin:
    weight = sum(each.importance for each in found)
    promised = sum(each.confidence * each.importance for each in found) / weight
    true = sum(each.label * each.importance for each in found) / weight
    return Bin(round(promised, 4), round(true, 4), len(found), weight)


def error(bins: Iterable[Bin]) -> float:
    """The expected calibration error: how far what was promised is from what came true, on average over all finds.

    >>> round(error([Bin(0.1, 0.0, 1, 1.0), Bin(0.85, 0.5, 2, 2.0)]), 3)
    0.267
    """
    held = list(bins)
    return sum(abs(each.promised - each.true) * each.weight for each in held) / sum(each.weight for each in held)


def table(promises: Iterable[Promise], count: int = BINS) -> str:
    """The bins as a table of Markdown, with the expected calibration error below."""
    bins = bins_of(promises, count)
    rows = [f"| {each.promised:.2f} | {each.true:.2f} | {each.finds:,} |" for each in bins]
    head = ("| promised | came true | finds read |", "| --- | --- | --- |")
    return "\n".join((*head, *rows, "", f"Expected calibration error: {error(bins):.3f}."))


def promises_of_people(rows: Iterable[Mapping[str, Any]]) -> Iterator[Promise]:
    """What the pipeline promises of the judged names that it still finds."""
    nlp = load(kinds="people", evidence=True)
    for row in rows:
        record = extract(row["text"], published=row.get("published"), nlp=nlp)
        found = {(m.start, m.end): person for person in record.people for m in person.mentions}
        for each in row["people"]:
            person = found.get((each["start"], each["end"]))
            if person is not None and person.evidence and person.evidence.confidence is not None:
                yield Promise(person.evidence.confidence, float(each["verdict"] == "right"), each["importance"])


def promises_of_mentions(rows: Iterable[Mapping[str, Any]]) -> Iterator[Promise]:
    """What the pipeline promises of each mention of a person in texts that readers marked whole (`ents`)."""
    nlp = load(kinds="people", evidence=True)
    for row in rows:
        marked = {(start, end) for start, end, label in row["ents"] if label == "PERSON"}
        for person in extract(row["text"], published=row.get("published"), nlp=nlp).people:
            if person.evidence and person.evidence.confidence is not None:
                chance = person.evidence.confidence
                yield from (Promise(chance, float((m.start, m.end) in marked)) for m in person.mentions)
