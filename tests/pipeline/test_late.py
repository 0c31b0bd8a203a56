"""Names that are made when a text has the first word of one: all are reached, and none is another than it would be."""

from functools import cache

import pytest
import spacy

from extractor.data import TAB, read_table
from extractor.pipeline.commodities.catalogue import Forms, read_goods
from extractor.pipeline.countries.catalogue import read_names
from extractor.pipeline.countries.places import Places
from extractor.pipeline.text import tokens
from extractor.pipeline.text.index import Index
from extractor.pipeline.text.lookup import Lookup
from extractor.pipeline.text.spellings import unaccented
from extractor.pipeline.text.tokens import beginnings, create_tokenizer, split
from extractor.pipeline.text.words import words_of

NLP = spacy.blank("en")
NLP.tokenizer = create_tokenizer(NLP)
NLP.add_pipe("extractor_sentences")
NAMES = [
    "Hook",
    "Hook",
    "Hook-upon-Lea",
    "Hooke",
    "Hook's End",
    "Upper Hook",
    "O'Hook",
    "6th of Hook",
    "Doin",
    "Doin Hook",
]


@cache
def places() -> Places:
    return Places()


def test_an_index_finds_a_name_under_each_word_that_it_may_begin_with_and_no_other() -> None:
    index = Index(f"{name}{TAB}{number}" for number, name in enumerate(NAMES))
    assert index.of("Hook") == ["0", "1"]
    assert index.of("Hoo") == []
    for word in {word for name in NAMES for word in beginnings(name)}:
        assert word in index.starts
        assert sorted(index.beginning(word)) == sorted({name for name in NAMES if word in beginnings(name)})
    assert index.beginning("Lea") == []


def test_every_town_and_region_is_under_the_words_that_it_may_begin_with() -> None:
    starts = places().starts
    towns = [row["name"] for row in read_table("towns")]
    regions = [row["name"].partition("[")[0].partition(",")[0].strip() for row in read_table("regions")]
    for names in (towns, [unaccented(name) for name in towns], [unaccented(name) for name in regions]):
        assert len(names) > 1
        assert [name for name in names if not starts >= set(beginnings(name))] == []


@pytest.mark.parametrize(
    ("name", "codes", "small"),
    [
        ("Kisumu", ("KE",), False),
        ("KISUMU", ("KE",), False),
        ("Bogotá", ("CO",), False),
        ("Bogota", ("CO",), False),
        ("BOGOTA", ("CO",), False),
        ("Bo Phloi", ("TH",), True),
        ("BO PHLOI", None, False),  # a small one in capitals is none
        ("Reading", None, False),  # an ordinary word too
        ("Nowhere", None, False),
    ],
)
def test_a_town_stands_for_its_country(name: str, codes: tuple[str, ...] | None, small: bool) -> None:
    found = dict(places().entries(name.split()[0])).get(name)
    assert (found and found.codes) == codes
    assert found is None or found.small is small


def test_a_name_of_the_tables_of_countries_replaces_that_of_a_town() -> None:
    lookup, words = read_names(), words_of(NLP("Georgia and GEORGIA"))
    assert [hit.value.kind for hit in lookup.find(words)] == ["name", "name"]
    assert dict(places().entries("Georgia"))["Georgia"].is_place


def test_names_given_at_once_replace_late_ones() -> None:
    class Late:
        starts = frozenset(("tea", "green"))

        def entries(self, word: str) -> list[tuple[str, int]]:
            return [("tea", 1), ("tea leaf", 2), ("green tea", 3)]

    words = words_of(NLP("tea leaf, tea, green tea"))
    assert [hit.value for hit in Lookup([("tea", 4)], late=Late()).find(words)] == [2, 4, 3]


def test_every_spelling_of_a_good_is_under_the_words_that_it_may_begin_with() -> None:
    forms, goods = Forms(), read_goods()
    assert len(goods) > 1
    assert [form for form in goods if form not in dict(forms.entries(beginnings(form)[0]))] == []
    assert [form for form in goods if forms.get(form) != goods[form]] == []


def test_a_pipeline_and_a_tokenizer_by_itself_cut_names_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    odd = ["'s-Gravenzande", "Hell's Kitchen", "A&M", "S.Korea", "$US", "(Rep.", "256k", "St.James", "Bs.F", "cannot"]
    tokens._cut_by_rules.cache_clear()
    with_pipeline = [split(name) for name in odd]
    monkeypatch.setattr(tokens, "_made", set())
    tokens._cut_by_rules.cache_clear()
    assert [split(name) for name in odd] == with_pipeline
