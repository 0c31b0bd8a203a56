"""What a release must have is asked of the right files, and each thing that is missing is said."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from extractor import __version__
from tests.test_site import ROOT, script


@pytest.fixture
def release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The checks, over a copy of the files that they read."""
    module = script("release_check")
    for name in ("extractor/__init__.py", "CITATION.cff", "CHANGELOG.md", "pyproject.toml", "docs/performance.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "SITE", tmp_path / "site")
    return module


def change(release: ModuleType, name: str, old: str, new: str) -> None:
    path = release.ROOT / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_this_version_is_everywhere(release: ModuleType) -> None:
    assert release.version() == __version__
    assert release.versions() == [] and release.figures() == []
    assert [line for line in release.changelog() if "Unreleased" not in line] == []


def test_a_version_that_differs_is_said(release: ModuleType) -> None:
    change(release, "extractor/__init__.py", f'"{__version__}"', '"9.9.9"')
    assert release.versions() == ["CITATION.cff: its version is not 9.9.9"]
    assert release.changelog() == ["CHANGELOG.md: its first sections should be [Unreleased] and [9.9.9]"]
    assert "Measured with 9.9.9" in release.figures()[0]
    change(release, "extractor/__init__.py", '"9.9.9"', '"next"')
    assert "no semantic version" in release.versions()[0]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("## [Unreleased]\n", "## [Unreleased]\n\n- A line.\n", "is not empty"),
        (f"## [{__version__}] - ", f"## [{__version__}] - some day in ", "has no day"),
    ],
)
def test_a_changelog_that_is_not_ready_is_said(old: str, new: str, said: str, release: ModuleType) -> None:
    change(release, "CHANGELOG.md", old, new)
    assert any(said in line for line in release.changelog())


def test_a_site_that_needs_the_network_is_said(release: ModuleType) -> None:
    assert "not built" in release.site()[0]
    release.SITE.mkdir()
    (release.SITE / "changelog.html").write_text(__version__, encoding="utf-8")
    (release.SITE / "index.html").write_text('<a href="https://example.org">out</a>', encoding="utf-8")
    assert release.site() == []
    (release.SITE / "index.html").write_text('<link href="https://fonts.example.org/a.css">', encoding="utf-8")
    assert "need no network" in release.site()[0]


def test_what_is_missing_is_counted(
    release: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    checks: tuple[Callable[[], list[str]], ...] = (release.versions, release.site)
    monkeypatch.setattr(release, "CHECKS", checks)
    assert release.main() == 1
    said = capsys.readouterr().out
    assert "ok  versions" in said and "NO  site" in said and "1 to do" in said
