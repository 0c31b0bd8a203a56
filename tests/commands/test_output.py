"""Where output can't go on: a full disk, a closed pipe, a name that another run has taken, an input that changes."""

import json
import os
import resource
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from extractor.batch import run as run_module
from extractor.batch.manifest import digest_of_model
from extractor.batch.run import Plan, Watch, run
from extractor.errors import DiskError, RunError, WriteError
from extractor.records.read import read_records
from extractor.records.write import write

PROGRAM = [sys.executable, "-c", "from extractor.commands import main; main()"]
FULL = "/dev/full"
RULES = ["--model", "none", "-p", "1"]


@pytest.fixture(scope="module")
def dump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hundred articles."""
    path = tmp_path_factory.mktemp("dump") / "wire.jsonl"
    path.write_text(
        "".join(json.dumps({"text": f"Kenya sold tea for ${i} million on Friday."}) + "\n" for i in range(100))
    )
    return path


@pytest.fixture(scope="module")
def records(dump: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("records") / "records.jsonl"
    run([str(dump)], str(path), plan=Plan(model=None, processes=1))
    return path


def limited(size: int) -> Callable[[], None]:
    """What makes files of more than so many bytes impossible, as a full disk does."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def test_a_full_disk_under_standard_output_leaves_whole_records(dump: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    with out.open("wb") as stream:
        ran = subprocess.run(
            [*PROGRAM, "run", str(dump), *RULES], stdout=stream, stderr=subprocess.PIPE, preexec_fn=limited(30_001)
        )
    assert ran.returncode == 3
    assert b"standard output can't be written: File too large" in ran.stderr and b"Traceback" not in ran.stderr
    raw = out.read_bytes()
    assert raw.endswith(b"\n") and 0 < len(raw) <= 30_001
    assert len(list(read_records(out))) == raw.count(b"\n") > 5


@pytest.mark.parametrize("out", ["out.jsonl.gz", "out.sqlite", "folder"])
def test_a_full_disk_under_an_output_is_exit_code_3(dump: Path, tmp_path: Path, out: str) -> None:
    ran = subprocess.run(
        [*PROGRAM, "run", str(dump), "-o", str(tmp_path / out), *RULES],
        stderr=subprocess.PIPE,
        preexec_fn=limited(1500),
    )
    assert ran.returncode == 3, ran.stderr
    assert b"Traceback" not in ran.stderr and ran.stderr.count(b"error:") == 1
    assert out == "folder" or list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments", [["run", "{dump}", *RULES], ["trade", "{records}"], ["validate", "{dump}"], ["schema"]]
)
def test_a_full_device_is_exit_code_3_whatever_the_command(dump: Path, records: Path, arguments: list[str]) -> None:
    given = [each.format(dump=dump, records=records) for each in arguments]
    with open(FULL, "wb") as full:
        ran = subprocess.run([*PROGRAM, *given], stdout=full, stderr=subprocess.PIPE)
    assert ran.returncode == 3, ran.stderr
    assert b"standard output can't be written: No space left on device" in ran.stderr
    assert b"Traceback" not in ran.stderr and b"Exception ignored" not in ran.stderr


@pytest.mark.parametrize(
    "arguments", [["run", "{dump}", *RULES], ["trade", "{records}"], ["validate", "{dump}"], ["schema"]]
)
def test_a_closed_pipe_is_silent(dump: Path, records: Path, arguments: list[str]) -> None:
    given = [each.format(dump=dump, records=records) for each in arguments]
    reading, writing = os.pipe()
    os.close(reading)
    ran = subprocess.run([*PROGRAM, *given], stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert ran.returncode in (0, 141)
    said = [line for line in ran.stderr.splitlines() if b"records" not in line]  # counts may be said
    assert said == []


def test_the_first_line_can_be_had_alone(dump: Path) -> None:
    with subprocess.Popen(
        [*PROGRAM, "run", str(dump), *RULES], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout and process.stderr
        assert json.loads(process.stdout.readline())["schema_version"]
        process.stdout.close()
        said = process.stderr.read()
    assert process.returncode in (0, 141) and b"Traceback" not in said and b"Broken" not in said


# --- two runs into one output ------------------------------------------------------------------------------------


@pytest.mark.parametrize("out", ["out.jsonl", "out.parquet", "out.sqlite"])
def test_of_two_runs_into_one_new_file_the_second_fails(dump: Path, tmp_path: Path, out: str) -> None:
    path = tmp_path / out
    met = threading.Barrier(2)
    said: list[object] = []

    def go(number: int) -> None:
        seen = False

        def on_result(summary: object, result: object) -> None:
            nonlocal seen
            if not seen:  # both have begun, and neither has ended
                met.wait(60)
                seen = True

        try:
            said.append(
                run([str(dump)], str(path), plan=Plan(model=None, processes=1), watch=Watch(on_result=on_result))
            )
        except WriteError as error:
            said.append(error)

    threads = [threading.Thread(target=go, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (failed,) = (one for one in said if isinstance(one, DiskError))
    assert "made by somebody else meanwhile" in str(failed)
    assert len(list(read_records(path))) == 100
    assert [each.name for each in tmp_path.iterdir()] == [out]


@pytest.mark.parametrize("format", [None, "csv", "parquet"])
def test_of_two_folders_the_first_stays(records: Path, tmp_path: Path, format: str | None) -> None:
    out = tmp_path / "out"

    def slow() -> Iterator[Any]:
        found = list(read_records(records))
        yield found[0]
        write(found[1:], out, format=format)  # another one is faster

    with pytest.raises(DiskError, match="made by somebody else"):
        write(slow(), out, format=format)
    assert len(list(read_records(out))) == 99
    assert [each.name for each in tmp_path.iterdir()] == ["out"]


def test_a_link_that_waits_under_a_temporary_name_is_not_followed(dump: Path, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine")
    for number in range(os.getpid(), os.getpid() + 200):
        (tmp_path / f".out.jsonl.{number}.part").symlink_to(victim)
        (tmp_path / f".out.jsonl.rejects.jsonl.{number}.part").symlink_to(victim)
    run([str(dump)], str(tmp_path / "out.jsonl"), plan=Plan(model=None, processes=1))
    assert victim.read_text() == "mine" and len(list(read_records(tmp_path / "out.jsonl"))) == 100


# --- inputs and models that change -------------------------------------------------------------------------------


@pytest.mark.parametrize("change", ["emptied", "grown", "gone", "rewritten"])
def test_an_input_that_changes_during_a_run_into_a_folder_is_said(tmp_path: Path, change: str) -> None:
    inputs = [tmp_path / "a.jsonl", tmp_path / "b.jsonl"]
    for path in inputs:
        path.write_text("".join(json.dumps({"text": f"Kenya sold {path.name} tea {i}."}) + "\n" for i in range(300)))
    done = False

    def on_result(summary: object, result: object) -> None:
        nonlocal done
        if done:
            return
        done = True
        if change == "gone":
            inputs[1].unlink()
        else:
            inputs[1].write_text("" if change == "emptied" else json.dumps({"text": "Oil fell."}) * 1 + "\n" * 9)

    said = {"emptied": "was emptied since", "gone": "is gone since"}.get(change, "has changed since")
    out = tmp_path / "out"
    plan = Plan(model=None, processes=1, shard_size=50)
    with pytest.raises(RunError, match=f"b.jsonl {said} the run began"):
        run([str(path) for path in inputs], str(out), plan=plan, watch=Watch(on_result=on_result))
    assert not json.loads((out / "manifest.json").read_bytes())["finished"]
    with pytest.raises(WriteError, match="holds a run with other inputs"):
        run([str(path) for path in inputs], str(out), plan=plan)


def test_a_model_is_known_by_its_content(dump: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = tmp_path / "model"
    (model / "ner").mkdir(parents=True)
    (model / "config.cfg").write_text("[nlp]")
    (model / "ner" / "model").write_bytes(b"weights")
    before = digest_of_model(str(model))
    assert before == digest_of_model(str(model)) != digest_of_model("extractor") != digest_of_model(None) is None
    assert digest_of_model("en_nowhere_sm") != before
    plan = Plan(model=str(model), processes=1)
    assert plan.shaping()["model_blake2b"] == before
    (model / "ner" / "model").write_bytes(b"wEights")
    assert digest_of_model(str(model)) != before
    monkeypatch.setattr(run_module, "digest_of_model", lambda name: before)
    rules = Plan(model=None, processes=1)
    run([str(dump)], str(tmp_path / "out"), plan=rules)
    monkeypatch.setattr(run_module, "digest_of_model", lambda name: "another")
    with pytest.raises(WriteError, match="what is in the model None has changed"):
        run([str(dump)], str(tmp_path / "out"), plan=rules)
