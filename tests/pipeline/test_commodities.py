"""The table of goods holds together and every spelling in it is found; every reason decides where its example says."""

from collections import Counter
from typing import Any

import pytest

import extractor
from extractor.data import read_table, values
from extractor.pipeline.commodities import Goods, coverage, find_commodities
from extractor.pipeline.commodities.catalogue import CAUTIOUS, FREE, HOUSEHOLD, read_goods, row_names
from extractor.pipeline.commodities.coordination import IN_A_LIST, SHORT_NAME
from extractor.pipeline.commodities.coverage import find_problems, headings, reached
from extractor.pipeline.commodities.inflections import plural, singular, spellings
from extractor.pipeline.commodities.read import ANYWHERE, ELSEWHERE, IDIOM, LACKS
from extractor.pipeline.commodities.rules import AGAINST, FOR, Reason
from extractor.pipeline.text.tokens import split
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
        coverage, "read_table", lambda name: (*ROWS, empty | row) if name == "commodities" else read_table(name)
    )
    assert problem in find_problems()


def test_a_chapter_without_a_good_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    rest = tuple(row for row in ROWS if not row["hs"].startswith("66"))
    monkeypatch.setattr(coverage, "read_table", lambda name: rest if name == "commodities" else read_table(name))
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


WORDS = [row for row in read_table("commodities_words") if row["kind"] != "idiom"]
IDIOMS = [row["name"] for row in read_table("commodities_words") if row["kind"] == "idiom"]


def test_every_cue_is_one_word_as_the_tokenizer_cuts_it() -> None:
    names = {row["name"] for row in WORDS}
    assert [
        name for name in sorted(names) if not any(split(form) == [form] for form in (name, name.upper(), name.title()))
    ] == []


def test_no_idiom_is_a_good() -> None:
    texts = [f"They said that {idiom} exports rose." for idiom in IDIOMS]
    assert [text for text in texts if any(name in text.split(" exports")[0] for _, name in found(text))] == []


@pytest.mark.parametrize(("british", "american"), values("commodities_spellings", "spelling").items())
def test_a_spelling_is_made_from_the_other_and_back(british: str, american: str) -> None:
    assert f"{american} box" in set(spellings(f"{british} box"))
    assert f"{british} box" in set(spellings(f"{american} box"))


@pytest.mark.parametrize(("noun", "irregular"), values("commodities_spellings", "plural").items())
def test_an_irregular_plural_is_made_and_unmade(noun: str, irregular: str) -> None:
    assert (plural(noun), singular(irregular)) == (irregular, noun)


def reasons(text: str) -> list[tuple[str, bool, str]]:
    """Every name of a good in the text, whether it counts, and the reason that decided."""
    return [
        (verdict.text, verdict.counts, verdict.reason)
        for verdict in NLP.get_pipe("extractor_commodities").explain(NLP(text))
    ]


def of_example(reason: Reason) -> tuple[str, str]:
    """An example without its brackets, and the name inside them."""
    before, _, rest = reason.example.partition("[")
    name, _, after = rest.partition("]")
    return before + name + after, name


@pytest.mark.parametrize("reason", AGAINST, ids=lambda reason: reason.name)
def test_a_reason_against_refuses_its_example(reason: Reason) -> None:
    text, name = of_example(reason)
    assert (name, False, reason.name) in reasons(text)


@pytest.mark.parametrize("reason", FOR, ids=lambda reason: reason.name)
def test_a_reason_for_decides_over_its_example(reason: Reason) -> None:
    text, name = of_example(reason)
    assert (name, True, reason.name) in reasons(text)


def test_reasons_have_names_of_their_own_and_levels_that_fit() -> None:
    assert max(Counter(reason.name for reason in (*AGAINST, *FOR)).values()) == 1
    assert {reason.gives for reason in FOR} == {CAUTIOUS, HOUSEHOLD}
    assert {reason.gives for reason in AGAINST} == {FREE}


@pytest.mark.parametrize(
    ("text", "name", "counts", "reason"),
    [
        ("She won a gold medal.", "gold medal", False, IDIOM),
        ("The wheat is ripe.", "wheat", True, ANYWHERE),
        ("They ate bread. Exports of bread rose.", "bread", True, ELSEWHERE),
        ("He likes lead.", "lead", False, LACKS[CAUTIOUS]),
        ("His car hit a bus.", "car", False, LACKS[HOUSEHOLD]),
        ("Toys, shoes and coffee exports rose.", "Toys", True, IN_A_LIST),
        ("Iron ore fell. The ore had been dear.", "ore", True, SHORT_NAME),
    ],
)
def test_what_no_reason_decides_is_explained_too(text: str, name: str, counts: bool, reason: str) -> None:
    assert (name, counts, reason) in reasons(text)


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
