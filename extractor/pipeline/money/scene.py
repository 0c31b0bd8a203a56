"""The scene: the numbers and the units of a text, before they are brought together."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from extractor.pipeline.money.units import Unit, owner, read_units
from extractor.pipeline.text.lookup import Hit
from extractor.pipeline.text.numbers import EITHER, STARTERS, Number, parse_number, writes_comma
from extractor.pipeline.text.words import GLUED, SPACED, Words


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


class Scene:
    """The words of a Doc with the numbers and the units in them."""

    def __init__(self, words: Words) -> None:
        self.words = words
        signs, names = read_units()
        self.signs = signs.find(words)
        self.names = names.find(words)

    @cached_property
    def comma(self) -> bool:
        """Whether decimals have a comma here: asked only where a number can be read both ways."""
        return any(EITHER.match(text) for text in self.words.texts) and writes_comma(self.words.texts)

    @cached_property
    def numbers(self) -> dict[int, Number]:
        """Every number, by its first word, with its value and the index of the word after it."""
        found: dict[int, Number] = {}
        free = 0
        for i, (text, lower) in enumerate(zip(self.words.texts, self.words.lowers, strict=True)):
            if i < free or not (text[0] in "0123456789." or lower in STARTERS):
                continue
            number = parse_number(self.words, i, comma=self.comma)
            if number:
                found[i] = number
                free = number[1]
        return self._with_fractions(self._grouped(found))

    def _with_fractions(self, numbers: dict[int, Number]) -> dict[int, Number]:
        """With fractions before a unit joined: `1/2 cent`, `2-1/2 cents`."""
        texts, gaps = self.words.texts, self.words.gaps
        for i in {hit.start for hit in self.names}:
            if i < 3 or texts[i - 2] != "/" or gaps[i - 1] != GLUED or gaps[i - 2] != GLUED:
                continue
            top, bottom = texts[i - 3], texts[i - 1]
            if not (top.isdecimal() and bottom.isdecimal() and 0 < int(top) < int(bottom) <= 64):
                continue
            value, start = Decimal(top) / Decimal(bottom), i - 3
            mixed = start > 1 and texts[start - 1] == "-" and gaps[start] == gaps[start - 1] == GLUED
            if mixed and start - 2 in numbers:
                value, start = value + numbers[start - 2][0], start - 2
            for j in range(start, i):
                numbers.pop(j, None)
            numbers[start] = value, i
        return numbers

    def _grouped(self, numbers: dict[int, Number]) -> dict[int, Number]:
        """With groups of three set apart by a space joined, where a unit stands beside them: `3 000 euros`."""
        beside = {hit.end for hit in self.signs} | {hit.start for hit in (*self.signs, *self.names)}
        for i in list(numbers):
            end, texts = numbers.get(i, (Decimal(0), 0))[1], self.words.texts
            if end != i + 1 or len(texts[i]) > 3 or not texts[i].isdecimal() or texts[i][0] == "0":
                continue
            value = texts[i]
            while end in numbers and texts[end].isdecimal() and len(texts[end]) == 3 and self.words.gaps[end] == SPACED:
                value, last, end = value + texts[end], end, numbers[end][1]
            if end == i + 1 or not (i in beside or end in beside):
                continue
            scale = numbers[last][0] / Decimal(texts[last]) if int(texts[last]) else Decimal(1)
            for j in range(i + 1, end):
                numbers.pop(j, None)
            numbers[i] = Decimal(value) * scale, end
        return numbers

    @cached_property
    def ends(self) -> dict[int, tuple[int, Decimal]]:
        """The numbers by the index of the word after them: their first word and value."""
        return {end: (start, value) for start, (value, end) in self.numbers.items()}

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

    def scaled(self, start: int) -> bool:
        """Whether the number at word `start` has a magnitude (`million`, `bn`) or is a large one in words or digits."""
        number = self.numbers.get(start)
        return number is not None and (number[1] > start + 1 or number[0] >= 1_000_000)
