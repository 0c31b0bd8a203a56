"""`extractor validate`: where records break the contract, and how many do."""

import json
from pathlib import Path

from click.testing import Result
from typer.testing import CliRunner

from extractor.commands import app
from extractor.record import Record
from extractor.records.write import write

GOOD = Record(id="a", text="Kenya sells tea.")


def validate(*args: object) -> Result:
    return CliRunner().invoke(app, ["validate", *map(str, args)])


def test_records_that_keep_the_contract_pass(tmp_path: Path) -> None:
    write([GOOD, Record(id="b", text="")], tmp_path / "a.jsonl.gz")
    write([Record(id="c", text="Tea.")], tmp_path / "b", format="csv")
    result = validate(tmp_path / "a.jsonl.gz", tmp_path / "b")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "3 records: 3 valid, 0 broken; 0 problems\n"


def test_every_problem_is_told_and_counted(tmp_path: Path) -> None:
    path, absent = tmp_path / "a.jsonl", tmp_path / "absent.jsonl"
    broken = {"schema_version": "1.0", "id": "", "text": 3}
    path.write_text("\n".join([GOOD.to_json().decode(), json.dumps(broken), "{", GOOD.to_json().decode()]))
    result = validate(path, absent)
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        f"{path}, line 2, id: String should have at least 1 character",
        f"{path}, line 2, text: Input should be a valid string",
        f"{path}, line 3, schema_version: is missing; is this a file of records?",
        f"{absent}: can't be opened: No such file or directory",
    ]
    assert result.stderr.splitlines() == [
        "4 records: 2 valid, 2 broken; 4 problems",
        "1 places where reading broke off: what follows there was not checked",
        "note: 1 records repeat an id that came before, such as 'a'",
    ]


def test_repeated_ids_alone_are_no_fault(tmp_path: Path) -> None:
    write([GOOD, GOOD, GOOD], tmp_path / "a.jsonl")
    result = validate(tmp_path / "a.jsonl")
    assert result.exit_code == 0
    assert "note: 2 records repeat an id" in result.stderr


def test_only_so_many_problems_are_printed(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("{\n" * 5)
    result = validate(tmp_path / "a.jsonl", "--limit", "2")
    assert (result.exit_code, len(result.stdout.splitlines())) == (1, 2)
    assert "… and 3 more problems (--limit)\n5 records: 0 valid, 5 broken; 5 problems\n" in result.stderr


def test_records_come_from_standard_input() -> None:
    result = CliRunner().invoke(app, ["validate", "-"], input=GOOD.to_json() + b"\n{\n")
    assert (result.exit_code, result.stdout.split(":")[0]) == (1, "-, line 2, schema_version")
