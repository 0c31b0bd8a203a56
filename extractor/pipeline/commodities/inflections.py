"""Inflections: from a name as the table writes it to every spelling that news may use.

A row gives a good's name in one form; plurals (`lasers`, `cherries`), the singular of a plural name (`cut flower`),
American spellings (`aluminum`, `jewelry`) and the open spelling of a hyphen (`hot rolled coil`) are made here.
"""

import re
from collections.abc import Iterable, Iterator

from extractor.data import values, words
from extractor.pipeline.text.tokens import beginnings, exceptions

IRREGULAR = values("commodities_spellings", "plural")
_SINGULAR = {plural: noun for noun, plural in IRREGULAR.items()}
_PAIRS = values("commodities_spellings", "spelling")
_OTHER = {**_PAIRS, **{american: british for british, american in _PAIRS.items()}}
_SPELLED = re.compile("|".join(sorted(_OTHER, key=len, reverse=True)))
_OF_ONE_NUMBER = words("commodities_words", "mass") | words("commodities_words", "plural")
VOWELS = "aeiou"
HISSES = ("s", "x", "sh", "ch", "z")  # a plural puts an `e` after them
HISSED = ("shes", "ches", "xes", "sses")
OWN_E = 5  # letters: in `pies` and `ties` the `e` is the singular's own, in longer words the plural's


def plural(noun: str) -> str:
    """The plural of a noun.

    >>> [plural(noun) for noun in ("laser", "cherry", "box", "knife", "mango")]
    ['lasers', 'cherries', 'boxes', 'knives', 'mangoes']
    """
    if noun in IRREGULAR:
        return IRREGULAR[noun]
    if noun.endswith("y") and noun[-2:-1] not in VOWELS:
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(HISSES) else "s")


def singular(noun: str) -> str:
    """The singular of a plural noun.

    >>> [singular(noun) for noun in ("lasers", "cherries", "boxes", "knives", "machines")]
    ['laser', 'cherry', 'box', 'knife', 'machine']
    """
    if noun in _SINGULAR:
        return _SINGULAR[noun]
    if noun.endswith("ies") and len(noun) > OWN_E:
        return noun[:-3] + "y"
    return noun[:-2] if noun.endswith(HISSED) else noun[:-1]


def spellings(name: str) -> Iterator[str]:
    """Every way in which news may write a name of the table, in lower case, the name itself first.

    >>> sorted(set(spellings("car tyre")))
    ['car tire', 'car tires', 'car tyre', 'car tyres']
    """
    for form in _written(name.lower()):
        yield form
        head, _, last = form.rpartition(" ")
        if other := _other_number(last):
            yield f"{head} {other}" if head else other


def firsts(name: str) -> Iterable[str]:
    """The words with which a spelling of the name may begin, mostly without making all of them."""
    name = name.lower()
    first, _, rest = name.partition(" ")
    if not first.isalpha() or first in exceptions() or _SPELLED.search(first):
        return {word for form in spellings(name) for word in beginnings(form)}
    other = None if rest else _other_number(first)
    return (first, other) if other else (first,)


def _other_number(noun: str) -> str | None:
    """The plural of a singular and the singular of a plural; None for a noun that has but one of them."""
    if noun in _OF_ONE_NUMBER or not noun.isalpha():
        return None
    return singular(noun) if _is_plural(noun) else plural(noun)


def _is_plural(noun: str) -> bool:
    return noun.endswith("s") and not noun.endswith("ss")


def _written(name: str) -> list[str]:
    """The British and American spellings of a name, each with its hyphens and without."""
    forms = [name]
    for part in dict.fromkeys(_SPELLED.findall(name)):
        forms += [form.replace(part, _OTHER[part]) for form in forms]
    forms += [form.replace("-", " ") for form in forms if "-" in form and not form.endswith("-")]
    return list(dict.fromkeys(forms))
