"""Seasons, of the year and of sports: `summer 2004`, `this past spring`, `last season`."""

from extractor.pipeline.dates.engine import Found, Rule
from extractor.pipeline.dates.nodes import Node
from extractor.pipeline.dates.nodes.compounds import WithYear
from extractor.pipeline.dates.nodes.periods import SeasonYear
from extractor.pipeline.dates.nodes.points import SeasonNode
from extractor.pipeline.dates.rules.deictics import NARRATIVE
from extractor.pipeline.dates.rules.parts import year_at
from extractor.pipeline.dates.rules.shorthand import DASH, YEAR

SEASON_LEADS = frozenset("the early late mid - by during since of until over before after through".split())


def season(m: Found) -> Node | None:
    """`summer 2004`, `the winter of 1986/87`, `in the spring`."""
    name = m.value("s", "SEASON")
    if m.has("y"):
        return SeasonNode(name, year_at(m, "y"))
    if m.before in SEASON_LEADS:
        return SeasonNode(name) if m.text("s") not in ("fall", "spring") or _season_word(m) else None
    if (
        m.sheet.word(m.start - 2) == "the"
        and m.after in (".", ",", ";")
        and m.text("s") in ("summer", "winter", "autumn")
    ):
        return SeasonNode(name)  # `the warm winter.`
    return SeasonNode(name) if m.before == "in" and m.text("s") not in ("springtime",) else None


def _season_word(m: Found) -> bool:
    """`the fall` is a season before a stop or a verb, never in `the fall of`, `the fall in prices`."""
    return m.after in (".", ",", ";", ")", "and", "when", "as", "after", "but", "with", "or") and m.before != "since"


def step_season(m: Found) -> Node | None:
    """`last fall`, `this summer`."""
    node = m.node("e")
    if isinstance(node, SeasonNode) and node.year is not None:
        return None
    return SeasonNode(
        node.season if isinstance(node, SeasonNode) else m.value("e", "SEASON"), step=int(m.value("s", "STEP"))
    )


def season_year(m: Found) -> Node | None:
    """`last season`, `the current crop season`: from one summer to the next."""
    word = m.text("s")
    return None if word in NARRATIVE or word == "past" else SeasonYear(int(m.value("s", "STEP")))


def season_of(m: Found) -> Node | None:
    """`the summer of last year`, `the winter of nineteen ninety-four`."""
    inner, year = m.node("e"), m.node("y")
    return WithYear(inner, year) if isinstance(inner, SeasonNode) and inner.year is None and year else None


CALENDAR = (
    Rule("season and year cut at its apostrophe", "s:SEASON of? '|’ y:TWO", "in summer ' 98 → 1998-SU", season),
    Rule("season and year", f"s:SEASON (of|,)? y:{YEAR}", "in the summer of 2004 → 2004-SU", season),
    Rule(
        "season and two years",
        f"s:SEASON (of|,)? y:YYYY {DASH}|/ TWO|YYYY",
        "in the winter of 1936-37 → 1936-WI",
        season,
    ),
    Rule("season", "s:SEASON", "in the spring → 2025-SP", season),
)
DEICTIC = (
    Rule("last and season", "s:STEP e:Season|SEASON", "last fall → 2025-FA", step_season),
    Rule("sports season", "s:STEP FISCAL? season", "last season → 2024/2025", season_year),
)
COMPOSITE = (Rule("season of a year", "e:Season (of|in)? y:Year", "in the summer of last year → 2024-SU", season_of),)
