"""Fit the weights of the evidence for the side of publication on which a date lies, and write their table.

    python scripts/train_sides.py corpus/sides.txt --silver ARTICLES.jsonl[.gz] --gold DATES.gold.jsonl [--every-third] [--write]

`--silver` are articles that say when they were published, `--gold` annotated ones; `--every-third` leaves every third gold
article out, and judges it. Prints what is right, by source and form, by cross-validation over articles; `--write` writes
`data/dates_sides.csv`, under the comment that stands there.
"""

import argparse
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import extractor
from extractor.training.sides import Sided, cross_validate, fit_sides, read_gold, read_own, read_silver

TABLE = Path(extractor.__file__).parent / "data" / "dates_sides.csv"
LEAST = 0.005  # a smaller weight says nothing


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The articles of a file."""
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def main() -> None:
    """Read, fit, print, and write where that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("own", type=Path)
    parser.add_argument("--silver", type=Path, action="append", default=[])
    parser.add_argument("--gold", type=Path, action="append", default=[])
    parser.add_argument("--every-third", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    nlp = extractor.load(model=None, kinds=())
    gold = [article for path in options.gold for article in rows(path)]
    held = [article for i, article in enumerate(gold) if options.every_third and i % 3 == 2]
    examples: list[Sided] = list(read_own(options.own.read_text(encoding="utf-8").splitlines(), nlp))
    examples += read_gold([article for article in gold if article not in held], nlp)
    for path in options.silver:
        examples += read_silver(rows(path), nlp)
    for (source, form), (right, total) in sorted(cross_validate(examples).items()):
        print(f"{source:8}{form:10}{right:5} of {total:5}")
    fitted = fit_sides(examples)
    judged = [each.is_right(fitted) for each in read_gold(held, nlp)]
    print(f"held    {sum(judged):15} of {len(judged):5}")
    if options.write:
        head = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
        table = [f"{name},{weight:.2f}" for name, weight in sorted(fitted.weights.items()) if abs(weight) >= LEAST]
        TABLE.write_text("\n".join([*head, "feature,weight", *table]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
