"""The cases of each kind, in `tests/cases/<kind>.jsonl`: what is missing and what is too much both fail."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import extractor

CASES = Path(__file__).parent / "cases"


def cases() -> list[Any]:
    """A pytest parameter for each case; a known failure is a strict xfail, so that a fix is noticed."""
    params = []
    for path in sorted(CASES.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            marks = [pytest.mark.xfail(reason=case["comment"])] if case["status"] == "fail" else []
            params.append(pytest.param(path.stem, case, id=f"{path.stem}-{case['label']}", marks=marks))
    return params


def found(kind: str, record: dict[str, Any]) -> list[dict[str, Any]]:
    """What the record holds of a kind, in the form of the cases: countries a mention, the rest an entity each."""
    if kind == "countries":
        mentions = [{**m, "code": c["code"]} for c in record["countries"] for m in c["mentions"]]
        return sorted(mentions, key=lambda mention: mention["start"])
    entities = [dict(entity) for entity in record[kind]]
    for entity in entities:
        if "mentions" in entity:
            entity["mentions"] = [mention["text"] for mention in entity["mentions"]]
            entity["text"] = entity["mentions"][0]
    return entities


@pytest.mark.parametrize(("kind", "case"), cases())
def test_case(kind: str, case: dict[str, Any]) -> None:
    published = date.fromisoformat(case["published"]) if case["published"] else None
    record = extractor.extract(case["text"], published=published).model_dump(mode="json")
    items, expected = found(kind, record), case["expected"]
    fields = [set(want) for want in expected] + [{"text"}] * len(items)
    assert [{k: v for k, v in item.items() if k in f} for item, f in zip(items, fields, strict=False)] == expected


def test_labels_are_unique() -> None:
    labels = [param.id for param in cases()]
    assert len(labels) == len(set(labels)) > 0
