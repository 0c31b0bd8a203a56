"""A flow as the grammar reads it in one sentence, before figures are joined to it."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Flow:
    """Who, to whom, what; `cue` and the range `start` to `end` are chunks of its sentence."""

    kind: Literal["export", "import", "turnover"]
    exporter: str | None
    importer: str | None
    goods: tuple[str | None, ...]
    cue: int
    start: int
    end: int
    level: bool = False  # `this level`: the figure is that of the turnover before it

    @property
    def codes(self) -> tuple[str, ...]:
        """The HS codes that are known."""
        return tuple(dict.fromkeys(code for code in self.goods if code))

    def covers(self, other: "Flow") -> bool:
        """Whether this flow says all that the other says, and more."""
        if self.kind == "turnover" or other.kind == "turnover" or self == other:
            return False
        sides = all(
            theirs is None or ours == theirs
            for ours, theirs in ((self.exporter, other.exporter), (self.importer, other.importer))
        )
        more = (self.exporter, self.importer, len(self.codes)) != (other.exporter, other.importer, len(other.codes))
        return sides and set(other.codes) <= set(self.codes) and more
