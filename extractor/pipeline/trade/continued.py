"""Countries with a figure whose flow the text before tells: `Korea came second with 142,000`, `against 94,000 for Hamburg`.

News names a flow once and goes on with partners and figures alone. A country beside a figure of its own, which no predicate of
its sentence takes for a firm part, may take the place of a side of what was said last; the other side and the goods stay.
"""

from collections.abc import Iterator, Sequence

from extractor.pipeline.trade.discourse import Discourse, Said
from extractor.pipeline.trade.flow import Filler, Flow, Goods
from extractor.pipeline.trade.predicates import Predicate, Sort
from extractor.pipeline.trade.scene import Chunk, Group, Scene

CONTINUED = Predicate("continued", "continued", "exporter", {}, "no", {})
FIGURES = (Sort.QUANTITY, Sort.MONEY, Sort.SHARE, Sort.NUMBER)
NEAR = 7  # chunks between a country and its figure
FIRM = frozenset("to into from by object recipient origin owner adjective-good".split())
OTHERS = {"exporter": "importer", "importer": "exporter"}
MOST = 12  # countries of one sentence: a table with no full stop has hundreds


def continued(scene: Scene, discourse: Discourse, told: Sequence[Flow]) -> Iterator[Flow]:
    """The flows that countries with a figure may continue; `told` are those that predicates of the sentence tell."""
    last = discourse.last(scene.words.sentences[scene.bounds[0]])
    if last is None or last.pair or not (last.exporter or last.importer):
        return
    taken = {
        f.chunk.at
        for flow in told
        for f in (flow.exporter, flow.importer)
        if f.chunk and f.how in FIRM and not f.crossed
    }
    groups = [group for group in scene.groups if group.items[0].sort is Sort.COUNTRY and group.at not in taken]
    for group in groups[:MOST]:
        figure = _figure(scene, group)
        if figure is not None:
            yield from _flows(scene, group, figure, discourse, last)


def _figure(scene: Scene, group: Group) -> int | None:
    """The chunk of the figure nearest to a list of countries, with no other country between."""
    for distance in range(1, NEAR):
        for j in (group.end - 1 + distance, group.at - distance):
            if scene.sort(j) in FIGURES and not _parted(scene, group, j):
                return j
    return None


def _parted(scene: Scene, group: Group, j: int) -> bool:
    between = range(group.end, j) if j >= group.end else range(j + 1, group.at)
    return any(scene.sort(k) is Sort.COUNTRY or scene.lower(k) in (";", ".") for k in between)


def _flows(scene: Scene, group: Group, figure: int, discourse: Discourse, last: Said) -> Iterator[Flow]:
    """The countries of a list in the place of each side, what was said or supplied in that of the other."""
    goods = _goods(scene, group, figure, last)
    states = [chunk for chunk in group.items if chunk.sort is Sort.COUNTRY]
    for number, side in enumerate(("importer", "exporter"), 1):
        other = _other_side(scene, states, side, goods, discourse, last)
        if other.code is None and not any(goods.codes):
            continue
        for chunk in states:
            if chunk.value.code != other.code:
                how = scene.preposition(chunk.at) or "subject"
                new = Filler(chunk.value.code, how, chunk=chunk, distance=abs(figure - chunk.at))
                ends = (other, new) if side == "importer" else (new, other)
                yield Flow(CONTINUED, "export", *ends, goods, group.at, group.at, len(scene.chunks), number)


def _other_side(
    scene: Scene, states: Sequence[Chunk], side: str, goods: Goods, discourse: Discourse, last: Said
) -> Filler:
    """What stays of the flow before, or what the article supplies."""
    stays = last.exporter if side == "importer" else last.importer
    if stays:
        return Filler(stays, "open", frozenset(("said",)))
    here, codes = scene.chunks[states[0].at].start, [chunk.value.code for chunk in states]
    supplied = discourse.supply(OTHERS[side], here, goods.codes, codes)
    return Filler(supplied[0][0], "open", supplied[0][1]) if supplied else Filler()


def _goods(scene: Scene, group: Group, figure: int, last: Said) -> Goods:
    """The good beside the figure, else what was traded last."""
    for j in range(figure + 1, figure + 4):
        if scene.is_good(j):
            return Goods(
                (scene.chunks[j].value,), "object", 0, j - group.at if j > group.at else group.at - j, j, j + 1
            )
    return Goods(last.goods, "said") if last.goods else Goods()
