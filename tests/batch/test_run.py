"""A batch: every article is accounted for, and files are replaced whole or not at all."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from extractor import FormatError, Reject, WriteError
from extractor.batch import run as run_module
from extractor.batch.run import Plan, Summary, Watch, run
from extractor.errors import RunError
from extractor.processes.pool import Read
from extractor.processes.worker import Done, Result


@pytest.fixture(autouse=True)
def _quick_extraction(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stands in for the pipeline: Kenya at the very start of a text is found, and some words make it fail."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent.parent))  # processes take the path over
    import standins

    monkeypatch.setattr(run_module, "make_work", standins.instead)


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
    dump(news / "a.jsonl", "One.", "fail", 5, "exit", "Two.")
    (news / "b.txt").write_bytes(b"Caf\xff")
    (news / "c.txt.gz").write_bytes(b"\x1f\x8bbroken")
    (news / "photo.webp").write_bytes(b"")
    summary = run([str(news), str(tmp_path / "missing.txt")], out)
    assert [one["text"] for one in lines(out)] == ["One.", "Two."]
    assert rejects(out) == [
        (1, "extraction failed", "fail"),
        (2, "missing text", '{"id": "same", "text": 5}'),
        (3, "worker died", "exit"),
        (0, "undecodable bytes", "Caf\\xff"),
        (None, "unreadable file", None),
        (None, "unreadable file", None),
    ]
    assert lines(f"{out}.rejects.jsonl")[0]["detail"] == "failed"
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

    def report(summary: Summary, result: Result) -> None:
        counts.append(summary.records)

    run([source], out, watch=Watch(on_bytes=sizes.append, on_result=report))
    assert (sum(sizes), counts) == (Path(source).stat().st_size, [1, 1, 2])


def test_an_ending_that_is_not_known_is_refused_before_any_work(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="an output ends in"):
        run([dump(tmp_path / "a.jsonl", "One.")], str(tmp_path / "records.xlsx"))


def test_accounts_that_do_not_add_up_fail_the_run(
    tmp_path: Path, out: str, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    source = dump(tmp_path / "a.jsonl", "One.", 5, "Two.")

    def losing(articles: Iterable[Read], make: object, **options: object) -> Iterator[Result]:
        yield from [Done(b"{}") if not isinstance(item, Reject) else item for item in articles][:-1]

    def swapping(articles: Iterable[Read], make: object, **options: object) -> Iterator[Result]:
        results = [item if isinstance(item, Reject) else Done(b"{}") for item in articles]
        yield from (results[1], results[0], results[2])

    def doubling(articles: Iterable[Read], make: object, **options: object) -> Iterator[Result]:
        results = [item if isinstance(item, Reject) else Done(b"{}") for item in articles]
        yield from (*results, results[0])

    for broken, message in (
        (losing, "a.jsonl, article 2 gave neither"),
        (swapping, "article 0 gave the reject of"),
        (doubling, "nothing was read for"),
    ):
        monkeypatch.setattr(run_module, "work_through", broken)
        for place in (out, folder):
            with pytest.raises(RunError, match=message):
                run([source], place, overwrite=True)
        assert not Path(out).exists()


@pytest.fixture
def folder(tmp_path: Path) -> str:
    return str(tmp_path / "out")


def test_a_plan_that_makes_no_sense_is_refused() -> None:
    for wrong in ({"processes": 0}, {"time_limit": -1}, {"shard_size": 0}, {"shard_format": "doc"}, {"dedupe": "some"}):
        with pytest.raises(FormatError, match=r"above 0|no format 'doc'|no dedupe mode 'some'"):
            Plan(**wrong)  # type: ignore[arg-type]


def test_a_stop_leaves_no_single_file(tmp_path: Path, out: str) -> None:
    seen: list[Result] = []
    watch = Watch(on_result=lambda summary, result: seen.append(result), stop=lambda: bool(seen))
    summary = run([dump(tmp_path / "a.jsonl", *["One."] * 500, 5)], out, plan=Plan(processes=1), watch=watch)
    assert summary.interrupted
    assert [path.name for path in tmp_path.iterdir()] == ["a.jsonl"]
