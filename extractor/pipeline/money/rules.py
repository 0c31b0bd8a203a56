"""The rules: every reason against a sum of money, with its own name and a sentence in which it decides.

A number with a unit that one reason of `AGAINST` holds for is no sum, whichever it is; nor is a figure whose currency nothing in
the article speaks for, by one of `DOUBTS`. How the currency is told stands in `choice.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from extractor.pipeline.money.against import (
    has_cents_behind,
    has_no_country,
    is_a_code_in_small_sums,
    is_a_letter_apart,
    is_a_letter_behind,
    is_a_noun,
    is_a_people,
    is_a_small_count,
    is_a_variable,
    is_a_verb,
    is_a_word_before_of,
    is_among_capitals,
    is_among_weights,
    is_an_adjective,
    is_before_a_heavy_thing,
    is_behind_a_year,
    is_joined_to_a_heavy_thing,
    is_no_small_letter_behind,
    is_no_small_word,
    is_of_the_next_number,
    is_of_the_number_before,
    is_of_what_is_weighed,
    is_part_of_a_name,
)
from extractor.pipeline.money.catalogue import Caution
from extractor.pipeline.money.context import Context
from extractor.pipeline.money.sighting import Sighting, Sort
from extractor.pipeline.money.survey import Figure


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: what it is called, when it holds, and a text where it decides over the number and unit in square brackets.

    `sort` says of which units it is asked.
    """

    name: str
    holds: Callable[[Sighting], bool]
    example: str
    sort: Sort


@dataclass(frozen=True, slots=True)
class Doubt:
    """As a `Reason`, of a figure whose currency is chosen."""

    name: str
    holds: Callable[[Context, Figure, str | None], bool]
    example: str


AGAINST = (
    Reason("letter apart from the number", is_a_letter_apart, "It is a Type [R 2] car.", Sort.AHEAD),
    Reason("word among capitals", is_among_capitals, "THEY DID [ALL 4] OF IT.", Sort.AHEAD),
    Reason("variable", is_a_variable, "The awk script prints [$1] twice.", Sort.AHEAD),
    Reason("number before it", is_of_the_number_before, "It cost 10 [$ 30] $ at most.", Sort.AHEAD),
    Reason("cents behind the code", has_cents_behind, "It cost 17 [USD 25].", Sort.AHEAD),
    Reason("number behind it", is_of_the_next_number, "In [2010 $]5 million was spent.", Sort.BEHIND),
    Reason("letter behind the number", is_a_letter_behind, "They built [5 R] cars.", Sort.BEHIND),
    Reason("no small letter", is_no_small_letter_behind, "They read page [5 p] again.", Sort.GLUED),
    Reason("part of a name", is_part_of_a_name, "The iPhone [5c] is sold out.", Sort.GLUED),
    Reason("no small word", is_no_small_word, "The rapper [50 Cent] sang.", Sort.LOWER),
    Reason("of what is weighed", is_of_what_is_weighed, "They sold [5 pounds] of sugar.", Sort.POUND),
    Reason("heavy thing", is_before_a_heavy_thing, "It is [200 pounds] heavier.", Sort.POUND),
    Reason("joined to a heavy thing", is_joined_to_a_heavy_thing, "It is a [200-pound] statue.", Sort.POUND),
    Reason("words of weight", is_among_weights, "The statue weighs [200 pounds].", Sort.POUND),
    Reason("people", is_a_people, "They met [three Afghanis].", Sort.NAME),
    Reason("verb", is_a_verb, "Of these the [15 won].", Sort.NAME),
    Reason("adjective", is_an_adjective, "It has a [three-crown] symbol.", Sort.NAME),
    Reason("noun", is_a_noun, "It passed the [13,000 mark].", Sort.NAME),
    Reason("word before of", is_a_word_before_of, "They gave it [80 marks] of respect.", Sort.NAME),
    Reason("year", is_behind_a_year, "They printed [1999 euro] notes.", Sort.NAME),
)
DOUBTS = (
    Doubt("small sum", is_a_code_in_small_sums, "Poland paid [5 ALL] of it."),
    Doubt("no country of the currency", has_no_country, "They paid [Af500] there."),
    Doubt("small count of a word", is_a_small_count, "They wore [60 crowns] in all."),
)
CAUTIOUS = frozenset((Caution.WORD, Caution.EVIDENCE, Caution.CODE))
_BY_SORT = {sort: tuple(reason for reason in AGAINST if reason.sort is sort) for sort in Sort}


def find_against(here: Sighting) -> Reason | None:
    """The first reason against the sum that holds, if any does."""
    for reason in _BY_SORT[here.sort]:
        if reason.holds(here):
            return reason
    return None


def find_doubt(article: Context, figure: Figure, currency: str | None) -> Doubt | None:
    """The first doubt that holds of a figure in a currency, if any does; none of one whose country is named."""
    if figure.owner or figure.unit.caution not in CAUTIOUS:
        return None
    for doubt in DOUBTS:
        if doubt.holds(article, figure, currency):
            return doubt
    return None
