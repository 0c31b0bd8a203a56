"""Another spaCy pipeline as the model of names: one that is like those that are installed, and those that can't be used."""

import json
import shutil
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.lookups import Lookups
from spacy.training import Example
from spacy.util import fix_random_seed
from typer.testing import CliRunner

import extractor
from extractor.commands import app
from extractor.pipeline.names.needed import needed
from extractor.pipeline.text.words import words_of

NAMED = "Zork Blivet left Nairobi . Quux Ltd paid Zork Blivet ."
TEXT = "Quux Ltd paid Zork Blivet. Mr Blivet met President William Ruto."
SHARED = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96}


def like_an_installed_one() -> Language:
    """The components of spaCy's English pipelines: the lemmatizer has no weights, the recogniser listens to others' vectors."""
    fix_random_seed(0)  # what so small a model finds beside its one text hangs on where it began
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec")
    nlp.add_pipe("tagger", config={"model": {"tok2vec": SHARED}})
    nlp.add_pipe("attribute_ruler")
    lemmas = Lookups()
    lemmas.add_table("lemma_lookup", {"paid": "pay"})
    nlp.add_pipe("lemmatizer", config={"mode": "lookup"}).initialize(lookups=lemmas)
    nlp.add_pipe("ner", config={"model": {"tok2vec": SHARED}})
    nlp.add_pipe("senter")
    doc = nlp.make_doc(NAMED)
    found = {
        "tags": ["X", "Y"] * (len(doc) // 2) + ["X"] * (len(doc) % 2),
        "sent_starts": [i in (0, 5) for i in range(len(doc))],
        "entities": [(0, 11, "PERSON"), (17, 24, "GPE"), (27, 35, "ORG"), (41, 52, "PERSON")],
    }
    example = Example.from_dict(doc, found)
    with nlp.select_pipes(disable=["attribute_ruler", "lemmatizer"]):
        nlp.initialize(lambda: [example])
        for _ in range(40):
            nlp.update([example])
    nlp.disable_pipe("senter")
    return nlp


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("models") / "blivet"
    like_an_installed_one().to_disk(path)
    return path


@pytest.fixture
def package(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The pipeline as `pip install` leaves one."""
    home, version = tmp_path / "en_blivet", "0.0.0"
    shutil.copytree(folder, home / f"en_blivet-{version}")
    shutil.copy(folder / "meta.json", home)
    load = "from pathlib import Path\nfrom spacy.util import load_model_from_init_py\n\n\n"
    load += "def load(**overrides):\n    return load_model_from_init_py(__file__, **overrides)\n"
    (home / "__init__.py").write_text(load)
    told = json.loads((home / "meta.json").read_text()) | {"name": "blivet", "version": version}
    (home / "meta.json").write_text(json.dumps(told))
    (tmp_path / f"en_blivet-{version}.dist-info").mkdir()
    (tmp_path / f"en_blivet-{version}.dist-info" / "METADATA").write_text(f"Name: en-blivet\nVersion: {version}\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    return "en_blivet"


def found(nlp: Language) -> list[tuple[str, str]]:
    return [(entity.text, entity.id_) for entity in nlp(TEXT).ents]


EXPECTED = [("Zork Blivet", "model+rules"), ("Blivet", "model+rules"), ("William Ruto", "rules")]


def test_a_pipeline_with_a_lemmatizer_finds_names_from_its_folder(folder: Path) -> None:
    assert found(extractor.load(model=folder, kinds="people")) == EXPECTED
    assert found(extractor.load(model=str(folder), kinds="people")) == EXPECTED


def test_an_installed_pipeline_finds_names(package: str) -> None:
    assert found(extractor.load(model=package, kinds="people")) == EXPECTED


def test_components_that_names_do_not_need_are_dropped(folder: Path) -> None:
    names = extractor.load(model=folder, kinds="people").get_pipe("extractor_names")
    assert names.model.pipeline.component_names == ["tok2vec", "ner"]


def test_another_pipeline_sees_the_sentences_that_all_see(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": [{"IS_SENT_START": True}]}])
    nlp.to_disk(tmp_path / "starts")
    nlp = extractor.load(model=tmp_path / "starts", kinds=())
    doc = nlp("Ann Lee met Mr. Reed of the U.S. Treasury. He left\n\nTea rose")
    found = nlp.get_pipe("extractor_names").model.read(doc).found
    assert [words_of(doc).texts[start] for start, _, _ in found] == ["Ann", "He", "Tea"]


def test_a_stream_may_be_longer_than_the_other_pipeline_would_take(folder: Path) -> None:
    nlp = extractor.load(model=folder, kinds=())
    nlp.max_length = 1_100_000
    long = TEXT + " " * 1_000_000 + TEXT
    assert [entity.text for entity in nlp(long).ents].count("Zork Blivet") == 2


@Language.component("tests_everybody")
def everybody(doc):
    return doc


@pytest.mark.parametrize(
    ("components", "kept"),
    [
        (["tagger", "ner"], ["ner"]),
        (["senter", "lemmatizer", "attribute_ruler", "ner", "textcat"], ["ner"]),
        (["tok2vec", "ner"], ["ner"]),  # a recogniser with vectors of its own
        (["parser", "entity_ruler"], ["parser", "entity_ruler"]),  # patterns may name parts of speech
        (["tagger", "entity_ruler", "parser", "ner"], ["tagger", "entity_ruler", "ner"]),
        (["ner", "tagger", "span_ruler"], ["ner", "tagger", "span_ruler"]),
        (["tagger", "tests_everybody", "senter", "beam_ner"], ["tagger", "tests_everybody", "beam_ner"]),
        (["tagger", "parser"], []),
    ],
)
def test_what_is_run_of_a_pipeline(components: list[str], kept: list[str]) -> None:
    nlp = spacy.blank("en")
    for name in components:
        nlp.add_pipe(name)
    assert needed(nlp) == kept


def broken_weights(folder: Path) -> None:
    (folder / "ner" / "model").write_bytes((folder / "ner" / "model").read_bytes()[:1000])


def unknown_component(folder: Path) -> None:
    config = (folder / "config.cfg").read_text()
    (folder / "config.cfg").write_text(config.replace('factory = "tagger"', 'factory = "no_such_factory"'))


def of_spacy_2(folder: Path) -> None:
    (folder / "config.cfg").unlink()
    told = json.loads((folder / "meta.json").read_text()) | {"spacy_version": ">=2.3.0,<2.4.0"}
    (folder / "meta.json").write_text(json.dumps(told))


def without_recogniser(folder: Path) -> None:
    shutil.rmtree(folder)
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.to_disk(folder)


def emptied(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


@Language.component("tests_never_runs")
def never_runs(doc):
    raise RuntimeError("made for another version")


def not_running(folder: Path) -> None:
    shutil.rmtree(folder)
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "Zork"}])
    nlp.add_pipe("tests_never_runs")
    nlp.to_disk(folder)


@pytest.mark.filterwarnings("ignore:.*W095.*")
@pytest.mark.parametrize(
    ("breaks", "said"),
    [
        (shutil.rmtree, "neither installed nor as a folder"),
        (emptied, "meta.json"),
        (of_spacy_2, "this is spaCy 3"),
        (unknown_component, "no_such_factory"),
        (broken_weights, "can't be loaded"),
        (without_recogniser, "no component with the label PERSON (it has sentencizer)"),
        (not_running, "can't be run (RuntimeError: made for another version"),
    ],
)
def test_a_model_that_cannot_be_used_is_an_error_that_names_it(folder, tmp_path, breaks, said) -> None:
    bad = tmp_path / "bad"
    shutil.copytree(folder, bad)
    breaks(bad)
    with pytest.raises(extractor.FormatError) as caught:
        extractor.load(model=str(bad))
    assert isinstance(caught.value, ValueError)
    assert str(bad) in str(caught.value) and said in str(caught.value) and "\n" not in str(caught.value)
    assert len(str(caught.value)) < 800


@pytest.mark.parametrize("model", ["no_such_pipeline", "numpy", "blank:en", "x" * 5000, "a\0b"])
def test_a_name_that_is_no_pipeline_is_refused(model: str) -> None:
    with pytest.raises(ValueError, match="spaCy pipeline"):
        extractor.load(model=model)


@pytest.mark.parametrize("model", [5, True, ["en_core_web_sm"], b"extractor"])
def test_a_model_of_another_type_is_refused(model) -> None:
    with pytest.raises(TypeError, match="model="):
        extractor.load(model=model)
    with pytest.raises(TypeError, match="model="):
        extractor.extract_many(["Tea."], model=model)


@pytest.mark.parametrize("command", ["show", "run"])
def test_commands_say_that_a_model_cannot_be_used(command: str, folder: Path, tmp_path: Path) -> None:
    news, bad = tmp_path / "news.txt", tmp_path / "bad"
    news.write_text("Zork Blivet left Nairobi.")
    shutil.copytree(folder, bad)
    unknown_component(bad)
    out = ["-o", str(tmp_path / "out.jsonl"), "-p", "1"] if command == "run" else []
    for model in (str(bad), "no_such_pipeline"):
        result = CliRunner().invoke(app, [command, str(news), "--model", model, *out])
        assert result.exit_code == 2
        assert result.stderr.startswith("error: ") and model in result.stderr and "Traceback" not in result.stderr
    assert not (tmp_path / "out.jsonl").exists()


@pytest.mark.parametrize("command", ["show", "run"])
def test_commands_take_another_pipeline(command: str, folder: Path, tmp_path: Path) -> None:
    news = tmp_path / "news.txt"
    news.write_text(TEXT)
    out = ["-p", "1"] if command == "run" else []
    result = CliRunner().invoke(app, [command, str(news), "--model", str(folder), *out])
    assert result.exit_code == 0
    assert "Zork Blivet" in result.stdout
