"""A flow that a predicate may tell: its sides, its goods, how each is known, and how probable it is."""

from dataclasses import dataclass, field
from typing import Literal

from extractor.pipeline.trade.predicates import Predicate
from extractor.pipeline.trade.scene import Chunk

Kind = Literal["export", "import", "turnover"]
NO_SOURCES: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Filler:
    """A country that fills a side: `how` it hangs on the predicate, or with `open` the `sources` that supply it."""

    code: str | None = None
    how: str = "none"
    sources: frozenset[str] = NO_SOURCES
    chunk: Chunk | None = None
    crossed: int = 0
    distance: int = 0


@dataclass(frozen=True, slots=True)
class Goods:
    """HS codes (None for a good without one), how they are known, and the places of their first and last chunk."""

    codes: tuple[str | None, ...] = ()
    how: str = "none"
    crossed: int = 0
    distance: int = 0
    start: int = -1
    end: int = -1
    proven: bool = True  # whether any is one by what the goods' own rules see


@dataclass(slots=True)
class Flow:
    """One candidate; `at` and the range `start` to `end` are chunks of its sentence. Flows of a `reading` go together."""

    predicate: Predicate
    kind: Kind
    exporter: Filler
    importer: Filler
    goods: Goods
    at: int
    start: int
    end: int
    reading: int = 0
    part: int = 0  # of the predicate, where partners have goods of their own
    level: bool = False  # `this level`: the figure is that of the turnover before it
    features: dict[str, float] = field(default_factory=dict)
    share: float = 1.0  # of the chance that one of the readings of its predicate is meant
    probability: float = 0.0

    @property
    def codes(self) -> tuple[str, ...]:
        """The HS codes that are known, each once."""
        return tuple(dict.fromkeys(code for code in self.goods.codes if code))

    @property
    def sides(self) -> tuple[str | None, str | None]:
        """Exporter and importer; of a turnover its two parties."""
        return self.exporter.code, self.importer.code

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two statements of a sentence the same."""
        sides = tuple(sorted(map(str, self.sides))) if self.kind == "turnover" else self.sides
        return (self.kind == "turnover", *sides, frozenset(self.codes))

    def covers(self, other: "Flow") -> bool:
        """Whether this flow says all that the other says, and more."""
        if self.kind == "turnover" or other.kind == "turnover" or self.key == other.key:
            return False
        sides = all(theirs in (None, ours) for ours, theirs in zip(self.sides, other.sides, strict=True))
        return sides and set(other.codes) <= set(self.codes)
