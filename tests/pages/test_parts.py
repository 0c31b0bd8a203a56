"""What pages are made of: values in words, spans that nest, dates on an axis, and a frame that lets nothing through."""

import builtins
import re
from base64 import b64encode
from datetime import date
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from extractor import WriteError, to_html
from extractor.commands import app
from extractor.data import read_table
from extractor.pages import document
from extractor.pages.spans import MARK, PARAGRAPH, SENTENCE, Span, nest, paragraphs
from extractor.pages.timeline import Axis
from extractor.pages.wording import chapter_title, flag, say_amount, say_date, say_money, say_quantity, say_value
from extractor.record import Country, CountryMention, Date, Mention, Money, Person, Quantity, Record
from extractor.records.write import write


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2025-11-18", "18 November 2025"),
        ("2025-11", "November 2025"),
        ("2025-H1", "1st half of 2025"),
        ("2025-W49", "week of 1 December 2025"),
        ("2025-W49-WE", "weekend of 6 December 2025"),
        ("2025-W49-3", "3 December 2025"),
        ("2025-W53", "week 53 of 2025"),
        ("2023-SP", "spring 2023"),
        ("198", "1980s"),
        ("19", "20th century"),
        ("BC0044", "44 BC"),
        ("2024-12-05TNI", "5 December 2024, night"),
        ("2024-12-05T14:30", "5 December 2024, 14:30"),
        ("XXXX-12-09", "9 December, year not known"),
        ("XXXX-WXX-WE", "a weekend"),
        ("P10Y", "10 years"),
        ("P1Y6M", "1 year and 6 months"),
        ("PT0.5H", "0.5 hours"),
        ("PXW", "some weeks"),
        ("PAST_REF", "in the past"),
        ("2014-12/2015-02", "December 2014 – February 2015"),
        ("2023-02-01/2023-02-15", "1–15 February 2023"),
        ("2025-Q1/2025-Q2", "1st quarter of 2025 – 2nd quarter of 2025"),
        ("2025-13", "2025-13"),
        ("anything", "anything"),
    ],
)
def test_a_date_s_value_in_words(value: str, words: str) -> None:
    assert say_value(value) == words


def test_sets_and_modifiers_in_words() -> None:
    def date_of(**fields: Any) -> Date:
        return Date(**{"start": 0, "end": 1, "text": "x", "kind": "date", **fields})

    assert say_date(date_of(kind="set", value="P1Y")) == "every year"
    assert say_date(date_of(kind="set", value="P2W")) == "every 2 weeks"
    assert say_date(date_of(kind="set", value="XXXX-WXX-7")) == "every Sunday"
    assert say_date(date_of(value="2020", modifier="end")) == "end of 2020"


relaxed = settings(deadline=None)  # a busy machine


@relaxed
@given(st.text(alphabet="0123456789-XWQHPTYMD/.SUEBCN:", max_size=12))
def test_no_value_is_too_strange_for_words(value: str) -> None:
    assert isinstance(say_value(value), str)


@pytest.mark.parametrize(
    ("fields", "figure"),
    [
        ({"low": "4100000", "high": "9800000"}, "USD 4.1–9.8 million"),
        ({"low": "900000", "high": "1200000"}, "USD 900,000–1.2 million"),
        ({"low": "5", "amount": "5"}, "USD 5 or more"),
        ({"high": "5", "amount": "5", "per": "barrel"}, "up to USD 5 per barrel"),
        ({"low": "2.2", "high": "2.2", "amount": "2.2", "per": "kg"}, "USD 2.20 per kg"),
        ({"low": "5000000", "high": "5000000", "amount": "5000000", "approximate": True}, "about USD 5 million"),
        ({"low": "12", "high": "12", "amount": "12", "currency": None}, "12"),
        ({}, "USD amount not said"),
    ],
)
def test_money_as_a_figure(fields: dict[str, Any], figure: str) -> None:
    assert say_money(Money(**{"start": 0, "end": 1, "text": "x", "currency": "USD", **fields})) == figure


@pytest.mark.parametrize(
    ("fields", "figure"),
    [
        ({"low": "1300000", "high": "1300000", "unit": "barrel", "per": "day"}, "1.3 million barrels a day"),
        ({"low": "3000000", "high": "4000000", "unit": "tonne", "approximate": True}, "about 3–4 million tonnes"),
        ({"high": "500", "amount": "500", "unit": "head"}, "up to 500 head"),
        ({"low": "500", "amount": "500", "unit": "box"}, "500 or more boxes"),
        ({"low": "1", "high": "1", "unit": "cargo"}, "1 cargo"),
        ({"low": "4.5", "high": "4.5", "unit": "ton", "per": "hour"}, "4.5 tons an hour"),
        ({"low": "2000000000", "high": "2000000000", "unit": "cubic foot"}, "2 billion cubic feet"),
    ],
)
def test_quantities_as_figures(fields: dict[str, Any], figure: str) -> None:
    assert say_quantity(Quantity(**{"start": 0, "end": 1, "text": "x", **fields})) == figure


@relaxed
@given(st.decimals(allow_nan=False, allow_infinity=False, places=2))
def test_an_amount_in_words_loses_no_digit(amount: Decimal) -> None:
    number, _, word = say_amount(amount).replace(",", "").partition(" ")
    scale = {"": 1, "million": 10**6, "billion": 10**9, "trillion": 10**12}[word]
    assert Fraction(number) * scale == Fraction(amount)


def test_flags_and_chapters() -> None:
    assert [flag("XK"), flag("SUHH")] == ["🇽🇰", ""]
    chapters = {row["code"][:2] for row in read_table("hs_headings")}
    assert {chapter for chapter in chapters if not chapter_title(chapter)} == set()
    assert chapter_title(None) is None


spans = st.lists(
    st.builds(
        lambda start, size, level: Span(start, start + size, level, f"kind{level}", (f"{start}.{size}",)),
        st.integers(0, 30),
        st.integers(1, 12),
        st.sampled_from([SENTENCE, MARK]),
    ),
    max_size=12,
    unique=True,
)


@relaxed
@given(spans, st.lists(st.sampled_from(["word", "\n", "\n\n", "\r\n\r\n", " "]), min_size=1, max_size=12).map("".join))
def test_spans_become_elements_that_hold_their_text_and_nest(spans: list[Span], text: str) -> None:
    spans = [span for span in spans if span.end <= len(text)]
    open_: list[Span] = []
    held = dict.fromkeys((span.keys for span in spans), "")
    written = ""
    for piece in nest(text, [*paragraphs(text), *spans]):
        if piece.opens:
            open_.append(piece.opens)
        elif piece.closes:
            assert open_.pop() == piece.closes
        else:
            written += piece.text
            for keys in {span.keys for span in open_ if span.keys}:
                held[keys] += piece.text
    assert (written, open_) == (text, [])
    assert held == {span.keys: text[span.start : span.end] for span in spans}


def test_paragraphs_cover_the_text() -> None:
    text = "One.\nStill one.\n \nTwo.\r\n\r\nThree.\n\n"
    found = list(paragraphs(text))
    assert "".join(text[span.start : span.end] for span in found) == text
    assert [text[span.start : span.end] for span in found if not span.kind] == ["One.\nStill one.", "Two.", "Three."]
    assert {span.level for span in found} == {PARAGRAPH}


def test_an_axis_is_linear_where_it_is_short_and_narrow_far_away_where_it_is_long() -> None:
    published = date(2025, 6, 1)
    short = Axis.over([(date(2024, 1, 1), date(2024, 12, 31))], published)
    assert short and short.linear and short.x(published) == 97
    long = Axis.over([(date(1945, 5, 8), date(1945, 5, 8)), (date(2024, 1, 1), date(2024, 12, 31))], published)
    assert long and not long.linear
    assert long.bar(date(2024, 1, 1), date(2024, 12, 31))[1] > long.bar(date(1945, 1, 1), date(1945, 12, 31))[1]
    for axis in (short, long):
        xs = [tick.x for tick in axis.ticks()]
        assert xs == sorted(xs) and len(xs) > 1 and all(0 <= x <= 100 for x in xs)
    assert Axis.over([], published) is None


@relaxed
@given(st.lists(st.tuples(st.dates(), st.dates()).map(sorted), min_size=1, max_size=4), st.none() | st.dates())
def test_every_bar_is_on_the_axis(days: list[list[date]], published: date | None) -> None:
    axis = Axis.over([(first, last) for first, last in days], published)
    assert axis
    for first, last in days:
        x, width = axis.bar(first, last)
        assert x >= 0 and x + width <= 100
    assert len(axis.ticks()) <= 6


def test_the_policy_allows_this_style_and_this_script_alone() -> None:
    page = to_html(Record(id="1", text="x"))
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    directives = dict(part.split(" ", 1) for part in policy[1].replace("&#39;", "'").split("; "))
    assert (directives["default-src"], directives["form-action"]) == ("'none'", "'none'")
    for name, tag in (("style-src", "style"), ("script-src", "script")):
        (text,) = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert directives[name] == f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def test_an_address_is_a_link_only_where_a_browser_may_follow_it() -> None:
    def page(url: str) -> str:
        return to_html(Record.model_validate({"id": "1", "text": "x", "source": {"url": url}}))

    assert '<a href="https://a.example/?q=&#34;&gt;"' in page('https://a.example/?q=">')
    for url in (
        "javascript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,x",
        "//a.example",
        "https://[",
        "file:///x",
    ):
        assert "target=" not in page(url), url


def test_without_jinja_the_page_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    found = builtins.__import__

    def missing(name: str, *rest: Any, **options: Any) -> Any:
        if name.startswith("jinja2"):
            raise ImportError(name)
        return found(name, *rest, **options)

    document.environment.cache_clear()
    monkeypatch.setattr(builtins, "__import__", missing)
    record = Record(id="1", text="x")
    with pytest.raises(WriteError, match=r"pip install 'extractor-news\[pages\]'"):
        to_html(record)
    assert record._repr_html_() is None


def test_a_long_article_with_thousands_of_mentions_keeps_each() -> None:
    line = "Ann Otieno of Kenya spoke again in the hall by the sea, and nobody there said much about it at all that day.\n\n"
    text = line * 2_500
    starts = range(0, len(text), len(line))
    people = Person(
        name="Ann Otieno", mentions=tuple(Mention(start=at, end=at + 10, text="Ann Otieno") for at in starts)
    )
    kenya = tuple(CountryMention(start=at + 14, end=at + 19, text="Kenya", kind="name") for at in starts)
    page = to_html(
        Record(id="1", text=text, people=(people,), countries=(Country(code="KE", name="Kenya", mentions=kenya),))
    )
    assert page.count('<mark class="people"') == page.count('<mark class="countries"') == 2_500


def test_show_writes_a_page(tmp_path: Path) -> None:
    records, page = tmp_path / "records.jsonl", tmp_path / "page.html"
    write([Record(id="1", text="One."), Record(id="2", title="Second", text="Two.")], records)
    result = CliRunner().invoke(app, ["show", str(records), "-n", "1", "--html", str(page)])
    assert (result.exit_code, result.stdout) == (0, "")
    assert "<h1>Second</h1>" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "message"), [(["--html", "page.txt"], "ends in .html"), (["--html", "news.html"], "itself")]
)
def test_show_refuses_a_page_that_can_t_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("news.html").write_text("One.")
    result = CliRunner().invoke(app, ["show", "news.html", *options])
    assert result.exit_code == 2 and message in result.stderr
    assert Path("news.html").read_text() == "One."
