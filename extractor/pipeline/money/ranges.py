"""Ranges: two amounts that are the ends of one figure.

`€1.5-2 billion`, `5 to 6 million euros`, `between $7.2 million and $13.6 million` are one figure; `rose from $5 to $10` is two.
"""

from dataclasses import replace
from decimal import Decimal

from extractor.pipeline.money.scene import Figure, Scene
from extractor.pipeline.money.units import words_of_kind
from extractor.pipeline.text.numbers import read_digits

MARKS = frozenset(("-", "–", "—", "to", "till", "until"))


def with_ranges(scene: Scene, figures: list[Figure]) -> list[Figure]:
    """The figures in order, none overlapping, with those that are ranges in one piece."""
    wide = [part for figure in figures for part in _widened(scene, figure)]
    wide.sort(key=lambda figure: (figure.start, -figure.end))
    return _joined(scene, _apart(wide))


def _widened(scene: Scene, figure: Figure) -> list[Figure]:
    """A figure whose other end is a bare number takes it in: `€1.5-2 billion`, `5 to 6 million euros`."""
    return _to_the_right(scene, figure) if figure.start < figure.number else _to_the_left(scene, figure)


def _to_the_right(scene: Scene, figure: Figure) -> list[Figure]:
    words, mark = scene.words, figure.end
    second = _after_mark(scene, mark, figure.start)
    if second is None or figure.owner:
        return [figure]
    value, end = scene.numbers[second]
    low = _as_scaled(scene, figure.number, second)
    plain = words.lowers[mark] in ("to", "and") and end == second + 1
    if end in scene.unit_starts or low >= value or (plain and low < 1000 and not scene.scaled(second)):
        return [figure]
    return [replace(figure, end=end, low=low, high=value)]


def _to_the_left(scene: Scene, figure: Figure) -> list[Figure]:
    words = scene.words
    for stop in range(figure.start - 1, max(figure.start - 4, 0), -1):
        before = scene.ends.get(stop)
        if before and _after_mark(scene, stop, before[0]) == figure.start:
            break
    else:
        return [figure]
    start = before[0]
    low = _as_scaled(scene, start, figure.number)
    if start in scene.sign_ends:
        return [figure]
    if _is_change(scene, start, stop) and (start == 0 or words.lowers[start - 1] == "from" or low < figure.low):
        return [replace(figure, start=start, end=stop, low=low, high=low, number=start), figure]
    if low >= figure.low:
        return [figure]
    if words.texts[start].isdecimal() and 1900 <= before[1] < 2100 and words.lowers[stop] not in MARKS:
        return [figure]
    return [replace(figure, start=start, low=low)]


def _after_mark(scene: Scene, mark: int, start: int) -> int | None:
    """The word at which a number begins behind a mark of a range at word `mark`, if there is one."""
    words = scene.words
    while mark < len(words) and words.texts[mark] == "-" and words.lowers[mark + 1 : mark + 2] == ["to"]:
        mark += 1
    if mark + 1 >= len(words) or start == mark:
        return None
    first = words.lowers[start - 1] if start else ""
    if words.lowers[mark] not in MARKS and not (words.lowers[mark] == "and" and first == "between"):
        return None
    second = mark + 1
    if words.lowers[mark] == "to" and words.texts[second] == "-":
        second += 1
    return second if second in scene.numbers else None


def _as_scaled(scene: Scene, first: int, second: int) -> Decimal:
    """The number at word `first`, with the magnitude of the one at `second` where it has none: `1.5-2 billion`."""
    words, low, high = scene.words, scene.numbers[first][0], scene.numbers[second][0]
    digits = read_digits(words.texts[second], comma=scene.comma)
    bare = scene.numbers[first][1] == first + 1 and low < 1000
    if digits and bare and digits != high and low < digits * 1000:
        return low * high / digits
    if bare and not digits and high >= 1000 and words.lowers[first].isalpha():  # `five to six million`
        times = next(scale for scale in (10**12, 10**9, 10**6, 10**3) if high >= scale)
        return low * times if low < high / times else low
    return low


def _apart(found: list[Figure]) -> list[Figure]:
    """Figures that don't overlap: of two, the longer; of equals, the first."""
    kept: list[Figure] = []
    for figure in found:
        while kept and figure.start < kept[-1].end:
            if figure.end - figure.start <= kept[-1].end - kept[-1].start:
                break
            kept.pop()
        else:
            kept.append(figure)
    return kept


def _joined(scene: Scene, figures: list[Figure]) -> list[Figure]:
    """Two figures that are the ends of one range become one: `between $7.2 million and $13.6 million`."""
    joined: list[Figure] = []
    for figure in figures:
        last = joined[-1] if joined else None
        low = _low_end(scene, last, figure) if last else None
        if last is None or low is None:
            joined.append(figure)
        elif low >= figure.low or _is_change(scene, last.start, last.end):
            joined[-1] = replace(last, low=low, high=low)
            joined.append(figure)
        else:
            unit = figure.unit if last.unit.kind == "sign" and last.unit.families else last.unit
            joined[-1] = replace(
                last, end=figure.end, unit=unit, low=low, high=figure.high, owner=last.owner or figure.owner
            )
    return joined


def _low_end(scene: Scene, first: Figure, second: Figure) -> Decimal | None:
    """What the first figure is worth as the low end of a range with the second; None where they are no range."""
    words = scene.words
    gap = [word for word in words.lowers[first.end : second.start] if word != "-"]
    before = words.lowers[first.start - 1] if first.start else ""
    marked = gap == ["to"] or (gap == [] and second.start == first.end + 1) or (gap == ["and"] and before == "between")
    dash = second.start == first.end + 1 and words.texts[first.end] in MARKS
    same = first.unit.code == second.unit.code and first.unit.fraction == second.unit.fraction
    if not same or not (marked or dash) or first.low != first.high or second.low != second.high:
        return None
    rising = first.number in scene.numbers and second.number in scene.numbers
    low = _as_scaled(scene, first.number, second.number) if rising else first.low
    if gap == ["to"] and before == "to":
        return None
    return low


def _is_change(scene: Scene, start: int, mark: int) -> bool:
    """Whether `X to Y` says that something went from one to the other: `rose from $5 to $10`, `rose $5 to $10`."""
    words = scene.words
    if words.lowers[mark] != "to":
        return False
    near = words.lowers[max(0, start - 7) : start]
    if near and near[-1] in ("of", "between"):
        return False
    if not near or near[-1] != "from":  # `fell 38p to 164p`, never `plans to raise $5 million to $6 million`
        near = [word for word in near[-4:] if not word.startswith("rais")]
    return not words_of_kind("change").isdisjoint(near)
