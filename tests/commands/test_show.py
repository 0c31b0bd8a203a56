"""`extractor show`: what is coloured, what the table says, and which files it takes."""

import io
from decimal import Decimal
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from extractor.commands import app
from extractor.commands.show import coloured, render
from extractor.record import (
    Commodity,
    Country,
    CountryMention,
    Date,
    Evidence,
    Ground,
    Mention,
    Money,
    Person,
    Record,
    Weighed,
    Word,
)
from extractor.records.write import write

TEXT = "Kenya's\r\nPresident Ann Otieno\x1b[2J bought tea\nfor about $5 or more in 2024."


def span(quoted: str) -> dict[str, object]:
    return {"start": TEXT.index(quoted), "end": TEXT.index(quoted) + len(quoted), "text": quoted}


@pytest.fixture
def record() -> Record:
    kenya = CountryMention.model_validate(span("Kenya") | {"kind": "name"})
    return Record(
        id="wire-1",
        text=TEXT,
        title="Tea",
        people=(
            Person(name="Ann Otieno", roles=("President",), country="KE", mentions=(Mention(**span("Ann Otieno")),)),
        ),
        countries=(Country(code="KE", name="Kenya", mentions=(kenya,)),),
        dates=(Date.model_validate(span("2024") | {"kind": "date", "value": "2024"}),),
        money=(
            Money.model_validate(
                span("$5 or more") | {"currency": "USD", "low": Decimal(5), "amount": Decimal(5), "approximate": True}
            ),
        ),
        commodities=(Commodity(name="tea", hs="0902", mentions=(Mention(**span("tea")),)),),
        warnings=("no publication date",),
    )


def test_mentions_are_coloured_though_control_characters_are_left_out(record: Record) -> None:
    text = coloured(record)
    assert "\x1b" not in text.plain
    assert "\r" not in text.plain
    assert {text.plain[span.start : span.end] for span in text.spans if span.style} == {
        "Kenya",
        "Ann Otieno",
        "tea",
        "$5 or more",
        "2024",
    }


def test_the_table_says_the_values(record: Record) -> None:
    console = Console(file=io.StringIO(), width=120)
    for part in render(record):
        console.print(part)
    assert isinstance(console.file, io.StringIO)
    shown = [[cell.strip() for cell in line.split("│")[1:-1]] for line in console.file.getvalue().splitlines()]
    assert [cells for cells in shown if len(cells) == 4] == [
        ["people", "Ann Otieno", "President (KE)", "1"],
        ["countries", "Kenya", "KE Kenya", "1"],
        ["dates", "2024", "2024", ""],
        ["money", "$5 or more", "about USD 5 – …", ""],
        ["commodities", "tea", "HS 0902 tea", "1"],
    ]
    assert "warnings: no publication date" in console.file.getvalue()


def test_the_table_says_why_each_find_is_there(record: Record) -> None:
    word = Word(start=0, end=9, text="President", role="title")
    weighed = (Weighed(reason="office", weight=2.5),)
    ground = Ground(rule="model+rules, office", words=(word,), weighed=weighed, mentions=(0, 1))
    person = record.people[0].model_copy(update={"evidence": Evidence(grounds=(ground,), confidence=0.9)})
    console = Console(file=io.StringIO(), width=200)
    for part in render(record.model_copy(update={"people": (person,)}), explained=True):
        console.print(part)
    assert isinstance(console.file, io.StringIO)
    shown = console.file.getvalue()
    assert "0.90 sure" in shown and "2× model+rules, office: President (title), office +2.50" in shown


def test_a_page_says_why_where_that_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Sweden paid 500 crowns.")
    page = tmp_path / "a.html"
    shown = CliRunner().invoke(app, ["show", str(tmp_path / "a.txt"), "--explain", "--html", str(page)])
    assert shown.exit_code == 0
    assert "country in the sentence: Sweden (country), crowns (currency)" in page.read_text(encoding="utf-8")


def test_records_with_evidence_are_explained_as_they_stand(tmp_path: Path) -> None:
    news, out = tmp_path / "news.txt", tmp_path / "records.jsonl"
    news.write_text("Sweden paid 500 crowns.")
    runner = CliRunner()
    assert runner.invoke(app, ["run", str(news), "-o", str(out), "--evidence", "-p", "1"]).exit_code == 0
    shown = runner.invoke(app, ["show", str(out), "--explain"], env={"COLUMNS": "200"})
    assert "country in the sentence: Sweden (country), crowns (currency)" in shown.stdout
    assert runner.invoke(app, ["run", str(news), "-o", str(out), "--overwrite", "-p", "1"]).exit_code == 0
    refused = runner.invoke(app, ["show", str(out), "--explain"])
    assert refused.exit_code == 2 and "run --evidence" in refused.stderr


@pytest.mark.parametrize("name", ["records.jsonl", "records.parquet", "records.sqlite", "shards"])
def test_records_are_shown_as_they_stand(record: Record, tmp_path: Path, name: str) -> None:
    write([record, record.model_copy(update={"title": "Second"})], tmp_path / name, shard_size=1)
    result = CliRunner().invoke(app, ["show", str(tmp_path / name), "-n", "1"])
    assert (result.exit_code, result.stdout.splitlines()[0]) == (0, "Second")


@pytest.mark.parametrize(
    ("content", "message"),
    [("One.", "has no article number 3"), ('{"text": 5}\n' * 4, "article 3: missing text")],
)
def test_an_article_that_is_not_there(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "news.txt").write_text(content)
    result = CliRunner().invoke(app, ["show", str(tmp_path / "news.txt"), "--index", "3"])
    assert result.exit_code == 2
    assert message in result.stderr
