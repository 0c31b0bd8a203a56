"""What a user of the tidy tables asks: figures to reckon with, days as days, nothing lost by rounding."""

import csv
import sqlite3
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from extractor.record import Record
from extractor.records.write import write

TEXT = "Kenya paid 1 and 2."
FIGURES = ("0.00000000005", "1" + 30 * "0")  # too fine, too large for ten places and 28 digits before them


@pytest.fixture
def records() -> list[Record]:
    kenya = {"start": 0, "end": 5, "text": "Kenya"}
    money = [
        {"start": 11, "end": 12, "text": "1", "currency": "KES", "low": fine, "high": fine, "amount": fine}
        for fine in (*FIGURES, "7.25")
    ]
    people = [{"name": "Kenya", "roles": ["head", "chief"], "mentions": [kenya]}]
    dates = [{"start": 17, "end": 18, "text": "2", "kind": "date", "value": "2025", "first": "2025-01-01"}]
    first = {"id": "a", "text": TEXT, "published": "2025-03-04", "money": money, "people": people, "dates": dates}
    return [Record.model_validate(first), Record(id="a", text='Tea, "black"\nand green.')]


def test_sqlite_has_figures_to_reckon_with_and_exact_ones(records: list[Record], tmp_path: Path) -> None:
    write(records, tmp_path / "a.sqlite")
    with closing(sqlite3.connect(tmp_path / "a.sqlite")) as database:
        found = database.execute("SELECT amount, amount_exact, approximate FROM money ORDER BY money").fetchall()
        assert found == [(5e-11, FIGURES[0], 0), (1e30, FIGURES[1], 0), (7.25, "7.25", 0)]
        joined = "SELECT id, roles FROM people JOIN articles USING (article)"
        assert database.execute(joined).fetchall() == [("a", "head; chief")]
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_duckdb_has_decimals_and_days(records: list[Record], tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    write(records, tmp_path / "a.duckdb")
    with duckdb.connect(str(tmp_path / "a.duckdb"), read_only=True) as database:
        found = database.execute("SELECT amount, amount_exact FROM money ORDER BY money").fetchall()
        assert found == [(Decimal(0), FIGURES[0]), (None, FIGURES[1]), (Decimal("7.25"), "7.25")]
        assert database.execute("SELECT sum(amount) FROM money").fetchall() == [(Decimal("7.25"),)]
        days = "SELECT published, first FROM articles LEFT JOIN dates USING (article) ORDER BY article"
        assert database.execute(days).fetchall() == [(date(2025, 3, 4), date(2025, 1, 1)), (None, None)]


def test_csv_is_read_by_other_programs(records: list[Record], tmp_path: Path) -> None:
    write(records, tmp_path / "a", format="csv")
    with (tmp_path / "a" / "articles.csv").open(encoding="utf-8", newline="") as stream:
        found = list(csv.DictReader(stream))
    assert [(row["article"], row["id"], row["text"]) for row in found] == [
        ("0", "a", TEXT),
        ("1", "a", records[1].text),
    ]
    with (tmp_path / "a" / "money.csv").open(encoding="utf-8", newline="") as stream:
        assert [row["amount"] for row in csv.DictReader(stream)] == [*FIGURES, "7.25"]
