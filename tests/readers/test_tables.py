"""Which columns and keys a dump has, and which of them are used: what a run tells its user."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from extractor.readers import Options
from extractor.readers.tables import find_tables

NAMES = ("id", "headline", "created_at", "body")
USED = {"id": "id", "title": "headline", "text": "body"}
ROW = ("1", "Tea", "2021-05-04", "Kenya sold tea.")


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.jsonl", "a.json", "split.json", "a.parquet", "long.jsonl"])
def test_names_and_what_they_are_used_for(tmp_path: Path, name: str) -> None:
    row = dict(zip(NAMES, ROW, strict=True))
    written = {
        "a.csv": ",".join(NAMES) + "\n" + ",".join(ROW),
        "a.tsv": "\t".join(NAMES) + "\n" + "\t".join(ROW),
        "a.jsonl": json.dumps(row) + "\n" + json.dumps({"text": "x"}),
        "a.json": json.dumps([row, row], indent=1),
        "split.json": json.dumps({"columns": NAMES, "data": [ROW]}),
        "long.jsonl": json.dumps(row | {"body": "Kenya sold tea. " * 10_000}),
    }
    if name in written:
        (tmp_path / name).write_text(written[name])
    else:
        pq.write_table(pa.table({key: [value] for key, value in row.items()}), tmp_path / name)
    (table,) = find_tables([str(tmp_path)], Options())
    assert (table.path, table.names, table.used) == (str(tmp_path / name), NAMES, USED)
    assert table.dates == ["created_at"]
    (table,) = find_tables([str(tmp_path)], Options(fields={"published": "created_at"}))
    assert (table.used["published"], table.dates) == ("created_at", [])


def test_each_set_of_names_is_told_once_and_what_is_no_table_not_at_all(tmp_path: Path) -> None:
    for number in range(4):
        (tmp_path / f"{number}.csv").write_text("id,text\n1,Tea.\n")
    (tmp_path / "a.txt").write_text("Kenya sold tea.")
    (tmp_path / "b.json").write_bytes(b"\x00\xff{")
    assert [table.names for table in find_tables([str(tmp_path), "-", str(tmp_path / "gone")], Options())] == [
        ("id", "text")
    ]
