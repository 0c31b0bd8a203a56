"""A dozen articles that show what the figures of a report stand on: those behind its first rows, and the richest of a kind."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.kinds import NAMES, kind_of
from extractor.pages.article import to_html
from extractor.pages.document import harmless
from extractor.pages.passages import beginning
from extractor.pages.store import records_at
from extractor.pages.summary import Summary

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

MOST = 12
LONGEST = 8_000  # code points: a report is one file
FLOWS, PEOPLE = 5, 3  # first rows of their tables


@dataclass(frozen=True, slots=True)
class Example:
    """One article: its number, its title, why it was chosen, and its page."""

    article: int
    title: str
    why: str
    page: str


def pick_examples(connection: "Connection", summary: Summary, names: Mapping[str, str]) -> list[Example]:
    """The examples of a report, in the order of the records."""
    chosen: dict[int, str] = {}
    for article, why in _wanted(connection, summary, names):
        if len(chosen) < MOST:
            chosen.setdefault(article, why)
    numbers = sorted(chosen)
    made = []
    for number, record in zip(numbers, records_at(connection, numbers), strict=True):
        title = harmless(record.title or beginning(record.text))
        made.append(Example(number, title, harmless(chosen[number]), to_html(record)))
    return made


def _wanted(connection: "Connection", summary: Summary, names: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Articles in the order in which they are wanted, each with the reason; none of them is long."""
    first = [
        (row["example"], f"{names[row['exporter']]} to {names[row['importer']]}") for row in summary["flows"][:FLOWS]
    ]
    first += [(row["example"], row["name"]) for row in summary["people"][:PEOPLE]]
    short = f"len(text) <= {LONGEST}"
    query = f"SELECT rowid FROM records WHERE rowid IN $1 AND {short}"
    fitting = {row[0] for row in connection.execute(query, [[article for article, _ in first]]).fetchall()}
    yield from ((article, why) for article, why in first if article in fitting)
    for name in NAMES:
        query = f"SELECT rowid, len({name}) FROM records WHERE len({name}) > 0 AND {short} ORDER BY 2 DESC, 1 LIMIT 1"
        for article, number in connection.execute(query).fetchall():
            yield article, f"{number} {kind_of(name).plural}"
