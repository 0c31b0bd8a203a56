"""How a run is watched: a bar for people, lines of JSON for machines, nothing where neither looks."""

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

    from extractor.batch.manifest import Shard
    from extractor.batch.run import Summary, Watch
    from extractor.processes.worker import Result

LOG_STOPPING = json.dumps({"event": "stopping"})  # after a signal, while what is in hand is finished
_EVERY_BAR, _EVERY_LOG = 0.2, 5.0  # seconds


class Log(StrEnum):
    """Who reads standard error."""

    TEXT = "text"
    JSON = "json"


@contextmanager
def bar(console: "Console", inputs: list[str], stop: Callable[[], bool]) -> Iterator["Watch"]:
    """A progress bar on a terminal, counting bytes of the inputs; elsewhere nothing."""
    from extractor.batch.run import Watch

    if not console.is_terminal:
        yield Watch(stop=stop)
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    from extractor.readers.folders import total_size

    columns = (
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TextColumn(
            "{task.fields[records]:,} records, {task.fields[rejects]:,} rejects, {task.fields[rate]:,.0f} a second"
        ),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as shown:
        # no size: standard input
        task = shown.add_task("articles", total=total_size(inputs) or None, records=0, rejects=0, rate=0.0)
        pace = _Pace(_EVERY_BAR)

        def on_result(summary: "Summary", result: "Result") -> None:
            if pace.due():
                rate = pace.rate(summary)
                shown.update(task, records=summary.records, rejects=summary.rejects, rate=rate)

        yield Watch(on_bytes=lambda count: shown.advance(task, count), on_result=on_result, stop=stop)


@contextmanager
def log(inputs: list[str], out: str | None, stop: Callable[[], bool]) -> Iterator["Watch"]:
    """A line of JSON on standard error for the start, every few seconds, each shard, each reject; `log_summary` is last."""
    from extractor.batch.run import Watch
    from extractor.errors import Reject
    from extractor.readers.folders import total_size

    total, read = total_size(inputs), 0
    pace = _Pace(_EVERY_LOG)
    _write("start", inputs=inputs, out=out, bytes_total=total)

    def on_bytes(count: int) -> None:
        nonlocal read
        read += count

    def on_result(summary: "Summary", result: "Result") -> None:
        if isinstance(result, Reject):
            about = {name: value for name, value in asdict(result).items() if name != "raw"}
            _write("reject", **about)
        if pace.due():
            rate = round(pace.rate(summary), 1)
            _write("progress", **summary.counts(), bytes=read, bytes_total=total, articles_per_second=rate)

    def on_shard(shard: "Shard") -> None:
        _write("shard", files=[file.path for file in shard.files], **shard.counts)

    yield Watch(on_bytes=on_bytes, on_result=on_result, on_shard=on_shard, stop=stop)


def log_summary(summary: "Summary", exit_code: int) -> None:
    """The last line of JSON."""
    _write(
        "summary",
        **summary.counts(),
        earlier=summary.earlier,
        skipped=summary.skipped,
        skipped_endings=dict(summary.skipped_endings),
        reasons=dict(summary.reasons),
        undated=summary.undated,
        interrupted=summary.interrupted,
        seconds=round(summary.seconds, 3),
        exit_code=exit_code,
    )


def log_error(error: str, exit_code: int) -> None:
    """The last line of JSON of a run that failed."""
    _write("error", detail=error, exit_code=exit_code)


def _write(event: str, **values: Any) -> None:
    print(json.dumps({"event": event, **values}), file=sys.stderr, flush=True)


class _Pace:
    """When it's time to say something again, and how fast results come."""

    def __init__(self, every: float) -> None:
        self._every = every
        self._started = self._last = time.monotonic()

    def due(self) -> bool:
        now = time.monotonic()
        if now - self._last < self._every:
            return False
        self._last = now
        return True

    def rate(self, summary: "Summary") -> float:
        """Results a second that this run brought."""
        return (summary.results - summary.earlier) / max(time.monotonic() - self._started, 1e-9)
