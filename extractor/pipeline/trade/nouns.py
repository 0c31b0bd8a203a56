"""Flows that a noun tells: `Kenya's tea exports to Egypt`, `imports of gas from Qatar`, `the largest buyer of Thai rice`."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from extractor.pipeline.trade.clause import PLACED, Clause, Slots
from extractor.pipeline.trade.flow import Flow
from extractor.pipeline.trade.lexicon import Cue
from extractor.pipeline.trade.memory import Memory
from extractor.pipeline.trade.scene import Chunk
from extractor.pipeline.trade.sides import Sides, flows

ACCOUNTS = frozenset(
    "accounts accounted account takes took absorbs absorbed buys bought makes provided provides".split()
)
FLOOD = frozenset(
    "surge flood influx impact cheap wave rush".split()
)  # `a surge in Chinese textile imports`: from China
SINGULAR = frozenset("supply sale delivery purchase shipment market source consumer customer".split())


@dataclass(slots=True)
class Owner:
    """What stands before a noun: the countries that own it, the goods in the compound, where the phrase begins."""

    chunks: list[Chunk] = field(default_factory=list)
    goods: list[str | None] = field(default_factory=list)
    start: int = 0


class Nouns:
    """Reads the nouns of trade in one sentence."""

    def __init__(self, clause: Clause, memory: Memory) -> None:
        self.clause, self.scene, self.memory = clause, clause.scene, memory
        self.lexicon = clause.lexicon
        self.seen: Cue | None = None  # the noun that `those of steel` repeats

    def read(self, i: int, cue: Cue) -> Iterator[Flow]:
        """The flows that the noun at chunk `i` tells."""
        scene = self.scene
        following = scene.lower(i + 1)
        if following in self.lexicon.kind("not flow") or (
            scene.lower(i) in SINGULAR and cue.role == "noun" and following != "of"
        ):
            return iter(())
        owner = self.owner(i)
        if self.clause.vetoed(max(self.clause.left_edge(i, 8), owner.start - 5), owner.start):
            return iter(())
        if scene.lower(owner.start - 1) == "for" and cue.role == "noun":  # `wants higher prices for exports to Brazil`
            return iter(())
        if cue.role == "agent":
            return self._agent(i, cue, owner)
        self.seen = cue
        return self._noun(i, cue, owner)

    def owner(self, i: int) -> Owner:
        """The noun phrase before the noun at chunk `i`."""
        scene, found, j, comma = self.scene, Owner(start=i), i - 1, False
        while j >= max(0, i - 10):
            sort, word = scene.sort(j), scene.lower(j)
            if sort == "G":
                found.goods.insert(0, scene.chunks[j].value)
                comma = False
            elif sort in ("C", "A", "O", "R"):
                if comma and not found.chunks:
                    break
                found.chunks.insert(0, scene.chunks[j])
                comma = False
            elif word in (",", "and", "-", "–", "&", "or"):
                if found.chunks and scene.sort(j - 1) != "C":
                    break
                comma = True
            elif found.chunks or not (word == "'s" or sort == "D" or word in self.lexicon.kind("noun slot")):
                break
            j -= 1
        found.start = j + 1
        return found

    def _noun(self, i: int, cue: Cue, owner: Owner) -> Iterator[Flow]:
        parts, end = self.clause.right(i + 1, nominal=True, stop_at="for")
        moved = self._moved(end)
        listed = self._listed(end)
        if listed and not parts[0].goods and not owner.goods:
            parts = listed
        elif listed:
            parts = [*parts, *listed]
        for number, slots in enumerate(parts):
            if number and not slots.goods:
                continue
            sides = self._sides(cue, owner, slots, moved)
            sides.cue, sides.start, sides.end = i, owner.start, end
            if sides.goods:
                self.memory.topic = (self._sentence(i), tuple(sides.goods))
            sides.bulk = bool((slots.to or slots.source) and sides.goods and self._measured(owner.start - 4))
            self._account(sides, owner.start)
            if self._supply(sides, owner, slots, end) and self._asserted(sides, owner.start, end):
                yield from flows(sides, self.memory)

    def _sides(self, cue: Cue, owner: Owner, slots: Slots, moved: Slots) -> Sides:
        goods = tuple(dict.fromkeys((*owner.goods, *slots.goods)))
        to, source = slots.to or moved.to, slots.source or moved.source
        possessor = owner.chunks
        if cue.direction == "out":
            exporters, importers = possessor or slots.agent or source or slots.origin, to
            if possessor and slots.source:  # `Ukraine's gas supplies from Russia`
                exporters, importers = source, to or possessor
        else:
            importers, exporters = possessor or slots.agent or to or slots.place, source or slots.origin
            flooded = not FLOOD.isdisjoint(self.scene.lowers(owner.start - 5, owner.start + 1))
            if flooded and possessor and not exporters:
                exporters, importers = possessor, to or slots.agent
            demonym = possessor and possessor[0].sort == "C" and possessor[0].value.kind == "demonym"
            if demonym and not exporters and (to or slots.agent):  # `Chinese textile imports to the United States`
                exporters, importers = possessor, to or slots.agent
        kind = "export" if cue.direction == "out" else "import"
        return Sides(kind, exporters, importers, goods, slots.generic, cue.strong)  # type: ignore[arg-type]

    def _moved(self, end: int) -> Slots:
        """`Mexico's exports` `go to the United States`: the side that a verb of motion adds."""
        for j in range(end, min(end + 4, len(self.scene.chunks))):
            cue = self.lexicon.verbs.get(self.scene.lower(j))
            if cue and cue.role == "motion":
                return self.clause.right(j + 1)[0][0]
        return Slots()

    def _listed(self, end: int) -> list[Slots]:
        """`imports grew, led by crude oil from Oman and coal from Peru`: the goods of a list behind the verb."""
        scene = self.scene
        for j in range(end, min(end + 16, len(scene.chunks))):
            word = scene.lower(j)
            if word in self.lexicon.kind("clause") or (j > end and word in self.lexicon.nouns):
                break
            listing = word in self.lexicon.kind("list") and (
                j == end or word not in ("is", "was", "are", "were", "like")
            )
            if listing:
                return [slots for slots in self.clause.right(j + 1)[0] if slots.goods]
        return []

    def _account(self, sides: Sides, start: int) -> None:
        """`China accounts for a third of Chile's copper exports`: the subject is the side that is open."""
        open_side = "importers" if sides.kind == "export" else "exporters"
        if getattr(sides, open_side):
            return
        for j in range(start - 1, max(0, start - 9), -1):
            if self.scene.lower(j) in ACCOUNTS:
                subject, edge = self.clause.subject(j)
                setattr(sides, open_side, subject)
                if not sides.goods:  # `Iraqi crude accounts for a tenth of imports`
                    sides.goods = self.scene.goods(edge, j)
                return

    def _supply(self, sides: Sides, owner: Owner, slots: Slots, end: int) -> bool:
        """Fill goods and sides from the article; False where the phrase says too little to be filled."""
        here = self.scene.chunks[sides.cue].start
        sentence = self.memory.words.sentences[here]
        last = self.memory.last(sentence)
        named = bool(sides.exporters or sides.importers)
        repeated = self.memory.topic[0] == sentence and sides.kind == "import"
        if not sides.goods and named and (not sides.strong or self._measured(end) or slots.source or repeated):
            near = last is not None and (sentence - last.sentence <= 1 or not sides.strong)
            near = near or self._measured(end) or self.memory.topic[0] == sentence
            sides.goods = self.memory.goods(sentence) if near else ()
        own = "exporter" if sides.kind == "export" else "importer"
        if getattr(sides, own + "s"):
            return True
        others = [code for c in (*sides.exporters, *sides.importers) if (code := self.memory.resolve(c))]
        said = getattr(last, own) if last else None
        subject = self._doer(owner.start)
        if subject and not sides.known:
            setattr(sides, own + "s", subject)
            return True
        found = said if said and said not in others else self.memory.home(here, others)
        found = self.memory.here(here, others) or found
        if not others and not sides.strong:
            return False
        sides.known[own] = found
        return bool(others) or (found is not None and bool(sides.goods))

    def _doer(self, start: int) -> list[Chunk]:
        """`American exporters confirmed` `sales of corn`: the subject of a verb that has the noun for its object."""
        doing = ("rise", "fall", "say", "measure")
        verb = next(
            (
                j
                for j in range(start - 1, max(0, start - 4), -1)
                if any(self.scene.lower(j) in self.lexicon.kind(k) for k in doing)
            ),
            None,
        )
        if (
            verb is None
            or self.scene.lower(start - 1) in PLACED
            or self.scene.lower(verb) in ("were", "was", "is", "are", "that")
        ):
            return []
        edge = self.clause.left_edge(verb)
        groups = [(j, self.scene.group(j, subject=True)) for j in range(edge, verb) if self.scene.sort(j) == "C"]
        free = [group for j, group in groups if group and self.scene.lower(j - 1) not in PLACED]
        return list(free[0].items) if free else []

    def _sentence(self, i: int) -> int:
        return self.memory.words.sentences[self.scene.chunks[i].start]

    def _measured(self, end: int) -> bool:
        return not self.lexicon.kind("unit").isdisjoint(self.scene.lowers(end, end + 14))

    def _asserted(self, sides: Sides, start: int, end: int) -> bool:
        """Whether the flow is said to be: a verb or a figure follows, or both countries and the good are named."""
        scene, after = self.scene, end
        words = scene.lowers(end, end + 4)
        if not ACCOUNTS.isdisjoint(scene.lowers(start - 6, start)):
            return True
        if self.clause.vetoed(end, end + 4, before=False):
            return False
        if sides.exporters and sides.importers and (sides.goods or not sides.strong):
            return True
        kinds = ("rise", "fall", "measure")
        if any(word in self.lexicon.kind(kind) for word in words for kind in kinds):
            return True
        governed = any(word in self.lexicon.kind(kind) for word in scene.lowers(start - 4, start) for kind in kinds)
        edge = min(len(scene.chunks), after + 10)
        figures = any(
            scene.sort(j) in ("M", "%") or scene.lower(j) in self.lexicon.kind("unit") for j in range(start - 5, edge)
        )
        purpose = scene.lower(start - 2) == "to" or scene.lower(start - 3) == "to"
        return figures or (governed and not purpose)

    def read_those(self, i: int) -> Iterator[Flow]:
        """`those of steel to South Korea rose`: the noun before it once more."""
        if self.seen is None or self.scene.lower(i + 1) not in ("of", "to", "from"):
            return iter(())
        return self._noun(i, self.seen, Owner(start=i))

    def _agent(self, i: int, cue: Cue, owner: Owner) -> Iterator[Flow]:
        scene = self.scene
        parts, end = self.clause.right(i + 1, nominal=True)
        slots = parts[0]
        holders, copular = self._holders(owner.start, end)
        if not holders:
            return
        here = self.scene.chunks[i].start
        sentence = self.memory.words.sentences[here]
        last = self.memory.last(sentence)
        near = last is not None and sentence - last.sentence <= 1
        goods = tuple(dict.fromkeys((*owner.goods, *slots.goods)))
        other = owner.chunks or (
            slots.origin or slots.source or slots.to if cue.direction == "in" else slots.to or slots.source
        )
        other = [chunk for chunk in other if chunk not in holders]
        out = cue.direction == "out"
        if not goods and near:
            goods = self.memory.goods(sentence)
        sides = Sides(
            kind="export" if out else "import",
            exporters=holders if out else other,
            importers=other if out else holders,
            goods=goods,
            strong=copular
            and ((out and any(chunk.sort == "R" for chunk in other)) or scene.lower(i - 1) in ("export", "import")),
            cue=i,
            start=owner.start,
            end=end,
        )
        if not other and near and last and not out:
            sides.known["exporter"] = last.exporter
        yield from flows(sides, self.memory)

    def _holders(self, start: int, end: int) -> tuple[list[Chunk], bool]:
        """The countries that are the buyer or supplier, and whether a verb says so."""
        scene, copula = self.scene, self.lexicon.kind("copula")
        j = start - 1
        while j > 0 and scene.lower(j) in (
            "the",
            "a",
            "an",
            "one",
            "of",
            "by",
            "far",
            "among",
            "its",
            "'s",
            "now",
            "also",
        ):
            j -= 1
        if scene.lower(j) in copula:
            return [*self.clause.subject(self.clause.verb_group(j))[0], *self._followers(end)], True
        if scene.lower(j) in (",", "as") and scene.sort(j - 1) == "C":
            return [scene.chunks[j - 1]], False
        if scene.lower(end) in copula or scene.lower(end) == ",":
            group = scene.group(end + 1)
            if group is not None:
                return list(group.items), scene.lower(end) != ","
        return [], False

    def _followers(self, end: int) -> list[Chunk]:
        """`…, followed by Egypt and Britain`."""
        for j in range(end, min(end + 4, len(self.scene.chunks))):
            if self.scene.lower(j) in ("followed", "ahead"):
                group = self.scene.group(j + 2)
                return list(group.items) if group else []
        return []
