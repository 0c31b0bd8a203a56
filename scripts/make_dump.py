"""Make a large dump for tests of endurance: the corpus, varied.

    python scripts/make_dump.py OUT.jsonl --articles 100000 --seed 1

Sentences of two articles are dealt out in another order; persons, figures, years, months and weekdays are exchanged.
An article has some hundred words. The same seed gives the same bytes.
"""

import argparse
import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

GOLD = Path(__file__).parent.parent / "corpus" / "gold"
GIVEN = """Ada Aigul Amara Andrei Anna Bruno Carlos Chen Chloe Daniel Diego Elena Emeka Erik Fatima Femi Grace Hana Hiro
Ines Ivan Jamal Joao Julia Kenji Kofi Lars Leila Lucia Marek Maria Mehmet Miguel Nadia Nikolai Olga Omar Pavel Petra Priya
Rafael Rosa Samir Sofia Tariq Tomas Uma Viktor Wei Yusuf Zara Zofia""".split()
FAMILY = """Abbott Adeyemi Almeida Banerjee Bauer Becker Bello Cardoso Chowdhury Cooper Costa Dlamini Duarte Eriksson
Fernandez Fischer Fofanah Gallagher Haddad Hansen Hashimoto Horvath Ibrahim Ivanov Jansen Kamau Kaplan Karimov Kovalenko Kruger
Larsen Lindqvist Mahlangu Marchetti Mbeki Mendes Molnar Moreau Mwangi Nakamura Novak Okafor Oliveira Orlov Osei Pereira Petrov
Quinn Rahman Romero Sato Schneider Silva Sokolov Suarez Tanaka Tembo Usman Varga Wagner Wright Yamada Yilmaz Zhang""".split()
MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
OUTLETS = ("wire.example", "daily.example", "news.example", "ledger.example")

_SENTENCE = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])")
_VARIED = re.compile(rf"\b(?:{'|'.join(MONTHS)}|{'|'.join(DAYS)})\b|\d+(?:[.,]\d+)*")
_YEAR = re.compile(r"(?:19|20)\d\d")
LENGTHS = (60, 140)  # words
FIRST_DAY, SPAN = date(2015, 1, 1), 4000


def read_stories() -> list[tuple[list[str], list[str]]]:
    """The sentences of each article of the corpus, and the names of its persons, the longest first."""
    lines = [line for path in sorted(GOLD.glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()]
    stories = []
    for gold in map(json.loads, lines):
        names = sorted((person["name"] for person in gold["people"]), key=len, reverse=True)
        stories.append((_SENTENCE.split(gold["text"].strip()), names))
    return stories


def make_articles(count: int, seed: int) -> Iterator[dict[str, Any]]:
    """So many articles, each with an id, a date, an outlet and a text."""
    chance, stories = Random(seed), read_stories()
    for number in range(count):
        parts = [_renamed(*chance.choice(stories), chance) for _ in range(2)]
        yield {
            "id": f"{seed}-{number:07}",
            "published": str(FIRST_DAY + timedelta(days=chance.randrange(SPAN))),
            "outlet": chance.choice(OUTLETS),
            "text": _VARIED.sub(lambda match: _varied(match[0], chance), _dealt(parts, chance)),
        }


def _renamed(sentences: list[str], names: list[str], chance: Random) -> list[str]:
    """The sentences with other persons in them, each by one name throughout."""
    exchanged = {}
    for name in names:
        given, family = chance.choice(GIVEN), chance.choice(FAMILY)
        exchanged |= {name: f"{given} {family}", name.split()[-1]: family}
    if not exchanged:
        return sentences
    pattern = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in exchanged))
    return [pattern.sub(lambda match: exchanged[match[0]], sentence) for sentence in sentences]


def _dealt(stories: list[list[str]], chance: Random) -> str:
    """A paragraph of each story, in another order, until there are enough words."""
    wanted = chance.randint(*LENGTHS)
    paragraphs, words = [], 0
    for number, sentences in enumerate(stories, 1):
        shuffled, taken = chance.sample(sentences, len(sentences)), []
        while shuffled and words < wanted * number / len(stories):
            taken.append(shuffled.pop())
            words += len(taken[-1].split())
        paragraphs.append(" ".join(taken))
    return "\n\n".join(filter(None, paragraphs))


def _varied(found: str, chance: Random) -> str:
    if found in MONTHS:
        return chance.choice(MONTHS)
    if found in DAYS:
        return chance.choice(DAYS)
    if _YEAR.fullmatch(found):
        return str(int(found) + chance.randint(-5, 0))
    if len(found) < 3:  # days of a month, hours
        return str(chance.randint(1, 28))
    return found[0] + re.sub(r"\d", lambda _: str(chance.randrange(10)), found[1:])


def main() -> None:
    """Write the dump."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with given.out.open("w", encoding="utf-8") as stream:
        for article in make_articles(given.articles, given.seed):
            stream.write(json.dumps(article, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
