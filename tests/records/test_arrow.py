"""The record as columns: every field has one, and nothing changes on the way there and back."""

import json
from dataclasses import asdict
from pathlib import Path

import pyarrow
import pytest

from extractor import Article, Reject
from extractor.errors import Reason, RecordError
from extractor.record import Record
from extractor.records.arrow import article_schema, record_schema, reject_schema, to_batch, to_lines

EXAMPLES = sorted((Path(__file__).parent.parent.parent / "schemas" / "1" / "examples").glob("*.json"))


def lines() -> list[bytes]:
    return [Record.from_json(path.read_bytes()).to_json() for path in EXAMPLES]


def test_a_record_has_a_column_for_each_field() -> None:
    assert record_schema().names == list(Record.model_fields)
    assert record_schema().field("published").type == pyarrow.date32()
    assert [part.name for part in record_schema().field("money").type.value_type.fields][-5:] == [
        "low",
        "high",
        "amount",
        "approximate",
        "per",
    ]


def test_articles_and_rejects_fit_their_columns() -> None:
    rows = [asdict(Article("Tea.", images=("a.png",)))]
    assert pyarrow.RecordBatch.from_pylist(rows, article_schema()).to_pylist()[0]["images"] == ["a.png"]
    rejects = [asdict(Reject("a.txt", 0, Reason.EMPTY_ARTICLE, "nothing"))]
    assert pyarrow.RecordBatch.from_pylist(rejects, reject_schema()).to_pylist()[0]["reason"] == "empty article"


def test_records_come_back_as_the_same_bytes() -> None:
    assert len(EXAMPLES) > 1
    assert list(to_lines(to_batch(lines()))) == lines()


def test_a_bare_record_and_no_record_come_back_too() -> None:
    bare = [Record(id="1", text="").to_json(), Record(id="2", text="É\u2028\n").to_json()]
    assert list(to_lines(to_batch(bare))) == bare
    assert to_batch([]).num_rows == 0
    assert to_batch([]).schema == record_schema()


def test_a_row_that_breaks_the_contract_is_refused() -> None:
    found = json.loads(lines()[0])
    found["text"] = "another"
    batch = to_batch([json.dumps(found).encode()])
    with pytest.raises(RecordError, match="row 0"):
        list(to_lines(batch))
