"""Spellings of one name: accents left out (`Erdoğan`, `Erdogan`) and other transliterations (`Lukashenko`, `Lukashenka`).

Two words of an article are taken for one name when they differ by accents alone, or by letters that ways of
transliteration from Cyrillic, Arabic and Greek scripts exchange, and are long enough for that to be no accident.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import filterfalse

# Letters that no decomposition takes apart.
LETTERS = str.maketrans({"ø": "o", "ł": "l", "ı": "i", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"})
# What transliterations exchange, applied in this order: `Yushchenko` `Juschtschenko`, `Gaddafi` `Qadhafi`, `Makei` `Makey`.
EXCHANGES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"tsch|tch", "ch"),
        (r"shch|sch", "sh"),
        (r"kh|gh", "h"),
        (r"dh", "d"),
        (r"ph", "f"),
        (r"ck|q", "k"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"(?<=[a-z])ou", "u"),
        (r"[yj](?=[aeou])|i(?=[aou])", ""),
        (r"[yj]", "i"),
        (r"^g(?=a)", "k"),
        (r"(?<=i)i|(?<=e)i$", ""),
        (r"(.)\1", r"\1"),
        (r"o", "u"),
        (r"e", "i"),
        (r"[au]$", ""),
    )
)
VOWELS = re.compile("[aeiou]")
SHORT = 5  # letters: shorter words must be equal but for accents
SURE = 6  # consonants: as many equal ones in a row make two spellings of one name


@lru_cache(maxsize=8192)
def plain(word: str) -> str:
    """The word in lower case and without accents."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFD", word.lower().translate(LETTERS))
    return "".join(filterfalse(unicodedata.combining, decomposed)).translate(LETTERS)


@lru_cache(maxsize=8192)
def sound(word: str) -> str:
    """What is left of a word when exchanged letters are made one.

    >>> sound("Lukashenko") == sound("Lukashenka"), sound("Gaddafi") == sound("Qadhafi")
    (True, True)
    """
    word = plain(word)
    for pattern, replacement in EXCHANGES:
        word = pattern.sub(replacement, word)
    return word


def unaccented(name: str) -> str:
    """The name without accents, otherwise as it is.

    >>> unaccented("Côte d'Ivoire")
    "Cote d'Ivoire"
    """
    if name.isascii():
        return name
    return "".join(filterfalse(unicodedata.combining, unicodedata.normalize("NFD", name)))


def all_unaccented(names: Iterable[str]) -> list[str]:
    """The same of many names, several times faster than one after another; none has a line break."""
    joined = "\n".join(names)
    return unaccented(joined).split("\n") if joined else []


class Spellings:
    """Words by their first spelling: `Lukashenka` is `lukashenko` where `Lukashenko` came before."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self.first: dict[str, str] = {}
        self.alike: defaultdict[str, list[str]] = defaultdict(list)
        for word in words:
            self.add(word)

    def add(self, word: str) -> str:
        """The first spelling of the word: one that came before, or its own plain form."""
        if word not in self.first:
            form = plain(word)
            known = self._known(form)
            self.first[word] = known or form
            if known is None:
                self.alike[_key(form)].append(form)
        return self.first[word]

    def knows(self, word: str) -> bool:
        """Whether the word is a spelling of one that came before."""
        return word in self.first or self._known(plain(word)) is not None

    def _known(self, form: str) -> str | None:
        return next((other for other in self.alike.get(_key(form), ()) if _is_variant(form, other)), None)


def unify(words: Iterable[str]) -> dict[str, str]:
    """For each word the first of its spellings: `{"Lukashenko": "lukashenko", "Lukashenka": "lukashenko"}`."""
    return Spellings(words).first


def _key(form: str) -> str:
    return VOWELS.sub("", sound(form)) if len(form) >= SHORT else form


def _is_variant(a: str, b: str) -> bool:
    """Whether two words with the same consonants are one name."""
    if a == b:
        return True
    if a[0] != b[0] and not {a[0], b[0]} <= set("gkq") and not {a[0], b[0]} <= set("yji"):
        return False
    one, other = sound(a), sound(b)
    return one == other or len(VOWELS.sub("", one)) >= SURE
