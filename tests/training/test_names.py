"""The decisions over names are learned from annotated text, and each text is judged by weights that never saw it."""

import pytest

import extractor
from extractor.pipeline.names.lexicon import Lexicon
from extractor.training.names import Reader, Text, score, train
from extractor.training.samples import Sample

PEOPLE = ("William Ruto", "Ann Lee", "Paul Biya", "Mary Robinson", "Peter Mwangi", "Grace Otieno")


@pytest.fixture(scope="module")
def texts() -> list[Text]:
    """Persons with a title, and firms that are none."""
    nlp = extractor.load(model=None, kinds=())
    nlp.remove_pipe("extractor_names")
    reader, found = Reader(nlp, None), []
    for name in PEOPLE:
        text = f"Mr {name} left. The carmaker {name} Motors closed."
        found.append(reader.read(name, Sample(text, ((3, 3 + len(name), "PERSON"),))))
    return found


def test_what_goes_with_names_weighs_for_them(texts: list[Text]) -> None:
    weights = train(texts, Lexicon()).decisions.alone.weights
    assert weights["title, full"] > 0 > weights["beside an organisation, full"]


def test_texts_are_judged_by_weights_that_never_saw_them(texts: list[Text]) -> None:
    assert len({text.fold for text in texts}) > 1
    names = score(texts, train(texts, Lexicon()), Lexicon())
    assert (names.right, names.found, names.gold) == (len(PEOPLE),) * 3


def test_what_is_not_annotated_teaches_nothing(texts: list[Text]) -> None:
    nlp = extractor.load(model=None, kinds=())
    nlp.remove_pipe("extractor_names")
    text = Reader(nlp, None).read("a", Sample("Mr William Ruto left.", (), ((3, 15),)))
    assert text.known.alone
    assert not list(text.examples(text.known.alone))
