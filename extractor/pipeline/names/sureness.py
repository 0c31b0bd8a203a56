"""How sure a model is that a range is a name: what it says of every range, not of those alone that it finds."""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

import numpy as np

from extractor.pipeline.decide.logistic import logistic

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

PERSON = frozenset(("PERSON", "PER"))  # OntoNotes' label, and that of most others
Found = tuple[int, int, str]  # word range and label
Score = Callable[["NDArray[np.bool_]"], "tuple[Floats, Floats]"]
LONGEST = 12  # words of a range that may be a person
GAP = 2  # words between two at which an entity may begin: `Bank of the Republic`
POSSIBLE = 0.05  # probability from which a range may be a person
TRUST, DOUBT = (
    0.95,
    0.3,
)  # how probable finds are of a model that doesn't tell how sure it is, and what it does not find


class Sureness(Protocol):
    """What a model makes of a Doc; ranges are in its words, white space not among them."""

    @property
    def found(self) -> list[Found]:
        """The entities, in order."""

    @property
    def possible(self) -> list[tuple[int, int]]:
        """The ranges that may be persons, found or not."""

    def begins(self, word: int) -> dict[str, float]:
        """How probable it is that an entity of each label begins at a word, were none open there."""

    def chance(self, start: int, end: int) -> float:
        """How probable it is that the range is a person, were no entity open at its start."""


class Told:
    """The finds of a model that tells no more: it is trusted in them."""

    def __init__(self, found: list[Found]) -> None:
        self.found = [(start, end, "PERSON" if label in PERSON else label) for start, end, label in found]
        self._begins = {start: {label: TRUST} for start, _, label in self.found}
        self.possible = [(start, end) for start, end, label in self.found if label == "PERSON"]

    def begins(self, word: int) -> dict[str, float]:
        """As of `Sureness`."""
        return self._begins.get(word, {"PERSON": DOUBT})

    def chance(self, start: int, end: int) -> float:
        """As of `Sureness`."""
        return TRUST if (start, end) in self.possible else DOUBT


class Reading:
    """What the model makes of a Doc: its entities, and how sure it is of any range.

    `score` gives, of the words that are wanted, the scores of the moves outside of entities, B and U of each label and O, and
    the shares of three words in those of I and L. It is asked for the words at which an entity may begin, `opening`, and what
    lies close to them; of the others once, when a look at one is needed.
    """

    def __init__(
        self,
        labels: list[str],
        score: Score,
        bias: "Floats",
        opening: "NDArray[np.bool_]",
        closing: "NDArray[np.bool_]",
    ) -> None:
        self.labels, self.closing = labels, closing
        self._score, self._bias, self._opening = score, bias, opening
        self._pieces = bias.shape[0] // (2 * len(labels))
        self._read(_with_small_gaps(opening))

    def _read(self, wanted: "NDArray[np.bool_]") -> None:
        """Take in the scores of some words; the others' say that they are outside of all entities."""
        free, bound = self._score(wanted)
        powers = np.exp(free - free.max(axis=1, keepdims=True))
        self._known, size = wanted, len(wanted)
        self._free, self._chances = (np.zeros((size, free.shape[1]), dtype="float32") for _ in range(2))
        self._bound = np.zeros((size, *bound.shape[1:]), dtype="float32")
        self._free[wanted], self._bound[wanted] = free, bound
        self._chances[wanted] = powers / powers.sum(axis=1, keepdims=True)

    def _need(self, word: int) -> None:
        """See to it that the scores of a word are known."""
        if not self._known[word]:
            self._read(np.ones(len(self._known), dtype=bool))

    @cached_property
    def found(self) -> list[Found]:
        """The entities, in order."""
        last = 2 * len(self.labels)
        choices = np.where(self._opening, self._free.argmax(axis=1), last)
        found: list[Found] = []
        free = 0
        for start in np.flatnonzero(choices != last).tolist():
            if start >= free:
                lone, label = divmod(int(choices[start]), len(self.labels))
                free = start + 1 if lone else self._end(start, label)
                found.append((start, free, self.labels[label]))
        return found

    @cached_property
    def possible(self) -> list[tuple[int, int]]:
        """The ranges that may be persons: at every word, whatever is found around it."""
        person, count = self.labels.index("PERSON"), len(self.labels)
        longer, lone = self._chances[:, person], self._chances[:, count + person]
        starts = np.flatnonzero(self._opening & (longer >= POSSIBLE)).tolist()
        singles = np.flatnonzero(self._opening & (lone >= POSSIBLE)).tolist()
        ranges = [(start, end) for start in starts for end in self._ends(start, person)]
        return ranges + [(start, start + 1) for start in singles]

    def begins(self, word: int) -> dict[str, float]:
        """How probable it is that an entity of each label begins at a word, were none open there."""
        self._need(word)
        chances = self._chances[word].tolist()
        count = len(self.labels)
        return {label: chances[i] + chances[count + i] for i, label in enumerate(self.labels)}

    def chance(self, start: int, end: int) -> float:
        """How probable it is that the range is a person, were no entity open at its start."""
        self._need(start)
        number = self.labels.index("PERSON")
        if end == start + 1:
            return float(self._chances[start, len(self.labels) + number])
        chance = float(self._chances[start, number])
        for word in range(start + 1, end):
            closes = 1.0 if self.closing[word] else logistic(self._closing_odds(start, word, number))
            chance *= closes if word == end - 1 else 1 - closes
        return chance

    def _end(self, start: int, label: int) -> int:
        """The word after the last of the entity that is open since `start`."""
        word = start + 1
        while not self.closing[word] and self._closing_odds(start, word, label) <= 0:
            word += 1
        return word + 1

    def _ends(self, start: int, label: int) -> Iterator[int]:
        """Where the entity that is open since `start` may end, as probably as what may be a person at all."""
        open_still = float(self._chances[start, label])
        for word in range(start + 1, min(start + LONGEST, len(self.closing))):
            closes = 1.0 if self.closing[word] else logistic(self._closing_odds(start, word, label))
            if open_still * closes >= POSSIBLE or closes == 1.0:
                yield word + 1
            open_still *= 1 - closes
            if open_still < POSSIBLE:
                return

    def _closing_odds(self, start: int, word: int, label: int) -> float:
        """By how much L beats I at a word of the entity that is open since `start`."""
        for i in (start, word - 1, word):
            self._need(i)
        columns = slice(label * 2 * self._pieces, (label + 1) * 2 * self._pieces)
        sums = self._bound[word, 0, columns] + self._bound[start, 1, columns]
        sums += self._bound[word - 1, 2, columns]
        sums += self._bias[columns]
        values = sums.tolist()
        return float(max(values[self._pieces :]) - max(values[: self._pieces]))


def _with_small_gaps(opening: "NDArray[np.bool_]") -> "NDArray[np.bool_]":
    """The words at which an entity may begin, the one behind each, and a few that lie between two of them."""
    wanted = opening.copy()
    wanted[1:] |= opening[:-1]
    for gap in range(2, GAP + 1):
        between = opening[: -gap - 1] & opening[gap + 1 :]
        for i in range(1, gap + 1):
            wanted[i : len(wanted) - gap - 1 + i] |= between
    return wanted
