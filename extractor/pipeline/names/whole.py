"""The whole name: what belongs to a name beyond the words that somebody found of it, told by the structure of names.

A second half that is written small (`Ban Ki-moon`), a nickname in brackets or quotation marks (`Charles (Chuck) Ellis
Schumer`), particles and what they lead to (`Misuzulu ka Zwelithini`), a family name that is an ordinary word (`Jeff
Sessions`), `Jr.`, and what an editor put in: `[Bernie] Sanders`. Each step is a function that gives the new end of a name, or
the old one; none knows a name.
"""

import re
from collections.abc import Callable
from functools import cache

from extractor.data import words as words_listed
from extractor.pipeline.names.lexicon import (
    PARTICLES,
    SUFFIXES,
    Lexicon,
    Span,
    is_capital,
    plain_case,
)
from extractor.pipeline.names.runs import goes_on, is_joined
from extractor.pipeline.names.surnames import closes_as_surname, is_heading
from extractor.pipeline.text.typography import HYPHEN
from extractor.pipeline.text.words import GLUED, Words

LONGEST = 14  # words and signs of a name: `Sheikh Mishal al-Ahmad al-Jabir al-Sabah` has 12
NICKNAME = 3  # words that a nickname may have
CLOSING = {"(": ")", '"': '"', "'": "'", "[": "]"}
OPENING = {sign: opening for opening, sign in CLOSING.items()}
BESIDE = CLOSING.keys() | OPENING.keys()
ONWARD = BESIDE | PARTICLES | SUFFIXES | {HYPHEN, ","}
# One syllable as Korean and Chinese names are written: `Suk`, `yeol`, `Chao`, `hsieh`, `Yuet`, `ngor`.
SYLLABLE = re.compile(
    r"(?:[bcdfghjklmnpqrstvwxyz]|[cstzj]h|hs|t[sz]|ng|[hkg]w|[kghmrpb]y|wh)?"
    r"[aeiouy]{1,3}(?:ng|[nmktplhrs])?"
)
VERBAL = re.compile(r".{2,}(?:ed|ing|style|like|wide|long|only|free|less|ward|wards|proof|shaped|sized|type|wing)")
Step = Callable[[Words, int, int, Lexicon], int]


def whole(words: Words, start: int, end: int, lexicon: Lexicon) -> Span:
    """The name of which words `start` to before `end` were found; never more than `LONGEST` words beyond them."""
    if start and words.texts[start - 1] in BESIDE:
        start = _editors_start(words, _called_start(words, start, lexicon))
    if end - start > 2:
        end = _before_unclosed(words, start, end)
    limit = min(start + LONGEST, len(words))
    while end < limit and (
        words.texts[end] in ONWARD or is_capital(words.texts[end])
    ):  # most names end before all else
        reached = next((reach for step in STEPS if (reach := step(words, start, end, lexicon)) > end), end)
        if reached == end:
            break
        end = reached
    return start, end


def is_second_half(words: Words, start: int, i: int, lexicon: Lexicon) -> bool:
    """Whether word `i` is the small second half of a given name, of a name that begins at word `start`.

    `moon` in `Ban Ki-moon`, `reza` in `Ali-reza Jalali`: a hyphen is glued to both sides of it, and it is no English word
    such as `based`, `led`, `elect`; one that is English otherwise (`moon`, `young`) counts where both halves are syllables.
    """
    if i < start + 2 or not is_joined(words, i - 1) or not is_capital(words.texts[i - 2]):
        return False
    first, half = words.texts[i - 2], words.texts[i]
    if not half.isalpha() or not half.islower() or len(half) < 2 or not first.isalpha() or first.isupper():
        return False
    if not (i - 2 > start or (goes_on(words, i + 1) and is_capital(words.texts[i + 1]))):
        return False
    if SYLLABLE.fullmatch(first.lower()) and SYLLABLE.fullmatch(half):
        return True
    english = half in _compounds() or half in lexicon.common or VERBAL.fullmatch(half)
    return not english and lexicon.is_name(half.capitalize())


@cache
def _compounds() -> frozenset[str]:
    return words_listed("names_words", "compound")


def _half(words: Words, start: int, end: int, lexicon: Lexicon) -> int:
    """`Ki|-moon`, `Persad|-Bissessar`, `al|-Sabah`."""
    if not is_joined(words, end):
        return end
    if is_second_half(words, start, end + 1, lexicon):
        return end + 2
    double = end - start > 1 and is_capital(words.texts[end + 1]) and not lexicon.is_elsewhere(words.texts[end + 1])
    return end + 2 if double and words.texts[end + 1].isalpha() else end


def _particles(words: Words, start: int, end: int, lexicon: Lexicon) -> int:
    """`Misuzulu | ka Zwelithini`, `Haitham | bin Tarik`, `Mishal | al-Ahmad`; `Correia | e Silva` after two names."""
    j = end
    while j < end + 3 and goes_on(words, j) and words.texts[j] in PARTICLES:
        j += 1
    if j == end or (words.lowers[end] in ("e", "y", "i") and end - start < 2):
        return end
    j += is_joined(words, j) or (j < len(words) and words.texts[j] == "'" and words.gaps[j] == GLUED)
    if not goes_on(words, j) or not is_capital(words.texts[j]) or lexicon.is_elsewhere(words.texts[j]):
        return end
    return end if words.texts[j] in lexicon.place or words.texts[j] in lexicon.things else j + 1


def _nickname(words: Words, start: int, end: int, lexicon: Lexicon) -> int:
    """`Charles | (Chuck) Ellis`, `Joaquín | “El Chapo” Guzmán`: up to the first word behind it."""
    if not goes_on(words, end) or words.texts[end] not in CLOSING or words.gaps[end] == GLUED:
        return end
    close = _closed(words, end)
    if close is None or not goes_on(words, close + 1) or words.gaps[close + 1] == GLUED:
        return end
    after = words.texts[close + 1]
    if not is_capital(after) or lexicon.lead(words, close + 1) or lexicon.is_elsewhere(after):
        return end
    inside = words.texts[end + 1 : close]
    if words.texts[end] == "(" and not (len(inside) == 1 and plain_case(inside[0]) in lexicon.given):
        return end
    return close + 2


def _closed(words: Words, opening: int) -> int | None:
    """The word with the sign that closes a nickname, which is of words with capitals, opened at word `opening`."""
    sign = CLOSING[words.texts[opening]]
    for close in range(opening + 2, min(opening + 2 + NICKNAME, len(words))):
        if words.texts[close] == sign and words.gaps[close] == words.gaps[opening + 1] == GLUED:
            inside = words.texts[opening + 1 : close]
            named = is_capital(inside[0]) and not (len(inside) == 1 and inside[0].isupper() and len(inside[0]) < 3)
            return close if named and all(text[0].isalpha() for text in inside) else None
    return None


def _before_unclosed(words: Words, start: int, end: int) -> int:
    """`Thomas | 'Tip' Harlan`, found up to the middle of the nickname."""
    for k in range(start + 1, end):
        if words.texts[k] in CLOSING and words.gaps[k] != GLUED and (_closed(words, k) or 0) >= end:
            return k
    return end


def _family(words: Words, start: int, end: int, lexicon: Lexicon) -> int:
    """`Jeff | Sessions`, `Kate | Church`: the family name behind a given name, whatever else the word is."""
    return end + 1 if closes_as_surname(words, start, end, lexicon) else end


def _further(words: Words, start: int, end: int, lexicon: Lexicon) -> int:
    """`Maria Benvinda | Delfina Levi`: a word that is nothing else, where no other person's name begins with it."""
    if end - start < 2 or not goes_on(words, end) or words.gaps[end] == GLUED or is_heading(words, end):
        return end
    text, before = words.texts[end], words.texts[end - 1]
    small = is_second_half(words, start, end - 1, lexicon)  # `Steve Ruey-long | Chen`
    if not is_capital(text) or not text.isalpha() or text.isupper() or not (is_capital(before) or small):
        return end
    form = plain_case(text)
    if text.lower() in lexicon.common or form in lexicon.things or form in lexicon.place or lexicon.is_elsewhere(text):
        return end
    if any(lexicon.lead(words, k) for k in (end - 1, end)) or lexicon.phrase(words, end) or form in lexicon.firms:
        return end
    other = form in lexicon.given and (plain_case(before) in lexicon.family or not goes_on(words, end + 1))
    listed = form in lexicon.family or form in lexicon.given
    return end if other or not listed else end + 1


def _suffix(words: Words, start: int, end: int, lexicon: Lexicon) -> int:
    """`Kellner | Sr.`, `Kellner |, Jr.`"""
    j = end + (words.texts[end] == "," if end < len(words) else 0)
    return j + 1 if goes_on(words, j) and words.texts[j] in SUFFIXES and words.texts[j] != "V" else end


def _editors_end(words: Words, start: int, end: int, lexicon: Lexicon) -> int:
    """`[Bernie|] Sanders`: an editor's brackets around the given name, where the name begins with them."""
    if start < len(words) and words.texts[start] == "[" and end + 1 < len(words) and words.texts[end] == "]":
        return end + 2 if goes_on(words, end + 1) and is_capital(words.texts[end + 1]) else end
    return end


STEPS: tuple[Step, ...] = (_half, _particles, _nickname, _family, _further, _suffix, _editors_end)


def _editors_start(words: Words, start: int) -> int:
    """`|[Bernie] Sanders`, found from either of the two."""
    if start > 0 and words.texts[start - 1] == "[" and words.gaps[start] == GLUED:
        close = _closed(words, start - 1)
        return start - 1 if close and goes_on(words, close + 1) and is_capital(words.texts[close + 1]) else start
    if start > 2 and words.texts[start - 1] == "]" and words.gaps[start] != GLUED:
        opening = next((k for k in range(start - 2, max(start - 5, -1), -1) if words.texts[k] == "["), None)
        return start if opening is None or _closed(words, opening) != start - 1 else opening
    return start


def _may_be_given(words: Words, i: int, lexicon: Lexicon) -> bool:
    """A listed given name, or a word with a capital that is nothing else: `Earvin “Magic” Johnson`."""
    form = plain_case(words.texts[i])
    if form in lexicon.given:
        return True
    known = any(form in listed for listed in (lexicon.things, lexicon.firms, lexicon.place))
    strange = words.lowers[i] not in lexicon.common and not known and not lexicon.is_elsewhere(form)
    return is_capital(form) and form.isalpha() and strange and not lexicon.lead(words, i)


def _called_start(words: Words, start: int, lexicon: Lexicon) -> int:
    """`|Joaquín “El Chapo” Guzmán` found by its last word; `|“Bibi” Netanyahu`."""
    sign = words.texts[start - 1] if start > 2 and words.gaps[start] != GLUED else ""
    if sign not in OPENING or sign == "]":
        return start
    low = max(start - 2 - NICKNAME, words.sentence(start)[0])
    opening = next((k for k in range(start - 3, low - 1, -1) if words.texts[k] == OPENING[sign]), None)
    if opening is None or _closed(words, opening) != start - 1:
        return start
    behind = opening and goes_on(words, opening) and words.gaps[opening] != GLUED
    if (
        behind
        and _may_be_given(words, opening - 1, lexicon)
        and _nickname(words, opening - 1, opening, lexicon) > opening
    ):
        return opening - 1
    single = start - 1 == opening + 2 and words.lowers[opening + 1] not in lexicon.common and sign != ")"
    return opening if single and not lexicon.is_elsewhere(words.texts[opening + 1]) else start
