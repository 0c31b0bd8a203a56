"""What the sources mean by a person, made one: a name without title or office, everywhere; peoples from the list of countries."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from extractor.data import read_table
from extractor.pipeline.names.lexicon import lists
from extractor.pipeline.text.geography import country_names
from extractor.training.sources.spelling import Range

PERSON, PEOPLE = "PERSON", "NORP"
POSSESSIVES = frozenset(("'s", "’s", "'", "’"))


@cache
def _titles() -> frozenset[str]:
    """The words that titles and offices are made of, in lower case and without a stop."""
    words = {word.lower().rstrip(".") for row in read_table("titles_roles") for word in row["name"].split()}
    return frozenset(words - {"of", "the", "and", "for", "to", "in"})


@cache
def _peoples() -> frozenset[str]:
    return frozenset(country.name for country in country_names() if country.kind == "demonym")


def bare(words: Sequence[str]) -> tuple[int, int] | None:
    """The range of the name in the words of a person; None where they are all title.

    A single word is a name, whatever else it is: `Bishop`. A given name ends the title: `Dean Barkley`.

    >>> bare(["Secretary", "of", "State", "Colin", "Powell"]), bare(["Prime", "Minister"]), bare(["Dean", "Barkley", "'s"])
    ((3, 5), None, (0, 2))
    """
    end = len(words)
    while end and (words[end - 1] in POSSESSIVES or not any(c.isalnum() for c in words[end - 1])):
        end -= 1
    start = 0
    while start < end and _is_title(words, start, end):
        start += 2 if words[start].lower() == "of" else 1
    if start < end:
        return start, end
    return (end - 1, end) if end == 1 else None


def _is_title(words: Sequence[str], i: int, end: int) -> bool:
    word = words[i].lower().rstrip(".")
    if word == "of":
        return 0 < i < end - 1
    return word in _titles() and not (words[i] in lists().given and i + 1 < end)


def settled(words: Sequence[str], ranges: Iterable[Range], *, peoples: bool = True) -> list[Range]:
    """The ranges of a sentence, persons without titles, no two overlapping: of those that do the longest stays.

    With `peoples`, words of countries' peoples that the source has not annotated become NORP.
    """
    kept: list[Range] = []
    taken: set[int] = set()
    for start, end, label in sorted(ranges, key=lambda each: (each[0] - each[1], each)):
        name = bare(words[start:end]) if label == PERSON else (0, end - start)
        if name and taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            kept.append((start + name[0], start + name[1], label))
    if peoples:
        kept += [(i, i + 1, PEOPLE) for i in _named_peoples(words) if i not in taken]
    return sorted(kept)


def _named_peoples(words: Sequence[str]) -> Iterator[int]:
    return (i for i, word in enumerate(words) if word in _peoples())
