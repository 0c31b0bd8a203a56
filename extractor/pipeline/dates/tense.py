"""The tense around an expression: it decides whether `Monday` or `in March` lies before or after publication."""

from extractor.pipeline.dates.calendar import Tense
from extractor.pipeline.dates.lexicon import Lexicon
from extractor.pipeline.words import Words

REACH = 14
AHEAD = frozenset(("will", "'ll", "’ll", "shall", "be"))


def tense_at(words: Words, i: int, lexicon: Lexicon) -> Tense:
    """`future`, `past`, or nothing where no verb near word `i` tells; words before count nearer than words after."""
    before = words.lowers[i - 1] if i else ""
    if before in ("since", "until", "till", "for", "by"):
        return "past" if before == "since" else "future"
    first, last = words.sentence(i)
    best, found = REACH, ""
    for j in range(max(first, i - REACH), min(last, i + REACH)):
        distance = i - j if j < i else 2 * (j - i)
        sense = _sense(words, j, lexicon) if j != i else ""
        if sense and distance <= best:
            best, found = distance, sense
    return "future" if found == "future" else "past" if found == "past" else ""


def _sense(words: Words, j: int, lexicon: Lexicon) -> str:
    word = words.lowers[j]
    if word in lexicon.future:
        return "" if word == "may" and words.texts[j] == "May" else "future"
    if not (word in lexicon.past or (len(word) > 4 and word.endswith("ed"))):
        return ""
    passive = AHEAD.intersection(words.lowers[max(0, j - 3) : j])  # `will be shipped`, `to be opened`
    return "future" if passive else "past"
