"""The component: candidates sentence by sentence, the decision, figures, and what is left on the Doc."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from extractor.pipeline.extensions import store
from extractor.pipeline.text.words import Words, words_of
from extractor.pipeline.trade.candidates import flows_of
from extractor.pipeline.trade.choice import choose, decisions, evidence, keep
from extractor.pipeline.trade.discourse import Discourse, Said
from extractor.pipeline.trade.features import describe, is_plain
from extractor.pipeline.trade.figures import Figures, read_figures
from extractor.pipeline.trade.flow import Flow
from extractor.pipeline.trade.predicates import Lexicon
from extractor.pipeline.trade.scene import Finds, Scene, read_finds
from extractor.pipeline.trade.tables import read_tables
from extractor.record import TradeStatement

EXPLANATIONS = "trade_explanations"  # the key of `doc.user_data` under which the reasons stand, as plain data


@dataclass(frozen=True, slots=True)
class Told:
    """The candidates of one sentence."""

    scene: Scene
    flows: list[Flow]


def candidates(words: Words, finds: Finds, lexicon: Lexicon) -> Iterator[tuple[Told, Discourse]]:
    """The candidates of each sentence that has a predicate, with their features; the discourse is as it was before it."""
    discourse = Discourse(words, finds, lexicon)
    if not finds.states:
        return
    for first, last in pairwise(words.bounds):
        lowers = words.lowers[first:last]
        named = finds.any_between(first, last) and not lexicon.openers.isdisjoint(lowers)
        goes_on = discourse.last(words.sentences[first]) is not None and finds.any_between(first, last)
        if not (named or goes_on) and lexicon.both.isdisjoint(
            lowers
        ):  # `mutual trade`, `the two countries passed this level`
            continue
        scene = Scene(words, finds, (first, last), lexicon)
        flows = flows_of(scene, discourse)
        describe(scene, flows, discourse)
        yield Told(scene, flows), discourse
        _learn(discourse, words.sentences[first], flows)


def _learn(discourse: Discourse, sentence: int, flows: list[Flow]) -> None:
    """The discourse learns the closest reading of each predicate, as far as the sentence itself says it: not what was decided,
    so that candidates are the same whatever the weights are."""
    seen: set[tuple[int, int]] = set()
    for flow in flows:
        if (flow.at, flow.part) in seen or not is_plain(flow):
            continue
        seen.add((flow.at, flow.part))
        both = flow.kind == "turnover" and flow.exporter.code and flow.importer.code
        pair = (flow.exporter.code, flow.importer.code) if both else None
        sides = (None, None) if pair else flow.sides
        discourse.learn(Said(sentence, *sides, flow.codes, pair))  # type: ignore[arg-type]


def find_trade(
    words: Words, finds: Finds, lexicon: Lexicon, threshold: float | None = None
) -> list[tuple[TradeStatement, Flow | None]]:
    """The trade statements in the words, each once, in order of the text, with the flow that each was read from.

    `threshold` is the least probability of a statement; None for the one that training chose.
    """
    found: dict[tuple[object, ...], tuple[TradeStatement, Flow | None]] = {}
    decide = decisions()
    for told, discourse in candidates(words, finds, lexicon):
        kept = keep(choose(told.flows, decide), decide.threshold if threshold is None else threshold)
        cues = sorted({flow.at for flow in kept})
        for flow in kept:
            for figures in read_figures(told.scene, flow, cues, discourse):
                key = (*flow.key, figures.money, figures.quantity, figures.period, figures.change, told.scene.bounds)
                if key not in found:
                    found[key] = (_statement(words, told.scene.bounds, flow, figures), flow)
    for bounds, flow in read_tables(words, finds):
        found.setdefault((*flow.key, bounds), (_statement(words, bounds, flow, Figures()), None))
    return _one_way(list(found.values()))


def _one_way(found: list[tuple[TradeStatement, Flow | None]]) -> list[tuple[TradeStatement, Flow | None]]:
    """Without the less probable of two directions: the same good seldom goes both ways between two countries."""
    best: dict[tuple[str, str, str | None], float] = {}
    for statement, _ in found:
        for way in _ways(statement):
            best[way] = max(best.get(way, 0.0), statement.confidence or 0.0)

    def is_contradicted(statement: TradeStatement) -> bool:
        return any(best.get((b, a, good), 0.0) > (statement.confidence or 0.0) for a, b, good in _ways(statement))

    return [(statement, flow) for statement, flow in found if not is_contradicted(statement)]


def _ways(statement: TradeStatement) -> list[tuple[str, str, str | None]]:
    exporter, importer = statement.exporter, statement.importer
    goods: tuple[str | None, ...] = statement.commodities or (None,)
    return [(exporter, importer, good) for good in goods] if exporter and importer else []


def _statement(words: Words, bounds: tuple[int, int], flow: Flow, figures: Figures) -> TradeStatement:
    first, last = bounds
    turnover = flow.kind == "turnover"
    exporter, importer = flow.sides
    return TradeStatement(
        start=words.starts[first],
        end=words.ends[last - 1],
        text=words.text(first, last),
        kind=flow.kind,
        exporter=None if turnover else exporter,
        importer=None if turnover else importer,
        parties=(exporter, importer) if turnover and exporter and importer else None,
        commodities=flow.codes,
        money=figures.money,
        quantity=figures.quantity,
        period=figures.period,
        change=figures.change,
        confidence=round(flow.probability, 2),
    )


def explanation(flow: Flow) -> dict[str, Any]:
    """Why a flow was kept, as plain data: its predicate, where the sides come from, what each feature added to the log-odds."""
    shares = sorted(decisions().truth.shares(evidence(flow)), key=lambda share: -abs(share[1]))
    return {
        "predicate": flow.predicate.name,
        "exporter": _origin(flow.exporter),
        "importer": _origin(flow.importer),
        "good": flow.goods.how,
        "probability": round(flow.probability, 2),
        "features": [(name, round(share, 2)) for name, share in shares],
    }


def _origin(filler: Any) -> str:
    return " ".join((filler.how, *sorted(filler.sources)))


class TradeComponent:
    """Finds trade statements and sets ``doc._.trade``; the reasons stand in ``doc.user_data``."""

    def __init__(self, min_confidence: float | None = None) -> None:
        self.lexicon = Lexicon()
        self.min_confidence = min_confidence

    def __call__(self, doc: Doc) -> Doc:
        words = words_of(doc)
        found: list[tuple[TradeStatement, Flow | None]] = []
        if not self.lexicon.openers.isdisjoint(words.lowers):
            found = find_trade(words, read_finds(doc, words, self.lexicon), self.lexicon, self.min_confidence)
        store(doc, "trade", [statement for statement, _ in found])
        doc.user_data[EXPLANATIONS] = [explanation(flow) if flow else None for _, flow in found]
        return doc


@Language.factory(
    "extractor_trade",
    default_config={"min_confidence": None},
    assigns=["doc._.trade"],
    requires=[
        "token.is_sent_start",
        "doc._.countries",
        "doc._.dates",
        "doc._.money",
        "doc._.quantities",
        "doc._.commodities",
    ],
)
def create_trade(nlp: Language, name: str, min_confidence: float | None) -> TradeComponent:
    """The factory that spaCy calls; `min_confidence` as `extractor.load` takes it."""
    return TradeComponent(min_confidence)
