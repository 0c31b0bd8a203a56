"""The tense around an expression: it decides whether `Monday` or `in March` lies before or after publication."""

from functools import cache

from extractor.pipeline.dates.table import read_values
from extractor.pipeline.dates.values import Tense
from extractor.pipeline.words import Words

REACH = 14
NOUNS = frozenset("hundred indeed speed breed proceed exceed succeed aged naked sacred wicked united".split())
AHEAD = frozenset(("will", "'ll", "’ll", "shall", "be"))


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    values = read_values()
    return frozenset(values["FUTURE"]), frozenset(values["PAST"])


def tense_at(words: Words, i: int) -> Tense:
    """`future`, `past`, or nothing where no verb near word `i` tells; the nearest verb before it, else the next one after."""
    before = words.lowers[i - 1] if i else ""
    if before in ("since", "until", "till", "by", "through"):
        return "past" if before == "since" else "future"
    if before == "for" and words.lowers[i] in read_values()["WEEKDAY"]:  # `announced a protest for Friday`
        return "future"
    first, last = words.sentence(i)
    steps = (*range(i - 1, max(first, i - REACH) - 1, -1), *range(i + 1, min(last, i + REACH)))
    for j in steps:
        if sense := _sense(words, j):
            return sense
    return ""


def _sense(words: Words, j: int) -> Tense:
    word = words.lowers[j]
    future, past = _words()
    if word in future:
        if word == "may" and words.texts[j] == "May":
            return ""
        if word == "due" and words.lowers[j - 1 : j] in (["fell"], ["came"], ["became"]):
            return "past"
        return "past" if "had" in words.lowers[max(0, j - 2) : j] else "future"  # `had been due to expire Friday`
    regular = len(word) > 4 and word.endswith("ed") and words.texts[j][0].islower() and word not in NOUNS  # `United`
    if not (word in past or regular):
        return ""
    passive = AHEAD.intersection(words.lowers[max(0, j - 3) : j])  # `will be shipped`, `to be opened`
    return "future" if passive else "past"
