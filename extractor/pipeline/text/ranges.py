"""Ranges: two numbers that are the ends of one figure, in money and quantities alike.

`€1.5-2 billion`, `3 to 4 million tonnes`, `between $7.2 million and $13.6 million` are one figure; `rose from $5 to $10` is two.
"""

import re
from decimal import Decimal
from typing import Protocol, TypeVar

from extractor import data
from extractor.pipeline.text.amounts import Amounts
from extractor.pipeline.text.numbers import divide, read_digits, read_glued
from extractor.pipeline.text.words import Words

MARKS = frozenset(("-", "—", "to", "till", "until"))
GROUPED, THOUSAND = re.compile(r"\d{1,3},\d{3}"), 1000
CHANGES = data.words("amount_words", "change")


class Spanned(Protocol):
    """What has a place in the words: `start` to before `end`."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


T = TypeVar("T", bound=Spanned)


def low_end(amounts: Amounts, start: int) -> tuple[int, int] | None:
    """The first word of the number, and the mark after it, that a figure at word `start` ends a range with, if there is one."""
    for stop in range(start - 1, max(start - 4, 0), -1):
        before = amounts.ends.get(stop)
        if before and after_mark(amounts, stop, before[0]) == start:
            return before[0], stop
    return None


def after_mark(amounts: Amounts, mark: int, start: int) -> int | None:
    """The word at which a number begins behind a mark of a range at word `mark`, if there is one."""
    words = amounts.words
    while mark < len(words) and words.texts[mark] == "-" and words.lowers[mark + 1 : mark + 2] == ["to"]:
        mark += 1
    if mark + 1 >= len(words) or start == mark:
        return None
    first = words.lowers[start - 1] if start else ""
    if words.lowers[mark] not in MARKS and not (words.lowers[mark] == "and" and first == "between"):
        return None
    second = mark + 1
    if words.lowers[mark] == "to" and words.texts[second] == "-":
        second += 1
    return second if second in amounts.numbers else None


def as_scaled(amounts: Amounts, first: int, second: int) -> Decimal:
    """The number at word `first`, with the magnitude of the one at `second` where it has none: `1.5-2 billion`."""
    words, low, high = amounts.words, amounts.numbers[first][0], amounts.numbers[second][0]
    glued = read_glued(words.texts[second], comma=amounts.comma)
    digits = glued[0] if glued else read_digits(words.texts[second], comma=amounts.comma)
    bare = amounts.numbers[first][1] == first + 1 and low < 1000
    if digits and bare and digits != high and low < digits * 1000:
        return low * divide(high, digits)
    if bare and not digits and high >= 1000 and words.lowers[first].isalpha():  # `five to six million`
        times = next(scale for scale in (10**12, 10**9, 10**6, 10**3) if high >= scale)
        return low * times if low * times < high else low
    return low


def as_grouped(amounts: Amounts, first: int, second: int) -> Decimal:
    """As `as_scaled`, where both numbers have one unit: the thousands of the second are the first's too: `$30-40,000`."""
    words, low, high = amounts.words, as_scaled(amounts, first, second), amounts.numbers[second][0]
    shared = words.texts[first].isdecimal() and amounts.numbers[first] == (low, first + 1) and low < THOUSAND
    return low * THOUSAND if shared and GROUPED.fullmatch(words.texts[second]) and low * THOUSAND < high else low


def are_ends(words: Words, first: Spanned, second: Spanned) -> bool:
    """Whether two figures with units stand as the ends of one range: `between $7.2 million and $13.6 million`."""
    gap = [word for word in words.lowers[first.end : second.start] if word != "-"]
    before = words.lowers[first.start - 1] if first.start else ""
    marked = gap == ["to"] or (gap == [] and second.start == first.end + 1) or (gap == ["and"] and before == "between")
    dash = second.start == first.end + 1 and words.texts[first.end] in MARKS
    return (marked or dash) and not (gap == ["to"] and before == "to")


def is_change(words: Words, start: int, mark: int) -> bool:
    """Whether `X to Y` says that something went from one to the other: `rose from $5 to $10`, `rose $5 to $10`."""
    if words.lowers[mark] != "to":
        return False
    near = words.lowers[max(0, start - 7) : start]
    if near and near[-1] in ("of", "between"):
        return False
    if not near or near[-1] != "from":  # `fell 38p to 164p`, never `plans to raise $5 million to $6 million`
        near = [word for word in near[-4:] if not word.startswith("rais")]
    return not CHANGES.isdisjoint(near)


def apart(found: list[T]) -> list[T]:
    """Figures that don't overlap: of two, the longer; of equals, the first."""
    kept: list[T] = []
    for figure in found:
        while kept and figure.start < kept[-1].end:
            if figure.end - figure.start <= kept[-1].end - kept[-1].start:
                break
            kept.pop()
        else:
            kept.append(figure)
    return kept
