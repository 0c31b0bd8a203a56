"""The rules: every reason against a country's name, with its own name and a sentence in which it decides.

A mention that one reason of `AGAINST` holds for is no country there, whichever it is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

from extractor.pipeline.countries.against import (
    has_a_title,
    is_a_bird_or_fruit,
    is_a_british_club,
    is_a_family_name,
    is_a_firm_or_club_of_a_town,
    is_a_given_name,
    is_a_language_by_what_follows,
    is_a_language_by_what_leads_to_it,
    is_a_pronoun,
    is_a_size,
    is_a_verb,
    is_before_an_ampersand,
    is_behind_a_bank,
    is_behind_a_club,
    is_behind_a_head,
    is_behind_an_ampersand,
    is_called,
    is_in_a_party,
    is_in_a_sign,
    is_named_by_a_firm,
    is_named_in_a_treaty,
    is_no_title,
)
from extractor.pipeline.countries.sighting import Sighting

KINDS = ("name", "abbreviation", "demonym", "place")
PLACE, DEMONYM = ("place",), ("demonym",)
NO_PEOPLE = ("name", "abbreviation", "place")


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: what it is called, when it holds, and a text where it decides over the name in square brackets.

    `kinds` are those of the names that it is asked of; `loud` says whether it is asked of long names in capitals too,
    where no capital beside them tells a proper name.
    """

    name: str
    holds: Callable[[Sighting], bool]
    example: str
    kinds: tuple[str, ...] = KINDS
    loud: bool = True


AGAINST = (
    Reason("firm with an ampersand", is_behind_an_ampersand, "He runs Marks & [Kenya] now.", loud=False),
    Reason("club before a town", is_behind_a_club, "They saw Spartak [Nairobi] win.", PLACE, loud=False),
    Reason("head of a name", is_behind_a_head, "The University of [Nairobi] closed.", loud=False),
    Reason("bank of", is_behind_a_bank, "The Bank of [Nairobi] lent it.", loud=False),
    Reason("treaty", is_named_in_a_treaty, "The [Dayton] accord held.", PLACE, loud=False),
    Reason("British club", is_a_british_club, "They saw [Leeds] City win.", PLACE, loud=False),
    Reason("firm or club of a town", is_a_firm_or_club_of_a_town, "The [Nairobi] Bruins won.", PLACE, loud=False),
    Reason("party", is_in_a_party, "The [Zambia] People's Party won.", NO_PEOPLE, loud=False),
    Reason("firm with an ampersand behind", is_before_an_ampersand, "The [Nairobi] Bridge & Iron fell.", loud=False),
    Reason("firm's name", is_named_by_a_firm, "He flew with [Gabon] Airways.", loud=False),
    Reason("word of language behind", is_a_language_by_what_follows, "He is a [Russian]-speaking guide.", DEMONYM),
    Reason("word of language before", is_a_language_by_what_leads_to_it, "She wrote it in [French].", DEMONYM),
    Reason("call", is_called, '"Hey [Chad]," she said.', NO_PEOPLE),
    Reason("title", has_a_title, "They asked Mr [Ireland] again.", NO_PEOPLE),
    Reason("given name", is_a_given_name, "Then [Chad] Jenkins spoke."),
    Reason("family name", is_a_family_name, "Then Thomas [Jordan] spoke."),
    Reason("measure", is_a_size, "It has 64 [GB] of memory."),
    Reason("pronoun in capitals", is_a_pronoun, "LET [US] PRAY"),
    Reason("verb", is_a_verb, "[Polish] the car.", DEMONYM),
    Reason("bird or fruit", is_a_bird_or_fruit, "[Turkey] sandwiches were served.", ("name", "demonym")),
    Reason("sign of a currency", is_in_a_sign, "It was worth [US] $40 million.", ("abbreviation",)),
    Reason("title with no article", is_no_title, "The [Emirates] Stadium was full.", ("name",)),
)
_ASKED = {
    (kind, loud): tuple(reason for reason in AGAINST if kind in reason.kinds and (reason.loud or not loud))
    for kind, loud in product(KINDS, (False, True))
}


def find_against(here: Sighting) -> Reason | None:
    """The first reason against the mention that holds, if any does."""
    for reason in _ASKED[here.name.kind, here.is_loud]:
        if reason.holds(here):
            return reason
    return None
