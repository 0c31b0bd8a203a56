"""The record as tidy tables: what each table holds, a record's rows in them, and the record that rows hold.

::

    articles ─┬─ people ──────┐
              ├─ countries ───┼─ mentions (kind, entity)
              ├─ commodities ─┘
              ├─ dates
              ├─ money ◄─ trade.money
              └─ trade

`article` is the record's number in the output, from 0, because ids may repeat; with the entity's number in its list
(`person`, `country` …) it is the key. A list of texts in one cell is joined with ``; ``.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal, InvalidOperation
from types import NoneType, UnionType
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints

from pydantic.fields import FieldInfo

from extractor.errors import FormatError
from extractor.kinds import KINDS, NAMES, Kind
from extractor.record import SCHEMA_VERSION

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
        elif name in kind.part.model_fields and name != "mentions":
            columns[name] = _TYPES[_plain_type(hint)]
    later = (name for name, field in kind.part.model_fields.items() if _is_later(field))
    return Table(kind.name, columns, keys=2, optional=kind.since != FIRST_SCHEMA, later=frozenset(later))


def _is_later(field: FieldInfo) -> bool:
    """Whether a field came with a schema after the first."""
    return isinstance(field.json_schema_extra, dict) and "since" in field.json_schema_extra


def _plain_type(hint: Any) -> Any:
    """The type of a value, without its None."""
    given = (
        [part for part in get_args(hint) if part is not NoneType] if get_origin(hint) in (Union, UnionType) else [hint]
    )
    return str if get_origin(given[0]) is Literal else get_origin(given[0]) or given[0]


def _tables() -> Mapping[str, Table]:
    of_kinds = {kind.name: _of_kind(kind) for kind in KINDS}
    people = {"people": of_kinds.pop("people")}
    mentions = _declared("mentions", _MENTION, keys=4)
    return {"articles": _declared("articles", _ARTICLE, keys=1), **people, "mentions": mentions, **of_kinds}


TABLES: Mapping[str, Table] = _tables()
_OF_SOURCE = ("outlet", "path", "index", "url", "images")
_CELLS = {
    name: tuple((column, table.columns[column] == "list") for column in table.values) for name, table in TABLES.items()
}


def rows(record: Mapping[str, Any], article: int) -> Rows:
    """The rows of each table for one record, given as its JSON object, that has the number `article`."""
    found: Rows = {name: [] for name in TABLES}
    source = record.get("source") or {}
    found["articles"].append((article, *_cells({**record, **source}, "articles")))
    for name in NAMES:
        for number, entity in enumerate(record.get(name) or ()):
            found[name].append((article, number, *_cells(_with_sides(entity), name)))
            for place, mention in enumerate(entity.get("mentions") or ()):
                span = (mention["start"], mention["end"], mention["text"])
                found["mentions"].append((article, name, number, place, *span, mention.get("kind")))
    return found


def _cells(flat: Mapping[str, Any], name: str) -> list[Cell]:
    return [join(flat.get(column)) if joined else flat.get(column) for column, joined in _CELLS[name]]


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
    for name in NAMES:
        numbers = [row[1] for row in found[name]]
        if numbers != list(range(len(numbers))):
            raise FormatError(f"the rows of {name} are numbered {numbers}: each number from 0 must be there once")
        record[name] = [_with_parties(_named(name, row)) for row in found[name]]
    for _, kind, entity, _, start, end, text, form in found["mentions"]:
        if kind not in NAMES or not isinstance(entity, int) or not 0 <= entity < len(record[kind]):
            raise FormatError(f"a mention of {kind} {entity}, which isn't in the table {kind}")
        mention = {"start": start, "end": end, "text": text}
        record[kind][entity].setdefault("mentions", []).append({**mention, "kind": form} if form else mention)
    return record


def _with_parties(entity: dict[str, Any]) -> dict[str, Any]:
    """What `_with_sides` was given."""
    if _SIDES[0] in entity:
        parties = [entity.pop(side) for side in _SIDES]
        entity["parties"] = None if parties == [None, None] else parties
    return entity


def _named(name: str, row: Row) -> dict[str, Any]:
    """A row's values by the names of their fields in the record."""
    values = zip(_CELLS[name], row[TABLES[name].keys :], strict=True)
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
