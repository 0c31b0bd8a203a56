"""The tense around an expression: it decides whether `Monday` or `in March` lies before or after publication."""

from functools import cache

from extractor.pipeline.dates.table import read_values
from extractor.pipeline.dates.values import Tense
from extractor.pipeline.words import Words

REACH = 14
AHEAD = frozenset(("will", "'ll", "’ll", "shall", "be", "to"))


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    values = read_values()
    return frozenset(values["FUTURE"]), frozenset(values["PAST"])


def tense_at(words: Words, i: int) -> Tense:
    """`future`, `past`, or nothing where no verb near word `i` tells; words before count nearer than words after."""
    before = words.lowers[i - 1] if i else ""
    if before in ("since", "until", "till", "by"):
        return "past" if before == "since" else "future"
    first, last = words.sentence(i)
    best: int = REACH
    found: Tense = ""
    for j in range(max(first, i - REACH), min(last, i + REACH)):
        distance = i - j if j < i else 2 * (j - i)
        sense = _sense(words, j) if j != i else ""
        if sense and distance <= best:
            best, found = distance, sense
    return found


def _sense(words: Words, j: int) -> Tense:
    word = words.lowers[j]
    future, past = _words()
    if word in future:
        return "" if word == "may" and words.texts[j] == "May" else "future"
    if not (word in past or (len(word) > 4 and word.endswith("ed"))):
        return ""
    passive = AHEAD.intersection(words.lowers[max(0, j - 3) : j])  # `will be shipped`, `to be opened`
    return "future" if passive else "past"
