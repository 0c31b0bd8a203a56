"""The names of the world's office-holders are found in plain sentences, because they look like names in their place."""

import csv
from pathlib import Path

import pytest
from spacy.language import Language

import extractor
from extractor.pipeline.text.geography import country_names
from extractor.training.samples import read_samples
from extractor.training.score import score_names

TABLE = Path(__file__).parent / "office_holders.csv"
FRAMES = (
    "{Office} {name} arrived on Monday.",
    "The {office}, {name}, said that the talks had failed.",
    "{name} said on Tuesday that exports would rise.",
    "{name}, the {office} of {country}, signed the deal.",
    "Officials from the bank met {name} in Geneva.",
    "“We agreed on the price,” {name} told reporters.",
    "A spokesman for {name} declined to comment.",
    "{name} and the governor of the central bank discussed prices.",
    "Former {office} {name} was in the audience.",
    "Talks between {name} and {other} ended early.",
    "The plan of {name} was rejected by the court.",
    "Under {name}, imports of wheat doubled.",
)
FOUND, RIGHT = 97.0, 98.0  # percent: of the names, and of what is found
NEWS = Path(__file__).parents[2] / "corpus" / "names" / "dev.jsonl"
FOUND_IN_NEWS, RIGHT_IN_NEWS = 92.0, 95.0


@pytest.fixture(scope="module")
def nlp() -> Language:
    return extractor.load(kinds=())


def read_holders() -> list[dict[str, str]]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines))


def test_office_holders_of_the_world_are_found_in_every_frame(nlp: Language) -> None:
    holders = read_holders()
    countries = {country.code: country.name for country in country_names() if country.kind == "name"}
    assert len({row["country"] for row in holders}) > 150
    texts, wanted = [], []
    for number, row in enumerate(holders):
        other = holders[number - 1]["name"]
        country = countries.get(row["country"], "the union")
        for frame in FRAMES:
            words = {**row, "Office": row["office"].capitalize(), "country": country, "other": other}
            texts.append(frame.format(**words))
            wanted.append({row["name"], other} if "{other}" in frame else {row["name"]})
    found = [{entity.text for entity in doc.ents} for doc in map(nlp, texts)]
    right = sum(len(names & want) for names, want in zip(found, wanted, strict=True))
    assert 100 * right / sum(map(len, wanted)) >= FOUND
    assert 100 * right / sum(map(len, found)) >= RIGHT


def test_names_in_world_news_that_taught_nothing_are_found(nlp: Language) -> None:
    scored = score_names(read_samples(NEWS), nlp)
    assert scored.gold > 700
    assert scored.recall >= FOUND_IN_NEWS
    assert scored.precision >= RIGHT_IN_NEWS
