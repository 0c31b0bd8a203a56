"""Fit the two decisions over names to annotated texts, and write the table of their weights.

    python scripts/train_names.py DATA [--model MODEL] [--also FILE[=IMPORTANCE]] … [--write]

DATA is the folder of `extractor train`; of it those texts are taken that the network was not trained on, and of this repository
the corpus and the cases. `--also` adds files of the same form. Prints precision, recall and F1 of exact spans for each, every
text judged by weights that it did not teach, with the model and by rules alone; `--write` puts the weights into
`data/names_weights.csv`, under the comment that stands there.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import extractor
from extractor.errors import ReadError
from extractor.pipeline.decide.logistic import Decision
from extractor.pipeline.names.lexicon import Lexicon
from extractor.pipeline.names.model import MODEL, NamesModel
from extractor.pipeline.names.read import WEIGHTS, Decisions
from extractor.training.gold import samples_of_articles, samples_of_cases
from extractor.training.names import Reader, Text, score, train
from extractor.training.samples import Sample, read_samples
from extractor.training.sources.catalogue import origin

ROOT = Path(__file__).parent.parent
TABLE = Path(extractor.__file__).parent / "data" / f"{WEIGHTS}.csv"
FILES = {  # of DATA, and how much a text of each counts
    "ewt_dev.jsonl": 4.0,
    "gum_dev.jsonl": 4.0,
    "gmb_dev.jsonl": 2.0,
    "redocred_dev.jsonl": 1.0,
    "wikinews_held.jsonl": 1.0,
}
ARTICLES, CASES = 3.0, 8.0  # the same of our own
SMALL = 0.005  # a weight that says nothing


def sources(data: Path, also: list[str]) -> Iterator[tuple[str, float, list[Sample]]]:
    """The name, the importance and the samples of each file; `ReadError` names all that DATA lacks."""
    missing = [name for name in FILES if not (data / name).is_file()]
    if missing:
        raise ReadError("\n".join(f"{data / name} is missing: {origin(name)}" for name in missing))
    for name, importance in FILES.items():
        yield Path(name).stem, importance, list(read_samples(data / name))
    for path in sorted((ROOT / "corpus" / "gold").glob("*.gold.jsonl")):
        yield path.stem, ARTICLES, list(samples_of_articles(path))
    yield "cases", CASES, list(samples_of_cases(ROOT / "tests" / "cases" / "people.jsonl"))
    for file in also:
        name, _, importance = file.partition("=")
        yield Path(name).stem, float(importance or 1), list(read_samples(Path(name)))


def fit(samples: list[tuple[str, float, list[Sample]]], model: str | None) -> Decisions:
    """The decisions, with their figures printed."""
    nlp = extractor.load(model=None, kinds=())
    nlp.remove_pipe("extractor_names")
    lexicon = Lexicon()
    reader = Reader(nlp, NamesModel(nlp, model) if model else None, lexicon)
    texts: dict[str, list[Text]] = {
        name: [reader.read(f"{name}-{i}", sample, importance) for i, sample in enumerate(each)]
        for name, importance, each in samples
    }
    fitted = train([text for each in texts.values() for text in each], lexicon)
    for name, each in texts.items():
        names = score(each, fitted, lexicon)
        print(
            f"{'model' if model else 'rules':8}{name:24}{names.precision:7.1f}{names.recall:7.1f}{names.f1:7.1f}{names.gold:7}"
        )
    return fitted.decisions


def write(columns: dict[str, Decision], table: Path) -> None:
    """Put the weights into the table: a row a feature, a column a decision."""
    head = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    features = sorted({name for decision in columns.values() for name in decision.weights})
    rows = [",".join([f'"{name}"', *(_cell(decision, name) for decision in columns.values())]) for name in features]
    table.write_text("\n".join([*head, ",".join(["feature", *columns]), *rows]) + "\n", encoding="utf-8")


def _cell(decision: Decision, name: str) -> str:
    weight = decision.weights.get(name, 0.0)
    return f"{weight:.2f}" if abs(weight) >= SMALL else ""


def main() -> None:
    """Read, fit, print, and write where that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, metavar="DATA")
    parser.add_argument("--also", action="append", default=[], metavar="FILE[=IMPORTANCE]")
    parser.add_argument("--model", default=str(MODEL))
    parser.add_argument("--write", action="store_true")
    parser.add_argument(
        "--table", type=Path, default=TABLE, help="where the weights go, instead of the package's table"
    )
    options = parser.parse_args()
    samples = list(sources(options.data, options.also))
    columns: dict[str, Decision] = {}
    for kind, model in (("model", options.model), ("rules", None)):
        decisions = fit(samples, model)
        columns |= {f"{kind}_alone": decisions.alone, f"{kind}_within": decisions.within}
    if options.write:
        write(columns, options.table)


if __name__ == "__main__":
    main()
