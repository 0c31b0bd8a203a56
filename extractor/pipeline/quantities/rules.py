"""The grammar of quantities as data: units with every spelling, and the words that make a count of goods or none.

A row of `units.csv` gives singulars in British spelling; plurals (`bushels`, `cubic feet`), American spellings (`liter`) and
open ones (`megawatt hour`) are made here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from extractor import data
from extractor.data import read_table
from extractor.pipeline.text.lookup import Lookup

_PLURALS = {
    "foot": "feet",
    "box": "boxes",
    "batch": "batches",
    "bunch": "bunches",
    "head": "head",
    "lorry": "lorries",
    "cargo": "cargoes",
}
_OPEN = ("megawatt", "gigawatt", "terawatt", "kilowatt")
# A model in the plural: `15 Airbus A350s`, `ten Boeing 777s`.
MODEL = re.compile(r"[A-Z]{0,4}\d{2,4}s$")
# A number and its unit in one word: `1,188MW`, `2.5bcm`.
GLUED = re.compile(r"(\d[\d,]*(?:\.\d+)?)([^\W\d_][\w³/]*)$")


@dataclass(frozen=True, slots=True)
class Unit:
    """What a word says of the number before it: how many of the unit `name`, by which time, and what must speak for it."""

    name: str
    code: str | None
    times: Decimal = Decimal(1)
    per: str | None = None
    dimension: str = "count"
    needs: str = ""


GOOD = Unit("unit", "C62")  # of goods that are counted themselves: `25 tanks`


@dataclass(frozen=True, slots=True)
class Units:
    """The look-ups of units: words in any case, symbols as written."""

    words: Lookup[Unit]
    symbols: Lookup[Unit]
    glued: dict[str, Unit]


@cache
def read_units() -> Units:
    """Every spelling of every unit of the table."""
    words, symbols = [], []
    for row in read_table("units"):
        times = Decimal(row["times"] or 1)
        unit = Unit(row["name"], row["code"] or None, times, row["per"] or None, row["dimension"], row["needs"])
        words += [(form, unit) for word in row["words"].split("|") if word for form in spellings(word)]
        symbols += [(symbol, unit) for symbol in row["symbols"].split("|") if symbol]
    return Units(Lookup(words), Lookup(symbols, cased=True), dict(symbols))


def spellings(word: str) -> Iterator[str]:
    """Every way in which news writes a unit.

    >>> sorted(spellings("cubic metre")), sorted(spellings("barrel of oil equivalent"))
    (['cubic meter', 'cubic meters', 'cubic metre', 'cubic metres'], ['barrel of oil equivalent', 'barrels of oil equivalent'])
    """
    head, of, tail = word.partition(" of ")
    for form in dict.fromkeys((head, re.sub(r"(met|lit)re$", r"\1er", head), _open(head))):
        first, _, last = form.rpartition(" ")
        for number in (last, _PLURALS.get(last, f"{last}s")):
            yield f"{first} {number}".lstrip() + of + tail


def _open(word: str) -> str:
    return word.replace("-", " ") if word.startswith(_OPEN) or word == "acre-foot" else word


def words_of_kind(kind: str) -> frozenset[str]:
    """The words of one kind of the table `quantity_words`."""
    return data.words("quantity_words", kind)
