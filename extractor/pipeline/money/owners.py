"""Owners: the country whose dollars a sign stands for, named before it: `Canadian $5 million`, `worth Hong Kong $30 million`.

A country stands there as often for itself (`gave Jamaica $7 million`). A people's adjective is no one who is paid; a name is
the currency's only behind a word that leads to an amount.
"""

from bisect import bisect_left
from functools import cache

from extractor.data import words as words_of_kind
from extractor.pipeline.money.catalogue import Unit, owner
from extractor.pipeline.money.context import DOLLARS
from extractor.pipeline.money.survey import Survey
from extractor.pipeline.money.tender import member
from extractor.pipeline.text.geography import country_names
from extractor.pipeline.text.lookup import Hit

LEADS, SUMS = words_of_kind("money_words", "before owner"), words_of_kind("money_words", "sum")
JOINTS = frozenset(("and", "or", ","))
PLAIN = "$"
LONGEST_LIST = 4  # sums before one that its country may be told from


@cache
def _adjectives() -> frozenset[str]:
    """What is said of a people's things: `canadian`, never `canadians`."""
    names = (name.name.lower() for name in country_names() if name.kind == "demonym")
    return frozenset(name for name in names if not name.endswith("s"))


def owner_before(survey: Survey, hit: Hit[Unit]) -> tuple[str, int] | None:
    """The country that the words before a plain `$` give it to, and where its name begins."""
    named = _named_before(survey, hit.start)
    if named is None or _is_led_to(survey, named[1], hit.start):
        return named
    first, start = survey.words.sentence(hit.start)[0], named[1]
    signs = survey.signs
    number = bisect_left(signs, hit.start, key=lambda other: other.start)
    for other in reversed(
        signs[max(0, number - LONGEST_LIST) : number]
    ):  # `Canadian $5 million and Singapore $3 million`
        if survey.words.lowers[start - 1] not in JOINTS or other.start < first:
            return None
        before = _named_before(survey, other.start)
        if before is None or _is_led_to(survey, before[1], other.start):
            return named if before else None
        start = before[1]
    return None


def _named_before(survey: Survey, sign: int) -> tuple[str, int] | None:
    """The country with dollars of its own that is named right before a plain `$`."""
    named = owner(survey.words, sign) if survey.words.texts[sign] == PLAIN else None
    return named if named and member(named[0], DOLLARS, None) else None


def _is_led_to(survey: Survey, start: int, sign: int) -> bool:
    """Whether the words `start` to `sign` tell the currency: an adjective, or a name behind a word that leads to an amount."""
    words = survey.words
    if start == words.sentence(start)[0]:  # `Hong Kong $30 million was raised`
        return True
    before = words.lowers[start - 1]
    if words.form(start, sign).lower() in _adjectives() or before in LEADS:
        return True
    return before == "of" and start > 1 and words.lowers[start - 2] in SUMS
