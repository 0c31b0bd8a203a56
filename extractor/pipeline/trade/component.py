"""The component: candidates sentence by sentence, the decision, figures, and what is left on the Doc."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from extractor.pipeline.extensions import store
from extractor.pipeline.text.words import Words, words_of
from extractor.pipeline.trade.candidates import flows_of
from extractor.pipeline.trade.choice import choose, decisions, keep
from extractor.pipeline.trade.discourse import Discourse, Said
from extractor.pipeline.trade.features import describe, is_plain
from extractor.pipeline.trade.figures import Figures, read_figures
from extractor.pipeline.trade.flow import Flow
from extractor.pipeline.trade.grounds import evidence_of
from extractor.pipeline.trade.predicates import Lexicon
from extractor.pipeline.trade.scene import Finds, Scene, read_finds
from extractor.pipeline.trade.tables import read_tables
from extractor.record import Evidence, TradeStatement


class Read(NamedTuple):
    """A statement, with the flow and the scene of the sentence that it was read from; a table has neither."""

    statement: TradeStatement
    flow: Flow | None = None
    scene: Scene | None = None


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


def find_trade(words: Words, finds: Finds, lexicon: Lexicon, threshold: float | None = None) -> list[Read]:
    """The trade statements in the words, each once, in order of the text, with what each was read from.

    `threshold` is the least probability of a statement; None for the one that training chose.
    """
    found: dict[tuple[object, ...], Read] = {}
    decide = decisions()
    for told, discourse in candidates(words, finds, lexicon):
        kept = keep(choose(told.flows, decide), decide.threshold if threshold is None else threshold)
        cues = sorted({flow.at for flow in kept})
        for flow in kept:
            for figures in read_figures(told.scene, flow, cues, discourse):
                key = (*flow.key, figures.money, figures.quantity, figures.period, figures.change, told.scene.bounds)
                if key not in found:
                    found[key] = Read(_statement(words, told.scene.bounds, flow, figures), flow, told.scene)
    for bounds, flow in read_tables(words, finds):
        found.setdefault((*flow.key, bounds), Read(_statement(words, bounds, flow, Figures())))
    return _one_way(list(found.values()))


def _one_way(found: list[Read]) -> list[Read]:
    """Without the less probable of two directions: the same good seldom goes both ways between two countries."""
    best: dict[tuple[str, str, str | None], float] = {}
    for statement in (each.statement for each in found):
        for way in _ways(statement):
            best[way] = max(best.get(way, 0.0), statement.confidence or 0.0)

    def is_contradicted(statement: TradeStatement) -> bool:
        return any(best.get((b, a, good), 0.0) > (statement.confidence or 0.0) for a, b, good in _ways(statement))

    return [each for each in found if not is_contradicted(each.statement)]


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


class TradeComponent:
    """Finds trade statements and sets ``doc._.trade``."""

    def __init__(self, min_confidence: float | None = None) -> None:
        self.lexicon = Lexicon()
        self.min_confidence = min_confidence

    def __call__(self, doc: Doc) -> Doc:
        store(doc, "trade", [each.statement for each in self._read(doc)])
        return doc

    def evidence(self, doc: Doc) -> list[Evidence]:
        """Why each statement is made: its predicate, the words of its sides and goods, what was weighed, its confidence."""
        return [evidence_of(words_of(doc), each.statement, each.flow, each.scene) for each in self._read(doc)]

    def _read(self, doc: Doc) -> list[Read]:
        words = words_of(doc)
        if self.lexicon.openers.isdisjoint(words.lowers):
            return []
        return find_trade(words, read_finds(doc, words, self.lexicon), self.lexicon, self.min_confidence)


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
