"""`extractor train`: the names model from annotated text."""

import sys
from pathlib import Path
from typing import Annotated

import typer


def command(
    data: Annotated[
        Path, typer.Argument(metavar="DATA", help="The folder with the files that the config names, in JSON Lines.")
    ],
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The folder that the model is written to.")],
    config: Annotated[
        Path | None, typer.Option("--config", metavar="CFG", help="A spaCy config. Default: the one beside our model.")
    ] = None,
    base: Annotated[
        Path | None,
        typer.Option(
            "--base", metavar="MODEL", help="The model that a config for further training starts from. Default: ours."
        ),
    ] = None,
    steps: Annotated[int | None, typer.Option("--steps", min=1, help="Updates, instead of the config's.")] = None,
) -> None:
    """Train a model of names and write it to OUT, with its figures on the dev files in `meta.json`.

    Each line of DATA's files is `{"text": …, "ents": [[start, end, label], …]}`; labels are PERSON, LOC, ORG, NORP. It
    takes ten minutes on one core; `extractor run --model OUT` then uses the model.
    """
    from extractor.pipeline.names.model import MODEL
    from extractor.training.train import TRAIN_CONFIG, train

    meta = train(data, out, config=config or TRAIN_CONFIG, base=base or MODEL, steps=steps, log=sys.stderr)
    person = meta["performance"]["ents_per_type"].get("PERSON", {"p": 0.0, "r": 0.0, "f": 0.0})
    figures = ", ".join(f"{name} {100 * person[key]:.1f}" for name, key in (("P", "p"), ("R", "r"), ("F1", "f")))
    typer.echo(f"model in {out}; PERSON on the dev files: {figures}")
