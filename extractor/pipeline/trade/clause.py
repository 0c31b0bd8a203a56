"""The parts of a clause around a word of trade: its subject, its goods, where they go and where they come from."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from extractor.pipeline.trade.scene import Chunk, Scene

LEFT, RIGHT = 30, 40  # how far a clause can reach, in chunks: keeps a table with no full stop linear
SIDES = {"to": "to", "into": "to", "from": "source", "by": "agent", "in": "place"}
NOT_TO = frozenset("due thanks according owing response close similar compared relative addition up from".split())
NOT_STATES = frozenset(
    "base bases forces troops soldiers embassy consulate border waters officials leader president".split()
)
PLACED = frozenset("in from to with against for near at on into through via than of between among".split())


@dataclass(slots=True)
class Slots:
    """Goods, and the chunks of countries by what they are to them."""

    goods: list[str | None] = field(default_factory=list)
    to: list[Chunk] = field(default_factory=list)
    source: list[Chunk] = field(default_factory=list)
    agent: list[Chunk] = field(default_factory=list)
    place: list[Chunk] = field(default_factory=list)
    origin: list[Chunk] = field(default_factory=list)  # `Russian` in `Russian wheat`
    given: list[Chunk] = field(default_factory=list)  # `Iran` in `sold Iran wheat`
    generic: bool = False
    open_to: bool = False  # goods go somewhere, and no country is named: `to its allies`

    def side(self, name: str) -> list[Chunk]:
        """One of the lists, by name."""
        chunks: list[Chunk] = getattr(self, name)
        return chunks


class Clause:
    """A sentence, read around a cue."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.lexicon = scene.lexicon

    def left_edge(self, i: int, reach: int = LEFT) -> int:
        """The first chunk of the clause that chunk `i` stands in, looking back."""
        words, scene = self.lexicon.kind("clause"), self.scene
        j = i
        while j > max(0, i - reach) and scene.lower(j - 1) not in words:
            j -= 1
        return j

    def verb_group(self, i: int) -> int:
        """The first chunk of the verb group that ends with the verb at `i`: `has already begun to` `sell`."""
        j = i
        while j > 0 and self.scene.lower(j - 1) in self.lexicon.kind("adverb"):
            j -= 1
        return j

    def subject(self, i: int) -> tuple[list[Chunk], int]:
        """The countries of the subject before chunk `i`, and the chunk where the subject begins."""
        edge = self.left_edge(i)
        relative = self.scene.lower(edge - 1) in ("which", "who", "that")
        found = self._nearest(edge, i)
        if not found and relative:  # `Thailand, which sells rice`; `Iran, the country that buys …`
            outer = self.left_edge(edge - 1)
            groups = list(self._groups(outer, edge - 1))
            near = [chunks for start, chunks in groups if edge - start <= len(chunks) * 2 + 3]
            found = near[-1] if near else self._nearest(outer, edge - 1)
        return found, edge

    def _nearest(self, edge: int, i: int) -> list[Chunk]:
        """The list of countries nearest before `i` that no preposition governs; else one after `of`, else a place."""
        groups = list(self._groups(edge, i))
        for allowed in ((), ("of",), ("in", "near", "at", "from")):
            for start, chunks in reversed(groups):
                before = self.scene.lower(start - 1)
                governed = before in PLACED or (
                    before in ("the", "neighbouring") and self.scene.lower(start - 2) in PLACED
                )
                preposition = before if before in PLACED else self.scene.lower(start - 2)
                if (not governed and not allowed) or (governed and preposition in allowed):
                    return chunks
        return []

    def _groups(self, edge: int, i: int) -> Iterator[tuple[int, list[Chunk]]]:
        j = edge
        while j < i:
            if self.scene.sort(j) in ("C", "A", "R"):
                group = self.scene.group(j, subject=True)
                if group is not None and group.end <= i:
                    yield j, list(group.items)
                    j = group.end
                    continue
            j += 1

    def right(self, i: int, *, nominal: bool = False, stop_at: str = "") -> tuple[list[Slots], int]:
        """What follows chunk `i` in its clause, as slots; new goods after a side was filled open a new set of slots."""
        scene, parts, filled, aside = self.scene, [Slots()], False, False
        stop, end, j = self.lexicon.kind("stop") | {stop_at}, min(len(scene.chunks), i + RIGHT), i
        while j < end and not self._ends(j, i, stop, nominal):
            slots = parts[-1]
            aside = self._aside(j, aside) if not nominal else False
            if scene.sort(j) == "G" and not aside:
                if filled and slots.goods:
                    parts.append(Slots())
                    slots = parts[-1]
                filled = False
                slots.goods.append(scene.chunks[j].value)
            elif scene.lower(j) in self.lexicon.kind("generic"):
                slots.generic = True
            elif scene.lower(j) in SIDES:
                after = self._side(slots, j)
                filled, j = filled or after > j + 1, after - 1
            elif scene.sort(j) == "C":
                if slots.origin and slots.goods and scene.demonym_of_good(j):  # `Australian coal and Chilean copper`
                    parts.append(Slots())
                    slots = parts[-1]
                j = self._country(slots, j, first=j == i or (j == i + 1 and scene.lower(i) == "the")) - 1
            elif scene.lower(j) in ("abroad", "overseas"):
                slots.to.append(scene.chunks[j])
            j += 1
        for before, slots in pairwise(parts):  # `tractors and cement to Egypt`, split at an origin, share the side
            slots.to = slots.to or before.to
            slots.source = slots.source or ([] if slots.origin else before.source)
        return parts, j

    def _aside(self, j: int, aside: bool) -> bool:
        """Whether goods from chunk `j` on belong to another phrase: `aid for projects in the gold sector`."""
        word = self.scene.lower(j)
        if word in ("for", "in", "on"):
            return self.scene.sort(j - 1) != "M" and self.scene.lower(j - 1) != "worth"
        return aside and word not in SIDES and word not in self.lexicon.kind("list") and word != ","

    def _ends(self, j: int, i: int, stop: frozenset[str], nominal: bool) -> bool:
        scene, word = self.scene, self.scene.lower(j)
        bound = word == "than" and scene.sort(j + 1) in ("N", "M", "%")  # `more than 90 percent`
        bound = bound or (
            word == "as" and (scene.lower(j + 1) in ("much", "many") or scene.lower(j - 1) in ("much", "many"))
        )
        if (word in stop and not bound) or scene.sort(j) == "B":
            return True
        if word == "which" or (word == "that" and j > i):
            return True
        if j > i and word in self.lexicon.verbs and scene.lower(j - 1) in ("and", "but", ",", "it", "they"):
            return True
        if j > i and scene.sort(j - 1) == "C" and word in self.lexicon.verbs and scene.lower(j - 2) in ("and", ","):
            return True
        if word in ("and", "but", "or") and scene.lower(j + 1) in (
            "has",
            "have",
            "had",
            "is",
            "are",
            "was",
            "were",
            "will",
        ):
            return True
        return nominal and self.ends_noun_phrase(j)

    def ends_noun_phrase(self, j: int) -> bool:
        """Whether the verb of a nominal subject stands at `j`: `exports to Egypt` `rose`."""
        word = self.scene.lower(j)
        kinds = ("be", "rise", "fall", "measure", "copula")
        verbs = any(word in self.lexicon.kind(kind) for kind in kinds) and word not in (
            "more",
            "up",
            "down",
            "set",
            "led",
        )
        return verbs or word in ("will", "would", "could", "may", "might", "has", "have", "had", "can", ",")

    def _side(self, slots: Slots, j: int) -> int:
        """Fill the side that the preposition at `j` opens; the chunk after it."""
        scene = self.scene
        name = SIDES[scene.lower(j)]
        if name == "to" and scene.lower(j - 1) in NOT_TO:
            return j + 1
        group = scene.group(j + 1)
        if group is None:
            people = (
                scene.lower(j + 1) in ("its", "their", "other", "several", "the", "many", "some")
                or scene.sort(j + 1) == "O"
            )
            slots.open_to = slots.open_to or (name == "to" and people and not self._figure_near(j))
            return j + 1
        first, last = group.items[0], scene.chunks[group.end - 1]
        people = scene.lower(group.end) == "-" or scene.lower(group.end) in NOT_STATES
        if last.sort == "C" and last.value.kind in ("demonym", "abbreviation") and people:  # `to U.S.-led forces`
            slots.open_to = slots.open_to or name == "to"
            return group.end
        origin = first.sort == "C" and first.value.kind == "demonym" and self.scene.demonym_of_good(group.end - 1)
        if origin and name != "to":
            slots.origin.extend(group.items)
        else:
            slots.side(name).extend(group.items)
        return group.end

    def _figure_near(self, j: int) -> bool:
        return any(self.scene.sort(k) in ("M", "N", "%") for k in range(j + 1, j + 5))

    def _country(self, slots: Slots, j: int, *, first: bool) -> int:
        """A country with no preposition: the origin of a good, or whom it was sold to."""
        scene = self.scene
        group = scene.group(j)
        if group is None:
            return j + 1
        owns = scene.lower(group.end) == "'s" and scene.lower(group.end - 1) != "'s" and not first
        owns = owns or (scene.lower(group.end) == "'s" and scene.demonym_of_good(group.end))
        if owns or (scene.demonym_of_good(group.end - 1) and scene.chunks[j].value.kind != "name"):
            slots.origin.extend(group.items)
        elif first or (slots.given and scene.sort(group.end) in ("N", "M", "G")):  # `sold Iran wheat and Oman rice`
            slots.given.extend(group.items)
        return group.end

    def vetoed(self, start: int, end: int, *, before: bool = True) -> bool:
        """Whether a word between two chunks denies, forbids or only wishes for the flow."""
        lowers = self.scene.lowers(start, end)
        if any(word in self.lexicon.kind("veto") for word in lowers):
            return True
        if before and any(word in self.lexicon.kind("veto before") for word in lowers):
            return True
        if "would" in lowers or "'d" in lowers:  # `said it would supply` is a plan, `would supply` is none
            return self.lexicon.kind("say").isdisjoint(self.scene.lowers(end - LEFT, end))
        return False
