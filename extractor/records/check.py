"""A valid record that departs from the contract all the same: values in another form, lists in another order."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from pydantic_core import from_json

from extractor.plugins import lists_in
from extractor.record import Record


def departures(given: bytes | dict[str, Any], record: Record) -> Iterator[tuple[str, str]]:
    """Where what was given for a record is not as the record would be written: the field, and what is wrong there."""
    written = from_json(record.to_json())
    yield from _other_forms(from_json(given) if isinstance(given, bytes) else given, written, "")
    for kind, _, entities in lists_in(written):
        places = [(kind, entity) for entity in entities]
        for number, (_, entity) in enumerate(places):
            mentions = [(f"{kind}[{number}].mentions", mention) for mention in entity.get("mentions", ())]
            yield from _out_of_order(mentions)
        yield from _out_of_order(places)


def _other_forms(given: Any, written: Any, field: str) -> Iterator[tuple[str, str]]:
    if isinstance(given, dict) and isinstance(written, dict):
        for name in written.keys() & given.keys():
            yield from _other_forms(given[name], written[name], f"{field}.{name}" if field else name)
    elif isinstance(given, list | tuple) and isinstance(written, list):
        for number, (one, other) in enumerate(zip(given, written, strict=True)):
            yield from _other_forms(one, other, f"{field}[{number}]")
    else:
        plain = given.isoformat() if isinstance(given, date) else given  # columns have types for days and decimals
        if not isinstance(given, Decimal) and (type(plain), plain) != (type(written), written):
            yield field, f"{plain!r} should be written as {written!r}"


def _out_of_order(places: list[tuple[str, Any]]) -> Iterator[tuple[str, str]]:
    starts = [entity.get("mentions", [entity])[0]["start"] for _, entity in places]
    for number, (before, start) in enumerate(pairwise(starts), 1):
        if start < before:
            yield f"{places[number][0]}[{number}]", "stands before its neighbour in the text: lists go by first mention"
