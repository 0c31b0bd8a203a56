"""The word lists of the grammar of dates, from the table `dates`."""

from functools import cache

from extractor.data import read_table
from extractor.pipeline._lookup import Lookup
from extractor.pipeline._numbers import STARTERS, TENS, UNITS

YEAR_LEADS = frozenset(
    "in since of by until till during from between through before after than year early late mid end fiscal for and to "
    "spring summer autumn winter ending ended".split()
)
HEADS = frozenset(
    "last past previous preceding this current present next coming following same that several few many some a an half final "
    "every each once twice fiscal financial marketing crop calendar couple decades years months weeks centuries".split()
)


class Lexicon:
    """Words by what they mean; all in lower case."""

    def __init__(self) -> None:
        self.months = {name: int(value) for name, value in _rows("month")}
        self.weekdays = {name: int(value) for name, value in _rows("weekday")}
        self.units = dict(_rows("unit"))
        self.seasons = dict(_rows("season"))
        self.ordinals = {name: int(value) for name, value in _rows("ordinal")}
        self.sets = dict(_rows("set"))
        self.days = {name: int(value) for name, value in _rows("day")}
        self.parts = dict(_rows("part"))
        self.references = Lookup(_rows("reference"))
        self.edges = Lookup((name, value) for name, value in _rows("edge"))
        self.holidays = Lookup(_rows("holiday"))
        self.future = frozenset(name for name, _ in _rows("future"))
        self.past = frozenset(name for name, _ in _rows("past"))
        self.counts = frozenset(name for name, _ in _rows("count"))
        self.no_year = frozenset(name for name, _ in _rows("no year before"))
        self.year_leads = YEAR_LEADS
        phrases = [name for kind in ("reference", "edge", "holiday") for name, _ in _rows(kind)]
        self.heads = frozenset((
            *self.months, *self.weekdays, *self.seasons, *self.ordinals, *self.sets, *self.days, *self.parts, *HEADS,
            *STARTERS, *UNITS, *TENS, *(phrase.split()[0].split("'")[0].split("-")[0] for phrase in phrases), "year", "fy",
        ))  # fmt: skip


def _rows(kind: str) -> list[tuple[str, str]]:
    return [(row["name"], row["value"]) for row in read_table("dates") if row["kind"] == kind]


@cache
def read_lexicon() -> Lexicon:
    """The lexicon, read once."""
    return Lexicon()
