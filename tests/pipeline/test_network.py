"""The model's own arithmetic finds what spaCy finds with the same weights, whatever was read before."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import numpy as np
import pytest
from spacy.language import Language
from spacy.tokens import Doc, Span

import extractor
from extractor.pipeline.names import NamesComponent, network, sureness
from extractor.pipeline.names.model import NamesModel

RAW = Path(__file__).parent.parent.parent / "corpus" / "raw"
TEXT = "Wanjiru Kamau, who leads Tana River Tea in Nairobi, didn't meet\n Prime Minister Anwar Ibrahim of Malaysia."


@pytest.fixture(scope="module")
def nlp() -> Language:
    return extractor.load(kinds=())


@pytest.fixture
def model(nlp: Language) -> Iterator[NamesModel]:
    found = cast(NamesComponent, nlp.get_pipe("extractor_names")).model
    assert found is not None
    kept = found.network
    yield found
    found.network = kept


def split(nlp: Language, text: str) -> Doc:
    return nlp.get_pipe("extractor_sentences")(nlp.make_doc(text))


def test_finds_are_those_of_spacy(nlp: Language, model: NamesModel) -> None:
    texts = [article.text for article in extractor.read(RAW)][:60]
    assert model.network is not None
    texts = [" ".join(text.split()) for text in texts]  # spaCy reads white space of more than a space as words
    ours = [model.network.read(split(nlp, text)).found for text in texts]
    model.network = None
    assert ours == [model.read(split(nlp, text)).found for text in texts]
    assert sum(map(len, ours)) > 300


def test_entities_set_before_are_left_to_spacy(nlp: Language, model: NamesModel) -> None:
    doc = split(nlp, TEXT)
    doc.ents = [Span(doc, 0, 1, label="ORG")]
    assert model.read(doc).found[0] == (0, 1, "ORG")
    assert [(entity.start, entity.end) for entity in doc.ents] == [(0, 1)]
    assert model.read(split(nlp, "")).found == []


def test_a_row_depends_on_its_word_alone(nlp: Language, model: NamesModel, monkeypatch: pytest.MonkeyPatch) -> None:
    assert model.network is not None
    embedding = model.network.embedding
    doc = split(nlp, TEXT)
    rows = embedding.rows(doc).copy()
    monkeypatch.setattr(embedding, "_places", {})
    own = [token.i for token in doc if token.norm == token.lex.norm]  # not the halves of "didn't"
    alone = np.concatenate([embedding.rows(split(nlp, doc[i].text)) for i in own])
    assert len(own) > 15
    assert np.array_equal(alone, rows[own])
    for words in (len(doc), 3):  # what is kept runs over, with a text that fits and one that doesn't
        monkeypatch.setattr(network, "WORDS", words)
        assert np.array_equal(embedding.rows(doc), rows)


def test_other_pipelines_are_left_to_spacy(nlp: Language, model: NamesModel) -> None:
    assert network.fits(model.pipeline)
    other = Language(nlp.vocab)
    other.add_pipe("tok2vec")
    assert not network.fits(other)
    other.add_pipe("ner")
    assert not network.fits(other)


def test_what_is_found_is_what_is_most_probable(nlp: Language, model: NamesModel) -> None:
    assert model.network is not None
    reading = model.network.read(split(nlp, TEXT))
    persons = [(start, end) for start, end, label in reading.found if label == "PERSON"]
    assert persons
    assert set(persons) <= set(reading.possible)
    for start, end in persons:
        assert reading.begins(start)["PERSON"] > 0.5 > sum(reading.begins(end).values())
        assert reading.chance(start, end) > reading.chance(start, end + 1)


def test_what_is_asked_of_words_left_out_is_what_a_whole_reading_says(
    nlp: Language, model: NamesModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert model.network is not None
    text = f"{TEXT} The sheikh al-Thani and the comte de Vergennes of the old and quiet and distant north left at once, he said."
    doc = split(nlp, text)
    ours = model.network.read(doc)
    assert 0 < sum(ours._known) < len(ours._known)
    monkeypatch.setattr(sureness, "_with_small_gaps", np.ones_like)
    whole = model.network.read(doc)
    assert all(whole._known)
    assert (ours.found, ours.possible) == (whole.found, whole.possible)
    for start in range(len(ours.closing)):
        assert ours.begins(start) == pytest.approx(whole.begins(start), abs=1e-6)
        for end in range(start + 1, min(start + 4, len(ours.closing))):
            assert ours.chance(start, end) == pytest.approx(whole.chance(start, end), abs=1e-6)


def test_a_text_without_a_capital_has_no_names(nlp: Language, model: NamesModel) -> None:
    assert model.network is not None
    reading = model.network.read(split(nlp, "tea was sold at 5, and rice wasn't."))
    assert (reading.found, reading.possible) == ([], [])
    assert reading.begins(0)["PERSON"] < 0.5


def test_a_long_text_is_read_as_a_short_one(nlp: Language, model: NamesModel, monkeypatch: pytest.MonkeyPatch) -> None:
    assert model.network is not None
    doc = split(nlp, f"{TEXT}\n\n" * 5)
    whole = model.network.read(doc)
    monkeypatch.setattr(network, "STRETCH", 7)
    parts = model.network.read(doc)
    assert parts.found == whole.found
    assert len(parts.found) >= 15
    assert np.allclose(
        parts._free[parts._known & ~whole.closing], whole._free[whole._known & ~whole.closing], atol=1e-5
    )


@pytest.mark.parametrize("text", [",", "i will be back on monday.", "12 34 56", "!"])
def test_a_text_in_which_no_name_may_begin_has_none(text: str) -> None:
    assert extractor.extract(text).people == ()
