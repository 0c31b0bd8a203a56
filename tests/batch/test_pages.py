"""Web pages are read by the processes that work on their articles: under the same limit, as isolated, and stopped as fast."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from extractor.article import Article
from extractor.batch import run as run_module
from extractor.batch.run import Plan, Summary, Watch, run
from extractor.errors import Reason
from extractor.readers import Options, Page, find, read_page, scan

# Nothing takes such a tag apart in less than minutes.
BOMB = f"<html><body><p {' '.join(f'a{i}=1' for i in range(200_000))}>Tea rose.</p></body></html>"
PROSE = (
    "The board said on Monday that prices at the auction rose for a third week, and that exports would follow in May. "
)


@pytest.fixture(autouse=True)
def _quick_extraction(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parent.parent))
    import standins

    monkeypatch.setattr(run_module, "make_work", standins.instead)


def page(number: int | str) -> str:
    body = f"<article><p>Kenya sold lot {number}. {PROSE * 4}</p></article>"
    return f"<html><head><title>Story {number}</title></head><body>{body}</body></html>"


@pytest.fixture
def crawl(tmp_path: Path) -> Path:
    """Pages with an article, one without, one in another language, two alike, and texts between them."""
    folder = tmp_path / "crawl"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number:02}.html").write_text(page(number))
    (folder / "03a.html").write_text("<html><body><a href='x'>Home</a></body></html>")
    (folder / "05a.html").write_text(
        f"<html><body><p>{'Министр сообщил, что экспорт чая вырос до десяти тонн. ' * 9}</p></body></html>"
    )
    (folder / "07a.html").write_text(page(7))
    (folder / "08a.txt").write_text("Kenya sold coffee.")
    (folder / "08b.txt").write_text("  ")
    return folder


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def test_pages_are_found_unread_and_read_later_as_ever(crawl: Path) -> None:
    found = list(find(str(crawl), Options()))
    assert sum(isinstance(each, Page) for each in found) == 15
    assert [read_page(each) if isinstance(each, Page) else each for each in found] == list(scan(str(crawl), Options()))


@pytest.mark.parametrize("processes", [1, 3])
@pytest.mark.parametrize("dedupe", ["off", "exact"])
def test_a_crawl_gives_what_reading_it_here_gives(crawl: Path, tmp_path: Path, processes: int, dedupe: Any) -> None:
    out = tmp_path / "out.jsonl"
    summary = run([str(crawl)], str(out), plan=Plan(processes=processes, dedupe=dedupe))
    here = list(scan(str(crawl), Options()))
    articles = [each for each in here if isinstance(each, Article)]
    unread = [each for each in here if not isinstance(each, Article)]
    assert [(each["text"], each["source"]["path"]) for each in lines(out)] == [
        (each.text, each.path) for each in articles
    ]
    told = [
        (each["path"], each["reason"], each["detail"], each["raw"], each["pointer"])
        for each in lines(Path(f"{out}.rejects.jsonl"))
    ]
    assert told == [(each.path, each.reason, each.detail, each.raw, each.pointer) for each in unread]
    assert (
        (summary.articles, summary.unread, summary.records)
        == (len(articles), len(unread), len(articles))
        == (14, 3, 14)
    )
    repeats = [each["source"]["path"] for each in lines(out) if each["duplicate_of"]]
    assert repeats == ([] if dedupe == "off" else [str(crawl / "07a.html")])


@pytest.mark.parametrize("dedupe", ["off", "exact"])
def test_a_page_that_takes_too_long_is_rejected_alone(crawl: Path, tmp_path: Path, dedupe: Any) -> None:
    (crawl / "04b.html").write_text(BOMB)
    out = tmp_path / "out.jsonl"
    started = time.monotonic()
    summary = run([str(crawl)], str(out), plan=Plan(processes=2, dedupe=dedupe, time_limit=3))
    assert time.monotonic() - started < 60
    (late,) = (each for each in lines(Path(f"{out}.rejects.jsonl")) if each["reason"] == Reason.TIME_LIMIT)
    assert (late["path"], late["raw"], late["pointer"]) == (str(crawl / "04b.html"), None, str(crawl / "04b.html"))
    assert (summary.records, summary.rejects) == (14, 4)


@pytest.mark.parametrize("after", [1, 5, 9, 13])
def test_a_crawl_goes_on_where_it_was_broken_off(crawl: Path, tmp_path: Path, after: int) -> None:
    plan = Plan(processes=1, shard_size=3)
    run([str(crawl)], str(tmp_path / "whole"), plan=plan)
    broken = tmp_path / "broken"
    stop = False

    def on_result(summary: Summary, result: object) -> None:
        nonlocal stop
        stop = stop or summary.results >= after

    run([str(crawl)], str(broken), plan=plan, watch=Watch(on_result=on_result, stop=lambda: stop))
    summary = run([str(crawl)], str(broken), plan=plan)
    assert not summary.interrupted and summary.results == 17
    for path in (tmp_path / "whole").iterdir():
        assert (broken / path.name).read_bytes() == path.read_bytes()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("out", ["out.jsonl", "out"])
def test_signals_work_while_a_page_is_read(tmp_path: Path, number: signal.Signals, out: str) -> None:
    (tmp_path / "crawl").mkdir()
    for name in "abc":
        (tmp_path / "crawl" / f"{name}.html").write_text(BOMB)
    program = "from extractor.commands import main; main()"
    given = ["run", str(tmp_path / "crawl"), "-o", str(tmp_path / out), "--model", "none", "-p", "2", "--log", "json"]
    command = [sys.executable, "-c", program, *given, "--time-limit", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        assert process.stderr and process.stderr.readline()  # it has begun
        time.sleep(6)  # pipelines are loaded, and pages are being read
        process.send_signal(number)
        if out == "out":  # the first asks it to finish what is in hand, and nothing of that will ever be
            time.sleep(1)
            process.send_signal(number)
        assert process.wait(5) == 128 + number
    assert not (tmp_path / "out.jsonl").exists()
