"""Units: what a sign, a code or a name says of the currency of an amount.

Two tables, joined: `currencies.csv` for signs, short names and sub-units; `currencies_codes.csv` for the codes of ISO 4217
and the full names (`Kenyan shillings`). A country's name or people before a short name (`Taiwan dollars`,
`French francs`) is read by `owner`, from the table of countries; `currencies_tender.csv` says what was legal tender when.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache

from extractor.data import read_by_code, read_table, words
from extractor.pipeline.text.geography import country_names
from extractor.pipeline.text.lookup import Lookup
from extractor.pipeline.text.spellings import unaccented
from extractor.pipeline.text.words import Words

# Spelt alike in one family, as news mixes them: `Swedish crowns`, `Swedish kronor`.
FAMILIES = {
    "krone": "krona", "koruna": "krona", "króna": "krona", "kroon": "krona", "riyal": "rial", "rouble": "ruble",
    "schilling": "shilling",
}  # fmt: skip
# Under which country the table keeps the currencies of a former state: its own, or that of the state that came after.
FORMER = {
    "SUHH": "SU",
    "DDDE": "DD",
    "YUCS": "YU",
    "CSHH": "CZ",
    "CSXX": "CS",
    "ZRCD": "ZR",
    "RHZW": "ZW",
    "HVBF": "BF",
    "DYBJ": "BJ",
    "VDVN": "VN",
    "YDYE": "YE",
    "ANHH": "CW",
    "BYAA": "BY",
}
CFA = frozenset(("XAF", "XOF"))
NEVER = frozenset(
    "XXX XTS XAU XAG XPD XPT XAD XRE XUA XSU XBA XBB XBC XBD XFU XFO "
    "CHE CHW COU UYI UYW MXV USN USS BOV CLF CLE ECV CNH CNX".split()
)
DAYS = 4096  # answers kept of a question about a day: a dump has news of any number of days
FIRST, LAST = date(1900, 1, 1), date(2100, 1, 1)  # a currency that ended before news began isn't meant with no day
# Reports of firms write magnitude and code in one word: `120 MEUR`, `USDm 30`.
GREAT = ("EUR", "USD", "GBP", "SEK", "NOK", "DKK", "CHF", "AUD", "CAD", "JPY", "PLN", "CZK", "INR", "ZAR")
LOWER = ("usd", "eur", "gbp", "chf", "aud", "cad", "nzd", "hkd", "sgd", "jpy", "cny", "krw", "inr", "byn", "zar", "mxn")


@dataclass(frozen=True, slots=True)
class Unit:
    """What a sign or a name says: a code, or the families of which the countries near choose a member.

    A `code` with no `families` is sure (but for the date: `zloty` is PLZ before 1995); with `families` it is what they
    fall back on. `fraction` is how much of the currency one unit is; `caution` says when the word is no money at all.
    """

    kind: str
    code: str | None
    families: tuple[str, ...] = ()
    fraction: Decimal = Decimal(1)
    caution: str = ""
    exact: bool = False  # written as a code: no date changes it


@cache
def read_units() -> tuple[Lookup[Unit], Lookup[Unit]]:
    """The look-ups of signs and codes (cased) and of names (not cased)."""
    signs = [(code, Unit("sign", code, caution=caution, exact=True)) for code, caution in _codes()]
    signs += [(code, Unit("sign", code.upper(), exact=True)) for code in LOWER]
    for code in GREAT:
        signs += [
            (f"M{code}", Unit("sign", code, (), Decimal(10**6))),
            (f"{code}m", Unit("sign", code, (), Decimal(10**6))),
        ]
        signs += [(f"{code}bn", Unit("sign", code, (), Decimal(10**9)))]
    names = list(_full_names())
    for row in read_table("currencies"):
        if row["kind"] == "code":  # they have more sources than the table
            continue
        unit = Unit(row["kind"], row["code"] or None, _families(row["unit"]), Decimal(row["fraction"]), row["caution"])
        (signs if row["kind"] == "sign" else names).append((row["name"], unit))
    return Lookup(signs, cased=True), Lookup(names)


def _families(text: str) -> tuple[str, ...]:
    return tuple(FAMILIES.get(word, word) for word in text.split("-")) if text else ()


def _codes() -> Iterator[tuple[str, str]]:
    """The codes in force and withdrawn, and the caution that each needs: most of the latter are words or names too."""
    known, words = words_of_kind("withdrawn"), words_of_kind("code")
    for row in read_table("currencies_codes"):
        if (code := row["code"]) not in NEVER:
            current = bool(row["in_force"]) or code in known
            yield code, "" if current and code not in words else "code"


def _full_names() -> Iterator[tuple[str, Unit]]:
    """`Kenyan shilling(s)` and the like, and the spellings of news."""
    for code, _ in _codes():
        row = read_by_code("currencies_codes")[code]
        for name in (row["name"], row["plural"]):
            if " " in name and "(" not in name:
                dollars = re.sub(r"dollar(s?)$", r"dlr\1", name)
                for spelled in {name, unaccented(name), name.replace("ruble", "rouble"), dollars}:
                    yield spelled, Unit("name", code)


@cache
def words_of_kind(kind: str) -> frozenset[str]:
    """The words of one kind of the table `money_words`."""
    return words("money_words", kind)


@cache
def _owners() -> dict[str, str]:
    """The code of a country by its names in lower case, its people and its short forms."""
    owners = {country.name.lower(): country.code for country in country_names()}
    return owners | {"american": "US", "deutsche": "DE", "sterling": "GB", "aussie": "AU", "kiwi": "NZ", "can.": "CA"}


def owner(words: Words, end: int) -> tuple[str, int] | None:
    """The country that is named in the words just before `end`, and where its name begins: `[Taiwan] dollars`."""
    for start in range(max(0, end - 5), end):
        key = " ".join(words.text(start, end).lower().split())
        code = _owners().get(key)
        if code:
            return code, start
    return None


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
    if code and (code[:2] == FORMER.get(country, country) or code[0] == "X" or code == "EUR"):
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
