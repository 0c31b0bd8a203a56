"""`extractor convert`: from any format to any other, and back to the same bytes."""

from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from extractor.commands import app
from extractor.record import Record
from extractor.records.write import write

RECORDS = [
    Record.model_validate(
        {
            "id": str(number),
            "text": "Kenya sells tea for $5.",
            "title": "" if number else None,
            "money": [
                {"start": 20, "end": 22, "text": "$5", "currency": "USD", "low": "5", "high": "5", "amount": "5"}
            ],
        }
    )
    for number in range(5)
]


def convert(*args: object) -> Result:
    return CliRunner().invoke(app, ["convert", *map(str, args)])


@pytest.fixture
def records(tmp_path: Path) -> Path:
    write(RECORDS, tmp_path / "records.jsonl")
    return tmp_path / "records.jsonl"


def test_a_way_through_every_format_ends_where_it_began(records: Path, tmp_path: Path) -> None:
    steps = [
        ("a.parquet", ()),
        ("a.sqlite", ()),
        ("a.arrow", ()),
        ("csv", ("--format", "csv")),
        ("shards", ("--shard-size", "2")),
        ("a.duckdb", ()),
        ("dataset", ("-f", "huggingface", "--shard-size", "2")),
        ("packed", ("--format", "jsonl.gz")),
        ("a.jsonl.zst", ()),
        ("end.jsonl", ()),
    ]
    before = records
    for name, options in steps:
        result = convert(before, tmp_path / name, *options)
        assert (result.exit_code, result.stderr) == (0, f"5 records in {tmp_path / name}\n")
        before = tmp_path / name
    assert before.read_bytes() == records.read_bytes()
    assert len(list((tmp_path / "shards").iterdir())) == 3


def test_spans_that_were_widened_are_counted(tmp_path: Path) -> None:
    tea = {"name": "tea", "mentions": [{"start": 0, "end": 2, "text": "te"}]}
    write([Record.model_validate({"id": "1", "text": "tea", "commodities": [tea]})], tmp_path / "a.jsonl")
    result = convert(tmp_path / "a.jsonl", tmp_path / "a.spacy")
    assert (result.exit_code, result.stderr.splitlines()[1]) == (0, "1 of 1 spans widened to whole tokens")


def test_a_broken_record_ends_it_and_out_stays_as_it_was(records: Path, tmp_path: Path) -> None:
    (tmp_path / "out.parquet").write_text("earlier")
    with records.open("ab") as stream:
        stream.write(b'{"schema_version": "1.0"}\n')
    result = convert(records, tmp_path / "out.parquet", "--overwrite")
    assert result.exit_code == 2
    assert f"{records}, line 6, id: Field required" in result.stderr
    assert (tmp_path / "out.parquet").read_text() == "earlier"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.parquet", "records.jsonl"]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("{records}", "{records}", "--overwrite"), "is what is read, or holds it"),
        (("{records}", "{folder}", "--overwrite", "--format", "csv"), "is what is read, or holds it"),
        (("{records}", "{folder}/a.csv"), "an output ends in .jsonl"),
        (("{records}", "{folder}/new", "--format", "xml"), "there are shards, jsonl"),
        (("{records}", "{folder}/taken"), "--overwrite"),
        (("{folder}/absent.jsonl", "{folder}/new.jsonl"), "can't be opened"),
        (("{records}", "{folder}/new", "--shard-size", "0"), "shard-size"),
    ],
)
def test_what_cannot_be_done_says_why(records: Path, tmp_path: Path, args: tuple[str, ...], message: str) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "records-00000.jsonl").write_text("")
    before = sorted(tmp_path.rglob("*"))
    result = convert(*(arg.format(records=records, folder=tmp_path) for arg in args))
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())
    assert sorted(tmp_path.rglob("*")) == before
