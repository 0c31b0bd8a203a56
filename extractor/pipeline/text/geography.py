"""Towns, regions and countries by name, from the tables: what several kinds read while a pipeline is made."""

from collections.abc import Collection
from functools import cache
from typing import NamedTuple

from extractor.data import read_cells, read_table
from extractor.pipeline.text.typography import plain
from extractor.pipeline.text.variants import variants


class CountryName(NamedTuple):
    """A name, abbreviation or demonym (`kind`) of the country with that code."""

    name: str
    code: str
    kind: str


class Town(NamedTuple):
    """A town of 15,000 people or more; `country` is its ISO 3166-1 alpha-2 code."""

    name: str
    country: str
    population: int


class Region(NamedTuple):
    """A province, state or district; `country` is its ISO 3166-1 alpha-2 code."""

    name: str
    country: str


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


@cache
def towns() -> tuple[Town, ...]:
    """All towns; of those with one name in one country the largest."""
    rows = read_cells("towns")
    next(rows)
    names, countries, populations = zip(*rows, strict=True)
    spelled = plain("\n".join(names)).split("\n")  # a sign for a sign: no line more
    return tuple(map(Town, spelled, countries, map(int, populations)))


def regions() -> tuple[Region, ...]:
    """The subdivisions of ISO 3166-2 under their names there."""
    return tuple(Region(plain(row["name"]), row["code"].partition("-")[0]) for row in read_table("regions"))


def forget() -> None:
    """Let go of the towns, once every kind has taken what it needs."""
    towns.cache_clear()
