"""How the time of each component grows with the text: twice the text should take twice the time, whatever it repeats.

    python tests/growth.py --size 20000

prints every unit and component whose time for twice as much is over `RATIO` times as long.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from spacy.language import Language

import extractor

RATIO = 2.6  # of the times for 2n and n; what grows with the square has 4
LEAST = 0.08  # seconds that the shorter text must take: less is noise
TRIES = 6  # more, where a component seems to be over the ratio: a machine may be busy
LIMIT = 20.0  # seconds after which nobody waits for the next component
DAY = date(2025, 12, 8)
UNITS: list[str] = json.loads(Path(__file__).with_name("units.json").read_text())
TOKENIZER = "tokenizer"


@cache
def pipeline() -> Language:
    """The whole pipeline."""
    return extractor.load()


def seconds(unit: str, size: int) -> dict[str, float]:
    """The processor time of each component on a text of `size` code points, which is one unit again and again."""
    nlp = pipeline()
    text = (unit * (size // len(unit) + 1))[:size]
    found = {}
    with nlp.memory_zone():
        started = time.process_time()
        doc = nlp.make_doc(text)
        doc._.published = DAY
        found[TOKENIZER] = time.process_time() - started
        for name, component in nlp.pipeline:
            if sum(found.values()) > LIMIT:
                break
            started = time.process_time()
            doc = component(doc)
            found[name.removeprefix("extractor_")] = time.process_time() - started
        del doc
    return found


def growths(unit: str, size: int) -> dict[str, float]:
    """How many times as long each component takes for twice the size; those are left out that take no time to speak of.

    A component over the ratio is tried again, and the best of each size counts.
    """
    low, high = seconds(unit, size), seconds(unit, 2 * size)
    for _ in range(TRIES):
        if all(ratio <= RATIO for ratio in _ratios(low, high).values()):
            break
        again, longer = seconds(unit, size), seconds(unit, 2 * size)
        low = {name: min(low[name], again.get(name, low[name])) for name in low}
        high = {name: min(high[name], longer.get(name, high[name])) for name in high}
    return _ratios(low, high)


def _ratios(low: dict[str, float], high: dict[str, float]) -> dict[str, float]:
    return {name: high[name] / low[name] for name in low if name in high and low[name] >= LEAST}


def steep(size: int) -> Iterator[tuple[str, str, float, float]]:
    """The unit, the component, the growth and the seconds of what grows too fast."""
    for unit in UNITS:
        for name, ratio in growths(unit, size).items():
            if ratio > RATIO:
                yield unit, name, ratio, seconds(unit, 2 * size).get(name, 0.0)


def main() -> None:
    """Print what grows too fast."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=20_000, help="code points of the shorter text")
    size = parser.parse_args().size
    found = 0
    for unit, name, ratio, took in steep(size):
        found += 1
        print(f"{unit!r} {name}: {ratio:.1f} times as long for twice {size:,}; {took:.2f} s", flush=True)
    print(f"{len(UNITS)} units, {size:,} and {2 * size:,} code points: {found} grow too fast")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
