"""Governors: the word to the left that trades a good, `[sells] new books`, `[tonnes] of rice`, `products [such as] tea`.

A walk from the good to the left asks at each word what `LOOKS` has for it: a governor, a wall, or that the walk goes on.
"""

from collections.abc import Callable, Mapping
from enum import Enum, auto
from functools import partial

from extractor.data import words

_cues = partial(words, "commodities_words")
MOVES, OF, PREPOSITIONS, AMOUNTS, UNITS = (
    _cues(kind) for kind in ("moves", "of", "preposition", "amount", "price unit")
)
OPENS_LIST, LISTED, SUPPLY, ONE, WALLS = (_cues(kind) for kind in ("list", "listed", "supply", "one", "wall"))
TAKES, BANS, USE, POSSESSIVES = (_cues(kind) for kind in ("takes", "bans", "use", "possessive"))
GENITIVE = "'s"
NOUNS_TOO, AUXILIARIES = _cues("moves after an auxiliary"), _cues("auxiliary")
REACH = 7  # how many words may stand between a verb or `exports of` and the good
REACH_OF_LIST = 6  # how many between `products` and `such as`


class Governor(Enum):
    """What trades a good from the left."""

    NONE = auto()
    VERB = auto()
    NOUN = auto()
    LIST = auto()
    COLON = auto()
    SUPPLY = auto()
    TAKES = auto()


# What a word says: its governor, NONE for a wall, and nothing where the walk goes on. It gets the words in small letters,
# the first of the sentence, the place of the word, and the range of the good.
Look = Callable[[list[str], int, int, range], Governor | None]


def find_governor(lowers: list[str], first: int, start: int, stop: int) -> Governor:
    """What trades the good in words `start` to before `stop` of the sentence that begins at `first`.

    >>> find_governor("he sells old and new books".split(), 0, 5, 6).name
    'VERB'
    """
    good = range(start, stop)
    for i in range(start - 1, max(first, start - REACH) - 1, -1):
        look = LOOKS.get(lowers[i])
        governor = look(lowers, first, i, good) if look else None
        if governor:
            return governor
    return Governor.NONE


def _verb(lowers: list[str], first: int, i: int, good: range) -> Governor | None:
    """`sells books`; a single thing, `bought a car`, is no trade, and `the ships, the ships of others` has no verb."""
    last = lowers[good[-1]]
    if lowers[i] == last:
        return None
    one = not last.endswith("s") and not ONE.isdisjoint(lowers[i + 1 : good[0]])
    return Governor.NONE if one else Governor.VERB


def _takes(lowers: list[str], first: int, i: int, good: range) -> Governor | None:
    """`seized ivory`, but not `seized his gold`, `the gold of others`; the walk goes on from `sold [seized] ivory`."""
    if i > first and (lowers[i - 1] in MOVES or lowers[i - 1] in PREPOSITIONS):
        return None
    between = lowers[i + 1 : good[0]]
    own = GENITIVE in between or not POSSESSIVES.isdisjoint(between) or lowers[good[-1] + 1 : good[-1] + 2] == ["of"]
    return Governor.NONE if own else Governor.TAKES


def _bans(lowers: list[str], first: int, i: int, good: range) -> Governor | None:
    """`banned plastic bags`, but not `banned phones in cars`, which is about their use."""
    return Governor.NONE if USE.intersection(lowers[good[-1] + 1 : good[-1] + 2]) else _takes(lowers, first, i, good)


def _verb_or_noun(lowers: list[str], first: int, i: int, good: range) -> Governor | None:
    """`will tax electric cars`, but not `the tax, cars and fines`."""
    return _verb(lowers, first, i, good) if i > first and lowers[i - 1] in AUXILIARIES else None


def _preposition(lowers: list[str], first: int, i: int, good: range) -> Governor | None:
    """`tonnes of rice`, `demand for rice`, but not `20 pounds for the book`; `thousands of` leads on."""
    if i == first:
        return None
    noun, of = lowers[i - 1], lowers[i] == "of"
    if noun in TAKES and of:  # `the seizure of ivory`
        return _takes(lowers, first, i - 1, good)
    if noun in OF and (of or noun not in UNITS):
        return Governor.NOUN
    return None if of and noun in AMOUNTS else Governor.NONE


def _list(lowers: list[str], first: int, i: int, good: range) -> Governor | None:
    """`products such as tea`."""
    return None if LISTED.isdisjoint(lowers[max(first, i - REACH_OF_LIST) : i]) else Governor.LIST


def _colon(lowers: list[str], first: int, i: int, good: range) -> Governor | None:
    """`Imports: fertilizers, tractors, paper.`"""
    return Governor.NONE if LISTED.isdisjoint(lowers[max(first, i - REACH) : i]) else Governor.COLON


def _with(lowers: list[str], first: int, i: int, good: range) -> Governor | None:
    """`supply the country with tanks`."""
    return Governor.NONE if SUPPLY.isdisjoint(lowers[max(first, i - REACH) : i]) else Governor.SUPPLY


def _wall(lowers: list[str], first: int, i: int, good: range) -> Governor | None:
    """`exports fell [because] rice …`: what stands further off governs another phrase."""
    return Governor.NONE


LOOKS: Mapping[str, Look] = (
    dict.fromkeys(WALLS, _wall)
    | dict.fromkeys(TAKES, _takes)
    | dict.fromkeys(BANS, _bans)
    | dict.fromkeys(NOUNS_TOO, _verb_or_noun)
    | dict.fromkeys(MOVES, _verb)
    | dict.fromkeys(PREPOSITIONS, _preposition)
    | dict.fromkeys(OPENS_LIST, _list)
    | {":": _colon, "with": _with}
)
