"""The catalogue: what the tables say of the name of a country, its people, a town or a region.

Tables, the later before the earlier: `regions.csv`; `towns.csv`; `places.csv`; `countries.csv`, with other ways of writing
each name; `countries_shared.csv`; phrases that only look like a country (`countries_not.csv`).
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extractor.data import read_by_code, read_table, words
from extractor.pipeline.text.geography import country_names, regions, towns
from extractor.pipeline.text.lookup import Lookup
from extractor.pipeline.text.spellings import unaccented

TOWN, LARGE = 100_000, 1_000_000
TITLE, COMBINING = "title", "combining"  # kinds of shared names that count in one place alone
FORMS = {TITLE: "name", COMBINING: "demonym"}
CLEAR, FIXED = 3, 10  # how many times larger than its namesakes a town must be to be meant


@dataclass(frozen=True, slots=True)
class Name:
    """What a table says of a name: its kind, and the codes it may stand for, the likeliest first.

    `sure` names count wherever they stand; the others only beside their country. A `fixed` town is so much larger than
    its namesakes that their countries alone don't change it; a `small` one is looked for in its own case
    alone; a `shared` name is told by what speaks for its countries, else by `alone`. `all_of` names mean every code at once:
    `the two Koreas`. A `titled` name counts behind `the` (`the Kingdom`), a `combining` one before a hyphen (`Sino-`). `lead`
    words at the beginning of a place are a people's adjective: `Iraqi Kurdistan`.
    """

    kind: str
    codes: tuple[str, ...]
    sure: bool = True
    fixed: bool = False
    all_of: bool = False
    small: bool = False
    shared: bool = False
    alone: str = ""
    titled: bool = False
    combining: bool = False
    lead: int = 0

    @property
    def is_place(self) -> bool:
        """Whether it is a town or a region."""
        return self.kind == "place"


VOID = Name("void", ())


def read_names() -> Lookup[Name]:
    """One look-up of all names: towns under regions under countries, and ALL-CAPS forms of each."""
    names: dict[str, Name] = dict(_regions())
    names.update(_towns())
    for row in read_table("places"):
        codes = tuple(row["code"].split("|")) if row["code"] else ()
        names[row["name"]] = Name("place", codes, lead=_lead(row["name"], codes)) if codes else VOID
    for name, code, kind in country_names():
        names[name] = Name(kind, (code,))
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
    for name, value in list(names.items()):
        if len(name) > 3 and not value.small and not name.isupper():
            names.setdefault(name.upper(), value)
    return Lookup(names.items(), cased=True)


def _lead(place: str, codes: tuple[str, ...]) -> int:
    """The words at the beginning of a place that say whose it is, where the rest is a name that the tables have by itself."""
    first, _, rest = place.partition(" ")
    return int(_peoples().get(first) in codes and rest in words("places"))


@cache
def _peoples() -> dict[str, str]:
    """The code of each country by its people and their adjective."""
    return {name: code for name, code, kind in country_names() if kind == "demonym"}


@cache
def common_words() -> frozenset[str]:
    """The ordinary English words."""
    return words("common_words")


@cache
def _people() -> frozenset[str]:
    return words("given_names") | words("family_names")


def _towns() -> Iterator[tuple[str, Name]]:
    """Towns of 15,000 people; with several of one name, all their countries, the largest first."""
    capitals = {(country["capital"], country["code"]) for country in read_table("countries_codes")}
    people = _people()
    sizes: dict[str, dict[str, int]] = {}
    for name, code, size in towns():
        size = max(size, LARGE) if (name, code) in capitals else size
        for spelled in (name,) if name.isascii() else {name, unaccented(name)}:
            if _is_usable(spelled, size):
                by_code = sizes.setdefault(spelled, {})
                by_code[code] = max(size, by_code.get(code, 0))
    for name, by_code in sizes.items():
        codes = tuple(sorted(by_code, key=by_code.__getitem__, reverse=True))
        first = by_code[codes[0]]
        ratio = first / max(by_code[codes[1]], 1) if len(codes) > 1 else FIXED
        sure = ratio >= CLEAR and (first >= LARGE or (first >= CLEAR * TOWN and name not in people))
        fixed = sure and ratio >= FIXED and first >= LARGE
        yield name, _place(codes, sure, fixed, first < TOWN)


@cache
def _place(codes: tuple[str, ...], sure: bool, fixed: bool, small: bool) -> Name:
    """One `Name` for all towns of which the same is known: most are one small town of a country."""
    return Name("place", codes, sure, fixed, small=small)


def _is_usable(name: str, size: int) -> bool:
    """Whether a town's name is no word of another sense: small ones that are also names of people don't count."""
    if len(name) < 3 or name.isupper() or "University" in name or name.lower() in common_words():
        return False
    return size >= TOWN or (len(name) > 3 and name not in _people())


def _regions() -> Iterator[tuple[str, Name]]:
    """Provinces and states by their ISO 3166-2 names, where these are what news writes."""
    found: dict[str, set[str]] = defaultdict(set)
    for region in regions():
        name = unaccented(region.name.split("[")[0].split(",")[0]).strip()
        usable = name.replace(" ", "").replace("-", "").isalpha() and len(name) > 3 and len(name.split()) < 4
        if usable and _is_usable(name, 0):
            found[name].add(region.country)
    for name, codes in found.items():
        yield name, Name("place", tuple(sorted(codes)), sure=False, small=True)


@cache
def states() -> frozenset[str]:
    """The states and provinces of North America, which news writes behind a town: `Paris, Texas`."""
    short = {row["name"] for row in read_table("places") if row["code"] == "US" and row["name"].endswith(".")}
    return frozenset(region.name for region in regions() if region.country in ("US", "CA")) | short


@cache
def given_names() -> frozenset[str]:
    """Given names that are no ordinary words."""
    return _no_words("given_names")


@cache
def family_names() -> frozenset[str]:
    """Family names that are no ordinary words."""
    return _no_words("family_names")


def _no_words(table: str) -> frozenset[str]:
    common = common_words()
    return frozenset(name for name in words(table) if name.lower() not in common)


def country_name(code: str) -> str:
    """The common English name of a country or former state."""
    return read_by_code("countries_codes")[code]["name"]
