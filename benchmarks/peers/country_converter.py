"""country_converter: a name of a country to its code."""

from collections.abc import Iterator
from datetime import date

from benchmarks.peer import Find, Peer, Reader

PEER = Peer(
    name="country_converter",
    requires=("country_converter==1.3.2", "pandas<3"),
    packages=("country_converter", "pandas"),
    licence="GPL-3.0",
    about="names to codes by patterns; searches no text, so it gets the words of the mention alone",
    words=("countries",),
)


def load() -> Reader:
    """`convert` of the words."""
    import logging

    import country_converter

    logging.disable(logging.WARNING)  # one for each name that it doesn't know
    converter = country_converter.CountryConverter()

    def read(text: str, published: date | None) -> Iterator[Find]:
        code = converter.convert(text, to="ISO2", not_found="")
        if isinstance(code, str) and code:
            yield Find("countries", 0, len(text), (code,))

    return read
