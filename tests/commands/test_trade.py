"""`extractor trade`: rows with UN Comtrade's names, from records, as CSV or Parquet."""

import csv
import io
import sys
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

import extractor
from extractor.commands import app
from extractor.record import Record
from extractor.records.comtrade import COLUMNS, alpha_3, rows
from extractor.records.read import read_records
from extractor.records.write import write

TEXT = (
    "Kenya's tea exports to Pakistan rose 12 percent to $500 million in 2024. Belarus imports cut flowers and coffee from Kenya. "
    "Trade between Belarus and Kenya fell to $13.6 million in 2023."
)
ROWS = [
    ("KEN", "PAK", "X", "0902", "2024", "500000000", "USD", "", "", "", "12"),
    ("BLR", "KEN", "M", "0603", "", "", "", "", "", "", ""),
    ("BLR", "KEN", "M", "0901", "", "", "", "", "", "", ""),
    ("BLR", "KEN", "T", "", "2023", "13600000", "USD", "", "", "", ""),
]


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "records.jsonl"
    write([extractor.extract(TEXT, date(2025, 3, 4), id="a-1")], path)
    return path


def test_csv_has_a_row_for_each_statement_and_good(records: Path, tmp_path: Path) -> None:
    out = tmp_path / "trade.csv"
    result = CliRunner().invoke(app, ["trade", str(records), "-o", str(out)])
    assert (result.exit_code, result.stderr) == (0, f"4 rows in {out}\n")
    found = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"))))
    assert [tuple(row[column] for column in COLUMNS[:11]) for row in found] == ROWS
    assert found[0]["sentence"] == TEXT[: TEXT.index(" Belarus")]
    assert {(row["article"], row["published"]) for row in found} == {("a-1", "2025-03-04")}


def test_records_of_every_format_are_taken(records: Path, tmp_path: Path) -> None:
    names = ["records.parquet", "records.sqlite", "shards"]
    for name in names:
        write(read_records(records), tmp_path / name)
    result = CliRunner().invoke(app, ["trade", *(str(tmp_path / name) for name in names)])
    assert len(result.stdout.splitlines()) == 1 + 3 * len(ROWS)


def test_without_out_the_rows_go_to_standard_output(records: Path) -> None:
    result = CliRunner().invoke(app, ["trade", str(records)])
    assert result.stdout.splitlines()[0] == ",".join(COLUMNS)
    assert len(result.stdout.splitlines()) == 1 + len(ROWS)


def test_parquet_holds_the_same_rows(records: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    out = tmp_path / "trade.parquet"
    assert CliRunner().invoke(app, ["trade", str(records), "-o", str(out)]).exit_code == 0
    table = parquet.read_table(out)
    assert tuple(table.column_names) == COLUMNS
    assert [tuple(row[column] or "" for column in COLUMNS[:11]) for row in table.to_pylist()] == ROWS


def test_parquet_without_pyarrow_says_what_to_install(
    records: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    result = CliRunner().invoke(app, ["trade", str(records), "-o", str(tmp_path / "trade.parquet")])
    assert result.exit_code == 2
    assert "extractor-news[parquet]" in result.stderr


@pytest.mark.parametrize(
    ("content", "out", "message"),
    [
        ('{"id": 1}\n', "trade.csv", "line 1"),
        ("", "trade.xls", ".csv or .parquet"),
        ("", "records.jsonl.csv", "exists already"),
    ],
)
def test_what_cannot_be_done_says_why(tmp_path: Path, content: str, out: str, message: str) -> None:
    (tmp_path / "bad.jsonl").write_text(content, encoding="utf-8")
    (tmp_path / "records.jsonl.csv").write_text("", encoding="utf-8")
    result = CliRunner().invoke(app, ["trade", str(tmp_path / "bad.jsonl"), "-o", str(tmp_path / out)])
    assert result.exit_code == 2
    assert message in result.stderr
    assert not (tmp_path / "trade.csv").exists()


@pytest.mark.parametrize(
    ("fields", "cells"),
    [
        ({"amount": "2.5", "low": "2.5", "high": "2.5", "unit": "tonne"}, ("2.5", "tonne", "2500")),
        ({"amount": "7", "high": "7", "unit": "barrel"}, ("7", "barrel", None)),
        ({"amount": "7", "low": "7", "high": "7", "unit": "tonne", "per": "day"}, ("7", "tonne/day", None)),
        ({"amount": "7", "low": "7", "high": "7", "unit": "ton"}, ("7", "ton", None)),
        ({"low": "7", "high": "9", "unit": "kilogram"}, (None, None, None)),
    ],
)
def test_a_quantity_is_given_in_its_unit_and_in_kilograms(
    fields: dict[str, str], cells: tuple[str | None, ...]
) -> None:
    text = "Kenya sold tea."
    statement = {"start": 0, "end": 15, "text": text, "kind": "export", "exporter": "KE", "commodities": ["0902"]}
    record = Record.model_validate(
        {
            "id": "1",
            "text": text,
            "quantities": [{"start": 0, "end": 5, "text": "Kenya", **fields}],
            "trade": [{**statement, "quantity": 0}],
        }
    )
    (row,) = rows([record])
    assert (row["qty"], row["qtyUnitAbbr"], row["netWgt"]) == cells


def test_countries_have_three_letters() -> None:
    assert [alpha_3(code) for code in ("KE", "XK", "SUHH", "DDDE", None)] == ["KEN", "XKX", "SUN", "DDR", None]
