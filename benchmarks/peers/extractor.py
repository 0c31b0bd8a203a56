"""This package, measured as the others are."""

from collections.abc import Iterator
from datetime import date

from benchmarks.peer import Find, Peer, Reader

ALL = ("people", "countries", "dates", "money", "quantities")
PEER = Peer(
    name="extractor",
    requires=(".",),
    packages=("extractor-news", "spacy"),
    licence="MIT, weights CC BY-SA",
    about="this package, all its kinds at once",
    spans=ALL,
    values=("countries", "dates", "money", "quantities"),
    whole=("dates", "money", "quantities"),
)


def load() -> Reader:
    """The pipeline of all kinds, and the record as plain JSON."""
    import extractor

    nlp = extractor.load()

    def read(text: str, published: date | None) -> Iterator[Find]:
        record = extractor.extract(text, published=published, nlp=nlp)
        for person in record.people:
            yield from (Find("people", m.start, m.end) for m in person.mentions)
        for country in record.countries:
            yield from (Find("countries", m.start, m.end, (country.code,)) for m in country.mentions)
        for day in record.dates:
            yield Find("dates", day.start, day.end, (day.value,))
        for money in record.money:
            yield Find("money", money.start, money.end, ((money.low, money.high, money.currency),))
        for quantity in record.quantities:
            yield Find("quantities", quantity.start, quantity.end, ((quantity.low, quantity.high, quantity.unit),))

    return read
