"""Tables in one line: frames of any library that is there, DuckDB, and columns for Hugging Face."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import extractor
from extractor.errors import Reason, Reject
from extractor.record import Record
from extractor.records import frames
from extractor.records.tidy import TABLES
from extractor.records.write import write

TEXT = "Ann Lee of Kenya paid $1.40."


def place(text: str, **more: object) -> dict[str, object]:
    start = TEXT.index(text)
    return {"start": start, "end": start + len(text), "text": text, **more}


FULL = Record.model_validate(
    {
        "id": "a",
        "text": TEXT,
        "published": "1620-03-04",  # before what nanoseconds reach
        "people": [{"name": "Ann Lee", "roles": ["chief; acting", "head"], "mentions": [place("Ann Lee")]}],
        "money": [
            place("$1.40", currency="USD", low="1.4", high="1.4", amount="1.4"),
            place("$1.40", low=3 * "1234567890123456"),
        ],
    }
)
BARE = Record(id="b", text="Nothing.")
REJECT = Reject("a.txt", 1, Reason.EMPTY_ARTICLE, "nothing", None)


def stream() -> Iterator[Record | Reject]:
    yield from (BARE, REJECT, FULL)


def test_pandas_has_days_exact_amounts_and_lists() -> None:
    pytest.importorskip("pandas")
    people = extractor.to_frame(stream(), "people", library="pandas")
    assert people.drop(columns="country").to_dict("records") == [
        {"article": 1, "person": 0, "name": "Ann Lee", "roles": ["chief; acting", "head"]}
    ]
    assert people.country.isna().all()
    articles = extractor.to_frame(stream(), library="pandas")
    assert articles.published[1].to_pydatetime() == datetime(1620, 3, 4) and articles.published.isna()[0]
    money = extractor.to_frame(FULL, "money", library="pandas")
    assert money.amount[0] == Decimal("1.4") and money.low.sum() == Decimal("1.4") + int(3 * "1234567890123456")
    assert money.approximate.dtype == "boolean" and money.start.dtype == "Int64"


@pytest.mark.parametrize("library", ["pyarrow", "polars"])
def test_arrow_and_polars_have_types_of_their_own(library: str) -> None:
    pytest.importorskip(library)
    money = extractor.to_frame(stream(), "money", library=library)
    assert [(row["article"], row["amount"], row["low"]) for row in dicts(money)] == [
        (1, Decimal("1.4"), Decimal("1.4")),
        (1, None, None),
    ]
    people = extractor.to_frame(stream(), "people", library=library)
    assert [row["roles"] for row in dicts(people)] == [["chief; acting", "head"]]
    assert [row["published"] for row in dicts(extractor.to_frame(FULL, library=library))] == [date(1620, 3, 4)]


def dicts(frame: Any) -> list[dict[str, object]]:
    return frame.to_pylist() if hasattr(frame, "to_pylist") else frame.to_dicts()


@pytest.mark.parametrize("library", ["pandas", "polars", "pyarrow"])
@pytest.mark.parametrize("table", TABLES)
def test_every_table_has_its_columns_also_without_rows(table: str, library: str) -> None:
    pytest.importorskip(library)
    full, empty = (extractor.to_frame(records, table, library=library) for records in ([FULL], []))
    names = [list(getattr(frame, "column_names", None) or frame.columns) for frame in (full, empty)]
    assert names[0] == names[1] == list(TABLES[table].columns)
    types = [frame.schema if hasattr(frame, "schema") else dict(frame.dtypes) for frame in (full, empty)]
    assert types[0] == types[1]


def test_the_first_library_that_is_there_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyarrow")
    monkeypatch.setattr(frames, "find_spec", lambda name: name == "pyarrow")
    assert extractor.to_frame([FULL], "people").column("name").to_pylist() == ["Ann Lee"]
    monkeypatch.setattr(frames, "find_spec", lambda name: None)
    with pytest.raises(extractor.WriteError, match="pandas, polars or pyarrow"):
        extractor.to_frame([FULL])


def test_what_is_no_table_library_or_record_is_refused() -> None:
    with pytest.raises(ValueError, match=r"no table 'persons'.*people"):
        extractor.to_frame([FULL], "persons")
    with pytest.raises(ValueError, match=r"no library 'spark'.*polars"):
        extractor.to_frame([FULL], library="spark")
    with pytest.raises(TypeError, match="dict"):
        extractor.to_frame([{"text": "Tea."}])  # type: ignore[list-item]


def test_duckdb_takes_records_in_one_call(tmp_path: Path) -> None:
    pytest.importorskip("duckdb")
    asked = "SELECT id, p.name, roles FROM people p JOIN articles USING (article)"
    with extractor.to_duckdb(stream()) as memory, extractor.to_duckdb(stream(), tmp_path / "a.duckdb") as kept:
        assert memory.sql(asked).fetchall() == kept.sql(asked).fetchall() == [("a", "Ann Lee", "chief\\; acting; head")]
    assert list(extractor.read_records(tmp_path / "a.duckdb")) == [BARE, FULL]
    with pytest.raises(extractor.WriteError, match="exists already"):
        extractor.to_duckdb(stream(), tmp_path / "a.duckdb")


def test_records_are_read_by_the_public_name(tmp_path: Path) -> None:
    write([FULL, BARE], tmp_path / "a.jsonl.gz")
    assert list(extractor.read_records(tmp_path / "a.jsonl.gz")) == [FULL, BARE]


def test_a_dataset_is_mapped_though_its_first_rows_find_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_HOME", str(tmp_path / "home"))
    datasets = pytest.importorskip("datasets", reason="datasets is not installed")
    records = {record.text: record for record in (BARE, FULL)}
    articles = datasets.Dataset.from_dict({"text": [BARE.text, BARE.text, FULL.text]})
    found = articles.map(
        lambda row: records[row["text"]].model_dump(mode="json"),
        features=extractor.features(),
        writer_batch_size=2,
    )
    assert [Record.model_validate(row) for row in found] == [BARE, BARE, FULL]
