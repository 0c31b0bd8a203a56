"""The weights of the evidence for an office-holder's state: a conditional logit, fitted to annotated articles.

Each country of an article competes with the others and with no country at all, whose score is 0. Evidence of which the articles
have few cases is drawn to an estimate of ours rather than to 0.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import md5
from typing import TYPE_CHECKING, Any

import numpy as np

from extractor.article import day_of
from extractor.pipeline.people.evidence import EVIDENCE, candidates, setting_of
from extractor.pipeline.people.merge import fullest, group_mentions
from extractor.pipeline.people.read import is_seat, roles_of
from extractor.pipeline.people.rules import Offices
from extractor.pipeline.people.scene import see
from extractor.pipeline.people.states import SURE
from extractor.pipeline.text.words import words_of as words_of_doc
from extractor.training.score import words_of

if TYPE_CHECKING:
    from spacy.language import Language

NAMES = ("prior", *EVIDENCE)
ESTIMATES = {
    "prior": -2.0, "beside": 3.0, "body_of_state": 3.0, "in_congress": 3.0, "joined": 1.5, "other_side": -4.0,
    "posted_to": -1.5, "state_place": 1.5, "taken": -1.5,
}  # fmt: skip
PENALTY, STEPS, RATE, FOLDS = 0.5, 1500, 0.9, 5


@dataclass(frozen=True, slots=True)
class Example:
    """One person of one article: the countries that the evidence speaks of, what it says of each, and the right one."""

    article: str
    codes: tuple[str, ...]
    evidence: "np.ndarray[Any, Any]"  # countries x NAMES
    right: str | None


def read_examples(articles: Iterable[dict[str, Any]], nlp: "Language") -> list[Example]:
    """The persons of gold articles whom `nlp`, with names and countries in it, finds by their full names."""
    offices = Offices()
    found: list[Example] = []
    for gold in articles:
        doc = nlp.make_doc(gold["text"])
        doc._.published = day_of(gold.get("published"))
        for _, component in nlp.pipeline:
            doc = component(doc)
        words = words_of_doc(doc)
        places = {token: i for i, token in enumerate(words.tokens)}
        spans = [(places[e.start], places[e.end - 1] + 1) for e in doc.ents if {e.start, e.end - 1} <= places.keys()]
        names = [span for span in spans if not is_seat(words, span)]
        scene, groups = see(words, names, doc._.countries, offices), group_mentions(words, names)
        setting = setting_of(scene, groups, roles_of(scene, groups))
        states = {words_of(person["name"]): person["country"] for person in gold["people"]}
        for person, group in enumerate(groups):
            name = words_of(fullest(words, group))
            codes = tuple(candidates(setting, person))
            if name in states and codes:
                rows = [[1.0, *(float(holds(setting, person, code)) for holds in EVIDENCE.values())] for code in codes]
                found.append(Example(gold["id"], codes, np.array(rows), states[name]))
    return found


def fit(examples: Sequence[Example]) -> "np.ndarray[Any, Any]":
    """The weights, in the order of `NAMES`, by steps up the penalised likelihood."""
    estimates = np.array([ESTIMATES.get(name, 0.0) for name in NAMES])
    weights = estimates.copy()
    usable = [each for each in examples if each.right is None or each.right in each.codes]
    for _ in range(STEPS):
        gradient = -PENALTY * (weights - estimates)
        for each in usable:
            right = np.array([float(code == each.right) for code in each.codes])
            gradient = gradient + each.evidence.T @ (right - _shares(weights, each))
        weights = weights + RATE * gradient / max(len(usable), 1)
    return weights


def _shares(weights: "np.ndarray[Any, Any]", example: Example) -> "np.ndarray[Any, Any]":
    """How probable each country is; what they lack to 1 is the share of none."""
    scores = example.evidence @ weights
    top = max(0.0, float(scores.max()))
    powers = np.exp(scores - top)
    shares: np.ndarray[Any, Any] = powers / (powers.sum() + np.exp(-top))
    return shares


def told(weights: "np.ndarray[Any, Any]", example: Example) -> str | None:
    """The country that these weights give a person."""
    shares = _shares(weights, example)
    best = int(shares.argmax())
    return example.codes[best] if shares[best] >= SURE else None


def cross_validate(examples: Sequence[Example]) -> tuple[int, int, int]:
    """How many states are right, are told, and are in the gold, each person judged by weights that saw no part of the article."""
    right = said = gold = 0
    for fold in range(FOLDS):
        weights = fit([each for each in examples if _fold(each) != fold])
        for each in (each for each in examples if _fold(each) == fold):
            code = told(weights, each)
            right += code is not None and code == each.right
            said += code is not None
            gold += each.right is not None
    return right, said, gold


def _fold(example: Example) -> int:
    return int(md5(example.article.encode()).hexdigest(), 16) % FOLDS
