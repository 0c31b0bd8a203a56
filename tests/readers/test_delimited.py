"""CSV and TSV: quoted cells over many lines, names of columns, and rows out of order, each rejected alone."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import Article, FormatError, Reject
from extractor.errors import Reason
from extractor.readers import Limits, Options
from extractor.readers import scan as scan_path
from extractor.readers.delimited import scan_delimited


def scan(raw: bytes | str, **options: object) -> list[Article | Reject]:
    raw = raw.encode() if isinstance(raw, str) else raw
    stream = io.BufferedReader(io.BytesIO(raw))  # type: ignore[arg-type]
    return list(scan_delimited(stream, "wire.csv", Options(**options)))  # type: ignore[arg-type]


def short(found: list[Article | Reject]) -> list[str]:
    return [one.text if isinstance(one, Article) else f"{one.reason}: {one.raw}" for one in found]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ('id,text\n1,One.\n\n2,"Two, ""lines"",\r\nhere."\n', ["One.", 'Two, "lines",\r\nhere.']),
        ("\ufeffTEXT;id\r\nOne.;1\r\n", ["One."]),
        ("id|text\n1|One.", ["One."]),
        ("text\nOne.\nTwo.\n", ["One.", "Two."]),
        ("id,text\r1,One.\r2,Two.\r", ["One.", "Two."]),
        ('id,text\n1,"He said \\"no\\", twice."\n', ['He said "no", twice.']),
        ('id\ttext\n1\tHe said "no".\n2\t"No," he said.\n', ['He said "no".', '"No," he said.']),
        ("id,text\n1,A 5\" pipe.\n", ['A 5" pipe.']),
        # rows out of order
        ("id,text\n1\n2,Two.\n3,a,b\n4,Four.", ["bad row: 1", "Two.", "bad row: 3,a,b", "Four."]),
        ('id,text\n1,"Tea\nrose",x\n2,Two.', ['bad row: 1,"Tea\nrose",x', "Two."]),
        ('id,text\n1,"never closed.\n2,Two.\n3,"Three\nlines"\n', ['bad row: 1,"never closed.', "Two.", "Three\nlines"]),
        ('id,text\n1,"He "said" no.\nand left."\n2,Two.\n', ['bad row: 1,"He "said" no.\nand left."', "Two."]),
        ('id,text\n1,One.\n2,"Tw', ["One.", 'bad row: 2,"Tw']),
        ("id,text\n1,\n2,Two.", ["empty article: 1,", "Two."]),
    ],
)  # fmt: skip
def test_rows(raw: str, expected: list[str]) -> None:
    found = scan(raw)
    assert short(found) == expected
    assert [one.index for one in found] == list(range(len(expected)))


def test_columns_are_mapped() -> None:
    raw = "Outlet,BODY,Published,other\nWire,Tea rose.,2025-12-08 07:00,x\n,It fell.,,\n"
    found = scan(raw, fields={"text": "body", "title": "other"})
    assert found == [
        Article("Tea rose.", published=date(2025, 12, 8), title="x", outlet="Wire", path="wire.csv"),
        Article("It fell.", path="wire.csv", index=1),
    ]


def test_a_bad_row_says_where_it_stands() -> None:
    found = scan("id,text\n1,One.\n\nw-2,Café,x\n")
    assert found[1] == Reject(
        "wire.csv",
        1,
        Reason.BAD_ROW,
        "3 columns, and the head has 2",
        "w-2,Café,x",
        "line 4, bytes 16-28 of wire.csv",
    )


def test_a_delimiter_may_be_given() -> None:
    assert short(scan("id~text\n1~One.", delimiter="~")) == ["One."]
    with pytest.raises(FormatError, match="no delimiter"):
        Options(delimiter="ab")


def test_a_table_without_a_column_of_texts_is_refused() -> None:
    with pytest.raises(FormatError, match="no column `text` in this table; there are a, b"):
        scan("a,b\n1,2\n")
    with pytest.raises(FormatError, match="empty table"):
        scan("\n")


def test_undecodable_bytes_cost_one_row() -> None:
    found = scan(b'id,text\n1,"Caf\xe9\nhere"\n2,Two.\n')
    assert short(found) == ['undecodable bytes: 1,"Caf\\xe9\nhere"', "Two."]


@pytest.mark.parametrize("long", ["x" * 2_000_000, "x\n" * 20_000])
def test_a_row_over_the_limit_costs_one_row(long: str) -> None:
    raw = f'id,text\n1,One.\n2,"{long}"\n3,Three.\n'
    found = scan(raw, limits=Limits(article=1000))
    assert short(found) == ["One.", "too large: None", "Three."]


def test_content_tells_a_table(tmp_path: Path) -> None:
    dump = tmp_path / "wire.txt"
    dump.write_text("id,title,text\n1,Tea,Tea rose.\n")
    assert [one.text for one in scan_path(str(dump), Options()) if isinstance(one, Article)] == ["Tea rose."]
    dump.write_text("The text, he said, was short.\nIt fell.")
    assert [one.text for one in scan_path(str(dump), Options()) if isinstance(one, Article)] == [dump.read_text()]


written = st.text(st.sampled_from('ab é",;\t|\n\\'), max_size=12).map(lambda text: f"{text}.")


@given(st.lists(st.tuples(written, written)), st.sampled_from(",;\t|"), st.sampled_from(["\n", "\r\n"]))
def test_any_table_is_given_back(rows: list[tuple[str, str]], delimiter: str, end: str) -> None:
    sink = io.StringIO()
    csv.writer(sink, delimiter=delimiter, lineterminator=end).writerows([("title", "text"), *rows])
    found = scan(sink.getvalue())
    assert [(one.title, one.text) for one in found if isinstance(one, Article)] == rows
    assert len(found) == len(rows)


@given(st.binary())
def test_no_bytes_raise(raw: bytes) -> None:
    found = scan(b"id,text\n" + raw)
    assert [one.index for one in found] == list(range(len(found)))
