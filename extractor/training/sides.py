"""Examples of expressions that lie before or after publication, and the weights of what speaks for either.

Three sources: days and months of dated articles that say their year, which is hidden from the evidence; bare ones that annotated
articles place; and sentences of our own, marked `on {+Friday}` for ahead and `{-Friday}` for behind.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import md5
from typing import TYPE_CHECKING, Any

from extractor.article import day_of
from extractor.pipeline.dates.nodes import Node
from extractor.pipeline.dates.nodes.points import MonthDay, MonthNode, WeekdayNode
from extractor.pipeline.dates.read import build
from extractor.pipeline.dates.sides import CLOSE, NEARNESS, calendar, evidence
from extractor.pipeline.decide.logistic import Decision, Features
from extractor.pipeline.text.words import PARAGRAPH, Words, words_of
from extractor.training.fit import Example, Prior, fit

if TYPE_CHECKING:
    from spacy.language import Language

MARK = re.compile(r"\{([+-])([^}]*)\}")
CYCLES = {"weekday": 7, "day": 365, "month": 12}
DATELINE, NEAREST = 8, 3  # words at the head of a text, and days around publication, that are a dateline's
# How far off the wrong side is taken to be nearer in a sentence of our own: its words decide all the same.
AGAINST = {"day": 2.0, "month": 0.4, "weekday": 0.0}
OWN, GOLD, SILVER, HALVED = 3.0, 2.0, 1.5, 100  # how much an example counts; days at which a silver one counts half
# What is believed before any example: of some the sources have few.
PRIOR = Prior(
    mean={
        "own put": 2.0, "put but past": -2.0,
        "all put": 1.0, "own committing": 1.5, "own past": -1.0, "own future": 1.0, "lead until": 1.0,
        "lead till": 1.0, "lead since": -2.0, "of record": 2.0, "owner befell": -1.0,
        **{f"{NEARNESS} {form}": 1.0 for form in CYCLES},
    },
    penalties={"lead": 2.0, NEARNESS: 100.0, CLOSE: 5.0},
)  # fmt: skip
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Sided:
    """One expression: where it comes from, its form, its evidence, whether it lies ahead."""

    source: str
    article: str
    form: str
    example: Example

    def is_right(self, decision: Decision) -> bool:
        """Whether the decision puts it on the side where it lies."""
        return (decision.odds(self.example.features) > 0) == bool(self.example.label)


def read_silver(articles: Iterable[dict[str, Any]], nlp: "Language") -> Iterator[Sided]:
    """Days and months with a year within a year of publication, their year hidden."""
    for article in articles:
        published = day_of(article.get("published"))
        words, nodes = _built(article["text"], nlp)
        for start, (end, node) in nodes if published else ():
            if not isinstance(node, MonthDay | MonthNode) or not node.year or not published:
                continue
            distance = _distance(node, node.year, published)
            away = abs(distance) * (30 if isinstance(node, MonthNode) else 1)
            if start < DATELINE or words.gaps[start] == PARAGRAPH or not NEAREST <= away < CYCLES["day"]:
                continue
            shown = next((k for k in range(start, end) if words.lowers[k] == str(node.year)), end)
            shown -= shown > start and words.lowers[shown - 1] == ","
            form = "month" if isinstance(node, MonthNode) else "day"
            features = {**evidence(words, start, shown), **_calendar(distance, form)}
            example = Example(features, float(distance > 0), SILVER / (1 + away / HALVED))
            yield Sided("silver", str(article["id"]), form, example)


def read_gold(articles: Iterable[dict[str, Any]], nlp: "Language") -> Iterator[Sided]:
    """Weekdays, days and months with no year that annotated articles place."""
    for article in articles:
        published = day_of(article.get("published"))
        words, nodes = _built(article["text"], nlp)
        values = {gold["span"][1]: gold["value"] for gold in article["dates"]}
        for start, (end, node) in nodes if published else ():
            form, distance = _bare(node, values.get(words.ends[end - 1], ""), published or date.min)
            if 1 <= abs(distance) < CYCLES.get(form, 0):
                features = {**evidence(words, start, end), **_calendar(distance, form)}
                yield Sided("gold", str(article["id"]), form, Example(features, float(distance > 0), GOLD))


def read_own(lines: Iterable[str], nlp: "Language") -> Iterator[Sided]:
    """The marked expressions of sentences of our own."""
    for line in (line.strip() for line in lines if not line.startswith("#")):
        marks: dict[int, float] = {}
        for mark in MARK.finditer(line):
            marks[mark.end() - 3 * (len(marks) + 1)] = float(mark[1] == "+")
        words, nodes = _built(MARK.sub(r"\2", line), nlp)
        for start, (end, _) in nodes:
            label = marks.get(words.ends[end - 1])
            if label is None:
                continue
            features = evidence(words, start, end)
            form = next(form for form in CYCLES if form in features)
            near = AGAINST[form] * (-1 if label else 1)
            yield Sided("own", line, form, Example({**features, f"{NEARNESS} {form}": near}, label, OWN))


def fit_sides(examples: Sequence[Sided]) -> Decision:
    """The weights."""
    return fit([each.example for each in examples], PRIOR)


def cross_validate(examples: Sequence[Sided]) -> dict[tuple[str, str], tuple[int, int]]:
    """By source and form how many are right and how many there are, each judged by weights that saw no part of its article."""
    tally: dict[tuple[str, str], tuple[int, int]] = {}
    for fold in range(FOLDS):
        decision = fit_sides([each for each in examples if _fold(each) != fold])
        for each in (each for each in examples if _fold(each) == fold):
            right, total = tally.get((each.source, each.form), (0, 0))
            tally[each.source, each.form] = (right + each.is_right(decision), total + 1)
    return tally


def _fold(each: Sided) -> int:
    return int(md5(each.article.encode()).hexdigest(), 16) % FOLDS


def _built(text: str, nlp: "Language") -> tuple[Words, list[tuple[int, tuple[int, Node]]]]:
    """The words of a text and the expressions in them."""
    words = words_of(nlp(text))
    return words, sorted(build(words).nodes.items())


def _distance(node: MonthDay | MonthNode, year: int, published: date) -> int:
    """Days or months from publication to a day or month."""
    if isinstance(node, MonthNode):
        return (year - published.year) * 12 + node.month - published.month
    try:
        return (date(year, node.month, node.day) - published).days
    except ValueError:
        return 0


def _bare(node: Node, value: str, published: date) -> tuple[str, int]:
    """The form of an expression that says no year, and its distance from publication; 0 for any other."""
    shapes: dict[str, tuple[type[Node], Callable[[Any], bool], int]] = {
        "weekday": (WeekdayNode, lambda node: node.step is None and node.of is None, 10),
        "day": (MonthDay, lambda node: node.year is None, 10),
        "month": (MonthNode, lambda node: node.year is None and node.step is None, 7),
    }
    for form, (kind, is_bare, length) in shapes.items():
        if isinstance(node, kind) and is_bare(node) and re.fullmatch(r"[\d-]+", value) and len(value) == length:
            if form == "month":
                return form, (int(value[:4]) - published.year) * 12 + int(value[5:]) - published.month
            return form, (date.fromisoformat(value) - published).days
    return "", 0


def _calendar(distance: int, form: str) -> Features:
    back = -distance if distance < 0 else CYCLES[form] - distance
    return calendar(form, back, CYCLES[form] - back)
