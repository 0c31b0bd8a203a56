"""Quantities: an amount of a good, or a rate of flow, with its unit, as exact decimals in whole units.

Counts: `50,000 tonnes`, `1.3 million barrels a day` (a rate), `25 Leopard 2 tanks` (units of a good), `between 3 and 4 mln
tonnes` (one figure, a range). Doesn't: money, percentages, people, times, distances, areas, speeds, a number alone, the
unit of a price (`$50 a tonne`), the weight of a person.

::

    rules (units, words) ─► read (numbers with a unit, ranges, rates) ─► senses (no body, no engine) ─► Quantity
                            goods (25 tanks, 12 bottles of wine) ──┘

Known to be missed: amounts whose unit stands in a table head or was said before (`6.5 million`, after `tonnes`), a good before
its measure (`10 rice cargoes`), vague amounts (`hundreds of tonnes`).
"""

from extractor.pipeline.quantities.component import create_quantities
from extractor.pipeline.quantities.read import find_quantities

__all__ = ["create_quantities", "find_quantities"]
