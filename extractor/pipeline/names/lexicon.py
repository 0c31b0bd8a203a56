"""What single words say about a name: lists of names, titles, offices, and of words that speak against a person."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, partial

from extractor.data import read_table, values, words
from extractor.pipeline.text.geography import country_names, regions, towns
from extractor.pipeline.text.lookup import Hit, Lookup
from extractor.pipeline.text.spellings import all_unaccented
from extractor.pipeline.text.words import Words

_cues = partial(words, "names_words")
# `von der Leyen`, `bin Laden`, `da Silva`, `arap Moi`, `al-Assad`, `el-Sisi`; `y` and `e` join two family names.
PARTICLES, LEADING, SUFFIXES = (_cues(kind) for kind in ("particle", "leading", "suffix"))
SPEECH, REIGN, CHAIN, OPENERS = (_cues(kind) for kind in ("speech", "reign", "chain", "opener"))
SURNAMES, BEFORE_SURNAMES, PLAIN_TITLES = (_cues(kind) for kind in ("surname too", "before a surname", "plain title"))
TITLED = SPEECH | _cues("of a person")
SHIPS, BEFORE_TIMES, QUANTIFIERS = (_cues(kind) for kind in ("before a ship", "before a time", "quantifier"))
SMALL_IN_HEADINGS = _cues("small in a heading")
GIVEN_TOO, CAPITAL_PARTICLES = _cues("given too"), _cues("capital particle")
ACTS = TITLED - {"is", "was", "who"}  # behind a word that is a month or an ordinary one too, it makes that a person
BEFORE_PLACES, HOURS = (_cues(kind) for kind in ("before a place", "hour"))
NO_NAME_BEFORE, NO_NAME_AFTER = (_cues(kind) for kind in ("no name before", "no name after"))
HYPHENS = frozenset("-")
GENITIVES = ("'s",)
MAX_NAME = 7  # words: `Luiz Inácio Lula da Silva`
Span = tuple[int, int]  # words, half-open


class Mark(StrEnum):
    """What a word or phrase is that ends a name, or leads to one."""

    TITLE = "title"
    ROLE = "role"
    OFFICE = "office"
    KIN = "kin"
    ORG = "org"
    PLACE = "place"  # in front of a place's name
    NEVER = "never"


LEADS = (Mark.TITLE, Mark.ROLE, Mark.OFFICE, Mark.KIN)


def is_capital(text: str) -> bool:
    """Whether a word begins as a name does: a capital letter first."""
    return text[:1].isupper()


def is_initial(text: str) -> bool:
    """`W`, `W.`, `J.K.`: letters that stand for given names; no `U.S.` (that is a country)."""
    letters = text.replace(".", "")
    return 0 < len(letters) <= 3 and letters.isupper() and (len(letters) == 1 or text.endswith("."))


def plain_case(text: str) -> str:
    """The form under which a word stands in the lists: `MAATHAI` and `Maathai` alike."""
    return text.title() if len(text) > 2 and text.isupper() else text


@dataclass(frozen=True, slots=True)
class Lists:
    """Single words by what they are known as; a word may be in several."""

    given: frozenset[str]
    family: frozenset[str]
    common: frozenset[str]  # in lower case
    organisation: frozenset[str]
    place: frozenset[str]  # `Mount`, `San`: what follows is a place
    never: frozenset[str]  # countries, peoples, months, faiths
    cities: frozenset[str]


@cache
def lists() -> Lists:
    """The tables' single words, read once a process."""
    given = _names("given_names")
    return Lists(
        given=given,
        family=_names("family_names"),
        common=words("common_words"),
        organisation=words("not_people", Mark.ORG),
        place=words("not_people", Mark.PLACE),
        never=words("not_people", Mark.NEVER)
        | {name for name in _countries() if " " not in name and name[0].isupper()},
        cities=_cities() - given,  # `George` and `Vladimir` are cities too
    )


class Lexicon:
    """The tables, as sets and lookups, built once."""

    def __init__(self) -> None:
        known = lists()
        self.given, self.family, self.common = known.given, known.family, known.common
        self.organisation, self.place = known.organisation, known.place
        self.never, self.cities = known.never, known.cities
        self.towns = _towns()
        self.firm_words, self.place_words, self.storm_words = (_cues(kind) for kind in ("firm", "place", "storm"))
        self.things = (self.organisation | words("not_people", "thing")) - {word.capitalize() for word in REIGN}
        self.spoken_of = self.firm_words | self.place_words
        self.firms = words("firms")
        phrases = [(name, Mark.ORG) for name in words("not_people", "phrase")]
        several = [(name, Mark.NEVER) for name in _countries() if " " in name or "-" in name]
        self._phrases = Lookup(phrases + several, cased=True)
        leads = [(name, Mark(kind)) for name, kind in values("titles_roles", column="kind").items()]
        self._titles = Lookup([lead for lead in leads if lead[0][0].isupper()], cased=True)
        self.lone_leads = frozenset(name.lower() for name, _ in leads if " " not in name)
        self._offices = Lookup([lead for lead in leads if lead[0][0].islower()])
        self._lead_starts = {word.lower() for word in (*self._titles.starts, *self._offices.starts)}

    def lead(self, words: Words, i: int) -> Hit[Mark] | None:
        """The title, role or word of kinship that begins at word `i`; `Gov.` and `PM` only with a capital."""
        if words.lowers[i] not in self._lead_starts:  # most words: looked up once, not in two trees
            return None
        if words.texts[i] in HOURS and i and words.texts[i - 1][-1:].isdigit():  # `5 PM`
            return None
        return self._offices.at(words, i) or self._titles.at(words, i)

    def phrase(self, words: Words, i: int) -> Hit[Mark] | None:
        """The well-known sequence, or the country of several words, that begins at word `i`."""
        return self._phrases.at(words, i) if words.texts[i] in self._phrases.starts else None

    def phrases(self, words: Words) -> list[Hit[Mark]]:
        """The same at every word, one within another too."""
        return [hit for i in self._phrases.places(words) if (hit := self._phrases.at(words, i))]

    def is_name(self, text: str) -> bool:
        """Whether a list of names has the word."""
        form = plain_case(text)
        return form in self.given or form in self.family

    def is_plain(self, text: str) -> bool:
        """Whether the word is ordinary English and no list has it as a name: `Moreover`, `Police`."""
        return text.lower() in self.common and not self.is_name(text)

    def is_title(self, text: str) -> bool:
        """Whether the word alone is a title or office, whatever else it is: `King`, `Judge`."""
        return is_capital(text) and text.lower() in self.lone_leads

    def lower_office(self, text: str) -> bool:
        """Whether the word alone is a title or office: `President`, `Judge`."""
        return self.is_title(text.capitalize()) and not self.is_name(text)

    def is_elsewhere(self, text: str) -> bool:
        """Whether the word names a country, a people, a month, a weekday, a faith or a large city."""
        return text in self.never or plain_case(text) in self.never or plain_case(text) in self.cities


def _names(table: str) -> frozenset[str]:
    return _with_unaccented(words(table))


def _with_unaccented(names: AbstractSet[str]) -> frozenset[str]:
    """The names, and each that has an accent without it."""
    return frozenset(names).union(all_unaccented([name for name in names if not name.isascii()]))


def _countries() -> list[str]:
    """Names and demonyms of countries."""
    return [country.name for country in country_names()]


@cache
def _cities() -> frozenset[str]:
    """Cities of 100,000 people and more, with countries and American states by their geographical name."""
    names = {country.name for country in country_names() if country.kind == "name" and " " not in country.name}
    names |= {region.name for region in regions() if region.country == "US"}
    return _with_unaccented(names) | towns().large()


@cache
def _towns() -> frozenset[str]:
    """Names of several words of all towns over 15,000, and the places of our own table: `Belo Horizonte`."""
    names = {row["name"] for row in read_table("places") if row["code"]}
    return _with_unaccented(names) | towns().several_words()
