"""What speaks against a person: towns, firms, titles, plain English, abbreviations.

`rules.py` names each predicate and gives a sentence for it.
"""

from extractor.pipeline.names.beside import follows_chain, is_beside_firm, is_led, lead_before
from extractor.pipeline.names.candidate import Candidate
from extractor.pipeline.names.lexicon import (
    BEFORE_PLACES,
    HYPHENS,
    MAX_NAME,
    PARTICLES,
    Mark,
    is_capital,
    is_initial,
    plain_case,
)
from extractor.pipeline.names.surnames import closes_as_surname, opens_as_given
from extractor.pipeline.text.typography import DASH, HYPHEN
from extractor.pipeline.text.words import GLUED, SPACED


def has_a_figure(here: Candidate) -> bool:
    """One of its words has a digit."""
    return any(c.isdigit() for text in here.content for c in text)


def is_beside_an_organisation(here: Candidate) -> bool:
    """A word of an organisation or place stands right before or behind it."""
    return here.spoiled


def is_too_long(here: Candidate) -> bool:
    """More words than names have."""
    return len(here.content) > MAX_NAME


def are_initials_alone(here: Candidate) -> bool:
    """All its words are initials."""
    return all(is_initial(text) for text in here.content)


def begins_with_an_initial(here: Candidate) -> bool:
    """Its first word is an initial."""
    return is_initial(here.content[0])


def is_an_abbreviation(here: Candidate) -> bool:
    """Its first word is in capitals, and no list of names has it."""
    return here.content[0].isupper() and here.lead is not Mark.TITLE and not here.lexicon.is_name(here.content[0])


def follows_a_firms_word(here: Candidate) -> bool:
    """The word before it says that a firm is named."""
    return here.before in here.lexicon.firm_words


def has_an_unlisted_word(here: Candidate) -> bool:
    """No list of names has each of its words."""
    return not all(here.lexicon.is_name(text) or is_initial(text) for text in here.content)


def is_spoken_of_as_a_firm(here: Candidate) -> bool:
    """A word that firms and places are said with stands beside it."""
    return is_beside_firm(here.words, here.end - 1, here.lexicon)


def lies_in_a_phrase(here: Candidate) -> bool:
    """A well-known sequence begins there and covers it."""
    phrase = here.lexicon.phrase(here.words, here.start)
    return phrase is not None and phrase.end >= here.end


def goes_on_as_an_organisation(here: Candidate) -> bool:
    """A word of organisations with a capital stands behind it, and a space between."""
    words, end = here.words, here.end
    if end >= len(words) or words.gaps[end] == GLUED or not is_capital(words.texts[end]):
        return False
    return plain_case(words.texts[end]) in here.lexicon.organisation


def has_an_organisations_word(here: Candidate) -> bool:
    """One of its words is one of organisations, and no part of a person's name there: `Senator Kate Church`, `Marine Le Pen`."""
    if here.lexicon.organisation.isdisjoint(here.forms):
        return False
    surname = closes_as_surname(here.words, here.start, here.end - 1, here.lexicon)
    return not surname and not opens_as_given(here.words, here.start, here.end, here.lexicon)


def ends_a_compound(here: Candidate) -> bool:
    """A hyphen joins it to a word before it."""
    words, start = here.words, here.start
    if not start or words.texts[start - 1] not in HYPHENS:
        return False
    return words.gaps[start] == words.gaps[start - 1] == GLUED


def is_elsewhere(here: Candidate) -> bool:
    """It is a country, a people, a month, a weekday, a faith or a large city."""
    return here.lexicon.is_elsewhere(here.content[0])


def is_a_firm(here: Candidate) -> bool:
    """The list of firms has it."""
    return not here.lexicon.firms.isdisjoint((here.content[0], here.form))


def is_an_ordinary_word(here: Candidate) -> bool:
    """Its first word is ordinary English, and no list of names has it."""
    return here.lexicon.is_plain(here.content[0])


def ends_in_an_ordinary_word(here: Candidate) -> bool:
    """The same of its last word."""
    return here.lexicon.is_plain(here.content[-1])


def is_a_title_alone(here: Candidate) -> bool:
    """It is a title or office, and no list of names has it."""
    return here.lexicon.lower_office(here.content[0])


def is_a_town(here: Candidate) -> bool:
    """It is the name of a town, and not a given name before a family name."""
    if not _is_of_a_town(here) or (here.content[0] in here.lexicon.given and here.content[-1] in here.lexicon.family):
        return False
    return _stands_alone(here)


def is_known_as_something_else(here: Candidate) -> bool:
    """No word is listed as a name, and one is a country, a people, a month or a city."""
    if _is_of_a_town(here) or any(here.lexicon.is_name(text) or is_initial(text) for text in here.content):
        return False
    return any(here.lexicon.is_elsewhere(text) for text in here.content) and _stands_alone(here)


def _is_of_a_town(here: Candidate) -> bool:
    return " ".join(here.content) in here.lexicon.towns


def _stands_alone(here: Candidate) -> bool:
    """No hyphen joins it to a word before it, and no title stands there: `Energy Minister Fatih Donmez`."""
    return not ends_a_compound(here) and not is_led(here.words, here.start, here.lexicon)


def opens_a_sentence(here: Candidate) -> bool:
    """It is ordinary English too, and stands at the beginning of a sentence, where a capital tells nothing."""
    first, _ = here.words.sentence(here.start)
    return first == here.start and here.words.lowers[here.start] in here.lexicon.common


def follows_a_preposition_of_place(here: Candidate) -> bool:
    """A preposition that stands before places stands before it."""
    return here.before in BEFORE_PLACES


def follows_an_article(here: Candidate) -> bool:
    """`the` stands before it."""
    return here.before == "the"


def has_a_dash(here: Candidate) -> bool:
    """A dash stands in it, or a hyphen with spaces around."""
    return DASH in here.texts


def is_in_capitals(here: Candidate) -> bool:
    """All its words are in capitals."""
    return all(text.isupper() and len(text) > 1 for text in here.content)


def goes_on_before(here: Candidate) -> bool:
    """A word with a capital that is no title, place or ordinary word stands before it on the same line: `Amazon | Jeff Kingi`."""
    start, words = here.start, here.words
    if here.lead is not None or not start or words.gaps[start] != SPACED:
        return False
    before, lexicon = words.texts[start - 1], here.lexicon
    if words.sentences[start - 1] != words.sentences[start] or not is_capital(before):
        return False
    return not lexicon.is_elsewhere(before) and not lexicon.is_plain(before)


def goes_on_behind(here: Candidate) -> bool:
    """A word with a capital stands behind it on the same line."""
    end, words = here.end, here.words
    if end >= len(words) or words.gaps[end] != SPACED or words.sentences[end] != words.sentences[end - 1]:
        return False
    return is_capital(words.texts[end])


def follows_a_particle(here: Candidate) -> bool:
    """A particle joins it to a word with a capital before it: `Moza bint | Nasser`."""
    start, words = here.start, here.words
    return start > 1 and words.texts[start - 1] in PARTICLES and is_capital(words.texts[start - 2])


def repeats_a_word(here: Candidate) -> bool:
    """The same word twice is the end of one line and the beginning of the next: `Thanks, Renee Renee, as to the form`."""
    return len(set(here.content)) < len(here.content)


def holds_two_names(here: Candidate) -> bool:
    """A given name stands in it behind a family name, and more words behind: `Ann Lee | Mary Kingi` of two lines."""
    forms, given, family = here.forms, here.lexicon.given, here.lexicon.family
    return any(
        forms[i] in given and forms[i - 1] in family and forms[i - 1] not in given for i in range(2, len(forms) - 1)
    )


def ends_in_a_given_name(here: Candidate) -> bool:
    """Its last word is a given name that no family has: `Vangie McGilloway | Debra`, `Thanks, Vince | Tracy, …`."""
    lexicon = here.lexicon
    return len(here.content) > 1 and here.last in lexicon.given and here.last not in lexicon.family


def is_cut_behind_an_office(here: Candidate) -> bool:
    """An office with its country ends before a capital that stands before it: `President of Kenya Amazon | Jeff Kingi`."""
    first, lexicon, words = here.start - 1, here.lexicon, here.words
    if first < 1 or not goes_on_before(here) or words.lowers[first] in lexicon.common:
        return False
    if plain_case(words.texts[first]) in lexicon.organisation:
        return False
    if lead_before(words, first, lexicon) is not None:
        return True
    return lexicon.is_elsewhere(words.texts[first - 1]) and follows_chain(words, first, lexicon)


def is_cut_at_a_spaced_hyphen(here: Candidate) -> bool:
    """A hyphen with spaces joins it to another capital, in a text that has no hyphen without: `Joseph - | Alfred`."""
    words, start, end, lexicon = here.words, here.start, here.end, here.lexicon
    if HYPHEN in words.texts:
        return False
    before = words.texts[start - 2] if start > 1 and words.texts[start - 1] == DASH else ""
    behind = words.texts[end + 1] if end + 1 < len(words) and words.texts[end] == DASH else ""
    # what leads to an office is no hyphen of a name: `Ann Lee - Analyst`
    return any(is_capital(text) and not lexicon.lower_office(text) for text in (before, behind) if text)
