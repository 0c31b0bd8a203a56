"""Fit the confidence of goods to finds that readers judged, measure it on those kept out, and write its table.

    python scripts/train_goods.py [JUDGED …] [--write]

JUDGED is `corpus/judged/goods.jsonl` by default. Prints the weights, and what they promise of the documents that took no part
beside what came true; `--write` puts the weights into `data/commodities_weights.csv`, under the comment that stands there.
"""

import argparse
import csv
import json
from pathlib import Path

import extractor
from extractor.training.calibration import table
from extractor.training.goods import promises, read_judged, train

TABLE = Path(extractor.__file__).parent / "data" / "commodities_weights.csv"
JUDGED = Path(__file__).parents[1] / "corpus" / "judged" / "goods.jsonl"


def main() -> None:
    """Read, fit, print, and write where that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("judged", nargs="*", type=Path, default=[JUDGED])
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    rows = [json.loads(line) for path in options.judged for line in path.read_text(encoding="utf-8").splitlines()]
    judged = list(read_judged(rows))
    decision = train(judged)
    for name, weight in sorted(decision.weights.items(), key=lambda pair: pair[1]):
        count = sum(name in each.example.features for each in judged if not each.is_held)
        print(f"{name:36}{weight:7.2f}{count:6}")
    held = promises(judged, decision)
    print(f"{len(judged) - len(held)} finds taught, {len(held)} of other documents kept out:\n")
    print(table(held))
    if options.write:
        head = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
        with TABLE.open("w", encoding="utf-8", newline="") as stream:
            stream.writelines(f"{line}\n" for line in head)
            written = csv.writer(stream, lineterminator="\n")
            written.writerow(("feature", "weight"))
            written.writerows((name, f"{weight:.3f}") for name, weight in sorted(decision.weights.items()))


if __name__ == "__main__":
    main()
