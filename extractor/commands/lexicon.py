"""`extractor lexicon`: whether the table of goods holds together, and how much of the Harmonized System it reaches."""

import typer


def command() -> None:
    """Check the table of goods: codes exist, no name stands twice, every chapter is covered; exit 1 if not."""
    from extractor.pipeline.commodities.catalogue import read_goods
    from extractor.pipeline.commodities.coverage import find_problems, headings, reached

    problems = find_problems()
    for problem in problems:
        typer.echo(problem, err=True)
    found, known = reached(), headings()
    typer.echo(
        f"{len(read_goods()):,} spellings reach {len(found):,} of {len(known):,} headings of the Harmonized System"
    )
    if problems:
        raise typer.Exit(1)
