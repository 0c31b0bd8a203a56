"""dateparser's search in texts: days, from a day that relative ones count from."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from benchmarks.peer import Find, Peer, Reader, located

PEER = Peer(
    name="dateparser",
    requires=("dateparser==1.5.0",),
    licence="BSD-3-Clause",
    about="`search_dates`, English; a moment for each find, whatever its words are",
    spans=("dates",),
    values=("dates",),
)


def load() -> Reader:
    """`search_dates` gives the words of a date and no place, so the places are looked up."""
    from dateparser.search import search_dates

    def read(text: str, published: date | None) -> Iterator[Find]:
        settings: dict[str, Any] = {}
        if published:
            settings["RELATIVE_BASE"] = datetime(published.year, published.month, published.day)
        found = search_dates(text, languages=["en"], settings=settings) or ()
        for start, end, moment in located(text, iter(found)):
            yield Find("dates", start, end, (moment.date().isoformat(),))

    return read
