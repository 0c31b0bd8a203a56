"""Every format: what is written is read back, and the same records give the same bytes."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor.record import Record
from extractor.records.outputs import FILES
from extractor.records.read import read_records
from extractor.records.write import FORMATS, write

PLACES = [f"records{ending}" for ending in FILES if ending != ".spacy"]
PLACES += [f"folder:{format}" for format in FORMATS if format != "spacy"]
SAME_BYTES = (".jsonl", ".gz", ".zst", ".parquet", ".arrow", ":csv", ":huggingface", ":shards")
HEALTH = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]
texts = st.text(st.characters(codec="utf-8"), max_size=8)
words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)
lists = st.lists(texts, max_size=2)
decimals = st.decimals(-(10**40), 10**40, allow_nan=False, allow_infinity=False)
figures = st.none() | decimals
days = st.none() | st.dates()
states = st.sampled_from(["KE", "BY", "XK", "SUHH"])
goods = st.sampled_from(["0902", "09"])


@st.composite
def records(draw: st.DrawFn) -> Record:
    """A record with anything in it that the contract allows."""
    text = draw(words)

    def mention(**more: object) -> dict[str, object]:
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        return {"start": start, "end": end, "text": text[start:end], **more}

    def some(part: dict[str, object]) -> list[dict[str, object]]:
        return [part] if draw(st.booleans()) else []

    low, high = sorted((draw(decimals), Decimal(7)))
    first, last = sorted((draw(st.dates()), date(2025, 1, 1)))
    money = some(mention(currency="KES", low=low, high=high, amount=draw(figures), approximate=draw(st.booleans())))
    money += some(mention(low=None, high=high, per=draw(texts)))
    trade = some(mention(kind="turnover", parties=(draw(states), "KE"), commodities=draw(st.lists(goods, max_size=2))))
    trade += some(
        mention(kind="export", exporter=draw(states), importer="KE", money=0 if money else None, change=draw(figures))
    )
    return Record.model_validate(
        {
            "id": draw(words),
            "source": {
                "outlet": draw(texts),
                "index": draw(st.integers(0, 2**63 - 1)),
                "images": draw(lists),
            },
            "published": draw(days),
            "title": draw(st.none() | texts),
            "text": text,
            "people": some({"name": draw(words), "roles": draw(lists), "mentions": [mention(), mention()]}),
            "countries": some({"code": draw(states), "name": "Kenya", "mentions": [mention(kind="demonym")]}),
            "dates": some(mention(kind="date", value=draw(words), modifier="mid", first=first, last=last)),
            "money": money,
            "commodities": some({"name": draw(words), "mentions": [mention()]}) * 2,
            "trade": trade,
            "warnings": draw(lists),
            "duplicate_of": draw(st.none() | texts),
        }
    )


def place(tmp_path: Path, name: str) -> tuple[Path, str | None]:
    """Where an output goes, and its format where it is a folder."""
    folder, _, format = name.partition(":")
    return tmp_path / folder, format or None


@pytest.mark.parametrize("name", [name for name in PLACES if name != "records.duckdb"])
@settings(suppress_health_check=HEALTH, max_examples=8, deadline=None)
@given(found=st.lists(records(), max_size=3))
def test_what_is_written_is_read_back(tmp_path: Path, name: str, found: list[Record]) -> None:
    out, format = place(tmp_path, name)
    assert write(found, out, format=format, overwrite=True, shard_size=2) == len(found)
    assert list(read_records(out)) == found


@settings(suppress_health_check=HEALTH, max_examples=3, deadline=None)  # a database takes a second
@given(found=st.lists(records(), min_size=3, max_size=5))
def test_what_is_written_is_read_back_from_duckdb(tmp_path: Path, found: list[Record]) -> None:
    out = tmp_path / "records.duckdb"
    write(found, out, overwrite=True)
    assert list(read_records(out)) == found


@pytest.mark.parametrize("name", [name for name in PLACES if name.endswith(SAME_BYTES)])
def test_the_same_records_give_the_same_bytes(tmp_path: Path, name: str) -> None:
    found = [Record(id=str(number), text="Kenya sells tea.", title="Tea") for number in range(5)]
    written = []
    for run in ("one", "two"):
        out, format = place(tmp_path / run, name)
        write(found, out, format=format, shard_size=2)
        written.append({path.relative_to(out): path.read_bytes() for path in [out, *out.rglob("*")] if path.is_file()})
    assert written[0] == written[1] != {}


@pytest.mark.parametrize(("count", "sizes"), [(0, [0]), (1, [1]), (2, [2]), (3, [2, 1]), (4, [2, 2])])
def test_shards_are_full_but_for_the_last(tmp_path: Path, count: int, sizes: list[int]) -> None:
    write([Record(id=str(number), text="Tea.") for number in range(count)], tmp_path / "out", shard_size=2)
    shards = sorted((tmp_path / "out").iterdir())
    assert [path.name for path in shards] == [f"records-{number:05d}.jsonl" for number in range(len(sizes))]
    assert [len(path.read_bytes().splitlines()) for path in shards] == sizes


def test_more_records_than_are_held_at_once_come_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.records.stored.STRETCH", 7)
    monkeypatch.setattr("extractor.records.table_writer.BATCH", 10)
    monkeypatch.setattr("extractor.records.parquet.GROUP", 5)
    mention = {"start": 0, "end": 3, "text": "Tea"}
    found = [
        Record.model_validate(
            {
                "id": "same",
                "text": "Tea.",
                "title": str(number),
                "people": [{"name": "Tea", "mentions": [mention]}] * (number % 3),
            }
        )
        for number in range(21)
    ]
    for name in ("a.parquet", "a.arrow", "a.sqlite", "a.duckdb", "a:csv"):
        out, format = place(tmp_path, name)
        write(found, out, format=format)
        assert list(read_records(out)) == found, name
