"""What trades a good: the grammar around it, or a word of trade in sight.

`rules.py` names each predicate, gives a sentence for it and says how sure it is.
"""

from functools import partial

from extractor.data import words
from extractor.pipeline.commodities.governors import Governor
from extractor.pipeline.commodities.sighting import Sighting

_cues = partial(words, "commodities_words")
FOLLOWS, MOVED, BE, DETERMINERS, FUNCTION = (
    _cues(kind) for kind in ("follows", "moved", "be", "determiner", "function")
)
HAVE = frozenset(("have", "has", "had", "finally", "also", "first"))
NO_NOUN = FUNCTION | BE
ARRIVES, TAKEN, SORTS = _cues("arrives"), _cues("taken"), _cues("sort of good")
TRADE, FLOWS = _cues("trade"), _cues("flow")
NEAR = 8  # how many words away a word of trade still speaks for a good
# Chapters of what police take from a man for its own sake: machines, devices, vehicles, instruments, bags, clothes, print.
BELONGINGS = frozenset("42 49 61 62 64 84 85 87 90".split())
FAR = 24  # how many words away an export or import still does
HEADING = 6  # words: the longest head of a table


def is_followed(here: Sighting) -> bool:
    """A word that trades what stands before it follows."""
    return not FOLLOWS.isdisjoint(here.following[:1])


def is_moved(here: Sighting) -> bool:
    """A participle follows that has no object of its own: `gold mined`, but not `the drug sold the firm`."""
    after = here.following
    return not MOVED.isdisjoint(after[:1]) and DETERMINERS.isdisjoint(after[1:2])


def is_passive(here: Sighting) -> bool:
    """A form of `be` with a participle follows."""
    after = here.following
    return not BE.isdisjoint(after[:1]) and not MOVED.isdisjoint(after[1:3])


def is_dealt_with(here: Sighting) -> bool:
    """An authority takes or allows it: `seized ivory`, `the vaccine was approved`; what has no code is a man's own."""
    if here.good.hs is None or here.good.hs[:2] in BELONGINGS:
        return False
    after = here.following
    if not BE.isdisjoint(after[:1]):
        after = after[1:]
    taken = not TAKEN.isdisjoint(after[:1]) and after[1:2] != ["from"]  # what is seized from a man is his own
    return taken or here.governor is Governor.TAKES


def is_arriving(here: Sighting) -> bool:
    """A word for its coming follows: `vaccines arrived`, but not `Rice arrived`, as people of that name do."""
    is_borne = here.is_single and here.words.texts[here.start] in words("family_names")
    after = here.following
    if not HAVE.isdisjoint(after[:1]):
        after = after[1:]
    return not ARRIVES.isdisjoint(after[:1]) and not is_borne


def is_told_to_be_a_good(here: Sighting) -> bool:
    """A form of `be` follows, and what sort of good it is: `rice is the main food`."""
    after = here.following
    return not BE.isdisjoint(after[:1]) and not SORTS.isdisjoint(after[1:])


def is_followed_at_one_remove(here: Sighting) -> bool:
    """A word that trades follows behind one noun."""
    after = here.following
    return not FOLLOWS.isdisjoint(after[1:2]) and after[0].isalpha() and after[0] not in NO_NOUN


def has_a_verb(here: Sighting) -> bool:
    """It is the object of a verb of trade."""
    return here.governor is Governor.VERB


def has_a_noun(here: Sighting) -> bool:
    """It belongs to a noun of trade."""
    return here.governor is Governor.NOUN


def is_an_example(here: Sighting) -> bool:
    """It is one of the goods that `products such as` opens."""
    return here.governor is Governor.LIST


def is_after_a_colon(here: Sighting) -> bool:
    """It is one of the goods that `Imports:` opens."""
    return here.governor is Governor.COLON


def is_supplied(here: Sighting) -> bool:
    """Somebody is supplied with it."""
    return here.governor is Governor.SUPPLY


def is_near_trade(here: Sighting) -> bool:
    """A word of trade stands near."""
    return here.is_near(TRADE, NEAR)


def is_in_sight_of_a_flow(here: Sighting) -> bool:
    """An export or import is in sight, further off."""
    return here.is_near(FLOWS, FAR)


def heads_a_table(here: Sighting) -> bool:
    """In capitals, it heads lines of figures with exports or imports."""
    is_head = here.words.texts[here.start].isupper() and here.last - here.first <= HEADING
    return is_head and here.is_near(FLOWS, FAR, beyond=NEAR)
