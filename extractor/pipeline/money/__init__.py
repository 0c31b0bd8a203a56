"""Money: an amount with its currency, as exact decimals.

Counts: `$7.2 million`, `11bn euros`, `60 cents`, `between $5m and $6m` (one figure, a range), `more than KSh 1.2bn` (a
bound). Doesn't: percentages, a currency with no amount (`the dollar`), weights (`5 pounds of sugar`), vague sums
(`millions of dollars`).

The currency is that of the text: a sign or a name that means one currency, else (`pesos`, `Br`) the countries of the
sentence, then of the article, at the publication date; with no evidence it stays null, except for pounds and rupees.

::

    catalogue (signs, names) ─► survey ─► sums (rules: AGAINST) ─► ranges ─► choice: WAYS (context, tender) ─► DOUBTS ─► Money
                                                               text.bounds (more, less), text.rates (a barrel) ──┘

Known to be missed: amounts whose currency stands in a table's head (`in millions of dollars`), where nobody asked for them
(`table_heads`).
"""

from extractor.pipeline.money.component import create_money
from extractor.pipeline.money.read import find_money

__all__ = ["create_money", "find_money"]
