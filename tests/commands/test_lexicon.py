"""`extractor lexicon`: the table's state on one line, and an exit code that a check can use."""

import pytest
from typer.testing import CliRunner

from extractor.commands import app
from extractor.pipeline.commodities import coverage


def test_a_table_that_holds_together_exits_with_0() -> None:
    result = CliRunner().invoke(app, ["lexicon"])
    assert result.exit_code == 0
    assert "reach 1,228 of 1,228 headings" in result.output


def test_a_problem_is_told_and_exits_with_1(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coverage, "find_problems", lambda: ["chapter 66: no good"])
    result = CliRunner().invoke(app, ["lexicon"])
    assert result.exit_code == 1
    assert "chapter 66: no good" in result.output
