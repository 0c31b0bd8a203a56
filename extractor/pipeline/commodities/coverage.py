"""Coverage: how much of the Harmonized System the table of goods reaches, and what is wrong with the table."""

from collections import Counter

from extractor.data import Row, read_table
from extractor.pipeline.commodities.catalogue import COLUMNS, row_names

HEADING = len("0901")
CHAPTER = len("09")


def headings() -> frozenset[str]:
    """The codes of all headings of the Harmonized System, edition 2022."""
    return frozenset(row["code"] for row in read_table("hs_headings"))


def reached() -> frozenset[str]:
    """The headings (four digits) that some good of the table has."""
    return frozenset(row["hs"] for row in read_table("commodities") if len(row["hs"]) == HEADING)


def find_problems() -> list[str]:
    """What is wrong with the table of goods, a sentence each: codes, names that stand twice, chapters without a good."""
    known, rows = headings(), read_table("commodities")
    chapters = {code[:CHAPTER] for code in known}
    problems = [
        f"{row['name']}: there is no heading or chapter {row['hs']}"
        for row in rows
        if row["hs"] and row["hs"] not in known | chapters
    ]
    names = Counter(row["name"].lower() for row in rows)
    problems += [f"{name}: the name of {count} goods" for name, count in names.items() if count > 1]
    plain = Counter(name.lower() for row in rows if not row["near"] for name, _ in row_names(row))
    problems += [f"{name}: stands {count} times" for name, count in plain.items() if count > 1]
    problems += [f"{row['name']}: {form!r} stands twice" for row in rows for form in _repeated(row)]
    missing = chapters - {row["hs"][:CHAPTER] for row in rows}
    return problems + [f"chapter {chapter}: no good" for chapter in sorted(missing)]


def _repeated(row: Row) -> list[str]:
    forms = Counter(form for column, _ in COLUMNS for form in row[column].split("|") if form)
    return [form for form, count in forms.items() if count > 1]
