"""What speaks for a person: titles and offices, listed names, speech.

`rules.py` names each predicate and gives a sentence for it.
"""

from extractor.pipeline.names.beside import is_in_office
from extractor.pipeline.names.candidate import Candidate
from extractor.pipeline.names.lexicon import GIVEN_TOO, PARTICLES, REIGN, SPEECH, Mark, is_capital, is_initial
from extractor.pipeline.names.surnames import opens_as_given, tells_of_a_person
from extractor.pipeline.text.typography import DASH, HYPHEN
from extractor.pipeline.text.words import LINE

BRIEF = 60  # words: a shorter text has no room for a full name before the short form
AGES = range(16, 110)
LOUDEST = 3  # words of a name in capitals
APPOSED = 4  # words after the comma in which an office may begin
WHO = [",", "who"]


def follows_a_title(here: Candidate) -> bool:
    """A title stands right before it."""
    return here.lead is Mark.TITLE


def follows_an_office(here: Candidate) -> bool:
    """An office of state stands right before it."""
    return here.lead is Mark.OFFICE


def follows_a_role(here: Candidate) -> bool:
    """A job or a word of kinship stands right before it."""
    return here.lead in (Mark.ROLE, Mark.KIN)


def is_a_relative(here: Candidate) -> bool:
    """A word of kinship stands right before a given name."""
    return here.lead is Mark.KIN and here.form in here.lexicon.given


def follows_a_capital_office(here: Candidate) -> bool:
    """An office of state that has a capital stands right before words that are not all ordinary English."""
    if here.lead is not Mark.OFFICE or not is_capital(here.words.texts[here.start - 1]):
        return False
    return any(form.lower() not in here.lexicon.common for form in here.forms)


def names_a_reign(here: Candidate) -> bool:
    """`administration` or the like stands right behind it."""
    return here.after in REIGN


def begins_with_a_given_name(here: Candidate) -> bool:
    """A word before the last is listed as a given name, and the last isn't ordinary English alone."""
    forms, lexicon = here.forms, here.lexicon
    return any(form in lexicon.given for form in forms[:-1]) and not lexicon.is_plain(forms[-1])


def stands_by_an_office(here: Candidate) -> bool:
    """An office with its body ends right before it, or an office before the commas around it."""
    return is_in_office(here.words, here.start, here.end, here.lexicon)


def has_initials(here: Candidate) -> bool:
    """A letter with its stop before a listed name; `C Czarnikow` is a firm as often as a person."""
    initials = any(is_initial(text) and text.endswith(".") for text in here.content[:-1])
    return initials and here.lexicon.is_name(here.last)


def is_told_as_a_person(here: Candidate) -> bool:
    """A given name first, and a title or job before it, or an age, an apposition or a verb of speech behind.

    Or one that is a place or month where no name follows: `India Walton`, `Marine Le Pen`.
    """
    if opens_as_given(here.words, here.start, here.end, here.lexicon):
        return True
    if here.form not in here.lexicon.given and here.form not in GIVEN_TOO:
        return False
    return tells_of_a_person(here.words, here.start, here.end, here.lexicon)


def has_a_particle(here: Candidate) -> bool:
    """A particle of family names in a stretch that ends in a listed name."""
    return not PARTICLES.isdisjoint(here.texts) and here.lexicon.is_name(here.last)


def speaks(here: Candidate) -> bool:
    """A verb of speech right before or behind a stretch that ends in a listed name."""
    return (here.before in SPEECH or here.after in SPEECH) and here.lexicon.is_name(here.last)


def is_apposed(here: Candidate) -> bool:
    """An age or an office after a comma behind a stretch that ends in a listed name."""
    words, i = here.words, here.end
    if here.after != "," or i + 1 >= len(words) or not here.lexicon.is_name(here.last):
        return False
    following = words.texts[i + 1]
    if following.isdecimal() and len(following) <= 3 and int(following) in AGES:
        return i + 2 < len(words) and words.texts[i + 2] in (",", ".")
    return any(here.lexicon.lead(words, j) is not None for j in range(i + 1, min(i + 1 + APPOSED, len(words))))


def labels_a_speech(here: Candidate) -> bool:
    """It stands alone before a colon at the beginning of a line, in capitals, where no word is ordinary English alone."""
    words = here.words
    if here.after != ":" or words.gaps[here.start] < LINE or len(here.content) > LOUDEST:
        return False
    return all(text.isupper() and not here.lexicon.is_plain(text) for text in here.content)


def is_in_a_byline(here: Candidate) -> bool:
    """It stands behind `By` alone on a line."""
    words, ends = here.words, here.end >= len(here.words) or here.words.gaps[here.end] >= LINE
    opened = here.start > 0 and here.before == "by" and words.gaps[here.start - 1] >= LINE
    return opened and ends and not any(here.lexicon.is_plain(text) for text in here.content)


def is_listed_first(here: Candidate) -> bool:
    """A list of names has its first word."""
    return here.lexicon.is_name(here.form)


def is_listed_last(here: Candidate) -> bool:
    """The list of family names has its last word."""
    return here.last in here.lexicon.family


def is_in_a_brief_text(here: Candidate) -> bool:
    """The text is too short to give the full name before."""
    return len(here.words) < BRIEF


def is_told_of(here: Candidate) -> bool:
    """A relative clause about a person stands behind it."""
    return here.words.lowers[here.end : here.end + 2] == WHO


def is_joined_by_spaced_hyphens(here: Candidate) -> bool:
    """A hyphen with spaces around is in it, and the text has no hyphen without: `Joseph - Alfred lost the by - election`.

    No office stands in it, which a hyphen would lead to: `Ann Lee - Analyst`.
    """
    if DASH not in here.texts or HYPHEN in here.words.texts:
        return False
    return not any(here.lexicon.lower_office(text) or here.lexicon.is_plain(text) for text in here.content)
