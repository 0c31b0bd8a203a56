"""Scores of relations: what counts as found, and a gold that fits its texts."""

from pathlib import Path
from typing import Any

import pytest

from extractor.record import country_codes
from extractor.training.relations import MEASURES, compare
from extractor.training.score import Score, read_gold

FOLDER = Path(__file__).parents[2] / "corpus" / "relations"
GOLD = {path.stem: list(read_gold([path], ("trade", "quantities", "people"))) for path in FOLDER.glob("*.gold.jsonl")}
FLOW = {"kind": "export", "exporter": "KE", "importer": "EG", "commodities": ["0902"], "period": "2024", "change": "5"}
QUANTITY = {"text": "40 tonnes", "low": "40", "high": "40", "unit": "tonne"}
PERSON = {"name": "William Ruto", "roles": ["President"], "country": "KE"}


def scored(gold: dict[str, Any], found: dict[str, Any]) -> dict[str, tuple[int, int, int]]:
    """What each measure counts: right, gold, found."""
    scores = {name: Score() for name in MEASURES}
    nothing: dict[str, Any] = {"id": "a", "trade": [], "quantities": [], "people": [], "money": []}
    compare({**nothing, **gold}, {**nothing, **found}, scores)
    return {name: (score.right, score.gold, score.found) for name, score in scores.items()}


def test_a_statement_is_its_sides_and_each_good() -> None:
    two = {**FLOW, "commodities": ["0902", "0901"]}
    counts = scored({"trade": [two]}, {"trade": [{**FLOW, "money": None, "quantity": None}]})
    assert (counts["trade"], counts["trade.pair"]) == ((1, 2, 1), (1, 1, 1))


def test_figures_count_for_statements_found_right() -> None:
    gold = {**FLOW, "money": "$5 million", "quantity": "40 tonnes"}
    found = {**FLOW, "money": 0, "quantity": None, "change": "7"}
    counts = scored({"trade": [gold]}, {"trade": [found], "money": [{"text": "$5 million"}]})
    assert counts["trade.figures"] == (2, 4, 3)


def test_the_sides_of_a_turnover_have_no_order() -> None:
    gold = {"kind": "turnover", "parties": ["EG", "KE"], "commodities": []}
    found = {"kind": "turnover", "parties": ["KE", "EG"], "commodities": [], "money": None, "quantity": None}
    assert scored({"trade": [gold]}, {"trade": [found]})["trade"] == (1, 1, 1)


def test_a_rate_is_a_unit_of_its_own_and_equal_quantities_are_counted() -> None:
    rate = {**QUANTITY, "unit": "tonne/day"}
    found = [{**QUANTITY, "per": "day"}, {**QUANTITY, "per": None}, {**QUANTITY, "per": None}]
    assert scored({"quantities": [rate, QUANTITY]}, {"quantities": found})["quantities"] == (2, 2, 3)


def test_roles_and_states_of_persons_found() -> None:
    counts = scored({"people": [PERSON, {**PERSON, "name": "Ann Lee"}]}, {"people": [{**PERSON, "country": "EG"}]})
    measures = ("people.entity", "people.role", "people.country")
    assert [counts[name] for name in measures] == [(1, 2, 1), (1, 1, 1), (0, 1, 1)]


def test_the_gold_is_whole() -> None:
    assert {name: len(articles) for name, articles in GOLD.items()} == {"dev.gold": 110, "held.gold": 55}
    ids = [article["id"] for articles in GOLD.values() for article in articles]
    assert len(set(ids)) == 165


@pytest.mark.parametrize("article", [a for articles in GOLD.values() for a in articles], ids=lambda a: a["id"])
def test_the_gold_quotes_its_text(article: dict[str, Any]) -> None:
    text = " ".join(article["text"].split())
    quotes = [statement["quote"] for statement in article["trade"]]
    quotes += [each["text"] for each in article["quantities"]] + [person["name"] for person in article["people"]]
    assert [quote for quote in quotes if " ".join(quote.split()) not in text] == []
    sides = {code for s in article["trade"] for code in (s["exporter"], s["importer"], *(s["parties"] or ())) if code}
    assert sides | {person["country"] for person in article["people"] if person["country"]} <= country_codes()
    assert article["licence"].startswith("CC BY")
    assert article["source"]
