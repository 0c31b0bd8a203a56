"""What the components keep on the Doc, and how it survives a trip through bytes.

Each kind leaves a tuple of its record class in ``doc._.<kind>`` and the mentions in ``doc.spans[<kind>]``, each with the kind's
label and its value under ``span._.extractor``.
spaCy serialises ``doc._`` with msgpack, which knows nothing of pydantic: the pair of functions below teaches it.
"""

import warnings
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from functools import cache, partial
from typing import Any

import srsly
from spacy.language import Language
from spacy.tokens import Doc, Span

from extractor.article import day_of
from extractor.errors import ArgumentValueError
from extractor.kinds import KINDS, NAMES, Kind, kind_of
from extractor.plugins import extension
from extractor.record import CountryMention, Mention, Part

_PARTS: tuple[type[Part], ...] = (Mention, CountryMention, *(kind.part for kind in KINDS))
_KIND_OF_LABEL = {kind.label: kind for kind in KINDS}
_CLASSES = {part.__name__: part for part in _PARTS}
_NAMES = {part: name for name, part in _CLASSES.items()}
_ENLISTED: dict[str, Kind] = {}  # kinds of other packages that this process works with
_OF_PLUGIN = "extensions."  # before the name of such a kind: its class, in bytes
_TAG = "extractor"
# The key of ``doc.user_data`` for names of goods that nothing trades as far as the goods' own rules see: start, end and HS code.
# What trades between countries may prove them.
UNPROVEN = "unproven_commodities"


def _key(attribute: str) -> Any:
    """Where spaCy itself would keep an attribute of ``doc._``."""
    return "._.", attribute, None, None


_PUBLISHED = _key("published")


def _published(doc: Doc) -> date | None:
    found: date | None = doc.user_data.get(_PUBLISHED)
    return found


def _publish(doc: Doc, value: date | str | None) -> None:
    doc.user_data[_PUBLISHED] = day_of(value)


def _found(kind: str, doc: Doc) -> tuple[Any, ...]:
    return tuple(doc.user_data.get(_key(kind), ()))  # msgpack makes lists of tuples


def _find(kind: str, doc: Doc, values: Sequence[Any]) -> None:
    doc.user_data[_key(kind)] = tuple(values)


def register() -> None:
    """Make the Doc extensions known to spaCy; doing it twice changes nothing.

    ``doc._.published`` takes what `extract` takes (a date, a datetime, an ISO date as str, None) and gives a date or None;
    setting anything else raises as `extractor.article.day_of` does.
    """
    if not Doc.has_extension("published") or Doc.get_extension("published")[3] is not _publish:
        # an attribute of this name that somebody declared before is meant for us, and is kept in the same place
        Doc.set_extension("published", getter=_published, setter=_publish, force=True)
    for name in [name for name in ("warnings", "reasons") if not Doc.has_extension(name)]:
        Doc.set_extension(name, default=[])
    for name in [name for name in NAMES if not Doc.has_extension(name)]:
        Doc.set_extension(name, getter=partial(_found, name), setter=partial(_find, name))
    if not Span.has_extension(_TAG):
        Span.set_extension(_TAG, getter=_value)


def enlist(name: str) -> Kind:
    """The kind that another package brings under this name, known to spaCy and to bytes from now on.

    Raises `ArgumentValueError` as `extractor.plugins.extension` does, where its label or its class is that of another kind,
    and where it brings no component.
    """
    if name in _ENLISTED:
        return _ENLISTED[name]
    kind = extension(name)
    other = _KIND_OF_LABEL.get(kind.label)
    if other or kind.part in _NAMES:
        what = f"label {kind.label}" if other else f"class {kind.part.__name__}"
        raise ArgumentValueError(f"the extension {name!r} can't be used: its {what} is that of another kind")
    if not Language.has_factory(f"extractor_{name}"):
        raise ArgumentValueError(
            f"the extension {name!r} brings no component: its package registers the spaCy factory extractor_{name} in the "
            "module of its entry point"
        )
    _ENLISTED[name] = _KIND_OF_LABEL[kind.label] = kind
    _NAMES[kind.part], _CLASSES[f"{_OF_PLUGIN}{name}"] = f"{_OF_PLUGIN}{name}", kind.part
    _SETTERS[f"doc._.{name}"] = name
    if not Doc.has_extension(name):
        Doc.set_extension(name, getter=partial(_found, name), setter=partial(_find, name))
    return kind


def enlisted_in(nlp: Language, doc: Doc) -> tuple[str, ...]:
    """The kinds of other packages that a pipeline finds, or that something has put on the Doc."""
    if not _ENLISTED:
        return ()
    pipes = {nlp.get_pipe_meta(pipe).factory for pipe in nlp.pipe_names}
    return tuple(sorted(n for n in _ENLISTED if f"extractor_{n}" in pipes or _key(n) in doc.user_data))


def store(doc: Doc, kind: str, values: Sequence[Any]) -> None:
    """Set ``doc._.<kind>`` to `values`, and ``doc.spans[<kind>]`` to the spans of their mentions.

    A span has the kind's label and, as `kb_id_`, the public code of what it names; ``span._.extractor`` leads to the value.
    The kind is one of ours or an installed package's.
    """
    stored = kind_of(kind) if kind in NAMES else enlist(kind)
    check_needs(doc, kind)
    doc._.set(kind, tuple(values))
    doc.spans[kind] = [span for value in values for span in _spans(doc, stored, value)]


def _spans(doc: Doc, kind: Kind, value: Any) -> Iterator[Span]:
    code = (getattr(value, kind.code) if kind.code else None) or ""
    for mention in kind.mentions(value):
        span = doc.char_span(mention.start, mention.end, kind.label, kb_id=code, alignment_mode="expand")
        if span is not None:
            yield span


def _value(span: Span) -> Part | None:
    """What was found in a span: of the kind of its label, the value with a mention in it; None where there is none."""
    kind = _KIND_OF_LABEL.get(span.label_)
    if kind is None:
        return None
    inside = (
        value
        for value in span.doc._.get(kind.name)
        for mention in kind.mentions(value)
        if span.start_char <= mention.start and mention.end <= span.end_char
    )
    return next(inside, None)


def warn(doc: Doc, warning: str) -> None:
    """Add a warning to the record, once."""
    if warning not in doc._.warnings:
        doc._.warnings = [*doc._.warnings, warning]


# Who sets what components need: they know one another by the Doc alone.
_SETTERS = {"token.is_sent_start": "sentences", "doc.ents": "names", **{f"doc._.{kind}": kind for kind in NAMES}}
_ATTRIBUTES = {"token.is_sent_start": "SENT_START", "doc.ents": "ENT_IOB"}


def _is_set(doc: Doc, need: str) -> bool:
    return doc.has_annotation(_ATTRIBUTES[need]) if need in _ATTRIBUTES else _SETTERS[need] in doc.spans


@cache
def _needs(module: str) -> tuple[str, ...]:
    return tuple(Language.get_factory_meta(f"extractor_{module}").requires)


def check_needs(doc: Doc, module: str) -> None:
    """Warn, in the record and as Python does, where nothing has set on `doc` what the component `module` requires."""
    missing = [_SETTERS[need] for need in _needs(module) if need in _SETTERS and not _is_set(doc, need)]
    if missing and len(doc):
        warn(doc, f"{module} without {', '.join(missing)}")
        warnings.warn(
            f"extractor_{module} finds less, or nothing: no component before it has set {', '.join(missing)}. Add "
            f"{', '.join(f'extractor_{each}' for each in missing)} before it, or take extractor.load(); "
            "nlp.analyze_pipes() shows what each component needs",
            stacklevel=2,
        )


@srsly.msgpack_encoders(_TAG)  # type: ignore[untyped-decorator]
def _encode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    if isinstance(value, Part):
        return {_TAG: _NAMES.get(type(value), type(value).__name__), "value": value.model_dump(mode="json")}
    if isinstance(value, date) and not isinstance(value, datetime):
        return {_TAG: "date", "value": value.isoformat()}
    return value if chain is None else chain(value)


@srsly.msgpack_decoders(_TAG)  # type: ignore[untyped-decorator]
def _decode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    if isinstance(value, dict) and value.keys() == {_TAG, "value"}:
        name, inner = value[_TAG], value["value"]
        if name.startswith(_OF_PLUGIN):
            enlist(name.removeprefix(_OF_PLUGIN))
        return date.fromisoformat(inner) if name == "date" else _CLASSES[name].model_validate(inner)
    return value if chain is None else chain(value)


register()
__all__ = ["UNPROVEN", "check_needs", "enlist", "enlisted_in", "register", "store", "warn"]
