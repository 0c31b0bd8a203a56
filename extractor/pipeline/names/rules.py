"""The rules: every reason for and against a person, with its name and a text in which it decides.

A candidate is a name where one reason of `FOR` is enough and none of `AGAINST` refuses it; one that only casts doubt is
outweighed by a reason that says so. No reason knows of another, and their order decides only which is named.

In an example square brackets are around the candidate: a find of the model where the reason is asked of those, else of the
rules. Curly ones are around what the model finds besides: a person in the first case, an organisation in the second.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import product
from typing import TypeVar

from extractor.pipeline.names import against, favour
from extractor.pipeline.names.candidate import Candidate, Finder, Shape

Asked = frozenset[tuple[Finder, Shape]]
NOBODY: Asked = frozenset()


def _of(finder: Finder, *shapes: Shape) -> Asked:
    return frozenset(product((finder,), shapes or Shape))


@dataclass(frozen=True, slots=True)
class Against:
    """A reason against: what it is called, when it holds, and an example where it decides.

    It refuses some candidates, whatever speaks for them, and casts doubt on others.
    """

    name: str
    holds: Callable[[Candidate], bool]
    example: str
    refuses: Asked = NOBODY
    doubts: Asked = NOBODY


@dataclass(frozen=True, slots=True)
class For:
    """A reason for: what it is called, when it holds, and an example where it decides.

    Of some candidates it is enough to make a name, of others it outweighs doubts; mostly both.
    """

    name: str
    holds: Callable[[Candidate], bool]
    example: str
    enough: Asked = NOBODY
    outweighs: Asked = NOBODY


_JOINED = (Shape.LONE, Shape.PAIR)
_LOUD = (Shape.LOUD, Shape.HEADLINE)
_SEVERAL = (Shape.PAIR, Shape.FULL, Shape.LOUD)
_NAMED = (*_JOINED, Shape.FULL, *_LOUD)
_NO_HEADLINE = (*_JOINED, Shape.FULL, Shape.LOUD)
MODEL, RULES = Finder.MODEL, Finder.RULES
MODEL_LONE, RULES_LONE = _of(MODEL, Shape.LONE), _of(RULES, Shape.LONE)
RULES_JOINED, RULES_FULL, RULES_NAMED = _of(RULES, *_JOINED), _of(RULES, Shape.FULL), _of(RULES, *_NAMED)
RULES_LONGER = _of(RULES, Shape.FULL, *_LOUD)


def _by_lists(name: str, holds: Callable[[Candidate], bool], example: str, *shapes: Shape) -> Against:
    """What the lists refuse of the model's finds; of the rules' they doubt it."""
    return Against(name, holds, example, refuses=_of(MODEL, *shapes), doubts=_of(RULES, *shapes))


AGAINST = (
    Against("no capital", against.has_no_word, "They met [Jr] there.", refuses=_of(MODEL) | _of(RULES)),
    Against(
        "beside an organisation", against.is_beside_an_organisation, "They went to [Zorkon] Bank.", refuses=_of(RULES)
    ),
    Against(
        "too long",
        against.is_too_long,
        "Mr [Amina Njeri Wanjiku Otieno Kamau Kiprono Chebet Mutua] came.",
        refuses=_of(RULES),
    ),
    Against("initials alone", against.are_initials_alone, "Then [J.] came late.", refuses=RULES_NAMED | MODEL_LONE),
    Against(
        "initial before a hyphen", against.begins_with_an_initial, "Mr [J-Lo] sang.", refuses=_of(RULES, Shape.PAIR)
    ),
    Against("abbreviation", against.is_an_abbreviation, "Then [ZRQ] bought it.", refuses=RULES_JOINED | MODEL_LONE),
    Against("firm's word before", against.follows_a_firms_word, "It was the carmaker [Zorkon].", refuses=RULES_JOINED),
    _by_lists("capitals that no list has", against.is_a_headline, "Then [DAVID MILLER ZORKED].", Shape.HEADLINE),
    _by_lists("figure", against.has_a_figure, "They flew the [B52 Bomber] there."),
    _by_lists("well-known phrase", against.lies_in_a_phrase, "They flew to [Abu Dhabi] again.", *_NO_HEADLINE),
    _by_lists(
        "organisation's word behind", against.goes_on_as_an_organisation, "The [Ann Lee] Bank fell.", *_NO_HEADLINE
    ),
    _by_lists("organisation's word", against.has_an_organisations_word, "The [Lee Bank] fell.", *_NO_HEADLINE),
    _by_lists("end of a compound", against.ends_a_compound, "The anti-[Ruto] camp lost.", Shape.LONE),
    _by_lists("country, people, month or city", against.is_elsewhere, "They came to [Nairobi] again.", Shape.LONE),
    _by_lists("listed firm", against.is_a_firm, "Then [Bombardier] closed.", Shape.LONE),
    _by_lists("ordinary word", against.is_an_ordinary_word, "It was [Annexation] then.", Shape.LONE),
    _by_lists("title alone", against.is_a_title_alone, "Then the [Botanist] left.", Shape.LONE),
    _by_lists("town", against.is_a_town, "They came to [Belo Horizonte] again.", *_SEVERAL),
    _by_lists(
        "known as something else", against.is_known_as_something_else, "It was in the [Russian Zorkum].", *_SEVERAL
    ),
    Against(
        "the model's place or organisation",
        against.is_refused_by_the_model,
        "Then {[Zork Ruto] said} so.",
        doubts=_of(RULES),
    ),
    Against(
        "common word at the beginning",
        against.opens_a_sentence,
        "It was late. [Rice] shipped more.",
        doubts=MODEL_LONE,
    ),
    Against(
        "firm or place in this article",
        against.is_doubtful_in_this_article,
        "Hurricane Katrina came. They fled from [Katrina] then.",
        doubts=MODEL_LONE,
    ),
    Against(
        "preposition of place",
        against.follows_a_preposition_of_place,
        "They lived in [Zorkon] then.",
        doubts=MODEL_LONE,
    ),
)
FOR = (
    For("title", favour.follows_a_title, "Then Mr [Zorkon] came.", RULES_NAMED, RULES_NAMED),
    For("office", favour.follows_an_office, "Then President [Zork Blivet] came.", RULES_LONGER, RULES_LONGER),
    For("role or kinship", favour.follows_a_role, "Then spokesman [Zork Blivet] came.", RULES_FULL, RULES_LONGER),
    For("kinship", favour.is_a_relative, "Then his father [Ralph] came.", RULES_JOINED, RULES_JOINED),
    For(
        "office with a capital",
        favour.follows_a_capital_office,
        "Then President [Zorkon] came.",
        RULES_JOINED,
        RULES_JOINED,
    ),
    For(
        "role before a listed name",
        favour.is_listed_behind_a_role,
        "Then spokesman [Ruto] came.",
        RULES_JOINED,
        RULES_JOINED,
    ),
    For(
        "family in power",
        favour.is_a_family_in_power,
        "Then the [Bush] administration fell.",
        RULES_JOINED,
        RULES_JOINED,
    ),
    For(
        "name of a reign",
        favour.names_a_reign,
        "Then the {[William Zorkon] administration} fell.",
        outweighs=RULES_LONGER,
    ),
    For(
        "holder of an office",
        favour.holds_an_office,
        "Then the head of the World Bank, [Zork Blivet], came.",
        RULES_FULL,
        RULES_FULL,
    ),
    For(
        "office beside it",
        favour.stands_by_an_office,
        "Then the head of the World {Bank, [Grant Zorkon]}, came.",
        outweighs=RULES_LONGER,
    ),
    For("listed in capitals", favour.is_listed_in_capitals, "Then [WILLIAM RUTO] came.", _of(RULES, *_LOUD)),
    For("given name first", favour.begins_with_a_given_name, "Then [William Zorkon] came.", RULES_FULL),
    For("initials", favour.has_initials, "Then [J. Ruto] came.", RULES_FULL),
    For("particle", favour.has_a_particle, "Then [Zork van Ruto] came.", RULES_FULL),
    For("speech", favour.speaks, "Then [Zork Ruto] said so.", RULES_FULL),
    For("apposition", favour.is_apposed, "Then [Zork Ruto], 51, came.", RULES_FULL),
    For("full name", favour.has_several_words, "Then [Zork Blivet] came.", _of(MODEL), _of(MODEL)),
    For(
        "word of a full name",
        favour.is_part_of_a_full_name,
        "Then {Zork Blivet} came. In [Blivet] they saw it.",
        MODEL_LONE,
        MODEL_LONE,
    ),
    For("title or office", favour.is_led_by_a_title, "Then the coach [Zorkon] came.", MODEL_LONE, MODEL_LONE),
    For("listed name", favour.is_listed, "Then [Ruto] came.", MODEL_LONE),
    For("brief text", favour.is_in_a_brief_text, "Then [Zorkon] came.", MODEL_LONE),
    For("relative clause", favour.is_told_of, f"Then [Zorkon], who came, left.{' It rained.' * 30}", MODEL_LONE),
)

_Key = tuple[Finder, Shape]
_KEYS: tuple[_Key, ...] = tuple(product(Finder, Shape))
_REFUSING = {key: tuple(reason for reason in AGAINST if key in reason.refuses) for key in _KEYS}
_DOUBTING = {key: tuple(reason for reason in AGAINST if key in reason.doubts) for key in _KEYS}
_ENOUGH = {key: tuple(reason for reason in FOR if key in reason.enough) for key in _KEYS}
_OUTWEIGHING = {key: tuple(reason for reason in FOR if key in reason.outweighs) for key in _KEYS}
NOTHING = "nothing speaks for it"
R = TypeVar("R", Against, For)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether words `start` to before `end` are a name to the model or to the rules, and the reason that decided."""

    start: int
    end: int
    finder: Finder
    counts: bool
    reason: str


def refuse(here: Candidate) -> Verdict | None:
    """The verdict over a candidate that a reason refuses, if one does."""
    reason = _first(_REFUSING[here.finder, here.shape], here)
    return _verdict(here, reason.name, counts=False) if reason else None


def weigh(here: Candidate) -> Verdict:
    """The verdict over a candidate that no reason refuses."""
    key = here.finder, here.shape
    enough = _first(_ENOUGH[key], here)
    if enough is None:
        return _verdict(here, NOTHING, counts=False)
    if key in enough.outweighs or not (doubt := _first(_DOUBTING[key], here)):
        return _verdict(here, enough.name, counts=True)
    outweighing = _first(_OUTWEIGHING[key], here)
    return _verdict(here, (outweighing or doubt).name, counts=outweighing is not None)


def _first(reasons: Iterable[R], here: Candidate) -> R | None:
    for reason in reasons:
        if reason.holds(here):
            return reason
    return None


def _verdict(here: Candidate, reason: str, *, counts: bool) -> Verdict:
    return Verdict(here.start, here.end, here.finder, counts, reason)
