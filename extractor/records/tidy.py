"""The record as tidy tables: what each table holds, a record's rows in them, and the record that rows hold.

::

    articles ─┬─ people ──────┐
              ├─ countries ───┼─ mentions (kind, entity)
              ├─ commodities ─┘
              ├─ dates
              ├─ money ◄─ trade.money
              └─ trade

`article` is the record's number in the output, from 0, because ids may repeat; with the entity's number in its list
(`person`, `country` …) it is the key. A list of texts in one cell is joined with ``; ``. Evidence has no
columns: JSON Lines alone carry it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Context, Decimal, InvalidOperation
from functools import cache
from typing import Any, Literal, cast, get_type_hints

from pydantic.fields import FieldInfo

from extractor.errors import FormatError
from extractor.kinds import KINDS, NAMES, Kind, plain_type
from extractor.plugins import FIELD, extension, lists_in, names_in
from extractor.record import SCHEMA_VERSION, is_evidence

Type = Literal["integer", "real", "text", "day", "decimal", "boolean", "list"]  # a list is text, joined
Cell = str | int | float | bool | None
Row = tuple[Cell, ...]  # days are ISO text and decimals plain digits, as in JSON: exact
Rows = dict[str, list[Row]]  # by table

FIRST_SCHEMA = "1.0"
PRECISION, SCALE = 38, 10  # of decimals where a database has them
_ARTICLE = (
    "id:text path:text index:integer outlet:text url:text images:list published:day title:text language:text text:text "
    "warnings:list duplicate_of:text"
)
# kind: the kind that the mention is of; form (of a country): name, abbreviation, demonym or place
_MENTION = "kind:text entity:integer mention:integer start:integer end:integer text:text form:text"
_TYPES: Mapping[Any, Type] = {
    int: "integer",
    float: "real",
    str: "text",
    date: "day",
    Decimal: "decimal",
    bool: "boolean",
    tuple: "list",
}
_SIDES = ("party_a", "party_b")  # the columns of `parties`, the one pair that a find may hold


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns with their types, in order, of which the first `keys` are the key."""

    name: str
    columns: Mapping[str, Type]
    keys: int
    optional: bool = False  # whether an older file may lack it: then it reads as empty
    later: frozenset[str] = frozenset()  # columns that an older file may lack: then they read as null

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that make a row the only one of its kind."""
        return tuple(self.columns)[: self.keys]

    @property
    def values(self) -> tuple[str, ...]:
        """The columns that are no part of the key."""
        return tuple(self.columns)[self.keys :]

    @property
    def stored(self) -> dict[str, Type]:
        """The columns in a database: behind each decimal, which may be rounded there, its digits as text."""
        return {
            column: kind
            for name, type_ in self.columns.items()
            for column, kind in ((name, type_), (f"{name}_exact", "text"))
            if column == name or type_ == "decimal"
        }


def _declared(name: str, columns: str, keys: int) -> Table:
    types = dict(column.split(":") for column in ("article:integer", *columns.split()))
    return Table(name, cast(dict[str, Type], types), keys)


def _of_kind(kind: Kind) -> Table:
    """The table of a kind: a column for each field of its class, but for its mentions, which are in a table of their own."""
    columns: dict[str, Type] = {"article": "integer", kind.column: "integer"}
    for name, hint in get_type_hints(kind.part).items():
        if name == "parties":
            columns |= dict.fromkeys(_SIDES, "text")
        elif name in kind.part.model_fields and name != "mentions" and not is_evidence(hint):
            columns[name] = _TYPES[plain_type(hint)]
    later = (name for name, field in kind.part.model_fields.items() if name in columns and _is_later(field))
    return Table(kind.name, columns, keys=2, optional=kind.since != FIRST_SCHEMA, later=frozenset(later))


def _is_later(field: FieldInfo) -> bool:
    """Whether a field came with a schema after the first."""
    return isinstance(field.json_schema_extra, dict) and "since" in field.json_schema_extra


def _tables() -> Mapping[str, Table]:
    of_kinds = {kind.name: _of_kind(kind) for kind in KINDS}
    people = {"people": of_kinds.pop("people")}
    mentions = _declared("mentions", _MENTION, keys=4)
    return {"articles": _declared("articles", _ARTICLE, keys=1), **people, "mentions": mentions, **of_kinds}


TABLES: Mapping[str, Table] = _tables()
_OF_SOURCE = ("outlet", "path", "index", "url", "images")
EXTENSION = "extensions_"  # before the name of a kind of another package: its table


def tables_with(names: Iterable[str]) -> Mapping[str, Table]:
    """The tables of records that hold these extensions: `extensions_airports` for `airports`."""
    return {**TABLES, **{f"{EXTENSION}{name}": table_of(f"{EXTENSION}{name}") for name in names}}


@cache
def table_of(name: str) -> Table:
    """The table of that name; raises as `extractor.plugins.extension` does."""
    if name in TABLES:
        return TABLES[name]
    return replace(_of_kind(extension(name.removeprefix(EXTENSION))), name=name)


@cache
def _cells_of(name: str) -> tuple[tuple[str, bool], ...]:
    """The columns of a table that are no part of its key, and whether each holds lists."""
    table = table_of(name)
    return tuple((column, table.columns[column] == "list") for column in table.values)


def rows(record: Mapping[str, Any], article: int) -> Rows:
    """The rows of each table for one record, given as its JSON object, that has the number `article`."""
    found: Rows = {name: [] for name in tables_with(names_in(record))}
    source = record.get("source") or {}
    found["articles"].append((article, *_cells({**record, **source}, "articles")))
    for field, name, entities in lists_in(record):
        table = name if field == name else f"{EXTENSION}{name}"
        for number, entity in enumerate(entities):
            found[table].append((article, number, *_cells(_with_sides(entity), table)))
            for place, mention in enumerate(entity.get("mentions") or ()):
                span = (mention["start"], mention["end"], mention["text"])
                found["mentions"].append((article, name, number, place, *span, mention.get("kind")))
    return found


def _cells(flat: Mapping[str, Any], name: str) -> list[Cell]:
    return [join(flat.get(column)) if joined else flat.get(column) for column, joined in _cells_of(name)]


def _with_sides(entity: Mapping[str, Any]) -> Mapping[str, Any]:
    """A trade statement with the parties of a turnover in columns of their own; anything else as it is."""
    parties = entity.get("parties")
    return {**entity, **dict(zip(_SIDES, parties, strict=True))} if parties else entity


def rebuild(found: Mapping[str, Sequence[Row]]) -> dict[str, Any]:
    """The JSON object of the record whose rows these are, those of each table in the order of its key.

    Raises `FormatError` where the numbers of the rows don't fit one another.
    """
    if len(found["articles"]) != 1:
        raise FormatError(f"the table articles has {len(found['articles'])} rows of this number: there must be one")
    article = _named("articles", found["articles"][0])
    record: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "source": {name: article.pop(name) for name in _OF_SOURCE},
    }
    record.update(article)
    lists = {name: _numbered(name, found[name]) for name in NAMES}
    others = [name for name in found if name.startswith(EXTENSION)]
    extensions = {name.removeprefix(EXTENSION): _numbered(name, found[name]) for name in others}
    every = lists | extensions
    for _, kind, entity, _, start, end, text, form in found["mentions"]:
        if kind not in every or not isinstance(entity, int) or not 0 <= entity < len(every[kind]):
            raise FormatError(f"a mention of {kind} {entity}, which isn't in the table {kind}")
        mention = {"start": start, "end": end, "text": text}
        of_find = every[kind][entity].setdefault("mentions", [])
        of_find.append({**mention, "kind": form} if form else mention)
    return record | lists | ({FIELD: extensions} if extensions else {})


def _numbered(name: str, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The finds of one table, whose rows are numbered from 0 without gaps."""
    numbers = [row[1] for row in rows]
    if numbers != list(range(len(numbers))):
        raise FormatError(f"the rows of {name} are numbered {numbers}: each number from 0 must be there once")
    return [_with_parties(_named(name, row)) for row in rows]


def _with_parties(entity: dict[str, Any]) -> dict[str, Any]:
    """What `_with_sides` was given."""
    if _SIDES[0] in entity:
        parties = [entity.pop(side) for side in _SIDES]
        entity["parties"] = None if parties == [None, None] else parties
    return entity


def _named(name: str, row: Row) -> dict[str, Any]:
    """A row's values by the names of their fields in the record."""
    values = zip(_cells_of(name), row[table_of(name).keys :], strict=True)
    return {column: split(cast(str | None, value)) if joined else value for (column, joined), value in values}


def join(texts: Sequence[str] | None) -> str | None:
    r"""A list as one text, joined with ``; ``; a semicolon inside a text gets a backslash. Null for an empty list.

    >>> print(join(["president", "head; of state"]), join([]))
    president; head\; of state None
    """
    if not texts:
        return None
    return "; ".join(text.replace("\\", "\\\\").replace(";", "\\;") for text in texts)


def split(joined: str | None) -> list[str]:
    """The list that was joined.

    >>> split(join(["president", "head; of state"])), split(None)
    (['president', 'head; of state'], [])
    """
    if joined is None:
        return []
    if "\\" not in joined:
        return joined.split("; ")
    parts = [""]
    for token in re.findall(r"\\.|; |.", joined, re.DOTALL):
        if token == "; ":
            parts.append("")
        else:
            parts[-1] += token[-1]
    return parts


def rounded(digits: str | None) -> Decimal | None:
    """A decimal as ``DECIMAL(38, 10)`` holds it: rounded to ten places; null where it has too many digits for that.

    >>> rounded("0.15"), rounded("1" + 30 * "0")
    (Decimal('0.1500000000'), None)
    """
    if digits is None:
        return None
    try:
        return Decimal(digits).quantize(Decimal(1).scaleb(-SCALE), context=Context(prec=PRECISION))
    except InvalidOperation:
        return None
