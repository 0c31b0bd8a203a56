"""What leaves the browser and the report, whatever is in the records: cells that nothing runs, errors that say what is wrong."""

import csv
import io
import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

import extractor
from extractor.errors import ExtractorError
from extractor.pages.browse import create_app
from extractor.pages.index import open_index
from extractor.pages.report import write_report
from extractor.records.cells import bare, guarded, line_of
from extractor.records.comtrade import COLUMNS, write_csv
from extractor.records.read import read_records
from extractor.records.write import write

NASTY = [
    "=1+1",
    "+cmd|x",
    "-2+3",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "a\rb",
    "a\nb",
    'a"b',
    "a,b",
    "＝1",
    "'=1",
    "''@x",
    "'tea",
    "-12.5",
    "tea",
    "'",
]


@pytest.mark.parametrize("text", NASTY)
def test_a_cell_is_guarded_quoted_and_found_again(text: str) -> None:
    assert bare(guarded(text)) == text
    line = line_of([text, None, "x"])
    ((cell, nothing, last),) = csv.reader(io.StringIO(line, newline=""))
    assert (bare(cell), nothing, last) == (text, "", "x")
    assert cell[:1] not in tuple("=+@\t\r＝") and (not cell.startswith("-") or cell == "-12.5")


@pytest.fixture
def records() -> list[extractor.Record]:
    """A record for each nasty title."""
    text = "Kenya sold tea worth $5 million to Egypt in May."
    return [extractor.extract(text, "2025-12-08", title=title, id=f"{title}|{i}") for i, title in enumerate(NASTY)]


def test_all_csv_guards_alike_and_tables_turn_back(records: list[extractor.Record], tmp_path: Path) -> None:
    write(records, tmp_path / "tables", format="csv")
    assert list(read_records(tmp_path / "tables")) == records
    with (tmp_path / "tables" / "articles.csv").open(newline="") as stream:
        titles = [row["title"] for row in csv.DictReader(stream)]
    assert titles == [guarded(title) for title in NASTY]
    sink = io.BytesIO()
    row = dict.fromkeys(COLUMNS) | {"sentence": "a\rb", "article": "=1", "change": "-12"}
    assert write_csv([row], sink) == 1
    ((_, *_), found) = csv.reader(io.StringIO(sink.getvalue().decode(), newline=""))
    assert [found[COLUMNS.index(name)] for name in ("sentence", "article", "change")] == ["a\rb", "'=1", "-12"]
    write(records, tmp_path / "records.jsonl")
    client = TestClient(
        create_app(open_index([str(tmp_path / "records.jsonl")], tmp_path, say=len)), base_url="http://localhost"
    )
    answer = client.get("/selection.csv").content.decode()
    assert [row["title"] for row in csv.DictReader(io.StringIO(answer, newline=""))] == titles


def broken_files(tmp_path: Path, line: dict[str, Any]) -> dict[str, str]:
    """Files of records that break the contract, each in its own way."""
    countries, trade = line["countries"], line["trade"]
    made = {
        "cut": json.dumps(line)[:-40],
        "text": json.dumps(line | {"text": 7}),
        "money": json.dumps(line | {"money": [{"start": -5, "end": 10**12, "text": "x", "low": "many"}]}),
        "index": json.dumps(line | {"trade": [one | {"money": 99} for one in trade]}),
        "state": json.dumps(line | {"trade": [one | {"exporter": "QQ"} for one in trade]}),
        "country": json.dumps(line | {"countries": [one | {"code": "QQ", "mentions": []} for one in countries]}),
        "dates": json.dumps(line | {"dates": [{"value": "x", "first": "9999-99-99"}]}),
        "nulls": json.dumps(dict.fromkeys(line) | {"schema_version": "1.1", "id": "x", "text": "y"}),
        "binary": "\0\1\2\3" * 100,
        "array": "[1, 2]",
        "published": json.dumps(line | {"published": "yesterday"}),
    }
    paths = {}
    for name, content in made.items():
        paths[name] = str(tmp_path / f"{name}.jsonl")
        Path(paths[name]).write_text(f"{json.dumps(line)}\n{content}\n")
    return paths


def test_a_report_on_broken_files_is_a_report_or_the_projects_error(
    records: list[extractor.Record], tmp_path: Path
) -> None:
    for name, path in broken_files(tmp_path, json.loads(records[0].to_json())).items():
        out = tmp_path / f"{name}.html"
        try:
            write_report([path], out)
        except ExtractorError as error:
            assert str(error) and not out.exists()
        else:
            assert out.stat().st_size > 10_000


def test_a_side_of_trade_need_not_be_among_the_countries(records: list[extractor.Record], tmp_path: Path) -> None:
    line = json.loads(records[0].to_json()) | {"countries": []}
    assert line["trade"]
    (tmp_path / "records.jsonl").write_text(json.dumps(line) + "\n")
    assert list(read_records(tmp_path / "records.jsonl"))
    assert write_report([str(tmp_path / "records.jsonl")], tmp_path / "report.html") == 1
    assert "Egypt" in (tmp_path / "report.html").read_text()


def test_a_browser_over_broken_files_answers_with_a_page_or_does_not_begin(
    records: list[extractor.Record], tmp_path: Path
) -> None:
    for name, path in broken_files(tmp_path, json.loads(records[0].to_json())).items():
        try:
            app = create_app(open_index([path], tmp_path / "index", say=len))
        except ExtractorError:
            continue
        client = TestClient(app, base_url="http://localhost")
        for address in ("/", "/article/0", "/article/1", "/selection.csv", "/selection.jsonl", "/?text=tea"):
            answer = client.get(address)
            assert answer.status_code in (200, 404, 500) and answer.content, (name, address)
            if answer.status_code == 500:
                assert "extractor validate" in answer.text


def test_an_index_is_its_owners_alone(records: list[extractor.Record], tmp_path: Path) -> None:
    write(records, tmp_path / "records.jsonl")
    before = os.umask(0)
    try:
        open_index([str(tmp_path / "records.jsonl")], tmp_path / "cache", say=len).close()
    finally:
        os.umask(before)
    (index,) = (tmp_path / "cache").iterdir()
    assert stat.S_IMODE(index.stat().st_mode) == 0o600 and stat.S_IMODE(index.parent.stat().st_mode) == 0o700
