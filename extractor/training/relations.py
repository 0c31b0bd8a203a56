"""Who trades what with whom, how much, and who holds which office: the pipeline against articles that readers annotated whole.

The gold of `corpus/relations/` has no offsets: a statement is its sides and goods, a figure its text, a person a name. Its card
says how it was made.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from extractor.api import extract_article
from extractor.article import Article
from extractor.training.score import Item, Score, as_number, flows_of, words_of

if TYPE_CHECKING:
    from spacy.language import Language

MEASURES = {
    "trade": "exporter, importer (or the two parties) and one good, once an article",
    "trade.pair": "exporter and importer (or the two parties)",
    "trade.figures": "money, quantity, period and change of the statements found right",
    "quantities": "low, high and unit, each time",
    "people.entity": "one individual with the right full name",
    "people.role": "a role of a person who was found, by its words",
    "people.country": "the state of a person who was found",
}


def score_relations(articles: Iterable[dict[str, Any]], *, nlp: "Language | None" = None) -> dict[str, Score]:
    """Run the pipeline (`nlp`, or ours) over gold articles and count, measure by measure."""
    scores = {name: Score() for name in MEASURES}
    for gold in articles:
        published = date.fromisoformat(gold["published"]) if gold.get("published") else None
        record = extract_article(
            Article(gold["text"], id=gold["id"], published=published, title=gold.get("title")), nlp
        )
        compare(gold, record.model_dump(mode="json"), scores)
    return scores


def compare(gold: dict[str, Any], found: dict[str, Any], scores: dict[str, Score]) -> None:
    """Add one article to the scores; `gold` and `found` are the gold article and the record, as plain JSON."""
    where = gold["id"]
    flows, known = flows_of(gold), flows_of(found)
    both = set(flows) & set(known)
    scores["trade"].add_sets(where, flows, known)
    scores["trade.pair"].add_sets(where, [(sides,) for sides, _ in flows], [(sides,) for sides, _ in known])
    scores["trade.figures"].add_sets(
        where, list(_figures(gold["trade"], both)), list(_figures(_with_texts(found), both))
    )
    scores["quantities"].add_sets(where, list(_quantities(gold)), list(_quantities(found)))
    theirs, ours = ({words_of(person["name"]): person for person in each["people"]} for each in (gold, found))
    scores["people.entity"].add_sets(where, [(name,) for name in theirs], [(name,) for name in ours])
    shared = theirs.keys() & ours.keys()
    for measure, said in (("people.role", _roles), ("people.country", _state)):
        pairs = ([(name, each) for name in shared for each in said(people[name])] for people in (theirs, ours))
        scores[measure].add_sets(where, *pairs)


def _with_texts(record: dict[str, Any]) -> list[dict[str, Any]]:
    """The statements of a record with the text of the figures that they point to."""
    lists = (("money", "money"), ("quantity", "quantities"))
    return [
        {**statement, **{name: _text(record[kind], statement[name]) for name, kind in lists}}
        for statement in record["trade"]
    ]


def _text(figures: list[dict[str, Any]], number: int | None) -> str | None:
    return None if number is None else str(figures[number]["text"])


def _figures(statements: Iterable[dict[str, Any]], right: set[Item]) -> Iterator[Item]:
    """What the statements measure, for each of their flows that is right."""
    for statement in statements:
        values = {
            "period": statement.get("period"),
            "change": as_number(statement.get("change")),
            **{name: words_of(statement[name]) for name in ("money", "quantity") if statement.get(name)},
        }
        for flow in flows_of({"trade": [statement]}):
            if flow in right:
                yield from ((*flow, name, value) for name, value in values.items() if value is not None)


def _quantities(article: dict[str, Any]) -> Iterator[Item]:
    """Each quantity with its number among the equal ones; a rate's unit of time is part of the unit, as `barrel/day`."""
    seen: Counter[Item] = Counter()
    for each in article["quantities"]:
        unit = f"{each['unit']}/{each['per']}" if each.get("per") else each["unit"]
        key = (as_number(each["low"]), as_number(each["high"]), unit)
        seen[key] += 1
        yield (*key, seen[key])


def _roles(person: dict[str, Any]) -> list[str]:
    return [words_of(role) for role in person["roles"]]


def _state(person: dict[str, Any]) -> list[str]:
    return [person["country"]] if person["country"] else []
