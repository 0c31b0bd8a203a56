"""What callers give: each wrong value is an error of this package that says what to do, and in a batch a reject."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from types import SimpleNamespace
from typing import Any

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

import extractor
from extractor.article import Article, day_of
from extractor.errors import ArgumentTypeError, ArgumentValueError, ExtractorError, Reason, Reject

DAY = date(2025, 12, 8)
EAST = timezone(timedelta(hours=13))


class Stamp(datetime):
    """As pandas' Timestamp: a datetime of another class."""


class NotATime(datetime):
    """As pandas' NaT: a datetime that equals nothing, not even itself."""

    def __eq__(self, other: object) -> bool:
        return False

    def __ne__(self, other: object) -> bool:
        return True

    __hash__ = datetime.__hash__


DAYS = [
    (DAY, DAY),
    (datetime(2025, 12, 8, 23, 59), DAY),
    (datetime(2025, 12, 8, 23, 59, tzinfo=EAST), DAY),
    (datetime(2025, 12, 8, 0, 1, tzinfo=UTC), DAY),
    (Stamp(2025, 12, 8, 12), DAY),
    ("2025-12-08", DAY),
    ("2025-12-08T23:59:00-05:00", DAY),
    ("2025-12-08 00:01:02.123456789Z", DAY),
    ("2025-12-08 23:59 EST", DAY),
    (None, None),
    (NotATime(2025, 12, 8), None),
    (float("nan"), None),
]
NO_DAYS = [
    ("8 December", ValueError),
    ("2025-13-45", ValueError),
    ("2025-12-08, or so", ValueError),
    ("", ValueError),
    (0, TypeError),
    (20251208, TypeError),
    (True, TypeError),
    (1.5, TypeError),
    (b"2025-12-08", TypeError),
    (time(12), TypeError),
    ([DAY], TypeError),
]


def as_argument(value: Any) -> date | None:
    return extractor.extract("Tea.", published=value, nlp=DATES).published


def on_article(value: Any) -> date | None:
    return Article("Tea.", published=value).published


def on_doc(value: Any) -> date | None:
    doc = DATES.make_doc("Tea.")
    doc._.published = value
    published: date | None = doc._.published
    return published


DATES = extractor.load(kinds="dates", model=None)
WAYS = [day_of, as_argument, on_article, on_doc]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("value", "day"), DAYS, ids=lambda value: repr(value))
def test_a_publication_date_is_a_day_whatever_it_is_given_as(way: Any, value: Any, day: date | None) -> None:
    found = way(value)
    assert (type(found), found) == (type(day), day)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("value", "kind"), NO_DAYS, ids=lambda value: repr(value))
def test_what_is_no_publication_date_is_an_error_that_quotes_it(way: Any, value: Any, kind: type[Exception]) -> None:
    with pytest.raises(kind, match="published=") as caught:
        way(value)
    assert isinstance(caught.value, extractor.FormatError)
    assert repr(value) in str(caught.value) and "2025-12-08" in str(caught.value)


@given(st.datetimes(), st.timezones())
def test_no_time_zone_moves_the_day(moment: datetime, zone: Any) -> None:
    assert day_of(moment.replace(tzinfo=zone)) == day_of(moment.isoformat()) == moment.date()


def test_datetimes_and_days_give_the_same_id() -> None:
    assert Article("Tea.", published=datetime(2025, 12, 8, 9)).key() == Article("Tea.", published=DAY).key()


TEXTS = [
    (b"Tea.", Reason.MISSING_TEXT, TypeError, "decode"),
    (bytearray(b"Tea."), Reason.MISSING_TEXT, TypeError, "decode"),
    (None, Reason.MISSING_TEXT, TypeError, "text is None"),
    (5, Reason.MISSING_TEXT, TypeError, "text is int"),
    (["Tea."], Reason.MISSING_TEXT, TypeError, "text is list"),
    ("Tea " * 250_001, Reason.TOO_LARGE, ValueError, "1,000,004 code points"),
    ("Tea \ud800.", Reason.NOT_UNICODE, ValueError, "U+D800) at 4"),
    ("🍵 and \udc80", Reason.NOT_UNICODE, ValueError, "U+DC80) at 6"),
]
FIELDS = [
    ({"id": 5}, TypeError, "id is 5"),
    ({"title": b"Tea"}, TypeError, "title is b'Tea'"),
    ({"title": "\ud83d"}, ValueError, "title has half"),
    ({"url": ["https://wire.example"]}, TypeError, "url is"),
    ({"outlet": 1.0}, TypeError, "outlet is 1.0"),
    ({"path": "\udcff.txt"}, ValueError, "path has half"),
    ({"images": "https://wire.example/a.png"}, TypeError, "list of addresses"),
    ({"images": 5}, TypeError, "list of addresses"),
    ({"images": ["\udcff"]}, ValueError, "images has half"),
    ({"images": [None]}, TypeError, "images is None"),
]


@pytest.mark.parametrize(("text", "reason", "kind", "said"), TEXTS, ids=lambda value: repr(value)[:20])
def test_a_text_that_cannot_be_worked_on_is_an_error_alone_and_a_reject_in_a_batch(text, reason, kind, said) -> None:
    with pytest.raises(kind) as caught:
        extractor.extract(text, nlp=DATES)
    assert isinstance(caught.value, ExtractorError) and said in str(caught.value)
    before, reject, after = extractor.extract_many(["Oil.", Article(text, id="wire-1", index=1), "Tin."], nlp=DATES)
    assert isinstance(before, extractor.Record) and isinstance(after, extractor.Record)
    assert isinstance(reject, Reject)
    assert (reject.index, reject.reason, reject.detail, reject.id) == (1, reason, str(caught.value), "wire-1")
    assert reject.raw == (text if isinstance(text, str) else None)


@pytest.mark.parametrize(("fields", "kind", "said"), FIELDS, ids=lambda value: repr(value)[:40])
def test_a_field_that_cannot_be_written_is_an_error_alone_and_a_reject_in_a_batch(fields, kind, said) -> None:
    with pytest.raises(kind) as caught:
        extractor.extract("Tea.", nlp=DATES, **fields)
    assert isinstance(caught.value, extractor.FormatError) and said in str(caught.value)
    [reject] = extractor.extract_many([Article("Tea.", **fields)], nlp=DATES)
    assert isinstance(reject, Reject)
    assert (reject.reason, reject.detail, reject.raw) == (Reason.BAD_FIELD, str(caught.value), "Tea.")


def test_processes_reject_what_one_process_rejects() -> None:
    bad = [Article(text, index=i) for i, (text, *_) in enumerate(TEXTS)]  # type: ignore[arg-type]
    mixed = ["Oil on Friday.", *bad, Article("Tea.", title="\ud83d"), "Tin."]
    alone = list(extractor.extract_many(mixed, nlp=DATES))
    assert list(extractor.extract_many(mixed, nlp=DATES, processes=2)) == alone
    assert [type(result).__name__ for result in alone] == ["Record", *["Reject"] * (len(TEXTS) + 1), "Record"]


def test_the_limit_of_a_text_is_that_of_the_pipeline_in_every_process() -> None:
    nlp = extractor.load(kinds="dates", model=None)
    nlp.max_length = 10
    short, long = "On Friday.", "On Fridays."
    for processes in (1, 2):
        kept, reject = extractor.extract_many([short, long], nlp=nlp, processes=processes)
        assert isinstance(kept, extractor.Record) and isinstance(reject, Reject)
        assert (reject.reason, reject.raw) == (Reason.TOO_LARGE, long)


def test_a_str_of_another_class_is_a_text() -> None:
    class Text(str):  # as NumPy's str_, or a string out of a web page
        pass

    assert extractor.extract(Text("On Friday."), nlp=DATES).text == "On Friday."
    [record] = extractor.extract_many([Text("On Friday.")], nlp=DATES)
    assert isinstance(record, extractor.Record) and [found.text for found in record.dates] == ["Friday"]


@pytest.mark.parametrize(
    "articles",
    [
        "Tea.",
        b"Tea.",
        Article("Tea."),
        {"text": "Tea."},
        SimpleNamespace(columns=["text"], __iter__=lambda: iter(["text"])),
        None,
        5,
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_no_iterable_of_articles_is_refused_at_once(articles: Any) -> None:
    with pytest.raises(ArgumentTypeError, match="articles is"):
        extractor.extract_many(articles, nlp=DATES)


@pytest.mark.parametrize("item", [None, {"text": "Tea."}, 5, b"Tea.", ["Tea."]], ids=repr)
@pytest.mark.parametrize("processes", [1, 2])
def test_an_item_of_another_type_is_an_error_that_names_its_place_and_type(item: Any, processes: int) -> None:
    said = rf"articles\[2\] is {'None' if item is None else type(item).__name__}"
    with pytest.raises(ArgumentTypeError, match=said) as caught:
        list(extractor.extract_many(["Oil.", "Tin.", item], nlp=DATES, processes=processes))
    assert isinstance(caught.value, TypeError)


@pytest.mark.parametrize(
    ("arguments", "kind"),
    [
        ({"processes": 0}, ArgumentValueError),
        ({"processes": None}, ArgumentTypeError),
        ({"processes": 1.5}, ArgumentTypeError),
        ({"processes": True}, ArgumentTypeError),
        ({"time_limit": 0}, ArgumentValueError),
        ({"time_limit": float("nan")}, ArgumentValueError),
        ({"time_limit": "60"}, ArgumentTypeError),
        ({"nlp": "en_core_web_sm"}, ArgumentTypeError),
        ({"nlp": spacy.blank("en")}, ArgumentValueError),
    ],
    ids=repr,
)
def test_an_option_that_cannot_be_meant_is_refused_at_once(arguments: dict[str, Any], kind: type[Exception]) -> None:
    with pytest.raises(kind, match=next(iter(arguments))):
        extractor.extract_many(["Tea."], **{"nlp": DATES, **arguments})


def test_what_is_known_of_an_article_goes_into_its_record() -> None:
    known = {"id": "wire-1", "title": "Tea", "outlet": "wire.example", "url": "https://wire.example/1"}
    images = ["https://wire.example/a.png", "https://wire.example/b.png"]
    record = extractor.extract("Tea.", images=images, path="a/b.txt", nlp=DATES, **known)
    [same] = extractor.extract_many([Article("Tea.", images=tuple(images), path="a/b.txt", **known)], nlp=DATES)
    assert record == same
    source = record.source
    assert (record.id, record.title, source.outlet, source.url) == tuple(known.values())
    assert (list(source.images), source.path) == (images, "a/b.txt")


def test_an_empty_id_is_none() -> None:
    assert Article("Tea.", id="").key() == Article("Tea.").key()
