"""Records to a file and back, and what must not happen to a file that was there before."""

import gzip
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor import WriteError
from extractor.record import Country, CountryMention, Record, Source
from extractor.writers import open_writer, write

ENDINGS = [".jsonl", ".jsonl.gz", ".jsonl.zst"]
texts = st.text(st.characters(codec="utf-8"))


def record(text: str, title: str | None = None) -> Record:
    mention = CountryMention(start=0, end=5, text="Kenya", kind="name")
    kenya = Country(code="KE", name="Kenya", mentions=(mention,))
    source = Source(path="wire.txt", index=0)
    return Record(id="wire-1", source=source, text=f"Kenya{text}", title=title, countries=(kenya,))


def unpack(path: Path) -> bytes:
    content = path.read_bytes()
    if path.suffix == ".gz":
        return gzip.decompress(content)
    return zstandard.ZstdDecompressor().stream_reader(content).read() if path.suffix == ".zst" else content


@pytest.mark.parametrize("ending", ENDINGS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(items=st.lists(st.tuples(texts, texts)))
def test_what_is_written_is_read_back(tmp_path: Path, ending: str, items: list[tuple[str, str]]) -> None:
    records = [record(*item) for item in items]
    out = tmp_path / f"records{ending}"
    assert write(records, out, overwrite=True) == len(items)
    assert [Record.from_json(line) for line in unpack(out).split(b"\n")[:-1]] == records
    first = out.read_bytes()
    write(records, out, overwrite=True)
    assert out.read_bytes() == first


def test_missing_folders_are_made(tmp_path: Path) -> None:
    out = tmp_path / "a" / "b" / "records.jsonl"
    write([record("")], out)
    assert [path.name for path in out.parent.iterdir()] == ["records.jsonl"]


@pytest.mark.parametrize("name", ["records.parquet", "records.csv", "records", "records.json", "records.jsonl.bz2"])
def test_other_endings_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(WriteError, match=r"an output ends in \.jsonl, \.jsonl\.gz, \.jsonl\.zst"):
        write([], tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "records.jsonl").mkdir()
    with pytest.raises(WriteError, match="a folder can't be written"):
        write([], tmp_path / "records.jsonl", overwrite=True)


def test_an_existing_file_stays_unless_asked(tmp_path: Path) -> None:
    out = tmp_path / "records.jsonl"
    out.write_text("earlier")
    with pytest.raises(WriteError, match="--overwrite"):
        write([record("")], out)
    assert out.read_text() == "earlier"


def test_a_run_that_breaks_off_leaves_what_was_there(tmp_path: Path) -> None:
    out = tmp_path / "records.jsonl"
    out.write_text("earlier")

    def records() -> Iterator[Record]:
        yield record("")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(records(), out, overwrite=True)
    assert out.read_text() == "earlier"
    assert os.listdir(tmp_path) == ["records.jsonl"]


def test_the_file_appears_at_the_end(tmp_path: Path) -> None:
    out = tmp_path / "records.jsonl"
    with open_writer(out) as writer:
        writer.write(record("").to_json())
        assert not out.exists()
    assert out.exists()


def test_a_place_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WriteError, match="can't be written"):
        write([], tmp_path / "file" / "records.jsonl")
