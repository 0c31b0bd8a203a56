"""The rules: every reason for and against a person, with its name and a text in which it holds.

None of them decides: each is a feature of a candidate, and `evidence` weighs them all with what the model says and what
else the article has. In an example square brackets are around the candidate.
"""

from collections.abc import Callable
from dataclasses import dataclass

from extractor.pipeline.names import against, favour
from extractor.pipeline.names.candidate import Candidate


@dataclass(frozen=True, slots=True)
class Reason:
    """What it is called, when it holds, and an example where it does."""

    name: str
    holds: Callable[[Candidate], bool]
    example: str


SPOKEN = "spoken of as a firm or place"
NAMESAKE = "country, people, month or city"
AGAINST = (
    Reason("beside an organisation", against.is_beside_an_organisation, "They went to [Zorkon] Bank."),
    Reason("too long", against.is_too_long, "Mr [Amina Njeri Wanjiku Otieno Kamau Kiprono Chebet Mutua] came."),
    Reason("initials alone", against.are_initials_alone, "Then [J.] came late."),
    Reason("initial before a hyphen", against.begins_with_an_initial, "Mr [J-Lo] sang."),
    Reason("abbreviation", against.is_an_abbreviation, "Then [ZRQ] bought it."),
    Reason("capitals", against.is_in_capitals, "Then [RUTO] bought it."),
    Reason("firm's word before", against.follows_a_firms_word, "It was the carmaker [Zorkon]."),
    Reason(SPOKEN, against.is_spoken_of_as_a_firm, "Then [Zorkon] shares fell."),
    Reason("no list has each word", against.has_an_unlisted_word, "Then [David Zorkon] came."),
    Reason("figure", against.has_a_figure, "They flew the [B52 Bomber] there."),
    Reason("well-known phrase", against.lies_in_a_phrase, "They flew to [Abu Dhabi] again."),
    Reason("organisation's word behind", against.goes_on_as_an_organisation, "The [Ann Lee] Bank fell."),
    Reason("organisation's word", against.has_an_organisations_word, "The [Lee Bank] fell."),
    Reason("end of a compound", against.ends_a_compound, "The anti-[Ruto] camp lost."),
    Reason(NAMESAKE, against.is_elsewhere, "They came to [Nairobi] again."),
    Reason("listed firm", against.is_a_firm, "Then [Bombardier] closed."),
    Reason("ordinary word", against.is_an_ordinary_word, "It was [Annexation] then."),
    Reason("ends in an ordinary word", against.ends_in_an_ordinary_word, "It was the [David Annexation] then."),
    Reason("title alone", against.is_a_title_alone, "Then the [Botanist] left."),
    Reason("town", against.is_a_town, "They came to [Belo Horizonte] again."),
    Reason("known as something else", against.is_known_as_something_else, "It was in the [Russian Zorkum]."),
    Reason("common word at the beginning", against.opens_a_sentence, "It was late. [Rice] shipped more."),
    Reason("preposition of place", against.follows_a_preposition_of_place, "They lived in [Zorkon] then."),
    Reason("dash inside", against.has_a_dash, "Then [Ann Lee - Kiel] came."),
    Reason("article before", against.follows_an_article, "They sold the [Zorkon] then."),
    Reason("capital before", against.goes_on_before, "They met in Kenya Amazon [Jeff Kingi]."),
    Reason("capital behind", against.goes_on_behind, "Then [Zork] Blivet came."),
    Reason("particle before", against.follows_a_particle, "Then Moza bint [Nasser Zorkon] came."),
    Reason("cut behind an office", against.is_cut_behind_an_office, "The President of Kenya Amazon [Jeff Kingi] left."),
    Reason("cut at a spaced hyphen", against.is_cut_at_a_spaced_hyphen, "Then Joseph - [Alfred Zorkon] came."),
    Reason("two names", against.holds_two_names, "Coach: [Ann Aaltonen Mary Kingi], Tom Blivet."),
    Reason("given name last", against.ends_in_a_given_name, "Many thanks, [Ann Zorkon Debbie], as to the form."),
    Reason("word twice", against.repeats_a_word, "Many thanks, [Renee Renee], as to the form."),
)
FOR = (
    Reason("title", favour.follows_a_title, "Then Mr [Zorkon] came."),
    Reason("office", favour.follows_an_office, "Then President [Zork Blivet] came."),
    Reason("role", favour.follows_a_role, "Then spokesman [Zork Blivet] came."),
    Reason("kinship", favour.is_a_relative, "Then his father [Ralph] came."),
    Reason("office with a capital", favour.follows_a_capital_office, "Then President [Zorkon] came."),
    Reason("name of a reign", favour.names_a_reign, "Then the [Bush] administration fell."),
    Reason("holder of an office", favour.stands_by_an_office, "Then the head of the World Bank, [Zork Blivet], came."),
    Reason("given name first", favour.begins_with_a_given_name, "Then [William Zorkon] came."),
    Reason("listed first", favour.is_listed_first, "Then [Ruto] came."),
    Reason("listed last", favour.is_listed_last, "Then [Zork Ruto] came."),
    Reason("initials", favour.has_initials, "Then [J. Ruto] came."),
    Reason("particle", favour.has_a_particle, "Then [Zork van Ruto] came."),
    Reason("speech", favour.speaks, "Then [Zork Ruto] said so."),
    Reason("apposition", favour.is_apposed, "Then [Zork Ruto], 51, came."),
    Reason("brief text", favour.is_in_a_brief_text, "Then [Zorkon] came."),
    Reason("relative clause", favour.is_told_of, "Then [Zorkon], who came, left."),
    Reason("label of a speech", favour.labels_a_speech, "It rained.\n\n[ZORK SHAIKH]: And then?"),
    Reason("byline", favour.is_in_a_byline, "By [ZORK BLIVET]\n\nIt rained."),
    Reason("spaced hyphens", favour.is_joined_by_spaced_hyphens, "[Zork - Blivet Ruto] lost the by - election."),
    Reason("told as a person", favour.is_told_as_a_person, "Then [Kate Church], 51, came."),
)
