"""Training end to end on a handful of sentences of our own."""

import hashlib
import json

import numpy as np
import pytest
from spacy.util import load_config

import extractor
from extractor.errors import FormatError, ReadError
from extractor.training.samples import read_samples
from extractor.training.train import TRAIN_CONFIG, train

ROW = {
    "text": "Amina Odinga met reporters in Nairobi.",
    "ents": [[0, 12, "PERSON"], [30, 37, "LOC"]],
    "miss": [[17, 26]],
}


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """Every file that the config names, with three annotated sentences each."""
    folder = tmp_path_factory.mktemp("data")
    corpora = load_config(TRAIN_CONFIG)["corpora"]
    rows = [ROW, {**ROW, "miss": []}, {"text": "Nothing here.", "ents": []}]
    for file in {*corpora["train"]["files"], *corpora["dev"]["files"]}:
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


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ReadError, match=r"crossner_ai_train\.jsonl"):
        train(tmp_path, tmp_path / "out", steps=1)


@pytest.mark.parametrize("line", ["{", "[]", '{"text": "a"}', '{"text": "a", "ents": [[0]]}'])
def test_a_bad_line_is_named(tmp_path, line):
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps(ROW) + "\n" + line + "\n")
    with pytest.raises(FormatError, match="line 2"):
        list(read_samples(path))
