"""Owners: the country whose dollars a sign stands for, named before it: `Canadian $5 million`, `worth Hong Kong $30 million`.

A country stands there as often for itself (`gave Jamaica $7 million`). A people's adjective is no one who is paid; a name is
the currency's only behind a word that leads to an amount.
"""

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


@cache
def _adjectives() -> frozenset[str]:
    """What is said of a people's things: `canadian`, never `canadians`."""
    names = (name.name.lower() for name in country_names() if name.kind == "demonym")
    return frozenset(name for name in names if not name.endswith("s"))


def owner_before(survey: Survey, hit: Hit[Unit]) -> tuple[str, int] | None:
    """The country that the words before a plain `$` give it to, and where its name begins."""
    words, sign = survey.words, hit.start
    if words.texts[sign] != PLAIN:
        return None
    named = owner(words, sign)
    if named is None or named[1] == 0 or member(named[0], DOLLARS, None) is None:
        return None
    start = named[1]
    before = words.lowers[start - 1]
    if words.form(start, sign).lower() in _adjectives() or before in LEADS:
        return named
    if before == "of" and start > 1 and words.lowers[start - 2] in SUMS:
        return named
    return named if before in JOINTS and _last_has_owner(survey, start) else None


def _last_has_owner(survey: Survey, start: int) -> bool:
    """Whether the sign before word `start` in its sentence has an owner: `of Canadian $5 million and Singapore $3 million`."""
    first = survey.words.sentence(start)[0]
    before = [hit for hit in survey.signs if first <= hit.start < start]
    return bool(before) and owner_before(survey, before[-1]) is not None
