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
OTHER = {"more": "less", "less": "more"}
LINKS = frozenset("be been fall drop go rise dip sink cost come get amount let".split())  # between a denial and a bound


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
        sense, begin = _sense_before(words, stop)
        if sense:
            return _undenied(words, sense, begin, stop)
        stop -= 1
    sense, begin = _sense_before(words, stop)
    if words.lowers[stop - 1 : stop] == ["within"] and words.lowers[end : end + 1] == ["of"]:
        return ""  # `within $5m of its goal`
    if sense and (stop == start or words.lowers[stop - 1] not in PREPOSITIONS):
        return _undenied(words, sense, begin, stop)
    for length in (3, 2, 1):
        after = _after().get(tuple(word for word in words.lowers[end : end + length] if word not in "-,"))
        if after:
            return after
    rest = words.lowers[end : end + 2]
    return _after().get(tuple(rest[1:]), "") if rest[:1] == ["-"] else ""


def _undenied(words: Words, sense: str, begin: int, stop: int) -> str:
    """The sense of words `begin` to before `stop`, or the other one where it is denied.

    `unable to pump more than 2 million barrels`, `won't top $3 billion`, `will not be below $2 billion`.
    """
    first = words.sentence(begin)[0]
    before = words.lowers[max(first, begin - DENIED) : begin]
    denial = next((i for i in range(len(before) - 1, -1, -1) if before[i] in DENIALS), -1)
    if sense not in OTHER or denial < 0 or words.lowers[begin:stop][0] in DENIALS:
        return sense
    direct = LINKS.issuperset(before[denial + 1 :])
    return OTHER[sense] if direct or words.lowers[begin:stop] == ["more", "than"] else sense


def _sense_before(words: Words, stop: int) -> tuple[str, int]:
    """The sense of the longest phrase that ends there, and where it begins; nothing where there is none."""
    for length in range(min(LONGEST, stop), 0, -1):
        if sense := _senses().get(" ".join(words.lowers[stop - length : stop])):
            return sense, stop - length
    return "", stop
