"""What a trained model found, trimmed to the name and filtered by lists: its known errors are towns, firms and titles."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from extractor.pipeline.names.evidence import (
    HYPHENS,
    PARTICLES,
    SUFFIXES,
    Evidence,
    is_capital,
    is_initial,
    plain_case,
)
from extractor.pipeline.words import PARAGRAPH, Words

Span = tuple[int, int]
TRAILING = frozenset(("'s", "’s", "'", "’", ",", "-", "(", ")", '"', "”"))
OPENERS = frozenset("mr mr. mrs mrs. ms ms. dr dr. the".split())


@dataclass(frozen=True, slots=True)
class Model:
    """The model's word ranges of persons, and those of places, organisations and peoples."""

    persons: frozenset[Span] = frozenset()
    others: dict[Span, str] = field(default_factory=dict)


def read_model(words: Words, found: Iterable[tuple[int, int, str]], evidence: Evidence) -> Model:
    """The model's finds (token ranges) as word ranges; persons trimmed, and left out where the lists speak against."""
    places = {token: i for i, token in enumerate(words.tokens)}
    persons, others = set(), {}
    for first, last, label in found:
        inside = [places[token] for token in range(first, last) if token in places]
        if not inside:
            continue
        start, end = inside[0], inside[-1] + 1
        if label != "PERSON":
            others[(start, end)] = label
            continue
        span = trim(words, start, end, evidence)
        if span and not is_no_person(words, *span, evidence):
            persons.add(span)
    return Model(frozenset(persons), others)


def trim(words: Words, start: int, end: int, evidence: Evidence) -> Span | None:
    """The range without titles and offices in front, possessives behind, and whatever follows a blank line."""
    for i in range(start + 1, end):
        if words.gaps[i] == PARAGRAPH:
            end = i
            break
    while end > start and (words.texts[end - 1] in TRAILING or words.lowers[end - 1] in PARTICLES):
        end -= 1
    while start < end:
        lead = evidence.lead(words, start)
        if words.lowers[start] in OPENERS:
            start += 1
        elif lead and lead.end < end and not _is_given(words, start, lead.end, evidence):
            start = lead.end
        elif not is_capital(words.texts[start]) and words.lowers[start] not in PARTICLES:
            start += 1
        else:
            break
    return (start, end) if start < end else None


def _is_given(words: Words, start: int, end: int, evidence: Evidence) -> bool:
    """`Prince Harry` loses its title, `Major Smith` too, `Dean Barkley` does not."""
    return end == start + 1 and words.texts[start] in evidence.given and words.texts[start] not in evidence.family


def is_no_person(words: Words, start: int, end: int, evidence: Evidence) -> bool:
    """Whether the lists know better: a country, a town, an organisation's word, plain English."""
    texts = [text for text in words.texts[start:end] if is_capital(text) and text not in SUFFIXES]
    if not texts or any(any(c.isdigit() for c in text) for text in texts):
        return True
    phrase = evidence.phrases.at(words, start)
    if phrase and phrase.end >= end:
        return True
    if end < len(words) and words.gaps[end] and plain_case(words.texts[end]) in evidence.organisation:
        return is_capital(words.texts[end])
    if any(plain_case(text) in evidence.organisation for text in texts):
        return True
    if start and words.texts[start - 1] in HYPHENS and words.gaps[start] == 0 and words.gaps[start - 1] == 0:
        return len(texts) == 1
    return _is_no_lone_name(texts[0], evidence) if len(texts) == 1 else _is_elsewhere(texts, evidence)


def _is_no_lone_name(text: str, evidence: Evidence) -> bool:
    if is_initial(text) or evidence.is_elsewhere(text):
        return True
    listed = evidence.is_name(text)
    return (text.isupper() and not listed) or evidence.is_plain(text) or evidence.lower_office(text)


def _is_elsewhere(texts: list[str], evidence: Evidence) -> bool:
    """`New Delhi`, `Russian Duma`: no word is a name, and one is known as something else."""
    known = any(evidence.is_name(text) or is_initial(text) for text in texts)
    return not known and any(evidence.is_elsewhere(text) for text in texts)
