"""Seasons, of the year and of sports: `summer 2004`, `this past spring`, `last season`."""

from extractor.pipeline.dates.engine import END, Found, Rule
from extractor.pipeline.dates.nodes import Node
from extractor.pipeline.dates.nodes.compounds import WithYear
from extractor.pipeline.dates.nodes.periods import SeasonYear
from extractor.pipeline.dates.nodes.points import SeasonNode
from extractor.pipeline.dates.rules.deictics import NARRATIVE, PAST
from extractor.pipeline.dates.rules.parts import year_at
from extractor.pipeline.dates.rules.shorthand import DASH, YEAR
from extractor.pipeline.dates.rules.signs import STOPS, THE
from extractor.pipeline.dates.table import read_cues

LEADS = read_cues("before a season")  # `since winter`
IN, SINCE = frozenset(("in",)), frozenset(("since",))
SHARED = frozenset(("fall", "spring"))  # verbs too
SPRINGTIME = frozenset(("springtime",))
NAMES = frozenset(("summer", "winter", "autumn"))
ENDS = STOPS - {")", END}  # behind `the warm winter`
FALL_CLOSES = (STOPS - {END}) | read_cues("behind a season that is also a verb")


def season(m: Found) -> Node | None:
    """`in the spring`, `since winter`, `the warm winter.`"""
    word, node = m.text("s"), SeasonNode(m.value("s", "SEASON"))
    if m.before in LEADS:
        return node if word not in SHARED or _is_noun(m) else None
    warm = word in NAMES and m.after in ENDS and m.sheet.word(m.start - 2) in THE
    return node if warm or (m.before in IN and word not in SPRINGTIME) else None


def _is_noun(m: Found) -> bool:
    """`the fall` is a season before a stop or a verb, never in `the fall of`, `the fall in prices`."""
    return m.after in FALL_CLOSES and m.before not in SINCE


def season_year(m: Found) -> Node | None:
    """`summer 2004`, `the winter of 1986/87`."""
    return SeasonNode(m.value("s", "SEASON"), year_at(m, "y"))


def year_season(m: Found) -> Node | None:
    """`in 2017 summer`, `the 2019 winter`; no `in 2019 fall prices`."""
    return None if m.text("s") in SHARED and m.after not in STOPS else season_year(m)


def step_season(m: Found) -> Node | None:
    """`last fall`, `this summer`."""
    node = m.node("e")
    if isinstance(node, SeasonNode) and node.year is not None:
        return None
    name = node.season if isinstance(node, SeasonNode) else m.value("e", "SEASON")
    return SeasonNode(name, step=int(m.value("s", "STEP")))


def sports_season(m: Found) -> Node | None:
    """`last season`, `the current crop season`: from one summer to the next."""
    word = m.text("s")
    return None if word in NARRATIVE or word == PAST else SeasonYear(int(m.value("s", "STEP")))


def season_of(m: Found) -> Node | None:
    """`the summer of last year`, `the winter of nineteen ninety-four`."""
    inner, year = m.node("e"), m.node("y")
    return WithYear(inner, year) if isinstance(inner, SeasonNode) and inner.year is None and year else None


CALENDAR = (
    Rule("season and year cut at its apostrophe", "s:SEASON of? ' y:TWO", "in summer ' 98 → 1998-SU", season_year),
    Rule("season and year", f"s:SEASON (of|,)? y:{YEAR}", "in the summer of 2004 → 2004-SU", season_year),
    Rule(
        "season and two years",
        f"s:SEASON (of|,)? y:YYYY {DASH}|/ TWO|YYYY",
        "in the winter of 1936-37 → 1936-WI",
        season_year,
    ),
    Rule("year and season", f"y:{YEAR} -? s:SEASON", "in 2017 summer → 2017-SU", year_season),
    Rule("season", "s:SEASON", "in the spring → 2025-SP", season),
)
DEICTIC = (
    Rule("last and season", "s:STEP e:Season|SEASON", "last fall → 2025-FA", step_season),
    Rule("sports season", "s:STEP FISCAL? season", "last season → 2024/2025", sports_season),
)
COMPOSITE = (Rule("season of a year", "e:Season (of|in)? y:Year", "in the summer of last year → 2024-SU", season_of),)
