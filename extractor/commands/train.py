"""`extractor train`: the names model from annotated text, and that text from its public sources."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from extractor.errors import ReadError


def command(
    data: Annotated[
        Path, typer.Argument(metavar="DATA", help="The folder with the files that the config names, in JSON Lines.")
    ],
    out: Annotated[
        Path | None,
        typer.Argument(metavar="[OUT]", help="The folder that the model is written to.", show_default=False),
    ] = None,
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
    prepare: Annotated[
        Path | None,
        typer.Option(
            "--prepare",
            metavar="SOURCES",
            help="Make DATA's files of the public corpora in SOURCES, as downloaded, and train nothing.",
        ),
    ] = None,
) -> None:
    """Train a model of names and write it to OUT, with its figures on the dev files in `meta.json`.

    Each line of DATA's files is `{"text": …, "ents": [[start, end, label], …]}`; labels are PERSON, LOC, ORG, NORP. It
    takes ten minutes on one core; `extractor run --model OUT` then uses the model. `--prepare SOURCES` makes the files
    (docs/retraining.md).
    """
    if prepare is not None:
        _prepare(prepare, data)
        return
    if out is None:
        raise typer.BadParameter("where shall the model go? `extractor train DATA OUT`", param_hint="OUT")
    from extractor.pipeline.names.model import MODEL
    from extractor.training.train import TRAIN_CONFIG, train

    meta = train(data, out, config=config or TRAIN_CONFIG, base=base or MODEL, steps=steps, log=sys.stderr)
    person = meta["performance"]["ents_per_type"].get("PERSON", {"p": 0.0, "r": 0.0, "f": 0.0})
    figures = ", ".join(f"{name} {100 * person[key]:.1f}" for name, key in (("P", "p"), ("R", "r"), ("F1", "f")))
    typer.echo(f"model in {out}; PERSON on the dev files: {figures}")


def _prepare(sources: Path, data: Path) -> None:
    """Convert what is there, print what became of it, and fail with all that is missing."""
    from extractor.training.sources.prepare import known_sums, prepare

    done = prepare(sources, data, known_sums())
    typer.echo(f"{'file':32}{'texts':>8}{'words':>10}{'persons':>9}")
    for made in done.made:
        said = {True: "  as our model's", False: "  not our model's", None: ""}[made.same]
        typer.echo(f"{made.name:32}{made.texts:8}{made.words:10}{made.persons:9}{said}")
    if done.missing:
        lines = "\n".join(f"  {path}: {origin}" for path, origin in done.missing.items())
        raise ReadError(f"{len(done.missing)} paths are missing; the rest of {data} is made\n{lines}")
