"""`extractor run` as a user meets it: exit codes, standard output, standard error."""

import json
import os
import signal
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from extractor.batch import run as run_module
from extractor.commands import app
from extractor.commands.interrupts import interrupts
from extractor.errors import RunError


@pytest.fixture(autouse=True)
def _quick_extraction(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parent.parent))  # processes take the path over
    import standins

    monkeypatch.setattr(run_module, "make_work", standins.instead)


def run(*args: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, ["run", *map(str, args)], input=stdin)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "tea.txt"
    path.write_text("date 08/12/2025 wire.example https://cdn.example/a.webp 480w\n\nTea prices rose.")
    return path


def test_all_well(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "records.jsonl"
    result = run(news, "-o", out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.splitlines()[0].startswith("1 articles, 1 records, 0 rejects in ")
    assert "0 people, 0 countries, 0 dates, 0 money, 0 quantities, 0 commodities" in result.stderr
    assert f"records in {out}" in result.stderr
    [record] = map(json.loads, out.read_text().splitlines())
    assert (record["text"], record["published"], record["source"]["outlet"]) == (
        "Tea prices rose.",
        "2025-08-12",
        "wire.example",
    )


def test_without_out_records_go_to_standard_output(news: Path) -> None:
    result = run(news, "-", "--date-order", "dmy", stdin=b'{"text": "One."}\n{"text": 5}\n')
    assert result.exit_code == 1
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(record["text"], record["published"]) for record in records] == [
        ("Tea prices rose.", "2025-12-08"),
        ("One.", None),
    ]
    reject = json.loads(result.stderr.splitlines()[0])
    assert (reject["path"], reject["index"], reject["reason"]) == ("-", 1, "missing text")
    assert "2 articles, 2 records, 1 rejects" in result.stderr


def test_some_rejected(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "records.jsonl"
    result = run(news, tmp_path / "missing.txt", "-o", out)
    assert result.exit_code == 1
    assert f"rejects in {out}.rejects.jsonl" in result.stderr


def test_nothing_readable(tmp_path: Path) -> None:
    result = run(tmp_path / "missing.txt", "-o", tmp_path / "records.jsonl")
    assert (result.exit_code, (tmp_path / "records.jsonl").exists()) == (2, False)
    assert "nothing readable" in result.stderr
    assert "missing.txt can't be opened" in (tmp_path / "records.jsonl.rejects.jsonl").read_text()


def test_a_run_that_makes_nothing_of_its_input_says_so(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text("")
    result = run(tmp_path / "empty.jsonl", "-o", tmp_path / "records.jsonl")
    assert (result.exit_code, "there is no article in it" in result.stderr) == (2, True)


def test_the_commonest_reason_and_the_skipped_files_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "dump"
    folder.mkdir()
    (folder / "a.jsonl").write_text('{"text": 5}\n{"text": 6}\n')
    (folder / "map.xml").write_text("<urlset><url><loc>https://wire.example/tea</loc></url></urlset>")
    for name in ("a.webp", "b.WEBP", "c.pdf", "README"):
        (folder / name).write_text("x")
    result = run(folder, "-o", tmp_path / "records.jsonl")
    assert result.exit_code == 2
    assert "no records; the commonest reason: missing text (2 of 3), first: no string under `text`" in result.stderr
    assert "4 files in folders skipped: no dumps by their endings (.webp 2, no ending 1, .pdf 1)" in result.stderr
    (folder / "b.txt").write_text("Tea prices in Mombasa rose by 5 percent.")
    result = run(folder, "-o", tmp_path / "records.jsonl")
    assert (result.exit_code, "rejects, the commonest reason: missing text" in result.stderr) == (1, True)


def test_the_articles_of_an_answer_are_named_by_their_place(tmp_path: Path) -> None:
    dump = tmp_path / "answer.json"
    dump.write_text('{"data": {"rows": [{"words": "Tea prices rose."}, {"words": "Copper fell."}]}}')
    result = run(dump, "--items", "data.rows", "--field", "text=words")
    assert (result.exit_code, result.stdout.count("\n")) == (0, 2)


def test_fields_are_mapped(tmp_path: Path) -> None:
    dump = tmp_path / "dump.jsonl"
    dump.write_text('{"body": "One.", "from": {"name": "Example Wire"}}\n')
    result = run(dump, "--field", "text=body", "--field", "outlet=from.name")
    record = json.loads(result.stdout)
    assert (record["text"], record["source"]["outlet"]) == ("One.", "Example Wire")


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ([], "Missing argument"),
        (["{news}", "-o", "{folder}/records.csv"], "an output ends in .jsonl"),
        (["{news}", "-o", "{news}"], "an output ends in .jsonl"),
        (["{news}", "--field", "text"], "OURS=THEIRS"),
        (["{news}", "--field", "body=text"], "no field body"),
        (["{news}", "--date-order", "dym"], "date-order"),
        (["{news}", "--unknown"], "No such option"),
    ],
)
def test_wrong_usage(news: Path, args: list[str], message: str) -> None:
    result = run(*(arg.format(news=news, folder=news.parent) for arg in args))
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in " ".join(result.stderr.split())
    assert "Traceback" not in result.stderr


def test_an_existing_output_needs_overwrite(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "records.jsonl"
    assert [run(news, "-o", out).exit_code, run(news, "-o", out).exit_code] == [0, 2]
    assert run(news, "-o", out, "--overwrite").exit_code == 0


def test_help_and_version() -> None:
    result = CliRunner().invoke(app, ["--help"])
    assert all(name in result.stdout for name in ("run", "show"))
    assert CliRunner().invoke(app, ["--version"]).stdout.startswith("extractor ")


def test_the_first_signal_asks_and_the_second_one_ends() -> None:
    with interrupts("finishing") as heard:
        os.kill(os.getpid(), signal.SIGTERM)
        assert heard.asked() and heard.exit_code == 143
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
    assert heard.exit_code == 130
    with pytest.raises(KeyboardInterrupt), interrupts(None):
        os.kill(os.getpid(), signal.SIGINT)


def test_an_interrupted_run_says_what_is_kept(news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*args: object, **options: object) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(run_module, "run", interrupted)
    single, folder = run(news, "-o", tmp_path / "records.jsonl"), run(news, "-o", tmp_path / "out")
    assert (single.exit_code, folder.exit_code) == (130, 130)
    assert "nothing is kept in" in single.stderr and "(-o FOLDER) can be resumed" in single.stderr
    assert "the same command goes on from there" in folder.stderr


def test_a_run_that_fails_has_its_own_exit_code(news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*args: object, **options: object) -> None:
        raise RunError("the accounts don't add up")

    monkeypatch.setattr(run_module, "run", failing)
    for log in ("text", "json"):
        result = run(news, "-o", tmp_path / "out", "--log", log)
        assert result.exit_code == 3
        assert "the accounts don't add up" in result.stderr


def test_a_log_for_machines(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = run(news, tmp_path / "missing.txt", "-o", out, "--log", "json")
    told = [json.loads(line) for line in result.stderr.splitlines()]
    assert [line["event"] for line in told] == ["start", "reject", "shard", "summary"]
    assert (told[1]["reason"], told[2]["files"]) == ("unreadable file", ["records-00000.jsonl", "rejects-00000.jsonl"])
    assert (told[3]["records"], told[3]["rejects"], told[3]["exit_code"], result.exit_code) == (1, 1, 1, 1)


def test_a_finished_folder_says_so(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert "1 articles, 1 records, 0 rejects in" in run(news, "-o", out).stderr
    assert "finished already: 1 articles, 1 records, 0 rejects" in run(news, "-o", out).stderr
    changed = run(news, "-o", out, "--date-order", "DMY")
    assert (changed.exit_code, "dates_order was not given and is DMY" in changed.stderr) == (2, True)
    assert run(news, "-o", out, "--date-order", "DMY", "--overwrite").exit_code == 0


def test_a_model_that_is_not_there_is_wrong_usage(news: Path) -> None:
    result = run(news, "--model", "missing")
    assert (result.exit_code, "no such model" in result.stderr) == (2, True)
