"""Every dump format in every packing and archive: whole, and damaged in every way that dumps are."""

import bz2
import gzip
import io
import json
import lzma
import os
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet
import pytest
from backports import zstd

from extractor import Article, Reject
from extractor.errors import Reason
from extractor.readers import Limits, Options, scan

TEXTS = [
    "Tea prices in Mombasa rose by 5 percent.",
    "“Copper,” he said,\n\tis “dear”; see page 2…",
    "Café owners in Lyon bought less coffee.\r\n\r\nThey paid €3.",
]
ROWS = [{"id": f"w-{number}", "published": "2025-12-08", "text": text} for number, text in enumerate(TEXTS)]


def parquet() -> bytes:
    sink = io.BytesIO()
    pa.parquet.write_table(pa.Table.from_pylist(ROWS), sink, row_group_size=2)
    return sink.getvalue()


def feather() -> bytes:
    sink = io.BytesIO()
    pa.feather.write_feather(pa.Table.from_pylist(ROWS), sink, chunksize=2)
    return sink.getvalue()


def arrow_stream() -> bytes:
    sink = io.BytesIO()
    table = pa.Table.from_pylist(ROWS)
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table, max_chunksize=2)
    return sink.getvalue()


def cells(delimiter: str) -> bytes:
    rows = [["id", "published", "text"], *(list(row.values()) for row in ROWS)]
    quoted = ([f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row] for row in rows)
    return "".join(delimiter.join(row) + "\n" for row in quoted).encode()


FORMATS: dict[str, bytes] = {
    "wire.jsonl": "".join(json.dumps(row) + "\n" for row in ROWS).encode(),
    "wire.ndjson": "".join(json.dumps(row, ensure_ascii=False) + "\r\n" for row in ROWS).encode(),
    "wire.json": json.dumps(ROWS, ensure_ascii=False, indent=2).encode(),
    "flat.json": json.dumps(ROWS).encode(),
    "wire.csv": cells(","),
    "semicolon.csv": cells(";"),
    "wire.tsv": cells("\t"),
    "wire.parquet": parquet(),
    "wire.feather": feather(),
    "wire.arrow": arrow_stream(),
}
PACKINGS: dict[str, Callable[[bytes], bytes]] = {
    "": lambda raw: raw,
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": lambda raw: zstd.compress(raw, options={zstd.CompressionParameter.checksum_flag: 1}),
}


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", method) as archive:
        for name, raw in files.items():
            archive.writestr(name, raw)
    return sink.getvalue()


def tarred(files: dict[str, bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    sink = io.BytesIO()
    with tarfile.open(fileobj=sink, mode="w", format=form) as archive:
        for name, raw in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(raw)
            archive.addfile(info, io.BytesIO(raw))
    return sink.getvalue()


def read(path: Path | str, **options: object) -> tuple[list[Article], list[Reject]]:
    found = list(scan(str(path), Options(**options)))  # type: ignore[arg-type]
    return [one for one in found if isinstance(one, Article)], [one for one in found if isinstance(one, Reject)]


def written(path: Path, raw: bytes) -> Path:
    path.write_bytes(raw)
    return path


# --- whole --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", PACKINGS)
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_in_every_packing(tmp_path: Path, name: str, ending: str) -> None:
    raw, pack = FORMATS[name], PACKINGS[ending]
    halves = pack(raw[: len(raw) // 2]) + pack(raw[len(raw) // 2 :])  # `cat a.gz b.gz`
    for dump in (
        written(tmp_path / (name + ending), pack(raw)),
        written(tmp_path / "nameless", pack(raw)),
        written(tmp_path / (name + ending), halves),
    ):
        found, rejects = read(dump)
        assert ([one.text for one in found], rejects) == (TEXTS, [])
        assert [(one.id, str(one.published), one.index, one.path) for one in found] == [
            (f"w-{number}", "2025-12-08", number, str(dump)) for number in range(3)
        ]


INSIDE = {f"news/{name}": raw for name, raw in FORMATS.items()}
ARCHIVES: dict[str, bytes] = {
    "dump.zip": zipped(INSIDE),
    "stored.zip": zipped(INSIDE, zipfile.ZIP_STORED),
    "lzma.zip": zipped(INSIDE, zipfile.ZIP_LZMA),
    "dump.tar": tarred(INSIDE),
    "old.tar": tarred(INSIDE, tarfile.USTAR_FORMAT),
    "dump.tar.gz": gzip.compress(tarred(INSIDE)),
    "dump.tgz": gzip.compress(tarred(INSIDE)),
    "dump.tar.zst": PACKINGS[".zst"](tarred(INSIDE)),
    "gz.zip": zipped({f"{name}.gz": gzip.compress(raw) for name, raw in INSIDE.items()}),
}


@pytest.mark.parametrize("name", ARCHIVES)
def test_members_of_archives_are_files_of_their_own(tmp_path: Path, name: str) -> None:
    dump = written(tmp_path / name, ARCHIVES[name])
    found, rejects = read(dump)
    assert ([one.text for one in found], rejects) == (TEXTS * len(FORMATS), [])
    ending = ".gz" if name == "gz.zip" else ""
    places = [(f"{dump}/news/{member}{ending}", index) for member in FORMATS for index in range(3)]
    assert [(one.path, one.index) for one in found] == places


def test_archives_in_archives(tmp_path: Path) -> None:
    inner = zipped({"tea.txt": b"Tea rose."})
    dump = written(tmp_path / "dump.tar.xz", lzma.compress(tarred({"a/inner.zip": inner, "b.txt": b"It fell."})))
    assert [(one.path, one.text) for one in read(dump)[0]] == [
        (f"{dump}/a/inner.zip/tea.txt", "Tea rose."),
        (f"{dump}/b.txt", "It fell."),
    ]


def test_members_that_are_no_dumps_are_passed_over(tmp_path: Path) -> None:
    files = {"photo.webp": b"x", "__MACOSX/._a.txt": b"x", ".hidden.txt": b"x", "a.txt": b"Tea rose.", "folder/": b""}
    skipped: list[str] = []
    dump = written(tmp_path / "dump.zip", zipped(files))
    found = list(scan(str(dump), Options(), on_skipped=skipped.append))
    assert (found, skipped) == ([Article("Tea rose.", path=f"{dump}/a.txt")], [f"{dump}/photo.webp"])
    _, [reject] = read(written(tmp_path / "none.zip", zipped({"photo.webp": b"x"})))
    assert "no member of this archive ends in .parquet" in reject.detail


def test_of_a_web_archive_only_the_pages_are_read(tmp_path: Path) -> None:
    files = {
        "datapackage.json": b"{}",
        "pages/pages.jsonl": b'{"format": "json-pages-1.0"}\n',
        "archive/a.txt": b"Tea.",
    }
    found, rejects = read(written(tmp_path / "crawl.wacz", zipped(files)))
    assert ([one.text for one in found], rejects) == (["Tea."], [])


def test_a_folder_may_be_called_like_an_archive(tmp_path: Path) -> None:
    folder = tmp_path / "dump.zip"
    folder.mkdir()
    for name, raw in FORMATS.items():
        written(folder / f"{name}.gz", gzip.compress(raw))
    for path in (folder, tmp_path):
        found, rejects = read(path)
        assert (len(found), rejects) == (3 * len(FORMATS), [])


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("*.txt", ["a.txt"]),
        ("**/*.txt", ["a.txt", "sub/b.txt"]),
        ("**", ["a.txt", "sub/b.txt"]),
        ("**/*.log", ["sub/d.log"]),
        ("*", ["a.txt", "sub/b.txt"]),
        ("[ab].t?t", ["a.txt"]),
    ],
)
def test_patterns(tmp_path: Path, pattern: str, names: list[str]) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("a.txt", "sub/b.txt", "sub/d.log", "photo.webp", ".c.txt"):
        (tmp_path / name).write_text("Tea.")
    found, rejects = read(tmp_path / pattern)
    assert ([one.path for one in found], rejects) == ([str(tmp_path / name) for name in names], [])
    none, [reject] = read(tmp_path / "*.csv")
    assert (none, reject.reason, "matches this pattern" in reject.detail) == ([], Reason.UNREADABLE_FILE, True)


STREAMED = {
    name: PACKINGS[".gz"](FORMATS[name])
    for name in ("wire.jsonl", "wire.json", "wire.csv", "wire.parquet", "wire.feather")
} | {"dump.zip": zipped({"wire.csv": FORMATS["wire.csv"]}), "dump.tar": tarred({"wire.csv": FORMATS["wire.csv"]})}


@pytest.mark.parametrize("name", STREAMED)
def test_standard_input_takes_every_format(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(STREAMED[name]))))  # type: ignore[arg-type]
    found, rejects = read("-")
    assert ([one.text for one in found], rejects) == (TEXTS, [])


# --- damaged ------------------------------------------------------------------------------------------------------


def is_complete(name: str, cut: bytes) -> bool:
    """Whether what is left has all the articles, and nothing that says how many there were."""
    complete = len(FORMATS[name].rstrip()) if name != "wire.feather" else len(FORMATS[name]) - 300
    return len(cut) >= complete or (not cut and name.endswith(("jsonl", "ndjson")))


@pytest.mark.parametrize("ending", PACKINGS)
@pytest.mark.parametrize("name", FORMATS)
def test_what_is_cut_off_gives_what_came_before_and_a_reject(tmp_path: Path, name: str, ending: str) -> None:
    whole = PACKINGS[ending](FORMATS[name])
    for size in {0, 1, 5, len(whole) // 3, len(whole) // 2, len(whole) - 3, len(whole) - 1}:
        found, rejects = read(written(tmp_path / (name + ending), whole[:size]))
        assert [one.text for one in found] == TEXTS[: len(found)]
        assert rejects or (not ending and is_complete(name, whole[:size])), size


def test_packed_data_with_something_behind_it(tmp_path: Path) -> None:
    for ending, pack in PACKINGS.items():
        if ending:
            padded = read(written(tmp_path / f"padded.txt{ending}", pack(b"Tea rose.") + b"\0" * 512))
            assert (len(padded[0]), padded[1]) == (1, [])
            [reject] = read(written(tmp_path / f"more.txt{ending}", pack(b"Tea rose.") + b"something else"))[1]
            assert (reject.reason, "something else" in reject.detail) == (Reason.UNREADABLE_FILE, True)


@pytest.mark.parametrize("ending", [ending for ending in PACKINGS if ending])
def test_flipped_bytes_never_raise(tmp_path: Path, ending: str) -> None:
    lines = [json.dumps({"text": f"Tea rose {os.urandom(30).hex()}."}) for _ in range(50)]
    whole = bytearray(PACKINGS[ending]("\n".join(lines).encode()))
    whole[len(whole) // 2] ^= 0xFF
    found, rejects = read(written(tmp_path / f"wire.jsonl{ending}", bytes(whole)))
    assert rejects
    assert len(found) < 50


TWO = {"a.txt": b"One.", "b.txt": b"Two."}


def encrypted() -> bytes:
    raw = bytearray(zipped(TWO, zipfile.ZIP_STORED))
    for place in (6, raw.index(b"PK\x01\x02") + 8):  # the flag of the first member, and in the directory
        raw[place] |= 1
    return bytes(raw)


@pytest.mark.parametrize(
    ("raw", "detail"),
    [(encrypted(), "encrypted"), (zipped(TWO, zipfile.ZIP_STORED).replace(b"One.", b"0ne.", 1), "Bad CRC-32")],
)
def test_a_bad_member_of_a_zip_is_rejected_alone(tmp_path: Path, raw: bytes, detail: str) -> None:
    dump = written(tmp_path / "dump.zip", raw)
    [article], [reject] = read(dump)
    assert (article.text, reject.path, reject.reason) == ("Two.", f"{dump}/a.txt", Reason.UNREADABLE_FILE)
    assert detail in reject.detail


@pytest.mark.parametrize("size", [0, 1, 100, 300, 600, 1024, 1030, 1600, 3000])
def test_a_tar_that_is_cut_off(tmp_path: Path, size: int) -> None:
    lines = "".join(json.dumps({"text": f"Tea rose {number}."}) + "\n" for number in range(100)).encode()
    whole = tarred({"a.txt": b"One.", "b.jsonl": lines, "c.txt": b"Two."})
    found, [reject] = read(written(tmp_path / "dump.tar", whole[:size]))
    assert reject.reason is Reason.UNREADABLE_FILE
    assert [one.text for one in found] == ["One.", *(f"Tea rose {number}." for number in range(100))][: len(found)]
    assert len(found) == (0 if size < 516 else 1 if size < 2000 else len(found))
    packed = gzip.compress(whole)
    assert read(written(tmp_path / "dump.tar.gz", packed[:-9]))[1] != []


def test_a_broken_header_in_a_tar_is_not_its_end(tmp_path: Path) -> None:
    whole = bytearray(tarred(TWO))
    whole[1024 + 100 : 1024 + 110] = b"garbage..."
    [article], [reject] = read(written(tmp_path / "dump.tar", bytes(whole)))
    assert (article.text, "bad checksum" in reject.detail) == ("One.", True)
    assert reject.pointer == f"members from number 1 of {tmp_path / 'dump.tar'}"


def test_a_zip_that_is_cut_off_is_rejected(tmp_path: Path) -> None:
    whole = zipped(TWO)
    for size in (4, 30, len(whole) - 1):
        found, [reject] = read(written(tmp_path / "dump.zip", whole[:size]))
        assert (found, reject.reason) == ([], Reason.UNREADABLE_FILE)


@pytest.mark.parametrize("raw", [b"\x89PNG\r\n\x1a\n", bytes(range(32)) * 10, b"SQLite format 3\0"])
def test_what_is_no_text_is_no_news(tmp_path: Path, raw: bytes) -> None:
    found, [reject] = read(written(tmp_path / "wire.txt", raw))
    assert (found, reject.reason) == ([], Reason.UNREADABLE_FILE)


# --- limits -------------------------------------------------------------------------------------------------------


def test_a_line_of_50_megabytes_is_passed_over_without_being_held(tmp_path: Path) -> None:
    dump = tmp_path / "wire.jsonl"
    with dump.open("wb") as file:
        file.write(b'{"text": "One."}\n{"text": "')
        for _ in range(50):
            file.write(b"x" * 1_000_000)
        file.write(b'"}\n{"text": "Two."}\n')
    code = (
        "import sys, tracemalloc\nfrom extractor.readers import Options, scan\n"
        "list(scan(sys.argv[2], Options()))\ntracemalloc.start()\n"
        "for found in scan(sys.argv[1], Options()): print(found.index, getattr(found, 'pointer', None))\n"
        "print(tracemalloc.get_traced_memory()[1] < 30_000_000)"
    )
    small = written(tmp_path / "small.jsonl", b'{"text": "One."}\n')
    done = subprocess.run([sys.executable, "-c", code, dump, small], capture_output=True, text=True, check=True)
    pointer = f"line 2, bytes 17-50000030 of {dump}"
    assert done.stdout.splitlines() == ["0 None", f"1 {pointer}", "2 None", "True"]


LONG = "Tea. " * 30


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("wire.jsonl", "".join(json.dumps({"text": text}) + "\n" for text in ("One.", LONG, "Two."))),
        ("wire.json", json.dumps([{"text": text} for text in ("One.", LONG, "Two.")])),
        ("wire.csv", f'id,text\n1,One.\n2,"{LONG}"\n3,Two.\n'),
        ("wire.txt", f"Title: A\nURL: x\n\nOne.\n\nTitle: B\nURL: x\n\n{LONG}\n\nTitle: C\nURL: x\n\nTwo."),
    ],
)
def test_an_article_over_the_limit_is_rejected_alone(tmp_path: Path, name: str, raw: str) -> None:
    dump = written(tmp_path / name, raw.encode())
    found, [reject] = read(dump, limits=Limits(article=100))
    assert [(one.text, one.index) for one in found] == [("One.", 0), ("Two.", 2)]
    assert (reject.reason, reject.index, reject.raw) == (Reason.TOO_LARGE, 1, None)
    assert "the limit is 100 (--limit article=NUMBER lifts it)" in reject.detail
    assert reject.pointer and reject.pointer.endswith(f" of {dump}")
    assert len(read(dump, limits=Limits(article=1000))[0]) == 3


BOMBS = {f"bomb.jsonl{ending}": pack(b"0" * 70_000_000) for ending, pack in PACKINGS.items() if ending}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_rejected_and_the_next_file_is_read(tmp_path: Path, name: str) -> None:
    written(tmp_path / name, BOMBS[name])
    written(tmp_path / "wire.txt", b"Tea rose.")
    [article], [reject] = read(tmp_path)
    assert (article.text, reject.reason) == ("Tea rose.", Reason.TOO_LARGE)
    assert "--limit ratio=NUMBER lifts it" in reject.detail


def test_a_bomb_in_a_zip_is_rejected_and_the_next_member_is_read(tmp_path: Path) -> None:
    dump = written(tmp_path / "dump.zip", zipped({"a.txt": b"0" * 70_000_000, "b.txt": b"Tea rose."}))
    [article], [reject] = read(dump)
    assert (article.text, reject.reason, reject.path) == ("Tea rose.", Reason.TOO_LARGE, f"{dump}/a.txt")


@pytest.mark.parametrize(
    ("limits", "articles", "rejects", "detail"),
    [
        (Limits(members=2), 2, 1, "members=NUMBER"),
        (Limits(unpacked=10), 2, 1, "unpacked=NUMBER"),
        (Limits(depth=1), 3, 0, ""),
        (Limits(), 3, 0, ""),
    ],
)
def test_limits_of_archives(tmp_path: Path, limits: Limits, articles: int, rejects: int, detail: str) -> None:
    dump = written(tmp_path / "dump.zip", zipped({f"{number}.txt": b"Tea." for number in range(3)}))
    found, rejected = read(dump, limits=limits)
    assert (len(found), len(rejected)) == (articles, rejects)
    assert all(reject.reason is Reason.TOO_LARGE and detail in reject.detail for reject in rejected)


def test_nested_too_deep(tmp_path: Path) -> None:
    raw = b"Tea."
    for number in range(5):
        raw = zipped({"inner.zip" if number else "tea.txt": raw})
    dump = written(tmp_path / "dump.zip", raw)
    found, [reject] = read(dump)
    assert (found, reject.reason, "depth=NUMBER" in reject.detail) == ([], Reason.TOO_LARGE, True)
    assert [one.text for one in read(dump, limits=Limits(depth=5))[0]] == ["Tea."]


def test_the_same_dump_twice_gives_the_same(tmp_path: Path) -> None:
    for name, raw in (ARCHIVES | {"cut.jsonl.gz": gzip.compress(FORMATS["wire.jsonl"])[:-9]}).items():
        written(tmp_path / name, raw)
    assert list(scan(str(tmp_path), Options())) == list(scan(str(tmp_path), Options()))
