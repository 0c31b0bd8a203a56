"""Grounds: what a trade statement was read from, for whoever asks for evidence."""

from collections.abc import Iterator

from extractor.pipeline.evidence import Found, of_one, quoted, weighed
from extractor.pipeline.text.words import Words
from extractor.pipeline.trade.choice import decisions
from extractor.pipeline.trade.choice import evidence as evidence_of_flow
from extractor.pipeline.trade.flow import Filler, Flow
from extractor.pipeline.trade.predicates import Sort
from extractor.pipeline.trade.scene import Chunk, Scene
from extractor.record import Evidence, Ground, TradeStatement

PREDICATE, GOOD = "predicate", "good"  # the roles of words, beside `exporter subject`, `importer to` …
TABLE = "row of a table in the text"
OPEN = ("none", "open")  # how a side that the sentence doesn't name hangs on the predicate


def evidence_of(words: Words, statement: TradeStatement, flow: Flow | None, scene: Scene | None) -> Evidence:
    """The evidence of a statement; without a flow it stands in a table."""
    if flow is None or scene is None:
        return of_one(Ground(rule=TABLE), statement.confidence)
    ground = Ground(
        rule=f"{flow.predicate.name}: {', '.join(_parts(flow))}",
        row=f"trade/predicates: {flow.predicate.name}",
        words=quoted(words, _words(flow, scene)),
        weighed=weighed(decisions().truth.shares(evidence_of_flow(flow))),
    )
    return of_one(ground, statement.confidence)


def _parts(flow: Flow) -> Iterator[str]:
    """How each part hangs on the predicate: `exporter subject, importer to, good object`."""
    for side, filler in (("exporter", flow.exporter), ("importer", flow.importer)):
        yield " ".join((side, filler.how, *sorted(filler.sources)))
    yield f"good {flow.goods.how}"


def _words(flow: Flow, scene: Scene) -> Iterator[Found]:
    predicate = scene.chunk(flow.at)
    if predicate.at >= 0:
        yield Found(predicate.start, predicate.end, PREDICATE)
    for side, filler in (("exporter", flow.exporter), ("importer", flow.importer)):
        if (chunk := _chunk(filler, flow.at, scene)) is not None:
            yield Found(chunk.start, chunk.end, side)
    for at in range(max(flow.goods.start, 0), flow.goods.end + 1 if flow.goods.start >= 0 else 0):
        if scene.sort(at) is Sort.GOOD and scene.chunk(at).value in flow.goods.codes:
            yield Found(scene.chunk(at).start, scene.chunk(at).end, GOOD)


def _chunk(filler: Filler, at: int, scene: Scene) -> Chunk | None:
    """The words of the sentence that fill a side: its own, else the nearest that name the country."""
    if filler.code is None or filler.how in OPEN:
        return None
    if filler.chunk is not None and filler.chunk.at >= 0:
        return filler.chunk
    named = (c for c in scene.chunks if c.sort is Sort.COUNTRY and c.value.code == filler.code)
    return min(named, key=lambda chunk: abs(chunk.at - at), default=None)
