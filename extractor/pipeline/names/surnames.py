"""Family names that are ordinary words, places or heads of things (`Jeff Sessions`, `Ms. Park`, `Kate Church`), and given names
that are countries, months or titles (`India Walton`): what stands beside them tells.
"""

from extractor.pipeline.names.beside import lead_before
from extractor.pipeline.names.lexicon import (
    BEFORE_SURNAMES,
    BEFORE_TIMES,
    CAPITAL_PARTICLES,
    GIVEN_TOO,
    PLAIN_TITLES,
    REIGN,
    SMALL_IN_HEADINGS,
    SPEECH,
    SUFFIXES,
    SURNAMES,
    Lexicon,
    Mark,
    is_capital,
    is_initial,
    plain_case,
)
from extractor.pipeline.names.runs import goes_on
from extractor.pipeline.text.words import GLUED, PARAGRAPH, Words

APPOSED = 3  # words of an apposition in which a job is said: `, the former mayor`


def closes_as_surname(words: Words, start: int, i: int, lexicon: Lexicon) -> bool:
    """Whether word `i` is the family name behind a given name at word `start`, though it is an ordinary word too.

    One that things are named by (`Church`, `Park`) only where something tells of a person: a title or job before, an age or
    a verb of speech behind.
    """
    if not goes_on(words, i) or not 0 < i - start <= 2 or words.gaps[i] == GLUED:
        return False
    form, text = plain_case(words.texts[start]), words.texts[i]
    given = (form in lexicon.given or form in GIVEN_TOO) and (i - start == 1 or is_initial(words.texts[i - 1]))
    if not given or not is_capital(text) or not text.isalpha() or text.isupper() != words.texts[start].isupper():
        return False
    if (
        is_initial(text)
        or text in SUFFIXES
        or words.lowers[i] in REIGN
        or (goes_on(words, i + 1) and is_capital(words.texts[i + 1]))
    ):
        return False
    if lexicon.lead(words, i) or is_heading(words, i):
        return False
    form = plain_case(text)
    if form in lexicon.things or form in lexicon.place or lexicon.is_elsewhere(text):
        surname = form in SURNAMES or (form in lexicon.cities and form not in lexicon.never)
        return surname and tells_of_a_person(words, start, i + 1, lexicon)
    return lexicon.is_plain(text) or lexicon.is_name(text)


def is_titled(words: Words, i: int, lexicon: Lexicon) -> bool:
    """Whether word `i` stands alone behind `Mr`, `Ms.`, `Dr.` or the like, whatever else it is: `Ms. Park`, `Mrs May`."""
    if (
        not i
        or words.lowers[i - 1] not in PLAIN_TITLES
        or not is_capital(words.texts[i - 1])
        or words.gaps[i] == PARAGRAPH
    ):
        return False
    alone = not goes_on(words, i + 1) or not is_capital(words.texts[i + 1]) or words.texts[i + 1] in SUFFIXES
    return alone and words.texts[i].isalpha() and is_capital(words.texts[i]) and not lexicon.lead(words, i)


def tells_of_a_person(words: Words, start: int, end: int, lexicon: Lexicon) -> bool:
    """A title or job stands before it that no street is named by, or an age, an apposition or a verb of speech behind."""
    lead = lead_before(words, start, lexicon)
    if lead and not (lead is Mark.OFFICE and words.lowers[start - 1] not in BEFORE_SURNAMES):
        return True
    following = words.lowers[end : end + 3]
    if following[:1] == [","] and len(following) > 2:
        if following[1] in ("a", "an", "the"):
            return any(lexicon.lead(words, k) for k in range(end + 2, min(end + 2 + APPOSED, len(words))))
        return following[1] == "who" or (following[1].isdecimal() and len(following[1]) < 4)
    return bool(following) and following[0] in SPEECH


def is_heading(words: Words, i: int) -> bool:
    """Whether every word of the sentence behind word `i` has a capital, as in headings, small ones such as `of` left out."""
    _, last = words.sentence(i)
    said = [text for text in words.texts[i + 1 : last] if text.isalpha() and text not in SMALL_IN_HEADINGS]
    return len(said) > 0 and all(is_capital(text) for text in said)


def opens_as_given(words: Words, i: int, end: int, lexicon: Lexicon) -> bool:
    """Whether word `i` is a given name, though it is a country, a month or a title else: `India Walton`, `Dean Martins, 43`."""
    text = words.texts[i]
    if plain_case(text) not in GIVEN_TOO or i + 1 >= end or not goes_on(words, i + 1):
        return False
    family, closing = words.texts[i + 1], i + 2
    if not is_capital(family) or not family.isalpha() or (goes_on(words, closing) and is_capital(words.texts[closing])):
        return closing < end and family in CAPITAL_PARTICLES and is_capital(words.texts[closing])
    form = plain_case(family)
    timed = i > 0 and (words.lowers[i - 1] in BEFORE_TIMES or words.lowers[i - 1].isdecimal())
    if timed and text not in lexicon.cities:
        return False
    if tells_of_a_person(words, i, closing, lexicon):
        return form not in lexicon.things or form in SURNAMES
    return not timed and form in lexicon.family and form not in lexicon.things and not lexicon.lead(words, i)
