"""How far the confidence of persons, goods and trade statements can be trusted: what it promises beside what came true.

    python scripts/reliability.py [--svg docs/confidence.svg]

Persons: names that a reader judged in texts which taught neither the model nor the decisions (`corpus/judged/people.jsonl`); and,
in the table alone, each mention in world news that readers marked whole (`corpus/names/dev.jsonl`).
Goods: finds of the judged documents that the weights were not fitted to (`corpus/judged/goods.jsonl`). Trade statements: the
table that training wrote into `extractor/data/trade/weights.md`, of articles that each fold left out. `--svg` draws all three
as one diagram.
"""

import argparse
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import extractor
from extractor.pipeline.commodities.sureness import read_sureness
from extractor.training.calibration import Bin, Promise, bins_of, promises_of_mentions, promises_of_people, table
from extractor.training.goods import promises, read_judged

CORPUS = Path(__file__).parents[1] / "corpus"
TRADE = Path(extractor.__file__).parent / "data" / "trade" / "weights.md"
ROW = re.compile(r"\| (\d\.\d+) \| (\d\.\d+) \| ([\d,]+) \|$", re.MULTILINE)
SIDE, EDGE = 320, 44  # of the diagram and around it, in pixels
COLOURS = {"persons": "#a8447f", "goods": "#c4460a", "trade statements": "#0069ab"}


def main() -> None:
    """Measure, print, and draw where that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--svg", type=Path)
    options = parser.parse_args()
    measured: dict[str, list[Promise]] = {
        "persons": list(promises_of_people(_rows("judged/people"))),
        "goods": promises(read_judged(_rows("judged/goods")), read_sureness()),
    }
    news = {"mentions of persons in world news": list(promises_of_mentions(_rows("names/dev")))}
    for name, found in (measured | news).items():
        print(f"{name}, {len(found)} finds read\n\n{table(found)}\n")
    if options.svg:
        lines = {name: bins_of(found) for name, found in measured.items()} | {"trade statements": list(_of_trade())}
        options.svg.write_text(diagram(lines), encoding="utf-8")


def _rows(name: str) -> Iterator[dict[str, Any]]:
    for line in (CORPUS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _of_trade() -> Iterator[Bin]:
    for promised, true, count in ROW.findall(TRADE.read_text(encoding="utf-8")):
        finds = int(count.replace(",", ""))
        yield Bin(float(promised), float(true), finds, float(finds))


def diagram(lines: Mapping[str, Sequence[Bin]]) -> str:
    """A reliability diagram as SVG: promised to the right, came true upwards; a find more makes a dot larger."""
    size = SIDE + 2 * EDGE
    shapes = [
        f'<rect x="{EDGE}" y="{EDGE}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#888"/>',
        f'<path d="M{_place(0, 0)} L{_place(1, 1)}" stroke="#888" stroke-dasharray="4 4"/>',
    ]
    for number in range(0, 11, 2):
        value = number / 10
        shapes.append(f'<text x="{EDGE + SIDE * value:.0f}" y="{EDGE + SIDE + 16}" text-anchor="middle">{value}</text>')
        shapes.append(f'<text x="{EDGE - 8}" y="{EDGE + SIDE * (1 - value) + 4:.0f}" text-anchor="end">{value}</text>')
    for number, (name, bins) in enumerate(lines.items()):
        colour = COLOURS[name]
        path = " L".join(_place(each.promised, each.true) for each in bins)
        shapes.append(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="1.5"/>')
        for each in bins:
            x, y = _place(each.promised, each.true).split()
            radius = min(2 + each.finds**0.5 / 3, 8)
            shapes.append(f'<circle cx="{x}" cy="{y}" r="{radius:.1f}" fill="{colour}"/>')
        shapes.append(f'<text x="{EDGE + 10}" y="{EDGE + 18 + 16 * number}" fill="{colour}">{name}</text>')
    shapes.append(f'<text x="{size / 2}" y="{size - 8}" text-anchor="middle">promised</text>')
    shapes.append(f'<text x="{EDGE}" y="{EDGE - 10}">came true</text>')
    style = 'font-family="sans-serif" font-size="12" fill="#555"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" {style}>\n'
        + "\n".join(shapes)
        + "\n</svg>\n"
    )


def _place(promised: float, true: float) -> str:
    return f"{EDGE + SIDE * promised:.1f} {EDGE + SIDE * (1 - true):.1f}"


if __name__ == "__main__":
    main()
