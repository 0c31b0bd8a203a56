"""The published schemas are those of the models."""

import json
from pathlib import Path

import pytest

from extractor.commands.schema import columns, render, schemas
from extractor.record import Record

SCHEMAS = Path(__file__).parent.parent / "schemas"


@pytest.mark.parametrize("name", ["record", "article", "reject"])
def test_published_schema_is_fresh(name: str) -> None:
    published = (SCHEMAS / "1" / f"{name}.schema.json").read_text(encoding="utf-8")
    assert published == render(schemas()[name]), "run `make schemas`"


@pytest.mark.parametrize("name", ["tables", "record.arrow"])
def test_published_columns_are_fresh(name: str) -> None:
    if name == "record.arrow":
        pytest.importorskip("pyarrow")
    published = (SCHEMAS / "1" / f"{name}.json").read_text(encoding="utf-8")
    assert published == render(columns()[name]), "run `make schemas`"


def test_every_field_of_the_contract_is_published() -> None:
    fields = set(schemas()["record"]["properties"])
    assert fields == set(Record.model_fields)


def test_examples_are_valid_records() -> None:
    examples = sorted((SCHEMAS / "1" / "examples").glob("*.json"))
    assert examples
    for path in examples:
        record = Record.model_validate(json.loads(path.read_text(encoding="utf-8")))
        assert json.loads(record.to_json()) == json.loads(path.read_text(encoding="utf-8"))
