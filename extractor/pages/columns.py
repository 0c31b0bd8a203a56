"""The record's columns as DuckDB declares them, made from the record's JSON Schema.

They are the columns of `extractor.records.arrow`, which pages do without: a report needs no pyarrow. Evidence has none.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from extractor.record import Evidence, Record

_EVIDENCE = {"$ref": f"#/$defs/{Evidence.__name__}"}
_SCALARS = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN"}


@cache
def record_columns() -> Mapping[str, str]:
    """Each field of a record with its SQL type: nested objects are structs, days DATE, amounts the digits as text.

    >>> record_columns()["source"]
    'STRUCT("outlet" VARCHAR, "path" VARCHAR, "index" BIGINT, "url" VARCHAR, "images" VARCHAR[])'
    """
    schema = Record.model_json_schema(mode="serialization")
    return MappingProxyType({name: _type(part, schema["$defs"]) for name, part in schema["properties"].items()})


def _type(part: Mapping[str, Any], classes: Mapping[str, Any]) -> str:
    if "anyOf" in part:  # a value, or null
        part = next(choice for choice in part["anyOf"] if choice.get("type") != "null")
    if "$ref" in part:
        part = classes[part["$ref"].rpartition("/")[2]]
    if part["type"] == "array":
        item = part.get("items") or part["prefixItems"][0]  # a pair has both of its parts alike
        return f"{_type(item, classes)}[]"
    if part["type"] == "object":
        fields = {name: field for name, field in part["properties"].items() if _EVIDENCE not in field.get("anyOf", ())}
        columns = ", ".join(f'"{name}" {_type(field, classes)}' for name, field in fields.items())
        return f"STRUCT({columns})"
    return "DATE" if part.get("format") == "date" else _SCALARS[part["type"]]
