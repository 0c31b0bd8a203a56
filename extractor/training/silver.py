"""A teacher's labels as annotated text: what it is sure of is kept, what it or the article doubts counts as not annotated.

A teacher labels each mention by its sentence. An article that calls the same words a person here and a place there shows
where it erred; so its labels are compared within the article before a smaller model learns them.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractor.training.samples import Label, Sample

SURE = {"PERSON": 0.65}  # confidence below which a label counts as not annotated
ELSE = 0.5  # the same of all other labels
AGREED = 0.75  # share of the confidence that one label of some words must have in the article
BREAK = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Guess:
    """A label of the teacher, half-open in code points, and how sure it is, 0 to 1."""

    start: int
    end: int
    label: str
    confidence: float


def settled(text: str, guesses: Sequence[Guess]) -> Sample:
    """The article with the labels that hold; the others, and names that were overlooked here, count as not annotated."""
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for guess in guesses:
        votes[text[guess.start : guess.end]][guess.label] += guess.confidence
    agreed = {name: _agreed(counts) for name, counts in votes.items()}
    kept: list[Label] = []
    missing: list[tuple[int, int]] = []
    for guess in guesses:
        if guess.confidence >= SURE.get(guess.label, ELSE) and agreed[text[guess.start : guess.end]] == guess.label:
            kept.append((guess.start, guess.end, guess.label))
        else:
            missing.append((guess.start, guess.end))
    names = [name for name, label in agreed.items() if label == "PERSON" and " " in name]
    missing += _overlooked(text, names, [(guess.start, guess.end) for guess in guesses])
    return Sample(text, tuple(kept), tuple(sorted(missing)))


def _agreed(counts: dict[str, float]) -> str | None:
    label = max(counts, key=lambda each: (counts[each], each))
    return label if counts[label] >= AGREED * sum(counts.values()) else None


def _overlooked(text: str, names: Iterable[str], known: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where the words of a full name stand again without any label."""
    taken = {i for start, end in known for i in range(start, end)}
    for name in names:
        for match in re.finditer(rf"\b{re.escape(name)}\b", text):
            if taken.isdisjoint(range(*match.span())):
                yield match.span()


def paragraphs(sample: Sample) -> Iterator[Sample]:
    """The article in pieces at blank lines, each with its spans."""
    start = 0
    for end in [*(match.end() for match in BREAK.finditer(sample.text)), len(sample.text)]:
        spans = tuple((a - start, b - start, label) for a, b, label in sample.spans if start <= a and b <= end)
        missing = tuple((a - start, b - start) for a, b in sample.missing if start <= a and b <= end)
        if sample.text[start:end].strip():
            yield Sample(sample.text[start:end], spans, missing)
        start = end
