"""Currency signs as patterns: what the tokenizer cuts off an amount, all of it from the column `tight` of `currencies.csv`.

A row that is added there is cut off here and priced by `pipeline/money/`; nothing else lists signs.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from extractor.data import values

# What must follow a sign, by its cell in `tight`.
AMOUNTS = {
    "any": "",
    "digit": r"(?=\d)",
    "sum": r"(?=\d+(?:[.,]\d|m|bn|tn|trn|k|\d\d))",
    "large": r"(?=\d[\d,.]*(?:m|bn|tn|trn)|\d{1,3},\d{3})",
}
NO_LETTER = r"(?![A-Za-z])"  # `$US40.6bn`, `$A 5m`, but `$AAPL` is `$` and a name
CODE = 3  # letters of a currency's code


@cache
def symbols() -> frozenset[str]:
    """The signs of one character that is no Latin letter: `$`, `₹`, `元`."""
    return frozenset(sign for sign in _tight() if len(sign) == 1 and not sign.isascii()) | {"$"}


@cache
def before_amount() -> str:
    """The pattern of every sign and code that is cut off the amount behind it, the longest first: `US$`, `KSh`, `USD`."""
    return _alternation((sign, _ahead(sign, amount)) for sign, amount in _tight().items())


@cache
def inside() -> str:
    """The pattern of every sign with a symbol at its end before a figure, as it stands inside a word: `10-US$12`."""
    return _alternation((sign, AMOUNTS["digit"]) for sign in _tight() if sign[-1] in symbols())


@cache
def after_amount() -> str:
    """The pattern of every symbol that stands behind an amount: `50€`."""
    return f"[{re.escape(''.join(sorted(symbols())))}]"


@cache
def codes() -> str:
    """The pattern of the codes, and of what is written like one, that may be glued to a figure: `40USD`, `5MEUR`."""
    words = [sign for sign, amount in _tight().items() if amount == "digit" and len(sign) >= CODE and _is_loud(sign)]
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


def _is_loud(sign: str) -> bool:
    return sign.isalpha() and sign.isupper()


def _tight() -> dict[str, str]:
    return {sign: amount for sign, amount in values("currencies", column="tight").items() if amount}


def _ahead(sign: str, amount: str) -> str:
    """What must follow a sign: no letter where it ends in one and needs no figure."""
    return NO_LETTER if amount == "any" and sign[-1].isascii() and sign[-1].isalpha() else AMOUNTS[amount]


def _alternation(signs: Iterable[tuple[str, str]]) -> str:
    """One pattern of signs and of what must follow each, by first character, so that few are tried at a place.

    >>> _alternation([("R", "(?=5)"), ("$", ""), ("R$", "")])
    '(?:\\\\$|R(?:\\\\$|(?=5)))'
    """
    by_first: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for sign, ahead in signs:
        by_first[sign[0]].append((sign[1:], ahead))
    return f"(?:{'|'.join(re.escape(first) + _rest(rest) for first, rest in sorted(by_first.items()))})"


def _rest(rest: list[tuple[str, str]]) -> str:
    forms = [re.escape(sign) + ahead for sign, ahead in sorted(rest, key=lambda pair: (-len(pair[0]), pair[0]))]
    return f"(?:{'|'.join(forms)})" if len(forms) > 1 else forms[0]
