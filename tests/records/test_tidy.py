"""The record as tidy tables: every field has a column, and rows hold the whole record."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.kinds import NAMES
from extractor.record import Record
from extractor.records.tidy import TABLES, join, rebuild, rounded, rows, split

EXAMPLES = sorted((Path(__file__).parent.parent.parent / "schemas" / "1" / "examples").glob("*.json"))
MENTION = {"start": 0, "end": 5, "text": "Kenya"}
FULL = {
    "id": "a-1",
    "source": {"outlet": "news.by", "path": "a.jsonl", "index": 3, "url": "u", "images": ["a.png", "b; c.png"]},
    "published": "2025-03-04",
    "title": "",
    "text": "Kenya",
    "people": [{"name": "Kenya", "roles": ["head; of state", ""], "country": "KE", "mentions": [MENTION, MENTION]}],
    "countries": [{"code": "KE", "name": "Kenya", "mentions": [{**MENTION, "kind": "place"}]}],
    "dates": [{**MENTION, "kind": "date", "value": "2025", "modifier": "mid", "first": "2025-01-01", "last": None}],
    "money": [{**MENTION, "currency": "KES", "low": "0.00000000000001", "high": "7", "amount": None, "per": "tonne"}],
    "commodities": [{"name": "tea", "hs": "0902", "mentions": [MENTION]}, {"name": "salt", "mentions": [MENTION]}],
    "trade": [
        {**MENTION, "kind": "turnover", "parties": ["KE", "BY"], "commodities": ["0902", "09"], "money": 0},
        {
            **MENTION,
            "kind": "export",
            "exporter": "KE",
            "importer": "EG",
            "period": "2024",
            "change": "-3.5",
            "confidence": 0.87,
        },
    ],
    "warnings": ["truncated; at the end", "\\"],
    "duplicate_of": "a-0",
}


@pytest.mark.parametrize(
    "given_record", [FULL, {"id": "1", "text": ""}, *(json.loads(p.read_bytes()) for p in EXAMPLES)]
)
def test_rows_hold_the_whole_record(given_record: dict[str, object]) -> None:
    record = Record.model_validate(given_record)
    found = rows(json.loads(record.to_json()), 7)
    assert Record.model_validate(rebuild(found)) == record
    assert {row[0] for table in found.values() for row in table} == {7}


def test_every_row_has_a_cell_for_each_column_and_a_key_of_its_own() -> None:
    found = rows(FULL, 0)
    assert [name for name in TABLES if not found[name]] == []
    for name, table in TABLES.items():
        assert {len(row) for row in found[name]} == {len(table.columns)}
        assert len({row[: table.keys] for row in found[name]}) == len(found[name])


def test_every_list_of_the_record_is_a_table() -> None:
    parts = {name for name, field in Record.model_fields.items() if field.default == () and name != "warnings"}
    assert set(NAMES) == parts


def test_a_cell_says_what_the_record_says() -> None:
    found = rows(FULL, 0)
    person = dict(zip(TABLES["people"].columns, found["people"][0], strict=True))
    assert person == {"article": 0, "person": 0, "name": "Kenya", "roles": "head\\; of state; ", "country": "KE"}
    turnover = dict(zip(TABLES["trade"].columns, found["trade"][0], strict=True))
    assert (turnover["party_a"], turnover["party_b"], turnover["commodities"]) == ("KE", "BY", "0902; 09")
    assert [row[1:4] for row in found["mentions"]] == [
        ("people", 0, 0),
        ("people", 0, 1),
        ("countries", 0, 0),
        ("commodities", 0, 0),
        ("commodities", 1, 0),
    ]


@given(st.lists(st.text(st.sampled_from("a;\\ \n"))))
def test_a_joined_list_is_split_again(texts: list[str]) -> None:
    assert split(join(texts)) == texts


@pytest.mark.parametrize(
    ("digits", "held"),
    [
        (None, None),
        ("7200000", "7200000"),
        ("-0.15", "-0.15"),
        ("0.00000000005", "0"),
        ("1" * 28, "1" * 28),
        ("1" * 29, None),
    ],
)
def test_a_decimal_is_rounded_or_left_out(digits: str | None, held: str | None) -> None:
    assert rounded(digits) == (None if held is None else Decimal(held))
