"""Lone adverbs: `now`, `recently`, `currently`."""

from extractor.pipeline.dates.engine import Found, Rule
from extractor.pipeline.dates.nodes import Node
from extractor.pipeline.dates.nodes.points import Fixed
from extractor.pipeline.dates.rules.signs import HYPHEN
from extractor.pipeline.dates.table import read_cues
from extractor.pipeline.dates.values import Time

NOWHERE: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
# The words behind which, and those before which, an adverb is none: `more current`, `current account`, `now-defunct`.
NO_TIME = {
    "current": (frozenset(("-", "more", "most")), read_cues("behind an adjective that is no date")),
    "now": (frozenset[str](), frozenset((HYPHEN,))),
}


def reference(m: Found) -> Node | None:
    """`now`, `recently`, `currently`."""
    behind, before = NO_TIME.get(m.text("r"), NOWHERE)
    return None if m.before in behind or m.after in before else Fixed(Time(m.value("r", "REFERENCE_WORD")))


ADVERBS = (Rule("adverb", "r:REFERENCE_WORD", "recently → PAST_REF", reference),)
