"""The figures on `corpus/gold` that may not fall, in `corpus/floors.json`.

`python tests/floors.py --write` raises each floor to today's figure and refuses to lower one; `--lower` lets it.
The digest of the gold goes in too, so that figures of different gold are never compared.
"""

import argparse
import json
import math
import sys
from hashlib import blake2b
from pathlib import Path
from typing import Any

from extractor.score import read_gold, score

CORPUS = Path(__file__).parent.parent / "corpus"
FLOORS = CORPUS / "floors.json"


def gold_paths() -> list[Path]:
    """The gold files of the corpus, sorted."""
    return sorted((CORPUS / "gold").glob("*.gold.jsonl"))


def digest() -> str:
    """A hash of all gold, in hex."""
    content = b"".join(path.read_bytes() for path in gold_paths())
    return blake2b(content, digest_size=16).hexdigest()


def measure() -> dict[str, dict[str, float]]:
    """Today's precision, recall and F1 of each measure that has gold, cut to one decimal."""
    scores = score(read_gold(gold_paths()))
    return {
        name: {key: math.floor(10 * value) / 10 for key, value in (("p", s.precision), ("r", s.recall), ("f1", s.f1))}
        for name, s in scores.items()
        if s.gold
    }


def fallen(floors: dict[str, Any], today: dict[str, dict[str, float]]) -> list[str]:
    """A line for each figure below its floor."""
    return [
        f"{name} {key}: {today.get(name, {}).get(key, 0.0)} is below the floor {floor}"
        for name, figures in floors["figures"].items()
        for key, floor in figures.items()
        if today.get(name, {}).get(key, 0.0) < floor
    ]


def main() -> None:
    """Write the floors anew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", required=True)
    parser.add_argument("--lower", action="store_true", help="let a floor fall")
    options = parser.parse_args()
    today = measure()
    if FLOORS.exists() and not options.lower:
        lines = fallen(json.loads(FLOORS.read_text(encoding="utf-8")), today)
        if lines:
            sys.exit("\n".join([*lines, "no floor was written; --lower lets them fall"]))
    content = {"gold": digest(), "figures": today}
    FLOORS.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
