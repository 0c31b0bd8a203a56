"""`extractor show`: what is coloured, what the table says, and which files it takes."""

import io
from decimal import Decimal
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from extractor.api import Sources
from extractor.commands import app
from extractor.commands.show import coloured, render
from extractor.record import Commodity, Country, CountryMention, Date, Mention, Money, Person, Record
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


def test_the_table_says_who_found_a_person_and_why(record: Record) -> None:
    (mention,) = record.people[0].mentions
    console = Console(file=io.StringIO(), width=120)
    for part in render(record, Sources({(mention.start, mention.end): "model+rules, office"})):
        console.print(part)
    assert isinstance(console.file, io.StringIO)
    assert "1: 1 model+rules, office" in console.file.getvalue()


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
