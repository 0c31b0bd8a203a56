"""Lone adverbs: `now`, `recently`, `currently`."""

from extractor.pipeline.dates.engine import Found, Rule
from extractor.pipeline.dates.nodes import Node
from extractor.pipeline.dates.nodes.points import Fixed
from extractor.pipeline.dates.values import Time


def reference(m: Found) -> Node | None:
    """`now`, `recently`, `currently`: lone adverbs of TimeML."""
    text = m.text("r")
    if text in ("recent", "current") and (
        m.after in ("-", ".", ",", "and", "account", "events", "affairs") or m.before in ("-", "more", "most")
    ):
        return None
    if text == "now" and (m.after in ("that", "-") or (m.before == "until" and m.after == "-")):
        return None
    return Fixed(Time(m.value("r", "REFERENCE_WORD")))


ADVERBS = (Rule("adverb", "r:REFERENCE_WORD", "recently → PAST_REF", reference),)
