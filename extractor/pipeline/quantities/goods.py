"""Goods that are counted themselves (`25 Leopard 2 tanks`), and those that speak for a unit (`12 bottles of wine`)."""

from dataclasses import dataclass
from decimal import Decimal

from extractor.pipeline.quantities.rules import GOOD, MODEL, Unit, words_of_kind
from extractor.pipeline.text.amounts import is_year
from extractor.pipeline.text.numbers import DOZENS
from extractor.pipeline.text.words import GLUED, PARAGRAPH, Words

LONGEST = 7  # words between a number and the good that it counts
BEFORE, BEHIND = 20, 8  # words before and behind a count that may say that its goods move
MANY = 1000  # from so many on `bags` and `units` are goods by themselves
CARRIED = frozenset("in aboard on onto inside".split())  # `shipped in two vessels`
SOME = 10  # from so many on they are where goods are on the move
GENERIC = 50  # from so many on `products` are counted, never `three new products`
DEALT = 5  # words between a number and the verb that deals in what it counts
NEAR = 2  # words between `of` and the good


@dataclass(frozen=True, slots=True)
class Goods:
    """Where the goods of a Doc stand, by the word after each: their first words."""

    ends: dict[int, int]
    starts: dict[int, int]

    def speak_for(self, words: Words, unit: Unit, value: Decimal, place: tuple[int, int]) -> bool:
        """Whether a unit that is an ordinary word too counts goods: `bottles of wine`, `12,000 bags`, `seized 40 boxes`."""
        start, end = place
        if words.lowers[end - 1] == unit.name and value > 1 and unit.name != "head":  # `20 cargo planes`
            return False
        behind = words.lowers[end : end + 2]
        if behind[:1] == ["of"]:
            if unit.needs == "herd" or any(i in self.starts for i in range(end + 1, end + 2 + NEAR)):
                return True
            if unit.needs == "load" and behind[1:] and words.texts[end + 1].islower():
                return behind[1] not in words_of_kind("stop")
            return unit.needs == "goods" and (value >= MANY or (unit.name != GOOD.name and _moves(words, start, end)))
        if unit.needs not in ("goods", "load") or behind[:1] in (["a"], ["per"]):  # `1,200 lorries a day used to cross`
            return False
        return value >= MANY or (value >= SOME and _moves(words, start, end))


def counts_goods(words: Words, goods: Goods, start: int, end: int, value: Decimal) -> tuple[Unit, int] | None:
    """The unit of the goods that a number counts, and the index after them; None where it counts none.

    `25 Leopard 2 A4 main battle tanks`, `10,000 vehicles`, `50 of the new aircraft`, `20 of Boeing's jets`.
    """
    if value != value.to_integral_value() or value < 2 or _is_no_count(words, start, end):
        return None
    i = end
    if words.lowers[i : i + 1] == ["of"] and i + 1 < len(words):
        part = words.lowers[i + 1] in words_of_kind("part")
        owner = words.texts[i + 1].istitle() and words.lowers[i + 2 : i + 3] == ["'s"]
        i += 3 if owner else 2 if part else words.lowers[end - 1] in DOZENS
    things = words_of_kind("thing") | words_of_kind("many")
    things = things | words_of_kind("generic") if value >= GENERIC else things
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
        dealt = _dealt_in(words, start, end)
        return (GOOD, dealt) if dealt else None
    traded = found in goods.ends or _moves(words, start, found)
    return (GOOD, found) if traded else None


def _dealt_in(words: Words, start: int, end: int) -> int | None:
    """The end of a plural that is no good of any list, but bought, sold or seized: `sold 300 detonation fuses`.

    Its verb stands right before the number, or passive right behind the noun.
    """
    last = min(words.sentence(start)[1], end + LONGEST)
    stop = end
    while stop < last and words.texts[stop][0].isalpha() and words.lowers[stop] not in words_of_kind("stop"):
        stop += 1
    head = words.lowers[stop - 1]
    if stop == end or not _is_plural(head) or head in words_of_kind("no good") or not words.texts[stop - 1].islower():
        return None
    first = words.sentence(start)[0]
    before = [word for word in words.lowers[max(first, start - DEALT) : start] if word not in words_of_kind("counter")]
    deals = words_of_kind("deal")
    if before and (before[-1] in deals or (before[-1] in ("of", "for") and not deals.isdisjoint(before[-2:-1]))):
        return stop
    behind = words.lowers[stop : min(stop + DEALT, words.sentence(start)[1])]
    passive = behind[:1] and behind[0] in ("was", "were", "are", "be", "been", "have", "had", "will")
    return stop if passive and not words_of_kind("dealt").isdisjoint(behind) else None


def _is_no_count(words: Words, start: int, end: int) -> bool:
    """Whether the number is a year or the name of a thing: `2008 models`, `the Boeing 737 jets`, `C-17 aircraft`, `six-seat`."""
    if is_year(words.texts[start]) or words.texts[end : end + 1] == ["-"]:
        return True
    if start > 1 and words.gaps[start] == GLUED and words.texts[start - 1] == "-" and words.texts[start - 2].isalpha():
        return True
    before = words.texts[start - 1] if start > words.sentence(start)[0] else ""
    name = before[:1].isupper() and before.isalpha() and not before.isupper()
    return name and before.lower() not in words_of_kind("counter")


def _is_model(words: Words, i: int) -> bool:
    """`15 Airbus A350s`, `ten Boeing 777s`; never `the 1990s`."""
    make = i - 2 if words.texts[i - 1] == "-" else i - 1  # `F-16s`
    return MODEL.match(words.texts[i]) is not None and words.texts[make][0].isupper()


def _is_plural(word: str) -> bool:
    return word in words_of_kind("many") or (
        word.endswith("s") and not word.endswith("ss") and word not in words_of_kind("not counted")
    )


def _moves(words: Words, start: int, end: int) -> bool:
    """Whether words around the count say that its goods are made, sold or moved."""
    first, last = words.sentence(start)
    if start > first and words.lowers[start - 1] in CARRIED:
        return False
    around = words.lowers[max(first, start - BEFORE) : start] + words.lowers[end : min(last, end + BEHIND)]
    return not words_of_kind("flow").isdisjoint(around)
