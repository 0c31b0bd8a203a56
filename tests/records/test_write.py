"""Records to a file and back, and what must not happen to a file that was there before."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extractor import WriteError
from extractor.record import Country, CountryMention, Record, Source
from extractor.records.outputs import FILES
from extractor.records.tidy import TABLES
from extractor.records.write import FORMATS, open_writer, write


def record(text: str, title: str | None = None) -> Record:
    mention = CountryMention(start=0, end=5, text="Kenya", kind="name")
    kenya = Country(code="KE", name="Kenya", mentions=(mention,))
    source = Source(path="wire.txt", index=0)
    return Record(id="wire-1", source=source, text=f"Kenya{text}", title=title, countries=(kenya,))


def test_missing_folders_are_made(tmp_path: Path) -> None:
    out = tmp_path / "a" / "b" / "records.jsonl"
    write([record("")], out)
    assert [path.name for path in out.parent.iterdir()] == ["records.jsonl"]


@pytest.mark.parametrize("name", ["records.csv", "records.json", "records.jsonl.bz2"])
def test_other_endings_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(WriteError, match=r"an output ends in \.jsonl, \.jsonl\.gz, \.jsonl\.zst"):
        write([], tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("folder.jsonl", {}, "a folder can't be written"),
        ("file", {}, "is a file, and a folder can't take its place"),
        ("out.parquet", {"format": "csv"}, "csv is the format of a folder"),
        ("out", {"format": "xml"}, "no format 'xml' of a folder; there are shards, jsonl"),
        ("out", {"shard_size": 0}, "must be one at least"),
    ],
)
def test_what_does_not_go_together_is_refused(tmp_path: Path, name: str, options: dict[str, Any], message: str) -> None:
    (tmp_path / "folder.jsonl").mkdir()
    (tmp_path / "file").write_text("")
    with pytest.raises(WriteError, match=message):
        write([], tmp_path / name, overwrite=True, **options)
    assert sorted(os.listdir(tmp_path)) == ["file", "folder.jsonl"]


def test_a_folder_takes_the_place_of_an_earlier_one_whole(tmp_path: Path) -> None:
    out = tmp_path / "records"
    write([record(str(number)) for number in range(3)], out, shard_size=1)
    with pytest.raises(WriteError, match="--overwrite"):
        write([record("")], out)
    assert len(list(out.iterdir())) == 3
    write([record("")], out, overwrite=True, format="csv")
    assert sorted(path.stem for path in out.iterdir()) == sorted(TABLES)
    assert os.listdir(tmp_path) == ["records"]


def test_an_empty_folder_and_a_link_to_one_are_filled(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "link").symlink_to("records")
    write([record("")], tmp_path / "link", overwrite=True)
    assert os.listdir(tmp_path / "records") == ["records-00000.jsonl"]
    assert (tmp_path / "link").is_symlink()


def test_a_folder_that_holds_other_things_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "letter.txt").write_text("Dear")
    with pytest.raises(WriteError, match=r"holds what is no records \(letter\.txt\)"):
        write([record("")], tmp_path / "home", overwrite=True)
    assert (tmp_path / "home" / "letter.txt").read_text() == "Dear"


def test_an_existing_file_stays_unless_asked(tmp_path: Path) -> None:
    out = tmp_path / "records.jsonl"
    out.write_text("earlier")
    with pytest.raises(WriteError, match="--overwrite"):
        write([record("")], out)
    assert out.read_text() == "earlier"


@pytest.mark.parametrize("ending", FILES)
def test_a_run_that_breaks_off_leaves_what_was_there(tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"records{ending}"
    out.write_text("earlier")

    def records() -> Iterator[Record]:
        yield record("")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(records(), out, overwrite=True)
    assert out.read_text() == "earlier"
    assert os.listdir(tmp_path) == [out.name]


@pytest.mark.parametrize("format", FORMATS)
def test_a_folder_that_breaks_off_leaves_what_was_there(tmp_path: Path, format: str) -> None:
    out = tmp_path / "records"
    write([record("")], out)

    def records() -> Iterator[Record]:
        yield from [record("1"), record("2")]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(records(), out, overwrite=True, format=format, shard_size=1)
    assert os.listdir(tmp_path) == ["records"]
    assert os.listdir(out) == ["records-00000.jsonl"]


@pytest.mark.parametrize(
    ("name", "package", "extra"),
    [
        ("a.parquet", "pyarrow.parquet", "parquet"),
        ("a.arrow", "pyarrow.parquet", "parquet"),
        ("a.duckdb", "duckdb", "duckdb"),
        ("a:huggingface", "pyarrow.parquet", "parquet"),
        ("a:parquet", "pyarrow.parquet", "parquet"),
    ],
)
def test_a_missing_package_is_named_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, package: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    name, _, format = name.partition(":")
    with pytest.raises(
        WriteError, match=rf"needs the package {package.split('.')[0]}: pip install 'extractor-news\[{extra}\]'"
    ):
        write([record("")], tmp_path / name, format=format or None)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", [".parquet", ".sqlite", ".duckdb"])
def test_a_record_that_a_format_cannot_hold_is_an_error_of_writing(tmp_path: Path, ending: str) -> None:
    huge = Record(id="1", source=Source(index=10**30), text="Tea.")
    with pytest.raises(WriteError):
        write([huge], tmp_path / f"records{ending}")
    assert list(tmp_path.iterdir()) == []


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
