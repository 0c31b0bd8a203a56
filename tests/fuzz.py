"""Texts made by the grammars of each kind, the likely and the absurd alike: whatever they say, no component may raise.

    python tests/fuzz.py --texts 100000 --seed 1

A text is a sentence or two of one grammar's words, or of several grammars', glued, doubled, cut and written in other
signs by chance. In `grammars.json` `{symbol}` stands for one of that symbol's forms, and `{table.column}` for a cell of a
table, or one of several in it. So the words come from the tables that the pipeline reads. Exit code 1 where a text gave no
record; each such text is printed with its error, and the same seed makes the same texts.
"""

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path

import extractor
from extractor.data import read_cells, read_table
from extractor.errors import Reason

GRAMMARS: dict[str, list[str]] = json.loads(Path(__file__).with_name("grammars.json").read_text())
KINDS = ("money", "quantities", "dates", "names", "countries", "commodities", "trade")
TIES = (
    " ",
    " ",
    " ",
    " ",
    " ",
    ", ",
    ". ",
    " and ",
    "\n",
    "\n\n",
    " (",
    ") ",
    " - ",
    "-",
    "; ",
    ": ",
    "",
    " of ",
    ' "',
    '" ',
    "\u00a0",
    "\r\n",
)
SIGNS = {
    "-": "–‑—",
    " ": "\u00a0\u202f\t\n",
    "'": "’´",
    '"': "“”",
    ".": "…·",
    ",": "،",
    "$": "＄",
    "1": "１",
    "e": "é",
    "a": "а",
    "o": "о\u0301",
}
HOSTILE = (
    "\x00",
    "\x7f",
    "\u200b",
    "\u202e",
    "\ufeff",
    "\ud7ff",
    "🙂",
    "👨‍👩‍👧",
    "e\u0301\u0302",
    "\u2028",
    "\\",
    "{}",
    "%s",
    "</b>",
    "$$$",
    "...",
    "''",
    "#",
    "@",
    "=",
)
DEEPEST = 6
DAYS = (
    None,
    date(2025, 12, 8),
    date(1, 1, 1),
    date(9999, 12, 31),
    date(2000, 2, 29),
    date(1582, 10, 15),
    date(2024, 12, 31),
)
_SYMBOL = re.compile(r"{([a-z_/]+)(?:\.([a-z0-9]+))?}")
ALLOWED = frozenset((Reason.EMPTY_ARTICLE,))  # what a text may be refused for


@cache
def cells(table: str, column: str) -> tuple[str, ...]:
    """What stands in a column, each of several forms by itself."""
    if column.isdecimal():
        found = [row[int(column)] for row in islice(read_cells(table), 1, None)]
    else:
        found = [form for row in read_table(table) for form in row[column].split("|")]
    return tuple(form for form in found if form)


@dataclass(frozen=True, slots=True)
class Text:
    """One text: its number, what it says, and the day of its article."""

    number: int
    text: str
    published: date | None


def texts(seed: int, first: int = 0) -> Iterator[Text]:
    """Texts without end; each hangs on the seed and its number alone."""
    number = first
    while True:
        chance = random.Random(f"{seed}/{number}")
        yield Text(number, _sentence(chance), chance.choice(DAYS))
        number += 1


def _sentence(chance: random.Random) -> str:
    kinds = [chance.choice(KINDS)] if chance.random() < 0.5 else KINDS
    text = "".join(
        grow(f"{{{chance.choice(kinds)}}}", chance) + chance.choice(TIES) for _ in range(chance.randrange(1, 6))
    )
    for _ in range(chance.choice((0, 0, 0, 1, 2, 5))):
        text = _damaged(text, chance)
    return text


def grow(form: str, chance: random.Random, depth: int = 0) -> str:
    """A form with its symbols replaced, and theirs."""

    def grown(found: re.Match[str]) -> str:
        name, column = found.groups()
        if column:
            return chance.choice(cells(name, column))
        forms = GRAMMARS[name]
        if depth > DEEPEST:  # the first forms don't lead back to themselves
            forms = forms[:1]
        return grow(chance.choice(forms), chance, depth + 1)

    return _SYMBOL.sub(grown, form)


def _damaged(text: str, chance: random.Random) -> str:
    """The text with one place changed, doubled, cut or written otherwise."""
    if not text:
        return chance.choice(HOSTILE)
    start = chance.randrange(len(text))
    end = min(len(text), start + chance.choice((1, 1, 2, 5, 12)))
    piece = text[start:end]
    changed = chance.choice(
        (
            "",
            piece * 2,
            piece * chance.choice((3, 40)),
            piece.upper(),
            piece.lower(),
            piece[::-1],
            piece.replace(" ", ""),
            chance.choice(HOSTILE) + piece,
            "".join(chance.choice(SIGNS.get(letter, letter)) for letter in piece),
            f"{piece} ",
        )
    )
    return text[:start] + changed + text[end:]


def failures(wanted: int, seed: int, first: int = 0) -> Iterator[tuple[Text, str]]:
    """The texts that gave no record, each with what was said."""
    made = list(islice(texts(seed, first), wanted))
    articles = (extractor.Article(each.text, str(each.number), published=each.published) for each in made)
    for each, result in zip(made, extractor.extract_many(articles), strict=True):
        if isinstance(result, extractor.Reject) and result.reason not in ALLOWED:
            yield each, result.detail


def main() -> None:
    """Try many texts, and print those that gave no record."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="the number of the first text")
    given = parser.parse_args()
    errors: Counter[str] = Counter()
    for first in range(given.first, given.first + given.texts, 1000):
        for each, said in failures(min(1000, given.first + given.texts - first), given.seed, first):
            errors[said] += 1
            print(f"{each.number} {each.published} {each.text[:300]!r}: {said[:400]}", flush=True)
    print(
        f"{given.texts:,} texts of seed {given.seed}: {sum(errors.values())} gave no record, {len(errors)} different errors"
    )
    sys.exit(bool(errors))


if __name__ == "__main__":
    main()
