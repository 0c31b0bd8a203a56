"""From the parts of a clause to flows: who sells, who buys, and what the article supplies where the clause is silent."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from extractor.pipeline.trade.flow import Flow
from extractor.pipeline.trade.memory import Memory
from extractor.pipeline.trade.scene import Chunk

ADJECTIVES = frozenset("foreign international global western arab european african asian".split())


@dataclass(slots=True)
class Sides:
    """The two ends and the goods of a flow, as chunks; `cue`, `start` and `end` place it in its sentence."""

    kind: Literal["export", "import"]
    exporters: Sequence[Chunk]
    importers: Sequence[Chunk]
    goods: Sequence[str | None] = ()
    generic: bool = False
    strong: bool = True
    bulk: bool = False  # a weak verb that is said of cargo alone: one side and a good will do
    cue: int = 0
    start: int = 0
    end: int = 0
    known: dict[str, str | None] = field(default_factory=dict)  # a side that the article supplies, by name


def flows(sides: Sides, memory: Memory) -> Iterator[Flow]:
    """The flows of each pair of countries that says enough: two countries, or one and a good."""
    exporters = _codes(sides.exporters, memory, ()) or [sides.known.get("exporter")]
    importers = _codes(sides.importers, memory, exporters) or [sides.known.get("importer")]
    if any(chunk.sort == "A" for chunk in sides.exporters):  # `exported from this country to Kenya`: read it again
        exporters = _codes(sides.exporters, memory, importers) or exporters
    for exporter in exporters:
        for importer in importers:
            supplied = any(sides.known.values()) and not any(sides.goods) and not sides.generic and not sides.strong
            if exporter == importer or supplied or not _enough(sides, exporter, importer):
                continue
            yield Flow(sides.kind, exporter, importer, tuple(sides.goods), sides.cue, sides.start, sides.end)


def _enough(sides: Sides, exporter: str | None, importer: str | None) -> bool:
    both = exporter is not None and importer is not None
    if sides.strong:
        return both or any(sides.goods)
    if sides.bulk and any(sides.goods):
        return True
    region = any(chunk.sort == "R" and chunk.lower not in ADJECTIVES for chunk in (*sides.exporters, *sides.importers))
    return (both and (any(sides.goods) or sides.generic)) or (region and bool(sides.goods))


def _codes(chunks: Sequence[Chunk], memory: Memory, other: Iterable[str | None]) -> list[str | None]:
    """The codes of a list; a region gives None, once; towns count only beside another country."""
    found = [memory.resolve(chunk, other) for chunk in chunks]
    named = list(dict.fromkeys(code for code in found if code))
    return [*named] if named else [None] if chunks else []
