"""Commodities: goods that are or can be traded across a border, with their code in the Harmonized System (2022).

Counts: `crude oil` (2709), `cut flowers` (0603), `coffee growers` (coffee, 0901), `Brent rose` (2709). Doesn't: goods
inside a name (`Shell Oil Co`), idioms (`gold medal`, `tear gas`), verbs (`to fuel growth`), `goods` in general.

Raw materials traded as such count wherever they stand (`wheat`, `crude oil`). Names with other senses (`gas`, `lead`) ask
for a word of trade in sight, things that news mostly sees in use (`car`, `phone`, `missile`) for grammar that trades them
(`car exports`, `sold 30 helicopters`). What one of a list has, all have, and a good that is traded once in an article
counts there wherever it is named. The code is that of the table: a chapter where the heading is open, none where even
that is.

::

    catalogue (table, inflections) ─► sighting ─► rules: AGAINST (against), FOR (traded, governors) ─► coordination ─► Commodity

`explain` tells of every name of a good in a text which of the reasons in `rules.py` decided.

Known to be missed: goods named by a brand alone (`a new Corolla`); goods that only a pronoun refers to.
"""

from extractor.pipeline.commodities.catalogue import Goods
from extractor.pipeline.commodities.component import create_commodities
from extractor.pipeline.commodities.read import Verdict, explain, find_commodities

__all__ = ["Goods", "Verdict", "create_commodities", "explain", "find_commodities"]
