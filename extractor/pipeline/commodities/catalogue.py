"""The catalogue: the table's rows under every spelling, with what each name asks of its surroundings."""

from collections.abc import Iterable, Iterator, KeysView
from dataclasses import dataclass
from functools import cache, partial

from extractor.data import Row, read_table, words
from extractor.pipeline.commodities.inflections import firsts, spellings
from extractor.pipeline.text.lookup import Lookup
from extractor.pipeline.text.tokens import beginnings

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
        self.forms = Forms()
        self.lookup = Lookup([(idiom, ()) for idiom in words("commodities_words", "idiom")], late=self.forms)


class Forms:
    """Every spelling of every good, and the goods that it may mean; those of a first word are made when a text has it."""

    def __init__(self) -> None:
        self._names: dict[
            str, list[tuple[Row, str, int]]
        ] = {}  # by the words with which a spelling of the name may begin
        self._plain: set[str] = set()
        self._made: dict[str, dict[str, tuple[Good, ...]]] = {}
        for row in read_table("commodities"):
            for name, level in row_names(row):
                self._plain.add(name.lower())
                for word in firsts(name):
                    self._names.setdefault(word, []).append((row, name, level))

    @property
    def starts(self) -> KeysView[str]:
        """The words with which a spelling may begin."""
        return self._names.keys()

    def entries(self, word: str) -> Iterable[tuple[str, tuple[Good, ...]]]:
        """The spellings that may have this first word, and the goods of each: those that ask for words near come first."""
        return self._beginning(word).items()

    def get(self, form: str) -> tuple[Good, ...] | None:
        """The goods of a spelling, None where it is none."""
        return self._beginning(beginnings(form)[-1]).get(form)

    def _beginning(self, word: str) -> dict[str, tuple[Good, ...]]:
        if word not in self._made:
            self._made[word] = self._make(word)
        return self._made[word]

    def _make(self, word: str) -> dict[str, tuple[Good, ...]]:
        made: dict[str, dict[str, Good]] = {}
        written: dict[str, dict[str, Good]] = {}
        for row, name, level in self._names.get(word, ()):
            near, not_near = _asked(row["near"]), _asked(row["not_near"])
            make = cache(partial(Good, row["name"], row["hs"] or None, level, near, not_near, name != name.lower()))
            for number, form in enumerate(spellings(name)):
                if form.startswith(word):
                    good = make(_tail(form, self._plain))
                    (made if number else written).setdefault(form, {}).setdefault(row["name"], good)
        goods = made | written  # what the table writes out wins over what is made from it
        return {form: _those_that_ask_first(by_name) for form, by_name in goods.items()}


def read_goods() -> dict[str, tuple[Good, ...]]:
    """Every spelling of every good, and the goods that it may mean."""
    forms = Forms()
    return {form: goods for word in forms.starts for form, goods in forms.entries(word)}


@cache
def _asked(text: str) -> frozenset[str]:
    """The words of a cell: one set for all goods that ask for the same."""
    return frozenset(text.split())


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
