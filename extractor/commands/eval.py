"""`extractor eval`: the pipeline against gold articles, as a table."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.commands.reading import OURS, ConfidenceOption, ModelOption, model_named, pipeline_with

if TYPE_CHECKING:
    from extractor.training.score import Score


def command(
    gold: Annotated[list[Path], typer.Argument(help="Gold files: JSON Lines, an article a line.")],
    errors: Annotated[int, typer.Option(min=0, help="Print this many misses and false alarms of each measure.")] = 0,
    timeml: Annotated[
        bool, typer.Option(help="Compare date values as TIMEX3 strings, and count lone adverbs.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
    names: Annotated[
        bool, typer.Option("--names", help="GOLD are texts as `extractor train` takes them; a row of the table a file.")
    ] = False,
    relations: Annotated[
        bool, typer.Option("--relations", help="GOLD has trade, quantities and roles alone, as corpus/relations/ does.")
    ] = False,
    model: ModelOption = OURS,
    min_confidence: ConfidenceOption = None,
) -> None:
    """Score the pipeline on gold articles: precision, recall and F1 of each measure; of names also the errors by class."""
    from extractor.errors import ExtractorError
    from extractor.training.relations import score_relations
    from extractor.training.score import ERRORS, read_gold, score

    try:
        if names:
            scores = _names(gold, model)
        elif relations:
            scores = score_relations(
                read_gold(gold, ("trade", "quantities", "people")), nlp=pipeline_with(model, min_confidence)
            )
        else:
            scores = score(read_gold(gold), timeml=timeml, nlp=pipeline_with(model, min_confidence))
    except ExtractorError as error:
        typer.echo(f"extractor eval: {error}", err=True)
        raise typer.Exit(2) from error
    if as_json:
        figures = {
            name: {"p": round(s.precision, 2), "r": round(s.recall, 2), "f1": round(s.f1, 2), "gold": s.gold}
            | ({"errors": {each: s.classes[each] for each in ERRORS}} if names else {})
            for name, s in scores.items()
        }
        typer.echo(json.dumps(figures, indent=2))
        return
    typer.echo(f"{'measure':22}{'P':>7}{'R':>7}{'F1':>7}{'gold':>7}{'found':>7}")
    for name, s in scores.items():
        typer.echo(f"{name:22}{s.precision:7.1f}{s.recall:7.1f}{s.f1:7.1f}{s.gold:7}{s.found:7}")
        if names:
            typer.echo("    errors: " + ", ".join(f"{s.classes[each]} {each}" for each in ERRORS))
        for label, items in (("missed", s.missed), ("false alarm", s.spurious)):
            for where, item in items[:errors]:
                typer.echo(f"    {label}: {where}: {item}")


def _names(files: list[Path], model: str) -> "dict[str, Score]":
    """The names of persons alone, exact spans, file by file."""
    from extractor.pipeline import load
    from extractor.training.samples import read_samples
    from extractor.training.score import score_names

    nlp = load(kinds=(), model=model_named(model))
    return {path.stem: score_names(read_samples(path), nlp) for path in files}
