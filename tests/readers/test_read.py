"""From a path to articles: formats, packing, folders, and what can't be read."""

import gzip
import io
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import extractor
from extractor import Article, FormatError, ReadError, Reject
from extractor.errors import Reason
from extractor.readers import Options, scan
from extractor.readers.jsonl import scan_jsonl
from extractor.readers.plain import scan_plain
from extractor.readers.values import is_nothing


def read(path: Path, **options: object) -> tuple[list[Article], list[Reject]]:
    rejects: list[Reject] = []
    return list(extractor.read(path, on_reject=rejects.append, **options)), rejects  # type: ignore[arg-type]


def stream(raw: bytes) -> io.BufferedReader:
    return io.BufferedReader(io.BytesIO(raw))


def jsonl(*values: object) -> str:
    return "".join(json.dumps(value) + "\n" for value in values)


def test_json_lines_are_verbatim(tmp_path: Path) -> None:
    dump = tmp_path / "wire.jsonl"
    text = "Title: kept\r\n\r\n Tea \u2028prices\u00a0rose. 🍵\n"
    published = ["2025-12-08", "2025-12-08T23:30:00-05:00", "2025-12-08 07:00", "8 December 2025", "", None]
    known = {"id": 7, "text": text, "title": "Tea", "people": [{}], "url": None}
    values = [known | {"published": when} for when in published]
    dump.write_text("\ufeff" + jsonl(*values), encoding="utf-8")
    found, rejects = read(dump)
    assert rejects == []
    assert [one.published for one in found] == [date(2025, 12, 8)] * 4 + [None] * 2
    assert [one.index for one in found] == list(range(6))
    assert {(one.text, one.id, one.title, one.warnings) for one in found} == {(text, "7", "Tea", ())}


def test_fields_are_mapped(tmp_path: Path) -> None:
    dump = tmp_path / "wire.ndjson"
    dump.write_text(jsonl({"body": "Tea rose.", "text": 5, "source": {"name": "Example Wire"}, "a.b": "x"}))
    [article], _ = read(dump, fields={"text": "body", "outlet": "source.name", "id": "a.b"})
    assert (article.text, article.outlet, article.id) == ("Tea rose.", "Example Wire", "x")


def test_an_unknown_field_of_ours_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="no field body in an article"):
        extractor.read(tmp_path, fields={"body": "text"})
    with pytest.raises(FormatError, match="no dates order"):
        extractor.read(tmp_path, dates_order="DYM")  # type: ignore[arg-type]


BAD_LINES = [
    ('{"text": ', Reason.BAD_JSON, None),
    ('{"text": "\\ud800"}', Reason.BAD_JSON, None),
    ("[" * 5000, Reason.BAD_JSON, None),
    ('["Tea"]', Reason.NOT_AN_OBJECT, None),
    ("5", Reason.NOT_AN_OBJECT, None),
    ('{"id": "a"}', Reason.MISSING_TEXT, "a"),
    ('{"id": "a", "text": null}', Reason.MISSING_TEXT, "a"),
    ('{"text": 5}', Reason.MISSING_TEXT, None),
    ('{"text": " \\n"}', Reason.EMPTY_ARTICLE, None),
    ('{"text": "[Removed]"}', Reason.EMPTY_ARTICLE, None),
]


@pytest.mark.parametrize(("line", "reason", "identity"), BAD_LINES)
def test_a_bad_line_is_rejected_alone(tmp_path: Path, line: str, reason: Reason, identity: str | None) -> None:
    dump = tmp_path / "wire.jsonl"
    dump.write_text(f'{{"text": "One."}}\n\n{line}\n{{"text": "Two."}}')
    found, [reject] = read(dump)
    assert [(one.text, one.index) for one in found] == [("One.", 0), ("Two.", 2)]
    assert (reject.path, reject.index, reject.reason, reject.raw) == (str(dump), 1, reason, line)
    assert reject.pointer == f"line 3, bytes 18-{18 + len(line) + 1} of {dump}"
    assert reject.id == identity


def test_pandas_writes_nan_for_not_known(tmp_path: Path) -> None:
    dump = tmp_path / "wire.jsonl"
    dump.write_text('{"text": "One.", "title": NaN, "published": NaN, "images": "none"}\n')
    assert read(dump) == ([Article("One.", path=str(dump))], [])


def test_a_published_field_that_cannot_be_read_warns(tmp_path: Path) -> None:
    dump = tmp_path / "wire.jsonl"
    dump.write_text(jsonl({"text": "One.", "published": "soon"}))
    [article], _ = read(dump)
    assert (article.published, article.warnings) == (None, ("unparsed date: soon",))


def test_undecodable_bytes_in_json_lines(tmp_path: Path) -> None:
    dump = tmp_path / "wire.jsonl"
    dump.write_bytes(b'{"text": "Caf\xff"}\n{"text": "Two."}\n')
    [article], [reject] = read(dump)
    assert article.text == "Two."
    assert (reject.reason, reject.detail) == (Reason.UNDECODABLE_BYTES, "byte 13 is not UTF-8")
    assert reject.raw == '{"text": "Caf\\xff"}'


@pytest.mark.parametrize("name", ["wire.txt", "wire.log", "wire.JSONL", "wire"])
def test_content_tells_json_lines_before_the_ending_does(tmp_path: Path, name: str) -> None:
    dump = tmp_path / name
    dump.write_text('\ufeff\n {"text": "One."}\n{broken\n', encoding="utf-8")
    [article], [reject] = read(dump)
    assert (article.text, reject.reason) == ("One.", Reason.BAD_JSON)


def test_both_formats_are_read_packed(tmp_path: Path) -> None:
    raw = b"Title: Tea\n\nTea rose."
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(raw) + gzip.compress(b"\n\nIt fell."))
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b'{"text": "One."}\n'))
    (tmp_path / "c.txt").write_bytes(gzip.compress(raw))  # packed, whatever the name says
    found, rejects = read(tmp_path)
    assert ([one.text for one in found], rejects) == (["Tea rose.\n\nIt fell.", "One.", "Tea rose."], [])


def test_a_packed_file_that_breaks_off_keeps_what_came_before(tmp_path: Path) -> None:
    dump = tmp_path / "wire.jsonl.gz"
    content = jsonl(*({"text": os.urandom(40).hex()} for _ in range(5000)))
    dump.write_bytes(gzip.compress(content.encode())[:-5000])
    found, [reject] = read(dump)
    assert 0 < len(found) < 5000
    assert (reject.reason, reject.index) == (Reason.UNREADABLE_FILE, len(found))
    assert reject.pointer == f"articles from number {len(found)} of {dump}"


@pytest.mark.parametrize(
    ("content", "detail"),
    [(b"%PDF-1.7", "a PDF"), (b"PK\x03\x04rest", "zip"), (b"\x1f\x8bnot gzip", "breaks off")],
)
def test_other_formats_are_named(tmp_path: Path, content: bytes, detail: str) -> None:
    dump = tmp_path / "wire.txt"
    dump.write_bytes(content)
    found, [reject] = read(dump)
    assert (found, reject.reason) == ([], Reason.UNREADABLE_FILE)
    assert detail in reject.detail


def test_folders_are_walked_in_sorted_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/B.jsonl", "c/d/e.ndjson", ".hidden.txt", ".git/x.txt", "photo.webp"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(jsonl({"text": name}) if name.endswith("n") or "json" in name else name)
    (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)
    skipped: list[str] = []
    found = [one for one in scan(str(tmp_path), Options(), on_skipped=skipped.append) if isinstance(one, Article)]
    assert [one.text for one in found] == ["a/B.jsonl", "a/z.txt", "b.txt", "c/d/e.ndjson"]
    assert found[0].path == str(tmp_path / "a" / "B.jsonl")
    assert skipped == [str(tmp_path / "photo.webp")]


def test_a_folder_without_dumps_is_rejected(tmp_path: Path) -> None:
    found, [reject] = read(tmp_path)
    assert (found, reject.reason, reject.index) == ([], Reason.UNREADABLE_FILE, None)


@pytest.mark.parametrize(("content", "title"), [(b"Title: Tea\n\nOne.", "Tea"), (b'{"text": "One."}\n', None)])
def test_standard_input_is_told_apart_by_content(
    monkeypatch: pytest.MonkeyPatch, content: bytes, title: str | None
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(content))))  # type: ignore[arg-type]
    assert list(extractor.read("-")) == [Article("One.", title=title, path="-")]
    assert not sys.stdin.buffer.closed


def test_an_unreadable_path_raises_unless_rejects_are_asked_for(tmp_path: Path) -> None:
    missing = tmp_path / "missing.txt"
    with pytest.raises(ReadError, match="no such file"):
        extractor.read(missing)
    found, [reject] = read(missing)
    assert (found, reject.reason, reject.path) == ([], Reason.UNREADABLE_FILE, str(missing))
    missing.write_bytes(b"PK\x03\x04")
    with pytest.raises(ReadError, match="zip"):
        list(extractor.read(missing))


def test_an_article_left_out_is_warned_about(tmp_path: Path) -> None:
    dump = tmp_path / "wire.jsonl"
    dump.write_text('{"text": 5}\n{"text": "Two."}\n')
    with pytest.warns(UserWarning, match="article 0: missing text"):
        assert [one.text for one in extractor.read(dump)] == ["Two."]


def test_file_names_need_not_be_utf8(tmp_path: Path) -> None:
    name = os.path.join(os.fsencode(tmp_path), b"caf\xe9.txt")
    try:
        with open(name, "wb") as file:
            file.write(b"One.")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    [article], _ = read(tmp_path)
    assert article.path == str(tmp_path / "caf\\xe9.txt")


def test_files_are_streamed(tmp_path: Path) -> None:
    dump = tmp_path / "wire.txt"
    dump.write_text("Title: Tea\nDate: 8 Dec 2025\n\nTea rose.\n\n" * 50_000)
    read_so_far = 0

    def on_bytes(count: int) -> None:
        nonlocal read_so_far
        read_so_far += count

    first = next(scan(str(dump), Options(), on_bytes=on_bytes))
    assert isinstance(first, Article)
    assert read_so_far < 100_000 < dump.stat().st_size


bodies = st.text(st.characters(codec="utf-8"), min_size=1).filter(lambda text: not is_nothing(text))


@given(st.lists(st.tuples(bodies, st.text(st.characters(codec="utf-8"))), min_size=1))
def test_json_lines_give_back_any_text(items: list[tuple[str, str]]) -> None:
    raw = [json.dumps({"text": text, "title": title}, ensure_ascii=False).encode() + b"\n" for text, title in items]
    found = list(scan_jsonl(stream(b"".join(raw)), "-", Options()))
    blank = [(text, None if is_nothing(title) else title) for text, title in items]
    assert [(one.text, one.title) for one in found if isinstance(one, Article)] == blank


news = st.lists(
    st.sampled_from(
        ["Tea prices rose. ", "\n\n", "\n", "\r\n", "  ", "the date of the sale, ", "date ", "Date: 9 May ", "- tea ",
         "\u00a0", "— “no”, he said ", "2025-12-08 ", "wire.example ", "🍵", "https://wire.example/tea "]
    ),
    min_size=1,
).map("".join).filter(lambda text: text.strip() != "")  # fmt: skip
HEADERS = (
    "date 2025-12-08 wire.example https://cdn.example/a.webp 480w\n",
    "Title: Tea\nDate: 8 December 2025\nSource: Example Wire\n",
    ".-.Tea steady\n.-.Dec 08, 2025 07:43AM ET\n.-.https://wire.example/tea\n",
)


@given(st.lists(news, min_size=1, max_size=5), st.sampled_from(HEADERS))
def test_articles_put_together_are_read_back_verbatim(texts: list[str], header: str) -> None:
    texts = [f"As A. Writer says {text}".rstrip() for text in texts]
    raw = "\n\n".join(f"{header}\n{text}" for text in texts).encode()
    found = list(scan_plain(stream(raw), "-", Options()))
    inside = "date 2025-12-08 wire.example"
    if not any(inside in " ".join(text.split()) for text in texts):
        assert [one.text for one in found if isinstance(one, Article)] == texts
        assert {one.published for one in found if isinstance(one, Article)} == {date(2025, 12, 8)}


@given(st.binary())
def test_no_bytes_raise(raw: bytes) -> None:
    found = list(scan_plain(stream(raw), "-", Options()))
    assert [one.index for one in found] == list(range(len(found)))
    list(scan_jsonl(stream(raw), "-", Options()))


def test_the_readers_import_nothing_heavy() -> None:
    code = "import sys, extractor.readers, extractor.commands\n"
    code += "print({'spacy', 'pydantic'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
