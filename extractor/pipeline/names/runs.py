"""Where a name may go on: to the next word of its line, over the end of a line, and not to the next row of a table."""

from extractor.pipeline.text.typography import HYPHEN
from extractor.pipeline.text.words import GLUED, LINE, SPACED, Words

ROW = 4  # words of a row of names


def begins_row(words: Words, i: int) -> bool:
    """Whether word `i` begins a row of a table or list: a line of words with capitals alone, as the line before is."""
    if i and words.gaps[i] == GLUED:  # `Paul Manafort|Manafort seeks`: two rows of a page run into one another
        return words.texts[i].isalpha() and words.texts[i - 1].isalpha()
    if words.gaps[i] != LINE or not i:
        return False
    above = i - 1
    while above and words.gaps[above] in (GLUED, SPACED) and i - above <= ROW:
        above -= 1
    below = i + 1
    while below < len(words) and words.gaps[below] in (GLUED, SPACED) and below - i <= ROW:
        below += 1
    if i - above > ROW or below - i > ROW or not all(text[0].isalpha() for text in words.texts[above:below]):
        return False
    alike = i - above == below - i or min(i - above, below - i) > 1  # not `By Catherine` and `Walsh`
    return alike and not any(text[0].islower() for text in words.texts[above:below])


def is_joined(words: Words, i: int) -> bool:
    """Whether a hyphen at word `i` has nothing beside it on either side."""
    if i + 1 >= len(words) or words.texts[i] != HYPHEN:
        return False
    return words.gaps[i] == words.gaps[i + 1] == GLUED


def goes_on(words: Words, end: int) -> bool:
    """Whether word `end` stands on the same line, or the next, of the same sentence as the one before it."""
    if end >= len(words) or words.gaps[end] > LINE or words.sentences[end] != words.sentences[end - 1]:
        return False
    return words.gaps[end] != LINE or not begins_row(words, end)
