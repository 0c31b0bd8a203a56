"""Trade both ways: `trade turnover between Kenya and Oman`, `Kenyan-Omani trade came to $5 million`, `this level`."""

from collections.abc import Iterator

from extractor.pipeline.trade.clause import Clause
from extractor.pipeline.trade.flow import Flow
from extractor.pipeline.trade.memory import Memory

DASHES = frozenset("-–—/")
LEVELS = frozenset("level mark figure volume amount sum total".split())


class Turnovers:
    """Reads the words for trade both ways in one sentence."""

    def __init__(self, clause: Clause, memory: Memory) -> None:
        self.clause, self.scene, self.memory = clause, clause.scene, memory
        self.lexicon = clause.lexicon

    def read(self, i: int) -> Iterator[Flow]:
        """The turnover that the noun at chunk `i` tells, where a figure or a change is given."""
        scene = self.scene
        text = scene.words.texts[scene.chunks[i].start]
        if text[0].isupper() and not text.isupper() and scene.chunks[i].start > scene.bounds[0] + 1:
            return  # `the Commerce Department`
        if scene.lower(i + 1) in self.lexicon.kind("not flow") or scene.lower(i + 1) in self.lexicon.nouns:
            return
        edge, end = self.clause.left_edge(i, 10), self._end(i)
        if self.clause.vetoed(max(edge, i - 6), i) or self.clause.vetoed(i + 1, min(end, i + 12), before=False):
            return
        if not self._measured(i, edge, end) or self._is_aim(i, edge):
            return
        pair = self._pair(i)
        if pair is not None and pair[0] != pair[1]:
            goods = scene.goods(i + 1, min(end, i + 8)) if scene.lower(i + 1) == "in" else scene.goods(i - 1, i)
            yield Flow("turnover", pair[0], pair[1], goods, i, edge, end)

    def read_level(self, i: int) -> Iterator[Flow]:
        """`The two countries have already reached this level`: the figure of the last turnover, in another period."""
        scene, here = self.scene, self.scene.chunks[i].start
        last = self.memory.last(self.memory.words.sentences[here])
        pair = any(chunk.sort == "B" for chunk in scene.chunks[max(0, i - 30) : i])
        same = scene.lower(i) in LEVELS and scene.lower(i - 1) in ("this", "that", "same")
        if same and pair and last and last.pair and not self.clause.vetoed(i - 30, i):
            yield Flow("turnover", *last.pair, last.goods, i, 0, len(scene.chunks), level=True)

    def _end(self, i: int) -> int:
        j = i + 1
        stop = ("while", "whereas", "but", "although", ";", "said", "because")
        while j < min(len(self.scene.chunks), i + 60) and self.scene.lower(j) not in stop:
            j += 1
        return j

    def _measured(self, i: int, edge: int, end: int) -> bool:
        if any(self.scene.sort(j) in ("M", "%") for j in range(edge, end)):
            return True
        words = self.scene.lowers(i + 1, min(end, i + 10))
        return any(
            word in self.lexicon.kind(kind) and word not in ("more", "less")
            for word in words
            for kind in ("rise", "fall")
        )

    def _is_aim(self, i: int, edge: int) -> bool:
        """`to raise trade to $5 billion` is a wish, `trade is expected to reach $5 billion` a forecast."""
        lowers = self.scene.lowers(max(edge, i - 6), i)
        return "to" in lowers and any(word in self.lexicon.kind("rise") for word in lowers)

    def _pair(self, i: int) -> tuple[str, str] | None:
        scene, here = self.scene, self.scene.chunks[i].start
        for j in range(i + 1, min(i + 10, len(scene.chunks))):
            word = scene.lower(j)
            if word in ("between", "among") and scene.sort(j + 1) != "M":
                return self._between(j + 1)
            if word in ("with", "and") and scene.sort(j + 1) in "CRA" and word == "with":
                return self._with(i, j + 1)
            if word in self.lexicon.kind("rise") or scene.sort(j) in ("M", "%"):
                break
        compound = self._compound(i)
        if compound is not None:
            return compound
        mutual = any(word in self.lexicon.kind("both") for word in scene.lowers(i - 4, i))
        turnover = "turnover" in scene.lower(i)
        if not (mutual or turnover) or any(scene.sort(j) == "R" for j in range(i - 4, i)):
            return None
        for j in range(
            max(0, i - 30), i
        ):  # `Mutual trade with …` was read above; `With Egypt, trade turnover came to …`
            if scene.lower(j) == "with" and scene.sort(j + 1) == "C":
                return self._with(i, j + 1)
        return self.memory.pair(here)

    def _between(self, j: int) -> tuple[str, str] | None:
        scene = self.scene
        if scene.sort(j) == "B":
            return self.memory.pair(scene.chunks[j].start)
        group = scene.group(j)
        if group is None:
            return None
        first = self.memory.resolve(group.items[0])
        codes = list(
            dict.fromkeys(self.memory.resolve(chunk, [first]) if n else first for n, chunk in enumerate(group.items))
        )
        return (codes[0], codes[1]) if len(codes) == 2 and codes[0] and codes[1] else None

    def _with(self, i: int, j: int) -> tuple[str, str] | None:
        scene = self.scene
        group = scene.group(j)
        if group is None or len(group.items) != 1:
            return None
        partner = self.memory.resolve(group.items[0])
        if partner is None:
            return None
        own = [c for c in scene.chunks[max(0, i - 6) : i] if c.sort in "CAO" and scene.chunks.index(c) != j]
        code = self.memory.resolve(own[-1], [partner]) if own else None
        if code is None and not any(c.sort == "R" for c in scene.chunks[max(0, i - 4) : i]):
            here = scene.chunks[i].start
            code = self.memory.home(here, [partner]) or self.memory.counterpart(
                self.memory.words.sentences[here], partner
            )
        return (code, partner) if code and code != partner else None

    def _compound(self, i: int) -> tuple[str, str] | None:
        """`Belarusian-Kenyan trade turnover`, `China-Africa trade` (no pair of states), `U.S. and Chinese trade`."""
        scene, j = self.scene, i - 1
        while (
            j > i - 5
            and (scene.lower(j) in self.lexicon.kind("both") or scene.lower(j) in self.lexicon.kind("noun slot"))
            and (scene.lower(j) not in DASHES)
        ):
            j -= 1
        if scene.sort(j) == "G":
            j -= 1
        if scene.sort(j) == "C" and scene.lower(j - 1) in DASHES and scene.sort(j - 2) == "C":
            return scene.chunks[j - 2].value.code, scene.chunks[j].value.code
        return None
