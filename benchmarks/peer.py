"""What a peer is and what it answers. Only the standard library: this is imported in every peer's environment."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

KINDS = ("people", "countries", "dates", "money", "quantities")


class Find(NamedTuple):
    """A find of a kind: `text[start:end]`, and its value in the form that `values` of `Peer` names.

    Several values are readings between which the peer leaves the choice.
    """

    kind: str
    start: int
    end: int
    values: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Peer:
    """A package to compare with, and what it claims.

    `spans` are the kinds that it finds in a text, `values` those that it gives a value for: a country's ISO code; a date in
    ISO 8601, `first/last` for a period; of money and quantities a list of amount and currency or unit, which may be None
    where the peer gives none that can be compared. `whole` are kinds whose periods and bounds it gives as well, not single
    days and amounts alone. `words` are kinds that it reads from their words alone, and can't find in a text.
    """

    name: str
    requires: tuple[str, ...]
    licence: str
    about: str
    spans: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    packages: tuple[str, ...] = field(
        default=()
    )  # whose versions the page names; else the first word of each requirement

    @property
    def kinds(self) -> set[str]:
        """All kinds that it has an answer for."""
        return {*self.spans, *self.values, *self.words}


Reader = Callable[[str, date | None], Iterator[Find]]


def located(text: str, words: Iterator[tuple[str, Any]]) -> Iterator[tuple[int, int, Any]]:
    """Where the words stand that a peer found, in order, and gave no place for, each with what belongs to it.

    >>> list(located("Oslo and Rome, Oslo", iter([("Oslo", "NO"), ("Oslo", "NO")])))
    [(0, 4, 'NO'), (15, 19, 'NO')]
    """
    after: dict[str, int] = {}
    for word, value in words:
        start = text.find(word, after.get(word, 0))
        if start >= 0:
            after[word] = start + len(word)
            yield start, start + len(word), value
