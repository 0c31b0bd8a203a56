"""Grounds: which rule read each quantity, and the words of its unit and good, for whoever asks for evidence."""

from collections.abc import Iterator, Set
from itertools import chain

from extractor.pipeline.evidence import Found, of_one, quoted
from extractor.pipeline.quantities.goods import Goods
from extractor.pipeline.quantities.read import Figure, Scene, find_figures
from extractor.pipeline.quantities.rules import GLUED, GOOD, Units
from extractor.pipeline.text.words import Words
from extractor.record import Evidence, Ground

UNIT, COUNTED, RATE = "unit", "good", "rate"  # the roles of words
BEHIND = 4  # words between a unit and the good that speaks for it


def find_grounds(words: Words, units: Units, goods: Goods, taken: Set[int]) -> Iterator[Evidence]:
    """The evidence of each quantity in the words, in order."""
    scene = Scene(words, units)
    for figure in find_figures(words, units, goods, taken):
        unit = _unit_in(scene, figure)
        row = None if figure.unit == GOOD else f"units: {figure.unit.name}"
        found = quoted(words, chain(unit, _goods_of(words, goods, figure)))
        yield of_one(Ground(rule=figure.rule, row=row, words=found))


def _unit_in(scene: Scene, figure: Figure) -> list[Found]:
    """Where the unit stands, and the rate behind it: the last one in the figure, as a range has two."""
    words = scene.words
    for i in range(figure.end - 1, figure.start - 1, -1):
        hit = scene.unit_at(i) if words.texts[i] != "-" else None
        if hit and hit[1] <= figure.end and hit[0].name == figure.unit.name:
            rate = [Found(hit[1], figure.end, RATE)] if hit[1] < figure.end and figure.per else []
            return [Found(i, hit[1], UNIT), *rate]
        if words.texts[i][0].isdecimal() and GLUED.match(words.texts[i]):
            return [Found(i, i + 1, UNIT)]
    return []


def _goods_of(words: Words, goods: Goods, figure: Figure) -> Iterator[Found]:
    """The good that is counted, or that a unit is one of."""
    if figure.unit == GOOD:
        end = figure.end
        yield Found(goods.ends.get(end, end - 1), end, COUNTED)
    elif words.lowers[figure.end : figure.end + 1] == ["of"]:
        start = next((i for i in range(figure.end + 1, figure.end + 1 + BEHIND) if i in goods.starts), None)
        if start is not None:
            yield Found(start, goods.starts[start], COUNTED)
