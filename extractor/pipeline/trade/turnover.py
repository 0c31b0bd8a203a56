"""Trade both ways: `turnover between Kenya and Oman`, `Kenyan-Omani trade`, `Brazil's largest trading partner`, `this level`."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.pipeline.trade.discourse import Discourse
from extractor.pipeline.trade.predicates import Predicate, Sort
from extractor.pipeline.trade.scene import Chunk, Group, Scene
from extractor.pipeline.trade.voice import GENITIVE

DASHES = frozenset("-—/")
LEVELS = frozenset("level mark figure volume amount sum total".split())
REACH = 12


@dataclass(frozen=True, slots=True)
class Pair:
    """Two countries that a word for trade may be about, and how that is known."""

    first: str
    second: str
    how: str
    sources: frozenset[str] = frozenset()


class Turnovers:
    """Reads the words for trade both ways in one sentence."""

    def __init__(self, scene: Scene, discourse: Discourse) -> None:
        self.scene, self.discourse, self.lexicon = scene, discourse, scene.lexicon

    def cues(self) -> Iterator[tuple[int, Predicate]]:
        """The places of the words, but not those inside a name (`the Commerce Department`)."""
        for i, chunk in enumerate(self.scene.chunks):
            predicate = self.lexicon.nouns.get(chunk.lower) if chunk.sort is Sort.WORD else None
            if predicate is not None and predicate.role == "turnover" and not self._is_name(i):
                yield i, predicate

    def _is_name(self, i: int) -> bool:
        text = self.scene.words.texts[self.scene.chunks[i].start]
        inside = text[0].isupper() and not text.isupper() and self.scene.chunks[i].start > self.scene.bounds[0] + 1
        return inside or self.scene.is_kind(i + 1, "held") or self.scene.lower(i + 1) in self.lexicon.nouns

    def levels(self) -> Iterator[int]:
        """`The two countries have already reached this level`: the figure of the last turnover, in another period."""
        for i, chunk in enumerate(self.scene.chunks):
            same = chunk.lower in LEVELS and self.scene.lower(i - 1) in ("this", "that", "same")
            if same and any(c.sort is Sort.PAIR for c in self.scene.chunks[max(0, i - 30) : i]):
                yield i

    def pairs(self, i: int, predicate: Predicate) -> Iterator[Pair]:
        """The pairs that the word at `i` may be about; those of the strongest kind alone."""
        for found in (list(self._joined(i)), list(self._partners(i, predicate)), list(self._referred(i))):
            if found:
                yield from found
                return

    def _joined(self, i: int) -> Iterator[Pair]:
        """`between A and B`, `A's trade with B`, `A-B trade`."""
        scene = self.scene
        near = self._near(i)
        for group in near:
            if not i < group.at <= i + REACH:
                continue
            preposition = scene.preposition(group.at)
            if preposition in ("between", "among") and group.items[0].sort is Sort.PAIR:
                yield from self._two(group.items[0].start)
            elif preposition in ("between", "among"):
                yield from self._combine([group.items[0]], list(group.items[1:]), "between")
            elif preposition == "with":
                yield from self._with(i, group.items)
            break
        if scene.sort(i - 1) is Sort.COUNTRY and scene.lower(i - 2) in DASHES and scene.sort(i - 3) is Sort.COUNTRY:
            yield Pair(scene.chunks[i - 3].value.code, scene.chunks[i - 1].value.code, "compound")
        for group in near:
            if i - 4 <= group.end <= i and len(group.items) == 2 and scene.lower(group.at + 1) in (*DASHES, "and"):
                yield from self._combine([group.items[0]], [group.items[1]], "compound")

    def _near(self, i: int) -> tuple[Group, ...]:
        """The lists of countries around chunk `i`."""
        groups = self.scene.groups
        first = bisect_left(groups, i - 3 * REACH, key=lambda group: group.at)
        return groups[first : bisect_left(groups, i + REACH + 1, key=lambda group: group.at)]

    def _with(self, i: int, partners: tuple[Chunk, ...]) -> Iterator[Pair]:
        owners = [c for c in self.scene.chunks[max(0, i - 6) : i] if c.sort in (Sort.COUNTRY, Sort.OWN, Sort.ANAPHOR)]
        if owners:
            yield from self._combine(owners[-1:], list(partners), "with")
            return
        for partner in partners:
            for code, names in self._codes(partner, ()):
                answers = self.discourse.supply("exporter", self.scene.chunks[i].start, (), [code])
                yield from (Pair(found, code, "with", sources | names) for found, sources in answers if found != code)

    def _partners(self, i: int, predicate: Predicate) -> Iterator[Pair]:
        """`China is Brazil's largest trading partner`; `two-way trade` of countries in the sentence."""
        if predicate.name != "trading partner":
            return
        scene = self.scene
        before = [g for g in self._near(i) if max(0, i - REACH) <= g.at and g.end <= i]
        owners = [g for g in before if g.items[-1].sort is Sort.OWN or scene.lower(g.end) in GENITIVE]
        after = [g for g in self._near(i) if i < g.at <= i + 6]
        holders = [g for g in self._near(i) if g.end <= i and g not in owners][-1:] + after[:1]
        for owner in owners[-1:]:
            for holder in holders:
                yield from self._combine(list(owner.items), list(holder.items), "partner")

    def _referred(self, i: int) -> Iterator[Pair]:
        both = self.scene.has("both", i - 4, i) or "turnover" in self.scene.lower(i)
        if both and not any(c.sort is Sort.REGION for c in self.scene.chunks[max(0, i - 4) : i]):
            yield from self._two(self.scene.chunks[i].start)

    def _two(self, here: int) -> Iterator[Pair]:
        found: dict[frozenset[str], Pair] = {}
        for (first, second), source in self.discourse.pairs(here):
            known = found.get(frozenset((first, second)), Pair(first, second, "referred", frozenset()))
            found[frozenset((first, second))] = replace(known, sources=known.sources | {source})
        yield from found.values()

    def _combine(self, ours: list[Chunk], theirs: list[Chunk], how: str) -> Iterator[Pair]:
        for mine in ours:
            for yours in theirs:
                for second, sources in self._codes(yours, ()):
                    found = [(code, names) for code, names in self._codes(mine, [second]) if code != second]
                    yield from (Pair(first, second, how, sources | names) for first, names in found)

    def _codes(self, chunk: Chunk, excluded: Sequence[str]) -> list[tuple[str, frozenset[str]]]:
        if chunk.sort is Sort.COUNTRY:
            return [(chunk.value.code, frozenset())] if chunk.value.sure else []
        return self.discourse.refer(chunk, excluded)[:2] if chunk.sort in (Sort.ANAPHOR, Sort.OWN) else []
