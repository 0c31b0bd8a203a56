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


ROWS = [("1", "2021-05-04", "Cocoa, up", "Ghana sold cocoa, it said."), ("2", "2021-05-05", "Tin", 'Tin "fell".')]


@pytest.mark.parametrize(
    "raw",
    [
        'id, date, title, text\n1, 2021-05-04, "Cocoa, up", "Ghana sold cocoa, it said."\n2, 2021-05-05, Tin, "Tin ""fell""."\n',
        'id,date,title,text\n1, 2021-05-04, "Cocoa, up", "Ghana sold cocoa, it said."\n2,2021-05-05,~T~\n',
        'sep=;\r\nid;date;title;body\r\n1;4.5.2021;Cocoa, up;Ghana sold cocoa, it said.\r\n2;5.5.2021;Tin;"Tin ""fell""."\r\n',
        "id,date,title,text,,\n1,44320,~C~,,\n2,44321,~T~,,,,\n",
        "id,date,title,text,tags,author\n1,44320,~C~\n2,44321,~T~,\n",
        'Archive, May 2021\n\n"all, rights"\nid,date,title,text\n1,44320,~C~\n2,44321,~T~\n',
        'id|date|title|text\n1|2021-05-04|Cocoa, up|Ghana sold cocoa, it said.\n2|2021-05-05|Tin|Tin "fell".\n',
        "id,date,title,text\r1,2021-05-04,~C~\r2,2021-05-05,~T~\r",
        "id,date,title,text\n1,5/4/2021,~C~\n2,5/5/2021,~T~\n\n9,5/13/2021,x,NULL\n",
        "id,date,title,text\n1,2021-05-04,~C~\nid,date,title,text\n2,2021-05-05,~T~\n",
        'id,date,title,text\n1,2021-05-04,~C~\ntext,id,title,date\n"Tin ""fell"".",2,Tin,2021-05-05\n',
    ],
)
def test_dialects(raw: str) -> None:
    raw = raw.replace("~C~", '"Cocoa, up","Ghana sold cocoa, it said."').replace("~T~", 'Tin,"Tin ""fell""."')
    found = [one for one in scan(raw) if isinstance(one, Article)]
    assert [(one.id, str(one.published), one.title, one.text) for one in found] == ROWS
    assert [one.warnings for one in found] == [(), ()]


def test_a_table_without_a_head_has_its_columns_named() -> None:
    raw = '1,2021-05-04,"Cocoa, up","Ghana sold cocoa, it said."\n2,2021-05-05,Tin,"Tin ""fell""."\n'
    found = scan(raw, columns=("id", "published", "title", "text"))
    assert [(one.id, str(one.published), one.title, one.text) for one in found if isinstance(one, Article)] == ROWS
    with pytest.raises(FormatError, match="no column `text` among a, b"):
        Options(columns=("a", "b"))
    with pytest.raises(FormatError, match="no column `text`"):
        scan(raw)


def test_one_column_may_hold_anything() -> None:
    raw = 'text\nWheat, said the board, rose.\n"Oats, ""too"", fell."\nRye; barley\tand oats | were flat.\n'
    assert short(scan(raw)) == [
        "Wheat, said the board, rose.",
        'Oats, "too", fell.',
        "Rye; barley\tand oats | were flat.",
    ]


def test_the_rest_of_a_broken_text_is_no_short_row() -> None:
    raw = "id,date,text,tags,author\n1,2021-05-04,Tea rose and\nfell, they said, and rose.\n2,2021-05-05,Tin fell.\n"
    assert short(scan(raw)) == ["Tea rose and", "bad row: fell, they said, and rose.", "Tin fell."]


def test_lone_quotation_marks_mean_nothing_between_bars() -> None:
    raw = 'title|date|body\nA|2021-01-01|Lone " mark.\nB|2021-01-02|"Opened only.\nC|2021-01-03|Last.\n'
    assert short(scan(raw)) == ['Lone " mark.', '"Opened only.', "Last."]


@pytest.mark.parametrize(
    "text", ["Wheat rose. The text was short.\rOats fell, he said.\r", "A text\rwith, text in it\r" * 3000]
)
def test_text_with_carriage_returns_alone_is_no_table(tmp_path: Path, text: str) -> None:
    dump = tmp_path / "wire.txt"
    dump.write_bytes(text.encode())
    found = list(scan_path(str(dump), Options()))
    assert [type(one) for one in found] == [Article]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("id,date,text\n1,2021-05-04,Tea, rye, and 40,000 tonnes of oats rose.\n2,,Tin fell.\n",
         ["Tea, rye, and 40,000 tonnes of oats rose.", "Tin fell."]),
        ("id,text\n1,Tea.\n2,He said \"no, never\", and left.\n", ["Tea.", 'He said "no, never", and left.']),
        ("id;text;date\n1;Tea rose; rye fell.;2021-05-04\n", ["Tea rose; rye fell."]),
        ("id,text,date\n1,Tea rose, rye fell.,unknown\n", ["bad row: 1,Tea rose, rye fell.,unknown"]),
        ("id,text\n1,a,b\n", ["bad row: 1,a,b"]),
        ("id,text,tags\n7,Tea rose.\nfell, he said.\n", ["Tea rose.", "bad row: fell, he said."]),
        ("url,text,tags\nhttps://a.example/1,Tea rose.\nx,Rye.\n", ["Tea rose.", "bad row: x,Rye."]),
    ],
)  # fmt: skip
def test_cells_too_many_and_too_few(raw: str, expected: list[str]) -> None:
    assert short(scan(raw)) == expected
