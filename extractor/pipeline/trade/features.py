"""What speaks for a flow and against it, as features with names: the decision weighs them, `show --explain` prints them."""

from collections.abc import Iterator, Sequence

from extractor.pipeline.trade.arguments import other
from extractor.pipeline.trade.discourse import Discourse
from extractor.pipeline.trade.flow import Filler, Flow
from extractor.pipeline.trade.predicates import Sort
from extractor.pipeline.trade.scene import Scene

AROUND = ("deny", "ban", "wish", "unreal", "accuse", "tariff", "plan", "say")  # kinds of words that bear on whether goods move
FIGURES = {Sort.MONEY: "money", Sort.QUANTITY: "quantity", Sort.SHARE: "share"}
NEAR, FAR = 3, 9  # chunks
FIRM = frozenset("to into from by object recipient origin owner subject with".split())


def describe(scene: Scene, flows: Sequence[Flow], discourse: Discourse) -> None:
    """Give each flow of a sentence its features."""
    firm: dict[int, set[str]] = {}
    for flow in flows:
        for filler in (flow.exporter, flow.importer):
            if filler.code and filler.how in FIRM and not filler.crossed:
                firm.setdefault(flow.at, set()).add(filler.code)
    structural = {(f.at, f.sides) for f in flows if f.exporter.how != "open" and f.importer.how != "open"}
    around: dict[tuple[int, int], list[str]] = {}
    for flow in flows:
        place = (flow.at, flow.start)
        if place not in around:
            around[place] = [*_words(scene, flow), *_figures(scene, flow)]
        names = [*_predicate(flow), *around[place], *_sides(flow, discourse), *_goods(flow)]
        unused = firm.get(flow.at, set()) - set(flow.sides)
        if unused:
            names.append("unused:country")
        if any(at != flow.at and sides == flow.sides for at, sides in structural):
            names.append("agrees:predicate")
        if discourse.stated(*flow.sides):
            names.append("agrees:before")
        flow.features = dict.fromkeys(names, 1.0)


def _predicate(flow: Flow) -> Iterator[str]:
    predicate = flow.predicate
    yield f"role:{predicate.role}.{predicate.subject}"
    yield f"alone:{predicate.alone}"
    yield f"row:{predicate.name}"


def _sides(flow: Flow, discourse: Discourse) -> Iterator[str]:
    subject = flow.predicate.subject if flow.predicate.subject == "importer" else "exporter"
    ends = {"exporter": flow.exporter, "importer": flow.importer}
    if flow.kind == "turnover":
        yield f"pair:{flow.exporter.how}"
        yield from (f"pair:{source}" for source in sorted(flow.exporter.sources))
        return
    for name, filler in (("own", ends[subject]), ("far", ends[other(subject)])):
        yield from _side(name, filler)
    good = "good" if any(flow.goods.codes) else "generic" if flow.goods.how == "generic" else "no-good"
    count = "both" if flow.exporter.code and flow.importer.code else "one"
    yield f"says:{count}.{good}"
    if count == "one":
        yield f"one:{flow.predicate.alone}"


def _side(name: str, filler: Filler) -> Iterator[str]:
    yield f"{name}:{filler.how}"
    yield from (f"{name}:{source}" for source in sorted(filler.sources))
    if filler.crossed:
        yield f"{name}:crossed"
    if filler.code and filler.how != "open" and filler.distance > FAR:
        yield f"{name}:distant"
    if filler.chunk is not None and filler.chunk.sort is Sort.COUNTRY:
        if not filler.chunk.value.sure:
            yield f"{name}:town"
        elif filler.chunk.value.kind == "place":
            yield f"{name}:capital"
    if filler.chunk is not None and filler.chunk.sort is Sort.REGION:
        yield f"{name}:region"


def _goods(flow: Flow) -> Iterator[str]:
    goods = flow.goods
    yield f"good:{goods.how}"
    if goods.crossed:
        yield "good:crossed"
    if goods.distance > FAR:
        yield "good:distant"
    if goods.codes and not any(goods.codes):
        yield "good:uncoded"
    if len(goods.codes) > 2:
        yield "good:many"


def _words(scene: Scene, flow: Flow) -> Iterator[str]:
    """The words around the predicate that deny, forbid, wish, plan or only suppose, in its clause and in its sentence."""
    verb = flow.predicate.role in ("verb", "motion")
    edge = max(0, flow.start - (9 if verb else 6))
    for j in range(flow.start - 1, edge - 1, -1):
        if scene.is_clause(j) and scene.lower(j) not in ("if", "unless", "whether"):
            edge = j
            break
    for kind in AROUND:
        if scene.has(kind, edge, flow.start):
            yield f"before:{kind}"
            if verb:
                yield f"before-verb:{kind}"
        if kind not in ("say", "plan") and scene.has(kind, flow.at + 1, flow.at + (4 if verb else 8)):
            yield f"behind:{kind}"
    for kind in ("tariff", "price", "accuse", "ban", "unreal"):
        if scene.has(kind, 0, len(scene.chunks)):
            yield f"sentence:{kind}"
    for kind in ("held", "measure", "holder"):
        if scene.is_kind(flow.at + 1, kind):
            yield f"next:{kind}"
    if scene.lower(flow.start - 1) == "to" and verb:
        yield "form:infinitive"
    if scene.lower(flow.start - 1) in ("on", "for", "against"):
        yield "behind-preposition"
    label = next(iter(sorted(flow.predicate.labels.get(scene.lower(flow.at), ()))), None)
    if verb and label:
        yield f"form:{label}"


def _figures(scene: Scene, flow: Flow) -> Iterator[str]:
    near = {scene.sort(j) for j in range(max(0, flow.at - 10), min(len(scene.chunks), flow.at + 14))}
    yield from (f"figure:{name}" for sort, name in FIGURES.items() if sort in near)
    for kind in ("rise", "fall"):
        if scene.has(kind, flow.start - 4, flow.at + 10):
            yield f"moves:{kind}"


def is_plain(flow: Flow) -> bool:
    """Whether a sentence itself names the parts of a flow, and no word around it denies, forbids or only supposes it."""
    ends = (flow.exporter, flow.importer)
    doubtful = any(filler.sources or filler.crossed or filler.how in ("loose", "in") for filler in ends)
    said = (flow.exporter.code and flow.importer.code) or flow.codes
    refused = any(f"before:{kind}" in flow.features for kind in ("deny", "ban", "wish", "unreal"))
    return bool(said) and not doubtful and not refused and flow.goods.how not in ("said", "near")
