"""A real browser for the pages: Debian's Chromium, one for all tests, with the network cut off."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
Open = Callable[..., Any]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One Chromium for all tests."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (extra `dev`)")
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        assert not os.environ.get("CI"), "no chromium, and the pages must be tested here"
        pytest.skip("no chromium on this machine (Debian: apt-get install chromium)")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Any, tmp_path: Path) -> Iterator[Open]:
    """Opens a page: HTML, a file or an address. A test fails when the page errs or asks for anything outside it.

    `allow` is the start of addresses that may be asked for (a server of the test's own); files are always allowed.
    Other options go to the browser: `viewport`, `color_scheme`, `java_script_enabled`.
    """
    contexts, problems = [], []

    def open_(page: str | Path, *, allow: str = "file:", **options: Any) -> Any:
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
        context.set_default_timeout(10_000)
        contexts.append(context)

        def route(asked: Any) -> None:
            if asked.request.url.startswith(("file:", "data:", "blob:", allow)):
                asked.continue_()
            else:
                problems.append(f"asked for {asked.request.url}")
                asked.abort()

        context.route("**/*", route)
        tab = context.new_page()
        tab.on("console", lambda said: problems.append(said.text) if said.type in ("error", "warning") else None)
        tab.on("pageerror", lambda error: problems.append(str(error)))
        tab.goto(_address(page, tmp_path / f"page-{len(contexts)}.html"))
        return tab

    yield open_
    for context in contexts:
        context.close()
    assert problems == []


def _address(page: str | Path, file: Path) -> str:
    if isinstance(page, Path):
        return page.resolve().as_uri()
    if "<" not in page:
        return page
    file.write_text(page, encoding="utf-8")
    return file.as_uri()


@pytest.fixture(scope="session")
def dataset() -> str:
    """Ten records: eight about tea (the last repeats the first), one about copper ore, one that is hostile."""
    return str(Path(__file__).with_name("dataset.jsonl"))
