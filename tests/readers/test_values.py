"""What dumps keep under a name: days in every form, lists and objects for strings, and marks for «nothing»."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import extractor
from extractor import Article
from extractor.readers import Options
from extractor.readers.dayorder import DayOrder
from extractor.readers.fields import build_article
from extractor.readers.synonyms import locate, perhaps_dates
from extractor.readers.values import is_nothing, numeric_day, read_day, read_string

DAY = date(2021, 5, 4)


def built(**values: Any) -> Article:
    return build_article({"text": "Rye rose."} | values, "wire.jsonl", 0, Options())


@pytest.mark.parametrize(
    "value",
    [
        "2021-05-04", "2021-05-04T23:00:00.000+0000", "2021-05-04 10:00:00 UTC", "2021/05/04 10:00", "20210504",
        "20210504T101500Z", 20210504, 1620086400, "1620086400", 1620086400.25, 1620086400000, 1620086400000000, "44320",
        44320.5, {"$date": "2021-05-04T01:02:03Z"}, {"$date": {"$numberLong": "1620086400000"}}, {"seconds": 1620086400},
        [2021, 5, 4, 3, 2], ["2021-05-04"], "Tue, May 4 2021", "4 May, 2021", "Tue May 04 2021 10:00:00 GMT+0200 (CEST)",
        "Published: May 4, 2021", "4.5.2021", "May 4th, 2021 | 10:15 am", date(2021, 5, 4), datetime(2021, 5, 4, 23),
    ],
)  # fmt: skip
def test_the_day_is_read_in_every_form(value: Any) -> None:
    assert (built(published=value).published, built(published=value).warnings) == (DAY, ())


@pytest.mark.parametrize(
    "value", [True, "yesterday", "May 2021", 2021, "2021", -5, 10**30, {"a": 1}, [2021, 13, 4], 17.5]
)
def test_what_is_no_day_is_a_warning(value: Any) -> None:
    article = built(published=value)
    assert article.published is None
    assert article.warnings == (f"unparsed date: {value if value != [2021, 13, 4] else 2021}",)


@pytest.mark.parametrize(
    "value", [None, "", "nan", "NaN", "NULL", "None", "[Removed]", "N/A", " n/a ", "<NA>", float("nan")]
)
def test_nothing_is_nothing(value: Any) -> None:
    article = built(title=value, url=value, outlet=value, id=value, published=value)
    assert article == Article("Rye rose.", path="wire.jsonl")


@pytest.mark.parametrize(
    ("field", "value", "expected", "warnings"),
    [
        ("id", 17.0, "17", ()),
        ("id", 9, "9", ()),
        ("id", {"$oid": "507f"}, "507f", ()),
        ("title", {"rendered": "Rye rises"}, "Rye rises", ()),
        ("title", 2025, "2025", ()),
        ("title", ["Rye rises"], "Rye rises", ()),
        ("url", ["https://a.example/1", "https://b.example/1"], "https://a.example/1", ("url: the first of 2 values is taken",)),
        ("url", {"x": 1}, None, ("bad field: url is dict, no string",)),
        ("outlet", False, None, ("bad field: outlet is bool, no string",)),
        ("outlet", {"id": None, "name": "Rift Wire"}, "Rift Wire", ()),
    ],
)  # fmt: skip
def test_a_bad_value_is_a_warning_and_no_lost_article(
    field: str, value: Any, expected: str | None, warnings: Any
) -> None:
    article = built(**{field: value})
    assert (getattr(article, field), article.warnings, article.text) == (expected, warnings, "Rye rose.")


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["body", "pubDate", "link", "headline", "publication"], ["body", "pubDate", "headline", "link", "publication"]),
        (["content", "date", "Title", "URL", "source"], ["content", "date", "Title", "URL", "source"]),
        (["maintext", "date_publish", "date_download", "site"], ["maintext", "date_publish", "site"]),
        (["text", "body", "Published At", "date"], ["text", "Published At"]),
        (["prose", "created_at"], []),
    ],
)  # fmt: skip
def test_other_dumps_names_are_known(names: list[str], expected: list[str]) -> None:
    assert list(locate(names, {}).values()) == expected


def test_a_name_that_was_given_is_the_only_one() -> None:
    assert locate(["text", "date", "day"], {"published": "day"}) == {"published": "day", "text": "text"}
    assert locate(["text", "date"], {"published": "day"}) == {"text": "text"}
    assert perhaps_dates(["text", "day", "crawl_time", "birthplace"]) == ["day", "crawl_time"]


def test_a_stamp_in_utc_means_the_addresses_day_beside_it() -> None:
    evening = "2021-05-05T01:30:00Z"
    assert built(published=evening, link="https://a.example/2021/05/04/rye").published == DAY
    assert built(published=evening, link="https://a.example/2021/05/01/rye").published == date(2021, 5, 5)
    assert built(published="2021-05-05T01:30:00+03:00", link="https://a.example/2021/05/04/rye").published == date(
        2021, 5, 5
    )
    assert built(published=1620178200, link="https://a.example/2021/may/04/rye").published == DAY
    stamp = datetime(2021, 5, 3, 22, tzinfo=UTC)
    assert built(published=stamp, url="https://a.example/news-20210504").published == DAY


def days_in(tmp_path: Path, *printed: str, **other: Any) -> list[tuple[str | None, tuple[str, ...]]]:
    dump = tmp_path / "wire.jsonl"
    dump.write_text("".join(json.dumps({"text": f"Rye {i}.", "date": one}) + "\n" for i, one in enumerate(printed)))
    found = list(extractor.read(dump, **other))
    return [(one.published.isoformat() if one.published else None, one.warnings) for one in found]


def test_other_rows_settle_day_and_month(tmp_path: Path) -> None:
    assert days_in(tmp_path, "03/04/2021", "13/04/2021", "05/06/2021") == [
        ("2021-04-03", ()),
        ("2021-04-13", ()),
        ("2021-06-05", ()),
    ]
    assert days_in(tmp_path, "03/04/2021", "04/13/2021") == [("2021-03-04", ()), ("2021-04-13", ())]
    assert days_in(tmp_path, "03-04-2021", "2021-04-03") == [
        (None, ("ambiguous date: 03-04-2021",)),
        ("2021-04-03", ()),
    ]
    assert days_in(tmp_path, "03.04.2021") == [("2021-04-03", ())]
    assert days_in(tmp_path, "13/04/2021", "04/13/2021", "03/04/2021")[2] == (None, ("ambiguous date: 03/04/2021",))
    assert days_in(tmp_path, "03/04/2021", dates_order="DMY") == [("2021-04-03", ())]
    assert days_in(tmp_path, "05/05/2021") == [("2021-05-05", ())]


def test_articles_that_wait_come_in_order_and_before_an_error() -> None:
    days = DayOrder(None)

    def rows() -> Any:
        for number, printed in enumerate(("03/04/2021", "nonsense", "05/06/2021")):
            published, warnings = days.read(printed)
            yield Article("Rye.", index=number, published=published, warnings=warnings)
        raise OSError("cut off")

    found = []
    with pytest.raises(OSError, match="cut off"):
        for one in days.settle(rows()):
            found.append(one)
    assert [one.index for one in found] == [0, 1, 2]


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["$date", "name", "x"]), inner, max_size=2)
    ),
    max_leaves=6,
)


@given(anything)
def test_no_value_loses_an_article(value: Any) -> None:
    article = built(published=value, title=value, url=value, id=value, outlet=value, images=value)
    assert article.text == "Rye rose."
    if not is_nothing(value) and article.title is None:
        assert read_string(value, "title")[1] or isinstance(value, list | dict)


@given(st.integers(min_value=0, max_value=10**20))
def test_a_number_is_a_day_of_our_times_or_none(number: int) -> None:
    day = numeric_day(str(number))
    assert day is None or 1900 <= day.year <= 2099
    assert read_day(number, DayOrder(None))[0] == day


@pytest.mark.parametrize(
    "value",
    [
        ["Rye rose.", " ", "Oats fell."],
        {"paragraphs": ["Rye rose.", "Oats fell."]},
        {"sections": [{"paragraphs": ["Rye rose."]}, {"headline": [], "paragraphs": ["Oats fell."]}]},
        [
            {"type": "title", "content": "T"},
            {"type": "paragraph", "content": "Rye rose."},
            {"type": "paragraph", "content": "Oats fell."},
        ],
        [{"text": "Rye rose."}, {"text": "Oats fell."}],
    ],
)
def test_a_text_in_pieces_is_put_together(value: Any) -> None:
    assert built(text=value).text == "Rye rose.\n\nOats fell."


def test_a_line_that_was_written_as_json_twice_is_read(tmp_path: Path) -> None:
    dump = tmp_path / "wire.jsonl"
    dump.write_text(json.dumps(json.dumps({"text": "Rye rose.", "date": "4 May 2021"})) + "\n")
    (article,) = extractor.read(dump)
    assert (article.text, article.published) == ("Rye rose.", DAY)
