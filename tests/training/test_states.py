"""The weights for office-holders' states are learned from articles, and hold what they were taught."""

import numpy as np
import pytest

import extractor
from extractor.training.states import ESTIMATES, NAMES, Example, cross_validate, fit, read_examples, told

ARTICLE = {
    "id": "a",
    "published": "2025-12-08",
    "text": "Kenya's President William Otieno met Belarusian Foreign Minister Ivan Petrov in Minsk on Monday.",
    "people": [
        {"name": "William Otieno", "roles": ["President"], "country": "KE"},
        {"name": "Ivan Petrov", "roles": ["Belarusian Foreign Minister"], "country": "BY"},
    ],
}


def example(article: str, *, names: bool, right: str | None) -> Example:
    """A person of an article with one country, which the office's own words name, or don't."""
    row = [1.0 if name == "prior" or (name == "job_names" and names) else 0.0 for name in NAMES]
    return Example(article, ("KE",), np.array([row]), right)


EXAMPLES = [
    *(example(f"named-{number}", names=True, right="KE") for number in range(8)),
    *(example(f"not-{number}", names=False, right=None) for number in range(8)),
]


def test_evidence_that_goes_with_right_answers_weighs_for_them() -> None:
    weights = dict(zip(NAMES, fit(EXAMPLES), strict=True))
    assert weights["job_names"] > 1 > 0 > weights["prior"]
    assert weights["taken"] == pytest.approx(ESTIMATES["taken"])  # nothing was seen of it


def test_an_article_is_judged_by_weights_that_never_saw_it() -> None:
    assert cross_validate(EXAMPLES) == (8, 8, 8)


def test_no_country_is_told_where_none_is_likely() -> None:
    assert told(fit(EXAMPLES), example("new", names=False, right=None)) is None


def test_examples_are_read_from_articles() -> None:
    found = read_examples([ARTICLE], extractor.load(kinds="countries"))
    assert [(each.right, each.codes, each.evidence.shape) for each in found] == [
        ("KE", ("KE",), (1, len(NAMES))),
        ("BY", ("BY",), (1, len(NAMES))),
    ]
