"""Quick work for processes: texts say what shall happen to them. Processes import this by name."""

import ctypes
import os
import re
import signal
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from extractor import Article, FormatError
from extractor.errors import Reason, Reject
from extractor.processes.worker import Done, Result, Work
from extractor.readers.dayorder import why_undated
from extractor.record import Country, CountryMention, Record, Source


def quick() -> Work:
    """Finds Kenya at the very start of a text; `exit`, `kill`, `fault`, `sleep`, `spin` and `fail` begin bad articles."""
    return _work


def instead(model: str | None, **_: Any) -> Work:
    """As `quick`, with what the command gives to the pipeline."""
    return refused() if model == "missing" else _work


def instant() -> Work:
    """One record of the usual size for every article, made beforehand: what is left is the work around the pipeline."""
    country = Country(code="KE", name="Kenya", mentions=(CountryMention(start=0, end=5, text="Kenya", kind="name"),))
    record = Record(id="1", source=Source(), language="en", text="Kenya " * 500, countries=(country,) * 30)
    done = Done(record.to_json(), (0, 30, 0, 0, 0, 0, 0))
    return lambda articles: (done for _ in articles)


def slow() -> Work:
    """As `quick`, but ten milliseconds an article."""

    def work(articles: Iterable[Article]) -> Iterator[Result]:
        for result in _work(articles):
            time.sleep(0.01)
            yield result

    return work


def slowly(model: str | None, **_: Any) -> Work:
    """As `slow`, with what the command gives to the pipeline."""
    return slow()


def refused() -> Work:
    """A pipeline that can't be made."""
    raise FormatError("no such model")


def broken() -> Work:
    """A pipeline whose making raises what nobody foresaw."""
    raise ZeroDivisionError("a bug")


def dying() -> Work:
    """A process that is gone before it is ready."""
    os._exit(7)


def _work(articles: Iterable[Article]) -> Iterator[Result]:
    for article in articles:
        word, _, rest = article.text.partition(" ")
        if word in _DEEDS:
            _DEEDS[word](rest)
        if word == "fail":
            yield Reject(article.path, article.index, Reason.EXTRACTION_FAILED, "failed", article.text, id=article.id)
        else:
            yield _done(article)


def _done(article: Article) -> Done:
    found = []
    if article.text.startswith("Kenya"):
        mention = CountryMention(start=0, end=5, text="Kenya", kind="name")
        found.append(Country(code="KE", name="Kenya", mentions=(mention,)))
    record = Record(
        id=article.key(),
        source=Source(path=article.path, index=article.index, outlet=article.outlet),
        published=article.published,
        text=article.text,
        countries=tuple(found),
        duplicate_of=article.duplicate_of,
    )
    return Done(record.to_json(), (0, len(found), 0, 0, 0, 0), why_undated(article.published, article.warnings))


def _once(rest: str) -> None:
    """Die, but only if the file that the text names isn't there yet."""
    mark = Path(rest)
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)


_DEEDS = {
    "exit": lambda rest: os._exit(3),
    "kill": lambda rest: os.kill(os.getpid(), signal.SIGKILL),
    "fault": lambda rest: ctypes.string_at(0),
    "sleep": lambda rest: time.sleep(float(rest)),
    "spin": lambda rest: re.match(r"(a+)+$", "a" * 64 + "b"),  # in C, never letting go of the interpreter
    "once": _once,
}
