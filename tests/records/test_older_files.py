"""Files that an older schema wrote: what came later reads as empty or null, what was always there must be there."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from extractor.kinds import KINDS
from extractor.record import Record
from extractor.records import tidy
from extractor.records.read import read_records
from extractor.records.write import write

TEXT = "Kenya sold tea to Egypt."
RECORD = Record.model_validate(
    {
        "id": "a",
        "text": TEXT,
        "trade": [
            {
                "start": 0,
                "end": 24,
                "text": TEXT,
                "kind": "export",
                "exporter": "KE",
                "importer": "EG",
                "confidence": 0.9,
            }
        ],
    }
)
LATER = tidy.TABLES["trade"].later


def older(record: Record) -> Record:
    """The record without what schema 1.1 brought."""
    (statement,) = record.trade
    return record.model_copy(update={"trade": (statement.model_copy(update=dict.fromkeys(LATER)),)})


def test_the_table_of_trade_has_columns_that_came_later() -> None:
    assert {"quantity", "confidence"} == LATER


@pytest.mark.parametrize("ending", ["sqlite", "duckdb"])
def test_columns_that_came_later_read_as_null_in_a_database(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a.{ending}"
    write([RECORD], path)
    connect = sqlite3.connect if ending == "sqlite" else pytest.importorskip("duckdb").connect
    with closing(connect(str(path))) as database:
        for column in sorted(LATER):
            database.execute(f'ALTER TABLE trade DROP COLUMN "{column}"')
        if ending == "sqlite":
            database.commit()
    assert list(read_records(str(path))) == [older(RECORD)]


def test_columns_that_came_later_read_as_null_in_csv(tmp_path: Path) -> None:
    write([RECORD], tmp_path / "tables", format="csv")
    path = tmp_path / "tables" / "trade.csv"
    header, row = (line.split(",") for line in path.read_text().splitlines())
    kept = [place for place, name in enumerate(header) if name not in LATER]
    path.write_text("".join(",".join(line[place] for place in kept) + "\n" for line in (header, row)))
    assert list(read_records(str(tmp_path / "tables"))) == [older(RECORD)]


@pytest.mark.parametrize("ending", ["sqlite", "duckdb", "csv"])
def test_a_kind_that_came_later_reads_as_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str) -> None:
    path = tmp_path / f"a.{ending}" if ending != "csv" else tmp_path / "tables"
    write([RECORD], path, format="csv" if ending == "csv" else None)
    later = replace(tidy.TABLES["dates"], name="dates", optional=True)
    monkeypatch.setattr(tidy, "TABLES", {**tidy.TABLES, "dates": later})
    if ending == "csv":
        (path / "dates.csv").unlink()
    else:
        connect = sqlite3.connect if ending == "sqlite" else pytest.importorskip("duckdb").connect
        with closing(connect(str(path))) as database:
            database.execute("DROP TABLE dates")
            if ending == "sqlite":
                database.commit()
    assert list(read_records(str(path))) == [RECORD]


def test_every_optional_table_is_of_a_kind_that_came_later() -> None:
    later = {kind.name for kind in KINDS if kind.since != "1.0"}
    assert {name for name, table in tidy.TABLES.items() if table.optional} == later
