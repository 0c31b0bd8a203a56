"""What a trained model found, trimmed to the name and filtered by lists: its known errors are towns, firms and titles."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from extractor.pipeline.names.evidence import (
    HYPHENS,
    LEADING,
    PARTICLES,
    SECOND_HALVES,
    SUFFIXES,
    Evidence,
    is_capital,
    is_initial,
    plain_case,
)
from extractor.pipeline.text.words import PARAGRAPH, SPACED, Words

Span = tuple[int, int]
PLACED = tuple([word] for word in "in at near the into outside".split())  # what stands before places
BRIEF = 60  # words: a shorter text has no room for a full name before the short form
OPENERS = frozenset("mr mr. mrs mrs. ms ms. dr dr. the".split())


@dataclass(frozen=True, slots=True)
class Model:
    """The model's word ranges of persons, and those of places, organisations and peoples."""

    persons: frozenset[Span] = frozenset()
    others: dict[Span, str] = field(default_factory=dict)

    def refuses(self, start: int, end: int) -> bool:
        """Whether the model takes the range for a place or an organisation, or for a part of one."""
        return any(first <= start and end <= last for first, last in self.others)


def read_model(words: Words, found: Iterable[tuple[int, int, str]], evidence: Evidence) -> Model:
    """The model's finds (token ranges) as word ranges; persons trimmed, and left out where the lists speak against."""
    places = {token: i for i, token in enumerate(words.tokens)}
    persons: set[Span] = set()
    others: dict[Span, str] = {}
    for first, last, label in found:
        inside = [places[token] for token in range(first, last) if token in places]
        if not inside:
            continue
        start, end = inside[0], inside[-1] + 1
        if label != "PERSON":
            others[(start, end)] = label
            continue
        for part in parts(words, start, end):
            span = trim(words, *part, evidence)
            if span:
                persons.add(span)
    persons = {span for span in with_halves_joined(words, persons) if not is_no_person(words, *span, evidence)}
    return Model(frozenset(with_lone_names_weighed(words, persons, others, evidence)), others)


def parts(words: Words, start: int, end: int) -> Iterator[Span]:
    """The range, cut where a name ends: at a blank line, a dash, a word in lower case that no name has."""
    first = start
    for i in range(start, end):
        ends = i > first and (words.gaps[i] == PARAGRAPH or (words.texts[i] in HYPHENS and words.gaps[i]))
        small = words.lowers[i] == words.texts[i] and words.texts[i].isalpha() and words.lowers[i] not in PARTICLES
        if ends or (small and not _is_second_half(words, start, i)):
            if first < i:
                yield first, i
            first = i + (not ends or words.texts[i] in HYPHENS)
    if first < end:
        yield first, end


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


def with_lone_names_weighed(
    words: Words, persons: set[Span], others: dict[Span, str], evidence: Evidence
) -> Iterator[Span]:
    """The full names, and those lone words for which more speaks than the model alone: firms are its commonest error.

    A lone word stays as part of a full name in the article, after a title or office, or when a list of names has it (in a
    brief text: always) and neither the words beside it nor its other occurrences make it a firm or a place.
    """
    full = {words.texts[i] for start, end in persons if end - start > 1 for i in range(start, end)}
    against = {
        words.texts[start]
        for (start, end), label in others.items()
        if label == "ORG" or (label == "LOC" and end - start == 1)
    }
    if not evidence.storm_words.isdisjoint(words.lowers):
        against |= {words.texts[i + 1] for i, lower in enumerate(words.lowers[:-1]) if lower in evidence.storm_words}
    lone = [start for start, end in persons if end - start == 1]
    against |= {words.texts[start] for start in lone if beside_firm(words, start, evidence)}
    for start, end in persons:
        text = words.texts[start]
        firm = start > 0 and words.lowers[start - 1] in evidence.firm_words  # `the British retailer X`
        opens = words.sentence(start)[0] == start and text.lower() in evidence.common  # `Mills shipped more`
        if end - start > 1 or text in full or (led(words, start, evidence) and not firm):
            yield start, end
        elif opens or text in against or words.lowers[start - 1 : start] in PLACED:
            continue
        elif len(words) < BRIEF or evidence.is_name(text) or words.lowers[end : end + 2] == [",", "who"]:
            yield start, end


def led(words: Words, start: int, evidence: Evidence) -> bool:
    """Whether a title, office or word of kinship ends right before word `start`."""
    for first in range(max(start - 3, words.sentence(start)[0]), start):
        hit = evidence.lead(words, first)
        if hit and hit.end == start:
            return True
    return False


def beside_firm(words: Words, i: int, evidence: Evidence) -> bool:
    """`the miner X`, `X shares`, `X's shares`, `the X plant`, `X chief Ann Lee`: what firms and places are said with."""
    before = words.lowers[i - 1] if i else ""
    after = i + 1 + (i + 1 < len(words) and words.texts[i + 1] in ("'s", "’s"))
    follows = words.lowers[after] if after < len(words) else ""
    spoken_of = evidence.firm_words | evidence.place_words
    if before in spoken_of or follows in spoken_of:
        return True
    office = evidence.lead(words, after) if after < len(words) and words.texts[after] == follows else None
    return office is not None and office.end < len(words) and is_capital(words.texts[office.end])


def trim(words: Words, start: int, end: int, evidence: Evidence) -> Span | None:
    """The range without titles and offices in front, and possessives behind."""
    while end > start and not is_capital(words.texts[end - 1]) and not _is_second_half(words, start, end - 1):
        end -= 1
    while end - start > 2 and words.texts[end - 1].isupper() and evidence.is_plain(words.texts[end - 1]):
        end -= 1  # `DAVID MILLER | RESIGNS`
    while start and words.texts[start - 1] in LEADING and words.gaps[start] == SPACED:
        start -= 1  # `von der` before `Leyen`
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


def _is_second_half(words: Words, start: int, i: int) -> bool:
    """`bian` in `Chen Shui-bian`."""
    return i - 1 > start and words.texts[i - 1] in HYPHENS and words.texts[i] in SECOND_HALVES


def _is_given(words: Words, start: int, end: int, evidence: Evidence) -> bool:
    """`Prince Harry` loses its title, `Major Smith` too, `Dean Barkley` does not."""
    return end == start + 1 and words.texts[start] in evidence.given and words.texts[start] not in evidence.family


def is_no_person(words: Words, start: int, end: int, evidence: Evidence) -> bool:
    """Whether the lists know better: a country, a town, an organisation's word, plain English."""
    texts = [text for text in words.texts[start:end] if is_capital(text) and text not in SUFFIXES]
    if not texts or any(any(c.isdigit() for c in text) for text in texts):
        return True
    if len(texts) > 2 and all(text.isupper() and len(text) > 2 for text in texts):
        return not all(evidence.is_name(text) for text in texts)  # headlines: the rules know their names from the text
    phrase = evidence.phrases.at(words, start)
    if phrase and phrase.end >= end:
        return True
    if end < len(words) and words.gaps[end] and plain_case(words.texts[end]) in evidence.organisation:
        return is_capital(words.texts[end])
    if any(plain_case(text) in evidence.organisation for text in texts):
        return True
    if start and words.texts[start - 1] in HYPHENS and words.gaps[start] == 0 and words.gaps[start - 1] == 0:
        return len(texts) == 1
    if len(texts) == 1:
        return _is_no_lone_name(texts[0], evidence)
    return _is_elsewhere(texts, evidence) and not led(words, start, evidence)  # `Energy Minister Fatih Donmez`


def _is_no_lone_name(text: str, evidence: Evidence) -> bool:
    if is_initial(text) or evidence.is_elsewhere(text) or not evidence.firms.isdisjoint((text, plain_case(text))):
        return True
    listed = evidence.is_name(text)
    return (text.isupper() and not listed) or evidence.is_plain(text) or evidence.lower_office(text)


def _is_elsewhere(texts: list[str], evidence: Evidence) -> bool:
    """`New Delhi`, `Belo Horizonte`, `Russian Duma`: a town, or words of which one is known as something else."""
    if " ".join(texts) in evidence.towns:
        return not (texts[0] in evidence.given and texts[-1] in evidence.family)
    known = any(evidence.is_name(text) or is_initial(text) for text in texts)
    return not known and any(evidence.is_elsewhere(text) for text in texts)
