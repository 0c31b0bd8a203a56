"""The grammar: what makes an expression of time, rule by rule, in modules named by what they read.

A rule has a name, a pattern (`patterns` says how it is written), an example that the tests run, and what it builds. The
rules of a level read the same input, and see what the levels before built: numbers, then the words of the calendar, then
what hangs on the day of publication and amounts, then what is made of these, then ranges, then lone adverbs. Within a
level order means nothing: `engine` says which rule wins.
"""

from functools import cache
from itertools import chain

from extractor.pipeline.dates.engine import Level, Rule, make_level
from extractor.pipeline.dates.nodes import BUILT
from extractor.pipeline.dates.patterns import Alphabet, make_alphabet
from extractor.pipeline.dates.rules import (
    accounts,
    clocks,
    codes,
    dayparts,
    days,
    decades,
    deictics,
    edges,
    holidays,
    lengths,
    months,
    numbers,
    numerics,
    offsets,
    quarters,
    ranges,
    references,
    seasons,
    sets,
    weekdays,
    weeks,
    wholes,
    years,
)
from extractor.pipeline.dates.shapes import SHAPES
from extractor.pipeline.dates.table import read_rows

MODULES = (
    numbers, numerics, days, months, seasons, weekdays, decades, years, codes, quarters, deictics, accounts, lengths, sets,
    clocks, dayparts, holidays, weeks, wholes, edges, offsets, ranges, references,
)  # fmt: skip
LEVELS = {
    "NUMBERS": 1,
    "CALENDAR": 1,
    "DEICTIC": 1,
    "COMPOSITE": 4,
    "RANGES": 2,
    "ADVERBS": 1,
}  # and how often each runs


def rules_of(level: str) -> tuple[Rule, ...]:
    """The rules of a level, from all modules."""
    return tuple(chain.from_iterable(getattr(module, level, ()) for module in MODULES))


@cache
def read_grammar() -> tuple[Alphabet, tuple[Level, ...]]:
    """The alphabet and the compiled levels, made once."""
    levels = {level: rules_of(level) for level in LEVELS}
    patterns = [rule.pattern for rules in levels.values() for rule in rules]
    alphabet = make_alphabet(read_rows(), patterns, BUILT, SHAPES)
    return alphabet, tuple(make_level(alphabet, rules, LEVELS[level]) for level, rules in levels.items())
