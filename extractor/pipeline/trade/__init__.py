"""Trade: sentences that say what moves between countries, or how much it was worth.

Counts: `Belarus imports cut flowers from Kenya`, `Kenya's tea exports to Pakistan rose 12 %`, `trade turnover between A and B
came to $5 million`, `oil exporter Iran`, `Australia's largest export market, Japan`. Doesn't: what is forbidden, denied,
wished for or only possible; tariffs, quotas and balances; trade inside one country; groups of countries as a side.

A table of predicates says what may tell a flow (`data/trade/predicates.csv`). Around each, `arguments` gathers every country
and good that may be a part of it; `discourse` answers what an open side means (`it`, `the kingdom`, `shipments to Pakistan`);
`candidates` makes all readings of these; `features` describes each; a trained decision says how probable it is, and `choice`
keeps the most probable reading of a predicate where it passes the threshold. `figures` joins money, quantity, period and
change. A good that its own rules leave unproven counts as one where a predicate trades it.

Known to be missed: flows told by a company alone (`Gazprom cut supplies to Kiev`), and by events (`the ship brought grain`).
"""

from extractor.pipeline.trade.component import TradeComponent, create_trade

__all__ = ["TradeComponent", "create_trade"]
