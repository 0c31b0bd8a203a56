"""From Arrow batch to Arrow batch: a row each, whatever form the articles come in."""

from datetime import UTC, date, datetime
from typing import Any

import pyarrow
import pytest

from extractor import FormatError
from extractor.engines.rows import ROWS, extract_batch, extract_parts, pipeline, result_schema
from extractor.readers.options import Limits, Options
from extractor.records.arrow import record_schema

TEXT = "Kenya sold tea worth $3 million to Egypt on Friday."


def results(rows: Any) -> list[dict[str, Any]]:
    batch = rows if isinstance(rows, pyarrow.RecordBatch) else pyarrow.RecordBatch.from_pylist(rows)
    found = extract_batch(batch, pipeline(None))
    assert found.schema == result_schema()
    assert found.num_rows == batch.num_rows
    return found.to_pylist()


def test_results_have_the_columns_of_a_record_and_none_is_required() -> None:
    assert result_schema().names == [*record_schema().names, "reject"]
    assert "not null" in str(record_schema())
    assert "not null" not in str(result_schema())


def test_text_is_enough() -> None:
    (row,) = results([{"text": TEXT}])
    assert [country["code"] for country in row["countries"]] == ["KE", "EG"]
    assert (row["published"], row["reject"], row["warnings"]) == (None, None, ["no publication date"])


def test_what_is_known_of_an_article_reaches_its_record() -> None:
    known = {
        "id": "a-1",
        "title": "Tea",
        "url": "https://news.example/1",
        "outlet": "news.example",
        "images": ["a.png"],
        "path": "dump.jsonl",
        "index": 7,
        "warnings": ["cut"],
        "duplicate_of": "a-0",
    }
    (row,) = results([{"text": TEXT, "published": date(2025, 12, 8), "colour": "red", **known}])
    source = {name: known[name] for name in ("outlet", "path", "index", "url", "images")}
    assert row["source"] == source
    assert [row[name] for name in ("id", "title", "warnings", "duplicate_of")] == ["a-1", "Tea", ["cut"], "a-0"]
    assert row["dates"][0]["value"] == "2025-12-05"


@pytest.mark.parametrize(
    "column",
    [
        pyarrow.array(["2025-12-08T23:30:00-05:00"]),
        pyarrow.array(["8 December 2025"]).dictionary_encode(),
        pyarrow.array(["2025-12-08"], pyarrow.large_string()),
        pyarrow.array([date(2025, 12, 8)], pyarrow.date64()),
        pyarrow.array([datetime(2025, 12, 8, 23, 59)], pyarrow.timestamp("s")),
        pyarrow.array([1765238399_000000001], pyarrow.int64()).cast(pyarrow.timestamp("ns")),
        # 22:30 in Nairobi on the 8th
        pyarrow.array([datetime(2025, 12, 8, 19, 30, tzinfo=UTC)], pyarrow.timestamp("us", "Africa/Nairobi")),
    ],
)
def test_a_publication_date_may_take_any_form(column: pyarrow.Array) -> None:
    (row,) = results(pyarrow.RecordBatch.from_arrays([pyarrow.array([TEXT]), column], names=["text", "published"]))
    assert row["published"] == date(2025, 12, 8)


def test_a_date_that_cannot_be_read_is_a_warning() -> None:
    (row,) = results([{"text": TEXT, "published": "last week"}])
    assert (row["published"], row["warnings"][0]) == (None, "unparsed date: last week")


def test_an_article_without_a_record_says_why_in_its_place() -> None:
    rows = results([{"text": text, "id": number} for number, text in enumerate(["One.", None, " ", "Two.", ""])])
    assert [row["text"] for row in rows] == ["One.", None, None, "Two.", None]
    assert [row["reject"] and (row["reject"]["id"], row["reject"]["reason"]) for row in rows] == [
        None,
        ("1", "missing text"),
        ("2", "empty article"),
        None,
        ("4", "empty article"),
    ]
    assert {name for name, value in rows[1].items() if value is not None} == {"reject"}
    (row,) = results([{"text": "One.", "index": -1}])
    assert (row["reject"]["reason"], row["reject"]["index"], row["reject"]["raw"]) == ("record invalid", -1, "One.")
    (row,) = results([{"text": "One.", "title": True}])
    assert (row["reject"], row["warnings"][0]) == (None, "bad field: title is bool, no string")


def test_a_failing_article_takes_no_other_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = pipeline(None)
    make = nlp.make_doc
    monkeypatch.setattr(nlp, "make_doc", lambda text: 1 / 0 if "crash" in text else make(text))
    first, failed, last = results([{"text": text, "path": "a.txt", "index": 3} for text in ("One.", "crash", "Two.")])
    assert (first["text"], last["text"]) == ("One.", "Two.")
    assert [failed["reject"][name] for name in ("path", "index", "reason", "raw")] == [
        "a.txt",
        3,
        "extraction failed",
        "crash",
    ]


def test_a_large_batch_comes_in_parts_and_an_empty_one_in_none() -> None:
    batch = pyarrow.RecordBatch.from_pylist([{"text": f"Number {i}."} for i in range(ROWS + 1)])
    parts = list(extract_parts(batch, pipeline(None)))
    assert [part.num_rows for part in parts] == [ROWS, 1]
    assert parts[1].to_pylist()[0]["text"] == f"Number {ROWS}."
    assert list(extract_parts(batch.slice(0, 0), pipeline(None))) == []
    assert results(batch.slice(0, 0)) == []


def test_a_batch_without_text_is_a_mistake_of_the_call() -> None:
    with pytest.raises(FormatError, match="no column `text` among prose, id"):
        results([{"prose": TEXT, "id": "1"}])
    with pytest.raises(FormatError, match="the column `index` is list<item: int64>, not int64"):
        results([{"text": TEXT, "index": [1]}])


def test_columns_of_other_names_are_mapped_and_long_texts_refused() -> None:
    options = Options(fields={"text": "story.body", "id": "key"}, dates_order="DMY", limits=Limits(article=60))
    rows = [{"story": {"body": text}, "key": 1, "published": "08/12/2025"} for text in (TEXT, TEXT * 2)]
    good, long = extract_batch(pyarrow.RecordBatch.from_pylist(rows), pipeline(None), options).to_pylist()
    assert (good["id"], good["text"], good["published"]) == ("1", TEXT, date(2025, 12, 8))
    assert (long["reject"]["id"], long["reject"]["reason"], long["reject"]["raw"]) == ("1", "too large", None)
