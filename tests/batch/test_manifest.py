"""A run into a folder: any end leaves it fit to go on with, and the end result is the same."""

import errno
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from extractor import WriteError
from extractor.batch import run as run_module
from extractor.batch.manifest import locked
from extractor.batch.run import Plan, Summary, Watch, run
from extractor.errors import RunError
from extractor.processes import pool
from extractor.processes.worker import Result
from extractor.readers import Options

TESTS = Path(__file__).parent.parent
PLAN = Plan(processes=1, shard_size=10)


@pytest.fixture(autouse=True)
def _quick_extraction(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(TESTS))  # processes take the path over
    import standins

    monkeypatch.setattr(run_module, "make_work", standins.instead)
    monkeypatch.setattr(pool, "BATCH", 5)  # so that not all is in hand at once


@pytest.fixture
def source(tmp_path: Path) -> str:
    """35 articles: the third of each ten is broken, the eighth fails."""
    path = tmp_path / "dump.jsonl"
    texts: list[object] = [5 if n % 10 == 2 else f"fail {n}" if n % 10 == 7 else f"Kenya {n}" for n in range(35)]
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
    return str(path)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def told(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_text())
    return found


def stop_after(number: int) -> Watch:
    seen: list[Result] = []
    return Watch(on_result=lambda summary, result: seen.append(result), stop=lambda: len(seen) >= number)


def test_a_folder_gets_shards_rejects_and_a_manifest(source: str, out: Path) -> None:
    summary = run([source], str(out), plan=PLAN)
    assert (summary.articles, summary.records, summary.rejects) == (31, 28, 7)
    assert list(contents(out)) == [
        "manifest.json",
        *(f"records-0000{number}.jsonl" for number in range(3)),
        *(f"rejects-0000{number}.jsonl" for number in range(3)),
    ]
    records = [len((out / f"records-0000{number}.jsonl").read_text().splitlines()) for number in range(3)]
    assert records == [10, 10, 8]
    state = told(out)
    assert state["finished"] is True
    sums = {"articles": 31, "unread": 4, "records": 28, "rejects": 7, "countries": 28, "people": 0}
    assert {name: state["counts"][name] for name in sums} == sums
    for shard in state["shards"]:
        counts = shard["counts"]
        assert counts["articles"] + counts["unread"] == counts["records"] + counts["rejects"]
    [given] = state["inputs"]
    assert (given["path"], given["size"]) == (source, Path(source).stat().st_size)


def test_any_number_of_processes_gives_the_same_bytes(source: str, tmp_path: Path) -> None:
    for processes in (1, 2):
        run([source], str(tmp_path / str(processes)), plan=Plan(processes=processes, shard_size=10))
    assert contents(tmp_path / "1") == contents(tmp_path / "2")


@pytest.mark.parametrize("ending", ["jsonl", "jsonl.gz", "jsonl.zst", "parquet"])
def test_a_run_that_was_stopped_goes_on_to_the_same_bytes(source: str, tmp_path: Path, ending: str) -> None:
    plan = Plan(processes=1, shard_size=10, shard_format=ending)
    run([source], str(tmp_path / "whole"), plan=plan)
    out = tmp_path / "broken"
    first = run([source], str(out), plan=plan, watch=stop_after(15))
    assert first.interrupted and told(out)["finished"] is False
    second = run([source], str(out), plan=plan)
    assert second.earlier == first.results >= 15 and first.results % 12  # nothing in hand was lost, in mid-shard
    assert (second.articles, second.records, second.rejects) == (31, 28, 7)
    assert contents(out) == contents(tmp_path / "whole")


def test_a_shard_that_was_opened_again_is_safe_until_it_is_full(source: str, tmp_path: Path) -> None:
    run([source], str(tmp_path / "whole"), plan=PLAN)
    out = tmp_path / "out"
    first = run([source], str(out), plan=PLAN, watch=stop_after(15))
    before = contents(out)

    def killed(summary: Summary, result: Result) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run([source], str(out), plan=PLAN, watch=Watch(on_result=killed))
    assert contents(out) == before
    assert run([source], str(out), plan=PLAN).earlier == first.results
    assert contents(out) == contents(tmp_path / "whole")


def test_what_is_finished_is_not_worked_on_again(source: str, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run([source], str(out), plan=PLAN)
    monkeypatch.setattr(run_module, "work_through", None)  # nobody calls it
    again = run([source], str(out), plan=PLAN)
    assert (again.earlier, again.records) == (35, 28)


def test_overwrite_begins_anew_and_leaves_other_files(source: str, out: Path) -> None:
    run([source], str(out), plan=PLAN)
    (out / "notes.txt").write_text("mine")
    summary = run([source], str(out), plan=Plan(shard_size=100), overwrite=True)
    assert summary.earlier == 0
    assert list(contents(out)) == ["manifest.json", "notes.txt", "records-00000.jsonl", "rejects-00000.jsonl"]


def test_strays_are_swept_and_damaged_shards_made_anew(source: str, out: Path) -> None:
    run([source], str(out), plan=PLAN)
    whole = contents(out)
    (out / "records-00001.jsonl").write_bytes(b"damaged")
    (out / "records-00007.jsonl").write_bytes(b"stray")
    (out / ".records-00003.jsonl.123.part").write_bytes(b"stray")
    summary = run([source], str(out), plan=PLAN)
    assert summary.earlier == 12  # the first shard stays
    assert contents(out) == whole


def test_changed_options_and_inputs_are_refused_by_name(source: str, out: Path, tmp_path: Path) -> None:
    run([source], str(out), plan=PLAN, watch=stop_after(15))
    before = contents(out)
    changed = Plan(reading=Options(dates_order="DMY"), model=None, shard_size=10)
    with pytest.raises(
        WriteError, match=r"model was extractor and is not given; reading.dates_order was not given and is DMY"
    ):
        run([source], str(out), plan=changed)
    (tmp_path / "more.txt").write_text("Tea.")
    with pytest.raises(WriteError, match=r"more.txt is new"):
        run([source, str(tmp_path / "more.txt")], str(out), plan=PLAN)
    with Path(source).open("a") as stream:
        stream.write('{"text": "One more."}\n')
    with pytest.raises(WriteError, match=r"dump.jsonl has changed"):
        run([source], str(out), plan=PLAN)
    with pytest.raises(WriteError, match=r"dump.jsonl is gone"):
        run([str(tmp_path / "more.txt")], str(out), plan=PLAN)
    assert contents(out) == before


def test_another_version_is_refused(source: str, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run([source], str(out), plan=PLAN)
    monkeypatch.setattr(run_module, "__version__", "99")
    with pytest.raises(WriteError, match="and is 99"):
        run([source], str(out), plan=PLAN)


def test_two_runs_at_once_are_refused(source: str, out: Path) -> None:
    out.mkdir()
    with locked(out), pytest.raises(WriteError, match="another run is writing"):
        run([source], str(out), plan=PLAN)
    run([source], str(out), plan=PLAN)


def test_a_folder_with_other_things_in_it_is_refused(source: str, out: Path) -> None:
    out.mkdir()
    (out / "thesis.doc").write_text("years of work")
    with pytest.raises(WriteError, match=r"holds thesis.doc and no manifest.json"):
        run([source], str(out), plan=PLAN)
    (out / "manifest.json").write_text("{}")
    with pytest.raises(WriteError, match="no manifest of a run"):
        run([source], str(out), plan=PLAN)


def test_what_a_run_wrote_is_not_read_by_it(source: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = run([str(tmp_path)], str(out), plan=PLAN, watch=stop_after(15))
    assert first.interrupted
    assert run([str(tmp_path)], str(out), plan=PLAN).records == 28
    with pytest.raises(WriteError, match="lies in the output"):
        run([str(out)], str(out), plan=PLAN)


def test_inputs_that_read_otherwise_than_before_fail(source: str, out: Path) -> None:
    run([source], str(out), plan=PLAN, watch=stop_after(15))
    state = told(out)
    state["shards"][0]["counts"]["articles"] += 1
    state["shards"][0]["counts"]["unread"] -= 1
    (out / "manifest.json").write_text(json.dumps(state))
    with pytest.raises(RunError, match="in the first run, and now"):
        run([source], str(out), plan=PLAN)


def test_standard_input_is_not_read_twice(out: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "in").write_text('{"text": "One."}\n' * 30)
    with (tmp_path / "in").open() as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        run(["-"], str(out), plan=PLAN, watch=stop_after(5))
        with pytest.raises(WriteError, match="standard input, which can't be read again"):
            run(["-"], str(out), plan=PLAN)


def test_a_full_disk_says_so_and_the_run_goes_on_later(
    source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run([source], str(tmp_path / "whole"), plan=PLAN)
    out = tmp_path / "out"
    sync = os.fsync
    room = 8

    def full(handle: int) -> None:
        nonlocal room
        room -= 1
        if room < 0:
            raise OSError(28, "No space left on device")
        sync(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WriteError, match=r"No space left on device.*1 shards are finished; the same command goes on"):
        run([source], str(out), plan=PLAN)
    monkeypatch.setattr(os, "fsync", sync)
    assert run([source], str(out), plan=PLAN).earlier == 12
    assert contents(out) == contents(tmp_path / "whole")


def test_a_disk_that_is_full_in_mid_shard_leaves_what_is_finished(source: str, out: Path) -> None:
    run([source], str(out), plan=PLAN, watch=stop_after(15))
    before = contents(out)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2500, hard))  # bytes in a file: the system itself says no
    try:
        with pytest.raises(WriteError, match=r"can't be written: File too large. 1 shards are finished"):
            run([source], str(out), plan=PLAN)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert contents(out) == before
    assert run([source], str(out), plan=PLAN).records == 28


def command(source: str, out: Path) -> list[str]:
    """`extractor run` with slow articles, from a program of its own."""
    program = (
        f"import sys; sys.path[:0] = {[str(TESTS), str(TESTS.parent)]!r}\n"
        "import standins\n"
        "from extractor.batch import run\n"
        "from extractor.commands import app\n"
        "run.make_work = standins.slowly\n"
        f"app(['run', {source!r}, '-o', {str(out)!r}, '--shard-size', '10', '--processes', '2', '--log', 'json'])\n"
    )
    return [sys.executable, "-c", program]


@pytest.fixture
def long_source(tmp_path: Path) -> str:
    path = tmp_path / "long.jsonl"
    path.write_text("".join(json.dumps({"text": f"Kenya {n}" if n % 9 else 5}) + "\n" for n in range(200)))
    return str(path)


def test_killed_at_random_moments_it_ends_with_the_same_bytes(long_source: str, tmp_path: Path) -> None:
    run([long_source], str(tmp_path / "whole"), plan=PLAN)
    out = tmp_path / "out"
    chance = random.Random(7)
    codes = []
    for _ in range(3):
        with subprocess.Popen(command(long_source, out), stderr=subprocess.PIPE) as process:
            time.sleep(chance.uniform(0.3, 2.0))
            process.kill()
        codes.append(process.returncode)
    assert -signal.SIGKILL in codes
    last = subprocess.run(command(long_source, out), stderr=subprocess.PIPE, check=False)
    assert last.returncode == 1  # some were rejected
    assert contents(out) == contents(tmp_path / "whole")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_finishes_what_is_in_hand(long_source: str, tmp_path: Path, number: signal.Signals) -> None:
    run([long_source], str(tmp_path / "whole"), plan=PLAN)
    out = tmp_path / "out"
    with subprocess.Popen(command(long_source, out), stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        shards = (line for line in process.stderr if '"shard"' in line)
        next(shards)
        process.send_signal(number)
        rest = [json.loads(line) for line in process.stderr]
    assert process.returncode == 128 + number
    assert "stopping" in [line["event"] for line in rest]
    assert (rest[-1]["event"], rest[-1]["interrupted"]) == ("summary", True)
    assert told(out)["finished"] is False
    run([long_source], str(out), plan=PLAN)
    assert contents(out) == contents(tmp_path / "whole")


def test_repeats_are_known_after_a_stop_too(tmp_path: Path) -> None:
    source = tmp_path / "dump.jsonl"
    source.write_text("".join(json.dumps({"id": f"wire-{n}", "text": f"Kenya {n % 20}"}) + "\n" for n in range(40)))
    plan = Plan(processes=1, shard_size=10, dedupe="exact")
    run([str(source)], str(tmp_path / "whole"), plan=plan)
    assert run([str(source)], str(tmp_path / "out"), plan=plan, watch=stop_after(12)).interrupted
    run([str(source)], str(tmp_path / "out"), plan=plan)
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")
    last = json.loads((tmp_path / "out" / "records-00003.jsonl").read_text().splitlines()[-1])
    assert (last["id"], last["duplicate_of"]) == ("wire-39", "wire-19")


@pytest.mark.parametrize(("number", "goes_on"), [(errno.ENOLCK, True), (errno.EIO, False)])
def test_a_file_system_without_locks_is_none_that_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, goes_on: bool
) -> None:
    def refuse(handle: int, operation: int) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr("fcntl.flock", refuse)
    with nullcontext() if goes_on else pytest.raises(OSError, match="no"), locked(tmp_path):
        pass
