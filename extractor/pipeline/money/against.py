"""Doubts: whether a number before a unit is a sum of money at all.

`5 pounds of sugar` is a weight, `iPhone 5c` a name, `the 15 won` a verb, `1999 euro` a year and a currency.
"""

from decimal import Decimal

from extractor.pipeline.money.catalogue import Unit, words_of_kind
from extractor.pipeline.money.survey import Scene
from extractor.pipeline.text.amounts import is_year
from extractor.pipeline.text.lookup import Hit
from extractor.pipeline.text.signs import symbols
from extractor.pipeline.text.words import GLUED, Words

SYMBOLS = symbols()
MANY = 50
SCREENS = frozenset(("480", "720", "1080", "2160"))
REACH = 50  # words of a long sentence that are looked at on each side


def is_amount(words: Words, start: int) -> bool:
    """Whether a number isn't a year: `in 2017 USD 25 was`."""
    return not is_year(words.texts[start])


def is_money(scene: Scene, hit: Hit[Unit], number: tuple[int, Decimal], *, owned: bool) -> bool:
    words, caution = scene.words, hit.value.caution
    text, gap = words.texts[hit.start], words.gaps[hit.start]
    if hit.value.kind == "sign":
        if hit.end in scene.numbers and words.gaps[hit.end] == GLUED:
            return False  # `in 2010 $5 million was`: the sign belongs to what follows
        return text in SYMBOLS or len(text) > 1 or gap == GLUED
    if owned or hit.end - hit.start > 1:
        return True
    if caution == "glued":
        return gap == GLUED and text.islower() and _is_price(words, number[0])
    if caution == "lower":
        return text.islower()
    if hit.value.families == ("pound",):
        return not is_weight(scene, hit, number[1])
    return not _is_word(words, hit, number)


def _is_word(words: Words, hit: Hit[Unit], number: tuple[int, Decimal]) -> bool:
    """Whether the name of a currency is a word of another sense: `the 15 won`, `three Afghanis`, `the 13,000 mark`."""
    start, value = number
    word, caution = words.lowers[hit.start], hit.value.caution
    hyphen = words.texts[hit.start - 1] == "-"
    if value < MANY and (caution == "many" or word == "won" or (caution == "word" and hyphen)):  # `three-crown symbol`
        return True
    if word == "mark" and not hyphen:
        return True
    if is_amount(words, start):
        return caution == "word" and words.lowers[hit.end : hit.end + 1] == ["of"]
    return caution == "word" or not (word.endswith("s") or hyphen)  # `in 1999 euro notes`


def _is_price(words: Words, start: int) -> bool:
    """`5p`, `99c`; never `iPhone 5c`, `Article 4c`, `720p`."""
    if words.texts[start] in SCREENS or start == 0:
        return start == 0 and words.texts[start] not in SCREENS
    before = words.texts[start - 1]
    return (
        words.gaps[start] == GLUED
        or before.islower()
        or not before.isalpha()
        or before.lower() in words_of_kind("opener")
    )


def is_weight(scene: Scene, hit: Hit[Unit], value: Decimal) -> bool:
    """Whether pounds are a weight: `5 pounds of sugar`, `a 200-pound man`, `he lost 30 pounds`."""
    words = scene.words
    after = words.lowers[hit.end : hit.end + 4]
    if after[:1] == ["of"]:
        return words_of_kind("sum").isdisjoint(after[1:])
    if after[:1] and after[0] in words_of_kind("heavy"):
        return True
    first, last = words.sentence(hit.start)
    sentence = words.lowers[max(first, hit.start - REACH) : min(last, hit.end + REACH)]
    cues = len(words_of_kind("weigh").intersection(sentence)), len(words_of_kind("pay").intersection(sentence))
    if words.texts[hit.start - 1] == "-":
        return value < 1_000_000 and cues[1] <= cues[0]
    return cues[0] > cues[1] or (value < 1000 and cues[0] > 0 and cues[0] >= cues[1])
