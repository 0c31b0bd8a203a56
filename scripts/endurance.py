"""A long run, measured: speed by processes, memory over time, and the same bytes after being killed again and again.

    python scripts/endurance.py --articles 100000 --kills 10

What is asked: two processes at 1.8 times the speed of one; the memory of each process grows by less than 5 % between a
tenth of the way and the end; a run that was killed ends with the same bytes as one that wasn't. Exit code 1 otherwise.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

RATIO, GROWTH = 1.8, 0.05
SCRIPTS = Path(__file__).parent
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass
class Run:
    """A run that was watched: results over time, and the memory of each process then."""

    results: list[tuple[float, int]] = field(default_factory=list)  # monotonic seconds, results so far
    memory: list[dict[int, int]] = field(default_factory=list)  # process → bytes, parallel to `results`

    def speed(self) -> float:
        """Results a second between the first sample and the last: without the start."""
        (start, first), (end, last) = self.results[0], self.results[-1]
        return (last - first) / (end - start) if end > start else 0.0

    def growths(self) -> dict[int, tuple[int, int]]:
        """The memory of each process a tenth of the way, and at the last sample."""
        warm = next(at for at, (_, count) in enumerate(self.results) if count * 10 >= self.results[-1][1])
        return {process: (self.memory[warm].get(process, size), size) for process, size in self.memory[-1].items()}


def command(dump: Path, out: Path, arguments: list[str]) -> list[str]:
    """The run as a command."""
    program = "from extractor.commands import main; main()"
    return [sys.executable, "-c", program, "run", str(dump), "-o", str(out), "--log", "json", *arguments]


def watch(dump: Path, out: Path, arguments: list[str]) -> Run:
    """Do a run to its end, with a sample every few seconds."""
    found = Run()
    with subprocess.Popen(command(dump, out, arguments), stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        sizes: dict[int, int] = {}
        for line in process.stderr:
            told: dict[str, Any] = json.loads(line)
            if told["event"] not in ("progress", "summary"):
                continue
            if told["event"] == "progress":  # after that, there are no workers any more
                sizes = {pid: resident(pid) for pid in (process.pid, *workers(process.pid))}
            found.results.append((time.monotonic(), told["records"] + told["rejects"]))
            found.memory.append(sizes)
    if process.returncode:
        sys.exit(f"the run ended with exit code {process.returncode}")
    return found


def workers(parent: int) -> list[int]:
    """The processes that a process has started, but for those with little memory: multiprocessing's own."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [int(child) for child in children if resident(int(child)) > 50 << 20]


def resident(process: int) -> int:
    """The bytes of a process in memory; 0 for one that is gone."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * PAGE
    except FileNotFoundError:
        return 0


def kill_and_resume(dump: Path, out: Path, arguments: list[str], waits: list[float]) -> int:
    """Kill a run after each of the waits, then let it end; how many times it was really killed."""
    killed = 0
    for wait in waits:
        with subprocess.Popen(command(dump, out, arguments), stderr=subprocess.DEVNULL) as process:
            try:
                process.wait(wait)
            except subprocess.TimeoutExpired:
                process.kill()
        killed += process.returncode < 0
    subprocess.run(command(dump, out, arguments), stderr=subprocess.DEVNULL, check=True)
    return killed


def same(one: Path, other: Path) -> bool:
    """Whether two folders hold the same files with the same bytes."""
    first, second = ({path.name: path.read_bytes() for path in folder.iterdir()} for folder in (one, other))
    return first == second


def main() -> int:
    """Print the figures; whether they are as asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--shard-size", type=int, default=1000)
    parser.add_argument("--model", default="extractor")
    given = parser.parse_args()
    options = ["--shard-size", str(given.shard_size), "--model", given.model]
    well = True
    with tempfile.TemporaryDirectory() as folder:
        dump = Path(folder, "dump.jsonl")
        made = [sys.executable, str(SCRIPTS / "make_dump.py"), str(dump), "--articles", str(given.articles)]
        subprocess.run(made, check=True)
        speeds = {}
        for processes in (1, 2):
            out = Path(folder, f"out-{processes}")
            started = time.monotonic()
            run = watch(dump, out, [*options, "--processes", str(processes)])
            seconds = time.monotonic() - started
            speeds[processes] = run.speed()
            print(f"{processes} process(es): {seconds:.0f} s, {run.speed():.1f} articles/s once loaded", flush=True)
            for process, (early, late) in run.growths().items():
                growth = late / early - 1
                well = well and growth < GROWTH
                print(
                    f"  process {process}: {early >> 20} MiB a tenth of the way, {late >> 20} MiB in the end, {growth:+.1%}"
                )
        ratio = speeds[2] / speeds[1]
        alike = same(Path(folder, "out-1"), Path(folder, "out-2"))
        print(f"two processes to one: {ratio:.2f}; same bytes: {alike}", flush=True)
        chance = random.Random(given.articles)
        waits = [
            chance.uniform(0, 1.2 * seconds / given.kills) for _ in range(given.kills)
        ]  # the run outlasts their sum
        broken = Path(folder, "broken")
        killed = kill_and_resume(dump, broken, [*options, "--processes", "2"], waits)
        unbroken = same(broken, Path(folder, "out-2"))
        print(f"killed {killed} times of {given.kills} and resumed; same bytes: {unbroken}")
        return 0 if well and ratio >= RATIO and alike and unbroken else 1


if __name__ == "__main__":
    sys.exit(main())
