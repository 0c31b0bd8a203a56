"""A query → the articles that it selects, how many, and what they are about, asked of the index.

The selection is a temporary table of numbers of articles with a score; every facet and every page is a question to it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from extractor.pages.index import WORDS
from extractor.pages.passages import beginning, passage
from extractor.pages.query import Query, Term

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

PAGE = 20  # articles
FACET = 10  # values of a facet

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Result:
    """One page of a selection, with the facets of the whole selection."""

    count: int
    articles: list[Row]
    facets: dict[str, list[Row]]


class _Condition:
    """Pieces of SQL with their values, which never become SQL themselves."""

    def __init__(self) -> None:
        self.sources: list[str] = []  # tables (article, score) that are joined
        self.tests: list[str] = []
        self.values: list[Any] = []

    def value(self, value: Any) -> str:
        """The placeholder of a value."""
        self.values.append(value)
        return f"${len(self.values)}"

    def sql(self) -> str:
        """The selection as a query for article and score."""
        sources = " JOIN ".join(
            ["articles", *(f"{source} AS s{i} USING (article)" for i, source in enumerate(self.sources))]
        )
        score = " + ".join(f"s{i}.score" for i in range(len(self.sources))) or "0"
        return f"SELECT article, published, {score} AS score FROM {sources} WHERE {' AND '.join(self.tests) or 'true'}"


def search(connection: "Connection", query: Query, known: Result | None = None) -> Result:
    """The page of a query; `known` is a result of the same selection, another page or order of it."""
    with selected(connection, query) as (cursor, table):
        order = {"newest": "published DESC NULLS LAST, article", "oldest": "published NULLS LAST, article"}.get(
            query.sort, "score DESC, published DESC NULLS LAST, article"
        )
        page = f"SELECT article FROM {table} ORDER BY {order} LIMIT {PAGE} OFFSET {PAGE * (query.page - 1)}"
        articles = _articles(cursor, [row[0] for row in cursor.execute(page).fetchall()], query)
        if known:
            return replace(known, articles=articles)
        found = cursor.execute(f"SELECT count(*) FROM {table}").fetchone()
        facets = {name: _rows(cursor, facet.format(table=table)) for name, facet in _FACETS.items()}
        return Result(found[0] if found else 0, articles, facets)


def _articles(cursor: "Connection", numbers: list[int], query: Query) -> list[Row]:
    """What a list shows of the articles with these numbers, in their order."""
    # joins read the rows alone, where a test of each row (`rowid IN …`) reads the table
    rows = {
        row["article"]: row for row in _rows(cursor, _JOINED.format(columns="articles.*", table="articles"), [numbers])
    }
    texts = cursor.execute(_JOINED.format(columns="number, text", table="records"), [numbers]).fetchall()
    for number, text in texts:
        rows[number] |= {"beginning": beginning(text), "passage": passage(text, query.terms)}
    return [rows[number] for number in numbers]


@contextmanager
def selected(connection: "Connection", query: Query) -> Iterator[tuple["Connection", str]]:
    """A cursor, and the name of the table that holds the selection's articles while the block runs."""
    cursor = connection.cursor()
    try:
        if not query.selects:
            yield cursor, "(SELECT article, published, 0 AS score FROM articles)"
            return
        condition = _condition(cursor, query)
        cursor.execute(f"CREATE TEMP TABLE selection AS {condition.sql()}", condition.values)
        yield cursor, "selection"
    finally:
        cursor.close()  # and with it what it made


def _condition(cursor: "Connection", query: Query) -> _Condition:
    condition = _Condition()
    for term in query.terms:
        _add_term(condition, cursor, term)
    if query.person:
        likes = " AND ".join(
            f"contains(lower(strip_accents(name)), {condition.value(word)})" for word in _words(cursor, query.person)
        )
        people = f"SELECT article FROM person_of WHERE person IN (SELECT person FROM names WHERE {likes or 'false'})"
        condition.tests.append(f"article IN ({people})")
    for code in query.country:
        condition.tests.append(f"article IN (SELECT article FROM country_of WHERE code = {condition.value(code)})")
    if query.good:
        test = "starts_with(hs, {})" if query.good.isdigit() else "contains(lower(name), lower({}))"
        test = test.format(condition.value(query.good))
        goods = f"SELECT good FROM goods WHERE {test}"
        condition.tests.append(f"article IN (SELECT article FROM good_of WHERE good IN ({goods}))")
    if query.outlet:
        condition.tests.append(f"outlet = {condition.value(query.outlet)}")
    if query.first:
        condition.tests.append(f"published >= {condition.value(query.first)}")
    if query.last:
        condition.tests.append(f"published <= {condition.value(query.last)}")
    _add_amount(condition, query)
    return condition


def _add_amount(condition: _Condition, query: Query) -> None:
    tests = []
    if query.currency:
        tests.append(f"currency = {condition.value(query.currency)}")
    if query.least is not None:
        tests.append(f"high >= {condition.value(float(query.least))}::DOUBLE")
    if query.most is not None:
        tests.append(f"low <= {condition.value(float(query.most))}::DOUBLE")
    if tests:
        condition.tests.append(f"article IN (SELECT article FROM sum_of WHERE {' AND '.join(tests)})")


def _add_term(condition: _Condition, cursor: "Connection", term: Term) -> None:
    """The articles with a word; a phrase, or a word with a mark in it, is then looked for in the text itself."""
    words = _words(cursor, term.text)
    if not words:
        return
    tables = [_word_table(condition, word, prefix=term.prefix and word == words[-1]) for word in words]
    test = "true"
    if len(words) > 1:
        pattern = condition.value(r"\b" + r"[^\p{L}\p{N}]+".join(words) + ("" if term.prefix else r"\b"))
        text = "lower(strip_accents(concat_ws(' ', title, text)))"
        candidates = " INTERSECT ".join(f"SELECT article FROM {table}" for table in tables)
        found = f"SELECT rowid FROM records WHERE rowid IN ({candidates}) AND regexp_matches({text}, {pattern})"
        test = f"article IN ({found})"
    if not term.excluded:
        condition.sources += tables
        condition.tests.append(test)
    elif len(words) > 1:
        condition.tests.append(f"NOT ({test})")
    else:
        condition.tests.append(f"article NOT IN (SELECT article FROM {tables[0]})")


def _word_table(condition: _Condition, word: str, *, prefix: bool) -> str:
    """Articles with a word, and their scores: more for a rare word and for more of it, ever less for each more."""
    start = condition.value(word)
    test = f"word >= {start} AND word < {condition.value(word + chr(0x10FFFF))}" if prefix else f"word = {start}"
    return (
        "(SELECT article, ln(1 + (SELECT count(*) FROM articles) / count(*) OVER ()) * times / (times + 1.2) AS score "
        f"FROM (SELECT article, sum(times) AS times FROM words WHERE {test} GROUP BY article))"
    )


def _words(cursor: "Connection", text: str) -> list[str]:
    found = cursor.execute(f"SELECT {WORDS.format('$1')}", [text]).fetchone()
    return list(found[0]) if found else []


def _rows(cursor: "Connection", query: str, values: list[Any] | None = None) -> list[Row]:
    found = cursor.execute(query, values)
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


_JOINED = "SELECT {columns} FROM (SELECT unnest($1) AS number) JOIN {table} ON {table}.rowid = number"
_FACETS = {
    "people": f"""
SELECT name AS value, articles FROM (
    SELECT person, count(*) AS articles FROM person_of SEMI JOIN {{table}} AS s USING (article)
    GROUP BY person ORDER BY articles DESC, person LIMIT {FACET}) JOIN names USING (person)
ORDER BY articles DESC, name""",
    "countries": f"""
SELECT code AS value, name AS label, articles FROM (
    SELECT code, count(*) AS articles FROM country_of SEMI JOIN {{table}} AS s USING (article)
    GROUP BY code ORDER BY articles DESC, code LIMIT {FACET}) JOIN country_names USING (code)
ORDER BY articles DESC, name""",
    "goods": f"""
SELECT name AS value, hs AS label, articles FROM (
    SELECT good, count(*) AS articles FROM good_of SEMI JOIN {{table}} AS s USING (article)
    GROUP BY good ORDER BY articles DESC, good LIMIT {FACET}) JOIN goods USING (good)
ORDER BY articles DESC, name""",
    "currencies": f"""
SELECT currency AS value, count(*) AS articles FROM currency_of SEMI JOIN {{table}} AS s USING (article)
GROUP BY currency ORDER BY articles DESC, value LIMIT {FACET}""",
    "outlets": f"""
SELECT outlet AS value, count(*) AS articles FROM articles SEMI JOIN {{table}} AS s USING (article)
WHERE outlet IS NOT NULL GROUP BY outlet ORDER BY articles DESC, value LIMIT {FACET}""",
    "years": """
SELECT year(published) AS value, count(*) AS articles FROM {table} AS s
WHERE published IS NOT NULL GROUP BY 1 ORDER BY 1""",
}
