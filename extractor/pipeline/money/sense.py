"""Sense: what the words around a figure make of it: a bound, an approximation, the unit of a price."""

from functools import cache

from extractor.data import read_table
from extractor.pipeline.text.words import Words

# They don't stand before an article: `over the $5m debt` is no bound.
PREPOSITIONS = frozenset("over under about around near within above below beyond some past".split())
LONGEST = 5


@cache
def _senses() -> dict[str, str]:
    return {row["name"]: row["kind"] for row in read_table("money_words") if row["kind"] in ("more", "less", "near")}


@cache
def _after() -> dict[tuple[str, ...], str]:
    rows = (row for row in read_table("money_words") if row["kind"].startswith("after "))
    return {tuple(row["name"].split()): row["kind"].split()[1] for row in rows}


@cache
def _units() -> dict[str, str]:
    return {row["name"]: row["value"] or row["name"] for row in read_table("money_words") if row["kind"] == "unit"}


def sense_of(words: Words, start: int, end: int) -> str:
    """`more`, `less` or `near` where words before or after the figure say so, else nothing."""
    stop = start
    while stop and words.lowers[stop - 1] in (
        "a",
        "an",
        "the",
        "another",
        "further",
        "additional",
        "total",
        "of",
        "as",
        "-",
    ):
        if sense := _sense_before(words, stop):
            return sense
        stop -= 1
    sense = _sense_before(words, stop)
    if words.lowers[stop - 1 : stop] == ["within"] and words.lowers[end : end + 1] == [
        "of"
    ]:  # `within $5m of its goal`
        return ""
    if sense and (stop == start or words.lowers[stop - 1] not in PREPOSITIONS):
        return sense
    for length in (3, 2, 1):
        after = _after().get(tuple(word for word in words.lowers[end : end + length] if word not in "-,"))
        if after:
            return after
    rest = words.lowers[end : end + 2]
    return _after().get(tuple(rest[1:]), "") if rest[:1] == ["-"] else ""


def _sense_before(words: Words, stop: int) -> str:
    for length in range(min(LONGEST, stop), 0, -1):
        if sense := _senses().get(" ".join(words.lowers[stop - length : stop])):
            return sense
    return ""


def per_of(words: Words, end: int) -> str | None:
    """The unit of a price: `a barrel`, `per tonne`, `/lb`, `-a-year`, `annually`, `per 1,000 cubic metres`."""
    rest = [word for word in words.lowers[end : end + 8] if word != "-"]
    if not rest or not {"earlier", "ago", "before", "later"}.isdisjoint(rest[2:3]):  # `4 pence a year earlier`
        return None
    if rest[0] in ("annually", "yearly", "monthly", "weekly", "daily", "hourly", "p.a."):
        return {"daily": "day", "annually": "year", "p.a.": "year"}.get(rest[0], rest[0].removesuffix("ly"))
    if rest[0] not in ("a", "an", "per", "each", "/", "every", "for") or len(rest) < 2:
        return None
    if rest[0] == "for" and rest[1] not in ("each", "every"):
        return None
    rest = rest[2:] if rest[0] == "for" or rest[1] in ("each", "every", "single") else rest[1:]
    count = ""
    if rest and rest[0][0].isdigit() and len(rest) > 1:
        count, rest = rest[0] + " ", rest[1:]
    if rest and rest[0] in ("metric", "troy", "long", "short", "fine", "imperial", "us", "u.s.") and len(rest) > 1:
        rest = rest[1:]
    if len(rest) > 1 and rest[0] in ("kilowatt", "megawatt", "gigawatt") and rest[1] in ("hour", "hours"):
        return f"{count}{rest[0]}-hour"
    if len(rest) > 1 and rest[0] in ("square", "cubic"):
        return f"{count}{rest[0]} {rest[1]}" if rest[1].rstrip("s") in _units() else None
    unit = _units().get(rest[0]) or _units().get(rest[0].removesuffix("s")) if rest else None
    return f"{count}{rest[0]}" if unit and count else unit
