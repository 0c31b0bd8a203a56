"""Rates: what an amount is counted by, behind it: `$50 a barrel`, `2 million barrels per day`, `/lb`, `-a-year`, `annually`."""

from functools import cache

from extractor.data import values
from extractor.pipeline.text.words import Words

REACH = 8  # words behind the amount that a rate may take up
ADVERBS = {
    "annually": "year", "yearly": "year", "p.a.": "year", "monthly": "month", "weekly": "week", "daily": "day",
    "hourly": "hour",
}  # fmt: skip
EACH = ("each", "every")
KINDS = frozenset("metric troy long short fine imperial us u.s.".split())
POWERS = frozenset(("kilowatt", "megawatt", "gigawatt"))


@cache
def _units() -> dict[str, str]:
    return {name: unit or name for name, unit in values("amount_words", "unit").items()}


def counts_by(word: str) -> bool:
    """Whether a word is a unit that prices and rates are for: `pint`, `hours`."""
    return word in _units() or word.removesuffix("s") in _units()


def rate_at(words: Words, start: int) -> tuple[str, int] | None:
    """The unit that the words from `start` on count by, and the index after the last of them; None where they don't.

    `a barrel`, `per tonne`, `/lb`, `-a-year`, `annually`, `per 1,000 cubic metres`.
    """
    places = [i for i in range(start, min(start + REACH, len(words))) if words.texts[i] != "-"]
    rest = [words.lowers[i] for i in places]
    if not rest or not {"earlier", "ago", "before", "later"}.isdisjoint(rest[2:3]):  # `4 pence a year earlier`
        return None
    if rest[0] in ADVERBS:
        return ADVERBS[rest[0]], places[0] + 1
    opened = _opener(rest)
    read = _denominator(rest[opened:]) if opened else None
    return (read[0], places[opened + read[1] - 1] + 1) if read else None


def _opener(rest: list[str]) -> int:
    """How many words open the rate: `per`, `for each`; none where they open none."""
    if rest[0] not in ("a", "an", "per", "each", "/", "every", "for") or len(rest) < 2:
        return 0
    if rest[0] == "for":
        return 2 if rest[1] in EACH else 0
    return 2 if rest[1] in (*EACH, "single") else 1


def _denominator(rest: list[str]) -> tuple[str, int] | None:
    """The unit that is counted by, with its number where it has one, and how many words say so."""
    count, used = "", 0
    if rest and rest[0][0].isdigit() and len(rest) > 1:
        count, used = rest[0] + " ", 1
    if rest[used:] and rest[used] in KINDS and len(rest) > used + 1:
        used += 1
    first, second = (*rest[used : used + 2], "", "")[:2]
    if first in POWERS and second in ("hour", "hours"):
        return f"{count}{first}-hour", used + 2
    if second and first in ("square", "cubic"):
        return (f"{count}{first} {second}", used + 2) if second.rstrip("s") in _units() else None
    unit = (_units().get(first) or _units().get(first.removesuffix("s"))) if first else None
    if unit is None:
        return None
    return (f"{count}{first}" if count else unit), used + 1
