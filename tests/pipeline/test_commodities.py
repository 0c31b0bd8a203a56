"""The table of goods holds together and every spelling in it is found; senses, evidence and lists by the sentence."""

from typing import Any

import pytest

import extractor
from extractor.data import read_table
from extractor.pipeline.commodities import Goods, find_commodities, lexicon
from extractor.pipeline.commodities.lexicon import (
    FREE,
    find_problems,
    headings,
    reached,
    read_goods,
    row_names,
    spellings,
)
from extractor.pipeline.text.words import read_words

NLP = extractor.load(model=None, kinds=("countries", "commodities"))
GOODS = Goods()
ROWS = read_table("commodities")


def found(text: str) -> list[tuple[str | None, str]]:
    """The code and text of every good in a sentence, in order."""
    doc = NLP(text)
    goods = [(m.start, good.hs, m.text) for good in doc._.commodities for m in good.mentions]
    return [(hs, name) for _, hs, name in sorted(goods)]


def test_the_table_holds_together() -> None:
    assert find_problems() == []


def test_goods_reach_the_headings_that_news_can_name() -> None:
    assert reached() <= headings()
    assert len(headings()) == 1228
    assert len(reached()) > 1200


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ({"name": "soap", "hs": "9999"}, "soap: there is no heading or chapter 9999"),
        ({"name": "cheddar", "hs": "0406"}, "cheddar: stands 2 times"),
        ({"name": "cheese", "hs": "0406"}, "cheese: the name of 2 goods"),
        ({"name": "caboc", "hs": "0406", "forms": "caboc cheese|caboc cheese"}, "caboc: 'caboc cheese' stands twice"),
    ],
)
def test_a_broken_row_is_told(row: dict[str, str], problem: str, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = dict.fromkeys(ROWS[0], "")
    monkeypatch.setattr(
        lexicon, "read_table", lambda name: (*ROWS, empty | row) if name == "commodities" else read_table(name)
    )
    assert problem in find_problems()


def test_a_chapter_without_a_good_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    rest = tuple(row for row in ROWS if not row["hs"].startswith("66"))
    monkeypatch.setattr(lexicon, "read_table", lambda name: rest if name == "commodities" else read_table(name))
    assert find_problems() == ["chapter 66: no good"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_every_name_is_found_with_its_code_where_it_is_traded(row: dict[str, str]) -> None:
    missing = [name for name, _ in row_names(row) if not _is_found(name, row["hs"] or None, row["near"])]
    assert missing == []


def _is_found(name: str, hs: str | None, near: str) -> bool:
    doc = NLP.make_doc(f"They said that exports of {name} rose in value. {near}")
    words = read_words(doc)
    return any(
        good.hs == hs and any(mention.start == 26 for mention in good.mentions)
        for good in find_commodities(words, GOODS, set())
    )


def test_names_are_matched_in_every_spelling() -> None:
    assert set(spellings("galvanised-steel tyre")) >= {"galvanized-steel tire", "galvanised steel tyres"}
    assert "golds" not in read_goods()
    assert all(good.level == FREE for good in read_goods()["crude oil"])


CASES: list[tuple[str, list[Any]]] = [
    # capitals
    ("Shell Oil Co and the Copper Board met.", []),
    ("U.S. Corn exports fell.", [("1005", "Corn")]),
    ("OIL PRICES CLIMB", [("2709", "OIL")]),
    ("Aid was asked of Condoleezza Rice. Rice said exports of arms would end.", [("93", "arms")]),
    ("The Democratic Action Party (DAP) won.", []),
    ("Liquefied natural gas (LNG) is cheap.", [("2711", "Liquefied natural gas"), ("2711", "LNG")]),
    # verbs and measures
    ("They will fuel the row and lead the way.", []),
    ("Output was 2 million barrels of oil a day.", [("2709", "oil")]),
    # things in use, and the same things traded
    ("His car hit a bus near the shop where he keeps his books.", []),
    ("Car exports rose and 30 helicopters were sold.", [("8703", "Car"), ("8802", "helicopters")]),
    ("He bought a car.", []),
    ("The rebels fired missiles at a tank.", []),
    ("Germany will supply Ukraine with missiles.", [("9306", "missiles")]),
    # once traded, always a good in that article
    ("The company makes computers. Half of all computers are old.", [("8471", "computers"), ("8471", "computers")]),
    # lists and shared words
    ("Soybean meal and oil fell.", [("2304", "Soybean meal"), ("1507", "oil")]),
    ("Soybean and palm oil fell.", [("1507", "Soybean"), ("1511", "palm oil")]),
    ("Copper and zinc ore is mined.", [("2603", "Copper"), ("2608", "zinc ore")]),
    (
        "Sales of crude and refined petroleum products rose.",
        [("2709", "crude"), ("2710", "refined petroleum products")],
    ),
    ("Products supplied include lasers, toys and shoes.", [("9013", "lasers"), ("9503", "toys"), ("64", "shoes")]),
    ("Iron ore fell. The ore had been dear.", [("2601", "Iron ore"), ("2601", "ore")]),
    # what only trades the good is no part of its name
    ("The drug company and the gold mine closed.", [("30", "drug"), ("7108", "gold")]),
    # stuff of a thing, medals, idioms
    ("A steel door, a gold ring, a gold medal and a sugar daddy.", []),
    ("The corn-fed, oil-free, anti-tank kind.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_sense(text: str, expected: list[tuple[str | None, str]]) -> None:
    assert found(text) == expected
