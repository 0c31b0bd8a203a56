"""JSON documents are cut into their elements, and damage costs one of them."""

import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import extractor
from extractor import Article, Reject
from extractor.errors import Reason
from extractor.readers import Limits, Options
from extractor.readers.documents import scan_documents
from extractor.readers.values import is_nothing


def scan(raw: bytes, size: int = 1 << 16, **options: object) -> list[Article | Reject]:
    stream = io.BufferedReader(io.BytesIO(raw), size)  # type: ignore[arg-type]
    return list(scan_documents(stream, "wire.json", Options(**options)))  # type: ignore[arg-type]


def short(found: list[Article | Reject]) -> list[str]:
    return [one.text if isinstance(one, Article) else f"{one.reason}: {one.raw}" for one in found]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("[]", []),
        ('[{"text": "One."},{"text": "Two."}]', ["One.", "Two."]),
        ('\ufeff [\n {"a": [1, {"b": []}], "text": "One."},\n {"text": "Two."}\n]\n', ["One.", "Two."]),
        ('{\n "text": "One."\n}\n{"text": "Two."}', ["One.", "Two."]),
        ('[{"text": "} , \\n{ \\"text"}]', ['} , \n{ "text']),
        # damage, and the neighbours of what it costs
        ('[{"text": "One."}, {"text": }, {"text": "Three."}]', ["One.", 'bad JSON: {"text": }', "Three."]),
        ('[{"text": "One."}, {"text": "no}, \n{"text": "Three."}]', ["One.", 'bad JSON: {"text": "no}', "Three."]),
        ('[{"text": "One.", {"text": "Two."}]', ['bad JSON: {"text": "One."', "Two."]),
        ('[{"text": "5" pipe"}, {"text": "Two."}]', ['bad JSON: {"text": "5" pipe"}', "Two."]),
        ('[{"text": "One."}{"text": "Two."}]', ["One.", "Two."]),
        ('[{"text": "One."}, {"text": "Tw', ["One.", 'bad JSON: {"text": "Tw']),
        (
            '[{"text": nul}, {"text": "Two."}, {"text": no}]',
            ['bad JSON: {"text": nul}', "Two.", 'bad JSON: {"text": no}'],
        ),
        (
            '[5, null, ["a"], {"text": "Two."}]',
            ["not an object: 5", "not an object: null", 'not an object: ["a"]', "Two."],
        ),
    ],
)
def test_elements(raw: str, expected: list[str]) -> None:
    for size in (1, 3, 1 << 16):
        found = scan(raw.encode(), size)
        assert short(found) == expected
        assert [one.index for one in found] == list(range(len(expected)))


def test_an_array_without_its_end_is_cut_off() -> None:
    with pytest.raises(EOFError, match="cut off"):
        scan(b'[{"text": "One."},')
    with pytest.raises(EOFError, match="empty"):
        scan(b"")


def test_pointers_count_bytes() -> None:
    raw = '[{"text": "Café"}, {"text": 5}]'.encode()
    reject = scan(raw)[1]
    assert isinstance(reject, Reject)
    assert (reject.pointer, raw[20:31]) == ("element 1, bytes 20-31 of wire.json", b'{"text": 5}')


def test_undecodable_bytes_cost_one_element() -> None:
    found = scan(b'[{"text": "Caf\xe9"}, {"text": "Two."}]')
    assert short(found) == ['undecodable bytes: {"text": "Caf\\xe9"}', "Two."]


def test_an_object_that_holds_the_articles_is_told_how_to_be_read() -> None:
    assert short(scan(b'{"articles": [{"text": "One."}]}')) == ["One."]
    [reject] = scan(b'{"items": [{"words": "One."}]}')
    assert isinstance(reject, Reject)
    assert (reject.reason, "--items items reads them" in reject.detail) == (Reason.MISSING_TEXT, True)
    [one] = scan(b'{"items": [{"words": "One."}]}', items="items", fields={"text": "words"})
    assert isinstance(one, Article) and one.text == "One."


@pytest.mark.parametrize("count", [30, 3_000_000])
def test_an_element_over_the_limit_is_passed_over(count: int) -> None:
    raw = b'[{"text": "One."}, {"text": "' + b"x" * count + b'"}, {"text": "Two."}]'
    found = scan(raw, limits=Limits(article=10))
    assert short(found) == ["One.", "too large: None", "Two."]
    assert isinstance(found[1], Reject)
    assert found[1].pointer == f"element 1, bytes 19-{29 + count + 2} of wire.json" or count > 30


values = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3),
)
objects = st.fixed_dictionaries({"text": st.text(min_size=1).filter(lambda text: not is_nothing(text)), "more": values})


@given(st.lists(objects), st.sampled_from([None, 1]), st.booleans(), st.sampled_from([1, 7, 1 << 16]))
def test_any_array_is_given_back(items: list[dict[str, object]], indent: int | None, ascii: bool, size: int) -> None:
    raw = json.dumps(items, indent=indent, ensure_ascii=ascii).encode("utf-8", "surrogatepass")
    assert short(scan(raw, size)) == [item["text"] for item in items]


@given(st.lists(objects, min_size=2, max_size=4), st.data())
def test_no_damage_raises(items: list[dict[str, object]], data: st.DataObject) -> None:
    raw = json.dumps(items).encode()
    at = data.draw(st.integers(0, len(raw)))
    damage = data.draw(st.sampled_from([b"", b'"', b"{", b"}", b"[", b"]", b",", b"\xff", b"\n"]))
    try:
        found = scan(raw[:at] + damage + raw[at + data.draw(st.integers(0, 3)) :])
    except EOFError:
        return
    assert [one.index for one in found] == list(range(len(found)))


RECORDS = [
    {"id": 1, "pub_date": "2021-05-04", "headline": "Rye", "content": "Rye rose."},
    {"id": 2, "pub_date": "2021-05-05", "headline": "Oats", "content": "Oats fell."},
]
NAMES = list(RECORDS[0])


@pytest.mark.parametrize(
    "document",
    [
        {"columns": NAMES, "index": [0, 1], "data": [list(one.values()) for one in RECORDS]},
        {name: {str(i): one[name] for i, one in enumerate(RECORDS)} for name in NAMES},
        {str(i): one for i, one in enumerate(RECORDS)},
        {"schema": {"fields": [], "pandas_version": "1.4.0"}, "data": RECORDS},
        RECORDS,
    ],
)
@pytest.mark.parametrize("indent", [None, 2])
def test_every_shape_of_pandas_is_read(tmp_path: Path, document: object, indent: int | None) -> None:
    dump = tmp_path / "table.json"
    dump.write_text(json.dumps(document, indent=indent))
    found = list(extractor.read(dump))
    assert [(one.index, one.id, str(one.published), one.title, one.text) for one in found] == [
        (0, "1", "2021-05-04", "Rye", "Rye rose."),
        (1, "2", "2021-05-05", "Oats", "Oats fell."),
    ]


def test_rows_without_names_are_read_where_these_are_given(tmp_path: Path) -> None:
    dump = tmp_path / "table.json"
    dump.write_text(json.dumps([list(one.values()) for one in RECORDS]))
    found = list(extractor.read(dump, options=Options(columns=tuple(NAMES))))
    assert [one.text for one in found] == ["Rye rose.", "Oats fell."]


@pytest.mark.parametrize("between", ["", " ", "\r", "\r\n"])
def test_objects_put_together_are_read(tmp_path: Path, between: str) -> None:
    dump = tmp_path / "wire.json"
    dump.write_bytes(between.join(map(json.dumps, RECORDS)).encode())
    assert [one.text for one in extractor.read(dump)] == ["Rye rose.", "Oats fell."]


@pytest.mark.parametrize("indent", [None, 1])
def test_advice_names_the_place_of_the_articles(tmp_path: Path, indent: int | None) -> None:
    dump = tmp_path / "api.json"
    dump.write_text(
        json.dumps({"status": "ok", "response": {"total": 2, "results": [{"x": "y"}, {"x": "z"}]}}, indent=indent)
    )
    rejects: list[Reject] = []
    assert list(extractor.read(dump, on_reject=rejects.append)) == []
    assert "jq '.response.results' FILE" in rejects[0].detail
