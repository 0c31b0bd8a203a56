"""Web pages: the body alone, what the page says of itself, and a reject for what is no article."""

import io
import json
from datetime import date
from pathlib import Path

import pytest

from extractor.article import Article
from extractor.errors import FormatError, Reason, Reject
from extractor.readers import Limits, Options, read, scan, web
from extractor.readers.charset import REPLACED, decode_page
from extractor.readers.page import Page
from extractor.readers.pagedate import page_date
from extractor.readers.web import scan_html

HEAD = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Kenya sells more tea to Egypt | The Rift Valley Post</title>
<meta property="og:title" content="Kenya sells more tea to Egypt | The Rift Valley Post">
<meta property="og:site_name" content="The Rift Valley Post">
<meta property="og:image" content="https://img.riftpost.example/2024/01/02/tea.jpg">
<meta property="article:published_time" content="2025-12-08T23:30:00+03:00">
<meta property="article:modified_time" content="2025-12-11T08:00:00+03:00">
<link rel="canonical" href="https://riftpost.example/business/tea-egypt"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/business">Business</a></li></ul></nav>"""
STORY = """<article><h1>Kenya sells more tea to Egypt</h1>
<p>NAIROBI, Dec 8 - Kenya’s tea exports to Egypt rose 12% in November to $24 million, the Tea Board said on Monday.</p>
<p>“Demand was strong,” said Peter Kimani, who heads the board’s market desk, and put the price at <b>$2.40</b> a kilogram.</p>
<h2>Prices at Mombasa</h2><p>Auctions closed higher.<br>Brokers sold 9,100 tonnes, they said in a note.</p></article>"""
FOOT = """<section id="comments"><p>Great news for our farmers, I am happy to read it today!</p></section>
<footer><p>© 2025 The Rift Valley Post. All rights reserved. Privacy policy.</p></footer></body></html>"""
TEASER = """<div class="card"><a href="/n{0}"><h3>Ministers agree on grain quota number {0} after long talks</h3></a>
<p>The quota will be shared between {0} states from January, officials said after a meeting that lasted all night.</p></div>"""
TEASERS = "".join(TEASER.format(number) for number in range(40))
TEXT = """NAIROBI, Dec 8 - Kenya’s tea exports to Egypt rose 12% in November to $24 million, the Tea Board said on Monday.
“Demand was strong,” said Peter Kimani, who heads the board’s market desk, and put the price at $2.40 a kilogram.
Prices at Mombasa
Auctions closed higher.
Brokers sold 9,100 tonnes, they said in a note."""
SENTENCE = "Brokers in the port of Mombasa sold 9,100 tonnes of tea at $2.40 a kilogram, they said in a note."
RUSSIAN = "Министр сообщил, что экспорт чая в Египет вырос, а цены на аукционе остались на прежнем уровне."


def page(markup: str | bytes, options: Options | None = None) -> Article | Reject:
    raw = markup.encode() if isinstance(markup, str) else markup
    (found,) = scan_html(io.BufferedReader(io.BytesIO(raw)), "page.html", options or Options())  # type: ignore[arg-type]
    return found.read() if isinstance(found, Page) else found


def article(markup: str | bytes) -> Article:
    found = page(markup)
    assert isinstance(found, Article), found
    return found


def reason(markup: str | bytes, options: Options | None = None) -> Reason:
    found = page(markup, options)
    assert isinstance(found, Reject), found
    return found.reason


def test_the_body_alone_and_what_the_page_says_of_itself() -> None:
    assert article(HEAD + STORY + FOOT) == Article(
        TEXT,
        published=date(2025, 12, 8),  # as printed, in the outlet's own zone
        title="Kenya sells more tea to Egypt",
        url="https://riftpost.example/business/tea-egypt",
        outlet="The Rift Valley Post",
        images=("https://img.riftpost.example/2024/01/02/tea.jpg",),
        path="page.html",
        index=0,
    )


def test_a_brief_is_not_drowned_by_the_teasers_around_it() -> None:
    brief = f"<div><h1>Tea sales</h1><p>{SENTENCE}</p><p>Prices rose.</p></div>"
    assert article(f"<html><body>{brief}<div>{TEASERS}</div></body></html>").text == f"{SENTENCE}\nPrices rose."


@pytest.mark.parametrize("before", ["", "Read more: ", "<strong>Related:</strong> ", "<em>See also</em> – "])
def test_a_paragraph_that_is_a_link_to_another_story_is_left_out(before: str) -> None:
    link = '<a href="/coffee">Coffee prices rise again in Uganda</a>'
    other = f"<p>{before}{link}</p>"
    body = f"<p>{SENTENCE}</p>{other}<p>Buyers from Egypt paid <a href='/e'>more than in May</a>.</p>"
    assert article(f"<html><body><article>{body}</article></body></html>").text == (
        f"{SENTENCE}\nBuyers from Egypt paid more than in May."
    )


def test_a_date_line_on_top_of_the_body_is_the_date() -> None:
    found = article(f"<html><body><h1>Tea sales</h1><p>Published 8 December 2025</p><p>{SENTENCE}</p></body></html>")
    assert (found.text, found.published) == (SENTENCE, date(2025, 12, 8))


@pytest.mark.parametrize(
    "markup",
    [
        f"<html><body><table><tr><td>{SENTENCE}<br><br>{SENTENCE.replace('Brokers', 'Buyers')}</td></tr></table>",
        f"<html><body><div><div>{SENTENCE}</div><div>{SENTENCE.replace('Brokers', 'Buyers')}</div></div>",
        f"<p>{SENTENCE}</p><p>{SENTENCE.replace('Brokers', 'Buyers')}</p>",
        f"<?xml version='1.0' encoding='utf-8'?><html><body><p>{SENTENCE}</p><p>{SENTENCE.replace('Brokers', 'Buyers')}</p>",
        f"<html><p>{SENTENCE}<p>{SENTENCE.replace('Brokers', 'Buyers')}<div></span></b><<>&nbsp",
        f"<html><body><a name='a'><p>{SENTENCE}</p></a><p><a name='b'>{SENTENCE.replace('Brokers', 'Buyers')}</a></p>",
        f"<html><body>\0<p>{SENTENCE}</p>\0<p>{SENTENCE.replace('Brokers', 'Buyers')}</p></body></html>",
    ],
    ids=["layout table", "divs", "fragment", "XHTML", "broken", "anchors", "NUL"],
)
def test_a_body_is_found_in_markup_of_any_kind(markup: str) -> None:
    assert article(markup).text == f"{SENTENCE}\n{SENTENCE.replace('Brokers', 'Buyers')}"


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "<",
        "<html></html>",
        "<!DOCTYPE html>" * 50,
        "<html><body><h1>404</h1><p>The page that you asked for is gone.</p></body></html>",
        f"<html><body><main>{TEASERS}</main></body></html>",
        "<html><body>" + '<li><a href="/n">Ministers agree on a quota for grain</a></li>' * 60,
        "<html><body>" + "<div>" * 50_000,
        "<html><body><p " + 'a="b" ' * 50_000,
        "\x00\x01\x02\xff" * 1000,
    ],
    ids=["empty", "one byte", "bare", "doctypes", "404", "home", "links", "deep", "attributes", "bytes"],
)
def test_a_page_without_an_article_is_a_reject(markup: str) -> None:
    assert reason(markup) is Reason.NO_ARTICLE


def test_a_page_is_read_up_to_a_size(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = HEAD + STORY + FOOT
    monkeypatch.setattr(web, "LONGEST_PAGE", len(whole.encode()))
    assert article(whole).text == TEXT
    assert reason(whole + " ") is Reason.TOO_LARGE
    monkeypatch.setattr(web, "MOST_TAGS", whole.count("<") - 1)
    assert reason(whole) is Reason.TOO_LARGE
    assert reason(HEAD + STORY + FOOT, Options(limits=Limits(article=100))) is Reason.TOO_LARGE


def test_a_crash_of_the_library_costs_one_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*arguments: object) -> None:
        raise ZeroDivisionError("in the library")

    monkeypatch.setattr(web, "_body", crash)
    found = page(HEAD + STORY + FOOT)
    assert isinstance(found, Reject)
    assert found.reason is Reason.NO_ARTICLE
    assert "ZeroDivisionError: in the library" in found.detail


def test_what_to_install_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    web.require_trafilatura.cache_clear()
    monkeypatch.setitem(__import__("sys").modules, "trafilatura", None)
    with pytest.raises(FormatError, match=r"pip install 'extractor-news\[web\]'"):
        page(HEAD)
    web.require_trafilatura.cache_clear()


@pytest.mark.parametrize(
    ("raw", "charset", "text", "warnings"),
    [
        ("“Café”".encode(), "latin1", "“Café”", ()),  # valid UTF-8 is UTF-8
        ("“Café”".encode("cp1252"), "iso-8859-1", "“Café”", ()),  # as browsers read Latin-1
        ("<meta charset='windows-1251'>Чай".encode("cp1251"), None, "<meta charset='windows-1251'>Чай", ()),
        ("<meta charset='utf-8'>Чай".encode("cp1251"), "windows-1251", "<meta charset='utf-8'>Чай", ()),
        (b"\xef\xbb\xbfTea", None, "Tea", ()),
        ("Tea".encode("utf-16"), None, "Tea", ()),
        ("<meta charset=utf-8>Café ".encode() + b"caf\xe9", None, "<meta charset=utf-8>Café caf\ufffd", (REPLACED,)),
        (b"Caf\xe9", "no-such-charset", "Café", ()),
        ("Café ".encode() + b"caf\xe9", "no-such-charset", "Café caf\ufffd", (REPLACED,)),
        (f"<p>{RUSSIAN}</p>".encode("cp1251"), None, f"<p>{RUSSIAN}</p>", ()),
        (
            "<p>“We won’t sell,” he said – at the café.".encode("cp1252"),
            None,
            "<p>“We won’t sell,” he said – at the café.",
            (),
        ),
    ],
)
def test_the_charset_of_a_page(raw: bytes, charset: str | None, text: str, warnings: tuple[str, ...]) -> None:
    assert decode_page(raw, charset) == (text, warnings)


def dated(head: str = "", body: str = "", url: str | None = None) -> date | None:
    from trafilatura.utils import load_html

    return page_date(load_html(f"<html><head>{head}</head><body>{body}<p>Tea.</p></body></html>"), url, "MDY")[0]


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<meta name="pubdate" content="Mon, 08 Dec 2025 10:00:00 GMT">', ""),
        ('<meta name="date" content="12/08/2025">', ""),  # the order of dates that the reader was told
        ('<script type="application/ld+json">{"datePublished": "2025-12-08T23:30:00-05:00"}</script>', ""),
        ("", '<time datetime="2025-12-08T10:00">yesterday</time>'),
        ("", '<p class="date">Published: December 8, 2025 at 10:14 AM EST</p>'),
        ("", '<div class="byline">By Jane Njeri | 12/08/2025</div>'),
        ("", '<div class="byline">By Jane Njeri, Dec. 8, 2025</div>'),
    ],
)
def test_a_page_is_dated_by_what_it_says(head: str, body: str) -> None:
    assert dated(head, body) == date(2025, 12, 8)


def test_a_page_is_dated_by_a_whole_day_in_its_address() -> None:
    assert dated(url="https://riftpost.example/2025/12/08/tea") == date(2025, 12, 8)
    assert dated(url="https://riftpost.example/2025/12/tea") is None


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", "<p>The law was passed on 2024-05-06, and on May 7, 2024 it came into force.</p>"),
        ('<meta property="og:image" content="/2024/01/02/a.jpg">', '<img src="/2023/01/02/a.jpg">'),
        ('<meta property="event:start_time" content="2026-01-02">', ""),
        ('<meta name="description" content="The law of 2020-01-02 is void.">', ""),
        ("", '<aside><time datetime="2023-01-05">Jan 5</time></aside>'),
        ("", '<ul><li><span class="date">January 5, 2023</span> Avocado farmers look east</li></ul>'),
        ("", '<footer>Site made <span class="date">January 1, 2020</span></footer>'),
    ],
    ids=["text", "pictures", "event", "description", "aside", "list", "footer"],
)
def test_a_date_of_something_else_is_not_the_pages(head: str, body: str) -> None:
    assert dated(head, body) is None


def test_a_guess_is_said() -> None:
    changed = HEAD.replace("published_time", "x").replace("article:modified", "modified") + STORY + FOOT
    found = article(changed.replace("modified_time", "article:modified_time").replace("Dec 8 - ", ""))
    assert (found.published, found.warnings) == (date(2025, 12, 11), ("publication date guessed from the page",))


def test_pages_are_known_by_content_and_by_ending(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"<p>{SENTENCE}</p><p>Prices rose.</p>")
    (tmp_path / "b.txt").write_text("\n<!-- made by hand -->\n<html><body>" + STORY)
    assert [(one.path, one.text[:7]) for one in read(tmp_path)] == [
        (str(tmp_path / "a.html"), "Brokers"),
        (str(tmp_path / "b.txt"), "NAIROBI"),
    ]


def test_a_page_in_another_language_is_rejected_with_its_text(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"<html><body><p>{RUSSIAN}</p></body></html>")
    (found,) = scan(str(tmp_path), Options())
    assert isinstance(found, Reject)
    assert (found.reason, found.raw) == (Reason.OTHER_LANGUAGE, RUSSIAN)


@pytest.mark.parametrize(
    ("title", "headline", "expected"),
    [
        ("Kenya sells more tea to Egypt - Business", "Kenya sells more tea to Egypt", "Kenya sells more tea to Egypt"),
        ("Kenya sells more tea…", "Kenya sells more tea to Egypt", "Kenya sells more tea to Egypt"),
        ("Rift Post: Kenya sells more tea", "Kenya sells more tea", "Kenya sells more tea"),
        ("Kenya's tea sells well", "Kenya’s tea sells well", "Kenya’s tea sells well"),
        ("Business leaders meet in Lagos", "Business", "Business leaders meet in Lagos"),
        ("Kenya sells more tea", "The day in pictures", "Kenya sells more tea"),
    ],
)
def test_a_title_is_as_the_headline_has_it(title: str, headline: str, expected: str) -> None:
    story = STORY.replace("<h1>Kenya sells more tea to Egypt</h1>", f"<h1>{headline}</h1>")
    assert (
        article(f'<html><head><meta property="og:title" content="{title}"></head><body>{story}{FOOT}').title == expected
    )


@pytest.mark.parametrize("mark_up", [False, True])
def test_the_body_in_json_ld_is_taken_where_it_is_much_longer(mark_up: bool) -> None:
    parts = [f"{SENTENCE} It was lot {number}." for number in range(8)]
    told = "".join(f"<p>{part}</p>" for part in parts) if mark_up else "\n".join(parts)
    linked = json.dumps({"@type": "NewsArticle", "articleBody": told}).replace("</", r"<\/")
    script = f'<script type="application/ld+json">{linked}</script>'
    short = f"<article><h1>Tea at Mombasa</h1><p>{SENTENCE}</p><p>Subscribe to read on.</p></article>"
    assert article(f"<html><head>{script}</head><body>{short}").text == "\n".join(parts)
    whole = "".join(f"<p>{part} Prices rose.</p>" for part in parts)
    assert "Prices rose." in article(f"<html><head>{script}</head><body><article>{whole}</article>").text


def test_words_that_a_style_sheet_parts_stay_apart_and_rights_are_no_text() -> None:
    story = STORY.replace("</h1>", "</h1><p>© 2025 The Rift Valley Post</p>").replace(
        "<p>“Demand", "<p><strong>Why Kenya sells</strong><span>Egypt buys most of it, he said.</span></p><p>“Demand"
    )
    text = article(HEAD + story + FOOT).text
    assert "Why Kenya sells Egypt buys most of it" in text
    assert text.startswith("NAIROBI")
