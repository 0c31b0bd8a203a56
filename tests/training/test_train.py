"""Training end to end on a handful of sentences of our own."""

import hashlib
import json
import shutil

import numpy as np
import pytest
import spacy
from spacy.util import load_config

import extractor
from extractor.errors import FormatError, ReadError
from extractor.training.samples import read_samples
from extractor.training.train import FURTHER_CONFIG, TRAIN_CONFIG, differing, train

ROW = {
    "text": "Amina Odinga met reporters in Nairobi.",
    "ents": [[0, 12, "PERSON"], [30, 37, "LOC"]],
    "miss": [[17, 26]],
}


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """Every file that the config names, with three annotated sentences each."""
    folder = tmp_path_factory.mktemp("data")
    configs = [load_config(config)["corpora"] for config in (TRAIN_CONFIG, FURTHER_CONFIG)]
    rows = [ROW, {**ROW, "miss": []}, {"text": "Nothing here.", "ents": []}]
    for file in {file for corpora in configs for part in ("train", "dev") for file in corpora[part]["files"]}:
        (folder / file).write_text("".join(json.dumps(row) + "\n" for row in rows))
    (folder / "names.json").write_text(json.dumps({"en_KE": [["Amina", "Jeff"], ["Kingi", "Odinga"]]}))
    vectors = np.random.default_rng(0).normal(size=(3, 8)).astype("float16")
    np.savez(folder / "vectors.npz", words=np.array(["amina", "met", "nairobi"]), vectors=vectors)
    return folder


def test_same_data_same_model(data, tmp_path):
    metas = [train(data, tmp_path / name, steps=3) for name in ("one", "two")]
    models = [(tmp_path / name / "ner" / "model").read_bytes() for name in ("one", "two")]
    assert models[0] == models[1]
    assert metas[0]["data"] == metas[1]["data"]
    digest = hashlib.sha256((data / "ewt_dev.jsonl").read_bytes()).hexdigest()
    assert metas[0]["data"]["sha256"]["ewt_dev.jsonl"] == digest


def test_a_trained_model_can_be_used_and_tells_no_path(data, tmp_path):
    train(data, tmp_path / "model", steps=3)
    assert str(data) not in (tmp_path / "model" / "config.cfg").read_text()
    nlp = extractor.load(model=str(tmp_path / "model"))
    record = extractor.extract("President Amina Odinga met reporters in Nairobi.", nlp=nlp)
    assert [person.name for person in record.people] == ["Amina Odinga"]
    assert nlp.get_pipe("extractor_names").model.network is not None
    assert extractor.extract("Amina Odinga met reporters in Nairobi.", nlp=nlp).countries[0].code == "KE"


def test_a_model_can_be_trained_further(data, tmp_path):
    train(data, tmp_path / "one", steps=3)
    meta = train(data, tmp_path / "two", config=FURTHER_CONFIG, base=tmp_path / "one", steps=1)
    assert "wikinews_silver.jsonl" in meta["data"]["sha256"]
    assert str(tmp_path) not in (tmp_path / "two" / "config.cfg").read_text()
    one, two = (spacy.load(tmp_path / name).get_pipe("tok2vec").model for name in ("one", "two"))
    nodes = [[node for node in model.walk() if node.name == "maxout"] for model in (one, two)]
    for first, second in zip(*nodes, strict=True):  # one update moves weights a little; fresh ones would be others
        assert np.abs(first.get_param("W") - second.get_param("W")).max() < 0.01


def test_missing_files_are_named_all_at_once(tmp_path):
    told = (
        r"(?s)14 of the 14 .* crossner_ai_train\.jsonl: of CrossNER, http.*ewt_dev\.jsonl: .*vectors\.npz: scripts/word"
    )
    with pytest.raises(ReadError, match=told):
        train(tmp_path, tmp_path / "out", steps=1)


@pytest.mark.parametrize("pools", ["{}", "[]", "{", '{"en_KE": [[], []]}'])
def test_pools_without_names_are_refused(data, tmp_path, pools):
    copy = tmp_path / "data"
    shutil.copytree(data, copy)
    (copy / "names.json").write_text(pools)
    with pytest.raises(FormatError, match=r"names\.json"):
        train(copy, tmp_path / "out", steps=1)


def test_files_that_a_model_was_not_trained_on_are_told(data, tmp_path):
    meta = train(data, tmp_path / "model", steps=1)
    copy = tmp_path / "data"
    shutil.copytree(data, copy)
    assert differing(copy, meta) == []
    (copy / "ewt_dev.jsonl").write_text("")
    (copy / "names.json").unlink()
    assert differing(copy, meta) == ["ewt_dev.jsonl", "names.json"]


@pytest.mark.parametrize("line", ["{", "[]", '{"text": "a"}', '{"text": "a", "ents": [[0]]}'])
def test_a_bad_line_is_named(tmp_path, line):
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps(ROW) + "\n" + line + "\n")
    with pytest.raises(FormatError, match="line 2"):
        list(read_samples(path))
