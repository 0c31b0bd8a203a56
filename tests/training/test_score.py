"""The figures of `extractor eval`: what is right, missed and spurious, measure by measure."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from extractor.commands import app
from extractor.errors import FormatError, ReadError
from extractor.training.samples import Sample
from extractor.training.score import MEASURES, Score, classes_of_errors, compare, read_gold, same_time

TEXT = "Kenya sold tea for $5 in 2024 and now."
EMPTY: dict[str, Any] = {kind: [] for kind in ("people", "countries", "dates", "money", "commodities", "trade")}
GOLD = {
    **EMPTY,
    "id": "a",
    "text": TEXT,
    "countries": [{"code": "KE", "mentions": [[0, 5, "name"]]}],
    "dates": [
        {"span": [25, 29], "kind": "date", "value": "2024"},
        {"span": [34, 37], "kind": "date", "value": "PRESENT_REF"},
    ],
    "money": [{"span": [19, 21], "currency": "USD", "low": "5", "high": "5"}],
    "commodities": [{"name": "tea", "hs": "0902", "mentions": [[11, 14]]}],
    "trade": [{"kind": "export", "exporter": "KE", "importer": None, "commodities": ["0902"]}],
}


def figures(found: dict[str, Any]) -> dict[str, tuple[int, int, int]]:
    scores = {name: Score() for name in MEASURES}
    compare(GOLD, {**EMPTY, **found}, scores)
    return {name: (score.right, score.gold, score.found) for name, score in scores.items()}


def test_nothing_found_misses_all_but_lone_adverbs() -> None:
    counts = figures({})
    assert counts["dates.span"] == (0, 1, 0)
    assert counts["countries.mention"] == counts["money.value"] == counts["trade"] == (0, 1, 0)


def test_a_wrong_code_or_amount_is_missed_and_spurious() -> None:
    counts = figures(
        {
            "countries": [{"code": "UG", "mentions": [{"start": 0, "end": 5, "kind": "name"}]}],
            "money": [{"start": 19, "end": 21, "currency": "USD", "low": "6", "high": "6"}],
        }
    )
    assert counts["countries.mention"] == counts["money.value"] == (0, 1, 1)
    assert counts["money.span"] == (1, 1, 1)


def test_the_same_time_written_otherwise_is_right() -> None:
    counts = figures({"dates": [{"start": 25, "end": 29, "kind": "date", "value": "2024-01/2024-12"}]})
    assert counts["dates.value"] == counts["dates.span"] == (1, 1, 1)


@pytest.mark.parametrize(
    ("value", "other"),
    [
        ("2024-Q4", "2024-10/2024-12"),
        ("2023-H1", "2023-01/2023-06"),
        ("P1Y", "P12M"),
        ("2020-W01", "2019-12-30/2020-01-05"),
    ],
)
def test_equal_times(value: str, other: str) -> None:
    assert same_time(value) == same_time(other) != value


def test_figures_are_percentages() -> None:
    score = Score(right=3, gold=4, found=6)
    assert (score.precision, score.recall, round(score.f1, 1)) == (50.0, 75.0, 60.0)
    assert Score().f1 == 0.0


def test_gold_that_cannot_be_read_says_where(tmp_path: Path) -> None:
    bad = tmp_path / "gold.jsonl"
    bad.write_text(json.dumps(GOLD) + '\n{"id": 1}\n', encoding="utf-8")
    with pytest.raises(FormatError, match="line 2"):
        list(read_gold([bad]))
    with pytest.raises(ReadError, match=r"none\.jsonl"):
        list(read_gold([tmp_path / "none.jsonl"]))


def test_eval_prints_every_measure_and_its_errors(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({**GOLD, "published": None, "title": None}) + "\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["eval", str(path), "--errors", "5"])
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert [line.split()[0] for line in lines[1:] if not line.startswith(" ")] == list(MEASURES)
    assert any("missed: a: (('->', 'KE', None), '0902')" in line for line in lines)
    assert CliRunner().invoke(app, ["eval", str(tmp_path / "none.jsonl")]).exit_code == 2


def test_errors_over_names_are_told_by_class() -> None:
    text = "Ann Lee met Bo Fox and Cy in Rome at Zork with Di Roe."
    found = [(0, 3), (19, 22), (29, 33), (37, 41), (47, 53), (8, 11)]
    names = {"PERSON": ["Ann Lee", "Bo Fox", "Cy"], "LOC": ["Rome"], "ORG": ["Zork"]}
    spans = tuple((text.index(name), text.index(name) + len(name), label) for label in names for name in names[label])
    sample = Sample(text, spans)
    persons = [(start, end, text[start:end]) for start, end, label in spans if label == "PERSON"]
    errors = Counter(classes_of_errors(persons, [(start, end, text[start:end]) for start, end in found], sample))
    assert errors == {"boundary": 1, "missed": 2, "place": 1, "organisation": 1, "other": 3}


def test_eval_of_names_prints_the_classes_of_errors(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(
        json.dumps({"text": "President William Ruto left.", "ents": [[10, 22, "PERSON"], [0, 9, "PERSON"]]})
    )
    result = CliRunner().invoke(app, ["eval", "--names", str(path), "--model", "none"])
    assert "errors: 0 place, 0 organisation, 0 boundary, 1 missed, 0 other" in result.output
