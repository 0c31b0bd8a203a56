"""From words to quantities: numbers before a unit, ranges in one piece, rates behind them."""

from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from decimal import Decimal

from extractor.pipeline.quantities.goods import Goods, counts_goods
from extractor.pipeline.quantities.rules import GLUED, Unit, Units, words_of_kind
from extractor.pipeline.quantities.senses import is_quantity
from extractor.pipeline.text.amounts import Amounts, is_year, with_fractions, with_glued, with_groups
from extractor.pipeline.text.bounds import sense_of
from extractor.pipeline.text.numbers import SHORT, parse_count, read_digits
from extractor.pipeline.text.ranges import apart, are_ends, as_grouped, is_change, low_end
from extractor.pipeline.text.rates import rate_at
from extractor.pipeline.text.words import PARAGRAPH, Words
from extractor.record import Quantity

SMALL = 1000  # below it `mt` is a million tonnes, from it on a metric tonne
YEAR_TO = 10  # a number like a year is the low end of a range up to so many times as much
# What a figure was read by.
OF_A_UNIT, OF_GOODS, GLUED_UNIT = "number and unit", "count of goods", "number and unit in one word"
SHARED, PART, RANGE = "unit shared with the next number", "one unit, or a part of one", "range"
STUFF = 4  # words at most between `of` and a rate: `litres of crude palm oil a day`


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount in the words `start` to before `end`; `rule` says by what it was read."""

    start: int
    end: int
    unit: Unit
    low: Decimal
    high: Decimal
    number: int
    per: str | None = None
    rule: str = OF_A_UNIT


class Scene(Amounts):
    """The numbers of a text with what follows each: the unit that it counts."""

    def __init__(self, words: Words, units: Units) -> None:
        super().__init__(words)
        self.units = units

    def unit_at(self, i: int) -> tuple[Unit, int] | None:
        """The unit that is written from word `i` on, a hyphen before it allowed, and the index after it."""
        words = self.words
        if i < len(words) and words.texts[i] == "-":
            i += 1
        if i >= len(words) or words.gaps[i] == PARAGRAPH:
            return None
        hits = [hit for hit in (self.units.words.at(words, i), self.units.symbols.at(words, i)) if hit]
        best = max(hits, key=lambda hit: hit.end, default=None)
        return (best.value, best.end) if best else None

    def has_unit(self, i: int) -> bool:
        """Whether a unit is written from word `i` on."""
        return self.unit_at(i) is not None

    def prepare(self) -> None:
        """Bring the numbers in line with the units: `300,000t`, `3 000 tonnes`, `5M tonnes`, `2-1/2 tonnes`."""
        for start, (_, end) in list(self.numbers.items()):
            short = self.words.lowers[end - 1] in SHORT and end - 1 > start and self.unit_at(end - 1)
            if short and (count := parse_count(self.words, start, comma=self.comma)):
                self.numbers[start] = count
        with_groups(self.words, self.numbers, self.has_unit)
        with_glued(self, self.numbers, lambda i: False, self.has_unit)
        slashes = [i + 2 for i, text in enumerate(self.words.texts) if text == "/"]
        with_fractions(self.words, self.numbers, [i for i in slashes if self.unit_at(i)])


def find_quantities(words: Words, units: Units, goods: Goods, taken: Set[int]) -> list[Quantity]:
    """The quantities in the words, in order; `taken` holds the words of sums of money."""
    return [_quantity(words, figure) for figure in find_figures(words, units, goods, taken)]


def find_figures(words: Words, units: Units, goods: Goods, taken: Set[int]) -> list[Figure]:
    """The same as the figures that they are made of."""
    scene = Scene(words, units)
    figures = list(_alone(scene))
    if scene.numbers or any(GLUED.match(text) for text in words.texts if text[0].isdecimal()):
        scene.prepare()
        figures += [each for found in _single(scene, goods) for each in _widened(scene, found)]
    figures = [each for each in figures if taken.isdisjoint(range(each.start, each.end))]
    figures.sort(key=lambda figure: (figure.start, -figure.end))
    figures = _joined(scene, apart(figures))
    return [figure for figure in figures if is_quantity(words, figure.start, figure.end, figure.unit)]


def _single(scene: Scene, goods: Goods) -> Iterator[Figure]:
    """Every number with its unit, ranges not yet joined; they may overlap."""
    words = scene.words
    for start, (value, end) in scene.numbers.items():
        found = _sized(scene, end) or scene.unit_at(end)
        if found and (not found[0].needs or goods.speak_for(words, found[0], value, (start, found[1]))):
            unit, stop = found
            if words.texts[stop - 1] == "mt" and value < SMALL:
                unit = replace(unit, times=Decimal(10**6))
            figure = _rated(scene, Figure(start, stop, unit, value * unit.times, value * unit.times, start))
            yield figure
            yield from _shared(scene, figure)
        elif counted := counts_goods(words, goods, start, end, value):
            yield Figure(start, counted[1], counted[0], value, value, start, rule=OF_GOODS)
    for i, text in enumerate(words.texts):
        match = GLUED.match(text) if text[0].isdecimal() else None
        glued = scene.units.glued.get(match[2]) if match else None
        amount = read_digits(match[1], comma=scene.comma) if match and glued else None
        if glued and amount is not None:
            scene.numbers[i] = amount, i + 1
            yield _rated(scene, Figure(i, i + 1, glued, amount * glued.times, amount * glued.times, i, rule=GLUED_UNIT))


def _shared(scene: Scene, figure: Figure) -> Iterator[Figure]:
    """The number that shares the unit of the one after it: `41,607 and 15,045 tonnes respectively`."""
    words = scene.words
    before = scene.ends.get(figure.start - 1)
    behind = [word for word in words.lowers[figure.end : figure.end + 2] if word != ","]
    if before and words.lowers[figure.start - 1] == "and" and behind[:1] == ["respectively"]:
        value = before[1] * figure.unit.times
        yield Figure(before[0], figure.start - 1, figure.unit, value, value, before[0], figure.per, SHARED)


def _alone(scene: Scene) -> Iterator[Figure]:
    """One unit and parts of one, where words make an amount of them: `half a tonne`, `more than a tonne of cocaine`."""
    words = scene.words
    for i, lower in enumerate(words.lowers):
        if lower not in ("a", "an"):
            continue
        hit = scene.units.words.at(words, i + 1)
        if hit is None or hit.value.dimension not in ("mass", "volume") or hit.end - 1 > i + 1:
            continue
        part, start = _part_before(words, i)
        if part == 1 and (words.lowers[hit.end : hit.end + 1] != ["of"] or not sense_of(words, i, hit.end)):
            continue
        value = part * hit.value.times
        yield Figure(start, hit.end, hit.value, value, value, start, rule=PART)


def _part_before(words: Words, i: int) -> tuple[Decimal, int]:
    """The part of one that stands before the article at word `i`, and where it begins."""
    if words.lowers[i - 1 : i] == ["half"]:
        return Decimal("0.5"), i - 1
    if words.lowers[max(0, i - 3) : i] == ["a", "quarter", "of"]:
        return Decimal("0.25"), i - 3
    return Decimal(1), i


def _sized(scene: Scene, i: int) -> tuple[Unit, int] | None:
    """The containers of a size that a number counts: `4 million 60-kg bags`, `1.5 million 50 kg bags`."""
    size = scene.numbers.get(i)
    unit = scene.unit_at(size[1]) if size else None
    held = scene.unit_at(unit[1]) if unit and unit[0].dimension in ("mass", "volume") else None
    return held if held and held[0].dimension == "count" else None


def _rated(scene: Scene, figure: Figure) -> Figure:
    """The figure with the rate behind it: `tonnes a year`, `b/d`, `barrels of oil per day`."""
    words = scene.words
    if figure.unit.per:
        return replace(figure, per=figure.unit.per)
    if rate := rate_at(words, figure.end):
        return replace(figure, end=rate[1], per=rate[0])
    if words.texts[figure.end : figure.end + 1] == ["("]:  # `150,000 barrels (a day)`
        rate = rate_at(words, figure.end + 1)
        if rate and words.texts[rate[1] : rate[1] + 1] == [")"]:
            return replace(figure, end=rate[1] + 1, per=rate[0])
    if figure.unit.dimension == "volume" and words.lowers[figure.end : figure.end + 1] == ["of"]:
        for stop in range(figure.end + 2, min(figure.end + 2 + STUFF, words.sentence(figure.start)[1])):
            if not words.texts[stop - 1].islower() or words.lowers[stop - 1] in words_of_kind("stop"):
                break
            rate = rate_at(words, stop)
            if rate and words.lowers[rate[1] : rate[1] + 1] != ["after"]:  # `5 litres of milk a week after the flood`
                return replace(figure, end=rate[1], per=rate[0])
    return figure


def _widened(scene: Scene, figure: Figure) -> list[Figure]:
    """A figure whose low end is a bare number takes it in: `3-4 million tonnes`, `from 3 to 4 mln t`."""
    found = low_end(scene, figure.start)
    if found is None or figure.number not in scene.numbers:
        return [figure]
    start, stop = found
    low = as_grouped(scene, start, figure.number) * figure.unit.times
    year = (
        is_year(scene.words.texts[start]) and low * YEAR_TO < figure.low
    )  # `its forecast for 2024 to 7.5 million tonnes`
    if low >= figure.low or year or is_change(scene.words, start, stop):
        return [figure]
    return [replace(figure, start=start, low=low, rule=RANGE)]


def _joined(scene: Scene, figures: list[Figure]) -> list[Figure]:
    """Two figures that are the ends of one range become one: `between 3 mln tonnes and 4 mln tonnes`."""
    joined: list[Figure] = []
    for figure in figures:
        last = joined[-1] if joined else None
        if (
            last
            and last.unit.name == figure.unit.name
            and last.per in (None, figure.per)
            and last.low == last.high < figure.low == figure.high
            and are_ends(scene.words, last, figure)
            and not is_change(scene.words, last.start, last.end)
        ):
            joined[-1] = replace(last, end=figure.end, high=figure.high, per=figure.per, rule=RANGE)
        else:
            joined.append(figure)
    return joined


def _quantity(words: Words, figure: Figure) -> Quantity:
    low: Decimal | None = figure.low
    high: Decimal | None = figure.high
    amount = low if low == high else None
    sense = sense_of(words, figure.start, figure.end)
    return Quantity(
        start=words.starts[figure.start],
        end=words.ends[figure.end - 1],
        text=words.text(figure.start, figure.end),
        low=None if amount is not None and sense == "less" else low,
        high=None if amount is not None and sense == "more" else high,
        amount=amount,
        approximate=sense == "near",
        unit=figure.unit.name,
        unit_code=figure.unit.code,
        per=figure.per,
    )
