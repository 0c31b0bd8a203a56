"""Goods that are counted themselves (`25 Leopard 2 tanks`), and those that speak for a unit (`12 bottles of wine`)."""

from dataclasses import dataclass
from decimal import Decimal

from extractor.pipeline.quantities.rules import GOOD, MODEL, Unit, words_of_kind
from extractor.pipeline.text.amounts import is_year
from extractor.pipeline.text.numbers import DOZENS
from extractor.pipeline.text.rates import rate_at
from extractor.pipeline.text.words import GLUED, PARAGRAPH, Words

LONGEST = 7  # words between a number and the good that it counts
REACH = 20  # words before and behind a count that may say that its goods move
MANY = 1000  # from so many on `bags` and `units` are goods by themselves
CARRIED = frozenset("in aboard on onto inside".split())  # `shipped in two vessels`
NEAR = 2  # words between `of` and the good


@dataclass(frozen=True, slots=True)
class Goods:
    """Where the goods of a Doc stand, by the word after each: their first words."""

    ends: dict[int, int]
    starts: dict[int, int]

    def speak_for(self, words: Words, unit: Unit, value: Decimal, end: int) -> bool:
        """Whether a unit that is an ordinary word too counts goods: `bottles of wine`, `12,000 bags`."""
        if unit.needs == "goods" and value >= MANY:
            return True
        if words.lowers[end : end + 1] != ["of"]:
            return unit.needs == "goods" and rate_at(words, end) is not None
        if unit.needs == "load" and words.texts[end + 1 : end + 2] and words.texts[end + 1].islower():
            return words.lowers[end + 1] not in words_of_kind("stop")
        return unit.needs == "herd" or any(i in self.starts for i in range(end + 1, end + 2 + NEAR))


def counts_goods(words: Words, goods: Goods, start: int, end: int, value: Decimal) -> tuple[Unit, int] | None:
    """The unit of the goods that a number counts, and the index after them; None where it counts none.

    `25 Leopard 2 A4 main battle tanks`, `10,000 vehicles`, `50 of the new aircraft`.
    """
    if value != value.to_integral_value() or value < 2 or _is_no_count(words, start, end):
        return None
    i = end
    if words.lowers[i : i + 1] == ["of"] and i + 1 < len(words):
        part = words.lowers[i + 1] in words_of_kind("part")
        i += 2 if part else words.lowers[end - 1] in DOZENS
    things = words_of_kind("thing") | words_of_kind("many")
    last = min(words.sentence(start)[1], i + LONGEST)
    found = None
    while i < last and words.gaps[i] != PARAGRAPH and words.lowers[i] not in words_of_kind("stop"):
        i += 1
        lower = words.lowers[i - 1]
        if lower in things or (i in goods.ends and _is_plural(lower)) or _is_model(words, i - 1):
            found = i
        elif found:
            break
    if found is None:
        return None
    traded = found in goods.ends or _moves(words, start, found)
    return (GOOD, found) if traded else None


def _is_no_count(words: Words, start: int, end: int) -> bool:
    """Whether the number is a year or the name of a thing: `2008 models`, `the Boeing 737 jets`, `C-17 aircraft`, `six-seat`."""
    if is_year(words.texts[start]) or words.texts[end : end + 1] == ["-"]:
        return True
    if start > 1 and words.gaps[start] == GLUED and words.texts[start - 1] == "-" and words.texts[start - 2].isalpha():
        return True
    before = words.texts[start - 1] if start > words.sentence(start)[0] else ""
    return before[:1].isupper() and before.isalpha() and not before.isupper() and before.lower() not in ("the", "some")


def _is_model(words: Words, i: int) -> bool:
    """`15 Airbus A350s`, `ten Boeing 777s`; never `the 1990s`."""
    return MODEL.match(words.texts[i]) is not None and words.texts[i - 1].istitle()


def _is_plural(word: str) -> bool:
    return word in words_of_kind("many") or (
        word.endswith("s") and not word.endswith("ss") and word not in words_of_kind("not counted")
    )


def _moves(words: Words, start: int, end: int) -> bool:
    """Whether words around the count say that its goods are made, sold or moved."""
    first, last = words.sentence(start)
    if start > first and words.lowers[start - 1] in CARRIED:
        return False
    around = words.lowers[max(first, start - REACH) : start] + words.lowers[end : min(last, end + REACH)]
    return not words_of_kind("flow").isdisjoint(around)
