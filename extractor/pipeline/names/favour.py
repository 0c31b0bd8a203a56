"""What speaks for a person: titles and offices, listed names, speech, the words of other names in the article.

`rules.py` names each predicate, gives a sentence for it, and says of which candidates it is asked.
"""

from extractor.pipeline.names.beside import is_in_office, is_led
from extractor.pipeline.names.candidate import Candidate
from extractor.pipeline.names.lexicon import PARTICLES, REIGN, SPEECH, Mark, is_capital, is_initial

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
    """An office of state that has a capital stands right before a word that is no ordinary English."""
    if here.lead is not Mark.OFFICE or not is_capital(here.words.texts[here.start - 1]):
        return False
    return here.form.lower() not in here.lexicon.common


def is_listed_behind_a_role(here: Candidate) -> bool:
    """A job or office stands right before a word that a list of names has."""
    return here.lead in (Mark.ROLE, Mark.OFFICE) and here.lexicon.is_name(here.form)


def names_a_reign(here: Candidate) -> bool:
    """`administration` or the like stands right behind it."""
    return here.after in REIGN


def is_a_family_in_power(here: Candidate) -> bool:
    """`administration` or the like stands right behind a family name."""
    return here.lead is None and here.form in here.lexicon.family and names_a_reign(here)


def is_listed_in_capitals(here: Candidate) -> bool:
    """In capitals, the first word is listed as a given name, and the last as a name."""
    return len(here.content) <= LOUDEST and here.form in here.lexicon.given and here.lexicon.is_name(here.last)


def begins_with_a_given_name(here: Candidate) -> bool:
    """A word before the last is listed as a given name, and the last isn't ordinary English alone."""
    forms, lexicon = here.forms, here.lexicon
    return any(form in lexicon.given for form in forms[:-1]) and not lexicon.is_plain(forms[-1])


def stands_by_an_office(here: Candidate) -> bool:
    """An office with its body ends right before it, or an office before the commas around it."""
    return is_in_office(here.words, here.start, here.end, here.lexicon)


def holds_an_office(here: Candidate) -> bool:
    """The same, and its first word is no ordinary English."""
    return here.form.lower() not in here.lexicon.common and stands_by_an_office(here)


def has_initials(here: Candidate) -> bool:
    """A letter with its stop before a listed name; `C Czarnikow` is a firm as often as a person."""
    initials = any(is_initial(text) and text.endswith(".") for text in here.content[:-1])
    return initials and here.lexicon.is_name(here.last)


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


def has_several_words(here: Candidate) -> bool:
    """More than one word: of these the model is sure."""
    return here.end - here.start > 1


def is_part_of_a_full_name(here: Candidate) -> bool:
    """A full name that the model finds in the article has the word."""
    return here.words.texts[here.start] in here.context.full


def is_led_by_a_title(here: Candidate) -> bool:
    """A title, office or word of kinship, and none of a firm, stands right before it."""
    return here.before not in here.lexicon.firm_words and is_led(here.words, here.start, here.lexicon)


def is_listed(here: Candidate) -> bool:
    """A list of names has the word."""
    return here.lexicon.is_name(here.words.texts[here.start])


def is_in_a_brief_text(here: Candidate) -> bool:
    """The text is too short to give the full name before."""
    return len(here.words) < BRIEF


def is_told_of(here: Candidate) -> bool:
    """A relative clause about a person stands behind it."""
    return here.words.lowers[here.end : here.end + 2] == WHO
