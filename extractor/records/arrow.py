"""The record as columns: Arrow schemas made from the same classes as the JSON Schema, and the way there and back.

A nested object is a struct, a list a list, a day `date32`; a decimal amount stays a string, as in JSON, so that no digit
is lost. Evidence has no columns: JSON Lines alone carry it. Needs pyarrow (extra `parquet`).
"""

import io
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import pyarrow
from pyarrow import json as arrow_json
from pydantic import BaseModel, ValidationError

from extractor.article import Article
from extractor.errors import RecordError, Reject
from extractor.plugins import class_for, record_with
from extractor.record import is_evidence

_SCALARS: dict[type, pyarrow.DataType] = {
    str: pyarrow.string(),
    int: pyarrow.int64(),
    float: pyarrow.float64(),
    bool: pyarrow.bool_(),
    date: pyarrow.date32(),
    Decimal: pyarrow.string(),
}


@cache
def record_schema(extensions: tuple[str, ...] = ()) -> pyarrow.Schema:
    """The columns of a record: a field of `Record` each, and one more where it holds these extensions."""
    return _schema(record_with(extensions))


@cache
def article_schema() -> pyarrow.Schema:
    """The columns of an article: what `extractor.engines` take."""
    return _schema(Article)


@cache
def reject_schema() -> pyarrow.Schema:
    """The columns of a reject."""
    return _schema(Reject)


def _schema(kind: Any) -> pyarrow.Schema:
    names = kind.model_fields if issubclass(kind, BaseModel) else [field.name for field in fields(kind)]
    hints = get_type_hints(kind, include_extras=True)
    return pyarrow.schema([_field(name, hints[name]) for name in names if not is_evidence(hints[name])])


def _field(name: str, hint: Any) -> pyarrow.Field:
    kind, nullable = _unwrapped(hint)
    return pyarrow.field(name, _data_type(kind), nullable=nullable)


def _unwrapped(hint: Any) -> tuple[Any, bool]:
    """A type without its annotations and its None, and whether it had a None."""
    while get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    if get_origin(hint) in (Union, UnionType):
        kinds = [kind for kind in get_args(hint) if kind is not NoneType]
        return _unwrapped(kinds[0])[0], len(kinds) < len(get_args(hint))
    return hint, False


def _data_type(kind: Any) -> pyarrow.DataType:
    if get_origin(kind) is Literal:
        return pyarrow.string()
    if get_origin(kind) is tuple:
        item, _ = _unwrapped(get_args(kind)[0])
        return pyarrow.list_(pyarrow.field("item", _data_type(item), nullable=False))
    if issubclass(kind, BaseModel):
        return pyarrow.struct(list(_schema(kind)))
    return pyarrow.string() if issubclass(kind, StrEnum) else _SCALARS[kind]


def described(parts: Iterable[pyarrow.Field]) -> list[dict[str, Any]]:
    """Columns as JSON can hold them: `name`, `type`, `nullable`; a struct has `fields`, a list its one `item`."""
    return [{"name": part.name, **_described(part.type), "nullable": part.nullable} for part in parts]


def _described(data_type: pyarrow.DataType) -> dict[str, Any]:
    if pyarrow.types.is_struct(data_type):
        return {"type": "struct", "fields": described(data_type.fields)}
    if pyarrow.types.is_list(data_type):
        return {"type": "list", "item": _described(data_type.value_type)}
    return {"type": str(data_type)}


def to_batch(lines: Iterable[bytes], extensions: tuple[str, ...] = ()) -> pyarrow.RecordBatch:
    """Records, each as its JSON, as one batch of the record's columns, with those of these extensions."""
    schema = record_schema(extensions)
    packed = b"\n".join(lines)
    if not packed:
        return pyarrow.RecordBatch.from_pylist([], schema)
    options = arrow_json.ParseOptions(explicit_schema=_as_parsed(schema), unexpected_field_behavior="ignore")
    whole = arrow_json.ReadOptions(use_threads=False, block_size=len(packed) + 1)
    table = arrow_json.read_json(io.BytesIO(packed), read_options=whole, parse_options=options)
    return table.cast(schema).combine_chunks().to_batches()[0]


def to_lines(batch: pyarrow.RecordBatch) -> Iterator[bytes]:
    """The records of a batch, each as its JSON: the same bytes that went into `to_batch`.

    Raises `RecordError` for a row that breaks the contract, with its number in the batch.
    """
    for number, row in enumerate(batch.to_pylist()):
        try:
            yield class_for(row).model_validate(row).to_json()
        except ValidationError as error:
            raise RecordError(f"row {number}: not a valid record: {error}") from error


def _as_parsed(schema: pyarrow.Schema) -> pyarrow.Schema:
    """The schema as a parser of JSON fills it: days as text, and nothing refused for a missing value."""
    return pyarrow.schema([pyarrow.field(field.name, _type_as_parsed(field.type)) for field in schema])


def _type_as_parsed(data_type: pyarrow.DataType) -> pyarrow.DataType:
    if pyarrow.types.is_struct(data_type):
        return pyarrow.struct([pyarrow.field(part.name, _type_as_parsed(part.type)) for part in data_type.fields])
    if pyarrow.types.is_list(data_type):
        return pyarrow.list_(pyarrow.field("item", _type_as_parsed(data_type.value_type)))
    return pyarrow.string() if data_type == pyarrow.date32() else data_type
