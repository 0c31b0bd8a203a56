"""The tense around an expression: it decides whether `Monday` or `in March` lies before or after publication."""

from functools import cache

from extractor.pipeline.dates.table import read_values
from extractor.pipeline.dates.values import Tense
from extractor.pipeline.words import Words

REACH = 14
SAYING = frozenset("said told announced reported declared added stated disclosed confirmed noted has have had been".split())
AHEAD = frozenset(("will", "'ll", "’ll", "shall", "be"))


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    values = read_values()
    return frozenset(values["FUTURE"]), frozenset(values["PAST"])


def tense_at(words: Words, i: int, *, far: bool = False) -> Tense:
    """`future`, `past`, or nothing where no verb near word `i` tells; the nearest verb before it, else the next one after.

    With `far`, verbs of saying don't count.
    """
    before = words.lowers[i - 1] if i else ""
    if before == "since":
        return "past"
    first, last = words.sentence(i)
    steps = (*range(i - 1, max(first, i - REACH) - 1, -1), *range(i + 1, min(last, i + REACH)))
    for j in steps:
        if far and words.lowers[j] in SAYING:
            continue
        if sense := _sense(words, j):
            return sense
    return "future" if before in ("until", "till", "by", "through") else ""


def _sense(words: Words, j: int) -> Tense:
    word = words.lowers[j]
    future, past = _words()
    if word in future:
        return "" if word == "may" and words.texts[j] == "May" else "future"
    if not (word in past or (len(word) > 4 and word.endswith("ed"))):
        return ""
    passive = AHEAD.intersection(words.lowers[max(0, j - 3) : j])  # `will be shipped`, `to be opened`
    return "future" if passive else "past"
