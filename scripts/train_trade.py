"""Train the decisions of trade statements, and write their weights and their card.

    python scripts/train_trade.py [--relations GOLD.jsonl …] [--own OWN.jsonl …] [--threshold 0.4] [--out FOLDER]

Without arguments it takes what this repository has (RELATIONS, OWNED) and writes the package's table. GOLD holds articles with
all their trade statements (`trade`, each with a `quote` of its sentence), with those of some `sentences`, or with `flows`
that were judged alone; OWN those that were written for this project, which are never tested on. Given files are taken instead.
Without `--threshold` the one is taken that gives the highest F1 in cross-validation at a precision of at least `--precision`.
"""

import argparse
import csv
import io
from collections.abc import Sequence
from pathlib import Path

import extractor
from extractor.errors import ReadError
from extractor.training.trade import (
    Scale,
    Score,
    Tested,
    cross_validate,
    drop_rare,
    read_articles,
    read_examples,
    rows,
    train,
)

DATA = Path(extractor.__file__).parent / "data" / "trade"
ROOT = Path(__file__).parent.parent
RELATIONS = ("corpus/relations/dev.gold.jsonl", "corpus/judged/sentences.jsonl", "corpus/judged/trade.jsonl")
OWNED = ("corpus/gold/agency.gold.jsonl", "corpus/gold/trade.gold.jsonl")
HEAD = """# A row is the weight of one feature in the two trained decisions of trade statements: `choice` between the
# readings of a predicate, and `truth`, the log-odds that a reading is right (`threshold`: from what
# probability on it is a statement). Written by
# scripts/train_trade.py: don't edit. How good they are stands in `weights.md`.
"""
GRID = [number / 100 for number in range(16, 92)]


def main() -> None:
    """Read the arguments, train, test, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--relations", action="append", type=Path, metavar="GOLD")
    parser.add_argument("--own", action="append", type=Path, metavar="OWN")
    parser.add_argument("--threshold", type=float)
    parser.add_argument("--precision", type=float, default=0.70)
    parser.add_argument("--out", type=Path, default=DATA, metavar="FOLDER")
    options = parser.parse_args()
    relations, own = options.relations or of_repository(RELATIONS), options.own or of_repository(OWNED)
    if missing := [str(path) for path in (*relations, *own) if not path.is_file()]:
        raise ReadError(
            f"{len(missing)} files are missing: {', '.join(missing)}; they stand in a checkout of the repository"
        )
    nlp = extractor.load(kinds=tuple(kind for kind in extractor.pipeline.KINDS if kind != "trade"))
    articles = [a for path in relations for a in read_articles(path, nlp, own=False)]
    articles += [a for path in own for a in read_articles(path, nlp, own=True)]
    articles += read_examples(nlp)
    drop_rare(articles)
    tested = cross_validate(articles)
    scale = Scale.of(tested)
    scale.apply(tested)
    threshold = options.threshold or best_threshold(tested, options.precision)
    choice, truth = train(articles)
    truth = scale.scaled(truth)
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(("feature", "choice", "truth"))
    writer.writerows(rows(choice, truth, threshold))
    (options.out / "weights.csv").write_text(HEAD + stream.getvalue(), encoding="utf-8")
    report = card(tested, threshold)
    (options.out / "weights.md").write_text(report, encoding="utf-8")
    print(report)
    for precision in (0.6, 0.7, 0.8):
        print(f"precision {precision:.2f}: threshold {best_threshold(tested, precision):.2f}")


def of_repository(files: Sequence[str]) -> list[Path]:
    """Paths of the repository."""
    return [ROOT / file for file in files]


def best_threshold(tested: Tested, precision: float) -> float:
    """The threshold with the highest F1 among those that are precise enough; the most precise where none is."""
    scores = {threshold: tested.score(threshold) for threshold in GRID}
    enough = [threshold for threshold, score in scores.items() if score.precision >= precision]
    if not enough:
        return max(scores, key=lambda threshold: scores[threshold].precision)
    return max(enough, key=lambda threshold: scores[threshold].f1)


def card(tested: Tested, threshold: float) -> str:
    """The data card: precision and recall by threshold, and the reliability curve."""
    lines = ["# The decisions of trade statements", "", *CARD.strip().splitlines(), ""]
    lines += ["| threshold | P | R | F1 | pairs P | R | F1 |", "| --- | --- | --- | --- | --- | --- | --- |"]
    for step in sorted({*GRID[4::8], threshold}):
        both = _cells(tested.score(step)), _cells(tested.score(step, goods=False))
        name = f"**{step:.2f}**" if step == threshold else f"{step:.2f}"
        lines.append(f"| {name} | {both[0]} | {both[1]} |")
    lines += ["", "| confidence promised | came true | flows |", "| --- | --- | --- |"]
    lines += [f"| {promised:.2f} | {true:.2f} | {count} |" for promised, true, count in tested.reliability()]
    return "\n".join(lines) + "\n"


def _cells(score: Score) -> str:
    return " | ".join(f"{100 * value:.1f}" for value in (score.precision, score.recall, score.f1))


CARD = """
`weights.csv` holds two log-linear decisions over the same named features: which reading of a predicate is meant, and how probable
it is that the reading is right. `scripts/train_trade.py` trained them on articles annotated in full (Wikinews, Reuters of
1987, BBC, government releases), on 3,290 sentences of openly licensed news of which all statements were told
(`corpus/judged/sentences.jsonl`) and flows that were judged one by one (`corpus/judged/trade.jsonl`), and on this project's own
articles and the examples of its table of predicates.
Before any example, words that forbid, deny, wish or suppose weigh against a flow, as the
guidelines say.

All figures are of articles that the fold did not train on (five folds, by article). A key is exporter, importer and one good;
`pairs` leaves the good out. Articles whose goods another kind does not find count as missed. The threshold in use is in bold:
0.55, set by hand, since precision stays at 69 from there to 0.60 while recall falls.

Read them as optimistic: threshold, calibration and beliefs were chosen by the same figures, among twenty settings or so.
A dependency parser (spaCy's tagger and parser of the size of our names network, trained on EWT and GUM: LAS 79 on their
development parts) was tried as a source of features: the paths from a predicate to its parts, its governing verb and what
modifies it. Cross-validated with the words beside predicates and parts, best F1 rose from 49.8 to 51.0, and at precision 70 from
43.4 to 45.7: less than the three points that would pay for its time and size, so there is none. Gradient-boosted trees over
the same features were no better either. No script of these two trials is kept.

81 of the annotated articles may not be published, so that `corpus/` alone gives other weights. Judges and annotators were
language models that had only the guide and the texts. `corpus/relations/held.gold.jsonl` took no part in training.
"""


if __name__ == "__main__":
    main()
