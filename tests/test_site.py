"""The pages of the site that are made from the source say what the source says; their links lead somewhere."""

import importlib.util
import json
import posixpath
import re
from pathlib import Path
from types import ModuleType

import pytest

from extractor.commands import COMMANDS
from extractor.kinds import KINDS, NAMES
from extractor.record import Record

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?!https?:|#)([^)#\s]+)")


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"script_{name}", ROOT / "scripts" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def site() -> ModuleType:
    return script("site_pages")


@pytest.fixture(scope="module")
def made(site: ModuleType) -> dict[str, str]:
    """The Markdown of each page that is made."""
    return {path: make() for path, make in site.pages().items()}


def test_every_command_and_each_of_its_options_is_there(made: dict[str, str]) -> None:
    page = made["reference/commands.md"]
    assert re.findall(r"^## extractor (\w+)$", page, re.MULTILINE) == list(COMMANDS)
    assert "| `--dedupe exact|near|off` |" in page
    assert "`--processes, -p N`" in page and "--help" not in page.partition("## ")[2]


def test_every_field_of_the_record_is_there(made: dict[str, str]) -> None:
    page = made["reference/record.md"]
    for part in (Record, *(kind.part for kind in KINDS)):
        assert set(part.model_fields) <= set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)), part
    (example,) = re.findall(r"^```json\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert Record.model_validate(json.loads(example)).countries


def test_every_table_is_there_with_rows(made: dict[str, str]) -> None:
    page = made["reference/tables.md"]
    tables = {path.relative_to(ROOT / "extractor/data").as_posix() for path in (ROOT / "extractor/data").rglob("*.csv")}
    assert set(re.findall(r"^### (.+\.csv)$", page, re.MULTILINE)) == tables
    assert len(re.findall(r"^[\d,]+ rows, such as$", page, re.MULTILINE)) == len(tables)


@pytest.mark.parametrize("name", NAMES)
def test_a_kind_says_what_counts_and_what_is_missed(name: str, made: dict[str, str]) -> None:
    page = made[f"explanation/{name}.md"]
    cases = [json.loads(line) for line in (ROOT / f"tests/cases/{name}.jsonl").read_text("utf-8").splitlines()]
    assert "ounts" in page and "Known to be missed" in page
    assert page.count("## Known misses") == any(case["status"] == "fail" for case in cases)
    assert "::\n" not in page and "``" not in page.replace("```", "")


def test_figures_are_those_that_are_pinned(site: ModuleType) -> None:
    page = site.on_page_markdown((DOCS / "explanation/figures.md").read_text(encoding="utf-8"))
    pinned = json.loads((ROOT / "corpus/floors.json").read_text(encoding="utf-8"))
    for part in pinned.values():
        for name, figures in part["figures"].items():
            assert f"| {name} | {figures['p']} | {figures['r']} | {figures['f1']} |" in page


def test_links_lead_to_pages(made: dict[str, str]) -> None:
    pages = {path.relative_to(DOCS).as_posix(): path.read_text(encoding="utf-8") for path in DOCS.rglob("*.md")} | made
    pictures = {path.name for path in DOCS.iterdir()}
    for name, text in pages.items():
        for link in LINK.findall(text):
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), link.partition("#")[0]))
            assert target in pages or target in pictures, (name, link)


def test_the_site_shows_every_page(made: dict[str, str]) -> None:
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    shown = set(re.findall(r"([\w/-]+\.md)$", text, re.MULTILINE))
    assert {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")} | made.keys() == shown
    assert "font: false" in text


def test_readme_and_contributing_link_to_files_that_are_there() -> None:
    for name in ("README.md", "CONTRIBUTING.md", "RELEASING.md", "CODE_OF_CONDUCT.md", "examples/README.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        missing = [link for link in LINK.findall(text) if not (ROOT / name).parent.joinpath(link).exists()]
        assert not missing, name
