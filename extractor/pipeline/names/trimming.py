"""Trimming: what a trained model found, cut to the name alone. Titles stay in its finds, and one may hold two names."""

from collections.abc import Iterable, Iterator

from extractor.pipeline.names.lexicon import (
    LEADING,
    OPENERS,
    PARTICLES,
    Lexicon,
    Span,
    is_capital,
)
from extractor.pipeline.names.runs import begins_row
from extractor.pipeline.names.things import is_a_thing
from extractor.pipeline.names.whole import is_second_half, whole
from extractor.pipeline.text.typography import DASH, HYPHEN
from extractor.pipeline.text.words import GLUED, PARAGRAPH, SPACED, Words

MOST = 20  # words and signs: what is longer is no name


def find_spans(words: Words, ranges: Iterable[Span], lexicon: Lexicon) -> set[Span]:
    """The names inside word ranges, each trimmed, halves joined."""
    found = (trim(words, *part, lexicon) for start, end in ranges for part in parts(words, start, end, lexicon))
    joined = with_halves_joined(words, {span for span in found if span})
    return without_parts(
        span
        for span in (whole(words, *each, lexicon) for each in joined)
        if span[1] - span[0] <= MOST and not is_a_thing(words, *span, lexicon)
    )


def without_parts(spans: Iterable[Span]) -> set[Span]:
    """The spans that lie in no other: a nickname was found by itself too."""
    kept, last = set(), -1
    for start, end in sorted(set(spans), key=lambda span: (span[0], -span[1])):
        if end > last:
            kept.add((start, end))
            last = end
    return kept


def parts(words: Words, start: int, end: int, lexicon: Lexicon) -> Iterator[Span]:
    """The range, cut where a name ends: at a blank line, a row, a dash, a word in lower case that no name has."""
    first = start
    for i in range(start, end):
        apart = words.gaps[i] == PARAGRAPH or words.texts[i] == DASH or _is_loose(words, i) or begins_row(words, i)
        ends = i > first and apart
        small = words.lowers[i] == words.texts[i] and words.texts[i].isalpha() and words.lowers[i] not in PARTICLES
        if ends or (small and not is_second_half(words, first, i, lexicon)):
            if first < i:
                yield first, i
            first = i + (not ends or words.texts[i] in (HYPHEN, DASH))
    if first < end:
        yield first, end


def _is_loose(words: Words, i: int) -> bool:
    """A hyphen with a space before it alone: `Lukashenko -led`."""
    return words.texts[i] == HYPHEN and words.gaps[i] != GLUED


def with_halves_joined(words: Words, persons: set[Span]) -> set[Span]:
    """The names, of which those that stand side by side are one if one has a single word: `Nguyen | Phu Trong`."""
    joined: list[Span] = []
    for start, end in sorted(persons):
        first, last = joined[-1] if joined else (0, 0)
        beside = joined and last == start and words.gaps[start] == SPACED
        if beside and words.sentences[first] == words.sentences[start] and 1 in (last - first, end - start):
            joined[-1] = (first, end)
        else:
            joined.append((start, end))
    return set(joined)


def trim(words: Words, start: int, end: int, lexicon: Lexicon) -> Span | None:
    """The range without titles and offices in front, and possessives behind."""
    while end > start and not is_capital(words.texts[end - 1]) and not is_second_half(words, start, end - 1, lexicon):
        end -= 1
    while end - start > 2 and words.texts[end - 1].isupper() and lexicon.is_plain(words.texts[end - 1]):
        end -= 1  # `DAVID MILLER | RESIGNS`
    while start and words.texts[start - 1] in LEADING and words.gaps[start] == SPACED:
        start -= 1  # `von der` before `Leyen`
    while start < end:
        lead = lexicon.lead(words, start)
        if words.lowers[start] in OPENERS:
            start += 1
        elif lead and lead.end < end and not _is_given(words, start, lead.end, lexicon):
            start = lead.end
        elif not is_capital(words.texts[start]) and words.lowers[start] not in PARTICLES:
            start += 1
        else:
            break
    return (start, end) if start < end else None


def _is_given(words: Words, start: int, end: int, lexicon: Lexicon) -> bool:
    """`Prince Harry` loses its title, `Major Smith` too, `Dean Barkley` does not."""
    return end == start + 1 and words.texts[start] in lexicon.given and words.texts[start] not in lexicon.family
