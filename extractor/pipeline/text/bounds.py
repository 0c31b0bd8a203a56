"""Bounds: what the words around an amount of money or goods make of it: a bound (`more`, `less`), an approximation (`near`)."""

from functools import cache

from extractor.data import read_table
from extractor.pipeline.text.words import Words

# They don't stand before an article: `over the $5m debt` is no bound.
PREPOSITIONS = frozenset("over under about around near within above below beyond some past".split())
# They may stand between it and the amount: `up to a total of`, `at least another`.
BETWEEN = frozenset((*"a an the another further additional total of as".split(), "-"))
LONGEST = 5
DENIALS = frozenset("not n't never cannot unable".split())
DENIED = 4  # words between a denial and `more than`


@cache
def _senses() -> dict[str, str]:
    return {row["name"]: row["kind"] for row in read_table("amount_words") if row["kind"] in ("more", "less", "near")}


@cache
def _after() -> dict[tuple[str, ...], str]:
    rows = (row for row in read_table("amount_words") if row["kind"].startswith("after "))
    return {tuple(row["name"].split()): row["kind"].split()[1] for row in rows}


def sense_of(words: Words, start: int, end: int) -> str:
    """`more`, `less` or `near` where words before or after the figure say so, else nothing."""
    stop = start
    while stop and words.lowers[stop - 1] in BETWEEN:
        if sense := _sense_before(words, stop):
            return sense
        stop -= 1
    sense = _sense_before(words, stop)
    if words.lowers[stop - 1 : stop] == ["within"] and words.lowers[end : end + 1] == ["of"]:
        return ""  # `within $5m of its goal`
    if sense and (stop == start or words.lowers[stop - 1] not in PREPOSITIONS):
        return "less" if sense == "more" and _is_denied(words, stop) else sense
    for length in (3, 2, 1):
        after = _after().get(tuple(word for word in words.lowers[end : end + length] if word not in "-,"))
        if after:
            return after
    rest = words.lowers[end : end + 2]
    return _after().get(tuple(rest[1:]), "") if rest[:1] == ["-"] else ""


def _is_denied(words: Words, stop: int) -> bool:
    """`unable to pump more than 2 million barrels`, `does not buy more than 5`: the bound is the other one."""
    if words.lowers[max(0, stop - 2) : stop] != ["more", "than"]:
        return False
    first = words.sentence(stop - 1)[0]
    return not DENIALS.isdisjoint(words.lowers[max(first, stop - 2 - DENIED) : stop - 2])


def _sense_before(words: Words, stop: int) -> str:
    for length in range(min(LONGEST, stop), 0, -1):
        if sense := _senses().get(" ".join(words.lowers[stop - length : stop])):
            return sense
    return ""
