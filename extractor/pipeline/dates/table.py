"""The words of the grammar of dates, from the table `dates`, and those that decide beside it, from `dates_words`."""

from dataclasses import dataclass
from functools import cache

from extractor.data import read_table

PHRASES = frozenset(("holiday", "reference"))
CASED = "capital"  # the mark of a word that is a date only with a capital: `May`, `Sat`


@dataclass(frozen=True, slots=True)
class Row:
    """One word of the table: its class (`MONTH`), and what it means there (`12`)."""

    name: str
    tag: str
    value: str
    cased: bool

    @property
    def forms(self) -> set[str]:
        """The spellings in which the word counts."""
        forms = {self.name.capitalize(), self.name.upper(), self.name.title()}
        return forms if self.cased else forms | {self.name}


@cache
def read_rows() -> tuple[Row, ...]:
    """The single words of the table."""
    return tuple(
        Row(
            row["name"],
            row["kind"].upper().replace(" ", "_"),
            row["value"].removesuffix(CASED).strip(),
            row["value"].endswith(CASED),
        )
        for row in read_table("dates")
        if " " not in row["name"] and row["kind"] not in PHRASES
    )


@cache
def read_values() -> dict[str, dict[str, str]]:
    """For each class, what its words mean: ``read_values()["MONTH"]["dec."]`` is ``"12"``."""
    values: dict[str, dict[str, str]] = {}
    for row in read_rows():
        values.setdefault(row.tag, {})[row.name] = row.value
    return values


def read_phrases(kind: str) -> list[tuple[str, str]]:
    """The phrases of a kind, with their value."""
    return [(row["name"], row["value"]) for row in read_table("dates") if row["kind"] == kind]


def read_cues(kind: str) -> frozenset[str]:
    """The words that decide in one way: ``read_cues("between months")``; `KeyError` where the table has no such kind."""
    return _cues()[kind]


@cache
def _cues() -> dict[str, frozenset[str]]:
    words: dict[str, set[str]] = {}
    for row in read_table("dates_words"):
        words.setdefault(row["kind"], set()).add(row["name"])
    return {kind: frozenset(names) for kind, names in words.items()}
