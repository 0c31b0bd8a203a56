"""The regression corpus: gold that quotes its text, readers that give back that text, figures that don't fall."""

import json
import sys
from pathlib import Path

import pytest

import extractor
from extractor.training.score import read_gold

sys.path.insert(0, str(Path(__file__).parent))
import floors

GOLD = {article["id"]: article for article in read_gold(floors.gold_paths())}
RAW = floors.CORPUS / "raw"


def read_raw() -> dict[str, extractor.Article]:
    """The articles of corpus/raw under the gold's ids: the own id, else the file's stem and number."""
    found: dict[str, list[extractor.Article]] = {}
    for path in sorted(path for path in RAW.iterdir() if path.is_file()):  # `formats/` has its own test
        found[path.stem] = list(extractor.read(path))
    articles = {}
    for stem, several in found.items():
        for article in several:
            name = article.id or (stem if len(several) == 1 else f"{stem}-{article.index}")
            articles[name] = article
    return articles


def test_raw_articles_are_the_gold_articles() -> None:
    raw = read_raw()
    assert len(GOLD) == 50
    assert set(raw) == set(GOLD)
    for name, article in raw.items():
        gold = GOLD[name]
        published = article.published.isoformat() if article.published else None
        assert (name, article.text, published) == (name, gold["text"], gold["published"])


@pytest.mark.parametrize("name", sorted(GOLD))
def test_gold_spans_lie_in_the_text(name: str) -> None:
    gold = GOLD[name]
    entities = [entity for kind in ("people", "countries", "commodities") for entity in gold[kind]]
    spans = [mention[:2] for entity in entities for mention in entity["mentions"]]
    spans += [item["span"] for kind in ("dates", "money") for item in gold[kind]]
    assert spans
    for start, end in spans:
        quote = gold["text"][start:end]
        assert quote == quote.strip() != ""


def test_no_figure_is_below_its_floor() -> None:
    pinned = json.loads(floors.FLOORS.read_text(encoding="utf-8"))
    assert {name: file["gold"] for name, file in pinned.items()} == floors.digests(), (
        "the gold changed: run `make floors`"
    )
    assert floors.fallen(pinned, floors.measure()) == []
