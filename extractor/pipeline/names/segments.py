"""Segments: capitalised sequences, cut where a word is no name. What may be a name to the rules."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractor.pipeline.names.beside import lead_before
from extractor.pipeline.names.lexicon import (
    CAPITAL_PARTICLES,
    GIVEN_TOO,
    HYPHENS,
    LEADING,
    LEADS,
    PARTICLES,
    REIGN,
    SUFFIXES,
    Lexicon,
    Mark,
    Span,
    is_capital,
    is_initial,
    plain_case,
)
from extractor.pipeline.names.runs import begins_row
from extractor.pipeline.names.surnames import closes_as_surname, is_titled, opens_as_given
from extractor.pipeline.names.things import is_a_thing
from extractor.pipeline.names.trimming import without_parts
from extractor.pipeline.names.whole import whole
from extractor.pipeline.text.words import GLUED, LINE, SPACED, Words

JOINTS = HYPHENS | {"'"}


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of capitalised words without a cut inside: what may be a name."""

    start: int
    end: int
    lead: Mark | None  # kind of the title or role right before it
    spoiled: bool  # a word of an organisation or place stands next to it: `Lincoln | Bank`


def find_segments(words: Words, lexicon: Lexicon) -> list[Segment]:
    """All the segments of an article, in order."""
    found = [part for start, end in capital_runs(words) for part in cut(words, start, end, lexicon)]
    spans = [whole(words, part.start, part.end, lexicon) if part.start < part.end else (0, 0) for part in found]
    kept = without_parts(spans)  # a nickname was cut out by itself too
    return [
        replace(part, start=start, end=end)
        for part, (start, end) in zip(found, spans, strict=True)
        if (start, end) in kept and not is_a_thing(words, start, end, lexicon)
    ]


def capital_runs(words: Words) -> Iterator[Span]:
    """Ranges of words that begin with a capital, over one line break at most, with particles and hyphens between."""
    texts, gaps, i = words.texts, words.gaps, 0
    capital = [is_capital(text) for text in texts]
    while i < len(texts):
        if not capital[i]:
            i += 1
            continue
        start = i
        while (reach := _next_capital(words, capital, i)) > i:
            i = reach
        i += 1
        if start and texts[start - 1] in HYPHENS and gaps[start] == GLUED and texts[start - 2].lower() in PARTICLES:
            start -= 2  # `al-Assad` at the head
        while start and texts[start - 1] in LEADING and gaps[start] == SPACED:
            start -= 1  # `bin Laden`, `von der Leyen` as later short forms
        yield start, i


def _next_capital(words: Words, capital: list[bool], i: int) -> int:
    """The next capitalised word that belongs to the run after word `i`, or `i`."""
    j, limit = i + 1, min(i + 5, len(capital))
    initial = is_initial(words.texts[i])  # `Emmett S. Davis`: a sentence may seem to end after it
    while j < limit and (initial or words.sentences[j] == words.sentences[i]) and words.gaps[j] <= LINE:
        if capital[j]:
            return i if begins_row(words, j) else j
        text = words.texts[j]
        glued = words.gaps[j] == GLUED and text in JOINTS and j + 1 < limit and words.gaps[j + 1] == GLUED
        if not glued and text not in PARTICLES:
            break
        j += 1
    return i


def cut(words: Words, start: int, end: int, lexicon: Lexicon) -> Iterator[Segment]:
    """The segments of a run: cut at titles and offices, at countries, organisation words and plain English."""
    lead, spoiled, opened, i = lead_before(words, start, lexicon), False, start, start
    while i < end:
        kind, reach = classify(words, i, opened, end, lexicon)
        if kind is None:
            i += 1
            continue
        if opened < i:
            firm = kind is Mark.ORG and words.lowers[i] not in REIGN  # `Reagan Administration` has a person
            yield trimmed(words, Segment(opened, i, lead, spoiled or firm))
        # `Civil House José Dirceu` has one too
        spoiled = kind is Mark.PLACE or (kind is Mark.ORG and not _given_at(words, reach, end, lexicon))
        lead = kind if kind in LEADS else None
        opened = i = max(reach, i + 1)
    if opened < end:
        yield trimmed(words, Segment(opened, end, lead, spoiled or _firm_after(words, end)))


def _given_at(words: Words, i: int, end: int, lexicon: Lexicon) -> bool:
    return i + 1 < end and words.texts[i] in lexicon.given


def classify(words: Words, i: int, opened: int, end: int, lexicon: Lexicon) -> tuple[Mark | None, int]:
    """What cuts a run at word `i`, and the word after it; None when the word can be part of a name."""
    text = words.texts[i]
    form = plain_case(text)
    phrase = lexicon.phrase(words, i)
    if phrase:
        return phrase.value, phrase.end
    if opened < i and (_closes_name(words, i, opened, end, lexicon) or closes_as_surname(words, opened, i, lexicon)):
        return None, i
    if i == opened and (is_titled(words, i, lexicon) or opens_as_given(words, i, end, lexicon)):
        return None, i
    if opened < i and _goes_on_with_a_particle(words, opened, i, lexicon):
        return None, i
    lead = lexicon.lead(words, i) if is_capital(text) else None
    if lead:
        return lead.value, lead.end
    if form in lexicon.organisation:
        return Mark.ORG, i + 1
    if form in lexicon.place:
        return Mark.PLACE, i + 1
    if lexicon.is_elsewhere(text):
        return Mark.NEVER, i + 1
    if is_capital(text) and lexicon.is_plain(text) and not _led(words, i, opened, end, lexicon):
        return Mark.NEVER, i + 1
    return (None if _may_be_name(text) else Mark.NEVER), i + 1


def _goes_on_with_a_particle(words: Words, opened: int, i: int, lexicon: Lexicon) -> bool:
    """`Marine Le Pen`: whether word `i` is a particle with a capital behind a given name, or the word behind that."""
    form, particle = plain_case(words.texts[opened]), opened + 1
    return (
        i - particle in (0, 1)
        and words.texts[particle] in CAPITAL_PARTICLES
        and (form in lexicon.given or form in GIVEN_TOO)
    )


def _led(words: Words, i: int, opened: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a plain word stands between an office and a family name: `Senator Norm Coleman`."""
    if i != opened or i + 1 >= end or not is_capital(words.texts[i + 1]):
        return False
    lead = lead_before(words, i, lexicon)
    if lead is Mark.OFFICE:  # `Vice Premier He Lifeng`
        return end == i + 2 and is_capital(words.texts[i - 1]) and not lexicon.is_plain(words.texts[i + 1])
    return lead is not None and plain_case(words.texts[i + 1]) in lexicon.family


def _may_be_name(text: str) -> bool:
    """No digit (`G20`, `9M`), no abbreviation of an organisation (`IMF`, `BelTA`)."""
    if any(c.isdigit() for c in text):
        return False
    return is_initial(text) or text in SUFFIXES or text.isupper() or not _is_abbreviation(text)


def _is_abbreviation(text: str) -> bool:
    """`BelTA`, `eBAY`: more capitals than one, the last letter among them."""
    return text[-1].isupper() and sum(c.isupper() for c in text) > 1


def _closes_name(words: Words, i: int, opened: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a word that else cuts is the family name after a given name: `Michael Jordan`, `Larry King`."""
    text = plain_case(words.texts[i])
    before = words.texts[i - 1]
    if i + 1 < end and is_capital(words.texts[i + 1]) and words.texts[i + 1] not in SUFFIXES:
        # a city's name inside a person's: `Lian Chia Liang`
        listed = lexicon.is_name(before) and lexicon.is_name(words.texts[i + 1])
        return listed and text in lexicon.cities
    if not is_initial(before) and plain_case(before) not in lexicon.given:
        return False
    return text in lexicon.family or (i - 1 == opened and text in lexicon.cities)


def _firm_after(words: Words, end: int) -> bool:
    """`Foster & Partners`, `Marks & Spencer`: an ampersand makes a firm."""
    return end < len(words) and words.texts[end] == "&"


def trimmed(words: Words, segment: Segment) -> Segment:
    """The segment without hyphens, apostrophes and particles that hang at its end."""
    start, end = segment.start, segment.end
    while end > start and not is_capital(words.texts[end - 1]):
        end -= 1
    while start < end and words.texts[start] in JOINTS:
        start += 1
    return Segment(start, end, segment.lead, segment.spoiled)
