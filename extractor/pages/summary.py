"""What a report says of many records, asked of the database: numbers and names, no looks.

Every question is one query that aggregates in DuckDB; only its few rows come to Python. A section without data is empty.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from extractor.kinds import NAMES

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

MOST = 20  # rows of a ranking
MATRIX = 18  # countries in the matrix
CURRENCIES = 12
FLOWS = 15
EXAMPLES, LONGEST_EXAMPLE = 12, 12_000  # articles, code points

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Summary:
    """The data of a report: `counts` by name, and `sections`, each the rows of one question."""

    counts: Mapping[str, int]
    first: date | None
    last: date | None
    unit: str  # of the coverage over time: day, week, month or year
    sections: Mapping[str, list[Row]] = field(default_factory=dict)

    def __getitem__(self, section: str) -> list[Row]:
        return self.sections[section]


def summarise(connection: "Connection") -> Summary:
    """The summary of the tables that `extractor.pages.store` filled."""
    counts = _one(connection, _COUNTS)
    for kind in NAMES:
        counts |= _one(
            connection, f"SELECT sum(len({kind})) AS {kind}, count_if(len({kind}) > 0) AS with_{kind} FROM records"
        )
    first, last = counts.pop("first"), counts.pop("last")
    span = _one(connection, _SPAN)
    sections = {name: _rows(connection, query) for name, query in _QUERIES.items()}
    unit = _unit(span["low"], span["high"])
    if first is not None:
        bounds = {"low": span["low"], "high": span["high"]}
        sections["coverage"] = _rows(connection, _COVERAGE.format(unit=unit), bounds)
        counts["outside"] = counts["dated"] - sum(row["articles"] for row in sections["coverage"])
    else:
        sections["coverage"] = []
    return Summary({name: int(value or 0) for name, value in counts.items()}, first, last, unit, sections)


def _one(connection: "Connection", query: str) -> Row:
    return _rows(connection, query)[0]


def _rows(connection: "Connection", query: str, values: Row | None = None) -> list[Row]:
    found = connection.execute(query, values)
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _unit(first: date | None, last: date | None) -> str:
    """The width of a bar: at most some hundred of them, and a day where the span is short."""
    days = (last - first).days if first and last else 0
    return "day" if days <= 62 else "week" if days <= 500 else "month" if days <= 366 * 12 else "year"


_COUNTS = """
SELECT count(*) AS articles, count(published) AS dated, min(published) AS first, max(published) AS last,
    count(DISTINCT source.outlet) AS outlets, count_if(source.outlet IS NULL) AS without_outlet,
    count(duplicate_of) AS duplicates, count_if(len(warnings) > 0) AS with_warnings, count(title) AS titled,
    (SELECT count(*) FROM rejects) AS rejects,
    (SELECT count(DISTINCT name) FROM people) AS names,
    (SELECT count(DISTINCT code) FROM countries) AS codes,
    (SELECT count(*) FROM money WHERE per IS NOT NULL) AS prices,
    (SELECT count(*) FROM money WHERE per IS NULL AND high > 0) AS sums,
    (SELECT count(*) FROM commodities WHERE hs IS NULL) AS without_hs,
    (SELECT count(*) FROM trade WHERE exporter IS NULL OR importer IS NULL) AS one_sided
FROM records
"""

# A few stray dates must not stretch the axis until the rest is one bar: they are counted, and left out.
_SPAN = """
WITH dated AS (SELECT min(published) AS first, max(published) AS last,
    quantile_disc(published, 0.005) AS low, quantile_disc(published, 0.995) AS high FROM records)
SELECT CASE WHEN last - first > 4 * (high - low) THEN low ELSE first END AS low,
    CASE WHEN last - first > 4 * (high - low) THEN high ELSE last END AS high FROM dated
"""

_COVERAGE = """
WITH counted AS (
    SELECT date_trunc('{unit}', published)::DATE AS bar, count(*) AS articles FROM records
    WHERE published BETWEEN $low AND $high GROUP BY bar)
SELECT tick::DATE AS start, coalesce(articles, 0) AS articles
FROM generate_series(date_trunc('{unit}', $low::DATE), date_trunc('{unit}', $high::DATE), INTERVAL 1 {unit}) AS ticks(tick)
LEFT JOIN counted ON counted.bar = tick::DATE ORDER BY start
"""

_QUERIES = {
    "outlets": f"""
SELECT source.outlet AS outlet, count(*) AS articles, min(published) AS first, max(published) AS last
FROM records WHERE source.outlet IS NOT NULL GROUP BY 1 ORDER BY articles DESC, outlet LIMIT {MOST}""",
    "people": f"""
WITH top AS (
    SELECT name, count(DISTINCT article) AS articles, sum(mentions) AS mentions, min(article) AS example
    FROM people GROUP BY name ORDER BY articles DESC, mentions DESC, name LIMIT {MOST}),
roles AS (
    SELECT name, list(role ORDER BY n DESC, role)[:3] AS roles FROM (
        SELECT name, role, count(*) AS n FROM (
            SELECT name, unnest(roles) AS role FROM people WHERE name IN (SELECT name FROM top))
        GROUP BY name, role) GROUP BY name),
states AS (
    SELECT name, list(country ORDER BY n DESC, country)[:2] AS countries FROM (
        SELECT name, country, count(*) AS n FROM people
        WHERE country IS NOT NULL AND name IN (SELECT name FROM top) GROUP BY name, country) GROUP BY name)
SELECT top.*, coalesce(roles, []) AS roles, coalesce(countries, []) AS countries
FROM top LEFT JOIN roles USING (name) LEFT JOIN states USING (name) ORDER BY articles DESC, mentions DESC, name""",
    "countries": """
SELECT code, any_value(name ORDER BY name) AS name, count(DISTINCT article) AS articles, sum(mentions) AS mentions
FROM countries GROUP BY code ORDER BY articles DESC, mentions DESC, code""",
    "together": f"""
WITH each AS (SELECT DISTINCT article, code FROM countries),
top AS (SELECT code FROM each GROUP BY code ORDER BY count(*) DESC, code LIMIT {MATRIX}),
few AS (SELECT each.* FROM each JOIN top USING (code))
SELECT a.code AS a, b.code AS b, count(*) AS articles
FROM few AS a JOIN few AS b ON a.article = b.article AND a.code <> b.code GROUP BY 1, 2 ORDER BY 1, 2""",
    "money": f"""
WITH sums AS (
    SELECT currency, floor(log10(greatest(high, 1)))::INTEGER AS magnitude FROM money WHERE per IS NULL AND high > 0),
top AS (
    SELECT currency FROM sums WHERE currency IS NOT NULL
    GROUP BY currency ORDER BY count(*) DESC, currency LIMIT {CURRENCIES})
SELECT CASE WHEN currency IS NULL THEN 'not known' WHEN currency IN (SELECT currency FROM top) THEN currency
    ELSE 'others' END AS currency, magnitude, count(*) AS sums
FROM sums GROUP BY 1, 2 ORDER BY 1, 2""",
    "currencies": f"""
SELECT currency, count(*) AS sums, median(high) AS median, max(high) AS largest
FROM money WHERE per IS NULL AND high > 0 AND currency IS NOT NULL
GROUP BY currency ORDER BY sums DESC, currency LIMIT {CURRENCIES}""",
    "chapters": f"""
SELECT hs[:2] AS chapter, count(DISTINCT article) AS articles, sum(mentions) AS mentions
FROM commodities WHERE hs IS NOT NULL GROUP BY 1 ORDER BY articles DESC, chapter LIMIT {MOST}""",
    "goods": f"""
SELECT name, any_value(hs ORDER BY hs) AS hs, count(DISTINCT article) AS articles, sum(mentions) AS mentions
FROM commodities GROUP BY name ORDER BY articles DESC, name LIMIT {MOST}""",
    "flows": f"""
WITH sided AS (SELECT * FROM trade WHERE exporter IS NOT NULL AND importer IS NOT NULL AND kind <> 'turnover'),
top AS (
    SELECT exporter, importer, count(*) AS statements, count(DISTINCT article) AS articles, min(article) AS example,
        arg_min(text, article) AS sentence
    FROM sided GROUP BY exporter, importer ORDER BY statements DESC, exporter, importer LIMIT {FLOWS}),
goods AS (
    SELECT exporter, importer, list(good ORDER BY n DESC, good)[:3] AS goods FROM (
        SELECT exporter, importer, good, count(*) AS n FROM (
            SELECT exporter, importer, unnest(commodities) AS good FROM sided) GROUP BY exporter, importer, good)
    GROUP BY exporter, importer)
SELECT top.*, coalesce(goods, []) AS goods FROM top LEFT JOIN goods USING (exporter, importer)
ORDER BY statements DESC, exporter, importer""",
    "kinds": """
SELECT kind, count(*) AS statements, count_if(exporter IS NOT NULL AND importer IS NOT NULL) AS both_sides,
    count_if(sum IS NOT NULL) AS with_sum FROM trade GROUP BY kind ORDER BY statements DESC, kind""",
    "turnover": """
SELECT least(exporter, importer) AS a, greatest(exporter, importer) AS b, count(*) AS statements,
    arg_min(text, article) AS sentence
FROM trade WHERE kind = 'turnover' AND exporter IS NOT NULL AND importer IS NOT NULL
GROUP BY 1, 2 ORDER BY statements DESC, a, b LIMIT 10""",
    "rejects": """
SELECT reason, count(*) AS rejects, any_value(detail ORDER BY detail) AS detail,
    count(DISTINCT path) AS files FROM rejects GROUP BY reason ORDER BY rejects DESC, reason""",
    "warnings": """
SELECT split_part(warning, ':', 1) AS warning, count(*) AS articles
FROM (SELECT unnest(warnings) AS warning FROM records) GROUP BY 1 ORDER BY articles DESC, warning LIMIT 10""",
    "duplicates": """
WITH top AS (
    SELECT duplicate_of AS id, count(*) AS copies, count(DISTINCT source.outlet) AS outlets
    FROM records WHERE duplicate_of IS NOT NULL GROUP BY 1 ORDER BY copies DESC, id LIMIT 10)
SELECT top.*, any_value(title ORDER BY records.rowid) AS title, any_value(left(text, 120) ORDER BY records.rowid) AS text
FROM top LEFT JOIN records USING (id) GROUP BY ALL ORDER BY copies DESC, id""",
}
