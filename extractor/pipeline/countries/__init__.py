"""Countries: every mention of a state, its people, or a place inside it, coded.

Counts: `Kenya` (name), `U.S.` (abbreviation), `Belarusians` (demonym), `Minsk` (place, coded with its country). Doesn't:
companies, newspapers and works (`Air France`, `New York Times`), people (`Chad Smith`), languages (`in English`), groups
and continents (`EU`, `Africa`).

A name that several countries share (`Congo`, `Korean`) takes the one that the article speaks for, else the South for Korea and
none for Congo; of towns with one name, the one in a country that the article names, else the clearly largest. Towns under
100,000 people and most provinces count only where the article names their country and they stand as a place.

::

    catalogue (tables) ─► sighting ─► rules: AGAINST (against), bearers ─► choice: WAYS (context) ─► around ─► Country
                                      is it a country at all?             which one?                places that no table has

Known to be missed: villages with no country beside them, and firms whose name ends in no word that tells one.
"""

from extractor.pipeline.countries.catalogue import read_names
from extractor.pipeline.countries.component import create_countries
from extractor.pipeline.countries.read import find_countries

__all__ = ["create_countries", "find_countries", "read_names"]
