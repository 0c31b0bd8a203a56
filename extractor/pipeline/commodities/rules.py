"""The rules: every reason for and against a good, with its name and a sentence in which it decides.

A name that one reason of `AGAINST` holds for is no good there, whichever it is. Of those `FOR` it the surest tells how
surely it is traded; where two are as sure, the first is named. `extractor.pipeline.commodities.read.explain` names the reason
that decided.
"""

from collections.abc import Callable
from dataclasses import dataclass

from extractor.pipeline.commodities.against import (
    abbreviates_a_name,
    asks_for_other_words,
    ends_a_name,
    ends_in_a_capital,
    has_a_prefix,
    has_an_ending,
    is_a_name_in_this_article,
    is_a_surname,
    is_a_verb_after_an_auxiliary,
    is_a_verb_with_an_object,
    is_loud_before_a_title,
    is_named_by_a_firm,
    is_what_a_thing_is_made_of,
    leads_a_name,
    lies_in_a_name,
)
from extractor.pipeline.commodities.catalogue import CAUTIOUS, HOUSEHOLD
from extractor.pipeline.commodities.sighting import Sighting, Writing
from extractor.pipeline.commodities.traded import (
    has_a_noun,
    has_a_verb,
    heads_a_table,
    is_after_a_colon,
    is_an_example,
    is_arriving,
    is_dealt_with,
    is_followed,
    is_followed_at_one_remove,
    is_in_sight_of_a_flow,
    is_moved,
    is_near_trade,
    is_passive,
    is_supplied,
    is_told_to_be_a_good,
)


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: what it is called, when it holds, and a text where it decides over the name in square brackets.

    `gives` is the level up to which it satisfies a name; a reason against gives nothing. `writing` says how the names are
    written of which it is asked.
    """

    name: str
    holds: Callable[[Sighting], bool]
    example: str
    gives: int = 0
    writing: tuple[Writing, ...] = tuple(Writing)


SMALL, CAPITAL, LOUD = (Writing.SMALL,), (Writing.CAPITAL,), (Writing.LOUD,)
AGAINST = (
    Reason("name of a person or country", lies_in_a_name, "Exports to [Turkey] rose."),
    Reason("other words asked for", asks_for_other_words, "The police sold [eggs]."),
    Reason("firm's name", is_named_by_a_firm, "Shell [Oil] Co said profits rose."),
    Reason("capital at the end", ends_in_a_capital, "Exports of [crude Oil] rose.", writing=SMALL),
    Reason("abbreviation of a name", abbreviates_a_name, "The Democratic Action Party ([DAP]) won.", writing=LOUD),
    Reason(
        "capitals before a title", is_loud_before_a_title, "The group [GOLD] Fields said exports rose.", writing=LOUD
    ),
    Reason(
        "first word of a name",
        leads_a_name,
        "Officials of the [Sugar] Forum said exports rose.",
        writing=CAPITAL,
    ),
    Reason("surname", is_a_surname, "The Blue [Urals] band sold it.", writing=CAPITAL),
    Reason("last word of a name", ends_a_name, "Exports rose in nearby Mount [Copper].", writing=CAPITAL),
    Reason(
        "name in this article",
        is_a_name_in_this_article,
        "Exports rose in the Copper, and at the Copper all was well. [Copper] said prices rose.",
        writing=CAPITAL,
    ),
    Reason("prefix", has_a_prefix, "The anti-[tank] brigade sold it."),
    Reason("ending", has_an_ending, "The [corn]-fed cattle were sold."),
    Reason("verb with an object", is_a_verb_with_an_object, "Imports [lead] his party to split."),
    Reason("verb after an auxiliary", is_a_verb_after_an_auxiliary, "Exports may [fuel] growth."),
    Reason("material of a thing", is_what_a_thing_is_made_of, "A [steel] gate was stolen."),
)
FOR = (
    Reason("followed by trade", is_followed, "The [car] exports rose.", HOUSEHOLD),
    Reason("participle", is_moved, "There were [cars] sold abroad.", HOUSEHOLD),
    Reason("passive", is_passive, "The [cars] were sold.", HOUSEHOLD),
    Reason("followed by a noun of trade", is_followed_at_one_remove, "[PC] hardware sales rose.", HOUSEHOLD),
    Reason("object of a verb", has_a_verb, "It sells old and new [books].", HOUSEHOLD),
    Reason("of a noun of trade", has_a_noun, "The shipment of 30 heavy [helicopters] arrived.", HOUSEHOLD),
    Reason("example of products", is_an_example, "Its products are mainly [toys].", HOUSEHOLD),
    Reason("after a colon", is_after_a_colon, "Main imports: heavy [tractors].", HOUSEHOLD),
    Reason("supplied with", is_supplied, "Germany will supply Ukraine with [missiles].", HOUSEHOLD),
    Reason("dealt with by an authority", is_dealt_with, "Police seized [ivory] in the harbour.", CAUTIOUS),
    Reason("arriving", is_arriving, "[Ivory] arrived in the harbour.", CAUTIOUS),
    Reason("told to be a good", is_told_to_be_a_good, "[Ivory] is the main mineral.", CAUTIOUS),
    Reason("word of trade near", is_near_trade, "[Gas] got dearer, the price shows.", CAUTIOUS),
    Reason(
        "export or import in sight",
        is_in_sight_of_a_flow,
        "They export what they can, whatever others at home may think of it, and [lead] is dear.",
        CAUTIOUS,
    ),
    Reason("head of a table", heads_a_table, "BRAZIL [GAS] --\n\nIn 2019 imports 37.", CAUTIOUS),
)
_SUREST_FIRST = tuple(sorted(FOR, key=lambda reason: -reason.gives))
_BY_WRITING = {writing: tuple(reason for reason in AGAINST if writing in reason.writing) for writing in Writing}


def find_against(here: Sighting) -> Reason | None:
    """The first reason against the good that holds, if any does."""
    for reason in _BY_WRITING[here.writing]:
        if reason.holds(here):
            return reason
    return None


def find_for(here: Sighting) -> Reason | None:
    """The surest reason for the good that holds, if any does."""
    for reason in _SUREST_FIRST:
        if reason.holds(here):
            return reason
    return None
