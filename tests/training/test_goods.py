"""The confidence of goods and persons: judged finds, weights, and what is measured on them."""

import json
from pathlib import Path
from typing import Any

import pytest

from extractor.data import read_table
from extractor.pipeline.commodities.sureness import EVIDENCE
from extractor.pipeline.decide.logistic import BIAS
from extractor.training.calibration import Promise, bins_of, promises_of_people, table
from extractor.training.goods import promises, read_judged, train

JUDGED = Path(__file__).parents[2] / "corpus" / "judged"
PREFIXES = ("reason: ", "row: ", "chapter: ", "before: ", "behind: ")


def rows(kind: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (JUDGED / f"{kind}.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(
    ("kind", "verdicts"), [("goods", {"right", "heading", "wrong"}), ("people", {"right", "wrong"})]
)
def test_judged_finds_stand_in_texts_that_say_their_source_and_licence(kind: str, verdicts: set[str]) -> None:
    for row in rows(kind):
        assert row["source"] and row["licence"] and row[kind]
        for each in row[kind]:
            assert row["text"][each["start"] : each["end"]].strip() and each["verdict"] in verdicts


def test_weights_are_of_evidence_that_there_is() -> None:
    names = [row["feature"] for row in read_table("commodities_weights")]
    assert {name for name in names if not name.startswith(PREFIXES)} <= {*EVIDENCE, BIAS}
    assert len(names) == len(set(names))


def test_a_decision_is_trained_on_some_documents_and_measured_on_others() -> None:
    judged = list(read_judged(rows("goods")[:60]))
    assert {each.is_held for each in judged} == {True, False}
    held = promises(judged, train(judged))
    assert len(held) == sum(each.is_held for each in judged)
    assert all(0 < each.confidence < 1 and each.label in (0, 1) for each in held)


def test_what_is_promised_of_persons_is_measured_with_what_each_stands_for() -> None:
    found = list(promises_of_people(rows("people")[:8]))
    assert found and all(each.importance >= 1 for each in found)
    assert "Expected calibration error" in table(found)


def test_a_find_that_stands_for_many_counts_for_as_many() -> None:
    (found,) = bins_of([Promise(0.5, 1.0, 3.0), Promise(0.7, 0.0, 1.0)], 1)
    assert (found.promised, found.true, found.finds, found.weight) == (0.55, 0.75, 2, 4.0)
