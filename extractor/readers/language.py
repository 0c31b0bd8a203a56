"""The language of a text that surely isn't English; everything else counts as English.

Short, odd English (tables, lists of names, results, headlines in capitals) must never be lost. So a text is foreign only
on evidence of its own: most of its letters aren't Latin, or it is full of another language's function words. A
detector is asked for the name of the language, not for whether it is one.
"""

import re
from functools import cache
from typing import NamedTuple

from extractor.data import read_table

HEAD = 600  # code points; an article that begins in English is English, and nearly every one ends here
SAMPLE = 20_000  # code points that are looked at otherwise
SHORTEST = 150  # letters; shorter texts are English, except those in another script
SHORTEST_SCRIPT = 40  # letters in another script, where a Chinese character counts for three
ENGLISH_SHARE = 0.12  # of the words at the beginning: a third of what English prose has
FOREIGN_SHARE = 0.10  # of all words: a third of what most languages' prose has
FOREIGN_WORDS = 5  # different function words: `de la` in names is no Spanish
PROSE_SHARE = 0.3  # of the words that are no function words; German, with its capitals, has a half

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_IDEOGRAPHS, _CHARACTERS = "\u2e80", 3  # from here on a character stands for a syllable or a word
_UNKNOWN = "und"  # ISO 639: undetermined
FOREIGN = "not English"  # the warning of a record


class _Language(NamedTuple):
    code: str
    words: frozenset[str]


def other_language(text: str) -> str | None:
    """The code (ISO 639-1) of the language of a text that surely isn't English, else None.

    >>> other_language("Tea prices in Mombasa rose for a third week, the board said.")
    >>> other_language("Министр сообщил, что экспорт чая вырос, а цены на аукционе остались на прежнем уровне.")
    'ru'
    """
    head = text[:HEAD].lower().split()
    english = [word for word in head if word in _english()]
    if len(english) >= ENGLISH_SHARE * len(head) and len(set(english)) > 1:
        return None
    text = text[:SAMPLE]
    if _in_another_script(text):
        return _named(text, [], None)
    words = _WORD.findall(text)
    if sum(map(len, words)) < SHORTEST:
        return None
    lowered = [word.lower() for word in words]
    found = max(_languages(), key=lambda language: _share(lowered, language.words))
    share = _share(lowered, found.words)
    if share < FOREIGN_SHARE or share <= _share(lowered, _english()):
        return None
    if len(found.words.intersection(lowered)) < FOREIGN_WORDS or not _is_prose(words, found.words):
        return None
    return _named(text, lowered, found.code)


def _is_prose(words: list[str], function_words: frozenset[str]) -> bool:
    """Whether enough of the other words aren't capitalised; in a list of names (`Foz do Iguaçu, Feira …`) all are."""
    others = [word for word in words if word.lower() not in function_words]
    return sum(word[0].islower() for word in others) >= PROSE_SHARE * len(others)


def _share(words: list[str], of: frozenset[str]) -> float:
    return sum(map(of.__contains__, words)) / len(words) if words else 0.0


def _in_another_script(text: str) -> bool:
    """Whether most letters are from another script; Vietnamese is written in Latin letters."""
    latin = other = 0
    for character in text:
        if not character.isalpha():
            continue
        if character < "\u0370" or "\u1e00" <= character < "\u1f00":
            latin += 1
        else:
            other += _CHARACTERS if character >= _IDEOGRAPHS else 1
    return other >= SHORTEST_SCRIPT and other > latin


def _named(text: str, words: list[str], likely: str | None) -> str:
    """The detector's name for it; where that is English or one unlike the function words, theirs."""
    from py3langid import classify

    code: str = classify(text)[0]
    if likely is None:
        return code if code != "en" else _UNKNOWN
    by_code = {language.code: language.words for language in _languages()}
    return code if code in by_code and _share(words, by_code[code]) >= FOREIGN_SHARE else likely


@cache
def _english() -> frozenset[str]:
    return next(frozenset(row["words"].split()) for row in read_table("languages") if row["code"] == "en")


@cache
def _languages() -> tuple[_Language, ...]:
    """Every other language of the table."""
    rows = read_table("languages")
    return tuple(_Language(row["code"], frozenset(row["words"].split())) for row in rows if row["code"] != "en")
