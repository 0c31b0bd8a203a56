"""The way from downloads to weights, all of it, on a sample: convert, label, train, train further, refit the decisions, score."""

import csv
import importlib.util
import json
import sys
from pathlib import Path

import numpy as np
import pytest
from spacy.util import load_config
from typer.testing import CliRunner

from extractor.commands import app
from extractor.errors import ReadError
from extractor.training.train import FURTHER_CONFIG, TRAIN_CONFIG, files_of
from tests.downloads import make_sources

ROOT = Path(__file__).parents[2]
NAMES = ("Amina Odinga", "Odinga", "Nairobi", "Oslo")


def run(*arguments: object, fails: bool = False) -> str:
    result = CliRunner().invoke(app, [str(each) for each in arguments])
    assert (result.exit_code != 0) is fails, result.output
    return result.output


def label(data: Path) -> None:
    """Stands in for the teacher: labels names that it knows."""
    (data / "labels").mkdir(exist_ok=True)
    for path in (data / "texts").glob("*.jsonl"):
        with (data / "labels" / path.name).open("w") as file:
            for line in path.read_text().splitlines():
                row = json.loads(line)
                places = [(row["text"].find(name), name) for name in NAMES]
                ents = [
                    [start, start + len(name), "PERSON" if "O" in name[1:7] else "LOC", 0.9]
                    for start, name in places
                    if start >= 0 and name != "Odinga"
                ]
                file.write(json.dumps({**row, "ents": ents}) + "\n")


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Path:
    """DATA, complete: what is missing at first is told, with what makes it."""
    sources, data = tmp_path_factory.mktemp("sources"), tmp_path_factory.mktemp("made") / "data"
    make_sources(sources)
    told = run("train", data, "--prepare", sources, fails=True)
    assert "5 paths are missing" in told
    assert all(what in told for what in ("teacher.py", "name_pools.py", "word_vectors.py"))
    label(data)
    (data / "names.json").write_text(json.dumps({"en_KE": [["Amina", "Jeff"], ["Kingi", "Odinga"]]}))
    vectors = np.random.default_rng(0).normal(size=(3, 8)).astype("float16")
    np.savez(data / "vectors.npz", words=np.array(["amina", "met", "nairobi"]), vectors=vectors)
    table = run("train", data, "--prepare", sources)
    assert "wikinews_silver.jsonl" in table and "not our model's" in table
    return data


def test_prepared_data_has_every_file_that_the_configs_name(data):
    for config in (TRAIN_CONFIG, FURTHER_CONFIG):
        assert [name for name in files_of(load_config(config)) if not (data / name).is_file()] == []


def test_the_whole_way_on_a_sample(data, tmp_path, monkeypatch, capsys):
    first, second, table = tmp_path / "first", tmp_path / "second", tmp_path / "weights.csv"
    run("train", data, first, "--steps", 2)
    run("train", data, second, "--config", FURTHER_CONFIG, "--base", first, "--steps", 2)
    script = load_script("train_names")
    cases = [json.dumps({"text": f"Mr {name} left.", "expected": [{"text": name}]}) for name in ("Ann Lee", "Bob Ray")]
    root = tmp_path / "root"
    (root / "tests/cases").mkdir(parents=True)
    (root / "tests/cases/people.jsonl").write_text("\n".join(cases))
    monkeypatch.setattr(script, "ROOT", root)
    arguments = ["train_names.py", data, "--model", second, "--write", "--table", table]
    monkeypatch.setattr(sys, "argv", [str(each) for each in arguments])
    script.main()
    assert "wikinews_held" in capsys.readouterr().out
    lines = [line for line in table.read_text().splitlines() if not line.startswith("#")]
    weights = {row["feature"]: row for row in csv.DictReader(lines)}
    assert float(weights["title, full"]["rules_alone"]) > 0
    assert any(row["model_within"] for row in weights.values())
    scored = json.loads(run("eval", "--names", "--json", "--model", second, data / "ewt_dev.jsonl"))
    assert scored["ewt_dev"]["gold"] == 3


def test_the_decisions_name_every_file_that_is_missing(tmp_path):
    with pytest.raises(ReadError, match=r"(?s)ewt_dev\.jsonl is missing: of Universal.*wikinews_held\.jsonl"):
        list(load_script("train_names").sources(tmp_path, []))


def test_the_trade_decisions_are_trained_by_one_command(tmp_path, monkeypatch):
    script = load_script("train_trade")
    assert [path for path in script.of_repository((*script.RELATIONS, *script.OWNED)) if not path.is_file()] == []
    gold = (ROOT / script.RELATIONS[0]).read_text().splitlines()[:12]
    (tmp_path / "gold.jsonl").write_text("\n".join(gold) + "\n")
    monkeypatch.setattr(script, "RELATIONS", (tmp_path / "gold.jsonl",))
    monkeypatch.setattr(script, "OWNED", ("tests/cases/trade.jsonl",))
    monkeypatch.setattr(sys, "argv", ["train_trade.py", "--out", str(tmp_path)])
    script.main()
    rows = (tmp_path / "weights.csv").read_text().splitlines()
    assert "feature,choice,truth" in rows and any(row.startswith("threshold,,0.") for row in rows)
    assert "| threshold | P | R | F1 |" in (tmp_path / "weights.md").read_text()
    monkeypatch.setattr(script, "OWNED", ("corpus/none.jsonl", "corpus/nothing.jsonl"))
    with pytest.raises(ReadError, match=r"2 files are missing: .*none\.jsonl, .*nothing\.jsonl"):
        script.main()


def test_training_without_a_place_for_the_model_is_refused(data):
    assert "train DATA OUT" in run("train", data, fails=True)


def load_script(name: str):
    """A script as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
