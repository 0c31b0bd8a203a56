"""Where names come from: our model, rules, another spaCy pipeline."""

import pytest
import spacy

import extractor
from extractor.errors import FormatError
from extractor.pipeline.names.model import MODEL
from extractor.pipeline.text.spellings import unify


@pytest.fixture(scope="module")
def other(tmp_path_factory):
    """A spaCy pipeline of somebody else's: other words (its tokenizer keeps hyphens), a label PER for persons."""
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PER", "pattern": "Zork Blivet"}, {"label": "ORG", "pattern": "Quux Ltd"}])
    path = tmp_path_factory.mktemp("other") / "pipeline"
    nlp.to_disk(path)
    return str(path)


def found(nlp, text):
    return [(entity.text, entity.label_, entity.id_) for entity in nlp(text).ents]


def test_another_pipelines_persons_are_used(other):
    nlp = extractor.load(model=other, rules=False)
    text = "Quux Ltd-backed Zork Blivet met President William Ruto."
    assert found(nlp, text) == [("Zork Blivet", "PERSON", "model")]


def test_rules_find_the_short_form_of_what_a_model_found(other):
    nlp = extractor.load(model=other)
    text = "Zork Blivet came. Later Blivet met President William Ruto."
    assert found(nlp, text) == [
        ("Zork Blivet", "PERSON", "model"),
        ("Blivet", "PERSON", "rules"),
        ("William Ruto", "PERSON", "rules"),
    ]


def test_either_source_can_be_switched_off():
    text = "Farmers met President William Ruto on Monday."
    assert found(extractor.load(model=None), text) == [("William Ruto", "PERSON", "rules")]
    assert found(extractor.load(rules=False), text) == [("William Ruto", "PERSON", "model")]
    assert found(extractor.load(), text) == [("William Ruto", "PERSON", "model+rules")]


@pytest.mark.parametrize("model", ["no_such_pipeline", "tests"])
def test_a_model_that_is_not_there_is_said_so(model):
    with pytest.raises(FormatError, match=model):
        extractor.load(model=model)


def test_a_pipeline_that_knows_no_persons_is_refused(tmp_path):
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(FormatError, match="label PERSON"):
        extractor.load(model=str(tmp_path / "blank"))


def test_the_model_is_small():
    assert sum(path.stat().st_size for path in MODEL.rglob("*") if path.is_file()) < 15_000_000


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lukashenko", "Lukashenka"),
        ("Erdoğan", "Erdogan"),
        ("Qadhafi", "Gaddafi"),
        ("Zelensky", "Zelenskyy"),
        ("Yanukovych", "Yanukovich"),
        ("Aleksandr", "Aliaksandr"),
        ("Ørsted", "Orsted"),
    ],
)
def test_spellings_of_one_name(one, other):
    assert len(set(unify([one, other]).values())) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("Martin", "Morton"), ("Putin", "Patin"), ("Hansen", "Hanson"), ("Obama", "Osama"), ("Clinton", "Clanton")],
)
def test_other_names_stay_apart(one, other):
    assert len(set(unify([one, other]).values())) == 2
