"""Choice: which country a name stands for, by what the article says otherwise.

`WAYS` are asked in order, from what the name itself says to what only its place in the text tells; the first that has a
say decides. Each has a name and an example.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial

from extractor.data import words as words_of_kind
from extractor.pipeline.countries.catalogue import is_family_name, is_given_name, states
from extractor.pipeline.countries.context import Context
from extractor.pipeline.countries.sighting import Sighting
from extractor.pipeline.text.words import GLUED

_cues = partial(words_of_kind, "countries_words")
BEFORE_PLACE = _cues("before place")
BEFORE_BEARER = _cues("before bearer")  # before a town that people are named after too
SPEECH = _cues("speech")
# What a place is called, after it (`Zabul province`) or before it with `of` (`the town of Balad`).
SORTS = _cues("sort")
US_STATES, AMERICAN, VOTING = _cues("us state"), _cues("american"), _cues("voting")
NEIGHBOURS = _cues("neighbour")  # where they are named, the state of the US isn't meant
US, GEORGIA = "US", "GE"
REACH = 50  # words on each side in which what is nearer decides
BESIDE_STATE = 4  # words before Georgia in which a word of elections makes a state of it
COMBINED, CLOSERS = _cues("combined"), _cues("closer") - {"and"}
IN_A_LIST = frozenset((",", "between", "with", "against", "or"))  # a country behind these stands beside others
DATELINE_ENDS = ("-", "—", "(")

Codes = tuple[str, ...]


class Teller(Enum):
    """What tells a way the country, beside the name itself."""

    NAME = auto()  # nothing
    ARTICLE = auto()  # another country, people, town or hint: of the sentence, else of the article
    BEHIND = auto()  # what stands behind a comma
    AMERICAN = auto()  # a word of the United States


@dataclass(frozen=True, slots=True)
class Way:
    """One way to tell the country: its name, what it gives, and a text where it decides over the name in square brackets.

    `codes` gives the countries, nothing where the mention is left out, and None where the way has no say. `kind` is what the
    mention then is, where that differs from what the table says; `told_by` is what beside the name tells the country.
    """

    name: str
    codes: Callable[[Context, Sighting], Codes | None]
    example: str
    gives: Codes
    kind: str | None = None
    told_by: Teller = Teller.NAME


def choose(article: Context, here: Sighting) -> tuple[Way | None, str, Codes]:
    """The way that decides, the kind of the mention, and its countries: none where it is left out."""
    for way in WAYS:
        codes = way.codes(article, here)
        if codes is not None:
            return way, way.kind or here.name.kind, codes
    return None, here.name.kind, ()


def _all_of_them(_: Context, here: Sighting) -> Codes | None:
    return here.name.codes if here.name.all_of else None


def _us_state(article: Context, here: Sighting) -> Codes | None:
    if not here.is_single or here.words.lowers[here.start] not in US_STATES:
        return None
    return (US,) if _is_american_beside(article, here) or _is_american_elsewhere(article, here) else None


def _is_american_beside(article: Context, here: Sighting) -> bool:
    """Whether a word in the sentence speaks for the state, and none nearer for the country; or one of elections beside it."""
    texts = here.words.texts
    if not VOTING.isdisjoint(texts[max(0, here.start - BESIDE_STATE) : here.end + 2]):
        return True
    if AMERICAN.isdisjoint(here.words.among(here.start, cased=True)):
        return False
    first, last = here.words.sentence(here.start)
    near = range(max(first, here.start - REACH), min(last, here.start + REACH))
    american = (abs(i - here.start) for i in near if texts[i] in AMERICAN)
    against = (abs(i - here.start) for i in near if article.hint_at(i) == GEORGIA)
    return min(american, default=REACH) < min(against, default=REACH + 1)


def _is_american_elsewhere(article: Context, here: Sighting) -> bool:
    """Whether nothing speaks for the country, and the article for the state."""
    spoken, hinted = (article.beside(here) - {GEORGIA}) | article.named, article.hinted
    if GEORGIA in hinted or not NEIGHBOURS.isdisjoint(spoken):
        return False
    return not AMERICAN.isdisjoint(here.words.texts) or article.named - {GEORGIA} == {US}


def _name_itself(_: Context, here: Sighting) -> Codes | None:
    return here.name.codes[:1] if not here.name.is_place and here.name.sure else None


def _combined(article: Context, here: Sighting) -> Codes | None:
    """`[Sino]-Russian`, `[Sino]-African`; nothing before another word, as in `Indo-Aryan`."""
    if not here.name.combining:
        return None
    other = here.end + 1
    is_joined = here.after == "-" and other < len(here.words) and here.words.gaps[here.end] == GLUED
    return here.name.codes if is_joined and (article.has(other) or here.words.texts[other] in COMBINED) else ()


def _town_like_a_country(article: Context, here: Sighting) -> Codes | None:
    behind = _state_behind(article, here)
    return (
        behind.name.codes[:1] if behind and here.before.lower() not in IN_A_LIST and _closes(article, behind) else None
    )


def _state_behind(article: Context, here: Sighting) -> Sighting | None:
    """The state behind a comma, behind the name of a country that is none itself: `Lebanon, [Pennsylvania]`."""
    behind = article.at(here.end + 1) if here.after == "," and here.name.kind == "name" else None
    if behind is None or here.words.lowers[here.start] in US_STATES:
        return None
    return behind if here.words.text(behind.start, behind.end) in states() else None


def _closes(article: Context, state: Sighting) -> bool:
    """Whether no list goes on behind a state: `Norway, Maine, and Sweden, Maine, are near`."""
    if state.after == ",":
        joined = state.words.lowers[state.end + 1 : state.end + 2] in (["and"], ["or"])
        other = article.at(state.end + 1 + joined)
        return other is None or (joined and _state_behind(article, other) is not None)
    return not state.after or state.after in CLOSERS or not state.after[0].isalnum()


def _spoken_for(article: Context, here: Sighting) -> Codes | None:
    return _shared(article, here) or None if not here.name.is_place else None


def _alone(article: Context, here: Sighting) -> Codes | None:
    """What is meant where the article speaks for none of them."""
    if here.name.is_place or not here.name.shared:
        return None
    spoken = article.near | article.hinted
    return (here.name.alone,) if here.name.alone and not _fitting(here, spoken) else ()


def _shared(article: Context, here: Sighting) -> Codes:
    """The one of several countries that the sentence speaks for, else the article; none where two are spoken for."""
    for spoken in (article.beside(here) | article.hinted_beside(here), article.near | article.hinted):
        fitting = _fitting(here, spoken)
        if fitting:
            return fitting if len(fitting) == 1 else ()
    return ()


def _fitting(here: Sighting, spoken: Iterable[str]) -> Codes:
    return tuple(code for code in here.name.codes if code in spoken)


def _named_behind(article: Context, here: Sighting) -> Codes | None:
    """The country that stands behind, or any state: `Paris, Texas`."""
    mark = here.after
    behind = article.at(here.end + 1) if mark in (",", "in") else None
    if behind is None:
        return None
    code = behind.name.codes[0]
    if mark == "," and _is_the_state_behind(behind, here):
        code = US
    return (code,) if code in here.name.codes or (mark == "," and _is_town_of_a_state(here, behind)) else None


def _is_the_state_behind(behind: Sighting, here: Sighting) -> bool:
    """`Athens, [Georgia]`."""
    is_state = behind.text.istitle() and behind.words.lowers[behind.start] in US_STATES
    return is_state and GEORGIA not in here.name.codes


def _is_town_of_a_state(here: Sighting, behind: Sighting) -> bool:
    """`[Paris], Texas`."""
    text = here.words.text
    return text(behind.start, behind.end) in states() and text(here.start, here.end) not in states()


def _shared_place(article: Context, here: Sighting) -> Codes | None:
    if not here.name.shared:
        return None
    return _shared(article, here) if _is_free(here) or stands_as_place(here) else ()


def _one_place(_: Context, here: Sighting) -> Codes | None:
    name = here.name
    return name.codes[:1] if name.fixed or (name.sure and len(name.codes) == 1) else None


def _speaker(article: Context, here: Sighting) -> Codes | None:
    """Nothing, for `Toledo said`, where the sentence names no country of the place; nor the article, if none bear its name."""
    if not here.name.sure or here.after.lower() not in SPEECH or stands_as_place(here):
        return None
    spoken = article.beside(here) if _is_borne(here) else article.named
    return () if spoken.isdisjoint(here.name.codes) else None


def _large_town(article: Context, here: Sighting) -> Codes | None:
    return (_of_the_nearest(article, here) or here.name.codes)[:1] if here.name.sure else None


def _of_the_nearest(article: Context, here: Sighting) -> Codes:
    """Those of its countries that the sentence speaks for, else that the article names, else that it has a place of."""
    for spoken in (article.beside(here), article.named, article.near):
        if fitting := _fitting(here, spoken):
            return fitting
    return ()


def _small_town(article: Context, here: Sighting) -> Codes | None:
    fitting = _of_the_nearest(article, here)
    told = len(fitting) == 1 or fitting[:1] == here.name.codes[:1]
    return fitting[:1] if fitting and told and stands_as_place(here) else None


def _dateline(_: Context, here: Sighting) -> Codes | None:
    return here.name.codes if len(here.name.codes) == 1 and _is_dateline(here) else None


def _is_free(here: Sighting) -> bool:
    """Whether the name of a place is neither a word nor a person's name."""
    return not (here.words.lowers[here.start] in words_of_kind("common_words") or _is_borne(here))


def _is_borne(here: Sighting) -> bool:
    """Whether people bear the name."""
    return here.is_single and (is_family_name(here.text) or is_given_name(here.text))


def stands_as_place(here: Sighting) -> bool:
    """Whether the words beside a name make a place of it: `in Balad`, `Zabul province`, `BALAD, Iraq -`."""
    before = BEFORE_BEARER if _is_borne(here) else BEFORE_PLACE
    return here.before.lower() in before or here.after.lower() in SORTS or _is_dateline(here)


def _is_dateline(here: Sighting) -> bool:
    if not here.opens_a_paragraph:
        return False
    return here.after in DATELINE_ENDS or (here.text.isupper() and here.after == ",")  # `Columbus, an explorer` is none


WAYS = (
    Way("all of the name", _all_of_them, "The two [Koreas] met.", ("KP", "KR")),
    Way("state, not country", _us_state, "Democrats won [Georgia] again.", ("US",), "place", told_by=Teller.AMERICAN),
    Way("combining form", _combined, "The [Sino]-American pact held.", ("CN",)),
    Way(
        "town of a state",
        _town_like_a_country,
        "They met in [Lebanon], Pennsylvania.",
        ("US",),
        "place",
        told_by=Teller.BEHIND,
    ),
    Way("name of one country", _name_itself, "The [Kenyans] met.", ("KE",)),
    Way(
        "the article speaks for it",
        _spoken_for,
        "North Korea tested it. [Korean] media said so.",
        ("KP",),
        told_by=Teller.ARTICLE,
    ),
    Way("the likeliest of its countries", _alone, "[Korea] spent more.", ("KR",)),
    Way("country behind", _named_behind, "They met in [Birmingham], England.", ("GB",), told_by=Teller.BEHIND),
    Way(
        "the article speaks for the place",
        _shared_place,
        "Pakistan said [Punjab] was safe.",
        ("PK",),
        told_by=Teller.ARTICLE,
    ),
    Way("one place of the name", _one_place, "They met in [Nairobi].", ("KE",)),
    Way("speaker", _speaker, "[Toledo] said so.", ()),
    Way("large town", _large_town, "They met in [Birmingham].", ("GB",), told_by=Teller.ARTICLE),
    Way(
        "small town of a country named",
        _small_town,
        "Egyptian troops fought near [Manfalut].",
        ("EG",),
        told_by=Teller.ARTICLE,
    ),
    Way("dateline", _dateline, "[MANFALUT] (AP) - They met.", ("EG",)),
)
