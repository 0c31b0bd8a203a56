"""Towns and regions by name, each weighed among its namesakes when a text has its first word: no text has many of 40,000."""

from collections.abc import Iterator, Set
from functools import cache

from extractor.data import TAB, read_table, words
from extractor.pipeline.countries.name import Name
from extractor.pipeline.text.geography import LARGE_TOWN, Town, regions, towns
from extractor.pipeline.text.index import Index
from extractor.pipeline.text.spellings import all_unaccented

LARGE = 1_000_000  # people; a capital counts as many
CLEAR, FIXED = 3, 10  # how many times larger than its namesakes a town must be to be meant


class Places:
    """What names of regions and towns stand for, and the ALL-CAPS forms of large towns: the late names of a look-up."""

    def __init__(self) -> None:
        self.capitals = {(row["capital"], row["code"]) for row in read_table("countries_codes")}
        self.towns = towns()
        self.regions = _regions()
        capitals = {name for name, _ in self.capitals}
        self.loud = Index(
            f"{name.upper()}{TAB}{name}" for name in self.towns.large() | capitals.union(all_unaccented(capitals))
        )

    @property
    def starts(self) -> Set[str]:
        """The words with which such a name may begin."""
        return self.regions.starts | self.towns.starts | self.loud.starts

    def entries(self, word: str) -> Iterator[tuple[str, Name]]:
        """The names that may have this first word: of regions, then of towns, which replace them."""
        for name in self.regions.beginning(word):
            if region := self._region(name):
                yield name, region
        for name in self.towns.beginning(word):
            if town := self._town(name):
                yield name, town
        for loud in self.loud.beginning(word):
            for name in reversed(self.loud.of(loud)):  # of two towns that only their capitals part the first wins
                if len(name) > 3 and (town := self._town(name)) and not town.small:
                    yield loud, town

    def _region(self, name: str) -> Name | None:
        """What the name of a region stands for, where it is one that news writes."""
        usable = name.replace(" ", "").replace("-", "").isalpha() and len(name) > 3 and len(name.split()) < 4
        if not usable or not _is_usable(name, 0):
            return None
        return Name("place", tuple(sorted(set(self.regions.of(name)))), sure=False, small=True)

    def _town(self, name: str) -> Name | None:
        """What the name of a town stands for: with several of the name, all their countries, the largest first."""
        sizes = [(town.country, self._size(town)) for town in self.towns.of(name)]
        if len(sizes) == 1 and sizes[0][1] < LARGE_TOWN:  # most: nothing to weigh
            return _small(sizes[0][0]) if _is_usable(name, 0) else None
        by_code: dict[str, int] = {}
        for code, size in sizes:
            if _is_usable(name, size):
                by_code[code] = max(size, by_code.get(code, 0))
        return _weighed(name, by_code) if by_code else None

    def _size(self, town: Town) -> int:
        return max(town.population, LARGE) if (town.name, town.country) in self.capitals else town.population


def _regions() -> Index:
    """The countries of provinces and states by their ISO 3166-2 names."""
    found = list(regions())
    names = all_unaccented([region.name.partition("[")[0].partition(",")[0].strip() for region in found])
    return Index(f"{name}{TAB}{region.country}" for name, region in zip(names, found, strict=True))


@cache
def _small(code: str) -> Name:
    """One `Name` for all small towns of a country."""
    return Name("place", (code,), sure=False, small=True)


def _weighed(name: str, by_code: dict[str, int]) -> Name:
    """A name of towns of so many people, by their countries."""
    codes = tuple(sorted(by_code, key=by_code.__getitem__, reverse=True))
    first = by_code[codes[0]]
    ratio = first / max(by_code[codes[1]], 1) if len(codes) > 1 else FIXED
    sure = ratio >= CLEAR and (first >= LARGE or (first >= CLEAR * LARGE_TOWN and not _is_person(name)))
    fixed = sure and ratio >= FIXED and first >= LARGE
    return Name("place", codes, sure, fixed, small=first < LARGE_TOWN)


def _is_usable(name: str, size: int) -> bool:
    """Whether a town's name is no word of another sense: small ones that are also names of people don't count."""
    if len(name) < 3 or name.isupper() or "University" in name or name.lower() in words("common_words"):
        return False
    return size >= LARGE_TOWN or (len(name) > 3 and not _is_person(name))


def _is_person(name: str) -> bool:
    """Whether a list of persons' names has it."""
    return name in words("given_names") or name in words("family_names")
