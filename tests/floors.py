"""The figures on each file of `corpus/gold` that may not fall, in `corpus/floors.json`.

`python tests/floors.py --write` raises each floor to today's figure and refuses to lower one; `--lower` lets it.
The digest of each gold file goes in too, so that figures of different gold are never compared.
"""

import argparse
import json
import math
import sys
from hashlib import blake2b
from pathlib import Path
from typing import Any

from extractor.training.score import read_gold, score

CORPUS = Path(__file__).parent.parent / "corpus"
FLOORS = CORPUS / "floors.json"
Figures = dict[str, dict[str, float]]


def gold_paths() -> list[Path]:
    """The gold files of the corpus, sorted."""
    return sorted((CORPUS / "gold").glob("*.gold.jsonl"))


def name_of(path: Path) -> str:
    """The name under which a gold file's floors stand: `agency` for `agency.gold.jsonl`."""
    return path.name.removesuffix(".gold.jsonl")


def digests() -> dict[str, str]:
    """A hash of each gold file, in hex."""
    return {name_of(path): blake2b(path.read_bytes(), digest_size=16).hexdigest() for path in gold_paths()}


def measure() -> dict[str, Figures]:
    """Today's precision, recall and F1 of each gold file and each measure that has gold, cut to one decimal."""
    return {name_of(path): measure_file(path) for path in gold_paths()}


def measure_file(path: Path) -> Figures:
    """Today's figures of one gold file."""
    return {
        name: {key: math.floor(10 * value) / 10 for key, value in (("p", s.precision), ("r", s.recall), ("f1", s.f1))}
        for name, s in score(read_gold([path])).items()
        if s.gold
    }


def fallen(floors: dict[str, Any], today: dict[str, Figures]) -> list[str]:
    """A line for each figure below its floor."""
    found = []
    for file, pinned in floors.items():
        for name, figures in pinned["figures"].items():
            for key, floor in figures.items():
                value = today.get(file, {}).get(name, {}).get(key, 0.0)
                if value < floor:
                    found.append(f"{file}: {name} {key}: {value} is below the floor {floor}")
    return found


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
    content = {file: {"gold": digest, "figures": today[file]} for file, digest in digests().items()}
    FLOORS.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
