"""The tables of the kind: predicates of trade, the words around them, and organs that stand for their state."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from typing import Literal

from extractor.data import read_by_code, read_table
from extractor.pipeline.text.lookup import Lookup

VERB_FORMS = ("base", "third", "past", "participle", "gerund")


class Sort(StrEnum):
    """What a chunk of a sentence is."""

    COUNTRY = "country"
    REGION = "region"  # `Asia`, `the West`: a side, but no country
    ANAPHOR = "anaphor"  # `it`, `the kingdom`, `this African country`
    OWN = "own"  # `its`, `the country's`
    PAIR = "pair"  # `the two countries`
    GOOD = "good"
    MONEY = "money"
    QUANTITY = "quantity"
    DATE = "date"
    SHARE = "share"  # a percentage
    NUMBER = "number"
    WORD = "word"
    NOWHERE = ""  # outside the sentence


# Kinds of words whose phrases are a chunk of their own sort.
PHRASES = {"pair": Sort.PAIR, "region": Sort.REGION, "anaphor": Sort.ANAPHOR, "own": Sort.OWN}


@dataclass(frozen=True, slots=True)
class Predicate:
    """One row of the table: `links` maps a preposition to the part that it brings."""

    name: str
    role: str
    subject: str
    links: dict[str, str]
    alone: str
    labels: dict[str, frozenset[str]]  # of each form of a verb: base, third, past, participle, gerund

    @property
    def kind(self) -> Literal["export", "import", "turnover"]:
        """How a statement of this predicate is told."""
        if self.role == "turnover":
            return "turnover"
        return "import" if self.subject == "importer" else "export"

    def link(self, preposition: str) -> str | None:
        """The part that a preposition brings: exporter, importer, good, or other (than the subject)."""
        if preposition == "by":
            return self.subject if self.subject in ("exporter", "importer") else None
        plain = {"to": "importer", "into": "importer", "onto": "importer", "towards": "importer", "from": "exporter"}
        return self.links.get(preposition) or plain.get(preposition)


class Lexicon:
    """The predicates by form, the kinds of each word, and what makes a chunk of several words."""

    def __init__(self) -> None:
        self._kinds: dict[str, set[str]] = {}
        self.continents: dict[str, str] = {}
        phrases: dict[str, tuple[Sort, str]] = {}
        for row in read_table("trade/words"):
            name, (kind, *rest) = row["name"], row["kind"].split()
            self._kinds.setdefault(kind, set()).add(name)
            if kind == "continent":
                self.continents[name] = rest[0]
            elif kind in PHRASES or " " in name:
                phrases.setdefault(name, (PHRASES.get(kind, Sort.WORD), name))
        self.verbs: dict[str, Predicate] = {}
        self.nouns: dict[str, Predicate] = {}
        for predicate in read_predicates():
            table = self.verbs if predicate.role in ("verb", "motion") else self.nouns
            table.update(dict.fromkeys(predicate.labels, predicate))
        for form in (*self.verbs, *self.nouns):
            if " " in form or "-" in form:
                phrases[form] = (Sort.WORD, form)
        self.phrases = Lookup(phrases.items())
        self.organs = Lookup((row["name"], row["code"]) for row in read_table("trade/organs"))
        self.openers = frozenset(form.split()[0].split("-")[0] for form in (*self.verbs, *self.nouns))

    @cached_property
    def both(self) -> frozenset[str]:
        """Words that speak of two countries without naming them."""
        return self.words("both") | {"two"}

    def words(self, kind: str) -> frozenset[str]:
        """The words of one kind."""
        return self._frozen[kind]

    @cached_property
    def _frozen(self) -> dict[str, frozenset[str]]:
        return {kind: frozenset(words) for kind, words in self._kinds.items()}


@cache
def read_predicates() -> tuple[Predicate, ...]:
    """The rows of the table of predicates."""
    found = []
    for row in read_table("trade/predicates"):
        forms = row["forms"].split("|")
        labels: dict[str, set[str]] = {form: set() for form in forms}
        for form, label in zip(forms, VERB_FORMS, strict=False):
            labels[form].add(label)
        links = dict(link.split("=") for link in row["links"].split())
        known = {form: frozenset(found) for form, found in labels.items()}
        found.append(Predicate(row["name"], row["role"], row["subject"], links, row["alone"], known))
    return tuple(found)


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
