"""Every block of every page is run as it stands, as a new user would paste it, and says what the page shows."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor.errors import ExtractorError
from tests.fences import ROOT, Session, Wrong, environment, read
from tests.installed import AIRPORTS, install

ELSEWHERE = ("CHANGELOG.md", "card.md")  # what was; the template of a dataset card
PAGES = sorted(
    page
    for folder in (ROOT, *map(ROOT.joinpath, ("docs", "examples", "extractor", "schemas", "corpus")))
    for page in (folder.glob("*.md") if folder == ROOT else folder.rglob("*.md"))
    if page.name not in ELSEWHERE and read(page)
)
NEEDS = {"clusters.md": "java"}


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """A reader in a folder of his own, in which corpus and examples lie, with their plug-in; who stops what he has started."""
    for name in ("corpus", "examples"):
        (tmp_path / name).symlink_to(ROOT / name, target_is_directory=True)
    packages = install(AIRPORTS, tmp_path / "site")
    monkeypatch.setattr(sys, "path", [*packages, *sys.path])
    for name, value in environment(tmp_path, packages).items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    yield Session(tmp_path)
    if "pyspark.sql" in sys.modules and (active := sys.modules["pyspark.sql"].SparkSession.getActiveSession()):
        active.stop()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_page_does_what_it_says(page: Path, session: Session) -> None:
    tool = NEEDS.get(page.name)
    if tool and not shutil.which(tool) and not os.environ.get("CI"):
        pytest.skip("Spark needs Java, and there is none in PATH")
    assert session.follow(page)


@pytest.mark.parametrize(
    ("markdown", "error"),
    [
        ("```python\nprint(1)\n```\n", "doesn't show"),
        ("```python\nprint(1)\n```\n```output\n2\n```\n", "what comes is\n1"),
        ("```python\nprint(1)\n```\n```output\n1\n```\n```output\n1\n```\n", "nothing above it prints"),
        ("```pycon\n>>> 1 + 1\n3\n```\n", "Expected:\n    3"),
        ("```console\n$ echo a\nb\n```\n", "what comes is\na"),
        ("```console\n$ extractor show nowhere.txt\n```\n", "ends with 2"),
        ("```console\n$ false | true\n```\n", "ends with 1"),
        ("```\nwhatever\n```\n", "without a language"),
        ("`extractor/kinds.py`\n```diff\n a line that is not there\n```\n", "has no line"),
    ],
)
def test_a_page_that_says_something_else_is_told(markdown: str, error: str, session: Session) -> None:
    page = session.folder / "page.md"
    page.write_text(markdown, encoding="utf-8")
    with pytest.raises(Wrong, match=error.replace("(", r"\(")):
        session.follow(page)


def test_blocks_of_a_list_and_of_a_file_are_read(session: Session) -> None:
    page = session.folder / "page.md"
    page.write_text(
        "1. First:\n\n   ```python\n   for n in (1, 2):\n       print(n)\n   ```\n\n   ```output\n   1\n   ...\n   ```\n\n"
        '```python\n--8<-- "examples/dataset.py"\n```\n',
        encoding="utf-8",
    )
    assert session.follow(page) == 3
    assert session.names["BATCH"] == 100


def test_every_page_is_in_the_list() -> None:
    named = {page.relative_to(ROOT).as_posix() for page in PAGES}
    assert {"README.md", "CONTRIBUTING.md", "docs/tutorial.md", "docs/how-to/spacy.md"} <= named
    assert not [page for page in PAGES if "static" in page.parts]


def test_errors_of_the_library_reach_the_reader(session: Session) -> None:
    page = session.folder / "page.md"
    page.write_text('```python\nimport extractor\nextractor.load(kinds="ponies")\n```\n', encoding="utf-8")
    with pytest.raises(ExtractorError, match="no such kind"):
        session.follow(page)
