"""The catalogue: what the tables say of the name of a country, its people, a town or a region.

Tables, the later before the earlier: `regions.csv`; `towns.csv`; `places.csv`; `countries.csv`, with other ways of writing
each name; `countries_shared.csv`; phrases that only look like a country (`countries_not.csv`).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extractor.data import read_by_code, read_table, words
from extractor.pipeline.text.geography import Town, country_names, regions, towns
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
    loud = [(name.upper(), value) for name, value in names.items() if not value.small and len(name) > 3]
    for name, value in loud:
        names.setdefault(name, value)
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


def _is_person(name: str) -> bool:
    """Whether a list of persons' names has it."""
    return name in words("given_names") or name in words("family_names")


def _towns() -> Iterator[tuple[str, Name]]:
    """Towns of 15,000 people; with several of one name, all their countries, the largest first."""
    forms = list(_spelled_towns())
    met = Counter([form.name for form in forms])
    sizes: dict[str, dict[str, int]] = {}
    for name, code, size in forms:
        if not _is_usable(name, size):
            continue
        if met[name] == 1 and size < TOWN:  # most: nothing to weigh
            yield name, _small(code)
        else:
            by_code = sizes.setdefault(name, {})
            by_code[code] = max(size, by_code.get(code, 0))
    for name, by_code in sizes.items():
        codes = tuple(sorted(by_code, key=by_code.__getitem__, reverse=True))
        first = by_code[codes[0]]
        ratio = first / max(by_code[codes[1]], 1) if len(codes) > 1 else FIXED
        sure = ratio >= CLEAR and (first >= LARGE or (first >= CLEAR * TOWN and not _is_person(name)))
        fixed = sure and ratio >= FIXED and first >= LARGE
        yield name, Name("place", codes, sure, fixed, small=first < TOWN)


def _spelled_towns() -> Iterator[Town]:
    """The towns, capitals as large ones, and again without accents those that have some."""
    capitals = {(country["capital"], country["code"]) for country in read_table("countries_codes")}
    accented = []
    for town in towns():
        name, code, size = town
        if size < LARGE and (name, code) in capitals:
            town = Town(name, code, LARGE)
        yield town
        if not name.isascii():
            accented.append(town)
    names = unaccented("\n".join([town.name for town in accented])).split("\n")
    yield from (
        Town(name, town.country, town.population)
        for name, town in zip(names, accented, strict=True)
        if name != town.name
    )


@cache
def _name(kind: str, code: str) -> Name:
    """One `Name` for all spellings of the name of a country."""
    return Name(kind, (code,))


@cache
def _small(code: str) -> Name:
    """One `Name` for all small towns of a country."""
    return Name("place", (code,), sure=False, small=True)


def _is_usable(name: str, size: int) -> bool:
    """Whether a town's name is no word of another sense: small ones that are also names of people don't count."""
    if len(name) < 3 or name.isupper() or "University" in name or name.lower() in common_words():
        return False
    return size >= TOWN or (len(name) > 3 and not _is_person(name))


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


def is_given_name(word: str) -> bool:
    """Whether it is a given name, and no ordinary word."""
    return word in words("given_names") and word.lower() not in common_words()


def is_family_name(word: str) -> bool:
    """Whether it is a family name, and no ordinary word."""
    return word in words("family_names") and word.lower() not in common_words()


def country_name(code: str) -> str:
    """The common English name of a country or former state."""
    return read_by_code("countries_codes")[code]["name"]
