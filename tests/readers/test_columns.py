"""Parquet and Arrow: columns under other names, dates of every type, and damage that costs one row group."""

from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet
import pytest

from extractor import Article, Reject
from extractor.errors import Reason
from extractor.readers import Options, scan
from extractor.readers.columns import cells_of

DAY = date(2025, 12, 8)
MOMENT = datetime(2025, 12, 8, 23, 30)
EAST = timezone(-timedelta(hours=5))


def read(path: Path, **options: Any) -> tuple[list[Article], list[Reject]]:
    found = list(scan(str(path), Options(**options)))
    return [one for one in found if isinstance(one, Article)], [one for one in found if isinstance(one, Reject)]


def written(path: Path, table: pa.Table, **options: Any) -> Path:
    if path.suffix == ".parquet":
        pa.parquet.write_table(table, path, **options)
    else:
        pa.feather.write_feather(table, path)
    return path


@pytest.mark.parametrize("ending", [".parquet", ".feather"])
@pytest.mark.parametrize(
    "published",
    [
        pa.array([DAY], pa.date32()),
        pa.array([DAY], pa.date64()),
        pa.array([MOMENT], pa.timestamp("ns")),
        pa.array([MOMENT], pa.timestamp("s")),
        pa.array([MOMENT.replace(tzinfo=EAST)], pa.timestamp("us", "America/New_York")),
        pa.array(["2025-12-08T23:30:00-05:00"]),
        pa.array(["8 December 2025"]).dictionary_encode(),
    ],
    ids=str,
)
def test_dates_of_every_type(tmp_path: Path, ending: str, published: pa.Array) -> None:
    dump = written(tmp_path / f"wire{ending}", pa.table({"text": ["Tea rose."], "published": published}))
    assert read(dump) == ([Article("Tea rose.", published=DAY, path=str(dump))], [])


def test_columns_are_mapped(tmp_path: Path) -> None:
    table = pa.table(
        {"Prose": ["Tea rose."], "ID": [7], "source": [{"name": "Wire", "x": 1}], "a.b": ["T"], "images": [["i"]]}
    )
    dump = written(tmp_path / "wire.parquet", table)
    fields = {"text": "prose", "outlet": "source.name", "title": "a.b"}
    expected = Article("Tea rose.", id="7", title="T", outlet="Wire", images=("i",), path=str(dump))
    assert read(dump, fields=fields) == ([expected], [])
    found, [reject] = read(dump)
    assert (found, "no column `text` in this table; there are Prose, ID" in reject.detail) == ([], True)


def test_rows_that_give_no_article(tmp_path: Path) -> None:
    dump = written(
        tmp_path / "wire.parquet", pa.table({"text": ["One.", None, " ", "Four."], "id": ["a", "b", None, "d"]})
    )
    found, rejects = read(dump)
    assert [(one.text, one.index) for one in found] == [("One.", 0), ("Four.", 3)]
    assert [(one.index, one.reason, one.id) for one in rejects] == [
        (1, Reason.MISSING_TEXT, "b"),
        (2, Reason.EMPTY_ARTICLE, None),
    ]
    assert (rejects[0].raw, rejects[0].pointer) == ('{"text": null, "id": "b"}', f"row 1 of {dump}")


@pytest.mark.parametrize("ending", [".parquet", ".feather"])
def test_bytes_that_are_no_utf8_cost_one_row(tmp_path: Path, ending: str) -> None:
    raw = pa.array([b"One.", b"Caf\xe9", "Café.".encode()])
    for column in (raw, pa.StringArray.from_buffers(3, *raw.buffers()[1:])):
        found, [reject] = read(written(tmp_path / f"wire{ending}", pa.table({"text": column})))
        assert ([one.text for one in found], reject.index) == (["One.", "Café."], 1)
        assert reject.reason is Reason.UNDECODABLE_BYTES


def test_a_broken_row_group_costs_its_rows(tmp_path: Path) -> None:
    table = pa.table({"text": [f"Tea rose {number}." for number in range(300)]})
    dump = written(tmp_path / "wire.parquet", table, row_group_size=100, write_page_checksum=True, use_dictionary=False)
    raw = bytearray(dump.read_bytes())
    group = pa.parquet.ParquetFile(dump).metadata.row_group(1).column(0)
    middle = group.data_page_offset + group.total_compressed_size // 2
    raw[middle : middle + 20] = b"\xff" * 20
    dump.write_bytes(raw)
    found, [reject] = read(dump)
    assert [one.index for one in found] == [*range(100), *range(200, 300)]
    assert (reject.index, reject.reason, reject.pointer) == (
        100,
        Reason.UNREADABLE_FILE,
        f"rows from number 100 of {dump}",
    )


@pytest.mark.parametrize("name", ["wire.parquet", "wire.feather"])
def test_what_is_no_table_is_rejected(tmp_path: Path, name: str) -> None:
    for raw in (b"", b"Tea rose.", b"PAR1", b"ARROW1\0\0"):
        (tmp_path / name).write_bytes(raw)
        found, [reject] = read(tmp_path / name)
        assert (found, reject.reason) == ([], Reason.UNREADABLE_FILE)


FAR = {  # the type, and counts that no calendar of Python has
    pa.date32(): (2**31 - 1, -(2**31), 2_932_897, -719_163),
    pa.date64(): (2**62, -(2**62), 2**63 - 1),
    pa.timestamp("s"): (2**62, -(2**63), 253_402_300_800 * 10, -(2**40)),
    pa.timestamp("ms"): (2**62, -(2**62), 2**63 - 1),
    pa.timestamp("us"): (2**62, -(2**63)),
    pa.timestamp("ms", "America/New_York"): (2**62, -(2**62)),
}


def moments(kind: pa.DataType, count: int) -> pa.Array:
    """The day, nothing, a moment out of range, and the day again."""
    near = pa.array([datetime(2025, 12, 8, 12)]).cast(pa.timestamp("ms"))
    day = (
        near.cast(pa.date32()).cast(kind)
        if pa.types.is_date(kind)
        else near.cast(pa.timestamp(kind.unit)).view(pa.int64())
    )
    here = day.view(pa.int32() if kind == pa.date32() else pa.int64())[0].as_py()
    return pa.array([here, None, count, here], pa.int32() if kind == pa.date32() else pa.int64()).view(kind)


@pytest.mark.parametrize("ending", [".parquet", ".feather"])
@pytest.mark.parametrize("nested", [False, True])
@pytest.mark.parametrize(
    ("kind", "count"), [(kind, count) for kind, counts in FAR.items() for count in counts], ids=str
)
def test_a_moment_out_of_range_is_null_and_a_warning(
    tmp_path: Path, ending: str, nested: bool, kind: pa.DataType, count: int
) -> None:
    if ending == ".parquet" and (pa.types.is_date64(kind) or kind == pa.timestamp("s")):
        pytest.skip("Parquet has no such type, and the writer refuses the count")
    column = moments(kind, count)
    table = {"text": ["One.", "Two.", "Three.", "Four."], "published": column}
    if nested:
        table["published"] = pa.StructArray.from_arrays([pa.array(range(4)), column], ["n", "at"])
    dump = written(tmp_path / f"wire{ending}", pa.table(table))
    found, rejects = read(dump, fields={"published": "published.at"} if nested else {})
    assert rejects == []
    assert [one.published for one in found] == [DAY, None, None, DAY]
    assert [one.warnings for one in found] == [(), (), (f"unparsed date: {kind} {count}",), ()]


def test_moments_out_of_range_are_read_in_slices_too() -> None:
    column = moments(pa.timestamp("ms"), 2**62)
    whole = pa.StructArray.from_arrays([column], ["at"])
    assert [cell["at"] for cell in cells_of(whole.slice(1, 3))] == cells_of(column)[1:]
    assert cells_of(column.slice(2)) == ["timestamp[ms] 4611686018427387904", cells_of(column)[3]]
    assert cells_of(column.dictionary_encode()) == cells_of(column)


@pytest.mark.parametrize("kind", [pa.duration("s"), pa.time64("ns")], ids=str)
def test_no_column_of_times_makes_a_file_unreadable(tmp_path: Path, kind: pa.DataType) -> None:
    column = pa.array([1, 2**62], pa.int64()).view(kind)
    dump = written(tmp_path / "wire.feather", pa.table({"text": ["One.", "Two."], "published": column}))
    found, rejects = read(dump)
    assert len(found) + len(rejects) == 2 and all(one.reason is Reason.BAD_FIELD for one in rejects)


def test_a_zone_that_nobody_knows_is_that_of_greenwich(tmp_path: Path) -> None:
    column = pa.array([datetime(2025, 12, 8, 23, 30)], pa.timestamp("us", "Mars/Olympus"))
    dump = written(tmp_path / "wire.feather", pa.table({"text": ["One."], "published": column}))
    assert read(dump)[0][0].published == DAY
