"""Which lines are a header, what they say, and which only look like one."""

import io
from datetime import date

import pytest

from extractor import Article
from extractor.errors import Reason, Reject
from extractor.readers.header import dateline_header
from extractor.readers.options import Options
from extractor.readers.plain import scan_plain
from extractor.readers.published import DatesOrder

SRCSET = "https://cdn.example/t/a-sm.webp 480w, https://cdn.example/t/a-md.webp 768w"
DAY = date(2025, 12, 8)


def scan(text: str | bytes, order: DatesOrder = "MDY") -> list[Article | Reject]:
    raw = text.encode() if isinstance(text, str) else text
    stream = io.BufferedReader(io.BytesIO(raw))
    return list(scan_plain(stream, "wire.txt", Options(dates_order=order)))


def articles(text: str | bytes, order: DatesOrder = "MDY") -> list[Article]:
    found = scan(text, order)
    assert all(isinstance(one, Article) for one in found), found
    return [one for one in found if isinstance(one, Article)]


def test_a_dateline_gives_outlet_date_and_images() -> None:
    [article] = articles(f" date 2025-12-08 wire.example {SRCSET}\n\n  Tea prices rose.\n\nBuyers came.")
    assert article == Article(
        "  Tea prices rose.\n\nBuyers came.",
        published=DAY,
        outlet="wire.example",
        images=("https://cdn.example/t/a-sm.webp", "https://cdn.example/t/a-md.webp"),
        path="wire.txt",
    )


@pytest.mark.parametrize(
    "line",
    [
        "date 2025-12-08 wire.example",
        "date\u00a02025-12-08\u00a0wire.example",
        "Date 8 December 2025 wire.example",
        "date Mon, 08 Dec 2025 23:30:00 -0500 news.wire.example",
        "\ufeffdate 2025-12-08 wire.example https://cdn.example/w_480,h_320/a.webp 480w",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_datelines_in_other_dress(line: str, end: str) -> None:
    [article] = articles(f"{line}{end}{end}Tea prices rose.{end}")
    assert (article.text, article.published) == ("Tea prices rose.", DAY)
    assert article.outlet is not None
    assert article.outlet.endswith("wire.example")


@pytest.mark.parametrize(
    "sentence",
    [
        "date palms cover 200 hectares, says farm.example",
        "date 5 is what they ask for at shop.example",
        "date 2025-12-08 was set by the court",
        "date 2025-12-08 wire.example https://cdn.example/a.webp says more",
        "dated 2025-12-08 wire.example",
        "date",
    ],
)
def test_a_sentence_is_no_dateline(sentence: str) -> None:
    assert dateline_header(sentence, "MDY") is None
    text = f"{sentence}\n\nTea prices rose.\n\n{sentence}\n"
    assert [article.text for article in articles(text)] == [text]


@pytest.mark.parametrize("printed", ["2025-13-45", "31 Feb 2025"])
def test_a_date_that_cannot_be_read_is_null_with_a_warning(printed: str) -> None:
    [article] = articles(f"date {printed} wire.example {SRCSET}\n\nTea prices rose.")
    assert (article.published, article.warnings) == (None, (f"unparsed date: {printed}",))
    [article] = articles(f"Title: Tea\nDate: {printed}\n\nTea prices rose.")
    assert (article.published, article.warnings) == (None, (f"unparsed date: {printed}",))


@pytest.mark.parametrize("printed", ["yesterday", "8 December", "December 2025", "07:43", "5 minutes ago", "Monday"])
def test_no_date_is_filled_up_from_today(printed: str) -> None:
    [article] = articles(f"Date: {printed}\n\nTea prices rose.")
    assert (article.published, article.warnings) == (None, (f"unparsed date: {printed}",))


@pytest.mark.parametrize(("order", "month", "day"), [("MDY", 8, 12), ("DMY", 12, 8)])
def test_the_dates_order_settles_ambiguous_dates(order: DatesOrder, month: int, day: int) -> None:
    [article] = articles("Date: 08/12/2025\n\nTea prices rose.", order)
    assert article.published == date(2025, month, day)


def test_keys_in_any_order() -> None:
    [article] = articles(
        "Source: Example Wire\nURL: https://wire.example/tea\nAuthor: A. Writer\n"
        "DATE: December 8, 2025 10:15\nTitle: Tea: prices rise\n\nTea prices rose."
    )
    assert article == Article(
        "Tea prices rose.",
        published=DAY,
        title="Tea: prices rise",
        url="https://wire.example/tea",
        outlet="Example Wire",
        path="wire.txt",
    )


@pytest.mark.parametrize("top", ["Title: Tea prices rise", "Date: 8 Dec 2025", "Title: Tea\nSource: Example Wire"])
def test_a_subset_of_keys_will_do(top: str) -> None:
    [article] = articles(f"{top}\n\nTea prices rose.")
    assert article.text == "Tea prices rose."


def test_keys_inside_a_body_stay_there() -> None:
    body = "Tea prices rose.\n\nDate: 9 December\nVenue: Nairobi\n\nSource: Example Wire\n\nURL: https://wire.example"
    [article] = articles(f"Title: Tea\nDate: 8 Dec 2025\n\n{body}\n")
    assert article.text == body


def test_the_next_keys_begin_the_next_article() -> None:
    found = articles(
        "Title: Tea\nDate: 8 Dec 2025\n\nTea prices rose.\n\nBuyers came.\n\n\n"
        "Title: Coffee\nDate: 9 Dec 2025\n\nIt fell."
    )
    assert [(one.index, one.title, one.text) for one in found] == [
        (0, "Tea", "Tea prices rose.\n\nBuyers came."),
        (1, "Coffee", "It fell."),
    ]


def test_marks_before_the_top_lines() -> None:
    [article] = articles(
        ".-.Tea steady as rains return\n.-.Dec 08, 2025 07:43AM E\n.-.https://wire.example/tea\nTea prices rose."
    )
    assert (article.title, article.published) == ("Tea steady as rains return", DAY)
    assert (article.url, article.text, article.warnings) == ("https://wire.example/tea", "Tea prices rose.", ())


@pytest.mark.parametrize("mark", ["##", "* ", "—", ">>"])
def test_other_marks_and_another_order(mark: str) -> None:
    [article] = articles(f"{mark}https://wire.example/tea\n\n{mark}8 December 2025\n{mark}'Tea' steady\n\nIt rose.")
    assert (article.title, article.published, article.text) == ("'Tea' steady", DAY, "It rose.")


def test_a_marked_date_that_cannot_be_read() -> None:
    [article] = articles(".-.Tea steady\n.-.Dec 48, 2025\n\nIt rose.")
    assert (article.title, article.warnings) == ("Tea steady", ("unparsed date: Dec 48, 2025",))


def test_the_next_marks_begin_the_next_article() -> None:
    top = ".-.{} steady\n.-.Dec 08, 2025 07:43AM ET\n.-.https://wire.example/{}\n"
    found = articles(top.format("Tea", "tea") + "It rose.\n- a\n- b\n" + top.format("Coffee", "coffee") + "It fell.\n")
    assert [(one.title, one.text) for one in found] == [
        ("Tea steady", "It rose.\n- a\n- b"),
        ("Coffee steady", "It fell."),
    ]


@pytest.mark.parametrize(
    "text", ["- tea\n- coffee\n", "- Dec 8, 2025\n- Dec 9, 2025\n", "*** \n\nTea rose.", "- https://a.example\n"]
)
def test_a_list_is_no_header(text: str) -> None:
    assert [article.text for article in articles(text)] == [text]


def test_without_a_header_the_whole_file_is_the_body() -> None:
    text = "\n  Tea prices rose.\r\n\r\n\u00a0Buyers came. \n\n"
    assert articles("\ufeff" + text) == [Article(text, path="wire.txt")]


def test_a_body_before_the_first_header_is_an_article_too() -> None:
    found = articles(f"Tea prices rose.\n\ndate 2025-12-08 wire.example {SRCSET}\n\nIt fell.\n")
    assert [(one.text, one.published) for one in found] == [("Tea prices rose.", None), ("It fell.", DAY)]


def test_files_put_together_without_a_last_line_end() -> None:
    one = f" date 2025-12-08 wire.example {SRCSET}\n\nTea prices rose."
    assert [article.text for article in articles(one + one + "\ufeff" + one)] == ["Tea prices rose."] * 3


def test_a_sentence_that_ends_like_a_dateline_is_not_cut() -> None:
    text = "It stands so since date 2025-12-08 wire.example https://wire.example/tea\n\nMore."
    assert [article.text for article in articles(text)] == [text]


def test_a_header_without_a_body_is_rejected_and_counted() -> None:
    header = f"date 2025-12-08 wire.example {SRCSET}\n\n"
    empty, article = scan(header + header + "It fell.")
    assert isinstance(empty, Reject)
    assert (empty.index, empty.reason, empty.raw) == (0, Reason.EMPTY_ARTICLE, header)
    assert isinstance(article, Article)
    assert (article.index, article.text) == (1, "It fell.")


@pytest.mark.parametrize("text", ["", "\ufeff", " \r\n\n"])
def test_nothing_is_an_empty_article(text: str) -> None:
    [reject] = scan(text)
    assert isinstance(reject, Reject)
    assert reject.reason is Reason.EMPTY_ARTICLE


def test_bytes_that_are_not_utf8_reject_their_article_alone() -> None:
    top = b"Title: Tea\nDate: 8 Dec 2025\n\n"
    bad, good = scan(top + b"Caf\xe9 prices rose.\n\n" + top + b"It fell.")
    assert isinstance(bad, Reject)
    assert (bad.reason, bad.detail) == (Reason.UNDECODABLE_BYTES, f"byte {len(top) + 3} is not UTF-8")
    assert bad.pointer == f"bytes 0-{len(top) + 19} of wire.txt"
    assert bad.raw is not None
    assert "Caf\\xe9" in bad.raw
    assert isinstance(good, Article)
    assert (good.index, good.text) == (1, "It fell.")


@pytest.mark.parametrize(
    "title",
    [
        "10 things to watch in 2019",
        "5 charts for 2020",
        "March 2020: the month that broke oil",
        "Sun sets on coal in 2021",
        "2019 in review",
        "May 2018 trade figures",
        "Jan 6 hearing of 2022 moves markets",
    ],
)
@pytest.mark.parametrize(
    "first", [("Dec 08, 2025 07:43AM ET", "https://wire.example/a"), ("https://wire.example/a", "8 Dec 2025")]
)
def test_a_title_with_a_number_begins_its_own_story(title: str, first: tuple[str, str]) -> None:
    below = "".join(f".-.{line}\n" for line in first)
    raw = f".-.Tea steady\n{below}\nTea was steady.\n\n.-.{title}\n{below}\nMarkets open late.\n\n.-.Tin up\n{below}\nTin rose.\n"
    found = [(one.title, str(one.published), one.text) for one in articles(raw)]
    day = "2025-12-08"
    assert found == [
        ("Tea steady", day, "Tea was steady."),
        (title, day, "Markets open late."),
        ("Tin up", day, "Tin rose."),
    ]
