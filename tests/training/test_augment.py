"""Variations of training samples: the spans must go on quoting what they are labelled as."""

import pytest

from extractor.training.augment import Augmenter, edited, upper
from extractor.training.samples import Sample

POOLS = {"en_KE": (["Amina", "Jeff"], ["Kingi", "Odinga"]), "ko": (["Kim"], ["Jong-un"]), "ar": (["Omar"], ["Saleh"])}
TEXT = "On Monday George Bush met Tony Blair of Harrison Bank in Paris. Bush said Paris was cold."


def label(text: str, *parts: tuple[str, str]) -> Sample:
    spans, position = [], 0
    for part, kind in parts:
        position = text.index(part, position)
        spans.append((position, position + len(part), kind))
        position += len(part)
    return Sample(text, tuple(spans))


SAMPLE = label(
    TEXT,
    ("George Bush", "PERSON"),
    ("Tony Blair", "PERSON"),
    ("Harrison Bank", "ORG"),
    ("Paris", "LOC"),
    ("Bush", "PERSON"),
    ("Paris", "LOC"),
)


def quotes(sample: Sample) -> list[tuple[str, str]]:
    return [(sample.text[start:end], kind) for start, end, kind in sample.spans]


@pytest.mark.parametrize("seed", range(40))
def test_variations_keep_their_labels(seed):
    varied = Augmenter(POOLS, seed).vary(SAMPLE)
    found = quotes(varied)
    persons = [text for text, kind in found if kind == "PERSON"]
    assert len(persons) >= 3
    assert all(text == text.strip() and text for text, _ in found)


def test_a_short_form_follows_its_full_name():
    names = [text for text, kind in quotes(Augmenter(POOLS, 1).with_other_names(SAMPLE)) if kind == "PERSON"]
    assert names[0] != "George Bush"
    assert names[2] == names[0].split()[-1]


def test_same_seed_same_variations():
    first, second = Augmenter(POOLS, 7), Augmenter(POOLS, 7)
    assert [first.vary(SAMPLE) for _ in range(20)] == [second.vary(SAMPLE) for _ in range(20)]


def test_firms_take_the_place_of_organisations():
    firms = [text for _ in range(9) for text, kind in quotes(Augmenter(POOLS, 3).with_firms(SAMPLE)) if kind == "ORG"]
    assert len(firms) == 9


def test_capitals_keep_offsets():
    assert quotes(upper(SAMPLE))[0] == ("GEORGE BUSH", "PERSON")


def test_a_letter_that_grows_in_capitals_leaves_the_sample_alone():
    sample = label("Franz Strauß came", ("Franz Strauß", "PERSON"))
    assert upper(sample) == sample


def test_unannotated_parts_move_with_the_text():
    sample = Sample("Al met Bo in May", ((0, 2, "PERSON"),), ((7, 9),))
    moved = edited(sample, [(0, 2, "Alfred", [(0, 6, "PERSON")])])
    assert moved == Sample("Alfred met Bo in May", ((0, 6, "PERSON"),), ((11, 13),))
