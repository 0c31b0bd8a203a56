"""What the components keep on the Doc, and how it survives a trip through bytes.

Each kind leaves a tuple of its record class in ``doc._.<kind>`` and the mentions in ``doc.spans[<kind>]``.
spaCy serialises ``doc._`` with msgpack, which knows nothing of pydantic: the pair of functions below teaches it
(and gives lists where there were tuples).
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import srsly
from spacy.tokens import Doc

from extractor.kinds import KINDS, kind_of
from extractor.record import CountryMention, Mention, Part

_PARTS: tuple[type[Part], ...] = (Mention, CountryMention, *(kind.part for kind in KINDS))
_CLASSES = {part.__name__: part for part in _PARTS}
_TAG = "extractor"


def register() -> None:
    """Make the Doc extensions known to spaCy; doing it twice changes nothing."""
    if Doc.has_extension("published"):
        return
    Doc.set_extension("published", default=None)
    Doc.set_extension("warnings", default=[])
    for kind in KINDS:
        Doc.set_extension(kind.name, default=())


def store(doc: Doc, kind: str, values: Sequence[Any]) -> None:
    """Set ``doc._.<kind>`` to `values`, and ``doc.spans[<kind>]`` to the spans of their mentions."""
    doc._.set(kind, tuple(values))
    mentions = [mention for value in values for mention in kind_of(kind).mentions(value)]
    spans = [doc.char_span(mention.start, mention.end, alignment_mode="expand") for mention in mentions]
    doc.spans[kind] = [span for span in spans if span is not None]


def warn(doc: Doc, warning: str) -> None:
    """Add a warning to the record, once."""
    if warning not in doc._.warnings:
        doc._.warnings = [*doc._.warnings, warning]


@srsly.msgpack_encoders(_TAG)  # type: ignore[untyped-decorator]
def _encode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    if isinstance(value, Part):
        return {_TAG: type(value).__name__, "value": value.model_dump(mode="json")}
    if isinstance(value, date):
        return {_TAG: "date", "value": value.isoformat()}
    return value if chain is None else chain(value)


@srsly.msgpack_decoders(_TAG)  # type: ignore[untyped-decorator]
def _decode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    if isinstance(value, dict) and _TAG in value:
        name, inner = value[_TAG], value["value"]
        return date.fromisoformat(inner) if name == "date" else _CLASSES[name].model_validate(inner)
    return value if chain is None else chain(value)


register()
__all__ = ["register", "store", "warn"]
