"""Flows that a verb tells: `Kenya sold tea to Egypt`, `flowers are imported from Kenya`, `the rest goes to Japan`."""

from collections.abc import Iterator, Sequence

from extractor.pipeline.trade.clause import PLACED, Clause, Slots
from extractor.pipeline.trade.flow import Flow
from extractor.pipeline.trade.lexicon import Cue
from extractor.pipeline.trade.memory import Memory
from extractor.pipeline.trade.scene import Chunk
from extractor.pipeline.trade.sides import Sides, flows

NONE = frozenset("no nothing none neither".split())
HELPERS = frozenset("to would must will shall did do does 'll".split())
REST = frozenset("rest remainder most half bulk much third quarter majority share percent it %".split())
AFTER_PARTICIPLE = frozenset("by to from in into through via abroad last for annually each every during".split())
ADJECTIVAL = PLACED | frozenset("the a an upon on about some other any more all for".split())
AMBIGUOUS = frozenset("ships orders sources heads pipes flows pumps flies".split())
DEALS = frozenset("deal deals agreement agreements contract contracts accord pact".split())
RELIANCE = frozenset("rely relies relied relying depend depends depended depending dependent reliant".split())
CONDITIONS = frozenset("if whether unless".split())


class Verbs:
    """Reads the verbs of trade in one sentence."""

    def __init__(self, clause: Clause, memory: Memory) -> None:
        self.clause, self.scene, self.memory = clause, clause.scene, memory
        self.lexicon = clause.lexicon

    def read(self, i: int) -> Iterator[Flow]:
        """The flows that the verb at chunk `i` tells, if it is one."""
        cue = self.lexicon.verbs[self.scene.lower(i)]
        group = self.clause.verb_group(i)
        if self._is_noun(i, group, cue) or self._denied(i, group):
            return iter(())
        if cue.role == "motion":
            return self._motion(i, group, cue)
        helpers = self.scene.lowers(group, i)
        if "participle" in cue.forms:
            if not self.lexicon.kind("be").isdisjoint(helpers):
                return self._passive(i, group, cue)
            if self._is_reduced(i):
                return self._passive(i, i, cue)
        if self._stands_alone(i, group, cue, helpers):
            return self._active(i, group, cue)
        return iter(())

    def is_verb(self, i: int) -> bool:
        """Whether the word at `i`, which may also be a noun (`exports`), is a verb here."""
        return not self._is_noun(i, self.clause.verb_group(i), self.lexicon.verbs[self.scene.lower(i)])

    def _is_noun(self, i: int, group: int, cue: Cue) -> bool:
        """Whether `exports`, `supplies`, `ships` … is the noun here: no subject before it, or nothing to govern after it."""
        scene, word = self.scene, self.scene.lower(i)
        if word not in self.lexicon.nouns and not (cue.forms & {"base", "third"}):
            return False
        if "base" in cue.forms and "past" not in cue.forms:
            helped = not HELPERS.isdisjoint(scene.lowers(group, i))
            return not helped and not self._has_plural_subject(group)
        if word not in self.lexicon.nouns and word not in AMBIGUOUS:
            return False
        before, subject = scene.lower(group - 1), scene.chunks[group - 1] if group else None
        named = subject is not None and (
            before in ("which", "that", "who", "it", "and", "country")
            or subject.sort == "A"
            or (subject.sort == "C" and subject.value.kind != "demonym")
        )
        return not (named and self._governs(i + 1))

    def _has_plural_subject(self, group: int) -> bool:
        before = self.scene.lower(group - 1)
        plural = before.endswith("s") and before not in ("'s", "is", "was", "has", "as", "this", "its")
        listed = self.scene.sort(group - 1) == "C" and self.scene.lower(group - 2) in ("and", "or")
        return before in ("they", "we", "which", "that", "who", "and") or plural or listed

    def _governs(self, j: int) -> bool:
        """Whether an object can begin at chunk `j`."""
        sort, word = self.scene.sort(j), self.scene.lower(j)
        origin = sort == "C" and self.scene.demonym_of_good(j)
        return sort in ("G", "N", "M", "%") or origin or word in self.lexicon.kind("about")

    def _denied(self, i: int, group: int) -> bool:
        scene = self.scene
        edge = self.clause.left_edge(group, 12)
        if scene.lower(edge - 1) in CONDITIONS or not NONE.isdisjoint(scene.lowers(i + 1, i + 2)):
            return True
        if scene.lower(edge - 1) in ("that", ",") and self.clause.vetoed(edge - 3, edge, before=False):
            return True
        named = [j for j in range(edge, group) if scene.sort(j) in ("C", "A", "G")]
        start = named[-1] if named else edge
        if "," not in scene.lowers(start - 2, start):  # `a plan to allow the United States to ship fuel`
            start = max(edge, start - 2)
        return self.clause.vetoed(max(start, group - 8), i)

    def _is_reduced(self, i: int) -> bool:
        """`products supplied by Belarus`, `gas imported from Russia`: a participle right behind the goods."""
        scene = self.scene
        before, after = scene.lower(i - 1), scene.lower(i + 1)
        goods = (
            scene.sort(i - 1) == "G" or before in self.lexicon.kind("generic") or before in self.lexicon.kind("unit")
        )
        return goods and (after in AFTER_PARTICIPLE or scene.sort(i + 1) in ("D", "R"))

    def _stands_alone(self, i: int, group: int, cue: Cue, helpers: Sequence[str]) -> bool:
        """Whether an active verb asserts or plans its flow: not `visited Egypt to sell wheat`."""
        if "participle" in cue.forms and group == i and self.scene.lower(i - 1) in ADJECTIVAL:
            return False  # `depends on imported food`
        if cue.forms & {"past", "third"} and "to" not in helpers:
            return True
        if "gerund" in cue.forms or "to" in helpers:
            edge = self.clause.left_edge(group, 10)
            lowers = self.scene.lowers(edge, i)
            return not self.lexicon.kind("planned").isdisjoint(lowers) or self.scene.lower(i - 1) == "by"
        return True

    def _active(self, i: int, group: int, cue: Cue) -> Iterator[Flow]:
        subject, start = self.clause.subject(group)
        parts, end = self.clause.right(i + 1)
        left = self.scene.goods(start, group) if self.scene.lower(start - 1) == "that" else ()
        balance = self.scene.lower(end) == "than"  # `imports more from Kenya than it exports`
        for number, slots in enumerate(parts):
            if (number or balance) and not (slots.goods or slots.generic):
                continue
            goods = tuple(dict.fromkeys(slots.goods)) or left or self._counted(i, i + 1, end)
            out = cue.direction == "out"
            other = slots.to or slots.given if out else slots.source or slots.origin
            other = other or self._partner(start, group)
            sides = Sides(
                kind="export" if out else "import",
                exporters=subject or slots.origin if out else other,
                importers=other if out else subject,
                goods=goods,
                generic=slots.generic,
                strong=cue.strong,
                bulk=cue.bulk,
                cue=i,
                start=start,
                end=end,
            )
            self._supply(sides, slots)
            yield from flows(sides, self.memory)

    def _partner(self, start: int, group: int) -> list[Chunk]:
        """`signed a deal with Russia to buy helicopters`: the other side of the deal."""
        scene = self.scene
        for j in range(group - 2, max(start, group - 8), -1):
            if scene.lower(j) == "with" and scene.sort(j + 1) == "C" and scene.lower(j - 1) in DEALS:
                return [scene.chunks[j + 1]]
        return []

    def _counted(self, i: int, start: int, end: int) -> tuple[str | None, ...]:
        """`Cuba shipped 3.9 mln tonnes`: the goods that the article spoke of last."""
        if self.lexicon.kind("unit").isdisjoint(self.scene.lowers(start, end)):
            return ()
        return self.memory.goods(self.memory.words.sentences[self.scene.chunks[i].start])

    def _supply(self, sides: Sides, slots: Slots) -> None:
        """Fill a side that the clause leaves open from the article, where that is safe."""
        here = self.scene.chunks[sides.cue].start
        sentence = self.memory.words.sentences[here]
        sure = any(c.sort in "AR" or (c.sort == "C" and c.value.sure) for c in sides.exporters)
        if sides.kind == "export" and not sure and sides.importers:
            sides.exporters = ()
            codes = [c.value.code for c in sides.importers if c.sort == "C"]
            sides.known["exporter"] = self.memory.home(here, codes)
        if sides.kind == "import" and not sides.exporters and sides.importers and not sides.strong and slots.goods:
            before = self.scene.lowers(sides.cue + 1, sides.end)
            codes = [c.value.code for c in sides.importers if c.sort == "C"]
            last = self.memory.last(sentence)
            if last and last.exporter and last.exporter not in codes and set(last.goods) & set(sides.goods):
                sides.known["exporter"] = last.exporter
            elif before[:1] and before[0] in ("most", "the", "all", "much", "half") and "the" in before[:4]:
                sides.known["exporter"] = self.memory.home(here, codes)

    def _passive(self, i: int, group: int, cue: Cue) -> Iterator[Flow]:
        parts, end = self.clause.right(i + 1, nominal=group == i)
        slots, scene = parts[0], self.scene
        if scene.lower(end) in self.lexicon.kind("list"):  # `products supplied by Belarus` `include grains`
            listed, end = self.clause.right(end + 1)
            parts = [*parts, *listed]
        edge = self._left_edge_of_goods(group, reduced=group == i)
        aside = next((j for j in range(edge, group) if scene.lower(j) in ("by", "for", "in", "on", "with")), group)
        goods = scene.goods(edge, aside) or scene.goods(edge, group)
        generic = not goods and any(w in self.lexicon.kind("generic") for w in scene.lowers(edge, group))
        if not goods and (self._lists(i, end) or len(parts) > 1):
            goods = tuple(dict.fromkeys(good for part in parts for good in part.goods))
        goods = goods or self._counted(i, edge, group)
        origin, owner = self._owners(edge, group)
        out = cue.direction == "out"
        importers = slots.to or slots.given or (slots.place if origin else ())
        if not out:
            importers = slots.agent or slots.to or owner or slots.place
            if not importers and group == i:  # `Taiwan unveiled aircraft purchased from the United States`
                importers = self.clause.subject(edge)[0]
        exporters = slots.source or origin
        if out:
            exporters = slots.agent or slots.source or origin or owner
        sides = Sides(
            kind="export" if out else "import",
            exporters=exporters,
            importers=importers,
            goods=goods,
            generic=generic,
            strong=cue.strong,
            cue=i,
            start=edge,
            end=end,
        )
        self._supply_passive(sides, slots)
        yield from flows(sides, self.memory)

    def _left_edge_of_goods(self, group: int, *, reduced: bool) -> int:
        scene = self.scene
        if not reduced:
            edge = self.clause.left_edge(group)
            outer = scene.lower(edge - 1) in ("which", "that") and not scene.goods(edge, group)
            if not outer:
                return self._subject_edge(edge, group)
            return self._list_edge(edge - 2 if scene.lower(edge - 2) == "," else edge - 1)
        return self._list_edge(group)

    def _subject_edge(self, edge: int, group: int) -> int:
        """The last part of a clause before a verb, past the commas of a list of goods: not `to run pumps, oil is imported`."""
        j = group
        while j > edge:
            if self.scene.lower(j - 1) == "," and self.scene.sort(j - 2) != "G" and j < group:
                return j
            j -= 1
        return edge

    def _list_edge(self, group: int) -> int:
        scene, j = self.scene, group
        while j > 0 and (
            scene.sort(j - 1) in ("G", "C", "O", "A")
            or scene.lower(j - 1) in (",", "and", "or", "&", "'s")
            or scene.lower(j - 1) in self.lexicon.kind("generic")
        ):
            j -= 1
        return j

    def _lists(self, i: int, end: int) -> bool:
        return not self.lexicon.kind("list").isdisjoint(self.scene.lowers(i + 1, end))

    def _owners(self, edge: int, group: int) -> tuple[list[Chunk], list[Chunk]]:
        """The countries before the goods: as where they come from (`Russian gas`), and as whose they are (`Poland's gas`)."""
        origin: list[Chunk] = []
        owner: list[Chunk] = []
        for j in range(edge, group):
            chunk = self.scene.chunks[j]
            if (self.scene.lower(j + 1) == "'s" and chunk.sort in ("C", "A")) or chunk.sort == "O":
                owner.append(chunk)
            elif chunk.sort == "C" and self.scene.demonym_of_good(j):
                origin.append(chunk)
        return origin, owner

    def _supply_passive(self, sides: Sides, slots: Slots) -> None:
        here = self.scene.chunks[sides.cue].start
        sentence = self.memory.words.sentences[here]
        for name, filled, other in (
            ("importer", sides.importers, sides.exporters),
            ("exporter", sides.exporters, sides.importers),
        ):
            if filled or not other or (name == "importer" and (slots.open_to or not sides.strong)):
                continue
            code = self.memory.resolve(other[0])
            if code is None:
                continue
            found = self.memory.counterpart(sentence, code)
            if found is None and other[0].sort == "A":
                pair = self.memory.pair(here)
                found = next((c for c in pair or () if c != code), None)
            if found is None and sides.strong and any(sides.goods):
                found = self.memory.home(here, [code])
            sides.known[name] = found

    def _motion(self, i: int, group: int, cue: Cue) -> Iterator[Flow]:
        """`Refined copper went mainly to the United States`, `the rest goes to Japan`, `most of its gas comes from Russia`."""
        scene, out = self.scene, cue.direction == "out"
        edge = self.clause.left_edge(group)
        if any(word in self.lexicon.nouns for word in scene.lowers(edge, group)):
            return
        preposition = next((j for j in range(i + 1, i + 4) if scene.lower(j) in ("to", "from")), None)
        if preposition is None or (scene.lower(preposition) == "to") != out:
            return
        parts, end = self.clause.right(preposition)
        goods, left = self._moved(edge, group)
        countries = parts[0].to if out else parts[0].source
        if not goods or not countries:
            return
        origin, owner = self._owners(left, group)
        here = scene.chunks[i].start
        said = self.memory.last(self.memory.words.sentences[here])
        codes = [c.value.code for c in countries if c.sort == "C"]
        sides = Sides(
            kind="export" if out else "import",
            exporters=(origin or owner) if out else countries,
            importers=countries if out else owner,
            goods=goods,
            strong=False,
            cue=i,
            start=edge,
            end=end,
        )
        name = "exporter" if out else "importer"
        sides.known[name] = getattr(said, name) if said and getattr(said, name) not in (None, *codes) else None
        sides.known[name] = sides.known[name] or self.memory.home(here, codes)
        yield from flows(sides, self.memory)

    def _moved(self, edge: int, group: int) -> tuple[tuple[str | None, ...], int]:
        """The goods that are the subject of a verb of motion, and where they begin."""
        scene, j = self.scene, group - 1
        if scene.lower(j) in ("which", "that"):
            j -= 2 if scene.lower(j - 1) == "," else 1
        sentence = self.memory.words.sentences[scene.chunks[group].start]
        if scene.sort(j) == "G":
            start = self._list_edge(j + 1)
            return scene.goods(start, j + 1), start
        if scene.lower(j) in REST or (scene.lower(j - 1) == "of" and scene.lower(j) in ("it", "this", "that", "them")):
            return self.memory.goods(sentence), group
        return (), group

    def read_reliance(self, i: int) -> Iterator[Flow]:
        """`Japan relies on Saudi Arabia for a third of its crude oil`: the word at `i` is `on`."""
        scene = self.scene
        verb = next((j for j in range(i - 1, max(-1, i - 3), -1) if scene.lower(j) in RELIANCE), None)
        group = scene.group(i + 1)
        if verb is None or group is None or scene.lower(group.end) != "for" or self._denied(verb, verb):
            return
        subject, start = self.clause.subject(verb)
        goods = scene.goods(group.end, self.clause.right(group.end + 1)[1])
        sides = Sides("import", group.items, subject, goods, strong=False, cue=verb, start=start, end=group.end)
        yield from flows(sides, self.memory)

    def read_part(self, i: int) -> Iterator[Flow]:
        """`shipped 2.4 million tonnes in May, most of it to Algeria`: the word at `i` is `of`."""
        scene = self.scene
        to = scene.lower(i + 1) in ("it", "which", "them", "that") and scene.lower(i + 2) == "to"
        group = scene.group(i + 3) if to else None
        if group is None:
            return
        here = scene.chunks[i].start
        sentence = self.memory.words.sentences[here]
        goods = scene.goods(i - 30, i) or self.memory.goods(sentence)
        codes = [c.value.code for c in group.items if c.sort == "C"]
        said = self.memory.last(sentence)
        found = said.exporter if said and said.exporter not in codes else None
        sides = Sides("export", (), group.items, goods, strong=False, cue=i, end=group.end)
        sides.known["exporter"] = found or self.memory.home(here, codes)
        yield from flows(sides, self.memory)
