"""The catalogue: the table's rows under every spelling, with what each name asks of its surroundings."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial

from extractor.data import Row, read_table, words
from extractor.pipeline.commodities.inflections import spellings
from extractor.pipeline.text.lookup import Lookup

FREE, CAUTIOUS, HOUSEHOLD = range(3)  # what a name asks of its surroundings: nothing, a word of trade, trading grammar
COLUMNS = (("forms", FREE), ("cautious", CAUTIOUS), ("household", HOUSEHOLD))
# Some trade the good before them whatever the two name together: `drug company`. Other words that may follow a traded
# good do so only where the rest is a good by itself: `gold mine`, never `land mine`.
FIRMS, FOLLOWS = words("commodities_words", "firm"), words("commodities_words", "follows")


@dataclass(frozen=True, slots=True)
class Good:
    """One good under one of its names.

    `level` is what the name asks of its surroundings; one of the words of `near` must stand in the sentence if there are
    any, none of `not_near` may. `cased` names are written with capitals that are no sign of a firm's name (`Brent`,
    `LNG`). `tail` counts the words at the end that trade the good and are no part of the mention (`gas exports`).
    """

    name: str
    hs: str | None
    level: int = FREE
    near: frozenset[str] = frozenset()
    not_near: frozenset[str] = frozenset()
    cased: bool = False
    tail: int = 0

    def fits(self, sentence: frozenset[str]) -> bool:
        """Whether the words that the good asks for stand in the sentence, and none that rule it out."""
        return (not self.near or not self.near.isdisjoint(sentence)) and self.not_near.isdisjoint(sentence)


class Goods:
    """The goods as a matcher: an idiom has no goods and so hides the name of a good inside it."""

    def __init__(self) -> None:
        self.forms = read_goods()
        entries: dict[str, tuple[Good, ...]] = dict(self.forms)
        entries.update((idiom, ()) for idiom in words("commodities_words", "idiom"))
        self.lookup = Lookup(entries.items())


@cache
def read_goods() -> dict[str, tuple[Good, ...]]:
    """Every spelling of every good, and the goods that it may mean: those that ask for words near come first."""
    made: dict[str, dict[str, Good]] = {}
    written: dict[str, dict[str, Good]] = {}
    plain = {name.lower() for row in read_table("commodities") for name, _ in row_names(row)}
    for row in read_table("commodities"):
        near, not_near = (frozenset(row[column].split()) for column in ("near", "not_near"))
        made_of_row = cache(partial(Good, row["name"], row["hs"] or None, near=near, not_near=not_near))
        for name, level in row_names(row):
            cased = name != name.lower()
            for number, form in enumerate(spellings(name)):
                good = made_of_row(level=level, cased=cased, tail=_tail(form, plain))
                (made if number else written).setdefault(form, {}).setdefault(row["name"], good)
    goods = made | written  # what the table writes out wins over what is made from it
    return {form: _those_that_ask_first(by_name) for form, by_name in goods.items()}


def _those_that_ask_first(by_name: dict[str, Good]) -> tuple[Good, ...]:
    goods = tuple(by_name.values())
    return goods if len(goods) == 1 else tuple(sorted(goods, key=lambda good: not good.near))


def row_names(row: Row) -> Iterator[tuple[str, int]]:
    """The names that a row writes out, each once, with what it asks of its surroundings."""
    marked = {form: level for column, level in COLUMNS for form in row[column].split("|") if form}
    yield row["name"], marked.pop(row["name"], FREE)
    yield from marked.items()


def _tail(form: str, plain: set[str]) -> int:
    """How many words at the end of a name only trade it."""
    head, _, last = form.rpartition(" ")
    if not head or last not in FOLLOWS:
        return 0
    return int(last in FIRMS or head in plain)
