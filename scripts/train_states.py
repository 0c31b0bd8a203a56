"""Fit the weights of the evidence for office-holders' states, and write their table.

    python scripts/train_states.py corpus/relations/dev.gold.jsonl [GOLD …] [--write]

Prints precision and recall by cross-validation over articles, and the weights beside those in use; `--write` puts them into
`data/people_states.csv`, under the comment that stands there.
"""

import argparse
from pathlib import Path

import extractor
from extractor.pipeline.people.states import weights as in_use
from extractor.training.score import read_gold
from extractor.training.states import NAMES, cross_validate, fit, read_examples

TABLE = Path(extractor.__file__).parent / "data" / "people_states.csv"


def main() -> None:
    """Read, fit, print, and write where that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    nlp = extractor.load(kinds="countries")
    examples = read_examples(read_gold(options.gold, ("people",)), nlp)
    right, said, gold = cross_validate(examples)
    print(
        f"{len(examples)} persons; cross-validated: precision {100 * right / said:.1f}, recall {100 * right / gold:.1f}"
    )
    fitted = dict(zip(NAMES, fit(examples), strict=True))
    for name, weight in sorted(fitted.items()):
        print(f"{name:20}{weight:7.2f}   in use {in_use().get(name, 0.0):7.2f}")
    if options.write:
        head = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
        rows = [f"{name},{weight:.2f}" for name, weight in sorted(fitted.items())]
        TABLE.write_text("\n".join([*head, "name,weight", *rows]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
