"""Names of persons by rules: capitalised sequences, cut where a word is no name, then weighed by their evidence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractor.pipeline.names.evidence import (
    HYPHENS,
    LEADING,
    MAX_NAME,
    PARTICLES,
    REIGN,
    SECOND_HALVES,
    SPEECH,
    SUFFIXES,
    Evidence,
    is_capital,
    is_initial,
    plain_case,
)
from extractor.pipeline.names.filters import Model, Span, beside_firm, is_no_person
from extractor.pipeline.names.settle import settle
from extractor.pipeline.names.shortforms import find_short_forms
from extractor.pipeline.text.words import GLUED, LINE, SPACED, Words

_REIGNS = tuple([word] for word in REIGN)
JOINTS = HYPHENS | {"'", "’"}


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of capitalised words without a cut inside: what may be a name."""

    start: int
    end: int
    lead: str | None  # kind of the title or role right before it
    spoiled: bool  # a word of an organisation or place stands next to it: `Lincoln | Bank`


def find_names(words: Words, evidence: Evidence, model: Model, *, rules: bool = True) -> dict[Span, str]:
    """The word ranges of persons' names, no two overlapping, each with who found it: ``model``, ``rules`` or ``model+rules``.

    Full names come first, by the model and by evidence; then the short forms of every person found, which overrule a
    model that takes a bare `Ruto` for a place.
    """
    segments = [part for start, end in capital_runs(words) for part in cut(words, start, end, evidence)]
    by_rules: set[Span] = set()
    if rules:
        found = [s for s in segments if not s.spoiled and is_person(words, s, evidence)]
        by_rules = {
            (s.start, s.end) for s in found if sure(words, s, evidence) or not refused(words, s, evidence, model)
        }
    names = settle(sources(model.persons, by_rules))
    if not rules:
        return names
    spans = [(part.start, part.end) for part in segments if not part.spoiled]
    return settle(names, dict.fromkeys(find_short_forms(words, spans, names, evidence), "rules"))


def sure(words: Words, segment: Segment, evidence: Evidence) -> bool:
    """Whether words beside the name speak for a person: an office before it, `administration` after it."""
    if segment.lead or words.lowers[segment.end : segment.end + 1] in _REIGNS:
        return True
    return segment.end - segment.start > 1 and in_office(words, segment, evidence)


def refused(words: Words, segment: Segment, evidence: Evidence, model: Model) -> bool:
    """Whether the lists take the name for a place or an organisation, or the model does and a list lacks a part of it."""
    if is_no_person(words, segment.start, segment.end, evidence):
        return True
    first, last = (plain_case(words.texts[i]) for i in (segment.start, segment.end - 1))
    listed = segment.end - segment.start > 1 and first in evidence.given
    if (
        listed and last not in evidence.family
    ):  # `Annalena Baerbock`: the model may take it for a firm, but not for a part
        listed = (segment.start, segment.end) in model.others and not beside_firm(words, segment.end - 1, evidence)
    called = {words.texts[start] for start, end in model.persons if end - start == 1}  # `Wang` for `Wang Jun`
    known = listed or words.texts[segment.start] in called or words.texts[segment.end - 1] in called
    return not known and model.refuses(segment.start, segment.end)


def sources(by_model: Iterable[Span], by_rules: Iterable[Span]) -> dict[Span, str]:
    """Both sources' names. Where two overlap and differ, the model's is surer: it knows where the first of two names in a
    row ends; but the rules know best where a name begins after an office: `Speaker of the Senate | Amazon Jeff Kingi`.
    """
    ends = {end: start for start, end in by_rules}
    found = dict.fromkeys(by_rules, "rules")
    found |= {(start, end): "model" for start, end in by_model if ends.get(end, start) >= start}
    found |= dict.fromkeys(set(by_model) & set(by_rules), "model+rules")
    return found


def capital_runs(words: Words) -> Iterator[tuple[int, int]]:
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
        i = _hyphenated_end(words, i + 1)
        if start and texts[start - 1] in HYPHENS and gaps[start] == GLUED and texts[start - 2].lower() in PARTICLES:
            start -= 2  # `al-Assad` at the head
        while start and texts[start - 1] in LEADING and gaps[start] == SPACED:
            start -= 1  # `bin Laden`, `von der Leyen` as later short forms
        yield start, i


def _hyphenated_end(words: Words, i: int) -> int:
    """`Chen Shui-bian`, `Kim Jong-il`: a small second half of the name; `Lukashenko-led` and `U.S.-based` are none."""
    if i + 1 >= len(words) or words.texts[i] not in HYPHENS or words.gaps[i] or words.gaps[i + 1]:
        return i
    half = words.texts[i + 1]
    return i + 2 if half in SECOND_HALVES else i


def _next_capital(words: Words, capital: list[bool], i: int) -> int:
    """The next capitalised word that belongs to the run after word `i`, or `i`."""
    j, limit = i + 1, min(i + 5, len(capital))
    initial = is_initial(words.texts[i])  # `Emmett S. Davis`: a sentence may seem to end after it
    while j < limit and (initial or words.sentences[j] == words.sentences[i]) and words.gaps[j] <= LINE:
        if capital[j]:
            return j
        text = words.texts[j]
        glued = words.gaps[j] == GLUED and text in JOINTS and j + 1 < limit and words.gaps[j + 1] == GLUED
        if not glued and text not in PARTICLES:
            break
        j += 1
    return i


def cut(words: Words, start: int, end: int, evidence: Evidence) -> Iterator[Segment]:
    """The segments of a run: cut at titles and offices, at countries, organisation words and plain English."""
    lead, spoiled, opened, i = lead_before(words, start, evidence), False, start, start
    while i < end:
        kind, reach = classify(words, i, opened, end, evidence)
        if kind is None:
            i += 1
            continue
        if opened < i:
            firm = kind == "org" and words.lowers[i] not in REIGN  # `Reagan Administration` has a person
            yield trimmed(words, Segment(opened, i, lead, spoiled or firm))
        # `Civil House José Dirceu` has one too
        spoiled = kind == "place" or (kind == "org" and not _given_at(words, reach, end, evidence))
        lead = kind if kind in ("title", "role", "office", "kin") else None
        opened = i = max(reach, i + 1)
    if opened < end:
        yield trimmed(words, Segment(opened, end, lead, spoiled or _firm_after(words, end)))


def _given_at(words: Words, i: int, end: int, evidence: Evidence) -> bool:
    return i + 1 < end and words.texts[i] in evidence.given


def lead_before(words: Words, start: int, evidence: Evidence) -> str | None:
    """The kind of the title, office or kin word that ends right before a run: `spokesman Ruto`, `his father Ralph`."""
    if not start or start >= len(words) or words.sentences[start - 1] != words.sentences[start]:
        return None
    for first in (start - 1, start - 2, start - 3):
        hit = evidence.lead(words, first) if first >= 0 else None
        if hit and hit.end == start:
            return hit.value
    return None


def classify(words: Words, i: int, opened: int, end: int, evidence: Evidence) -> tuple[str | None, int]:
    """What cuts a run at word `i`, and the word after it; None when the word can be part of a name."""
    text = words.texts[i]
    form = plain_case(text)
    phrase = evidence.phrases.at(words, i)
    if phrase:
        return ("org" if phrase.value == "phrase" else "never"), phrase.end
    if opened < i and _closes_name(words, i, opened, end, evidence):
        return None, i
    lead = evidence.lead(words, i) if is_capital(text) else None
    if lead:
        return lead.value, lead.end
    if form in evidence.organisation:
        return "org", i + 1
    if form in evidence.place:
        return "place", i + 1
    if evidence.is_elsewhere(text):
        return "never", i + 1
    if is_capital(text) and evidence.is_plain(text) and not _led(words, i, opened, end, evidence):
        return "never", i + 1
    return (None if _may_be_name(text) else "never"), i + 1


def _led(words: Words, i: int, opened: int, end: int, evidence: Evidence) -> bool:
    """Whether a plain word stands between an office and a family name: `Senator Norm Coleman`."""
    if i != opened or i + 1 >= end or not is_capital(words.texts[i + 1]):
        return False
    lead = lead_before(words, i, evidence)
    if lead == "office":  # `Vice Premier He Lifeng`
        return end == i + 2 and is_capital(words.texts[i - 1]) and not evidence.is_plain(words.texts[i + 1])
    return lead is not None and plain_case(words.texts[i + 1]) in evidence.family


def _may_be_name(text: str) -> bool:
    """No digit (`G20`, `9M`), no abbreviation of an organisation (`IMF`, `BelTA`)."""
    if any(c.isdigit() for c in text):
        return False
    capitals = sum(c.isupper() for c in text)
    return capitals <= 1 or is_initial(text) or text in SUFFIXES or text.isupper() or not text[-1].isupper()


def _closes_name(words: Words, i: int, opened: int, end: int, evidence: Evidence) -> bool:
    """Whether a word that else cuts is the family name after a given name: `Michael Jordan`, `Larry King`."""
    text = plain_case(words.texts[i])
    before = words.texts[i - 1]
    if i + 1 < end and is_capital(words.texts[i + 1]) and words.texts[i + 1] not in SUFFIXES:
        # a city's name inside a person's: `Lian Chia Liang`
        listed = evidence.is_name(before) and evidence.is_name(words.texts[i + 1])
        return listed and text in evidence.cities
    if not is_initial(before) and plain_case(before) not in evidence.given:
        return False
    return text in evidence.family or (i - 1 == opened and text in evidence.cities)


def _firm_after(words: Words, end: int) -> bool:
    """`Foster & Partners`, `Marks & Spencer`: an ampersand makes a firm."""
    return end < len(words) and words.texts[end] == "&"


def trimmed(words: Words, segment: Segment) -> Segment:
    """The segment without hyphens, apostrophes and particles that hang at its end."""
    start, end = segment.start, segment.end
    while end > start and not is_capital(words.texts[end - 1]):
        if words.texts[end - 1] in SECOND_HALVES and words.texts[end - 2] in HYPHENS:
            break
        end -= 1
    while start < end and words.texts[start] in JOINTS:
        start += 1
    return Segment(start, end, segment.lead, segment.spoiled)


def is_person(words: Words, segment: Segment, evidence: Evidence) -> bool:
    """Whether the evidence for a person is enough."""
    texts = words.texts[segment.start : segment.end]
    content = [text for text in texts if is_capital(text) and text not in SUFFIXES]
    if not content or len(content) > MAX_NAME or all(is_initial(text) for text in content):
        return False
    if len(content) == 1 or (len(content) == 2 and texts[1] in HYPHENS and len(texts) == 3):
        return is_lone_person(words, segment, content, evidence)
    return is_full_name(words, segment, content, evidence)


def is_full_name(words: Words, segment: Segment, content: list[str], evidence: Evidence) -> bool:
    """Two words and more: a given name in front, or a title, initials, speech or an apposition with names known."""
    forms = [plain_case(text) for text in content]
    if segment.lead in ("title", "office"):
        return True
    heads = [form in evidence.given for form in forms[:-1]]
    tail = forms[-1] in evidence.family or forms[-1] in evidence.given
    if all(text.isupper() and len(text) > 2 for text in content):
        return heads[0] and tail and len(forms) <= 3
    if segment.lead or (any(heads) and (tail or forms[-1].lower() not in evidence.common)):
        return True
    # `C Czarnikow` is a firm as often as a person: only an initial with its stop speaks for one
    initials = any(is_initial(text) and text.endswith(".") for text in content[:-1])
    particle = any(text in PARTICLES for text in words.texts[segment.start : segment.end])
    if plain_case(content[0]).lower() not in evidence.common and in_office(words, segment, evidence):
        return True
    speech = spoken(words, segment)
    return tail and (initials or particle or speech or apposed(words, segment, evidence))


def is_lone_person(words: Words, segment: Segment, content: list[str], evidence: Evidence) -> bool:
    """One word: only after a title or office, or a known name before `administration`."""
    form = plain_case(content[0])
    listed = evidence.is_name(form)
    if is_initial(form) or (content[0].isupper() and not listed):
        return False
    if segment.start and words.lowers[segment.start - 1] in evidence.firm_words:
        return False  # `the retailer X`
    if segment.lead == "title":
        return True
    if segment.lead == "kin":
        return form in evidence.given
    if segment.lead == "office" and is_capital(words.texts[segment.start - 1]):
        return form.lower() not in evidence.common or listed  # `Emperor Akihito`
    if segment.lead:
        return listed
    after = words.lowers[segment.end] if segment.end < len(words) else ""
    return form in evidence.family and after in REIGN


def in_office(words: Words, segment: Segment, evidence: Evidence) -> bool:
    """`head of the World Bank X`; `the head of the World Bank, X, said` and `the prime minister, X, said`."""
    start, end = segment.start, segment.end
    if start > 1 and words.texts[start - 1] == "," and words.texts[end : end + 1] == [","]:
        start -= 1
        plain = any(evidence.is_plain(text) for text in words.texts[segment.start : end])
        if not plain and lead_before(words, start, evidence) in ("role", "office"):
            return True
    return follows_chain(words, start, evidence)


def follows_chain(words: Words, start: int, evidence: Evidence) -> bool:
    """Whether an office with its `of …` ends right before: `Speaker of the Senate of the Republic of Kenya`."""
    low = max(words.sentence(start)[0], start - 12)
    for k in range(start - 1, low, -1):
        lower = words.lowers[k]
        if lower == "of" and lead_before(words, k, evidence) in ("role", "office"):
            return k < start - 1
        if not is_capital(words.texts[k]) and lower not in ("of", "the", "and", "for"):
            return False
    return False


def spoken(words: Words, segment: Segment) -> bool:
    """`said X` or `X said`."""
    before = words.lowers[segment.start - 1] if segment.start else ""
    after = words.lowers[segment.end] if segment.end < len(words) else ""
    return before in SPEECH or after in SPEECH


def apposed(words: Words, segment: Segment, evidence: Evidence) -> bool:
    """`X, 51,` or `X, an analyst`, `X, the former head of`: an age or an office after a comma."""
    i = segment.end
    if i + 1 >= len(words) or words.texts[i] != ",":
        return False
    following = words.texts[i + 1]
    if following.isdigit() and 15 < int(following[:3]) < 110 and len(following) <= 3:
        return i + 2 < len(words) and words.texts[i + 2] in (",", ".")
    return any(evidence.lead(words, j) is not None for j in range(i + 1, min(i + 5, len(words))))
