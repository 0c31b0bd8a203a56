"""Answers against gold: spans apart from values, so that none is punished for what it doesn't claim."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from benchmarks.gold import Collection, Item, Text
from benchmarks.peer import Find, Peer
from extractor.training.score import Score, as_number, same_time, words_of

MEASURES = {
    "exact": "the span, to the sign",
    "overlap": "a span that overlaps, one for one",
    "value": "a span that overlaps, with the right value, of plain values alone: {0}",
    "whole": "the same of all values: {1}",
    "words": "the right value of plain ones where their words are given and need not be found",
    "names": "the full names of an article's persons; a find that is a part of one counts neither way",
}
Key = tuple[str, str, str]  # collection, kind, measure
Answers = dict[tuple[str, str], list[Find]]  # by collection and text, or by kind and words


@dataclass(slots=True)
class Run:
    """What came of one peer: its scores, what the process took, or why it did not run."""

    peer: Peer
    scores: dict[Key, Score] = field(default_factory=dict)
    answers: Answers = field(default_factory=dict)
    seconds: float = 0.0  # CPU time over the first collection
    again: float = 0.0  # and over the same once more
    process: dict[str, Any] = field(default_factory=dict)
    size: float = 0.0  # MiB installed
    errors: list[str] = field(default_factory=list)
    failure: str = ""


def score(run: Run, sets: list[Collection]) -> None:
    """Count a peer's answers, measure by measure."""
    for collection in sets:
        for kind in sorted(collection.kinds & set(run.peer.spans)):
            for measure in _measures(run.peer, kind):
                counted = run.scores.setdefault((collection.name, kind, measure), Score())
                for text in collection.texts:
                    _count(counted, measure, kind, text, run.answers.get((collection.name, text.id), []))
        if "names" in collection.kinds and "people" in run.peer.spans:
            counted = run.scores.setdefault((collection.name, "people", "names"), Score())
            for text in collection.texts:
                _names(counted, text, run.answers.get((collection.name, text.id), []))
    for kind in sorted({*run.peer.values, *run.peer.words}):
        for key, right in words_right(kind, sets[0], run.answers):
            counted = run.scores.setdefault((sets[0].name, kind, "words"), Score())
            counted.gold, counted.found, counted.right = counted.gold + 1, counted.found + 1, counted.right + right
            counted.missed += [(key, (kind,))] * (not right)


def _measures(peer: Peer, kind: str) -> list[str]:
    """Those of a kind that a peer finds in texts."""
    valued = ["value"] * (kind in peer.values) + ["whole"] * (kind in peer.whole)
    return ["exact", "overlap", *valued]


def given(kind: str, collection: Collection) -> dict[str, tuple[Item, str | None]]:
    """The different words of plain items, with their publication day where the value hangs on it."""
    found: dict[str, tuple[Item, str | None]] = {}
    for text in collection.texts:
        for item in text.items.get(kind, ()):
            if item.plain:
                day = text.published if kind == "dates" else None
                found.setdefault(f"{text.text[item.start : item.end]}\t{day or ''}", (item, day))
    return found


def words_right(kind: str, collection: Collection, answers: Answers) -> Iterator[tuple[str, bool]]:
    """For each of the given words whether their value was right."""
    for key, (item, _) in given(kind, collection).items():
        yield key, any(f.kind == kind and agrees(kind, item, f) for f in answers.get((kind, key), ()))


def agrees(kind: str, item: Item, find: Find) -> bool:
    """Whether a reading of the find has the gold's value."""
    same = _SAME.get(kind, _same_amount)
    return any(same(item.value, value) for value in find.values)


def _same_amount(gold: Any, value: Any) -> bool:
    """Low, high and unit; a unit that the peer or the gold doesn't give is not compared."""
    units = {gold[2], value[2]} - {None}
    return tuple(map(as_number, gold[:2])) == tuple(map(as_number, value[:2])) and len(units) < 2


_SAME: dict[str, Callable[[Any, Any], bool]] = {
    "countries": lambda gold, value: bool(gold == value),
    "dates": lambda gold, value: bool(same_time(gold) == same_time(value)),
}


def overlaps(a: Item | Find, b: Item | Find) -> bool:
    """Whether two spans share a sign."""
    return a.start < b.end and b.start < a.end


def _count(counted: Score, measure: str, kind: str, text: Text, answer: list[Find]) -> None:
    """Count one text: gold that is out of the measure, and finds that overlap it, are left out."""
    items = text.items.get(kind, [])
    asked = [item for item in items if not item.open and _asked(item, measure)]
    besides = [item for item in items if item not in asked]
    finds = [
        f for f in answer if f.kind == kind and not (any(map(_over(f), besides)) and not any(map(_over(f), asked)))
    ]
    if measure in ("value", "whole"):
        finds = [f for f in finds if f.values]
    free, missed = list(finds), []
    for item in asked:
        match = next((f for f in free if _matches(measure, kind, item, f)), None)
        if match is None:
            missed.append((text.id, (item.start, item.end)))
        else:
            free.remove(match)
    counted.right += len(asked) - len(missed)
    counted.gold += len(asked)
    counted.found += len(finds)
    counted.missed += missed
    counted.spurious += [(text.id, (f.start, f.end)) for f in free]


def _asked(item: Item, measure: str) -> bool:
    return item.plain if measure == "value" else item.value is not None if measure == "whole" else True


def _over(find: Find) -> Callable[[Item], bool]:
    return lambda item: overlaps(item, find)


def _matches(measure: str, kind: str, item: Item, find: Find) -> bool:
    if measure == "exact":
        return (item.start, item.end) == (find.start, find.end)
    return overlaps(item, find) and (measure == "overlap" or agrees(kind, item, find))


def _names(counted: Score, text: Text, answer: list[Find]) -> None:
    """Full names that are found, and finds that are a name or a part of one."""
    gold = {words_of(name) for name in text.names or ()}
    found = {words_of(text.text[f.start : f.end]) for f in answer if f.kind == "people"}
    parts = {each for each in found if any(f" {each} " in f" {name} " for name in gold)}
    counted.gold += len(gold)
    counted.found += len(gold & found) + len(found - parts)  # a surname alone is neither right nor wrong
    counted.right += len(gold & found)
    counted.missed += [(text.id, (name,)) for name in sorted(gold - found)]
    counted.spurious += [(text.id, (name,)) for name in sorted(found - parts)]
