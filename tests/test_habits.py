"""What stands around the code says what is true of it: citation, issue forms, image."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from extractor import __version__
from extractor.kinds import NAMES

yaml = pytest.importorskip("yaml", reason="PyYAML is not installed")
ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("[!c]*.yml"))
IMAGE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_the_citation_is_of_this_version() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert (cited["version"], cited["cff-version"], cited["type"]) == (__version__, "1.2.0", "software")
    assert {"message", "title", "authors"} <= cited.keys()
    assert cited["license"] in PROJECT["license"].split(" AND ")


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_an_issue_form_is_one_that_github_takes(form: Path) -> None:
    asked = yaml.safe_load(form.read_text(encoding="utf-8"))
    assert {"name", "description", "body"} <= asked.keys()
    ids = [field["id"] for field in asked["body"]]
    assert len(ids) == len(set(ids)) and "version" in " ".join(ids)
    assert {field["type"] for field in asked["body"]} <= {"textarea", "input", "dropdown"}
    assert all(field["attributes"]["label"] for field in asked["body"])


def test_finds_are_reported_by_kind() -> None:
    form = next(form for form in FORMS if form.stem == "wrong_find")
    fields = {field["id"]: field for field in yaml.safe_load(form.read_text(encoding="utf-8"))["body"]}
    assert sorted(fields["kind"]["attributes"]["options"]) == sorted(NAMES)


def test_the_image_is_made_of_what_is_there_and_runs_as_nobody_in_particular() -> None:
    (extras,) = re.findall(r"'\.\[([\w,]+)\]'", IMAGE)
    assert set(extras.split(",")) <= PROJECT["optional-dependencies"].keys()
    copied = [name for line in re.findall(r"^COPY (?!--)(.+) \S+$", IMAGE, re.MULTILINE) for name in line.split()]
    assert copied and all((ROOT / name).exists() for name in copied)
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert {f"!{name}" for name in copied} <= {*ignored}, "the build sees only what .dockerignore lets in"
    assert PROJECT["readme"] in copied and "LICENSE" in copied
    last = IMAGE.rpartition("\nFROM ")[2]
    assert re.search(r"^USER (?!root|0)\w+$", last, re.MULTILINE) and 'ENTRYPOINT ["extractor"]' in last


def test_hooks_before_a_commit_check_what_continuous_integration_checks() -> None:
    (local,) = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    assert local["repo"] == "local", "nothing is fetched: the versions are those of constraints.txt"
    hooks = {hook["id"]: hook for hook in local["hooks"]}
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for name in ("ruff", "ruff-format"):
        command = hooks[name]["entry"].replace(" --force-exclude", "")
        assert f"$(BIN)/{command} ." in makefile
    for hook in hooks.values():
        assert all((ROOT / word).exists() for word in hook["entry"].split() if word.startswith("tests/")), hook
        assert hook["language"] == "system"


def test_what_spacys_universe_is_told_is_true(capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads((ROOT / ".github" / "spacy-universe.json").read_text(encoding="utf-8"))
    assert {"id", "title", "slogan", "description", "code_example", "author", "category"} <= told.keys()
    assert told["pip"] == PROJECT["name"] and set(told["category"]) <= {"pipeline", "standalone"}
    exec("\n".join(told["code_example"]), {})
    countries, money = capsys.readouterr().out.splitlines()
    assert countries == "[('Kenya', 'KE'), ('Egypt', 'EG')]"
    assert money == "[('KES', Decimal('1200000000'))]"


def test_people_know_how_to_treat_one_another_and_whom_to_tell() -> None:
    text = (ROOT / "CODE_OF_CONDUCT.md").read_text(encoding="utf-8")
    assert "Report" in text and "(SECURITY.md)" in text
    assert "(CODE_OF_CONDUCT.md)" in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
