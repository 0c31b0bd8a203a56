"""Towns, regions and countries by name, from the tables that several kinds read."""

from collections.abc import Collection, Iterator, Set
from functools import cache
from typing import NamedTuple

from extractor.data import TAB, read_lines, read_table
from extractor.pipeline.text.index import Index
from extractor.pipeline.text.spellings import all_unaccented
from extractor.pipeline.text.typography import plain
from extractor.pipeline.text.variants import variants


class CountryName(NamedTuple):
    """A name, abbreviation or demonym (`kind`) of the country with that code."""

    name: str
    code: str
    kind: str


@cache
def country_names() -> tuple[CountryName, ...]:
    """The rows of the table of countries, and every way of writing each that `countries_not` doesn't refuse."""
    rows, refused = read_table("countries"), {row["name"] for row in read_table("countries_not")}
    names = {row["name"]: CountryName(row["name"], row["code"], row["kind"]) for row in rows}
    for row in rows:
        for form, short in variants(row["name"]).items():
            kind = "abbreviation" if short and row["kind"] == "name" else row["kind"]
            if form not in refused and not _is_compound(form, names):
                names.setdefault(form, CountryName(form, row["code"], kind))
    return tuple(names.values())


def _is_compound(form: str, names: Collection[str]) -> bool:
    """Whether a form with a hyphen joins the names of two countries: `Greek-Cypriot`."""
    parts = form.split("-")
    return len(parts) > 1 and form not in names and all(part in names for part in parts)


class Town(NamedTuple):
    """A town of 15,000 people or more; `country` is its ISO 3166-1 alpha-2 code."""

    name: str
    country: str
    population: int


LARGE_TOWN = 100_000  # people


class Towns:
    """The towns of the table, and again without accents those whose names have some; each is read when somebody asks for it."""

    def __init__(self) -> None:
        lines = plain(read_lines("towns")[1]).split("\n")  # a sign for a sign: no line more
        accented = [line for line in lines if not line.isascii()]
        forms = zip(all_unaccented(accented), accented, strict=True)
        self.written = Index(lines)
        self.unaccented = Index(f"{form.partition(TAB)[0]}{TAB}{line}" for form, line in forms if form != line)

    @property
    def starts(self) -> Set[str]:
        """The words with which a name may begin."""
        return self.written.starts | self.unaccented.starts

    def beginning(self, word: str) -> list[str]:
        """The names that may have this first word, with and without accents."""
        return list(dict.fromkeys(self.written.beginning(word) + self.unaccented.beginning(word)))

    def of(self, name: str) -> list[Town]:
        """The towns of a name, with and without accents."""
        lines = [f"{name}{TAB}{rest}" for rest in self.written.of(name)] + self.unaccented.of(name)
        return [Town(own, country, int(people)) for own, country, people in (line.split(TAB) for line in lines)]

    def large(self) -> set[str]:
        """The names of towns of 100,000 people and more, with and without accents."""
        digits = len(str(LARGE_TOWN))
        lines = self.written.lines + self.unaccented.lines
        return {line.partition(TAB)[0] for line in lines if TAB not in line[-digits:]}

    def several_words(self) -> set[str]:
        """The names with a space, with and without accents."""
        lines = self.written.lines + self.unaccented.lines
        return {name for name in {line.partition(TAB)[0] for line in lines if " " in line} if " " in name}


@cache
def towns() -> Towns:
    """The towns, read once a process."""
    return Towns()


class Region(NamedTuple):
    """A province, state or district; `country` is its ISO 3166-1 alpha-2 code."""

    name: str
    country: str


def regions() -> Iterator[Region]:
    """The subdivisions of ISO 3166-2 under their names there."""
    for line in plain(read_lines("regions")[1]).split("\n"):
        code, _, name = line.partition(TAB)
        yield Region(name, code[:2])
