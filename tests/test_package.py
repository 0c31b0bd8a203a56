"""The package as users get it: built, installed away from the checkout, and run; and what its metadata promise."""

import email.message
import email.parser
import json
import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from extractor import __version__
from extractor.training.train import SPACY_VERSION

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
README = (ROOT / "README.md").read_text(encoding="utf-8")
NEWS = re.search(r"From \*«(?P<text>.+?)»\*,\s+published on 8 December 2025", README, re.DOTALL)
INFO = f"extractor_news-{__version__}.dist-info"


@pytest.fixture(scope="session")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source distribution, and the wheel that was made from it."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
    return folder


@pytest.fixture(scope="session")
def wheel(dist: Path) -> Path:
    (found,) = dist.glob("extractor_news-*.whl")
    return found


@pytest.fixture(scope="session")
def metadata(wheel: Path) -> email.message.Message:
    with zipfile.ZipFile(wheel) as archive:
        return email.parser.BytesParser().parsebytes(archive.read(f"{INFO}/METADATA"))


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` of an environment with the wheel in it; what it depends on is borrowed from the tests' own environment.

    The checkout can't be imported there: a folder that a ``.pth`` file names has its own ``.pth`` files left alone.
    """
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    python = folder / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "--no-deps", "--no-index", str(wheel)], check=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return python.parent


def run(*command: str | Path, folder: Path) -> str:
    """What a command prints that knows nothing of the checkout."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(list(map(str, command)), cwd=folder, env=clean, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def package_files() -> set[str]:
    """The files of the package in the checkout."""
    found = (path for path in (ROOT / "extractor").rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(ROOT).as_posix() for path in found}


def test_the_wheel_holds_the_whole_package_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {name for name in names if not name.startswith(f"{INFO}/")} == package_files()
    assert {"extractor/data/countries.csv", "extractor/model/vocab/vectors", "extractor/pages/static/vega.js"} <= names


def test_the_source_holds_what_tests_and_builds_read(dist: Path) -> None:
    (source,) = dist.glob("extractor_news-*.tar.gz")
    with tarfile.open(source) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert package_files() < names
    assert {"constraints.txt", "Makefile", "tests/conftest.py", "corpus/floors.json", "schemas/README.md"} <= names


def test_licences_come_with_it(metadata: email.message.Message, wheel: Path) -> None:
    assert metadata["License-Expression"] == PROJECT["license"]
    files = metadata.get_all("License-File")
    assert sorted(files) == sorted(
        path.relative_to(ROOT).as_posix() for pattern in PROJECT["license-files"] for path in ROOT.glob(pattern)
    )
    said = {"LICENSE": "MIT License", "extractor/model/LICENSE": "Attribution-ShareAlike 4.0 International"}
    with zipfile.ZipFile(wheel) as archive:
        for name, words in said.items():
            assert words in archive.read(f"{INFO}/licenses/{name}").decode()


def test_the_installed_command_does_what_the_readme_shows_first(installed: Path, tmp_path: Path) -> None:
    assert NEWS, "the README's first example is not where it was"
    article = " ".join(NEWS["text"].split())
    (tmp_path / "news.txt").write_text(f"Date: 2025-12-08\n\n{article}.\n", encoding="utf-8")
    run(installed / "extractor", "run", "news.txt", "-o", "records.jsonl", folder=tmp_path)
    (line,) = (tmp_path / "records.jsonl").read_text(encoding="utf-8").splitlines()
    record = json.loads(line)
    assert [country["code"] for country in record["countries"]] == ["KE", "EG"]
    assert [(sum_["currency"], sum_["low"], sum_["high"]) for sum_ in record["money"]] == [
        ("USD", "7200000", "13600000")
    ]
    assert [date["value"] for date in record["dates"]] == ["2025-01/2025-10"]
    assert [good["hs"] for good in record["commodities"]] == ["0902"]
    (trade,) = record["trade"]
    assert (trade["kind"], trade["exporter"], trade["importer"]) == ("export", "KE", "EG")
    assert "Kenya" in run(installed / "extractor", "show", "news.txt", folder=tmp_path)


def test_the_installed_package_stands_alone(installed: Path, tmp_path: Path) -> None:
    said = run(installed / "python", "-c", "import extractor; print(extractor.__file__)", folder=tmp_path)
    assert Path(said.strip()).is_relative_to(installed.parent)
    assert run(installed / "python", "-m", "extractor", "--version", folder=tmp_path) == f"extractor {__version__}\n"


def test_the_model_is_marked_for_the_spacy_that_the_package_asks_for() -> None:
    asked = next(Requirement(each) for each in PROJECT["dependencies"] if each.startswith("spacy"))
    meta = json.loads((ROOT / "extractor" / "model" / "meta.json").read_text(encoding="utf-8"))
    assert SpecifierSet(meta["spacy_version"]) == SpecifierSet(SPACY_VERSION) == asked.specifier
    assert f"spaCy {SPACY_VERSION} " in (ROOT / "extractor" / "model" / "README.md").read_text(encoding="utf-8")


def test_what_messages_say_to_install_can_be_installed() -> None:
    """Every `pip install` of this package, in code and in the README, names the distribution and extras that it has."""
    texts = [README, *(path.read_text(encoding="utf-8") for path in (ROOT / "extractor").rglob("*.py"))]
    said = [found for text in texts for found in re.findall(r"pip install '?(extractor[\w-]*)(?:\[([\w,]+)\])?", text)]
    assert len(said) > 10
    for name, extras in said:
        assert name == PROJECT["name"]
        assert {extra for extra in extras.split(",") if extra} <= set(PROJECT["optional-dependencies"])


def test_every_direct_dependency_is_pinned() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = dict(line.split("==") for line in lines if not line.startswith("#"))
    versions = {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in pins.items()}
    groups = [PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()]
    asked = [Requirement(each) for group in groups for each in group if not each.startswith(PROJECT["name"])]
    for requirement in asked:
        assert versions[re.sub(r"[-_.]+", "-", requirement.name).lower()] in requirement.specifier, requirement
