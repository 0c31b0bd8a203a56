"""Tender: which currencies a country had when, and which of them a name stands for.

`currencies_tender.csv` says what was legal tender where, from which day to which.
"""

from datetime import date
from functools import cache, lru_cache

from extractor.data import read_by_code, read_table, values, words

FAMILIES = values("money_words", "family")  # as news mixes them: `Swedish crowns`, `Swedish kronor`
FORMER = values("money_words", "former")
CFA = words("money_words", "cfa")
ANYBODY = "X"  # the first letter of the code of a currency that no one country has
SHARED = "EUR"
DAYS = 4096  # answers kept of a question about a day: a dump has news of any number of days
FIRST, LAST = date(1900, 1, 1), date(2100, 1, 1)  # a currency that ended before news began isn't meant with no day


@cache
def family(code: str) -> tuple[str, ...]:
    """The families that a currency belongs to: the last word of its name, and `cfa` for the two of West Africa."""
    last = read_by_code("currencies_codes")[code]["name"].lower().split(" (")[0].split()[-1]
    name = FAMILIES.get(last, last)
    return (name, "cfa") if code in CFA else (name,)


@cache
def _tender() -> dict[str, list[tuple[date, date, str]]]:
    """The currencies of each country, the newest first, with their first and last day."""
    found: dict[str, list[tuple[date, date, str]]] = {}
    for row in read_table("currencies_tender"):
        first, last = date.fromisoformat(row["first"] or "0001-01-01"), date.fromisoformat(row["last"] or "9999-12-31")
        found.setdefault(row["country"], []).append((first, last, row["code"]))
    return {country: sorted(spells, reverse=True) for country, spells in found.items()}


@lru_cache(DAYS)
def in_force(country: str, day: date | None) -> tuple[str, ...]:
    """The currencies of a country on a day, the newest first; all it ever had, with no day."""
    spells = _tender().get(FORMER.get(country, country), ())
    return tuple(code for first, last, code in spells if first <= (day or LAST) and (day or FIRST) <= last)


@lru_cache(DAYS)
def member(country: str, families: tuple[str, ...], day: date | None) -> str | None:
    """The currency of a country that belongs to one of the families on a day, or at any time with no day."""
    return next((code for code in in_force(country, day) if not set(families).isdisjoint(family(code))), None)


@lru_cache(DAYS)
def own(country: str, families: tuple[str, ...], day: date | None) -> str | None:
    """As `member`, but never another country's: the dollars of Zimbabwe aren't those of the United States."""
    code = member(country, families, day)
    if code and (code[:2] == FORMER.get(country, country) or code[0] == ANYBODY or code == SHARED):
        return code
    rest = (c for c in in_force(country, day) if c[:2] == country and not set(families).isdisjoint(family(c)))
    return next(rest, None)


@lru_cache(DAYS)
def dated(code: str, day: date) -> str:
    """The code that a currency of this name had on a day: `Belarusian rubles` are BYR in 2010 and BYN in 2020."""
    if code in in_force(code[:2], day):
        return code
    same = [other for other in in_force(code[:2], day) if other[:2] == code[:2] and family(other) == family(code)]
    return same[0] if same else code
