"""The survey: the numbers and the units of a text, before they are brought together."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from extractor.data import words as words_of_kind
from extractor.pipeline.money.catalogue import Unit, owner, read_units
from extractor.pipeline.text.amounts import (
    Amounts,
    with_fractions,
    with_fractions_of_prices,
    with_glued,
    with_groups,
    with_spaced_magnitudes,
)
from extractor.pipeline.text.lookup import Hit
from extractor.pipeline.text.numbers import Number, read_digits
from extractor.pipeline.text.words import PARAGRAPH, Words

OPENERS = words_of_kind("money_words", "opener")
STOPS = OPENERS | words_of_kind("money_words", "end")


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount in the words `start` to before `end`; `owner` is the country that its currency is said to be of."""

    start: int
    end: int
    unit: Unit
    low: Decimal
    high: Decimal
    owner: str | None = None
    number: int = -1  # the word at which the (last) number begins


class Survey(Amounts):
    """The words of a Doc with the numbers and the units in them."""

    def __init__(self, words: Words) -> None:
        super().__init__(words)
        signs, names = read_units()
        self.signs = signs.find(words)
        self.names = names.find(words)

    @cached_property
    def numbers(self) -> dict[int, Number]:
        """Every number, by its first word, with its value and the index of the word after it."""
        starts = {hit.start for hit in (*self.signs, *self.names)}
        grouped = with_groups(self.words, super().numbers, (self.sign_ends | starts).__contains__)
        joined = with_fractions(self.words, grouped, {hit.start for hit in self.names})
        prices = with_fractions_of_prices(self.words, joined, self.sign_ends)
        spaced = with_spaced_magnitudes(self.words, prices, self.sign_ends.__contains__, self.unit_starts.__contains__)
        return with_glued(self, spaced, self.sign_ends.__contains__, starts.__contains__)

    def is_one_word(self, start: int) -> bool:
        """Whether the number at word `start` ends with it: `5`, never `5 million` or `half a`."""
        return start in self.numbers and self.numbers[start][1] == start + 1

    @cached_property
    def unit_starts(self) -> dict[int, tuple[Hit[Unit], str | None]]:
        """The units by the word at which they begin, with that of their owner: `[Swiss] francs`."""
        starts: dict[int, tuple[Hit[Unit], str | None]] = {hit.start: (hit, None) for hit in (*self.names, *self.signs)}
        for hit in self.names:
            if named := owner(self.words, hit.start):
                starts[named[1]] = hit, named[0]
        return starts

    @cached_property
    def sign_ends(self) -> set[int]:
        """The words that follow a sign."""
        return {hit.end for hit in self.signs}

    def has_tail(self, i: int, digits: int) -> bool:
        """Whether a number of so many digits stands alone at word `i`: nothing that it could count follows."""
        words, number = self.words, self.numbers.get(i)
        if number is None or words.gaps[i] == PARAGRAPH or not 10 ** (digits - 1) <= number[0] < 10**digits:
            return False
        value, end = number
        text = words.texts[i]
        if text[0].isdigit() and not (len(text) == digits and read_digits(text) == value):
            return False
        return end >= len(words) or words.lowers[end] in STOPS
