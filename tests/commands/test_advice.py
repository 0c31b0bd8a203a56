"""What a run says of columns and of missing dates, and what to do."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractor.batch import run as run_module
from extractor.commands import app


@pytest.fixture(autouse=True)
def _quick_extraction(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parent.parent))  # processes take the path over
    import standins

    monkeypatch.setattr(run_module, "make_work", standins.instead)


@pytest.mark.parametrize(
    ("table", "options", "said"),
    [
        (
            "id,headline,created_at,body\n1,Tea,2021-05-04,Tea rose.\n2,Rye,2021-05-05,Rye fell.\n",
            [],
            [
                "has id, headline, created_at, body; used: id, headline as title, body as text",
                "no dates; there is a column «created_at»: --field published=created_at",
            ],
        ),
        (
            "id,headline,created_at,body\n1,Tea,2021-05-04,Tea rose.\n",
            ["--field", "published=created_at"],
            ["used: id, headline as title, created_at as published, body as text"],
        ),
        (
            "date,text\n03/04/2021,Tea rose.\nsome day,Rye fell.\n2021-05-05,Oats.\n",
            [],
            [
                "1 of 3 articles have a date that can be read in two ways: --date-order DMY",
                "1 of 3 articles have no date; those under «date» are missing or can't be read",
            ],
        ),
        (
            "1,2021-05-05,Oats fell.\n",
            ["--columns", "id,date,text"],
            ["has id, date, text; used: id, date as published, text"],
        ),
    ],
)
def test_a_run_says_what_it_used_and_what_it_missed(
    tmp_path: Path, table: str, options: list[str], said: list[str]
) -> None:
    dump = tmp_path / "wire.csv"
    dump.write_text(table)
    result = CliRunner().invoke(app, ["run", str(dump), "-o", str(tmp_path / "out.jsonl"), *options])
    assert result.exit_code == 0
    for line in said:
        assert line in result.stderr
    assert ("no date" in result.stderr) == any("no date" in line for line in said)
