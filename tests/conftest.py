"""One thread for matrices, as the commands have it: they are small, and threads that wait for one another burn the cores.

And the last words of a run: which tests were skipped for want of Java or a browser, and how to have them.
"""

import os
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

collect_ignore = ["pretend_kind.py"]  # changes what it imports: test_kinds.py runs it alone

for _threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(_threads, "1")


class Tool(NamedTuple):
    """What a machine may lack, known by a word in the reason of a skip."""

    word: str
    tests: str
    remedy: str


TOOLS = (
    Tool("Java", "of the Spark engine", "Java 17 (Debian: apt-get install openjdk-17-jre-headless)"),
    Tool(
        "chromium", "of pages in a real browser", "Chromium (Debian: apt-get install chromium fonts-noto-color-emoji)"
    ),
)


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say what was not tested; pytest's closing line stands after it."""
    reasons = [str(report.longrepr) for report in terminalreporter.stats.get("skipped", ())]
    if lines := list(not_tested(reasons)):
        terminalreporter.section("NOT EVERYTHING WAS TESTED", sep="!", red=True, bold=True)
        for line in lines:
            terminalreporter.line(line, yellow=True, bold=True)


def not_tested(reasons: list[str]) -> Iterator[str]:
    """A line for each tool that skipped tests ask for."""
    for tool in TOOLS:
        if count := sum(tool.word in reason for reason in reasons):
            yield f"{count} tests {tool.tests} were skipped: to run them install {tool.remedy}, then `make test` again."
