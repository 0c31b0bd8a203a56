"""A sighting: a good's name in the text, with the views of the words around it that the reasons ask for."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cached_property

from extractor.pipeline.commodities.catalogue import Good
from extractor.pipeline.commodities.governors import Governor, find_governor
from extractor.pipeline.text.lookup import Hit
from extractor.pipeline.text.words import GLUED, Words

FOLLOWING = 4  # words behind a good that may trade it, with what ties them to it
TIES = ("-", "'s", "’s")  # `oil-producing`, `oil's price`
LONG = 4  # letters: longer words have a capital in a title


class Writing(Enum):
    """How the first word of a name is written, where its sentence is taken into account."""

    SMALL = auto()
    CAPITAL = auto()
    LOUD = auto()  # capitals only: a headline, a table, or `LNG`
    TITLE = auto()  # with a capital, as every long word of its sentence


class Capitals:
    """How often an article writes the last word of each name with a capital inside a sentence, and in small letters."""

    def __init__(self, words: Words, hits: Sequence[Hit[tuple[Good, ...]]]) -> None:
        self.words, self.hits = words, hits

    def outnumber_small(self, word: str) -> bool:
        """Whether the word has a capital more often than not: `Rice`, in an article about a minister of that name."""
        capitals, small = self._counts.get(word, (0, 0))
        return capitals > small

    @cached_property
    def _counts(self) -> dict[str, tuple[int, int]]:
        """Capitals and small letters by word, counted once asked for.

        A capital before another (`International Sugar Organization`) tells nothing of the word alone.
        """
        words, counts = self.words, dict[str, tuple[int, int]]()
        for hit in self.hits:
            i = hit.end - 1 - (hit.value[0].tail if hit.value else 0)
            text, after = words.texts[i], words.texts[i + 1 : i + 2]
            capitals, small = counts.get(words.lowers[i], (0, 0))
            if text[0].islower():
                small += 1
            elif _is_capital_inside(words, i):
                capitals += not (after and after[0][0].isupper())
            counts[words.lowers[i]] = capitals, small
        return counts


def _is_capital_inside(words: Words, i: int) -> bool:
    inside = i > words.sentence(i)[0] and words.texts[i - 1][-1].isalnum()
    return inside and not words.texts[i].isupper()


@dataclass(slots=True)
class Sighting:
    """A good's name in words `start` to before `end`, `stop` without the words at the end that only trade it.

    `taken` says that it ends inside the name of a person or country; `before`, `after` and `further` are the words beside it
    in its sentence as written, or nothing. What is decided is written into `refused`, `traded` (how surely it is
    traded, 0 to 2) and `decided_by` (the name of the reason).
    """

    words: Words
    start: int
    end: int
    good: Good
    capitals: Capitals = field(repr=False)
    taken: bool = False
    refused: bool = False
    traded: int = 0
    decided_by: str = ""
    first: int = field(init=False)  # the words of its sentence: from the first to before `last`
    last: int = field(init=False)
    before: str = field(init=False)
    after: str = field(init=False)
    further: str = field(init=False)
    writing: Writing = field(init=False)
    _governor: Governor | None = field(init=False, default=None)
    _following: list[str] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        texts, start, end = self.words.texts, self.start, self.end
        self.first, self.last = self.words.sentence(start)
        self.before = texts[start - 1] if start > self.first else ""
        self.after = texts[end] if end < self.last else ""
        self.further = texts[end + 1] if end + 1 < self.last else ""
        self.writing = self._writing() if texts[start][0].isupper() else Writing.SMALL

    def _writing(self) -> Writing:
        text = self.words.texts[self.start]
        if text.isupper() and len(text) > 1:
            return Writing.LOUD
        long = [word for word in self.words.texts[self.first : self.last] if len(word) > LONG]
        is_title = len(long) > 2 and not any(word[0].islower() for word in long)
        return Writing.TITLE if is_title else Writing.CAPITAL

    @property
    def counts(self) -> bool:
        """Whether the surroundings give what the name asks for."""
        return self.traded >= self.good.level

    @property
    def stop(self) -> int:
        """The index after the last word of the mention."""
        return self.end - self.good.tail

    @property
    def is_single(self) -> bool:
        """Whether the name has one word."""
        return self.end - self.start == 1

    @property
    def word(self) -> str:
        """The first word of the name, in small letters."""
        return self.words.lowers[self.start]

    @property
    def is_glued_before(self) -> bool:
        """Whether no space stands before it."""
        return self.words.gaps[self.start] == GLUED

    @property
    def is_glued_after(self) -> bool:
        """Whether no space stands after it."""
        return self.end < len(self.words) and self.words.gaps[self.end] == GLUED

    @property
    def ends_in_capital(self) -> bool:
        """Whether its last word has a capital."""
        return self.words.texts[self.end - 1][0].isupper()

    @property
    def following(self) -> list[str]:
        """Up to three words behind the mention, a hyphen or genitive right after it left out; for a good that is settled."""
        if self._following is None:
            after = self.words.lowers[self.stop : min(self.stop + FOLLOWING, self.last)]
            self._following = after[1:] if after and after[0] in TIES else after
        return self._following

    @property
    def governor(self) -> Governor:
        """What trades it from the left; for a good that is settled."""
        if self._governor is None:
            self._governor = find_governor(self.words.lowers, self.first, self.start, self.stop)
        return self._governor

    def is_near(self, cues: frozenset[str], reach: int, *, beyond: int = 0) -> bool:
        """Whether a cue stands within `reach` words, in its sentence or up to `beyond` words behind that."""
        begin, end = max(self.first, self.start - reach), min(self.last + beyond, self.stop + reach)
        return not cues.isdisjoint(self.words.lowers[begin:end])
