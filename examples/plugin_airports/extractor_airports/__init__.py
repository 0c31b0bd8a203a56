"""Airports by their IATA codes in brackets: `Nairobi (NBO)`, `Rome Ciampino (CIA)`.

Counts: a code of the table, in brackets, a little behind the name of its city or its airport.
Doesn't count: three letters in brackets that stand for something else (`the Central Intelligence Agency (CIA)`).
Known to be missed: airports that are not in the table, and codes without brackets.
"""

import csv
import re
from functools import cache
from importlib.resources import files

from pydantic import Field
from spacy.language import Language
from spacy.tokens import Doc

from extractor.kinds import Kind, Look
from extractor.pipeline.extensions import store
from extractor.record import CountryCode, Mention, Part

REACH = 60  # characters before the bracket in which the name must stand
_CODE = re.compile(r"\(([A-Z]{3})\)")


class Airport(Part):
    """One airport, with every mention of its code."""

    code: str = Field(pattern=r"^[A-Z]{3}$", description="IATA location identifier.")
    name: str = Field(min_length=1, description="City and airport, as the table has them.")
    country: CountryCode
    mentions: tuple[Mention, ...] = Field(min_length=1)


AIRPORTS = Kind(
    "airports", Airport, "AIRPORT", "airport",
    look=Look("#6b7a00", "#c3d43a", "dotted", "bold white"), code="code",
)  # fmt: skip


@cache
def read_airports() -> dict[str, dict[str, str]]:
    """The rows of `airports.csv` by their code."""
    with (files(__name__) / "airports.csv").open(encoding="utf-8", newline="") as stream:
        return {row["code"]: row for row in csv.DictReader(line for line in stream if not line.startswith("#"))}


def find_airports(text: str) -> list[Airport]:
    """The airports of a text, in the order of their first mention."""
    mentions: dict[str, list[Mention]] = {}
    for match in _CODE.finditer(text):
        row = read_airports().get(match[1])
        before = text[max(0, match.start() - REACH) : match.start()]
        if row and any(name and name in before for name in (row["city"], row["airport"])):
            start, end = match.span(1)
            mentions.setdefault(match[1], []).append(Mention(start=start, end=end, text=match[1]))
    return [_airport(read_airports()[code], tuple(places)) for code, places in mentions.items()]


def _airport(row: dict[str, str], mentions: tuple[Mention, ...]) -> Airport:
    name = " ".join(part for part in (row["city"], row["airport"]) if part)
    return Airport(code=row["code"], name=name, country=row["country"], mentions=mentions)


@Language.factory("extractor_airports", assigns=["doc._.airports"])
def create_airports(nlp: Language, name: str):
    """The factory that spaCy calls."""

    def component(doc: Doc) -> Doc:
        store(doc, "airports", find_airports(doc.text))
        return doc

    return component
