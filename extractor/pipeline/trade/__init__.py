"""Trade: sentences that say what moves between countries, or how much it was worth.

Counts: `Belarus imports cut flowers from Kenya`, `Kenya's tea exports to Pakistan rose 12 %`, `trade turnover between A and B
came to $5 million`, `China has promised to buy more Brazilian products`. Doesn't: what is forbidden, denied, wished for or
only possible; tariffs, quotas and balances; trade inside one country.

Cue words open a clause, whose countries and goods take their parts by prepositions, order and voice; a side that a clause leaves
open is filled from the sentences before it (`shipments to Pakistan`, `this African country`, `the two countries`).

Known to be missed: flows told by a company alone (`Gazprom cut supplies to Kiev`), and by events (`the ship brought grain`).
"""

from collections.abc import Iterator
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from extractor.pipeline.extensions import store
from extractor.pipeline.text.words import Words, words_of
from extractor.pipeline.trade.clause import Clause
from extractor.pipeline.trade.figures import read_figures
from extractor.pipeline.trade.flow import Flow
from extractor.pipeline.trade.lexicon import Cue, Lexicon
from extractor.pipeline.trade.memory import Memory, Said
from extractor.pipeline.trade.nouns import Nouns
from extractor.pipeline.trade.scene import Finds, Scene, read_finds
from extractor.pipeline.trade.tables import read_tables
from extractor.pipeline.trade.turnover import LEVELS, Turnovers
from extractor.pipeline.trade.verbs import Verbs
from extractor.record import TradeStatement

NEAR = 20  # how many flows of a sentence are compared: a table with no full stop has thousands


def find_trade(words: Words, finds: Finds, lexicon: Lexicon) -> list[TradeStatement]:
    """The trade statements in the words, each once, in order of the text."""
    memory = Memory(words, finds, lexicon)
    found: dict[tuple[object, ...], TradeStatement] = {}
    if not finds.states:
        return []
    for first, last in pairwise(words.bounds):
        if lexicon.cues.isdisjoint(words.lowers[first:last]):
            continue
        scene = Scene(words, finds, (first, last), lexicon)
        flows = [flow for flow in _flows(scene, memory) if not _is_empty(flow)]
        cues = sorted({flow.cue for flow in flows})
        for flow in flows:
            for money, period, change in read_figures(scene, flow, cues):
                if flow.kind == "turnover":
                    money = memory.money = memory.money if flow.level and money is None else money
                    period = period or (_period_before(finds, words, first) if money is not None else None)
                statement = _statement(words, (first, last), flow)
                statement = statement.model_copy(update={"money": money, "period": period, "change": change})
                key = (*_sides(flow), flow.codes, money, period, change, first)
                found.setdefault(key, statement)
    for bounds, flow in read_tables(words, finds):
        if _is_empty(flow):
            continue
        found.setdefault((*_sides(flow), flow.codes, bounds), _statement(words, bounds, flow))
    return list(found.values())


def _period_before(finds: Finds, words: Words, first: int) -> str | None:
    """The period that the sentence before closes with: `… in recent years. Mutual trade fluctuates between …`."""
    number = words.sentences[first]
    for i in range(first - 1, words.bounds[number - 1] - 1 if number else first, -1):
        chunk = finds.at.get(i)
        if chunk is not None and chunk.sort == "D" and chunk.value.kind == "date":
            date = chunk.value
            return str(date.value) if date.first != date.last or date.value == "PAST_REF" else None
    return None


def _is_empty(flow: Flow) -> bool:
    """Whether it has neither a country and a good nor two countries: that is no statement."""
    sides = bool(flow.exporter) + bool(flow.importer)
    return sides == 0 or (sides == 1 and (flow.kind == "turnover" or not flow.codes))


def _sides(flow: Flow) -> tuple[object, ...]:
    return (flow.kind == "turnover", flow.exporter, flow.importer)


def _flows(scene: Scene, memory: Memory) -> list[Flow]:
    """The flows of one sentence, without those that another says more fully; the memory learns them."""
    sentence = scene.words.sentences[scene.bounds[0]]
    flows: list[Flow] = []
    for flow in _read(scene, memory):
        flows.append(flow)
        pair = (flow.exporter, flow.importer) if flow.exporter and flow.importer else None
        turnover = pair if flow.kind == "turnover" else None
        sides = (None, None) if turnover else (flow.exporter, flow.importer)
        memory.said.append(Said(sentence, *sides, flow.codes, turnover))
    return [
        flow
        for i, flow in enumerate(flows)
        if not any(other.covers(flow) for other in flows[max(0, i - NEAR) : i + NEAR])
    ]


def _read(scene: Scene, memory: Memory) -> Iterator[Flow]:
    clause = Clause(scene)
    verbs, nouns, turnovers = Verbs(clause, memory), Nouns(clause, memory), Turnovers(clause, memory)
    lexicon = scene.lexicon
    for i, chunk in enumerate(scene.chunks):
        word = chunk.lower
        if chunk.sort != "w":
            continue
        if word in lexicon.verbs:
            yield from verbs.read(i)
        cue: Cue | None = lexicon.nouns.get(word)
        if cue is not None and cue.role == "turnover":
            yield from turnovers.read(i)
        elif cue is not None and not _governs(verbs, i):
            yield from nouns.read(i, cue)
        elif word == "those":
            yield from nouns.read_those(i)
        elif word == "on":
            yield from verbs.read_reliance(i)
        elif word == "of":
            yield from verbs.read_part(i)
        elif word in LEVELS:
            yield from turnovers.read_level(i)


def _governs(verbs: Verbs, i: int) -> bool:
    return verbs.scene.lower(i) in verbs.lexicon.verbs and verbs.is_verb(i)


def _statement(words: Words, bounds: tuple[int, int], flow: Flow) -> TradeStatement:
    first, last = bounds
    turnover = flow.kind == "turnover"
    return TradeStatement(
        start=words.starts[first],
        end=words.ends[last - 1],
        text=words.text(first, last),
        kind=flow.kind,
        exporter=None if turnover else flow.exporter,
        importer=None if turnover else flow.importer,
        parties=(flow.exporter, flow.importer) if turnover and flow.exporter and flow.importer else None,
        commodities=flow.codes,
    )


class TradeComponent:
    """Finds trade statements and sets ``doc._.trade``."""

    def __init__(self) -> None:
        self.lexicon = Lexicon()

    def __call__(self, doc: Doc) -> Doc:
        words = words_of(doc)
        statements = []
        if not self.lexicon.cues.isdisjoint(words.lowers):
            statements = find_trade(words, read_finds(doc, words), self.lexicon)
        store(doc, "trade", statements)
        return doc


@Language.factory(
    "extractor_trade",
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
def create_trade(nlp: Language, name: str) -> TradeComponent:
    """The factory that spaCy calls."""
    return TradeComponent()
