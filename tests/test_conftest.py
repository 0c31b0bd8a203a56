"""The last words of a run: what was skipped for want of a tool, and then pytest's closing line."""

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]
TESTS = """
import pytest

@pytest.mark.parametrize("number", range(3))
def test_spark(number):
    pytest.skip("Spark needs Java, and there is none in PATH")

def test_page():
    pytest.skip("no chromium on this machine")

def test_other():
    pytest.skip("this file system takes UTF-8 names only")

def test_passes():
    pass
"""


@pytest.fixture(autouse=True)
def project(pytester: pytest.Pytester) -> None:
    pytester.makeconftest(Path(__file__).with_name("conftest.py").read_text(encoding="utf-8"))


def test_what_was_skipped_for_want_of_a_tool_is_said_before_the_closing_line(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(TESTS)
    *_, title, java, browser, closing = pytester.runpytest_subprocess("-q").outlines
    assert "NOT EVERYTHING WAS TESTED" in title
    assert java.startswith("3 tests of the Spark engine were skipped") and "openjdk" in java
    assert browser.startswith("1 tests of pages in a real browser were skipped") and "chromium" in browser
    assert closing.startswith("1 passed, 5 skipped in ")


def test_a_run_that_skips_nothing_for_that_says_nothing(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("import pytest\ndef test_other():\n    pytest.skip('no such file system')\n")
    lines = pytester.runpytest_subprocess("-q").outlines
    assert lines[-1].startswith("1 skipped in ")
    assert not any("NOT EVERYTHING" in line for line in lines)
