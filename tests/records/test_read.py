"""Records read again: damage is told with its place and field, and what is whole beside it is read."""

import gzip
import json
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from backports import zstd

from extractor.errors import ReadError, RecordError
from extractor.record import Record
from extractor.records.read import Problem, holds_records, is_inside, read_records, scan_records
from extractor.records.write import write

MENTION = {"start": 0, "end": 5, "text": "Kenya"}
COUNTRY = {"code": "KE", "name": "Kenya", "mentions": [{**MENTION, "kind": "name"}]}
OBJECT = {"schema_version": "1.0", "id": "a", "text": "Kenya and tea", "countries": [COUNTRY]}


def records(number: int = 3) -> list[Record]:
    return [Record.model_validate({**OBJECT, "id": f"a-{index}"}) for index in range(number)]


def told(path: Path, *, strict: bool = True) -> list[str]:
    """What is found: ids, and problems without the path."""
    return [
        str(item).removeprefix(str(path)).lstrip("/, :") if isinstance(item, Problem) else item.id
        for item in scan_records(path, strict=strict)
    ]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"text": "Other words"}, "[0, 5) is 'Other' in the text, not 'Kenya'"),
        ({"text": None}, "text: Input should be a valid string"),
        ({"schema_version": "2.0"}, "schema_version: Input should be '1.0'"),
        ({"countries": [{**COUNTRY, "code": "QQ"}]}, "countries[0].code: 'QQ' is no ISO 3166-1 alpha-2"),
        ({"money": [{**MENTION, "amount": 1.5}]}, "money[0].amount: 1.5 is a float: give a decimal string"),
        ({"dates": [{**MENTION, "end": 4, "kind": "date"}]}, "dates[0].value: Field required"),
        ({"money": [{**MENTION, "amount": "1E3"}]}, "money[0].amount: '1E3' should be written as '1000'"),
        ({"money": [{**MENTION, "approximate": "no"}]}, "money[0].approximate: 'no' should be written as False"),
        ({"source": {"index": "3"}}, "source.index: '3' should be written as 3"),
        (
            {
                "dates": [
                    {"start": 10, "end": 13, "text": "tea", "kind": "set", "value": "P1Y"},
                    {**MENTION, "kind": "set", "value": "P1Y"},
                ]
            },
            "dates[1]: stands before its neighbour in the text",
        ),
        (
            {"people": [{"name": "Tea", "mentions": [{"start": 10, "end": 13, "text": "tea"}, MENTION]}]},
            "people[0].mentions[1]: stands before its neighbour",
        ),
    ],
)
def test_a_broken_record_is_told_with_place_and_field(tmp_path: Path, change: dict[str, object], problem: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(map(json.dumps, [OBJECT, {**OBJECT, **change}, {**OBJECT, "id": "c"}])) + "\n")
    found = told(path)
    assert (found[0], found[-1]) == ("a", "c")
    assert found[1].startswith(f"line 2, {problem}") or found[1].startswith(f"line 2: {problem}")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (b'{"schema_version": "1.0", "id"', "line 2: Invalid JSON"),
        (b'["schema_version"]', "line 2: Input should be an object"),
        (b'{"schema_version": "1.0", "id": "\xff", "text": ""}', "line 2: Invalid JSON"),
        (b'{"id": "a", "text": "News, and no record."}', "line 2, schema_version: is missing"),
    ],
)
def test_a_line_that_is_no_record_does_not_end_the_reading(tmp_path: Path, line: bytes, problem: str) -> None:
    path = tmp_path / "a.jsonl"
    good = [record.to_json() for record in records(2)]
    path.write_bytes(b"\n".join([good[0], line, b" ", good[1], b""]))
    found = told(path)
    assert (found[0], found[2]) == ("a-0", "a-1")
    assert found[1].startswith(problem)
    with pytest.raises(RecordError, match=f"a.jsonl, {problem}"):
        list(read_records(path))


@pytest.mark.parametrize(("ending", "pack"), [("gz", gzip.compress), ("zst", zstd.compress)])
def test_a_cut_packing_is_told_after_the_records_before_it(
    tmp_path: Path, ending: str, pack: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / f"a.jsonl.{ending}"
    whole = [record.to_json() + b"\n" for record in records(2)]
    path.write_bytes(pack(whole[0]) + pack(whole[1])[:-6])
    found = list(scan_records(path))
    assert isinstance(found[0], Record) and found[0].id == "a-0"
    assert isinstance(found[-1], Problem) and found[-1].unreadable
    with pytest.raises(ReadError, match="breaks off"):
        list(read_records(path))


def test_rows_of_parquet_are_checked_like_lines(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    import pyarrow

    from extractor.records.arrow import record_schema

    rows = [json.loads(record.to_json()) for record in records(3)]
    rows[1]["text"] = "Other words"
    parquet.write_table(pyarrow.Table.from_pylist(rows, record_schema()), tmp_path / "a.parquet")
    assert told(tmp_path / "a.parquet") == ["a-0", "row 1: [0, 5) is 'Other' in the text, not 'Kenya'", "a-2"]
    less = pyarrow.Table.from_pylist(rows[:1], record_schema()).drop_columns(["text"])
    parquet.write_table(less, tmp_path / "less.parquet")
    assert told(tmp_path / "less.parquet") == ["row 0, text: Field required"]
    (tmp_path / "cut.parquet").write_bytes((tmp_path / "a.parquet").read_bytes()[:-20])
    assert told(tmp_path / "cut.parquet")[0].startswith("neither Parquet nor an Arrow file, or damaged")


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ("DELETE FROM articles WHERE article = 1", "article 1: the table articles has 0 rows of this number"),
        ("DELETE FROM countries WHERE article = 1", "article 1: a mention of countries 0, which isn't in the table"),
        ("UPDATE countries SET country = 2 WHERE article = 1", "article 1: the rows of countries are numbered [2]"),
        ("UPDATE mentions SET kind = 'cities' WHERE article = 1", "article 1: a mention of cities 0"),
        ("UPDATE articles SET text = 'Tea' WHERE article = 1", "article 1: [0, 5) is 'Tea' in the text, not 'Kenya'"),
    ],
)
def test_rows_that_do_not_fit_are_told_and_the_rest_is_read(tmp_path: Path, change: str, problem: str) -> None:
    write(records(), tmp_path / "a.sqlite")
    with closing(sqlite3.connect(tmp_path / "a.sqlite")) as database, database:
        database.execute(change)
    found = told(tmp_path / "a.sqlite")
    assert (found[0], found[2]) == ("a-0", "a-2")
    assert found[1].startswith(problem)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ("DROP TABLE money", "no such table: money"),
        ("ALTER TABLE money DROP COLUMN per", "no such column"),
    ],
)
def test_another_database_is_no_file_of_records(tmp_path: Path, change: str, problem: str) -> None:
    write(records(), tmp_path / "a.sqlite")
    with closing(sqlite3.connect(tmp_path / "a.sqlite")) as database, database:
        database.execute(change)
    assert problem in told(tmp_path / "a.sqlite")[-1]


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        ("articles", "\n1,a-1", "\none,a-1", "articles.csv, row 2: not the cells of this table"),
        ("articles", "1,a-1", '1,"a-1', "the last row breaks off inside a cell"),
        ("countries", "KE,", "KE", "countries.csv, row 1: not the cells of this table"),
        ("money", "money", "sum", "money.csv: the header is"),
    ],
)
def test_a_damaged_csv_is_told(tmp_path: Path, name: str, old: str, new: str, problem: str) -> None:
    write(records(), tmp_path / "a", format="csv")
    path = tmp_path / "a" / f"{name}.csv"
    path.write_text(path.read_text().replace(old, new))
    assert problem in told(tmp_path / "a")[-1]


def test_a_missing_table_is_told(tmp_path: Path) -> None:
    write(records(), tmp_path / "a", format="csv")
    (tmp_path / "a" / "money.csv").unlink()
    assert told(tmp_path / "a") == ["money.csv can't be opened: No such file or directory"]


def test_a_folder_is_read_file_by_file_whatever_breaks(tmp_path: Path) -> None:
    write(records(), tmp_path / "out", format="jsonl.gz", shard_size=1)
    broken = tmp_path / "out" / "records-00001.jsonl.gz"
    broken.write_bytes(broken.read_bytes()[:-5])
    for name in ("rejects-00000.jsonl", "manifest.json", ".hidden.jsonl", "wire.jsonl.rejects.jsonl"):
        (tmp_path / "out" / name).write_text("{}")
    found = told(tmp_path / "out")
    assert [item for item in found if item.startswith("a-")] == ["a-0", "a-1", "a-2"]
    assert found[2].startswith("records-00001.jsonl.gz, after line 1: ") and "breaks off" in found[2]


def test_what_is_no_file_of_records_is_said(tmp_path: Path) -> None:
    assert told(tmp_path) == ["no file of records in this folder"]
    assert told(tmp_path / "absent.jsonl") == ["can't be opened: No such file or directory"]
    (tmp_path / "a.spacy").write_bytes(b"x")
    assert told(tmp_path / "a.spacy")[0].startswith("a DocBin holds texts and spans")


@pytest.mark.parametrize(
    ("ending", "package", "extra"), [("parquet", "pyarrow", "parquet"), ("duckdb", "duckdb", "duckdb")]
)
def test_a_missing_package_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str, package: str, extra: str
) -> None:
    write(records(), tmp_path / f"a.{ending}")
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ReadError, match=rf"pip install 'extractor-news\[{extra}\]'"):
        list(read_records(tmp_path / f"a.{ending}"))


def test_records_are_told_from_news(tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_text('{"id": "a", "text": "Kenya sells tea."}\n')
    (tmp_path / "news.txt").write_text("Kenya sells tea.")
    write(records(), tmp_path / "a.parquet")
    write(records(), tmp_path / "shards")
    paths = ["news.jsonl", "news.txt", "absent", "a.parquet", "shards", "."]
    assert [holds_records(str(tmp_path / path)) for path in paths] == [False, False, False, True, True, True]
    assert holds_records("-") is False


def test_a_path_knows_what_it_lies_inside(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b.jsonl"
    assert is_inside(str(inner), str(tmp_path / "a"))
    assert is_inside(str(inner), str(inner))
    assert not is_inside(str(tmp_path / "a"), str(inner))
    assert not is_inside("-", str(tmp_path))
