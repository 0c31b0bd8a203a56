"""geotext: countries, nationalities and towns of a text, from lists."""

from collections.abc import Iterator
from datetime import date

from benchmarks.peer import Find, Peer, Reader, located

PEER = Peer(
    name="geotext",
    requires=("geotext==0.4.0",),
    licence="MIT",
    about="lists of countries, nationalities and 22,000 towns; without places in the text, which are looked up",
    spans=("countries",),
    values=("countries",),
)


def load() -> Reader:
    """The words that it finds in each of its lists, with the code that the list has."""
    from geotext import GeoText

    def read(text: str, published: date | None) -> Iterator[Find]:
        found = GeoText(text)
        for words, codes in (
            (found.countries, found.index.countries),
            (found.nationalities, found.index.nationalities),
            (found.cities, found.index.cities),
        ):
            coded = ((word, codes.get(word.lower(), "").strip().upper()) for word in words)
            for start, end, code in located(text, coded):
                yield Find("countries", start, end, (code,))

    return read
