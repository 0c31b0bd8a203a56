"""What speaks against a good: its name is part of another name, a verb, part of an adjective, or what a thing is made of.

`rules.py` names each predicate, gives a sentence for it, and says for names of which writing it is asked.
"""

from functools import partial

from extractor.data import words
from extractor.pipeline.commodities.catalogue import HOUSEHOLD
from extractor.pipeline.commodities.sighting import Sighting, Writing

_cues = partial(words, "commodities_words")
COMPANY, LOUD_COMPANY, FOLLOWS, OPENERS, STATES = (
    _cues(kind) for kind in ("company", "loud", "follows", "opener", "state")
)
PREFIXES, ENDINGS, VERBS, THINGS = (_cues(kind) for kind in ("prefix", "ending", "verb", "object"))
AUXILIARIES, VERB_OBJECTS, MEASURES = (_cues(kind) for kind in ("auxiliary", "verb object", "measure"))
MODALS, SPURS = _cues("modal"), _cues("verb of spurring")
BEHIND_NO_VERB = FOLLOWS | VERB_OBJECTS
HARMS, RELATED = _cues("harm"), "related"
HYPHENS = ("-", "—")
LONGEST_FIRM = 3  # words behind a good in which a firm's name may end


def lies_in_a_name(here: Sighting) -> bool:
    """The name of a person or country covers its end; `Thai rice`, `Bonny Light` are goods whatever `Thai` and `Bonny` are."""
    return here.taken and (here.is_single or not here.good.cased)


def asks_for_other_words(here: Sighting) -> bool:
    """The words that every good of this name asks for aren't in the sentence, or those that rule it out are."""
    if not (here.good.near or here.good.not_near):
        return False
    return not here.good.fits(here.words.among(here.start))


def is_named_by_a_firm(here: Sighting) -> bool:
    """A word with a capital that ends the name of a firm or body follows, after at most two others with capitals."""
    if here.writing is Writing.SMALL and not here.ends_in_capital:
        return False
    for i in range(here.end, min(here.end + LONGEST_FIRM, here.last)):
        text, lower = here.words.texts[i], here.words.lowers[i]
        if not text[0].isupper():
            return False
        if lower in COMPANY:
            return not (text.isupper() and lower in LOUD_COMPANY)
    return False


def ends_in_a_capital(here: Sighting) -> bool:
    """Its last word has a capital, its first has none, and the table writes it with none."""
    return here.ends_in_capital and not here.good.cased


def abbreviates_a_name(here: Sighting) -> bool:
    """In capitals and brackets behind a word with a capital, it stands for that."""
    if not here.good.cased or here.before != "(" or here.start - 2 < here.first:
        return False
    return here.words.texts[here.start - 2].istitle()


def is_loud_before_a_title(here: Sighting) -> bool:
    """In capitals, it stands before a word with one: the name of a firm that writes itself so."""
    return not here.good.cased and here.after.istitle() and not here.is_glued_after


def leads_a_name(here: Sighting) -> bool:
    """With a capital, it stands before another word with a capital."""
    return here.after[:1].isupper() and not here.after.isupper() and not here.is_glued_after


def is_a_surname(here: Sighting) -> bool:
    """The table writes it with a capital, and a word with a capital stands before it."""
    return here.good.cased and here.is_single and here.before[:1].isupper()


def ends_a_name(here: Sighting) -> bool:
    """With a capital that no sentence asks for, it ends in one or stands behind one."""
    if here.good.cased or _may_have_a_capital(here):
        return False
    return here.before[0].isupper() or here.ends_in_capital


def is_a_name_in_this_article(here: Sighting) -> bool:
    """At the beginning of a sentence, where a capital tells nothing, the article mostly writes the word with one."""
    if here.good.cased or not _may_have_a_capital(here):
        return False
    if here.after.lower() in FOLLOWS:  # `Tobacco giant British American Tobacco`
        return False
    return here.is_single and here.capitals.outnumber_small(here.word)


def _may_have_a_capital(here: Sighting) -> bool:
    """Whether any word has a capital there: at the beginning of a sentence or clause, and behind `U.S.`."""
    return here.start == here.first or here.before in OPENERS or here.before.lower() in STATES


def has_a_prefix(here: Sighting) -> bool:
    """A hyphen joins it to a prefix that makes another word of it."""
    if here.before != "-" or here.start - 2 < here.first:
        return False
    return here.is_glued_before and here.words.lowers[here.start - 2] in PREFIXES


def has_an_ending(here: Sighting) -> bool:
    """A hyphen joins it to an ending that makes an adjective of it."""
    if here.after not in HYPHENS or not here.is_glued_after:
        return False
    behind = here.words.lowers[here.end + 1 : here.end + 3]
    harm = behind[:1] == [RELATED] and not HARMS.isdisjoint(behind[1:])  # `asbestos-related diseases`
    return harm or here.further.lower() in ENDINGS


def is_a_verb_with_an_object(here: Sighting) -> bool:
    """It is also a verb, and what it is done to follows."""
    return _may_be_a_verb(here) and here.after.lower() in VERB_OBJECTS and here.further.lower() not in MEASURES


def is_a_verb_after_an_auxiliary(here: Sighting) -> bool:
    """It is also a verb, and a word that leads to one stands before it."""
    if (
        here.before.lower() in MODALS and here.word in SPURS
    ):  # `may fuel demand`, `could fuel prices`; no `to fuel imports`
        return True
    if not _may_be_a_verb(here) or here.before.lower() not in AUXILIARIES:
        return False
    return here.after.lower() not in BEHIND_NO_VERB and here.further.lower() not in FOLLOWS


def _may_be_a_verb(here: Sighting) -> bool:
    return here.is_single and here.word in VERBS


def is_what_a_thing_is_made_of(here: Sighting) -> bool:
    """A material before a thing made of it."""
    after = here.after.lower()
    return here.is_single and here.good.level != HOUSEHOLD and after in THINGS and after not in FOLLOWS
