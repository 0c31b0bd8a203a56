"""The catalogue: what the tables say of the name of a country, its people, a town or a region.

Tables, the later before the earlier: `regions.csv`; `towns.csv`; `places.csv`; `countries.csv`, with other ways of writing
each name; `countries_shared.csv`; phrases that only look like a country (`countries_not.csv`).
"""

from functools import cache

from extractor.data import read_by_code, read_table, words
from extractor.pipeline.countries.name import VOID, Name
from extractor.pipeline.countries.places import Places
from extractor.pipeline.text.geography import country_names, regions
from extractor.pipeline.text.lookup import Lookup

TITLE, COMBINING = "title", "combining"  # kinds of shared names that count in one place alone
FORMS = {TITLE: "name", COMBINING: "demonym"}


def read_names() -> Lookup[Name]:
    """One look-up of all names: towns under regions under countries, and ALL-CAPS forms of each."""
    names: dict[str, Name] = {}
    for row in read_table("places"):
        codes = tuple(row["code"].split("|")) if row["code"] else ()
        names[row["name"]] = Name("place", codes, lead=_lead(row["name"], codes)) if codes else VOID
    for name, code, kind in country_names():
        names[name] = _name(kind, code)
    for row in read_table("countries_shared"):
        every = "+" in row["codes"]
        codes = tuple(row["codes"].split("+" if every else "|"))
        names[row["name"]] = Name(
            FORMS.get(row["kind"], row["kind"]),
            codes,
            sure=False,
            all_of=every,
            shared=True,
            alone=row["alone"],
            titled=row["kind"] == TITLE,
            combining=row["kind"] == COMBINING,
        )
    names.update(dict.fromkeys(words("countries_not"), VOID))
    loud = [(name.upper(), value) for name, value in names.items() if len(name) > 3]
    for name, value in loud:
        names.setdefault(name, value)
    return Lookup(names.items(), cased=True, late=Places())


def _lead(place: str, codes: tuple[str, ...]) -> int:
    """The words at the beginning of a place that say whose it is, where the rest is a name that the tables have by itself."""
    first, _, rest = place.partition(" ")
    return int(_peoples().get(first) in codes and rest in words("places"))


@cache
def _peoples() -> dict[str, str]:
    """The code of each country by its people and their adjective."""
    return {name: code for name, code, kind in country_names() if kind == "demonym"}


@cache
def _name(kind: str, code: str) -> Name:
    """One `Name` for all spellings of the name of a country."""
    return Name(kind, (code,))


@cache
def states() -> frozenset[str]:
    """The states and provinces of North America, which news writes behind a town: `Paris, Texas`."""
    short = {row["name"] for row in read_table("places") if row["code"] == "US" and row["name"].endswith(".")}
    return frozenset(region.name for region in regions() if region.country in ("US", "CA")) | short


def is_given_name(word: str) -> bool:
    """Whether it is a given name, and no ordinary word."""
    return word in words("given_names") and word.lower() not in words("common_words")


def is_family_name(word: str) -> bool:
    """Whether it is a family name, and no ordinary word."""
    return word in words("family_names") and word.lower() not in words("common_words")


def country_name(code: str) -> str:
    """The common English name of a country or former state."""
    return read_by_code("countries_codes")[code]["name"]
