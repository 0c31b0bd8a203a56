"""Precision, recall and F1 of records against gold articles.

A gold article is a line of JSON with `id`, `published`, `title`, `text` and, for each kind, what a careful reader finds
there; `corpus/README.md` describes the format. Every figure is micro-averaged over all articles. A measure compares
either sets (an item is right when it is in both) or overlapping spans (each gold span takes the first free span found
that overlaps it and has the same payload).
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from extractor.api import extract_article
from extractor.article import Article
from extractor.errors import FormatError, ReadError
from extractor.training.samples import Sample

if TYPE_CHECKING:
    from spacy.language import Language

Item = tuple[Any, ...]
T = TypeVar("T")


@dataclass(slots=True)
class Score:
    """Counts of one measure, what was missed or found too much, as (article id, item), and the errors by class, where known."""

    right: int = 0
    gold: int = 0
    found: int = 0
    missed: list[tuple[str, Item]] = field(default_factory=list)
    spurious: list[tuple[str, Item]] = field(default_factory=list)
    classes: Counter[str] = field(default_factory=Counter)

    @property
    def precision(self) -> float:
        """Right of all found, in percent."""
        return 100 * self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Right of all in the gold, in percent."""
        return 100 * self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, in percent."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def add_sets(self, where: str, gold: Iterable[Item], found: Iterable[Item]) -> None:
        """Count what two sets share."""
        gold, found = set(gold), set(found)
        self._add(len(gold & found), len(gold), len(found))
        self.missed += [(where, item) for item in sorted(gold - found, key=str)]
        self.spurious += [(where, item) for item in sorted(found - gold, key=str)]

    def add_spans(self, where: str, gold: Iterable[Item], found: Iterable[Item]) -> None:
        """Count the items (start, end, payload …) that overlap one to one with an equal payload."""
        gold, free = list(gold), list(found)
        total, missed = len(free), []
        for item in gold:
            match = next((f for f in free if f[0] < item[1] and item[0] < f[1] and f[2:] == item[2:]), None)
            if match is None:
                missed.append((where, item))
            else:
                free.remove(match)
        self._add(len(gold) - len(missed), len(gold), total)
        self.missed += missed
        self.spurious += [(where, item) for item in free]

    def _add(self, right: int, gold: int, found: int) -> None:
        self.right += right
        self.gold += gold
        self.found += found


MEASURES = {
    "people.mention": "exact span of a name",
    "people.entity": "one individual with the right full name",
    "people.role": "a role of a person who was found, by its words",
    "countries.mention": "exact span and code: names, abbreviations, demonyms",
    "countries.place": "exact span and code: places",
    "countries.article": "the codes that an article names",
    "dates.span": "overlapping span with the same words",
    "dates.value": "overlapping span and the same time",
    "money.span": "overlapping span",
    "money.value": "overlapping span, currency, low and high",
    "quantities.span": "overlapping span, where the gold has quantities",
    "quantities.value": "overlapping span, unit, rate, low and high, where the gold has quantities",
    "commodities.mention": "overlapping span",
    "commodities.article": "the HS chapters that an article names",
    "commodities.heading": "the HS headings that an article names",
    "trade": "who, to whom, and what, once an article",
}


def read_gold(
    paths: Iterable[Path], needs: Iterable[str] = ("people", "countries", "dates")
) -> Iterator[dict[str, Any]]:
    """The gold articles of JSON Lines files, which must have the keys `needs`.

    `ReadError` or `FormatError` says which line can't be used.
    """

    def checked(article: dict[str, Any], _: int) -> dict[str, Any]:
        missing = {"id", "text", *needs} - article.keys()
        if missing:
            raise KeyError(*sorted(missing))
        return article

    for path in paths:
        yield from read_rows(path, checked, "no gold article")


def read_rows(path: Path, made: Callable[[Any, int], T], otherwise: str) -> Iterator[T]:
    """What is made of each row of a JSON Lines file and its number; errors as of `read_gold`, which say what a row else is."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(f"{path}: can't be read as UTF-8 text: {error}") from error
    for number, line in enumerate(lines, 1):
        try:
            row = made(json.loads(line), number)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise FormatError(f"{path}, line {number}: {otherwise} ({error!r})") from error
        yield row


def score(
    articles: Iterable[dict[str, Any]], *, timeml: bool = False, nlp: "Language | None" = None
) -> dict[str, Score]:
    """Run the pipeline (`nlp`, or ours) over gold articles and count, measure by measure.

    `timeml` counts lone adverbs (`now`) as dates and compares date values as strings, as TimeML corpora do.
    """
    scores = {name: Score() for name in MEASURES}
    for gold in articles:
        published = date.fromisoformat(gold["published"]) if gold.get("published") else None
        article = Article(gold["text"], id=gold["id"], published=published, title=gold.get("title"))
        compare(gold, extract_article(article, nlp).model_dump(mode="json"), scores, timeml=timeml)
    return scores


THINGS = {"LOC": "place", "ORG": "organisation"}
ERRORS = ("place", "organisation", "boundary", "missed", "other")


def score_names(samples: Iterable[Sample], nlp: "Language") -> Score:
    """How the exact spans of persons' names that `nlp` finds agree with those of annotated texts."""
    names = Score()
    for number, sample in enumerate(samples):
        doc = nlp(sample.text)
        found = [(e.start_char, e.end_char, e.text) for e in doc.ents if e.label_ == "PERSON"]
        gold = [(start, end, sample.text[start:end]) for start, end, label in sample.spans if label == "PERSON"]
        known = [item for item in found if not any(item[0] < end and start < item[1] for start, end in sample.missing)]
        names.add_sets(str(number), gold, known)
        names.classes.update(classes_of_errors(gold, known, sample))
    return names


def classes_of_errors(gold: Iterable[Item], found: Iterable[Item], sample: Sample) -> Iterator[str]:
    """The class of each error over persons' names.

    A name that is found with other words than it has is one error, ``boundary``; one that nothing overlaps is ``missed``. What is
    no person is a ``place`` or an ``organisation`` where the annotation has one there, or ``other``.
    """
    gold, found = set(gold), set(found)
    wrong = found - gold
    for name in gold - found:
        yield "boundary" if any(_overlap(name, each) for each in found) else "missed"
    for each in wrong:
        if any(_overlap(name, each) for name in gold):
            continue  # told of the name
        labels = {label for start, end, label in sample.spans if _overlap((start, end), each)}
        yield next((name for label, name in THINGS.items() if label in labels), "other")


def compare(gold: dict[str, Any], found: dict[str, Any], scores: dict[str, Score], *, timeml: bool = False) -> None:
    """Add one article to the scores; `gold` and `found` are the gold article and the record, as plain JSON."""
    where = gold["id"]
    for name, items in _set_items(gold, found).items():
        scores[name].add_sets(where, *items)
    for name, items in _span_items(gold, found, timeml).items():
        scores[name].add_spans(where, *items)


def _set_items(gold: dict[str, Any], found: dict[str, Any]) -> dict[str, tuple[list[Item], list[Item]]]:
    text = gold["text"]
    shared = {words_of(p["name"]) for p in gold["people"]} & {words_of(p["name"]) for p in found["people"]}
    return {
        "people.mention": _both(gold, found, lambda a: [_quote(text, m) for p in a["people"] for m in _mentions(p)]),
        "people.entity": _both(gold, found, lambda a: [(words_of(p["name"]),) for p in a["people"]]),
        "people.role": _both(gold, found, lambda a: _roles(a, shared)),
        "countries.mention": _both(gold, found, lambda a: _country_mentions(a, text, places=False)),
        "countries.place": _both(gold, found, lambda a: _country_mentions(a, text, places=True)),
        "countries.article": _both(gold, found, _named_countries),
        "commodities.article": _both(gold, found, lambda a: [(c["hs"][:2],) for c in a["commodities"] if c["hs"]]),
        "commodities.heading": _both(
            gold, found, lambda a: [(c["hs"],) for c in a["commodities"] if len(c["hs"] or "") >= 4]
        ),
        "trade": _both(gold, found, flows_of),
    }


def _span_items(gold: dict[str, Any], found: dict[str, Any], timeml: bool) -> dict[str, tuple[list[Item], list[Item]]]:
    if not timeml:
        gold = {**gold, "dates": [d for d in gold["dates"] if not _lone_adverb(gold["text"], d)]}
        found = {**found, "dates": [d for d in found["dates"] if not _lone_adverb(gold["text"], d)]}
    # A gold value of UNKNOWN (no publication date to place it) scores the span alone.
    open_spans = [_span(d) for d in gold["dates"] if d["value"] == "UNKNOWN"]
    valued = [d for d in gold["dates"] if d["value"] != "UNKNOWN"]
    judged = [d for d in found["dates"] if not any(_overlap(_span(d), span) for span in open_spans)]

    def value(d: dict[str, Any]) -> Item:
        return (*_span(d), d["value"] if timeml else same_time(d["value"]))

    def figure(m: dict[str, Any]) -> Item:
        return (*_span(m), m["currency"], as_number(m.get("low")), as_number(m.get("high")))

    def quantity(q: dict[str, Any]) -> Item:
        return (*_span(q), q["unit"], q.get("per"), as_number(q.get("low")), as_number(q.get("high")))

    measures = {
        "dates.span": _both(gold, found, lambda a: [_quote(gold["text"], _span(d)) for d in a["dates"]]),
        "dates.value": ([value(d) for d in valued], [value(d) for d in judged]),
        "money.span": _both(gold, found, lambda a: [_span(m) for m in a["money"]]),
        "money.value": _both(gold, found, lambda a: [figure(m) for m in a["money"]]),
        "commodities.mention": _both(gold, found, lambda a: [m[:2] for c in a["commodities"] for m in _mentions(c)]),
    }
    if "quantities" in gold:
        measures["quantities.span"] = _both(gold, found, lambda a: [_span(q) for q in a["quantities"]])
        measures["quantities.value"] = _both(gold, found, lambda a: [quantity(q) for q in a["quantities"]])
    return measures


def _both(gold: dict[str, Any], found: dict[str, Any], items: Any) -> tuple[list[Item], list[Item]]:
    return items(gold), items(found)


def _span(item: dict[str, Any]) -> tuple[int, int]:
    """The span of a gold item (`span`) or of a record's (`start`, `end`)."""
    start, end = item["span"] if "span" in item else (item["start"], item["end"])
    return start, end


def _mentions(entity: dict[str, Any]) -> list[Item]:
    """The mentions as (start, end) or (start, end, kind): lists in the gold, objects in a record."""
    return [
        tuple(m) if isinstance(m, list) else (m["start"], m["end"], *([m["kind"]] if "kind" in m else []))
        for m in entity["mentions"]
    ]


def _overlap(a: Item, b: Item) -> bool:
    return bool(a[0] < b[1] and b[0] < a[1])


def _quote(text: str, mention: Item) -> Item:
    return (*mention[:2], " ".join(text[mention[0] : mention[1]].split()))


def words_of(text: str) -> str:
    """The words of a text without case and marks: what two wordings are compared by."""
    return " ".join(re.findall(r"[\w&]+", text.casefold()))


def _roles(article: dict[str, Any], shared: set[str]) -> list[Item]:
    named = [(words_of(person["name"]), person["roles"]) for person in article["people"]]
    titles = [(name, role if isinstance(role, str) else role["title"]) for name, roles in named for role in roles]
    return [(name, words_of(title)) for name, title in titles if name in shared]


def _country_mentions(article: dict[str, Any], text: str, *, places: bool) -> list[Item]:
    return [
        (*_quote(text, m), country["code"])
        for country in article["countries"]
        for m in _mentions(country)
        if (m[2:] == ("place",)) == places
    ]


def _named_countries(article: dict[str, Any]) -> list[Item]:
    return [(c["code"],) for c in article["countries"] if any(m[2:] != ("place",) for m in _mentions(c))]


def flows_of(article: dict[str, Any]) -> list[Item]:
    """The trade statements of an article as (sides, one good), the sides of a turnover in order of their codes."""
    flows: list[Item] = []
    for statement in article.get("trade", ()):
        if statement["kind"] == "turnover":
            sides = tuple(sorted(statement.get("parties") or ()))
        else:
            sides = ("->", statement.get("exporter"), statement.get("importer"))
        flows += [(sides, code) for code in statement.get("commodities") or (None,)]
    return flows


def _lone_adverb(text: str, item: dict[str, Any]) -> bool:
    """`now`, `recently`: readers differ on them, so they count under TimeML alone."""
    start, end = _span(item)
    return item["value"].endswith("_REF") and len(text[start:end].split()) == 1


def as_number(value: Any) -> Any:
    """An amount as a number that is equal for equal amounts; the value itself where it is none."""
    try:
        return None if value is None else Decimal(str(value)).normalize()
    except InvalidOperation:
        return value


def same_time(value: str) -> Any:
    """A key that is equal for values of the same time: first and last day, or length, else the value itself.

    >>> same_time("2004-Q4") == same_time("2004-10/2004-12"), same_time("P1Y") == same_time("P12M")
    (True, True)
    """
    return _days(value) or _length(value) or value


def _days(value: str) -> tuple[date, date] | None:
    if "/" in value:
        first, last = (_days(part) for part in value.split("/", 1))
        return (first[0], last[1]) if first and last else None
    if not (match := re.fullmatch(r"(\d{4})(?:-(?:(\d\d)(?:-(\d\d))?|Q([1-4])|H([12])|W(\d\d)))?", value)):
        return None
    year, month, day, quarter, half, week = (int(group) if group else 0 for group in match.groups())
    try:
        if day:
            return date(year, month, day), date(year, month, day)
        if week:
            return date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7)
        length = 1 if match[2] else 3 if quarter else 6 if half else 12
        first_month = month if match[2] else 3 * quarter - 2 if quarter else 6 * half - 5 if half else 1
        after = first_month + length
        end = date(year + after // 13, (after - 1) % 12 + 1, 1) - timedelta(days=1)
        return date(year, first_month, 1), end
    except ValueError:
        return None


def _length(value: str) -> tuple[Decimal, Decimal] | None:
    number = r"(?:(\d+(?:\.\d+)?){unit})?"
    match = re.fullmatch("P" + "".join(number.replace("{unit}", unit) for unit in "YQMWD"), value)
    if not match or value == "P":
        return None
    years, quarters, months, weeks, days = (Decimal(group or 0) for group in match.groups())
    return years * 12 + quarters * 3 + months, weeks * 7 + days
