"""The report: its figures are those of the records, its charts draw, and it holds text alone of what articles say."""

import json
import re
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from extractor.commands import app
from extractor.errors import ReadError, RecordError, WriteError
from extractor.pages.columns import record_columns
from extractor.pages.document import asset
from extractor.pages.flow_chart import flow_chart
from extractor.pages.report import write_report
from extractor.pages.store import connect, load_records, load_rejects
from extractor.pages.summary import Summary, summarise

Open = Callable[..., Any]
CHARTS = ("time-0", "outlets-0", "people-0", "countries-0", "countries-1", "money-0", "commodities-0", "trade-0")


def summary_of(tmp_path: Path, *records: str, rejects: tuple[str, ...] = ()) -> Summary:
    connection = connect(tmp_path / "summary.duckdb")
    load_records(connection, records)
    load_rejects(connection, rejects)
    found = summarise(connection)
    connection.close()
    return found


def changed(dataset: str, path: Path, *changes: Mapping[str, Any]) -> str:
    """The first record of the dataset once for each change."""
    record = json.loads(Path(dataset).read_text(encoding="utf-8").splitlines()[0])
    path.write_text("".join(json.dumps(record | change) + "\n" for change in changes), encoding="utf-8")
    return str(path)


@pytest.fixture(scope="module")
def report(dataset: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("report") / "report.html"
    assert write_report([dataset], out) == 10
    return out


def opened(open_page: Open, report: Path, **options: Any) -> Any:
    page = open_page(report, **options)
    page.wait_for_selector("html.drawn", state="attached")
    return page


def test_figures_are_those_of_the_records(dataset: str, tmp_path: Path) -> None:
    found = summary_of(tmp_path, dataset)
    counts = {name: found.counts[name] for name in ("articles", "dated", "outlets", "duplicates", "names", "people")}
    assert counts == {"articles": 10, "dated": 9, "outlets": 3, "duplicates": 1, "names": 3, "people": 10}
    assert (found.first, found.last, found.unit) == (date(2024, 1, 1), date(2024, 3, 5), "week")
    assert [row["articles"] for row in found["coverage"]] == [7, 1, 0, 0, 0, 0, 0, 0, 0, 1]
    assert [(row["outlet"][:11], row["articles"]) for row in found["outlets"]][:2] == [
        ("tea.example", 8),
        ("<script>doc", 1),
    ]
    first = found["people"][0]
    assert (first["name"], first["articles"], first["roles"], first["countries"]) == (
        "William Ruto",
        8,
        ["President"],
        ["KE"],
    )
    assert {row["code"]: row["articles"] for row in found["countries"]} == {
        "EG": 8,
        "KE": 8,
        "CL": 1,
        "JP": 1,
        "SG": 1,
        "SUHH": 1,
    }
    pairs = {(row["a"], row["b"]): row["articles"] for row in found["together"]}
    assert pairs == {
        ("EG", "KE"): 8,
        ("KE", "EG"): 8,
        ("CL", "JP"): 1,
        ("JP", "CL"): 1,
        ("SG", "SUHH"): 1,
        ("SUHH", "SG"): 1,
    }
    assert [(row["currency"], row["magnitude"], row["sums"]) for row in found["money"]] == [
        ("JPY", 8, 1),
        ("USD", 9, 8),
    ]
    assert [(row["chapter"], row["articles"]) for row in found["chapters"]] == [("09", 8), ("26", 1)]
    flows = [(row["exporter"], row["importer"], row["statements"], row["goods"]) for row in found["flows"]]
    assert flows == [("KE", "EG", 8, ["0902"]), ("CL", "JP", 1, ["2603"])]
    assert [(row["id"], row["copies"]) for row in found["duplicates"]] == [("tea-0", 1)]
    assert found["warnings"] == [{"warning": "no publication date", "articles": 1}]


def test_a_stray_date_does_not_stretch_the_axis(dataset: str, tmp_path: Path) -> None:
    days = [{"published": "1901-01-01"}] + [{"published": f"2024-01-{day:02}"} for day in range(1, 29)] * 20
    found = summary_of(tmp_path, changed(dataset, tmp_path / "days.jsonl", *days))
    assert (found.unit, found.counts["outside"], found["coverage"][0]["start"]) == ("day", 1, date(2024, 1, 1))
    assert [row["articles"] for row in found["coverage"]] == [20] * 28


def test_rejects_are_counted_beside_a_file_in_a_folder_and_where_they_are_named(dataset: str, tmp_path: Path) -> None:
    folder, more = tmp_path / "shards", tmp_path / "more.jsonl"
    folder.mkdir()
    lines = Path(dataset).read_bytes().splitlines(keepends=True)
    (folder / "records-00000.jsonl").write_bytes(b"".join(lines[:6]))
    (folder / "records-00001.jsonl").write_bytes(b"".join(lines[6:]))
    reject = {
        "path": "a.txt",
        "index": 0,
        "reason": "empty article",
        "detail": "nothing there",
        "raw": "",
        "pointer": None,
    }
    (folder / "rejects-00001.jsonl").write_text(json.dumps(reject) + "\n", encoding="utf-8")
    more.write_text(2 * (json.dumps(reject | {"reason": "bad JSON"}) + "\n"), encoding="utf-8")
    out = tmp_path / "report.html"
    result = CliRunner().invoke(app, ["report", str(folder), "-o", str(out), "--rejects", str(more)])
    assert (result.exit_code, result.stderr) == (0, f"report on 10 records in {out}\n")
    html = out.read_text(encoding="utf-8")
    assert "3 rejects: articles and files that gave no record." in html
    assert html.index("bad JSON") < html.index("empty article")


def test_every_chart_draws_and_has_its_numbers(open_page: Open, report: Path) -> None:
    page = opened(open_page, report)
    assert page.eval_on_selector_all("[data-chart]", "all => all.map(one => one.dataset.chart)") == list(CHARTS)
    for chart in CHARTS:
        marks = page.locator(f'[data-chart="{chart}"] svg .mark-rect path, [data-chart="{chart}"] svg .mark-shape path, '
                             f'[data-chart="{chart}"] svg .mark-area path')  # fmt: skip
        assert marks.count() >= 2, chart
        box = page.locator(f'[data-chart="{chart}"] svg').bounding_box()
        assert box["width"] > 600 and box["height"] > 40, chart
        assert page.locator(f'figure:has([data-chart="{chart}"]) table tbody tr').count() >= 1, chart
        assert page.locator(f'[data-chart="{chart}"]').get_attribute("aria-label"), chart
    assert "Kenya to Egypt" in page.locator("#trade figcaption").inner_text()
    assert page.locator('[data-chart="countries-0"] svg .mark-symbol path').count() == 1  # Singapore is a dot


def test_colours_follow_the_light(open_page: Open, report: Path) -> None:
    page = opened(open_page, report)
    bar = page.locator('[data-chart="outlets-0"] .mark-rect path').first
    light = bar.get_attribute("fill")
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(
        "fill => document.querySelector('[data-chart=\"outlets-0\"] .mark-rect path').getAttribute('fill') != fill",
        arg=light,
    )
    dark = bar.get_attribute("fill")
    page.emulate_media(color_scheme="dark", media="print")
    page.wait_for_function(
        "fill => document.querySelector('[data-chart=\"outlets-0\"] .mark-rect path').getAttribute('fill') != fill",
        arg=dark,
    )
    assert bar.get_attribute("fill") == light


def test_nothing_is_wider_than_a_phone(open_page: Open, report: Path) -> None:
    page = opened(open_page, report, viewport={"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_name_leads_to_an_article_that_is_shown_whole(open_page: Open, report: Path) -> None:
    page = opened(open_page, report)
    page.locator("#people a", has_text="William Ruto").click()
    example = page.locator("details.example[open]")
    example.first.wait_for()  # a script opens it once the address has changed
    assert example.count() == 1
    shown = page.frame_locator("details.example[open] iframe")
    shown.locator("h1").wait_for()
    assert "Kenya sold tea for $1.4 billion to Egypt" in shown.locator("main").inner_text().replace("\n", "")


def test_markup_from_articles_stays_text(open_page: Open, report: Path) -> None:
    page = opened(open_page, report)
    page.locator("details.example", has_text="document.title").locator("summary").click()
    page.frame_locator("details.example[open] iframe").locator("h1").wait_for()
    assert page.title() == "Report: dataset.jsonl"
    assert page.locator("img").count() == 0
    assert "<script>document.title = 'taken'</script>" in page.locator("#outlets").text_content()


def test_what_is_missing_is_said_in_a_line(open_page: Open, tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_bytes(b"")
    write_report([str(tmp_path / "none.jsonl")], tmp_path / "report.html")
    page = opened(open_page, tmp_path / "report.html")
    assert page.locator("figure, table").count() == 0
    assert page.locator("section .lead").all_inner_texts() == [
        "No article has a publication date.",
        "No article names its outlet.",
        "No person is named.",
        "No country is named.",
        "No sum of money is named.",
        "No good is named.",
        "No sentence says who trades with whom.",
        "No article is marked as a copy of an earlier one; runs with --dedupe look for copies.",
        "No rejects are known.",
    ]


def test_ribbons_lie_within_the_countries_they_join(dataset: str, tmp_path: Path) -> None:
    rows = [{"exporter": "A", "importer": "X", "statements": 3}, {"exporter": "A", "importer": "Y", "statements": 1}]
    rows += [{"exporter": "B", "importer": "X", "statements": 2}]
    spec = flow_chart(rows, {code: code for code in "ABXY"})
    sets = list(spec["datasets"].values())
    edges, nodes = sorted(sets, key=len, reverse=True)
    places = {(node["side"], node["name"]): (node["y"], node["y2"]) for node in nodes}
    ends = [edge for edge in edges if edge["x"] in (0, 1)]
    assert len(ends) == 6
    for edge in ends:
        side = "exporter" if edge["x"] == 0 else "importer"
        top, bottom = places[side, edge[side]]
        assert top - 0.001 <= edge["y"] < edge["y2"] <= bottom + 0.001


def test_files_that_are_no_records_are_refused(dataset: str, tmp_path: Path) -> None:
    out, news = tmp_path / "report.html", tmp_path / "news.jsonl"
    news.write_text('{"id": "1", "text": "Kenya sold tea."}\n', encoding="utf-8")
    with pytest.raises(RecordError, match=r"news\.jsonl: entry 0 \(from 0\) is no record"):
        write_report([dataset, str(news)], out)
    news.write_text(Path(dataset).read_text(encoding="utf-8") + '{"id": "1", "te', encoding="utf-8")
    with pytest.raises(RecordError, match=r"news\.jsonl doesn't hold records alone: .*line"):
        write_report([str(news)], out)
    with pytest.raises(ReadError, match=r"gone\.jsonl does not exist"):
        write_report([str(tmp_path / "gone.jsonl")], out)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["news.jsonl"]


def test_an_earlier_report_stays_unless_asked(dataset: str, report: Path) -> None:
    with pytest.raises(WriteError, match="exists already"):
        write_report([dataset], report)
    assert write_report([dataset], report, overwrite=True) == 10
    with pytest.raises(WriteError, match=r"ends in \.html"):
        write_report([dataset], report.with_name("records.jsonl"), overwrite=True)


def test_the_script_in_the_package_draws_what_altair_writes() -> None:
    """Vega-Lite of the same major version, and no older than the schema that Altair follows."""
    altair = pytest.importorskip("altair")
    (drawn,) = re.findall(r"\A// .*Vega-Lite ([\d.]+)", asset("static/vega.js"))
    drawn, written = (tuple(map(int, version.split(".")[:2])) for version in (drawn, altair.SCHEMA_VERSION.lstrip("v")))
    assert drawn[0] == written[0] and drawn >= written


def test_columns_are_those_of_arrow(tmp_path: Path) -> None:
    arrow = pytest.importorskip("extractor.records.arrow")
    connection = connect(tmp_path / "a.duckdb")
    connection.register("empty", arrow.record_schema().empty_table())
    connection.execute("CREATE TABLE arrow AS FROM empty")
    connection.execute(f"CREATE TABLE ours ({', '.join(f'{name} {kind}' for name, kind in record_columns().items())})")
    ours, theirs = (connection.execute(f"DESCRIBE {table}").fetchall() for table in ("ours", "arrow"))
    assert ours == theirs != []


@pytest.mark.parametrize("package", ["duckdb", "altair", "jinja2"])
def test_a_missing_package_is_named(
    dataset: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    from extractor.pages import charts, document

    for cached in (charts.load_altair, document.environment):
        cached.cache_clear()
    monkeypatch.setitem(sys.modules, package, None)
    result = CliRunner().invoke(app, ["report", dataset, "-o", str(tmp_path / "report.html")])
    assert result.exit_code == 2
    assert "pip install 'extractor-news[pages]'" in result.stderr
