"""The catalogue: what a sign, a code or a name says of the currency of an amount.

Two tables, joined: `currencies.csv` for signs, short names and sub-units; `currencies_codes.csv` for the codes of ISO 4217
and the full names (`Kenyan shillings`). A country's name or people before a short name (`Taiwan dollars`,
`French francs`) is read by `owner`, from the table of countries.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache, partial

from extractor.data import read_by_code, read_table, values
from extractor.data import words as words_of_kind
from extractor.pipeline.money.tender import FAMILIES
from extractor.pipeline.text.geography import country_names
from extractor.pipeline.text.lookup import Lookup
from extractor.pipeline.text.spellings import unaccented
from extractor.pipeline.text.words import Words

_cues = partial(words_of_kind, "money_words")
NEVER, KNOWN, CAUTIOUS = _cues("no money"), _cues("withdrawn"), _cues("code")
SCALED, LOWER = _cues("scaled code"), _cues("small code")
MILLION, BILLION = Decimal(10**6), Decimal(10**9)
LONGEST_OWNER = 5  # words


class Form(StrEnum):
    """How a unit is written: the column `kind` of `currencies.csv`."""

    SIGN = "sign"
    NAME = "name"
    SUBUNIT = "subunit"


class Caution(StrEnum):
    """When a unit is no money at all: the column `caution` there says what each asks for; a `CODE` is a word or a name too."""

    NONE = ""
    CODE = "code"
    EVIDENCE = "evidence"
    WORD = "word"
    MANY = "many"
    GLUED = "glued"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class Unit:
    """What a sign or a name says: a code, or the families of which the countries near choose a member.

    A `code` with no `families` is sure (but for the date: `zloty` is PLZ before 1995); with `families` it is what they
    fall back on. `fraction` is how much of the currency one unit is; `caution` says when the word is no money at all.
    """

    kind: Form
    code: str | None
    families: tuple[str, ...] = ()
    fraction: Decimal = Decimal(1)
    caution: Caution = Caution.NONE
    exact: bool = False  # written as a code: no date changes it


@cache
def read_units() -> tuple[Lookup[Unit], Lookup[Unit]]:
    """The look-ups of signs and codes (cased) and of names (not cased)."""
    signs = [(code, Unit(Form.SIGN, code, caution=caution, exact=True)) for code, caution in _codes()]
    signs += [(code, Unit(Form.SIGN, code.upper(), exact=True)) for code in LOWER]
    signs += [(written, Unit(Form.SIGN, code, (), scale)) for code in SCALED for written, scale in _scaled(code)]
    names = list(_full_names())
    for row in read_table("currencies"):
        if row["kind"] == "code":  # all codes stand in `currencies_codes`
            continue
        unit = Unit(
            Form(row["kind"]),
            row["code"] or None,
            _families(row["unit"]),
            Decimal(row["fraction"]),
            Caution(row["caution"]),
        )
        (signs if unit.kind is Form.SIGN else names).append((row["name"], unit))
    pointed = [(sign, unit) for sign, unit in signs if sign.endswith(".")]
    return Lookup(signs, cased=True, uncut=pointed), Lookup(names)


def _scaled(code: str) -> tuple[tuple[str, Decimal], ...]:
    """A code and a magnitude in one word, as reports of firms write them: `120 MEUR`, `USDm 30`."""
    return (f"M{code}", MILLION), (f"{code}m", MILLION), (f"{code}bn", BILLION)


def _families(text: str) -> tuple[str, ...]:
    return tuple(FAMILIES.get(word, word) for word in text.split("-")) if text else ()


def _codes() -> Iterator[tuple[str, Caution]]:
    """The codes in force and withdrawn, and the caution that each needs: most of the latter are words or names too."""
    for row in read_table("currencies_codes"):
        if (code := row["code"]) not in NEVER:
            current = bool(row["in_force"]) or code in KNOWN
            yield code, Caution.NONE if current and code not in CAUTIOUS else Caution.CODE


def _full_names() -> Iterator[tuple[str, Unit]]:
    """`Kenyan shilling(s)` and the like, and the spellings of news."""
    for code, _ in _codes():
        row = read_by_code("currencies_codes")[code]
        for name in (row["name"], row["plural"]):
            if " " in name and "(" not in name:
                dollars = re.sub(r"dollar(s?)$", r"dlr\1", name)
                for spelled in {name, unaccented(name), name.replace("ruble", "rouble"), dollars}:
                    yield spelled, Unit(Form.NAME, code)


@cache
def _owners() -> Mapping[str, str]:
    """The code of a country by its names in lower case, its people and its short forms."""
    owners = {country.name.lower(): country.code for country in country_names()}
    return {**owners, **values("money_words", "owner")}


def owner(words: Words, end: int) -> tuple[str, int] | None:
    """The country that is named in the words just before `end`, and where its name begins: `[Taiwan] dollars`."""
    for start in range(max(0, end - LONGEST_OWNER), end):
        key = words.form(start, end).lower()
        code = _owners().get(key)
        if code:
            return code, start
    return None
