"""The tense around an expression: it decides whether `Monday` or `in March` lies before or after publication."""

from extractor.pipeline.dates.calendar import Tense
from extractor.pipeline.dates.lexicon import Lexicon
from extractor.pipeline.words import Words

REACH = 14


def tense_at(words: Words, i: int, lexicon: Lexicon) -> Tense:
    """`future`, `past`, or nothing where no verb near word `i` tells; words before count nearer than words after."""
    first, last = words.sentence(i)
    best, found = REACH, ""
    for j in range(max(first, i - REACH), min(last, i + REACH)):
        distance = i - j if j < i else 2 * (j - i)
        sense = _sense(words.lowers[j], lexicon)
        if sense and distance <= best:
            best, found = distance, sense
    return "future" if found == "future" else "past" if found == "past" else ""


def _sense(word: str, lexicon: Lexicon) -> str:
    if word in lexicon.future:
        return "future"
    return "past" if word in lexicon.past or (len(word) > 4 and word.endswith("ed")) else ""
