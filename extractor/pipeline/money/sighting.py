"""A sighting: a number with a unit beside it, and the views of the words around them that the reasons ask for."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from functools import cached_property

from extractor.pipeline.money.catalogue import Caution, Form, Unit
from extractor.pipeline.money.survey import Survey
from extractor.pipeline.text.amounts import is_year
from extractor.pipeline.text.lookup import Hit
from extractor.pipeline.text.signs import symbols
from extractor.pipeline.text.words import GLUED, Words

SYMBOLS = symbols()


class Sort(Enum):
    """What the unit is, and on which side of the number it stands."""

    AHEAD = auto()  # a sign or code before the number: `$5`, `USD 5`
    BEHIND = auto()  # one behind it: `5 $`
    GLUED = auto()  # letters that are a unit with no space: `5p`
    LOWER = auto()  # a word that is a unit in small letters: `5 bucks`
    POUND = auto()
    NAME = auto()
    CERTAIN = auto()  # a name of several words, or one with its country: `5 Swiss francs`


@dataclass(frozen=True)
class Sighting:
    """A number in the words `start` to before `end`, worth `value`, with a unit; `owned` says that its country is named."""

    survey: Survey
    hit: Hit[Unit]
    start: int
    end: int
    value: Decimal
    owned: bool = False

    @property
    def words(self) -> Words:
        """The words of the text."""
        return self.survey.words

    @property
    def unit(self) -> Unit:
        """What the table says of the unit."""
        return self.hit.value

    @property
    def text(self) -> str:
        """The first word of the unit, as written."""
        return self.words.texts[self.hit.start]

    @property
    def word(self) -> str:
        """The first word of the unit, in small letters."""
        return self.words.lowers[self.hit.start]

    @property
    def after(self) -> str:
        """The word behind the unit, in small letters."""
        return self.words.lowers[self.hit.end] if self.hit.end < len(self.words) else ""

    @property
    def is_single(self) -> bool:
        """Whether the unit has one word."""
        return self.hit.end - self.hit.start == 1

    @property
    def is_glued_before(self) -> bool:
        """Whether no space stands before the unit."""
        return self.words.gaps[self.hit.start] == GLUED

    @property
    def is_glued_after(self) -> bool:
        """Whether no space stands behind the unit."""
        return self.hit.end < len(self.words) and self.words.gaps[self.hit.end] == GLUED

    @property
    def is_hyphened(self) -> bool:
        """Whether a hyphen stands before the unit."""
        return self.words.texts[self.hit.start - 1] == "-"

    @property
    def is_year(self) -> bool:
        """Whether the number may be a year."""
        return is_year(self.words.texts[self.start])

    @cached_property
    def sort(self) -> Sort:
        """What the unit is, and where it stands."""
        if self.unit.kind is Form.SIGN:
            return Sort.AHEAD if self.hit.start < self.start else Sort.BEHIND
        if self.owned or not self.is_single:
            return Sort.CERTAIN
        if self.unit.caution in (Caution.GLUED, Caution.LOWER):
            return Sort.GLUED if self.unit.caution is Caution.GLUED else Sort.LOWER
        return Sort.POUND if self.unit.families == ("pound",) else Sort.NAME
