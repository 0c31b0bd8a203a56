"""The folder for Hugging Face: its card says what is in it, and their library takes it, offline."""

from datetime import date
from pathlib import Path

import pytest

from extractor.record import Record
from extractor.records.write import write

pytest.importorskip("pyarrow")
RECORDS = [
    Record.model_validate(
        {
            "id": str(number),
            "text": "Kenya sells tea.",
            "published": date(2025, 3, 1 + number),
            "countries": [
                {"code": "KE", "name": "Kenya", "mentions": [{"start": 0, "end": 5, "text": "Kenya", "kind": "name"}]}
            ],
        }
    )
    for number in range(3)
]


def test_the_card_counts_and_leaves_the_licence_open(tmp_path: Path) -> None:
    write(RECORDS, tmp_path / "out", format="huggingface", shard_size=2)
    shards = sorted(path.name for path in (tmp_path / "out" / "data").iterdir())
    assert shards == ["records-00000.parquet", "records-00001.parquet"]
    card = (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    said = (
        "num_examples: 3\n",
        "- n<1K\n",
        "- en\n",
        "published 2025-03-01 to 2025-03-03",
        "| countries | 3 |",
        "| money | 0 |",
    )
    assert [part for part in said if part not in card] == []
    assert "\nlicense:" not in card and "\n# license:" in card


def test_a_dataset_without_records_has_a_card(tmp_path: Path) -> None:
    write([], tmp_path / "out", format="huggingface")
    card = (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    assert "num_examples: 0\n" in card
    assert "with no date of publication" in card


def test_their_library_loads_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_HOME", str(tmp_path / "home"))
    datasets = pytest.importorskip("datasets", reason="datasets is not installed")
    from extractor.records.arrow import record_schema

    write(RECORDS, tmp_path / "out", format="huggingface", shard_size=2)
    found = datasets.load_dataset(str(tmp_path / "out"), split="train", cache_dir=str(tmp_path / "cache"))
    assert [row["id"] for row in found] == ["0", "1", "2"]
    assert found[0]["countries"][0]["mentions"] == [{"start": 0, "end": 5, "text": "Kenya", "kind": "name"}]
    assert found.features == datasets.Features.from_arrow_schema(record_schema())
