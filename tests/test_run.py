"""A batch: every article is accounted for, and files are replaced whole or not at all."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import spacy

from extractor import Article, RecordError, WriteError, api
from extractor.record import Country, CountryMention, Record, Source
from extractor.run import Summary, Watch, run


@pytest.fixture(autouse=True)
def _quick_extraction(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stands in for the pipeline: Kenya at the very start of a text is found, and two words make it fail."""

    def explain(article: Article, nlp: object) -> tuple[Record, dict[tuple[int, int], str]]:
        if "crash" in article.text:
            raise ZeroDivisionError("a component's bug")
        if "invalid" in article.text:
            raise RecordError("a span doesn't quote the text")
        found = []
        if article.text.startswith("Kenya"):
            mention = CountryMention(start=0, end=5, text="Kenya", kind="name")
            found.append(Country(code="KE", name="Kenya", mentions=(mention,)))
        source = Source(path=article.path, index=article.index)
        return Record(id=article.key(), source=source, text=article.text, countries=tuple(found)), {}

    monkeypatch.setattr(api, "_explain", explain)
    monkeypatch.setattr(api, "_pipeline", lambda: spacy.blank("en"))


def dump(path: Path, *texts: object) -> str:
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(json.dumps({"id": "same", "text": text}) + "\n" for text in texts))
    return str(path)


def lines(path: Path | str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(path).read_text().splitlines()]


def rejects(out: str) -> list[tuple[object, ...]]:
    return [(reject["index"], reject["reason"], reject["raw"]) for reject in lines(f"{out}.rejects.jsonl")]


@pytest.fixture
def out(tmp_path: Path) -> str:
    return str(tmp_path / "records.jsonl")


def test_records_come_in_order_and_are_counted(tmp_path: Path, out: str) -> None:
    inputs = [dump(tmp_path / "b.jsonl", "Kenya sold tea.", "Two."), dump(tmp_path / "a.jsonl", "Kenya bought tea.")]
    summary = run(inputs, out)
    assert [(one["text"], one["id"], one["source"]["index"]) for one in lines(out)] == [
        ("Kenya sold tea.", "same", 0),
        ("Two.", "same", 1),
        ("Kenya bought tea.", "same", 0),
    ]
    assert (summary.articles, summary.records, summary.rejects, summary.skipped) == (3, 3, 0, 0)
    assert (summary.entities["countries"], summary.entities["money"]) == (2, 0)
    assert summary.seconds > 0
    assert not Path(f"{out}.rejects.jsonl").exists()


def test_nothing_that_fails_stops_the_run_or_is_lost(tmp_path: Path, out: str) -> None:
    news = tmp_path / "news"
    dump(news / "a.jsonl", "One.", "crash", 5, "invalid", "Two.")
    (news / "b.txt").write_bytes(b"Caf\xe9")
    (news / "c.txt.gz").write_bytes(b"\x1f\x8bbroken")
    (news / "photo.webp").write_bytes(b"")
    summary = run([str(news), str(tmp_path / "missing.txt")], out)
    assert [one["text"] for one in lines(out)] == ["One.", "Two."]
    assert rejects(out) == [
        (1, "extraction failed", "crash"),
        (2, "missing text", '{"id": "same", "text": 5}'),
        (3, "record invalid", "invalid"),
        (0, "undecodable bytes", "Caf\\xe9"),
        (None, "unreadable file", None),
        (None, "unreadable file", None),
    ]
    assert lines(f"{out}.rejects.jsonl")[0]["detail"] == "ZeroDivisionError: a component's bug"
    assert lines(f"{out}.rejects.jsonl")[0]["path"] == str(news / "a.jsonl")
    assert (summary.articles, summary.records, summary.rejects, summary.skipped) == (4, 2, 6, 1)
    assert summary.readable


def test_rejects_of_an_earlier_run_do_not_survive(tmp_path: Path, out: str) -> None:
    run([dump(tmp_path / "a.jsonl", "One.", 5)], out)
    assert rejects(out) == [(1, "missing text", '{"id": "same", "text": 5}')]
    run([dump(tmp_path / "a.jsonl", "One.")], out, overwrite=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.jsonl", "records.jsonl"]


def test_an_existing_output_needs_overwrite(tmp_path: Path, out: str) -> None:
    Path(out).write_text("earlier")
    with pytest.raises(WriteError, match="--overwrite"):
        run([dump(tmp_path / "a.jsonl", "One.")], out)
    assert Path(out).read_text() == "earlier"


@pytest.mark.parametrize("content", [None, "", "5\n"])
def test_nothing_readable_leaves_an_earlier_output(tmp_path: Path, out: str, content: str | None) -> None:
    source = tmp_path / "a.txt"
    if content is not None:
        source.write_text('{"text": 5}\n' if content else "")
    Path(out).write_text("earlier")
    summary = run([str(source)], out, overwrite=True)
    assert (summary.readable, summary.rejects, Path(out).read_text()) == (False, 1, "earlier")
    assert len(rejects(out)) == 1


def test_an_empty_dump_is_no_mistake(tmp_path: Path, out: str) -> None:
    summary = run([dump(tmp_path / "a.jsonl")], out)
    assert (summary.readable, summary.records, Path(out).read_bytes()) == (True, 0, b"")


def test_what_a_run_writes_is_not_read_by_it(tmp_path: Path) -> None:
    out = str(tmp_path / "records.jsonl")
    dump(tmp_path / "a.jsonl", "One.", 5)
    first = run([str(tmp_path)], out)
    again = run([str(tmp_path)], out, overwrite=True)
    assert (first.articles, first.rejects) == (again.articles, again.rejects) == (1, 1)
    with pytest.raises(WriteError, match="is an input"):
        run([out], out, overwrite=True)


def test_a_watch_hears_of_every_byte_and_article(tmp_path: Path, out: str) -> None:
    source = dump(tmp_path / "a.jsonl", "One.", 5, "Two.")
    sizes: list[int] = []
    counts: list[int] = []
    report: Callable[[Summary], None] = lambda summary: counts.append(summary.records)  # noqa: E731
    run([source], out, watch=Watch(on_bytes=sizes.append, on_article=report))
    assert (sum(sizes), counts) == (Path(source).stat().st_size, [1, 1, 2])


def test_an_ending_that_is_not_known_is_refused_before_any_work(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="an output ends in"):
        run([dump(tmp_path / "a.jsonl", "One.")], str(tmp_path / "records.xlsx"))
