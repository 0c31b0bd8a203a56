"""What ranks a thing among those of a time: `the worst drought in a decade`, `for the second time in 100 years`.

The time behind such a word is a length that ends with the thing, whatever modal stands near: nothing will happen in 100 years.
"""

from extractor.pipeline.dates.engine import Found
from extractor.pipeline.dates.rules.signs import DASHES, THE
from extractor.pipeline.dates.table import read_cues, read_values

SUPERLATIVES = read_cues("superlative with no ending")
NO_SUPERLATIVES = read_cues("word in -est that is no superlative")
UNMATCHED = read_cues("that nothing like it has been")
ENDING, SHORTEST = "est", 5  # letters
OWNERS = read_cues("before a participle that tells no tense")
OF_MANY = frozenset(("most", "least"))  # `the most`, no `most factories`, `most affected`
ORDINAL_ENDINGS = ("st", "nd", "rd", "th")
REACH = 14  # words before the time in which the rank stands


def is_ranked(m: Found) -> bool:
    """Whether the words before the match rank something; a verb ahead between them parts the two.

    `the largest mine will close in five years` says when, `will be the largest mine in five years` among which.
    """
    first = max(m.sheet.words.sentence(m.start)[0], m.start - REACH)
    future = read_values()["FUTURE"]
    for i in range(m.start - 1, first - 1, -1):
        if _is_rank(m, i):
            return True
        if m.sheet.word(i) in future:
            return False
    return False


def _is_rank(m: Found, i: int) -> bool:
    word = m.sheet.word(i)
    if word in UNMATCHED:
        return True
    if m.sheet.is_built(i) or m.sheet.word(i + 1) in DASHES:  # `the first quarter`, `first-half`, `the best-known`
        return False
    if word in OF_MANY:
        return m.sheet.word(i - 1) in THE | OWNERS
    superlative = word.endswith(ENDING) and len(word) >= SHORTEST and word not in NO_SUPERLATIVES
    return superlative or word in SUPERLATIVES or _is_ordinal(word)


def _is_ordinal(word: str) -> bool:
    digits = word[:1].isdigit() and word.endswith(ORDINAL_ENDINGS)
    return digits or word in read_values()["ORDINAL"]
