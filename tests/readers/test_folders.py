"""A folder with bad entries: each is one reject in its place, and the files after it are read."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from extractor.article import Article
from extractor.errors import Reason, Reject
from extractor.readers import Options, scan
from extractor.readers.folders import total_size


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


def _two_in_a_ring(path: Path) -> None:
    path.symlink_to("~ring.jsonl")
    (path.parent / "~ring.jsonl").symlink_to(path.name)


def _nowhere(path: Path) -> None:
    path.symlink_to(path.parent / "gone" / "wire.txt")


BAD: dict[str, Callable[[Path], None]] = {
    "loop.txt": _loop,
    "loop": _loop,
    "nowhere.jsonl": _nowhere,
    "nowhere.txt.gz": _nowhere,
}


def found_in(path: Path | str) -> list[str]:
    """Texts of articles, and names of rejects with what is said of them, in order."""
    return [
        one.text if isinstance(one, Article) else f"{Path(one.path or '').name}: {one.detail.rpartition(': ')[2]}"
        for one in scan(str(path), Options())
        if isinstance(one, Article) or one.reason is Reason.UNREADABLE_FILE
    ]


def fill(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "a.txt").write_text("Tea rose.")
    (folder / "z.txt").write_text("Oil fell.")


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("at", ["", "sub"])
def test_a_bad_link_is_one_reject_and_the_others_are_read(tmp_path: Path, name: str, at: str) -> None:
    fill(tmp_path / at)
    BAD[name](tmp_path / at / name)
    why = "Too many levels of symbolic links" if "loop" in name else "No such file or directory"
    assert found_in(tmp_path) == ["Tea rose.", f"{name}: {why}", "Oil fell."]
    assert found_in(f"{tmp_path}/**/*.txt*" if name.endswith((".txt", ".gz")) else str(tmp_path))[1:2] == [
        f"{name}: {why}"
    ]
    assert total_size([str(tmp_path)]) == len("Tea rose." + "Oil fell.")


def test_links_in_a_ring_are_a_reject_each(tmp_path: Path) -> None:
    fill(tmp_path)
    _two_in_a_ring(tmp_path / "ring.jsonl")
    why = "Too many levels of symbolic links"
    assert found_in(tmp_path) == ["Tea rose.", f"ring.jsonl: {why}", "Oil fell.", f"~ring.jsonl: {why}"]


def test_a_link_to_nowhere_that_is_no_dump_by_its_name_is_skipped(tmp_path: Path) -> None:
    fill(tmp_path)
    _nowhere(tmp_path / "photo.webp")
    skipped: list[str] = []
    assert [one.text for one in scan(str(tmp_path), Options(), on_skipped=skipped.append) if isinstance(one, Article)]
    assert skipped == [str(tmp_path / "photo.webp")]


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Shuts a folder, for root as well."""
    shut: set[str] = set()
    listed = os.scandir

    def scandir(path: str = ".") -> "Iterator[os.DirEntry[str]]":
        if os.path.abspath(path) in shut:
            raise PermissionError(13, "Permission denied", path)
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    return lambda folder: shut.add(str(folder))


@pytest.mark.parametrize("pattern", ["", "/**/*.txt", "/*"])
def test_a_folder_that_may_not_be_listed_is_one_reject(
    tmp_path: Path, closed: Callable[[Path], None], pattern: str
) -> None:
    fill(tmp_path)
    fill(tmp_path / "b")
    fill(tmp_path / "b" / "c")
    closed(tmp_path / "b" / "c")
    below = ["Tea rose.", "c: Permission denied", "Oil fell."]
    assert found_in(f"{tmp_path}{pattern}") == ["Tea rose.", *below, "Oil fell."]


def test_the_folder_itself_may_be_closed(tmp_path: Path, closed: Callable[[Path], None]) -> None:
    fill(tmp_path)
    closed(tmp_path)
    (only,) = scan(str(tmp_path), Options())
    assert isinstance(only, Reject) and (only.path, only.index) == (str(tmp_path), None)
    assert only.detail == f"{tmp_path} can't be listed: Permission denied"


def test_a_folder_that_is_deleted_meanwhile_is_one_reject(tmp_path: Path) -> None:
    fill(tmp_path)
    fill(tmp_path / "b")
    results = scan(str(tmp_path), Options())
    first = next(results)
    shutil.rmtree(tmp_path / "b")
    rest = list(results)
    assert isinstance(first, Article) and first.text == "Tea rose."
    assert [one.detail if isinstance(one, Reject) else one.text for one in rest] == [
        f"{tmp_path / 'b'} can't be opened: No such file or directory",
        "Oil fell.",
    ]


def test_files_that_are_deleted_meanwhile_are_rejects(tmp_path: Path) -> None:
    fill(tmp_path)
    results = scan(str(tmp_path), Options())
    next(results)
    (tmp_path / "z.txt").unlink()
    (last,) = results
    assert isinstance(last, Reject) and last.detail.endswith("No such file or directory")


def test_folders_may_be_nested_as_deep_as_the_system_allows(tmp_path: Path) -> None:
    before = Path.cwd()
    try:
        os.chdir(tmp_path)
        for _ in range(1500):  # a path of 3,000 bytes, and more calls within calls than Python allows
            os.mkdir("d")
            os.chdir("d")
        Path("wire.txt").write_text("Tea rose.")
        os.chdir(tmp_path)
        assert found_in(".") == ["Tea rose."]
    finally:
        os.chdir(before)
        subprocess.run(["rm", "-rf", str(tmp_path / "d")], check=True)  # Python's own goes as deep as calls may


def test_a_name_may_be_any_bytes(tmp_path: Path) -> None:
    fill(tmp_path)
    os.symlink(b"b\xff.txt", os.fsencode(tmp_path) + b"/b\xff.txt")
    assert found_in(tmp_path) == ["Tea rose.", "b\\xff.txt: Too many levels of symbolic links", "Oil fell."]
