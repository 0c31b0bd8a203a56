"""price-parser: amount and currency of the price in a short string, made for shops."""

from collections.abc import Iterator
from datetime import date

from benchmarks.peer import Find, Peer, Reader

SIGNS = {
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "US$": "USD",
    "R$": "BRL",
    "A$": "AUD",
    "C$": "CAD",
    "NZ$": "NZD",
}
PEER = Peer(
    name="price-parser",
    requires=("price-parser==0.5.1",),
    licence="BSD-3-Clause",
    about="reads a price that a shop shows; knows no `million`, and searches no text, so it gets the words of the sum alone",
    words=("money",),
)


def load() -> Reader:
    """`Price.fromstring`, a sign as the currency that a reader takes it for."""
    from price_parser import Price

    def read(text: str, published: date | None) -> Iterator[Find]:
        price = Price.fromstring(text)
        if price.amount is not None:
            amount = str(price.amount)
            yield Find("money", 0, len(text), ((amount, amount, SIGNS.get(price.currency or "", price.currency)),))

    return read
