"""Make a file of many records for trials of size: `make_records.py RECORDS OUT --count 1000000`.

The records of a small file are repeated under ids, days, outlets and names of their own, each with a closing sentence of
words drawn at random, so that an index has as many words to hold as real news would give it. The same seed gives the
same file.
"""

import argparse
import json
import random
from datetime import date, timedelta
from itertools import cycle, islice

FIRST_DAY, DAYS = date(2015, 1, 1), 4000
OUTLETS = 400
SYLLABLES = "ba co di fe gu ka lo mi ne pu ra so ti ve wo za bri cla dro fre gli sta tro plu".split()
WORDS_ADDED = 12


def main() -> None:
    """Read the arguments and write the file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("records", help="JSON Lines of `extractor run`")
    parser.add_argument("out")
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    chance = random.Random(given.seed)
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(200_000)]
    with open(given.records, encoding="utf-8") as source, open(given.out, "w", encoding="utf-8") as out:
        samples = [json.loads(line) for line in source]
        for number, sample in enumerate(islice(cycle(samples), given.count)):
            record = varied(sample, number, chance, words)
            out.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")


def varied(sample: dict, number: int, chance: random.Random, words: list[str]) -> dict:
    """A record like the sample: what changes leaves every span where it is."""
    place = min(int(chance.expovariate(1 / 20)), OUTLETS - 1)  # a few outlets write most
    added = " ".join(words[min(int(chance.paretovariate(0.7)), len(words)) - 1] for _ in range(WORDS_ADDED))
    return sample | {
        "id": f"{number:032x}",
        "published": (FIRST_DAY + timedelta(days=chance.randrange(DAYS))).isoformat(),
        "source": sample["source"] | {"outlet": f"outlet-{place:03}.example", "index": number},
        "text": f"{sample['text']}\n\n{added.capitalize()}.",
        "people": [person | {"name": _renamed(person["name"], chance)} for person in sample["people"]],
        "duplicate_of": f"{chance.randrange(number):032x}" if number and chance.random() < 0.02 else None,
    }


def _renamed(name: str, chance: random.Random) -> str:
    return name if chance.random() < 0.3 else f"{name} {chance.choice(SYLLABLES).capitalize()}{chance.randrange(1000)}"


if __name__ == "__main__":
    main()
