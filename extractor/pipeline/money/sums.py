"""Figures: where the text has an amount with a currency, and how much it says.

An amount stands behind a sign or a code (`$40.6bn`, `USD 20 million`), before a code or a name (`40.6 mln USD`, `3 billion
Kenyan shillings`), and in two steps (`ten dollars and 50 cents`, `15 dollars 50`).
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from extractor.pipeline.money.against import SYMBOLS, is_amount, is_money
from extractor.pipeline.money.catalogue import Unit, family, owner, words_of_kind
from extractor.pipeline.money.survey import Figure, Scene
from extractor.pipeline.text.bounds import sense_of
from extractor.pipeline.text.lookup import Hit
from extractor.pipeline.text.numbers import SCALES, read_digits, read_scaled
from extractor.pipeline.text.rates import rate_at
from extractor.pipeline.text.words import GLUED, PARAGRAPH, SPACED, Words

PARTS = {
    "half a": Decimal("0.5"),
    "a half": Decimal("0.5"),
    "quarter of a": Decimal("0.25"),
    "quarters of a": Decimal("0.75"),
}


def find_single(scene: Scene) -> list[Figure]:
    """Every amount with a currency, ranges not yet joined; they may overlap."""
    return list(_found(scene)) if scene.signs or scene.names else []


def _found(scene: Scene) -> Iterator[Figure]:
    for hit in scene.signs:
        figure = _after_sign(scene, hit) or _before_unit(scene, hit)
        if figure:
            yield _extended(scene, figure)
    for hit in scene.names:
        figure = _before_unit(scene, hit) or _after_name(scene, hit)
        if figure:
            yield _extended(scene, figure)


def _after_sign(scene: Scene, hit: Hit[Unit]) -> Figure | None:
    """`$40.6bn`, `USD 20 million`, `$5M`."""
    words, i = scene.words, hit.end
    if i >= len(words) or words.gaps[i] == PARAGRAPH or not _fits_sign(scene, hit):
        return None
    number = scene.numbers.get(i) or read_scaled(words.texts[i], i)
    if number is None or _is_code(scene, hit):
        return None
    if words.texts[i - 1] == "/" and words.texts[i][0] == ".":  # `S/.300`: the point belongs to the sign
        number = number[0] * Decimal(10 ** (len(words.texts[i]) - 1)), number[1]
    before = scene.ends.get(hit.start)
    symbol = words.texts[hit.start] in SYMBOLS
    if before and (
        number[1] in scene.unit_starts or (not symbol and _is_tail(scene, i, 2) and is_amount(words, before[0]))
    ):
        return None  # `10 $ 30 $`, `17 USD 25`: the sign belongs to the number before it
    return Figure(hit.start, number[1], hit.value, number[0], number[0], number=i)


def _is_code(scene: Scene, hit: Hit[Unit]) -> bool:
    """`$1` in a line about a program is a variable."""
    words = scene.words
    if words.texts[hit.start] != "$" or not words.texts[hit.end].isdecimal() or len(words.texts[hit.end]) > 1:
        return False
    first, last = words.sentence(hit.start)
    return not words_of_kind("program").isdisjoint(words.lowers[first:last])


def _fits_sign(scene: Scene, hit: Hit[Unit]) -> bool:
    """Letters that are signs only when glued to the amount: `R2.5bn`, never `Type R 2`."""
    words = scene.words
    glued = words.gaps[hit.end] == GLUED
    text = words.texts[hit.start]
    if hit.end - hit.start == 1 and len(text) == 1 and text.isalpha():
        return glued
    if hit.value.caution == "code":
        return hit.start == 0 or not words.texts[hit.start - 1].isupper() or scene.scaled(hit.end)
    return glued or words.texts[hit.end] != "." or not text.isalpha()


def _before_unit(scene: Scene, hit: Hit[Unit]) -> Figure | None:
    """`40.6 mln USD`, `3 billion Kenyan shillings`, `60-mln-dlr`."""
    words = scene.words
    if words.gaps[hit.start] == PARAGRAPH:
        return None
    named = _owner(words, hit)
    stop = named[1] if named else hit.start
    if stop and words.lowers[stop - 1] in words_of_kind("epithet"):  # `5 billion new Turkish lira`
        stop -= 1
    if stop and words.texts[stop - 1] == "-" and words.texts[hit.start] not in SYMBOLS:
        stop -= 1
    number = scene.ends.get(stop) or (_part_before(words, stop) if hit.value.kind != "sign" else None)
    if number is None or words.gaps[stop] == PARAGRAPH or not is_money(scene, hit, number, owned=named is not None):
        return None
    start, value = number
    return Figure(start, hit.end, hit.value, value, value, named[0] if named else None, start)


def _owner(words: Words, hit: Hit[Unit]) -> tuple[str, int] | None:
    if hit.value.kind == "sign":
        return None
    hyphen = hit.start > 1 and words.texts[hit.start - 1] == "-"  # `300-million-Swiss-franc`
    return owner(words, hit.start - hyphen)


def _part_before(words: Words, stop: int) -> tuple[int, Decimal] | None:
    """`half a cent`, `three-quarters of a cent`; and `a dollar` as a price or under a bound: `less than a dollar a day`."""
    for length in (3, 2):
        value = PARTS.get(" ".join(words.lowers[max(0, stop - length) : stop]))
        if value:
            start = stop - length
            while start and words.lowers[start - 1] in ("a", "three", "-"):
                start -= 1
            return start, value
    if stop and stop < len(words) and words.lowers[stop - 1] in ("a", "an"):
        end = stop + 1
        if words.texts[stop][0].islower() and (rate_at(words, end) or sense_of(words, stop - 1, end)):
            return stop - 1, Decimal(1)
    return None


def _after_name(scene: Scene, hit: Hit[Unit]) -> Figure | None:
    """`Rupees five lakh`, `dollar 22.5 million`: a name before an amount that has no unit of its own."""
    words, i = scene.words, hit.end
    number = scene.numbers.get(i)
    if number is None or words.gaps[i] not in (SPACED, GLUED) or hit.value.kind != "name" or hit.value.caution:
        return None
    before = words.lowers[hit.start - 1] if hit.start else ""
    if number[1] in scene.unit_starts or hit.start in scene.ends or before in words_of_kind("article"):
        return None
    large = (scene.scaled(i) and number[1] - i < 4) or words.lowers[hit.start] in ("dlrs", "dlr")  # `(dlrs 305,000)`
    if not large and not (words.texts[hit.start][0].isupper() and hit.start and "," in words.texts[i]):
        return None
    return Figure(hit.start, number[1], hit.value, number[0], number[0], number=i)


def _extended(scene: Scene, figure: Figure) -> Figure:
    """A figure with what may follow: `75 USD million`, `$10 CAD`, `ten dollars and 50 cents`, `15 dollars 50`."""
    words, end = scene.words, figure.end
    if end >= len(words) or words.gaps[end] == PARAGRAPH:
        return figure
    behind = figure.number < figure.end - 1 and figure.start == figure.number
    scale = SCALES.get(words.lowers[end])
    if behind and scale and scene.numbers[figure.number][1] == figure.number + 1 and figure.unit.kind == "sign":
        value = figure.low * scale
        return replace(figure, end=end + 1, low=value, high=value)
    if not behind and (named := _renamed(scene, figure)):
        return named
    whole = figure.low == figure.low.to_integral_value() and figure.unit.fraction <= 1
    return (_with_small(scene, figure) or figure) if behind and whole else figure


def _renamed(scene: Scene, figure: Figure) -> Figure | None:
    """`$75 million USD`, `$5 million Canadian`, `$10 dollars`: the name says more than the sign."""
    words, end = scene.words, figure.end
    if end in scene.unit_starts:
        hit, code = scene.unit_starts[end]
        dollars = "dollar" in figure.unit.families and "dollar" in (
            hit.value.families or family(hit.value.code or "XXX")
        )
        same = dollars or (hit.value.code is not None and hit.value.code == figure.unit.code)
        if same and hit.value.kind != "subunit" and hit.end not in scene.numbers:
            return replace(figure, end=hit.end, unit=hit.value, owner=code)
    for stop in range(min(len(words), end + 3), end, -1):
        named = owner(words, stop) if figure.unit.families == ("dollar",) else None
        after = words.lowers[stop] if stop < len(words) else "."
        if named and named[1] == end and (not after[0].isalnum() or after in words_of_kind("opener")):
            return replace(figure, end=stop, owner=named[0])
    return None


def _with_small(scene: Scene, figure: Figure) -> Figure | None:
    """`thirteen dollars and forty-five cents`, `5 rupees 50 paise`, `15 dollars 50`."""
    words, i = scene.words, figure.end
    joined = words.lowers[i] == "and"
    i += joined
    number = scene.numbers.get(i)
    if number is None:
        return None
    value, end = number
    before = words.lowers[figure.start - 1] if figure.start else ""
    small, _ = scene.unit_starts.get(end, (None, None))
    if (
        small
        and small.value.kind == "subunit"
        and before != "between"
        and value * small.value.fraction < figure.unit.fraction
    ):
        total = figure.low + value * small.value.fraction / figure.unit.fraction
        whole = replace(figure, end=small.end, low=total, high=total)
        tail = _bare(scene, whole.end, 1) if small.value.fraction == Decimal("0.1") else None
        if tail is None:
            return whole
        total += scene.numbers[whole.end][0] * Decimal("0.01")
        return replace(whole, end=tail, low=total, high=total)
    if joined or figure.unit.fraction != 1 or not is_amount(words, figure.start):
        return None
    tail = _bare(scene, i, 2) if _is_tail(scene, i, 2) else None
    total = figure.low + value / 100
    return replace(figure, end=tail, low=total, high=total) if tail else None


def _bare(scene: Scene, i: int, digits: int) -> int | None:
    return scene.numbers[i][1] if _is_tail(scene, i, digits) else None


def _is_tail(scene: Scene, i: int, digits: int) -> bool:
    """Whether a number of so many digits stands alone at word `i`: nothing that it could count follows."""
    words, number = scene.words, scene.numbers.get(i)
    if number is None or words.gaps[i] == PARAGRAPH or not 10 ** (digits - 1) <= number[0] < 10**digits:
        return False
    if words.texts[i][0].isdigit() and not (read_digits(words.texts[i]) == number[0] and len(words.texts[i]) == digits):
        return False
    after = words.lowers[number[1]] if number[1] < len(words) else "."
    return after in words_of_kind("opener") or after in (".", "!", "?", ";", ",", ")")
