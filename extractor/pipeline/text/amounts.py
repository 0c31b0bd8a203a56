"""The numbers of a text, as the kinds that measure something (money, quantities) read them before a unit."""

from collections.abc import Callable, Collection
from decimal import Decimal
from functools import cached_property

from extractor.pipeline.text.numbers import (
    EITHER,
    SHORT,
    SPACED_BY_MONEY,
    STARTERS,
    Number,
    divide,
    fraction_at,
    parse_number,
    read_glued,
    with_part,
    writes_comma,
)
from extractor.pipeline.text.words import GLUED, LINE, SPACED, Words

YEARS = range(1900, 2100)
JOINTS = frozenset(("-", "—", "to", "and", "or", "till", "until"))  # between the two ends of a range


class Amounts:
    """The words of a Doc with the numbers in them; `numbers` may be told of the units that stand beside them."""

    def __init__(self, words: Words) -> None:
        self.words = words

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
        return found

    @cached_property
    def ends(self) -> dict[int, tuple[int, Decimal]]:
        """The numbers by the index of the word after them: their first word and value."""
        return {end: (start, value) for start, (value, end) in self.numbers.items()}

    def scaled(self, start: int) -> bool:
        """Whether the number at word `start` has a magnitude (`million`, `bn`) or is a large one in words or digits."""
        number = self.numbers.get(start)
        return number is not None and (number[1] > start + 1 or number[0] >= 1_000_000)


def with_fractions(words: Words, numbers: dict[int, Number], units: Collection[int]) -> dict[int, Number]:
    """The numbers with fractions joined before the words `units`: `1/2 cent`, `2-1/2 tonnes`."""
    ends = {end: start for start, (_, end) in numbers.items()}
    for i in units:
        start = i - 3
        value = fraction_at(words, start) if start >= 0 else None
        if value is None or ends.get(i, start) < start:  # `2 1/4 cents` is one number already
            continue
        if start - 2 in numbers and _is_glued_hyphen(words, start - 1):
            value, start = with_part(numbers[start - 2][0], value), start - 2
        for j in range(start, i):
            numbers.pop(j, None)
        numbers[start] = value, i
    return numbers


def with_fractions_of_prices(
    words: Words, numbers: dict[int, Number], after_sign: Collection[int]
) -> dict[int, Number]:
    """The numbers behind a sign with a fraction joined by a hyphen: `$5.41-1/2`."""
    for start in after_sign:
        if start not in numbers or words.texts[start][0] not in "0123456789.":
            continue
        value, end = numbers[start]
        part = fraction_at(words, end + 1) if _is_glued_hyphen(words, end) else None
        if part is not None:
            for j in range(end, end + 4):
                numbers.pop(j, None)
            numbers[start] = with_part(value, part), end + 4
    return numbers


def _is_glued_hyphen(words: Words, i: int) -> bool:
    """Whether a hyphen at word `i` has no space on either side."""
    return words.texts[i : i + 1] == ["-"] and words.gaps[i : i + 2] == [GLUED, GLUED]


def with_spaced_magnitudes(
    words: Words, numbers: dict[int, Number], after_sign: Callable[[int], bool], has_unit: Callable[[int], bool]
) -> dict[int, Number]:
    """The numbers with a magnitude of one letter apart from them, where a sign or a currency says it: `£5 m`, `5 m euros`."""
    for start, (value, end) in list(numbers.items()):
        if end != start + 1 or words.lowers[end : end + 1] == [] or words.lowers[end] not in SPACED_BY_MONEY:
            continue
        if words.gaps[end] not in (SPACED, LINE) or words.texts[start][0] not in "0123456789.":
            continue
        is_alone = words.gaps[end + 1 : end + 2] != [GLUED] or not words.texts[end + 1][0].isalnum()
        if has_unit(end + 1) or (after_sign(start) and is_alone and words.texts[end + 1 : end + 2] != ["-"]):
            numbers[start] = value * SHORT[words.lowers[end]], end + 1
    return numbers


def with_groups(words: Words, numbers: dict[int, Number], beside: Callable[[int], bool]) -> dict[int, Number]:
    """The numbers with groups of three set apart by a space joined, where a unit stands `beside` them: `3 000 euros`."""
    texts = words.texts
    for i in list(numbers):
        end = numbers.get(i, (Decimal(0), 0))[1]
        if end != i + 1 or len(texts[i]) > 3 or not texts[i].isdecimal() or texts[i][0] == "0":
            continue
        if i > 1 and words.gaps[i] == GLUED and texts[i - 1] == "-" and texts[i - 2].isalpha():
            continue  # `Mo-99 460 Ci`
        value = texts[i]
        while end in numbers and texts[end].isdecimal() and len(texts[end]) == 3 and words.gaps[end] in (SPACED, LINE):
            value, last, end = value + texts[end], end, numbers[end][1]
        if end == i + 1 or not (beside(i) or beside(end)):
            continue
        scale = divide(numbers[last][0], Decimal(texts[last])) if int(texts[last]) else Decimal(1)
        for j in range(i + 1, end):
            numbers.pop(j, None)
        numbers[i] = Decimal(value) * scale, end
    return numbers


def with_glued(
    amounts: Amounts, numbers: dict[int, Number], after_sign: Callable[[int], bool], has_unit: Callable[[int], bool]
) -> dict[int, Number]:
    """The numbers with those that hold a magnitude in the same word, `$5M`: alone, `9M` is nine months.

    One counts where a sign stands before it or a unit behind it, or where it is the other end of a range with such a number.
    """
    words, texts = amounts.words, amounts.words.texts
    glued: dict[int, Number] = {}
    for i, text in enumerate(texts):
        if text[0] in "0123456789." and i not in numbers and (found := read_glued(text, comma=amounts.comma)):
            glued[i] = found[0] * found[1], i + 1
    if not glued:
        return numbers
    known = {start: end for start, (_, end) in (*numbers.items(), *glued.items())}
    sure = {start for start, end in known.items() if after_sign(start) or has_unit(end)}
    starts = {end: start for start, end in known.items()}
    for i in glued:
        low, high = starts.get(i - 1), i + 2
        is_high = low in sure and words.lowers[i - 1] in JOINTS
        is_low = high in sure and words.lowers[i + 1] in JOINTS
        if i in sure or is_high or is_low:
            numbers[i] = glued[i]
    return numbers


def is_year(text: str) -> bool:
    """Whether digits look like a year: `2017`, never `2,017`."""
    return text.isdecimal() and len(text) == 4 and int(text) in YEARS
