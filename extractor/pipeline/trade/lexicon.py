"""The words of the grammar, read from `data/trade_words.csv`.

Verbs and nouns have a direction: with `out` the goods leave the subject or possessor (`exports`), with `in` they reach it
(`imports`). The weak ones (`sell`, `shipments`) also tell of shops and mail, so both sides must be countries.
"""

from dataclasses import dataclass
from functools import cache

from extractor.data import read_by_code, read_table
from extractor.pipeline.text.lookup import Lookup

FORMS = ("base", "third", "past", "participle", "gerund")
# Kinds whose phrases are one chunk of their own sort, whatever their words are.
SORTS = {"pair": "B", "region": "R", "anaphor": "A", "own": "O"}


@dataclass(frozen=True, slots=True)
class Cue:
    """What a word of trade says: `role` verb, noun, agent, motion or turnover; `direction` out, in or empty."""

    role: str
    direction: str = ""
    strong: bool = True
    forms: frozenset[str] = frozenset()
    bulk: bool = False


class Lexicon:
    """Sets of words by kind, the cues, and the phrases of several words."""

    def __init__(self) -> None:
        self._kinds: dict[str, set[str]] = {}
        self.verbs: dict[str, Cue] = {}
        self.nouns: dict[str, Cue] = {}
        self.continents: dict[str, str] = {}
        phrases: dict[str, str] = {}
        for row in read_table("trade_words"):
            name, kind = row["name"], row["kind"]
            self._kinds.setdefault(kind, set()).add(name)
            self._read(name, kind, row["forms"].split("|"))
            if kind in SORTS or " " in name:
                phrases.setdefault(name, SORTS.get(kind, "w"))
        self.phrases = Lookup(phrases.items())
        self.cues = frozenset(
            (
                *self.verbs,
                *self.nouns,
                "turnover",
                "trade",
                "commerce",
                "level",
                "mark",
                "rely",
                "relies",
                "relied",
                "depends",
                "dependent",
            )
        )

    def _read(self, name: str, kind: str, forms: list[str]) -> None:
        role, *rest = kind.split()
        if role in ("verb", "motion"):
            for form, label in zip((name, *forms), FORMS, strict=True):
                known = self.verbs.get(form)
                labels = frozenset((*(known.forms if known else ()), label))
                self.verbs[form] = Cue(role, rest[0], len(rest) == 1, labels, "bulk" in rest)
        elif role in ("noun", "agent") and rest[0] in ("in", "out"):
            self.nouns[name] = Cue(role, rest[0], "weak" not in rest)
        elif role == "turnover":
            self.nouns[name] = Cue(role)
        elif role == "continent":
            self.continents[name] = rest[0]

    def kind(self, kind: str) -> frozenset[str]:
        """The words of one kind."""
        return frozenset(self._kinds[kind])


@cache
def capitals() -> frozenset[str]:
    """The names of capitals, which news uses for the state: `Beijing bought`."""
    return frozenset(row["capital"] for row in read_table("countries_codes") if row["capital"])


def official_name(code: str) -> str:
    """The full name of a state in lower case: `kingdom of morocco`."""
    return read_by_code("countries_codes")[code]["official"].lower()


def continent_of(code: str) -> str | None:
    """The two-letter code of a country's continent (AF, AN, AS, EU, NA, OC, SA); None for a former state."""
    return read_by_code("countries_codes")[code]["continent"] or None
