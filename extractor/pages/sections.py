"""A summary in words, charts and tables: the sections of a report, in the order in which they are read.

Each chart has a title that says what it shows, a sentence for those who can't see it, and its numbers as a table. A
section that has no data says so in a line.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from extractor.pages import charts
from extractor.pages.blocks import Figure, Linked, Section, Table, amount, count, say_start, share
from extractor.pages.flow_chart import flow_chart
from extractor.pages.summary import Row, Summary
from extractor.pages.wording import chapter_title

FORMER = 4  # letters in the code of a state that is no more
PAIRS = 25  # rows of the table beside the matrix


Names = Mapping[str, str]  # of countries, by code


def sections(summary: Summary, names: Names) -> list[Section]:
    """Every section of the report."""
    makers: tuple[Callable[[Summary, Names], Section], ...] = (
        _coverage,
        _outlets,
        _people,
        _countries,
        _money,
        _commodities,
        _trade,
        _duplicates,
        _rejects,
    )
    return [make(summary, names) for make in makers]


def _coverage(summary: Summary, names: Names) -> Section:
    rows, unit = summary["coverage"], summary.unit
    dated, articles = summary.counts["dated"], summary.counts["articles"]
    if not rows:
        return Section("time", "Coverage over time", "No article has a publication date.", "dates")
    lead = f"{dated:,} of {count(articles, 'article')} {'has' if dated == 1 else 'have'} a publication date."
    if summary.counts["outside"]:
        lead += f" {summary.counts['outside']:,} of them lie far from the rest and are left out of the chart."
    most = max(rows, key=lambda row: int(row["articles"]))
    bars = [(say_start(row["start"], unit), row["articles"]) for row in rows if row["articles"]]
    table = Table(f"Articles a {unit}", (unit, "articles"), bars, frozenset({1}))
    figure = Figure(
        f"Articles a {unit}: the most, {most['articles']:,}, in {say_start(most['start'], unit)}",
        f"Bars from {say_start(rows[0]['start'], unit)} to {say_start(rows[-1]['start'], unit)}.",
        charts.coverage(rows, unit),
        table,
    )
    return Section("time", "Coverage over time", lead, "dates", (figure,))


def _outlets(summary: Summary, names: Names) -> Section:
    rows, without = summary["outlets"], summary.counts["without_outlet"]
    if not rows:
        return Section("outlets", "Outlets", "No article names its outlet.")
    lead = f"{count(summary.counts['outlets'], 'outlet')}; {count(without, 'article') if without else 'no article'} without one."
    table = Table(
        "Outlets with the most articles",
        ("outlet", "articles", "first", "last"),
        [(row["outlet"], row["articles"], row["first"] or "", row["last"] or "") for row in rows],
        frozenset({1}),
    )
    title = f"{rows[0]['outlet']} has the most articles: {share(rows[0]['articles'], summary.counts['articles'])}"
    figure = _ranking(title, rows, "outlet", table, "accent")
    return Section("outlets", "Outlets", lead, figures=(figure,))


def _ranking(title: str, rows: list[Row], label: str, table: Table, hue: str) -> Figure:
    said = "; ".join(f"{row[label]} {row['articles']:,}" for row in rows[:3])
    return Figure(title, f"Bars, longest first: {said}.", charts.bars(rows, label, "articles", hue=hue), table)


def _people(summary: Summary, names: Names) -> Section:
    rows, counts = summary["people"], summary.counts
    if not rows:
        return Section("people", "People", "No person is named.", "people")
    lead = (
        f"{count(counts['names'], 'name')} in {share(counts['with_people'], counts['articles'])} of articles. A name is "
        "counted as its articles write it in full: two people of one name are one row."
    )
    table = Table(
        "People in the most articles, with their commonest roles",
        ("name", "roles", "of", "articles", "mentions"),
        [
            (
                Linked(row["name"], row["example"]),
                "; ".join(row["roles"]),
                ", ".join(names[code] for code in row["countries"]),
                row["articles"],
                row["mentions"],
            )
            for row in rows
        ],
        frozenset({3, 4}),
    )
    most = rows[0]["articles"]
    title = f"{rows[0]['name']} is in the most articles: {most:,}" if most > 1 else "Nobody is in more than one article"
    figure = replace(_ranking(title, rows, "name", table, "people"), open=True)  # the table has the roles
    return Section("people", "People", lead, "people", (figure,))


def _countries(summary: Summary, names: Names) -> Section:
    rows = summary["countries"]
    if not rows:
        return Section("countries", "Countries", "No country is named.", "countries")
    articles = summary.counts["articles"]
    lead = f"{count(len(rows), 'country', 'countries')} in {share(summary.counts['with_countries'], articles)} of articles."
    former = [row["name"] for row in rows if len(row["code"]) == FORMER]
    if former:
        lead += f" States that are no more are not on the map: {', '.join(former)}."
    table = Table(
        "Countries by articles that name them",
        ("country", "code", "articles", "share", "mentions"),
        [
            (row["name"], row["code"], row["articles"], share(row["articles"], articles), row["mentions"])
            for row in rows
        ],
        frozenset({2, 3, 4}),
    )
    first = rows[0]
    figures = [
        Figure(
            f"{first['name']} is named most: in {share(first['articles'], articles)} of articles",
            "A map of the world, a stronger colour where more articles name the country: "
            + "; ".join(f"{row['name']} {row['articles']:,}" for row in rows[:5])
            + ".",
            charts.world_map(rows),
            table,
        )
    ]
    if summary["together"]:
        figures.append(_together(summary["together"], names))
    return Section("countries", "Countries", lead, "countries", tuple(figures))


def _together(rows: list[Row], names: Names) -> Figure:
    pairs = sorted((row for row in rows if row["a"] < row["b"]), key=lambda row: -row["articles"])
    first = pairs[0]
    table = Table(
        "Pairs of countries in the most articles",
        ("country", "with", "articles"),
        [(names[row["a"]], names[row["b"]], row["articles"]) for row in pairs[:PAIRS]],
        frozenset({2}),
    )
    title = (
        f"{names[first['a']]} and {names[first['b']]} are named together most: {count(first['articles'], 'article')}"
    )
    description = "A square for each pair of the countries named most, a stronger colour where more articles name both."
    return Figure(title, description, charts.matrix(rows, names), table)


def _money(summary: Summary, names: Names) -> Section:
    rows, counts = summary["money"], summary.counts
    if not rows:
        return Section("money", "Money", "No sum of money is named.", "money")
    prices = (
        f" {count(counts['prices'], 'price')} per unit (a barrel, a tonne, a year …) stand apart and are not in it."
    )
    lead = f"{count(counts['sums'], 'sum')} of money; a range counts by its upper end." + (
        prices if counts["prices"] else ""
    )
    table = Table(
        "Sums by currency",
        ("currency", "sums", "median", "largest"),
        [
            (row["currency"], row["sums"], amount(row["median"]), amount(row["largest"]))
            for row in summary["currencies"]
        ],
        frozenset({1, 2, 3}),
    )
    known = summary["currencies"]
    title = "No currency is known"
    if known:
        title = f"{known[0]['currency']} is the currency named most: {share(known[0]['sums'], counts['sums'])} of sums"
    description = "A square for each currency and power of ten, a stronger colour where more sums are of that size."
    return Section("money", "Money", lead, "money", (Figure(title, description, charts.magnitudes(rows), table),))


def _commodities(summary: Summary, names: Names) -> Section:
    rows, counts = summary["chapters"], summary.counts
    goods = Table(
        "Goods in the most articles",
        ("good", "HS", "articles", "mentions"),
        [(row["name"], row["hs"] or "none", row["articles"], row["mentions"]) for row in summary["goods"]],
        frozenset({2, 3}),
    )
    if not goods.rows:
        return Section("commodities", "Goods", "No good is named.", "commodities")
    lead = f"Goods are named in {share(counts['with_commodities'], counts['articles'])} of articles."
    if counts["without_hs"]:
        lead += f" Not in the chart: {counts['without_hs']:,} without a code."
    if not rows:
        return Section("commodities", "Goods", lead, "commodities", tables=(goods,))
    named = [row | {"title": f"{row['chapter']} {chapter_title(row['chapter']) or ''}"} for row in rows]
    table = Table(
        "Chapters of the Harmonized System",
        ("chapter", "articles", "mentions"),
        [(row["title"], row["articles"], row["mentions"]) for row in named],
        frozenset({1, 2}),
    )
    title = f"Chapter {named[0]['title']} is in the most articles: {named[0]['articles']:,}"
    figure = _ranking(title, named, "title", table, "commodities")
    return Section("commodities", "Goods", lead, "commodities", (figure,), (goods,))


def _trade(summary: Summary, names: Names) -> Section:
    kinds, rows = summary["kinds"], summary["flows"]
    if not kinds:
        return Section("trade", "Trade", "No sentence says who trades with whom.", "trade")
    said = ", ".join(f"{row['statements']:,} of {row['kind']}" for row in kinds)
    lead = f"{count(summary.counts['trade'], 'statement')} of trade: {said}."
    if summary.counts["one_sided"]:
        lead += f" {summary.counts['one_sided']:,} name one side alone."
    figures = (_flows(rows, names),) if rows else ()
    tables: tuple[Table, ...] = ()
    if summary["turnover"]:
        turnover = [
            (names[row["a"]], names[row["b"]], row["statements"], row["sentence"]) for row in summary["turnover"]
        ]
        columns = ("country", "with", "statements", "for example")
        tables = (Table("Turnover between two countries", columns, turnover, frozenset({2})),)
    return Section("trade", "Trade", lead, "trade", figures, tables)


def _flows(rows: list[Row], names: Names) -> Figure:
    table = Table(
        "Who sells to whom",
        ("exporter", "importer", "statements", "HS", "for example"),
        [
            (
                names[row["exporter"]],
                names[row["importer"]],
                row["statements"],
                ", ".join(row["goods"]),
                Linked(row["sentence"], row["example"]),
            )
            for row in rows
        ],
        frozenset({2}),
    )
    first = rows[0]
    flow = f"{names[first['exporter']]} to {names[first['importer']]}"
    title = f"The flow named most is {flow}: {count(first['statements'], 'statement')}"
    description = "Exporters on the left, importers on the right; ribbons as wide as there are statements."
    return Figure(title, description, flow_chart(rows, names), table, open=True)


def _duplicates(summary: Summary, names: Names) -> Section:
    copies, articles = summary.counts["duplicates"], summary.counts["articles"]
    if not copies:
        lead = "No article is marked as a copy of an earlier one; runs with --dedupe look for copies."
        return Section("duplicates", "Duplicates", lead)
    lead = f"{count(copies, 'article')} ({share(copies, articles)}) repeat an earlier one."
    table = Table(
        "Articles with the most copies",
        ("article", "copies", "in outlets"),
        [(row["title"] or row["text"] or row["id"], row["copies"], row["outlets"]) for row in summary["duplicates"]],
        frozenset({1, 2}),
    )
    return Section("duplicates", "Duplicates", lead, tables=(table,))


def _rejects(summary: Summary, names: Names) -> Section:
    rejects, warned = summary.counts["rejects"], summary["warnings"]
    lead = (
        f"{count(rejects, 'reject')}: articles and files that gave no record." if rejects else "No rejects are known."
    )
    tables = []
    if rejects:
        columns = ("reason", "rejects", "files", "for example")
        reasons = [(row["reason"], row["rejects"], row["files"], row["detail"]) for row in summary["rejects"]]
        tables.append(Table("Rejects by reason", columns, reasons, frozenset({1, 2})))
    if warned:
        warnings = [(row["warning"], row["articles"]) for row in warned]
        tables.append(Table("Warnings in records", ("warning", "articles"), warnings, frozenset({1})))
    return Section("rejects", "Rejects and warnings", lead, tables=tuple(tables))
