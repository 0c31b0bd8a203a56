"""The figures of a flow: its money, the period it falls in, its change in percent."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from decimal import Decimal

from extractor.pipeline.trade.flow import Flow
from extractor.pipeline.trade.scene import Scene
from extractor.record import Date

TIMES = {"doubled": 100, "doubling": 100, "tripled": 200, "trebled": 200, "quadrupled": 300, "halved": -50}
SAYING = frozenset("said says told announced reported".split())
Figures = tuple[int | None, str | None, Decimal | None]


def read_figures(scene: Scene, flow: Flow, cues: list[int]) -> Iterator[Figures]:
    """Money (its index), period and change of a flow; a turnover may have several. `cues`: of all flows, sorted."""
    start, end = _reach(scene, flow, cues)
    change = _change(scene, flow.cue, start, end)
    money = [
        j for j in range(start, end) if scene.sort(j) == "M" and not _is_price(scene, j) and not _is_compared(scene, j)
    ]
    if flow.kind != "turnover" or len(money) < 2:
        yield scene.chunks[money[0]].value if money else None, _period(scene, flow.cue, start, end), change
        return
    for n, j in enumerate(money):
        left = money[n - 1] + 1 if n else start
        right = money[n + 1] if n + 1 < len(money) else end
        left = next((k for k in range(j, left, -1) if n and scene.lower(k) == ","), left)
        right = next((k for k in range(j, right) if n + 1 < len(money) and scene.lower(k) == ","), right)
        yield scene.chunks[j].value, _period(scene, j, left, right), None if n else change


def _reach(scene: Scene, flow: Flow, cues: list[int]) -> tuple[int, int]:
    """The chunks whose figures are the flow's: from the cue to the cue of the next, or back to the start for the first."""
    before, after = bisect_left(cues, flow.cue), bisect_right(cues, max(flow.cue, flow.end - 1))
    return cues[before - 1] + 1 if before else 0, cues[after] if after < len(cues) else len(scene.chunks)


def _is_price(scene: Scene, j: int) -> bool:
    figure = scene.finds.money[scene.chunks[j].value]
    return figure.per is not None and figure.per not in ("year", "month", "week", "day")


def _is_compared(scene: Scene, j: int) -> bool:
    """`from $5 million`, `compared with $5 million`, `against some $5 million`."""
    return not scene.lexicon.kind("against").isdisjoint(scene.lowers(j - 2, j)) and scene.lower(j - 2) != "more"


def _period(scene: Scene, cue: int, start: int, end: int) -> str | None:
    """The value of the date nearest to the cue that tells when the goods moved, not when it was said."""
    found = [j for j in range(start, end) if scene.sort(j) == "D" and _tells_period(scene, j)]
    if not found:
        return None
    nearest = min(found, key=lambda j: (abs(j - cue), j))
    date: Date = scene.chunks[nearest].value
    return date.value


def _tells_period(scene: Scene, j: int) -> bool:
    date: Date = scene.chunks[j].value
    before = scene.lowers(j - 3, j)
    if date.kind != "date" or "XX" in date.value or date.value in ("PRESENT_REF", "FUTURE_REF"):
        return False
    if not scene.lexicon.kind("against").difference(("over",)).isdisjoint(before[-2:]):
        return False
    if not scene.lexicon.kind("earlier").isdisjoint(date.text.lower().split()):
        return False
    daily = date.first is not None and date.first == date.last
    return not (daily and (not SAYING.isdisjoint(scene.lowers(j - 4, j + 3)) or before[-1:] != ["in"]))


def _change(scene: Scene, cue: int, start: int, end: int) -> Decimal | None:
    """The percent by which the flow rose or fell, with its sign: `rose 12 %`, `a 40% increase`, `down 7.5 percent`."""
    lexicon = scene.lexicon
    bounds = lexicon.kind("clause")
    start = next((k + 1 for k in range(cue - 1, start, -1) if scene.lower(k) in bounds), start)
    end = next((k for k in range(cue + 1, end) if scene.lower(k) in bounds), end)
    for j in range(start, end):
        word = scene.lower(j)
        if word in TIMES and abs(j - cue) < 12:
            return Decimal(TIMES[word])
        if scene.sort(j) != "%" or _is_level(scene, j):
            continue
        around = [*reversed(scene.lowers(j - 4, j)), *scene.lowers(j + 1, j + 3)]
        for near in around:
            if near in (",", "of", "to") and near != around[0]:
                continue
            if near in lexicon.kind("rise") or near in lexicon.kind("fall"):
                value: Decimal = scene.chunks[j].value
                return value if near in lexicon.kind("rise") else -value
    return None


def _is_level(scene: Scene, j: int) -> bool:
    """`rose to 20 percent`, `less than 4 percent`, `make up 10 percent`: a share, and no change."""
    made = {"make", "makes", "made", "making"}
    return not {"to", "than"}.isdisjoint(scene.lowers(j - 2, j)) or not made.isdisjoint(scene.lowers(j - 3, j))
