"""The figures of a flow: its money, its quantity, the period it falls in, its change in percent."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extractor.pipeline.trade.discourse import Discourse
from extractor.pipeline.trade.flow import Flow
from extractor.pipeline.trade.predicates import Sort
from extractor.pipeline.trade.scene import Chunk, Scene
from extractor.record import Date

TIMES = {
    "doubled": 100, "doubling": 100, "tripled": 200, "tripling": 200, "trebled": 200, "quadrupled": 300, "halved": -50,
}  # fmt: skip
SAYING = frozenset("said says told announced reported".split())
RATES = ("year", "month", "week", "day", "annum", None)


@dataclass(frozen=True, slots=True)
class Figures:
    """Indices into the record's money and quantities, the value of a date, a signed percentage."""

    money: int | None = None
    quantity: int | None = None
    period: str | None = None
    change: Decimal | None = None


def read_figures(scene: Scene, flow: Flow, cues: list[int], discourse: Discourse) -> Iterator[Figures]:
    """The figures of a flow; a turnover may have several sets. `cues`: the places of all flows kept, sorted."""
    start, end = _reach(scene, flow, cues)
    partner = _own_partner(flow)
    change = _change(scene, flow.at, start, end)
    money = [
        j
        for j in range(start, end)
        if scene.sort(j) is Sort.MONEY and not _is_price(scene, j) and not _is_compared(scene, j)
    ]
    amounts = [
        j for j in range(start, end)
        if scene.sort(j) is Sort.QUANTITY and scene.chunks[j].value is not None and not _is_compared(scene, j)
    ]  # fmt: skip
    if flow.kind == "turnover":
        yield from _turnover(scene, flow, (start, end), money, change, discourse)
        return
    amount = _nearest(scene, amounts, flow, partner)
    value = _nearest(scene, money, flow, partner)
    yield Figures(value, amount, _period(scene, flow.at, start, end), change)


def _turnover(
    scene: Scene, flow: Flow, reach: tuple[int, int], money: list[int], change: Decimal | None, discourse: Discourse
) -> Iterator[Figures]:
    """Each sum of money with its period: `came to $5 million in 2022 and $6 million in 2023`."""
    start, end = reach
    if not money:
        value = discourse.money if flow.level else None
        yield Figures(value, None, _period(scene, flow.at, start, end), change)
        return
    for n, j in enumerate(money):
        left = money[n - 1] + 1 if n else start
        right = money[n + 1] if n + 1 < len(money) else end
        left = next((k for k in range(j, left, -1) if n and scene.lower(k) == ","), left)
        right = next((k for k in range(j, right) if n + 1 < len(money) and scene.lower(k) == ","), right)
        discourse.money = scene.chunks[j].value
        period = _period(scene, j, left, right) or (_period_before(scene) if len(money) == 1 else None)
        yield Figures(scene.chunks[j].value, None, period, None if n else change)


def _period_before(scene: Scene) -> str | None:
    """The period that the sentence before closes with: `… in recent years. Mutual trade fluctuates between …`."""
    words, first = scene.words, scene.bounds[0]
    number = words.sentences[first]
    for i in range(first - 1, words.bounds[number - 1] - 1 if number else first, -1):
        chunk = scene.finds.at.get(i)
        if chunk is not None and chunk.sort is Sort.DATE and chunk.value.kind == "date":
            date: Date = chunk.value
            return str(date.value) if date.first != date.last or date.value == "PAST_REF" else None
    return None


def _reach(scene: Scene, flow: Flow, cues: list[int]) -> tuple[int, int]:
    """The chunks whose figures are the flow's: from the predicate to the next one's, or back to the start for the first."""
    before, after = bisect_left(cues, flow.at), bisect_right(cues, flow.at)
    return cues[before - 1] + 1 if before else 0, cues[after] if after < len(cues) else len(scene.chunks)


def _own_partner(flow: Flow) -> Chunk | None:
    """The country that is one of a list, whose figure stands beside it."""
    chunks = [f.chunk for f in (flow.exporter, flow.importer) if f.chunk is not None and f.chunk.at > flow.at]
    return chunks[-1] if chunks else None


def _nearest(scene: Scene, places: list[int], flow: Flow, partner: Chunk | None) -> int | None:
    """The value of the figure that stands by the flow's own partner, else nearest to its good or predicate."""
    if not places:
        return None
    if partner is not None:
        beside = [
            j
            for j in places
            if 0 < j - partner.at <= 3 and not any(c.sort is Sort.COUNTRY for c in scene.chunks[partner.at + 1 : j])
        ]
        if beside and len(places) > 1:
            return _value(scene, beside[0])
        before = [j for j in places if 0 < partner.at - j <= 3]
        if before and len(places) > 1:
            return _value(scene, before[-1])
    anchor = flow.goods.start if flow.goods.start >= 0 else flow.at
    return _value(scene, min(places, key=lambda j: (min(abs(j - anchor), abs(j - flow.at)), j)))


def _value(scene: Scene, j: int) -> int:
    return int(scene.chunks[j].value)


def _is_price(scene: Scene, j: int) -> bool:
    return scene.finds.money[scene.chunks[j].value].per not in RATES


def _is_compared(scene: Scene, j: int) -> bool:
    """`from $5 million`, `compared with $5 million`, `against some $5 million`; `fell by $350 million`."""
    against = scene.lexicon.words("against") - {"over"}
    compared = (
        not against.isdisjoint(scene.lowers(j - 2, j)) and scene.lower(j - 2) != "more" and scene.lower(j - 1) != "on"
    )
    moved = (
        scene.is_kind(j - 1, "rise")
        or scene.is_kind(j - 1, "fall")
        or (scene.lower(j - 1) == "by" and (scene.is_kind(j - 2, "rise") or scene.is_kind(j - 2, "fall")))
    )
    return compared or (moved and scene.lower(j - 1) not in ("up", "down", "more"))


def _period(scene: Scene, cue: int, start: int, end: int) -> str | None:
    """The value of the date nearest to the predicate that tells when the goods moved, not when it was said."""
    found = [j for j in range(start, end) if scene.sort(j) is Sort.DATE and _tells_period(scene, j)]
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
    if not scene.lexicon.words("against").difference(("over",)).isdisjoint(before[-2:]):
        return False
    if not scene.lexicon.words("earlier").isdisjoint(date.text.lower().split()):
        return False
    daily = date.first is not None and date.first == date.last
    return not (daily and (not SAYING.isdisjoint(scene.lowers(j - 4, j + 3)) or before[-1:] != ["in"]))


def _change(scene: Scene, cue: int, start: int, end: int) -> Decimal | None:
    """The percent by which the flow rose or fell, with its sign: `rose 12 %`, `a 40% increase`, `down 7.5 percent`."""
    start = next((k + 1 for k in range(cue - 1, start, -1) if scene.is_clause(k)), start)
    end = next((k for k in range(cue + 1, end) if scene.is_clause(k)), end)
    for j in range(start, end):
        word = scene.lower(j)
        if word in TIMES and abs(j - cue) < 12:
            return Decimal(TIMES[word])
        if scene.sort(j) is not Sort.SHARE or _is_level(scene, j):
            continue
        around = [*reversed(scene.lowers(j - 4, j)), *scene.lowers(j + 1, j + 3)]
        for near in around:
            if near in (",", "of", "to") and near != around[0]:
                continue
            if near in scene.lexicon.words("rise") or near in scene.lexicon.words("fall"):
                value: Decimal = scene.chunks[j].value
                return value if near in scene.lexicon.words("rise") else -value
    return None


def _is_level(scene: Scene, j: int) -> bool:
    """`rose to 20 percent`, `less than 4 percent`, `make up 10 percent`: a share, and no change."""
    made = {"make", "makes", "made", "making"}
    return not {"to", "than"}.isdisjoint(scene.lowers(j - 2, j)) or not made.isdisjoint(scene.lowers(j - 3, j))
