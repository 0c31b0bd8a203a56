"""What speaks against a country: its name is part of a firm's or a person's name, a language, a pronoun, a measure, a verb.

`rules.py` names each predicate, gives a sentence for it, and says of which names it is asked.
"""

from functools import partial

from extractor.data import words
from extractor.pipeline.countries.catalogue import is_family_name, is_given_name
from extractor.pipeline.countries.sighting import Sighting

_cues = partial(words, "countries_words")
CLUBS, LINKS, HEADS, BANKS, BANKERS = (_cues(kind) for kind in ("club", "link", "head", "bank", "banker"))
TREATIES, BRITISH_CLUBS, PLACE_PRIVATE = (_cues(kind) for kind in ("treaty", "british club", "place private"))
OFFICES, PARTIES, PRIVATE, MIXED = (_cues(kind) for kind in ("office", "party", "private", "mixed"))
STATES, WIDE, PUBLIC = (_cues(kind) for kind in ("state", "wide", "public"))
TONGUES, LANGUAGES, LANGUAGE_ENDS = (_cues(f"language {place}") for place in ("before", "behind", "end"))
TITLES, SUFFIXES, NO_BEARERS = (_cues(kind) for kind in ("title", "suffix", "no bearer"))
GIVEN, NOT_GIVEN, FAMILY, NOT_FAMILY = (_cues(kind) for kind in ("given", "not given", "family", "not family"))
SIZES, PRONOUNS, PRONOUN_AFTER = (_cues(kind) for kind in ("size", "pronoun", "pronoun before"))
VERBS, VERB_OBJECTS = (_cues(kind) for kind in ("verb", "verb object"))
THINGS, OF_THINGS, OFTEN_OF_THINGS = (_cues(kind) for kind in ("thing", "of a thing", "often of a thing"))
BEHIND_NO_TITLE = _cues("no title before")
CALLS, POULTRY = _cues("call"), _cues("thing alive")
FLOWS = frozenset(("exports", "imports"))
PAUSES = frozenset((",", "!", "?", '"', "”", "''", "."))
NAMED_BEHIND = 2  # words behind a town of which one may tell a firm or club


def is_behind_an_ampersand(here: Sighting) -> bool:
    """`&` joins it to the name of a firm."""
    return here.before == "&"


def is_before_an_ampersand(here: Sighting) -> bool:
    """It opens a name with `&` in it, and no word of office stands there."""
    return "&" in here.following[1:-1] and not _has_office(here)


def is_behind_a_club(here: Sighting) -> bool:
    """A word that clubs begin with stands before the town."""
    return here.before_here in CLUBS


def is_behind_a_head(here: Sighting) -> bool:
    """A word that names of bodies begin with stands before `of` or `for`."""
    head = _head(here)
    return head >= 0 and here.words.texts[head] in HEADS


def is_behind_a_bank(here: Sighting) -> bool:
    """`Bank of` stands before a town; before a country only behind a word that makes it a private bank."""
    head = _head(here)
    if head < 0 or here.words.texts[head] not in BANKS:
        return False
    return here.name.is_place or (head > 0 and here.words.texts[head - 1] in BANKERS)


def _head(here: Sighting) -> int:
    """The word before `of` or `of the` that stands before the mention; -1 where there is none."""
    i = here.start
    if not i or here.opens_a_paragraph:
        return -1
    if here.words.lowers[i - 1] == "the":
        i -= 1
    return i - 2 if i > 1 and here.words.lowers[i - 1] in LINKS else -1


def is_named_in_a_treaty(here: Sighting) -> bool:
    """A word for a treaty follows the town where it was signed."""
    return here.after.lower() in TREATIES


def is_a_british_club(here: Sighting) -> bool:
    """`City` follows a British town."""
    return here.name.codes[0] == "GB" and here.following[:1] != [] and here.following[0] in BRITISH_CLUBS


def is_a_firm_or_club_of_a_town(here: Sighting) -> bool:
    """A word that makes a firm, newspaper or club of a town follows, and no word of office."""
    behind = here.following[:NAMED_BEHIND]
    return not PLACE_PRIVATE.isdisjoint(behind) and not _has_office(here)


def is_in_a_party(here: Sighting) -> bool:
    """A word that ends the name of a party or movement follows, and no word of office."""
    return not PARTIES.isdisjoint(here.following) and not _has_office(here)


def is_named_by_a_firm(here: Sighting) -> bool:
    """A word that ends the name of a firm, newspaper or work follows, and none of office or of a state's own body."""
    following = here.following
    firm = next((i for i, word in enumerate(following) if word in PRIVATE), None)
    if firm is None or _has_office(here) or _is_public(following, firm):
        return False
    return following[firm] not in MIXED or STATES.isdisjoint(following[:firm])


def _has_office(here: Sighting) -> bool:
    return not OFFICES.isdisjoint(here.following)


def _is_public(following: list[str], firm: int) -> bool:
    """`Baghdad International Airport`."""
    return not WIDE.isdisjoint(following[: firm + 1]) and not PUBLIC.isdisjoint(following)


def is_a_language_by_what_follows(here: Sighting) -> bool:
    """`language`, `speakers` or the like follows, perhaps behind a hyphen."""
    after = [word for word in here.words.lowers[here.end : here.end + 2] if word != "-"]
    return after != [] and after[0] in LANGUAGES


def is_a_language_by_what_leads_to_it(here: Sighting) -> bool:
    """A word such as `in` or `speaks` stands before it, or before the language that `and` joins it to, and no noun follows."""
    if not (here.before.lower() in TONGUES or _is_joined_to_a_language(here)):
        return False
    return _ends_a_phrase(here) or here.after.lower() in LANGUAGE_ENDS


def _is_joined_to_a_language(here: Sighting) -> bool:
    """`in Spanish or [Portuguese]`."""
    joined = here.before.lower() in ("and", "or") and here.start > 2
    return joined and here.words.lowers[here.start - 3] in TONGUES


def _ends_a_phrase(here: Sighting) -> bool:
    return not here.after or not (here.after[0].isalnum() or here.after == "-")


def is_called(here: Sighting) -> bool:
    """A call stands before it and a pause behind it, as before the name of a person, and people are called so."""
    bearer = here.text in GIVEN or is_given_name(here.text)
    before = here.before if here.before != "," else here.words.texts[here.start - 2] if here.start > 1 else ""
    return here.is_single and bearer and before.lower() in CALLS and here.after in PAUSES


def has_a_title(here: Sighting) -> bool:
    """`Mr`, `Sir` or the like stands before it."""
    return here.is_single and here.before_here.lower() in TITLES


def is_a_given_name(here: Sighting) -> bool:
    """People are called so, and a family name follows; no preposition makes a place of it."""
    after = here.after_here
    if not here.is_single or here.text not in GIVEN or not is_family_name(after) or after in NOT_FAMILY:
        return False
    return here.before.lower() not in NO_BEARERS


def is_a_family_name(here: Sighting) -> bool:
    """It is a place or a name that families bear, a given name stands before it, and the name goes on no further."""
    if not here.is_single or not (here.name.is_place or here.text in FAMILY) or not is_behind_a_given_name(here):
        return False
    return not here.after_here[:1].isupper() or here.after_here in SUFFIXES


def is_behind_a_given_name(here: Sighting) -> bool:
    """A given name stands before it in its paragraph."""
    return is_given_name(here.before_here) and here.before_here not in NOT_GIVEN


def is_a_size(here: Sighting) -> bool:
    """The letters stand behind a number of gigabytes."""
    return here.text in SIZES and here.before[-1:].isdigit()


def is_a_pronoun(here: Sighting) -> bool:
    """In a headline of capitals, a verb that takes `us` stands before the letters."""
    return here.text in PRONOUNS and here.before.isupper() and here.before.lower() in PRONOUN_AFTER


def is_a_verb(here: Sighting) -> bool:
    """It is also a verb, opens its sentence, and what it is done to follows."""
    if here.words.lowers[here.start] not in VERBS or here.after.lower() not in VERB_OBJECTS:
        return False
    return here.words.sentence(here.start)[0] == here.start


def is_a_bird_or_fruit(here: Sighting) -> bool:
    """At the head of a sentence, where the thing of that name has a capital too, a word that is said of things follows."""
    if here.text not in THINGS or here.words.sentence(here.start)[0] != here.start:
        return False
    after = here.words.lowers[here.end : here.end + 2]
    if after[:1] in (["and"], ["or"]):
        after = after[1:]
    if not after or after[0] not in OFTEN_OF_THINGS:
        return bool(after) and after[0] in OF_THINGS
    thing = here.text.lower()
    alive = after[0] not in FLOWS and not POULTRY.isdisjoint(here.words.among(here.start))
    return here.name.shared or alive or not {thing, f"{thing}s"}.isdisjoint(here.words.texts)


def is_in_a_sign(here: Sighting) -> bool:
    """The letters belong to the sign behind them, and no article makes a country of them."""
    return here.after == "$" and here.before_here.lower() != "the"


def is_no_title(here: Sighting) -> bool:
    """It is a title that stands for a country (`the Kingdom`), with no article before it or with more of a name behind."""
    if not here.name.titled:
        return False
    goes_on = here.after[:1].isupper() and not here.text.isupper()
    return here.before_here.lower() != "the" or goes_on or here.after in BEHIND_NO_TITLE
