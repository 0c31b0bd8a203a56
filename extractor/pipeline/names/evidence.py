"""What single words say about a name: lists of names, titles, offices, and of words that speak against a person."""

from dataclasses import dataclass
from functools import cache

from extractor.data import read_table
from extractor.pipeline.text.geography import country_names, regions, towns
from extractor.pipeline.text.lookup import Hit, Lookup
from extractor.pipeline.text.spellings import unaccented
from extractor.pipeline.text.words import Words

# `von der Leyen`, `bin Laden`, `da Silva`, `arap Moi`, `al-Assad`, `el-Sisi`; `y` and `e` join two family names.
PARTICLES = frozenset(
    "von van der den de del della di da do dos das du la le bin bint ibn ben al el ul ud ur zu zur ter ten "
    "af av arap ole abu ap af't 't".split()
)
LEADING = frozenset("bin ibn von van der den de da di du dos al el arap".split())
SUFFIXES = frozenset("Jr Jr. Sr Sr. II III IV V".split())
SPEECH = frozenset(
    "said says added told tells noted announced stressed explained commented argued warned insisted replied "
    "claimed admitted denied recalled remarked declared emphasized emphasised believes thinks asked wrote".split()
)
REIGN = frozenset("administration administrations regime era family presidency camp".split())
# Second halves of Korean, Chinese and Taiwanese given names, which are written small after the hyphen.
SECOND_HALVES = frozenset(
    """bae bian bin bo bok bum chai chang chen cheng cheol cheng chi chih ching cho chol choo chu chul chun
    chung dae dal dong duk eun fang fei fu geun gi gon guk gun gyu ha hae han hee ho hong hoon hsin
    hsing hua huan huang hui hun hwa hwan hwang hye hyeon hyuk hyun hyung il in ja jae jan jang jen ji
    jia jib jie jin jing jong joo joon ju juan jui jun jung kai kang keun ki kil kon koo kook ku kuan
    kuk kun kuo kwan kwang kwon kyu kyun kyung lan lang lee li lian liang lin ling lung mei mi min ming
    mo mok mun myong myung nam ok pan pei pil ping pyo pyong qi qing rae rak ran rong ryong sam san sang
    seob seok seon seong seop seung shan shek shen shih shik shin shing shui sik sil sin sob sok son
    song soo sook soon su suk sun sung tae tai tak tang te teh tien ting tong tsai tsung tung un ung wei
    wen won woo wook woon wu xia xiang xin ya yang yao yeon yeong yi yin ying yol yon yong yoo yoon you
    young yu yuan yul yun yung ze zhen zheng zhi""".split()
)
HYPHENS = frozenset("-‐‑")
MAX_NAME = 7  # words: `Luiz Inácio Lula da Silva`
MIN_CITY = 100_000


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
    against = read_table("not_people")
    kinds = {
        kind: frozenset(row["name"] for row in against if row["kind"] == kind) for kind in ("org", "place", "never")
    }
    given = _names("given_names")
    return Lists(
        given=given,
        family=_names("family_names"),
        common=frozenset(row["name"] for row in read_table("common_words")),
        organisation=kinds["org"],
        place=kinds["place"],
        never=kinds["never"] | {name for name in _countries() if " " not in name and name[0].isupper()},
        cities=_cities() - given,  # `George` and `Vladimir` are cities too
    )


class Evidence:
    """The tables, as sets and lookups, built once."""

    def __init__(self) -> None:
        known = lists()
        self.given, self.family, self.common = known.given, known.family, known.common
        self.organisation, self.place = known.organisation, known.place
        self.never, self.cities = known.never, known.cities
        self.towns = _towns()
        words = read_table("names_words")
        self.firm_words = frozenset(row["name"] for row in words if row["kind"] == "firm")
        self.storm_words = frozenset(row["name"] for row in words if row["kind"] == "storm")
        self.place_words = frozenset(row["name"] for row in words if row["kind"] == "place")
        self.firms = frozenset(row["name"] for row in read_table("firms"))
        phrases = [(row["name"], "phrase") for row in read_table("not_people") if row["kind"] == "phrase"]
        several = [(name, "country") for name in _countries() if " " in name or "-" in name]
        self.phrases = Lookup(phrases + several, cased=True)
        leads = [(row["name"], row["kind"]) for row in read_table("titles_roles")]
        self.titles = Lookup([lead for lead in leads if lead[0][0].isupper()], cased=True)
        self.lone_leads = frozenset(name.lower() for name, _ in leads if " " not in name)
        self.offices = Lookup([lead for lead in leads if lead[0][0].islower()])

    def lead(self, words: Words, i: int) -> Hit[str] | None:
        """The title, role or word of kinship that begins at word `i`; `Gov.` and `PM` only with a capital."""
        if words.texts[i] in ("PM", "M.") and i and words.texts[i - 1][-1:].isdigit():  # `5 PM`
            return None
        return self.offices.at(words, i) or self.titles.at(words, i)

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
    names = {row["name"] for row in read_table(table)}
    return frozenset(names | {unaccented(name) for name in names})


def _countries() -> list[str]:
    """Names and demonyms of countries."""
    return [country.name for country in country_names()]


@cache
def _cities() -> frozenset[str]:
    """Cities over 100,000, with countries and American states by their geographical name."""
    names = {town.name for town in towns() if town.population >= MIN_CITY}
    names |= {country.name for country in country_names() if country.kind == "name" and " " not in country.name}
    names |= {region.name for region in regions() if region.country == "US"}
    return frozenset(names | {unaccented(name) for name in names})


@cache
def _towns() -> frozenset[str]:
    """Names of several words of all towns over 15,000, and the places of our own table: `Belo Horizonte`."""
    names = {town.name for town in towns() if " " in town.name} | {
        row["name"] for row in read_table("places") if row["code"]
    }
    return frozenset(names | {unaccented(name) for name in names})
