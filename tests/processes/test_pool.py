"""Processes that crash, hang or can't start: neighbours are safe, the order is kept, nothing is lost."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor import Article, FormatError, Reject
from extractor.errors import Reason, RunError
from extractor.processes import pool
from extractor.processes.pool import Read, batches, work_through
from extractor.processes.worker import Done, Make, Result

TESTS = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def _standins_are_importable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(TESTS))  # processes take the path over


def standin(name: str) -> Make:
    import standins

    made: Make = getattr(standins, name)
    return made


def articles(*texts: str) -> list[Article]:
    return [Article(text, id=f"wire-{number}", path="dump", index=number) for number, text in enumerate(texts)]


def told(result: Result) -> str:
    """A record's text, or a reject's reason and number."""
    if isinstance(result, Done):
        return result.line.decode().split('"text":"', 1)[1].split('"')[0]
    return f"{result.reason} {result.index}"


def test_results_come_in_order_whatever_the_number_of_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "BATCH", 3)
    given = articles(*(f"sleep {0.03 * (number % 4 == 0)}" for number in range(40)))
    alone = list(work_through(given, standin("quick"), processes=1))
    assert list(map(told, alone)) == [article.text for article in given]
    assert list(work_through(given, standin("quick"), processes=3)) == alone


def test_what_the_readers_rejected_keeps_its_place() -> None:
    unread = Reject("dump", 1, Reason.BAD_JSON, "broken")
    one, two = articles("One.", "Two.")
    results = list(work_through([one, unread, two, unread], standin("quick"), processes=1))
    assert (told(results[0]), results[1], told(results[2]), results[3]) == ("One.", unread, "Two.", unread)
    assert list(work_through([unread], standin("quick"), processes=2)) == [unread]
    assert list(work_through([], standin("quick"), processes=2)) == []


@pytest.mark.parametrize(
    ("text", "how"), [("exit", "ended with exit code 3"), ("kill", "killed by SIGKILL"), ("fault", "killed by SIGSEGV")]
)
def test_an_article_that_kills_its_process_is_rejected_alone(text: str, how: str) -> None:
    given = articles("One.", text, "Two.", "Three.")
    results = list(work_through(given, standin("quick"), processes=1))
    assert list(map(told, results)) == ["One.", "worker died 1", "Two.", "Three."]
    reject = results[1]
    assert isinstance(reject, Reject)
    assert how in reject.detail
    assert (reject.path, reject.raw, reject.id) == ("dump", text, "wire-1")


def test_a_process_that_something_else_killed_costs_nothing(tmp_path: Path) -> None:
    given = articles("One.", f"once {tmp_path / 'mark'}", "Two.")
    results = list(work_through(given, standin("quick"), processes=1))
    assert list(map(told, results)) == [article.text for article in given]


@pytest.mark.parametrize("text", ["sleep 60", "spin"])
def test_an_article_over_its_time_is_rejected_alone(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "BATCH", 4)
    given = articles("One.", text, "Two.", *(f"More {number}." for number in range(20)))
    results = list(work_through(given, standin("quick"), processes=1, time_limit=0.3))
    assert list(map(told, results)) == [article.text if article.text != text else "time limit 1" for article in given]
    assert isinstance(results[1], Reject) and results[1].detail == "took longer than 0.3 s, the time limit"


def test_every_article_may_be_a_bad_one() -> None:
    results = list(work_through(articles("exit", "exit", "fail"), standin("quick"), processes=2))
    assert list(map(told, results)) == ["worker died 0", "worker died 1", "extraction failed 2"]


def test_a_hang_with_large_batches_behind_it_blocks_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "BATCH", 2)
    large = "x" * 2_000_000  # more than a pipe takes
    given = articles("spin", large, large, large, large)
    results = list(work_through(given, standin("quick"), processes=1, time_limit=0.5))
    assert [told(result)[:10] for result in results] == ["time limit", *["x" * 10] * 4]


def test_a_long_article_holds_up_no_more_than_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "BATCH", 1)
    monkeypatch.setattr(pool, "WINDOW", 5)
    read = 0

    def reading() -> Iterator[Read]:
        nonlocal read
        for article in articles("sleep 1.5", *["One."] * 100):
            read += 1
            yield article

    results = work_through(reading(), standin("quick"), processes=2)
    assert (told(next(results)), read) == ("sleep 1.5", 10)  # others went on while the first one slept, to the bound
    assert len(list(results)) == 100


def test_the_window_is_bounded_in_size_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "BATCH", 1)
    monkeypatch.setattr(pool, "WINDOW_SIZE", 1000)
    read = 0

    def reading() -> Iterator[Read]:
        nonlocal read
        for article in articles("sleep 1", *["x" * 300] * 30):
            read += 1
            yield article

    results = work_through(reading(), standin("quick"), processes=2)
    next(results)
    assert 2 < read < 6
    assert len(list(results)) == 30


def test_a_batch_ends_at_its_number_or_its_size() -> None:
    assert [len(batch) for batch in batches(articles(*["One."] * 120))] == [50, 50, 20]
    assert [len(batch) for batch in batches(articles(*["x" * 100_000] * 4))] == [3, 1]


def test_what_makes_the_work_impossible_ends_the_run() -> None:
    with pytest.raises(FormatError, match="no such model"):
        list(work_through(articles("One."), standin("refused"), processes=2))
    with pytest.raises(RunError, match="can't be loaded: ZeroDivisionError: a bug"):
        list(work_through(articles("One."), standin("broken"), processes=2))
    with pytest.raises(RunError, match="ended with exit code 7 before it was ready"):
        list(work_through(articles("One."), standin("dying"), processes=2))


def test_a_stop_still_brings_the_batches_in_hand() -> None:
    seen: list[Result] = []
    for result in work_through(articles(*["One."] * 1000), standin("slow"), processes=1, stop=lambda: len(seen) >= 10):
        seen.append(result)
    assert len(seen) in (100, 150)


def test_a_consumer_that_leaves_takes_the_processes_along() -> None:
    results = work_through(articles(*["One."] * 1000), standin("slow"), processes=2)
    next(results)
    children = _children(os.getpid())
    assert len(children) >= 2
    results.close()  # type: ignore[attr-defined]
    assert len(_children(os.getpid())) <= len(children) - 2


def test_processes_end_with_their_parent_even_when_they_hang(tmp_path: Path) -> None:
    program = (
        f"import sys; sys.path[:0] = {[str(TESTS), str(TESTS.parent)]!r}\n"
        "if __name__ == '__main__':\n"
        "    import standins\n"
        "    from extractor import Article\n"
        "    from extractor.processes.pool import work_through\n"
        "    for result in work_through([Article('One.'), Article('sleep 60')], standins.quick, processes=1):\n"
        "        print(flush=True)\n"
    )
    (tmp_path / "program.py").write_text(program)
    with subprocess.Popen([sys.executable, tmp_path / "program.py"], stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        parent.stdout.readline()
        children = _children(parent.pid)
        os.kill(parent.pid, signal.SIGKILL)
        parent.wait()
    assert children
    deadline = time.monotonic() + 5
    while any(map(_running, children)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(_running, children))


def _children(parent: int) -> list[int]:
    listed = subprocess.run(["ps", "-eo", "pid=,ppid=,stat="], capture_output=True, text=True, check=True).stdout
    rows = [line.split() for line in listed.splitlines()]
    return [int(pid) for pid, ppid, state in rows if int(ppid) == parent and not state.startswith("Z")]


def _running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
