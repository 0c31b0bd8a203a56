"""Articles and cases whose people are known, as annotated text: what decisions over names learn from, beside public corpora."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extractor.errors import FormatError
from extractor.training.samples import Label, Sample
from extractor.training.score import read_gold
from extractor.training.sources.columns import read_text

PERSON = "PERSON"


def samples_of_articles(path: Path) -> Iterator[Sample]:
    """The articles of a file of gold with the names in them; `ReadError` or `FormatError` where it is none."""
    for article in read_gold([path], ("people",)):
        spans = {(start, end, PERSON) for person in article["people"] for start, end in person["mentions"]}
        yield Sample(article["text"], tuple(sorted(spans)))


def samples_of_cases(path: Path) -> Iterator[Sample]:
    """The texts of a file of cases with the names that are expected, whether they are found today or not.

    A case quotes its mentions in order; one that stands nowhere in its text is a `FormatError`.
    """
    for number, line in enumerate(read_text(path).splitlines(), 1):
        try:
            case = json.loads(line)
            mentions = [each for person in case["expected"] for each in _mentions(person)]
            yield Sample(case["text"], tuple(_places(case["text"], mentions)))
        except (KeyError, ValueError) as error:
            raise FormatError(f"{path}, line {number}: no case of people ({error!r})") from error


def _mentions(person: dict[str, Any]) -> list[str]:
    """The mentions that a case expects of a person; one that gives none means its text, or its name alone."""
    if "mentions" in person:
        return list(person["mentions"])
    return [person["text"] if "text" in person else person["name"]]


def _places(text: str, mentions: list[str]) -> list[Label]:
    """Where the mentions stand, long ones first: `Foss` isn't looked for within `William Foss`."""
    taken: set[int] = set()
    spans: list[Label] = []
    for mention in sorted(mentions, key=len, reverse=True):
        quoted = re.escape(mention)  # as words, or within one: `Paul ManafortManafort seeks …`
        places = (match.span() for form in (rf"(?<!\w){quoted}(?!\w)", quoted) for match in re.finditer(form, text))
        span = next((each for each in places if taken.isdisjoint(range(*each))), None)
        if span is None:
            raise ValueError(f"{mention!r} doesn't stand in {text!r} often enough")
        taken.update(range(*span))
        spans.append((*span, PERSON))
    return sorted(spans)
