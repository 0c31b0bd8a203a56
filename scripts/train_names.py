"""Fit the two decisions over names to annotated texts, and write the table of their weights.

    python scripts/train_names.py FILE[=IMPORTANCE] … [--model MODEL] [--write]

FILEs are as `extractor train` takes them. Prints precision, recall and F1 of exact spans for each, every text judged by weights
that it did not teach, with the model and by rules alone; `--write` puts the weights into `data/names_weights.csv`, under the
comment that stands there.
"""

import argparse
from pathlib import Path

import extractor
from extractor.pipeline.decide.logistic import Decision
from extractor.pipeline.names.lexicon import Lexicon
from extractor.pipeline.names.model import MODEL, NamesModel
from extractor.pipeline.names.read import WEIGHTS, Decisions
from extractor.training.names import Reader, Text, score, train
from extractor.training.samples import read_samples

TABLE = Path(extractor.__file__).parent / "data" / f"{WEIGHTS}.csv"
SMALL = 0.005  # a weight that says nothing


def read(files: list[str], reader: Reader) -> dict[str, list[Text]]:
    """The texts of each file."""
    texts = {}
    for file in files:
        path, _, importance = file.partition("=")
        texts[Path(path).stem] = [
            reader.read(f"{Path(path).stem}-{number}", sample, float(importance or 1))
            for number, sample in enumerate(read_samples(Path(path)))
        ]
    return texts


def fit(files: list[str], model: str | None) -> Decisions:
    """The decisions, with their figures printed."""
    nlp = extractor.load(model=None, kinds=())
    nlp.remove_pipe("extractor_names")
    lexicon = Lexicon()
    texts = read(files, Reader(nlp, NamesModel(nlp, model) if model else None, lexicon))
    fitted = train([text for each in texts.values() for text in each], lexicon)
    for name, each in texts.items():
        names = score(each, fitted, lexicon)
        print(
            f"{'model' if model else 'rules':8}{name:24}{names.precision:7.1f}{names.recall:7.1f}{names.f1:7.1f}{names.gold:7}"
        )
    return fitted.decisions


def write(columns: dict[str, Decision]) -> None:
    """Put the weights into the table: a row a feature, a column a decision."""
    head = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    features = sorted({name for decision in columns.values() for name in decision.weights})
    rows = [",".join([f'"{name}"', *(_cell(decision, name) for decision in columns.values())]) for name in features]
    TABLE.write_text("\n".join([*head, ",".join(["feature", *columns]), *rows]) + "\n", encoding="utf-8")


def _cell(decision: Decision, name: str) -> str:
    weight = decision.weights.get(name, 0.0)
    return f"{weight:.2f}" if abs(weight) >= SMALL else ""


def main() -> None:
    """Read, fit, print, and write where that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", metavar="FILE[=IMPORTANCE]")
    parser.add_argument("--model", default=str(MODEL))
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    columns: dict[str, Decision] = {}
    for kind, model in (("model", options.model), ("rules", None)):
        decisions = fit(options.files, model)
        columns |= {f"{kind}_alone": decisions.alone, f"{kind}_within": decisions.within}
    if options.write:
        write(columns)


if __name__ == "__main__":
    main()
