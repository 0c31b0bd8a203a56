"""The browser: what a query selects is what is listed, counted and downloaded, and nothing typed is an error."""

import csv
import io
import json
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient
from typer.testing import CliRunner

from extractor.commands import app
from extractor.pages.browse import create_app
from extractor.pages.index import open_index
from extractor.pages.passages import passage
from extractor.pages.query import Query, Term, read_query
from extractor.pages.search import search
from extractor.pages.serve import bound
from extractor.record import Record

Open = Callable[..., Any]
SILENT = len  # hears a message, says nothing


@pytest.fixture(scope="module")
def index(dataset: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    connection = open_index([dataset], tmp_path_factory.mktemp("index"), say=SILENT)
    yield connection
    connection.close()


@pytest.fixture(scope="module")
def client(index: Any) -> TestClient:
    return TestClient(create_app(index, title="dataset"), base_url="http://127.0.0.1")


@pytest.fixture(scope="module")
def address(index: Any) -> Iterator[str]:
    """A server of the browser's own, on a free port."""
    import uvicorn

    with bound(0) as listening:
        server = uvicorn.Server(uvicorn.Config(create_app(index, title="dataset"), log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
        server.should_exit = True
        thread.join()


def found(client: TestClient, address: str) -> list[str]:
    """The ids of what a query selects."""
    lines = client.get(f"/selection.jsonl{address}").text.splitlines()
    return [json.loads(line)["id"] for line in lines]


TEAS = [f"tea-{number}" for number in range(8)]


@pytest.mark.parametrize(
    ("asked", "selected"),
    [
        ("", [*TEAS, "copper", "=1+1"]),
        ("?q=kenya", TEAS),
        ("?q=KÉNYA", TEAS),
        ("?q=ore japan", ["copper"]),
        ("?q=ore kenya", []),
        ("?q=ken*", TEAS),
        ("?q=ken", []),
        ('?q="copper ore"', ["copper"]),
        ('?q="ore copper"', []),
        ('?q="copper ore', ["copper"]),
        ("?q=sold -tea", ["copper"]),
        ('?q=sold -"for 200"', TEAS),
        ("?q=$1.4", TEAS),
        ("?q=1.5", []),
        ("?q=-tea", ["copper", "=1+1"]),
        ("?person=ruto", TEAS),
        ("?person=rojas ana", ["copper"]),
        ("?country=KE", TEAS),
        ("?country=KE&country=EG", TEAS),
        ("?country=KE&country=JP", []),
        ("?good=09", TEAS),
        ("?good=0902", TEAS),
        ("?good=0901", []),
        ("?good=copper", ["copper"]),
        ("?outlet=ore.example", ["copper"]),
        ("?from=2024-01-08", ["tea-7", "copper"]),
        ("?to=2024-01-02", ["tea-0", "tea-1"]),
        ("?from=2024-01-02&to=2024-01-02", ["tea-1"]),
        ("?currency=JPY", ["copper"]),
        ("?least=1bn", TEAS),
        ("?most=1,000 million", ["copper"]),
        ("?currency=USD&most=1bn", []),
        ("?q=kenya&from=2024-01-07&currency=usd&sort=oldest", ["tea-6", "tea-7"]),
    ],
)
def test_a_query_selects(client: TestClient, asked: str, selected: list[str]) -> None:
    assert found(client, asked) == selected
    page = client.get(f"/{asked}")
    assert page.status_code == 200
    noun = "article" if len(selected) == 1 else "articles"
    assert f"<h2>{len(selected)} {noun}" in page.text


@pytest.mark.parametrize(
    "asked",
    [
        '?q="',
        "?q=-",
        "?q=*",
        "?q=" + "x" * 5000,
        "?q=" + "%22a%20b%22%20" * 200,
        "?q='; DROP TABLE records; --",
        "?q=%00%ff%F0%9F%92%A9",
        "?q=(a OR b) AND NOT c*)",
        "?q=\\p{L}[",
        "?page=-1",
        "?page=99999999999999999999",
        "?page=x",
        "?sort=sideways",
        "?from=yesterday",
        "?to=2024-13-45",
        "?least=much&most=-3",
        "?least=9e999",
        "?most=" + "9" * 400,
        "?currency=XQQ",
        "?country=ZZ&country=%27",
        "?country=" + "&country=KE" * 500,
        "?person=%25_%5C",
        "?good=" + "0" * 400,
        "?unknown=1",
    ],
)
def test_nothing_typed_is_an_error(client: TestClient, asked: str) -> None:
    for path in ("/", "/selection.jsonl", "/selection.csv", "/article/0"):
        assert client.get(path + asked).status_code == 200, path


@given(
    st.dictionaries(
        st.sampled_from("q person good outlet from to currency least most sort page country".split()),
        st.text(max_size=30),
    )
)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_text_is_an_error(index: Any, given_fields: dict[str, str]) -> None:
    query = read_query(given_fields.items())
    assert read_query(
        [
            (name, value)
            for name, values in query.fields().items()
            for value in (values if isinstance(values, list) else [str(values)])
        ]
    ) == Query(**{**{name: getattr(query, name) for name in Query.__slots__}, "notes": ()})
    assert search(index, query).count <= 10


def test_what_was_not_used_is_said(client: TestClient) -> None:
    page = client.get("/", params={"from": "yesterday", "country": "ZZ", "least": "<b>"}).text
    assert "“yesterday” is no date such as 2025-12-08 and was not used." in page
    assert "“ZZ” is no code of a country and was not used." in page
    assert "“&lt;b&gt;” is no amount such as 1.5 million and was not used." in page


def test_the_download_is_what_was_written(client: TestClient, dataset: str) -> None:
    lines = Path(dataset).read_bytes().splitlines(keepends=True)
    whole = client.get("/selection.jsonl")
    assert whole.content == b"".join(lines)
    assert whole.headers["content-disposition"] == 'attachment; filename="selection.jsonl"'
    assert client.get("/selection.jsonl?q=copper").content == lines[8]


def test_a_table_holds_a_row_an_article_and_no_formula(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/selection.csv").text)))
    assert [row["id"] for row in rows] == [*TEAS, "copper", "'=1+1"]
    assert rows[0] == {
        "id": "tea-0",
        "published": "2024-01-01",
        "outlet": "tea.example",
        "title": "",
        "url": "https://tea.example/0",
        "people": "William Ruto",
        "countries": "KE; EG",
        "dates": "",
        "money": "USD 1400000000",
        "commodities": "0902",
        "trade": "Kenya sold tea for $1.4 billion to Egypt, President William Ruto said.",
    }


def test_pages_hold_every_article_once(dataset: str, tmp_path: Path) -> None:
    record = json.loads(Path(dataset).read_text(encoding="utf-8").splitlines()[0])
    many = tmp_path / "many.jsonl"
    many.write_text("".join(json.dumps(record | {"title": f"number {n}"}) + "\n" for n in range(45)), encoding="utf-8")
    with open_index([str(many)], tmp_path, say=SILENT) as connection:
        pages = [search(connection, Query(text="kenya", page=page)) for page in (1, 2, 3, 4)]
        assert [len(page.articles) for page in pages] == [20, 20, 5, 0]
        assert {page.count for page in pages} == {45}
        assert {article["title"] for page in pages for article in page.articles} == {f"number {n}" for n in range(45)}
        client = TestClient(create_app(connection), base_url="http://127.0.0.1")
        assert "There is no page 4." in client.get("/?q=kenya&page=4").text


def test_a_rarer_word_and_more_of_it_come_first(dataset: str, tmp_path: Path) -> None:
    texts = ["Tea, tea and coffee.", "Coffee and tea.", "Coffee, coffee, coffee and tea.", "Coffee alone."]
    many = tmp_path / "ranked.jsonl"
    many.write_bytes(b"".join(Record(id=str(n), text=text).to_json() + b"\n" for n, text in enumerate(texts)))
    with open_index([str(many)], tmp_path, say=SILENT) as connection:
        for text, best in (("tea", 0), ("coffee", 2), ("coffee tea", 2)):
            assert search(connection, Query(text=text)).articles[0]["article"] == best, text


def test_facets_count_the_selection(index: Any) -> None:
    facets = search(index, read_query([("q", "sold"), ("to", "2024-01-02")])).facets
    assert [(row["value"], row["articles"]) for row in facets["people"]] == [("William Ruto", 2)]
    assert [(row["value"], row["label"], row["articles"]) for row in facets["countries"]] == [
        ("EG", "Egypt", 2),
        ("KE", "Kenya", 2),
    ]
    assert [(row["value"], row["label"], row["articles"]) for row in facets["goods"]] == [("tea", "0902", 2)]
    assert [(row["value"], row["articles"]) for row in facets["currencies"]] == [("USD", 2)]
    assert facets["years"] == [{"value": 2024, "articles": 2}]


def test_a_passage_shows_what_was_looked_for() -> None:
    text = "Nothing here. " * 30 + "Then the price of tea rose.\nTEA, again; teapots."
    pieces = passage(text, [Term("tea"), Term("teap", prefix=True), Term("price", excluded=True)])
    assert [words for words, wanted in pieces if wanted] == ["tea", "TEA", "teapots"]
    assert "".join(words for words, _ in pieces).startswith("… ")
    assert passage("Short.", [Term("absent")]) == [("Short.", False)]


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", ""])
def test_other_names_of_this_machine_are_refused(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 400


def test_pages_allow_nothing_from_outside(client: TestClient) -> None:
    answer = client.get("/")
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in unescape(answer.text)
    assert client.post("/").status_code == 405
    for missing in ("/article/10", "/article/99999999999999999999", "/article/x", "/selection.exe", "/nowhere"):
        assert client.get(missing).status_code == 404, missing


def test_an_index_is_kept_until_the_records_change(dataset: str, tmp_path: Path) -> None:
    records, said = tmp_path / "records.jsonl", list[str]()
    records.write_bytes(Path(dataset).read_bytes())

    def count() -> int:
        with open_index([str(records)], tmp_path / "kept", say=said.append) as connection:
            return search(connection, Query()).count

    assert (count(), count(), len(said)) == (10, 10, 1)
    with records.open("ab") as stream:
        stream.write(records.read_bytes().splitlines(keepends=True)[8])
    assert (count(), len(said)) == (11, 2)
    os.utime(records, (1, 1))
    assert (count(), len(said)) == (11, 3)
    (kept,) = (tmp_path / "kept").iterdir()
    kept.write_bytes(b"broken")
    assert (count(), len(said)) == (11, 4)


def test_a_visit(open_page: Open, address: str, dataset: str) -> None:
    page = open_page(address, allow=address)
    page.get_by_label("Words to look for").fill("sold")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="9 articles of 10").wait_for()
    page.locator(".facet.countries a", has_text="Japan").click()
    page.get_by_role("heading", name="1 article of 10").wait_for()
    assert page.locator(".articles mark").all_inner_texts() == ["sold"]
    with page.expect_download() as download:
        page.get_by_role("link", name="JSON Lines").click()
    assert Path(download.value.path()).read_bytes() == Path(dataset).read_bytes().splitlines(keepends=True)[8]
    page.get_by_role("link", name="Ore for Japan").click()
    page.get_by_role("heading", name="Ore for Japan").wait_for()
    page.get_by_role("link", name="back to the list").click()
    page.locator(".chosen a", has_text="Japan").click()
    page.get_by_role("heading", name="9 articles of 10").wait_for()


def test_it_needs_no_script_and_fits_a_phone(open_page: Open, address: str) -> None:
    page = open_page(address, allow=address, java_script_enabled=False, viewport={"width": 390, "height": 800})
    page.locator("summary", has_text="Filters").click()
    page.get_by_label("Currency").select_option("JPY")
    page.get_by_label("Amount at least").fill("100 million")
    page.get_by_role("button", name="Apply").click()
    page.get_by_role("heading", name="1 article of 10").wait_for()
    assert page.locator("html").bounding_box()["width"] == 390
    assert page.locator("main").bounding_box()["width"] <= 390


def test_markup_from_articles_stays_text(open_page: Open, address: str) -> None:
    page = open_page(f"{address}?q=singapore", allow=address)
    assert page.title() == "dataset"
    assert page.locator("img").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") == 1280
    page.locator(".facet.people a").click()
    page.get_by_role("heading", name="1 article of 10").wait_for()
    page.locator(".articles h3 a").click()
    page.locator("header h1").wait_for()
    assert page.locator("img").count() == 0
    assert page.locator("header h1").inner_text().startswith("<script>document.title")


def test_the_command_says_what_is_wrong(dataset: str, tmp_path: Path) -> None:
    def error(*arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(app, ["browse", *arguments, "--no-open", "--index", str(tmp_path)])
        return result.exit_code, result.stderr

    code, said = error(str(tmp_path / "gone.jsonl"))
    assert (code, "gone.jsonl does not exist" in said) == (2, True)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        code, said = error(dataset, "--port", str(taken.getsockname()[1]))
    assert (code, "can't be used" in said) == (2, True)
