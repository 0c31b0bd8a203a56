"""Training of the side of publication: what is read from marked, annotated and dated sentences, and what the weights then say."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import extractor
from extractor.training.sides import MARK, Sided, cross_validate, fit_sides, read_gold, read_own, read_silver

if TYPE_CHECKING:
    from spacy.language import Language

OWN = Path(__file__).parents[2] / "corpus" / "sides.txt"


@pytest.fixture(scope="module")
def nlp() -> "Language":
    return extractor.load(model=None, kinds=())


@pytest.fixture(scope="module")
def own(nlp: "Language") -> list[Sided]:
    return list(read_own(OWN.read_text(encoding="utf-8").splitlines(), nlp))


def test_every_mark_of_our_own_is_an_example(own: list[Sided]) -> None:
    lines = [line for line in OWN.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert len(own) == sum(len(MARK.findall(line)) for line in lines)
    assert {each.article for each in own} == set(lines)


def test_weights_of_our_own_sentences_place_others(own: list[Sided], nlp: "Language") -> None:
    decision = fit_sides(own)
    others = [
        "Divers found the wreck on {-June 3}.",
        "Divers will raise the wreck on {+June 3}.",
        "It is shut until {+May}.",
    ]
    assert all(each.is_right(decision) for each in read_own(others, nlp))


def test_cross_validation_counts_each_example_once(own: list[Sided]) -> None:
    assert sum(total for _, total in cross_validate(own).values()) == len(own)


def test_hidden_year_labels_a_day(nlp: "Language") -> None:
    text = "The board said late last night that the mill burned down on March 3, 2015, and will reopen in May 2016."
    found = list(read_silver([{"id": "a", "published": "2015-11-20", "text": text}], nlp))
    assert [(each.form, each.example.label) for each in found] == [("day", 0.0), ("month", 1.0)]
    assert not any("2015" in name for each in found for name in each.example.features)


def test_annotated_weekday_is_an_example(nlp: "Language") -> None:
    text = "The court rules on Friday."
    gold = {"id": "a", "published": "2015-11-17", "text": text, "dates": [{"span": [19, 25], "value": "2015-11-20"}]}
    assert [(each.form, each.example.label) for each in read_gold([gold], nlp)] == [("weekday", 1.0)]
