"""Kinds that other packages bring, each by an entry point, and the record that holds what they found.

::

    [project.entry-points."extractor.kinds"]       load(extensions=("airports",)) ─► doc._.airports ─► Record.extensions.airports
    airports = "extractor_airports:AIRPORTS"       a `Kind`; its component is the spaCy factory `extractor_airports`

Nothing is loaded that nobody asked for, and a record without extensions is the `Record` of the contract, byte for byte.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any, get_args, get_type_hints

from pydantic import create_model
from pydantic_core import from_json

from extractor.errors import ArgumentTypeError, ArgumentValueError, RecordError
from extractor.kinds import KINDS, NAMES, Kind, plain_type
from extractor.record import Mention, Part, Record, is_evidence

GROUP = "extractor.kinds"
FIELD = "extensions"
_MARK = b'"extensions":'  # what the JSON of a record has where it holds extensions
_RESERVED = {*NAMES, *Record.model_fields, FIELD, "sentences", "names", "articles", "mentions", "published", "reasons"}
_STORED = (int, float, str, bool, date, Decimal)  # what tables and columns have types for, alone


class Extensions(Part):
    """What the kinds of other packages found: a list for each kind that was asked for."""


class ExtendedRecord(Record):
    """Everything found in one article, with what the kinds of other packages found."""

    extensions: Extensions

    def mentions(self) -> Iterator[Mention]:
        """Every span in the record, kind by kind."""
        yield from super().mentions()
        for kind, finds in self._extended():
            for find in finds:
                yield from kind.mentions(find)

    def _extended(self) -> Iterator[tuple[Kind, tuple[Part, ...]]]:
        for name in type(self.extensions).model_fields:
            yield extension(name), getattr(self.extensions, name)

    def __repr_args__(self) -> Iterator[tuple[str, Any]]:
        yield from super().__repr_args__()
        yield FIELD, self.extensions

    def __reduce__(self) -> tuple[Callable[[bytes], Record], tuple[bytes]]:
        return Record.from_json, (self.to_json(),)  # its class is made at run time: pickle can't find it by name


def installed() -> dict[str, list[EntryPoint]]:
    """The entry points of installed packages by the name of their kind; more than one is a clash."""
    found: dict[str, list[EntryPoint]] = {}
    for point in entry_points(group=GROUP):
        found.setdefault(point.name, []).append(point)
    return found


def names_of(extensions: str | Iterable[str]) -> tuple[str, ...]:
    """The names of extensions, each once, sorted, once it is sure that they are installed and sound.

    Raises `ArgumentTypeError` for what is no name, and `ArgumentValueError` as `extension` does.
    """
    given = (extensions,) if isinstance(extensions, str) else extensions
    asked = list(given) if isinstance(given, Iterable) else [given]
    if not all(isinstance(name, str) for name in asked):
        raise ArgumentTypeError(f"extensions={extensions!r}: give names such as ('airports',)")
    names = tuple(sorted(set(asked)))
    for name in names:
        extension(name)
    return names


@cache
def extension(name: str) -> Kind:
    """The kind that an installed package brings under this name.

    Raises `ArgumentValueError` where no package does or more than one, and for one that doesn't fit: its name is taken, it
    can't be imported, is no `Kind`, or has a class that quotes nothing or that tables can't hold.
    """
    points = installed()
    found = points.get(name, [])
    if not found:
        there = f"there are {', '.join(sorted(points))}" if points else "there is none"
        raise ArgumentValueError(
            f"no installed package brings the extension {name!r} ({there}); install the one that does (an entry point "
            f"{name} in the group {GROUP})"
        )
    packages = " and ".join(sorted(package_of(point) for point in found))
    if len(found) > 1:
        raise ArgumentValueError(f"the extension {name!r} is brought by {packages}; uninstall all of them but one")
    try:
        kind = found[0].load()
    except Exception as error:  # whatever a module of somebody else raises
        raise ArgumentValueError(
            f"the extension {name!r} of {packages} can't be loaded: {type(error).__name__}: {error}"
        ) from error
    if fault := _fault(name, kind):
        raise ArgumentValueError(f"the extension {name!r} of {packages} can't be used: {fault}")
    checked: Kind = kind
    return checked


def package_of(point: EntryPoint) -> str:
    """The package of an entry point, with its version."""
    return f"{point.dist.name} {point.dist.version}" if point.dist else point.value


def versions(names: Iterable[str]) -> dict[str, str]:
    """The package, with its version, that brings each of these extensions."""
    points = installed()
    return {name: package_of(points[name][0]) for name in names}


def _fault(name: str, kind: Any) -> str | None:
    """What is wrong with a kind of another package; None where nothing is."""
    if not isinstance(kind, Kind):
        return f"its entry point leads to {type(kind).__name__}, and not to an extractor.kinds.Kind"
    if kind.name != name:
        return f"its kind is called {kind.name!r}: both names must be the same"
    if name in _RESERVED or not name.isidentifier() or name.startswith("_"):
        return "the name is taken or is no identifier: a kind of ours, a field of the record or a table has it"
    if kind.label in {own.label for own in KINDS}:
        return f"the label {kind.label} is that of a kind of ours"
    if unknown := sorted({*kind.needs} - {*NAMES}):
        return f"it needs {', '.join(unknown)}; there are {', '.join(NAMES)}"
    return _fault_of_class(kind)


def _fault_of_class(kind: Kind) -> str | None:
    if not (isinstance(kind.part, type) and issubclass(kind.part, Part)):
        return "its part is no class of extractor.record.Part"
    called = kind.part.__name__
    hints = get_type_hints(kind.part)
    quoted = get_args(hints.get("mentions"))[:1]
    if quoted != (Mention,) if quoted else not issubclass(kind.part, Mention):
        return f"{called} doesn't quote the text: make it a Mention, or give it a field `mentions: tuple[Mention, ...]`"
    if kind.code is not None and kind.code not in kind.part.model_fields:
        return f"its code is {kind.code}, and {called} has no such field"
    for field in kind.part.model_fields.keys() - {"mentions"}:
        if is_evidence(hints[field]):  # no table holds it
            continue
        if not _is_stored(hints[field]):
            return (
                f"no table can hold {called}.{field}: a field is a str, number, bool, date, Decimal or a tuple of str"
            )
        if field in ("article", kind.column, "parties", "party_a", "party_b"):
            return f"{called}.{field} has the name of a column that its table has anyway: choose another"
    return None


def _is_stored(hint: Any) -> bool:
    plain = plain_type(hint)
    return plain in _STORED or (plain is tuple and hint == tuple[str, ...])


@cache
def record_with(names: tuple[str, ...] = ()) -> type[Record]:
    """The class of records that hold these extensions; `Record` itself where there are none."""
    if not names:
        return Record
    fields: dict[str, Any] = {name: (tuple[extension(name).part, ...], ()) for name in names}  # type: ignore[misc]
    inner = create_model("Extensions", __base__=Extensions, __doc__=Extensions.__doc__, **fields)
    return create_model("Record", __base__=ExtendedRecord, __doc__=ExtendedRecord.__doc__, extensions=(inner, ...))


def names_in(record: bytes | str | Mapping[str, Any]) -> tuple[str, ...]:
    """The extensions that a record holds, given as its JSON or as the object of it; they need not be installed."""
    if isinstance(record, str):
        record = record.encode(errors="replace")
    if isinstance(record, bytes):
        if _MARK not in record:
            return ()
        try:
            record = from_json(record)
        except ValueError:  # whoever validates it says what is wrong
            return ()
    held = record.get(FIELD) if isinstance(record, Mapping) else None
    return tuple(sorted(held)) if isinstance(held, Mapping) else ()


def class_for(record: bytes | str | Mapping[str, Any]) -> type[Record]:
    """The class for a record that is given as its JSON or as the object of it.

    Raises `RecordError` where it holds an extension that isn't installed here: its finds couldn't be checked.
    """
    try:
        return record_with(names_in(record))
    except ArgumentValueError as error:
        raise RecordError(f"the record can't be read: {error}") from error


def finds_in(record: Record) -> Iterator[tuple[Kind, tuple[Any, ...]]]:
    """Each kind with what was found of it: ours, and those of other packages behind them."""
    for kind in KINDS:
        yield kind, getattr(record, kind.name)
    if isinstance(record, ExtendedRecord):
        yield from record._extended()


def lists_in(record: Mapping[str, Any]) -> Iterator[tuple[str, str, list[Any]]]:
    """The same of a record as its JSON object: the field, the name of the kind, the finds."""
    for name in NAMES:
        yield name, name, record.get(name) or []
    for name, finds in (record.get(FIELD) or {}).items():
        yield f"{FIELD}.{name}", name, finds or []


def extended_class(line: bytes | str) -> type[Record] | None:
    """What `class_for` gives for a record's JSON that holds extensions; None for any other."""
    return class_for(line) if names_in(line) else None


Record.extended_class = staticmethod(extended_class)
