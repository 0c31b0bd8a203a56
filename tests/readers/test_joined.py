"""Archives and tables put together by `cat`, and tars with a hole: every article is read, or the rest is rejected by name."""

import gzip
import io
import itertools
import lzma
import random
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.ipc
import pyarrow.parquet
import pytest

from extractor.article import Article
from extractor.errors import Reason, Reject
from extractor.readers import Options, scan
from extractor.readers.pieces import Slice, places_of


def zipped(texts: list[str], comment: bytes = b"") -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = comment
        for number, text in enumerate(texts):
            archive.writestr(f"{number}.txt", text)
    return sink.getvalue()


def tarred(texts: list[str]) -> bytes:
    sink = io.BytesIO()
    with tarfile.open(fileobj=sink, mode="w") as archive:
        for number, text in enumerate(texts):
            info = tarfile.TarInfo(f"{number}.txt")
            info.size = len(text)
            archive.addfile(info, io.BytesIO(text.encode()))
    return sink.getvalue()


def table(texts: list[str]) -> pa.Table:
    return pa.table({"text": pa.array(texts, pa.string()), "n": range(len(texts))})


def parquet(texts: list[str], **options: object) -> bytes:
    sink = io.BytesIO()
    pa.parquet.write_table(table(texts), sink, row_group_size=2, **options)
    return sink.getvalue()


def arrow_file(texts: list[str]) -> bytes:
    sink = io.BytesIO()
    with pa.ipc.new_file(sink, table(texts).schema) as writer:
        writer.write_table(table(texts), max_chunksize=2)
    return sink.getvalue()


def arrow_stream(texts: list[str]) -> bytes:
    sink = io.BytesIO()
    with pa.ipc.new_stream(sink, table(texts).schema) as writer:
        writer.write_table(table(texts), max_chunksize=2)
    return sink.getvalue()


MAKERS: dict[str, Callable[[list[str]], bytes]] = {
    "dump.zip": zipped,
    "commented.zip": lambda texts: zipped(texts, b"made by hand PK\5"),
    "dump.tar": tarred,
    "dump.tgz": lambda texts: gzip.compress(tarred(texts)),
    "dump.tar.xz": lambda texts: lzma.compress(tarred(texts)),
    "dump.parquet": parquet,
    "indexed.parquet": lambda texts: parquet(texts, write_page_index=True, compression="none"),
    "dump.arrow": arrow_file,
    "dump.arrows": arrow_stream,
}


def read(path: Path, raw: bytes) -> tuple[list[str], list[Reject]]:
    path.write_bytes(raw)
    found = list(scan(str(path), Options()))
    texts = [one.text for one in found if isinstance(one, Article)]
    return texts, [one for one in found if isinstance(one, Reject)]


def stories(number: int, of: str) -> list[str]:
    return [f"Story {i} of {of}: tea rose." for i in range(number)]


@pytest.mark.parametrize("sizes", [(3, 3), (1, 5, 2), (4,), (0, 3), (3, 0), (2,) * 40])
@pytest.mark.parametrize("name", MAKERS)
def test_all_that_was_put_together_is_read(tmp_path: Path, name: str, sizes: tuple[int, ...]) -> None:
    parts = [stories(size, chr(97 + number % 26)) for number, size in enumerate(sizes)]
    whole = b"".join(MAKERS[name](part) for part in parts)
    texts, rejects = read(tmp_path / name, whole)
    assert (texts, rejects) == (list(itertools.chain(*parts)), [])


def test_a_file_and_a_stream_of_arrow_may_stand_together(tmp_path: Path) -> None:
    one, two, three = stories(3, "a"), stories(2, "b"), stories(4, "c")
    for first, second, third in itertools.product((arrow_file, arrow_stream), repeat=3):
        texts, rejects = read(tmp_path / "dump.arrow", first(one) + second(two) + third(three))
        assert (texts, rejects) == ([*one, *two, *three], [])


def test_articles_of_tables_that_stand_together_are_numbered_through(tmp_path: Path) -> None:
    for name in ("dump.parquet", "dump.arrow", "dump.arrows"):
        path = tmp_path / name
        path.write_bytes(MAKERS[name](stories(3, "a")) + MAKERS[name](stories(2, "b")))
        assert [one.index for one in scan(str(path), Options())] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("name", MAKERS)
@pytest.mark.parametrize(
    "rest", [b"garbage that nobody asked for", b"\0\0garbage", b"x" * 100_000, b"ARROW1", b"PK\3\4 and more"]
)
def test_what_stands_behind_is_rejected_by_name(tmp_path: Path, name: str, rest: bytes) -> None:
    one = stories(3, "a")
    texts, rejects = read(tmp_path / name, MAKERS[name](one) + rest)
    assert rejects and all(reject.path == str(tmp_path / name) for reject in rejects)
    assert {reject.reason for reject in rejects} == {Reason.UNREADABLE_FILE}
    assert texts in (one, [])  # a zip or Parquet file has its directory at the end: nothing is read where that isn't it


@pytest.mark.parametrize("name", MAKERS)
def test_padding_behind_is_nothing(tmp_path: Path, name: str) -> None:
    if "arrow" in name or "parquet" in name:
        return  # nobody pads them
    one = stories(3, "a")
    assert read(tmp_path / name, MAKERS[name](one) + bytes(5000)) == (one, [])


@pytest.mark.parametrize("name", ["dump.zip", "dump.parquet"])
def test_a_broken_one_before_the_last_is_rejected_and_the_others_are_read(tmp_path: Path, name: str) -> None:
    one, two = stories(6, "a"), stories(4, "b")
    broken = bytearray(MAKERS[name](one))
    broken[-22:-4] = bytes(18)  # the record that ends a zip, the length of the tail of a Parquet file
    texts, rejects = read(tmp_path / name, bytes(broken) + MAKERS[name](two))
    assert rejects and all(reject.path == str(tmp_path / name) for reject in rejects)
    assert texts == two


@pytest.mark.parametrize("block", range(1, 40))
def test_a_tar_with_a_block_of_zeros_loses_nothing_in_silence(tmp_path: Path, block: int) -> None:
    """Where the block was a header, what follows is rejected; where it was text, that text has zeros in it."""
    parts = [f"Story {i}: tea rose. {'It rose again. ' * (i * 20)}" for i in range(12)]
    whole = bytearray(tarred(parts))
    was = bytes(whole[block * 512 : block * 512 + 512])
    whole[block * 512 : block * 512 + 512] = bytes(512)
    texts, rejects = read(tmp_path / "dump.tar", bytes(whole))
    if was == bytes(512) or not was.strip(b"\0"):
        assert (texts, rejects) == (parts, [])
    elif b"ustar" in was:
        assert rejects and texts == parts[: len(texts)]
    else:
        assert len(texts) + len(rejects) == len(parts)


def test_random_holes_in_joined_archives_are_never_silent(tmp_path: Path) -> None:
    chance = random.Random(5)
    one, two = stories(20, "a"), stories(20, "b")
    for name, make in MAKERS.items():
        first = make(one)
        whole = first + make(two)
        for _ in range(25):
            damaged = bytearray(whole)
            start, size = chance.randrange(len(damaged)), chance.choice((1, 16, 512))
            damaged[start : start + size] = bytes(len(damaged[start : start + size]))
            if "parquet" in name:  # the only sign that there are two
                damaged[len(first) - 4 : len(first) + 4] = b"PAR1PAR1"
            (tmp_path / name).write_bytes(damaged)
            skipped: list[str] = []  # of a zip, nothing proves that a name is what it was
            found = list(scan(str(tmp_path / name), Options(), on_skipped=skipped.append))
            assert len(found) + len(skipped) >= len(one) + len(two) or any(isinstance(each, Reject) for each in found)


def test_a_slice_reads_as_a_file_does() -> None:
    raw = bytes(range(200))
    part = io.BufferedReader(Slice(io.BytesIO(raw), 50, 150), 16)
    assert part.read() == raw[50:150]
    assert (part.seek(-10, io.SEEK_END), part.read(), part.read()) == (90, raw[140:150], b"")
    assert (part.seek(5), part.seek(3, io.SEEK_CUR), part.read(2)) == (5, 8, raw[58:60])


def test_marks_are_found_over_the_edges_of_what_is_read_at_once() -> None:
    step = 1 << 20
    raw = bytearray(3 * step)
    places = [0, step - 4, step - 1, 2 * step - 7, 2 * step + 100, 3 * step - 8]
    for place in places:
        raw[place : place + 8] = b"PAR1PAR1"
    raw[step - 4 : step + 7] = b"PAR1PAR1AR1"
    file = io.BytesIO(bytes(raw))
    found = []
    for place in places_of(b"PAR1PAR1", file):
        file.seek(3)
        found.append(place)
    assert found == [0, step - 4, 2 * step - 7, 2 * step + 100, 3 * step - 8]
