"""What a visitor asks for: the fields of the form, read from an address and written back into links.

Nothing typed into an address is an error: what can't be used is left out, and a note says so.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlencode

from extractor.record import country_codes, currency_codes, plain

LONGEST = 400  # code points of a field
MOST_TERMS = 12
LAST_PAGE = 500
SORTS = ("best", "newest", "oldest")
_TERM = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')
_AMOUNT = re.compile(r"\s*([\d,]*\.?\d+)\s*(k|thousand|m|mn|million|bn?|billion|tn?|trillion)?\s*", re.IGNORECASE)
_POWERS = {"k": 3, "t": 3, "m": 6, "b": 9}


@dataclass(frozen=True, slots=True)
class Term:
    """One word or quoted phrase of the search box."""

    text: str
    excluded: bool = False
    prefix: bool = False  # `export*`


@dataclass(frozen=True, slots=True)
class Query:
    """A selection of articles, all conditions together; the default is every article."""

    text: str = ""
    person: str = ""
    country: tuple[str, ...] = ()
    good: str = ""
    outlet: str = ""
    first: date | None = None
    last: date | None = None
    currency: str = ""
    least: Decimal | None = None
    most: Decimal | None = None
    sort: str = SORTS[0]
    page: int = 1
    notes: tuple[str, ...] = ()

    @property
    def terms(self) -> tuple[Term, ...]:
        """The words and phrases of `text`."""
        found = [
            Term(phrase or word.rstrip("*"), bool(minus), not phrase and word.endswith("*"))
            for minus, phrase, word in _TERM.findall(self.text)
        ]
        return tuple(term for term in found[:MOST_TERMS] if term.text)

    @property
    def selects(self) -> bool:
        """Whether it leaves any article out."""
        return replace(self, sort=SORTS[0], page=1, notes=()) != Query()

    @property
    def narrows(self) -> bool:
        """Whether a field below the search box is in use."""
        return replace(self, text="", country=()).selects

    def link(self, **changes: Any) -> str:
        """The address of this query with changes, from its first page on."""
        changed = replace(self, **({"page": 1} | changes))
        return "?" + urlencode(changed.fields(), doseq=True)

    def to_person(self, row: Mapping[str, Any]) -> str:
        """The address of this query with the person of a facet."""
        return self.link(person=row["value"])

    def to_country(self, row: Mapping[str, Any]) -> str:
        """The address of this query with one country more."""
        return self.link(country=tuple(dict.fromkeys((*self.country, row["value"]))))

    def to_good(self, row: Mapping[str, Any]) -> str:
        """The address of this query with the good of a facet."""
        return self.link(good=row["value"])

    def to_currency(self, row: Mapping[str, Any]) -> str:
        """The address of this query with the currency of a facet."""
        return self.link(currency=row["value"])

    def to_outlet(self, row: Mapping[str, Any]) -> str:
        """The address of this query with the outlet of a facet."""
        return self.link(outlet=row["value"])

    def to_year(self, row: Mapping[str, Any]) -> str:
        """The address of this query with the year of a facet."""
        return self.link(first=date(row["value"], 1, 1), last=date(row["value"], 12, 31))

    def without_country(self, code: str) -> str:
        """The address of this query with one country less."""
        return self.link(country=tuple(other for other in self.country if other != code))

    def fields(self) -> dict[str, Any]:
        """The fields of the form that say something."""
        amounts = {name: plain(value) if value is not None else "" for name, value in self.amounts.items()}
        given: dict[str, Any] = {
            "q": self.text,
            "person": self.person,
            "country": list(self.country),
            "good": self.good,
            "outlet": self.outlet,
            "from": self.first.isoformat() if self.first else "",
            "to": self.last.isoformat() if self.last else "",
            "currency": self.currency,
            **amounts,
            "sort": self.sort if self.sort != SORTS[0] else "",
            "page": self.page if self.page > 1 else "",
        }
        return {name: value for name, value in given.items() if value}

    @property
    def amounts(self) -> Mapping[str, Decimal | None]:
        """The bounds of the amount, by the names of their fields."""
        return {"least": self.least, "most": self.most}


def read_query(fields: Iterable[tuple[str, str]]) -> Query:
    """The query that the fields of an address ask for."""
    given: dict[str, list[str]] = {}
    for name, value in fields:
        given.setdefault(name, []).append(value.replace("\0", " ").strip()[:LONGEST])
    one = {name: values[-1] for name, values in given.items()}
    notes: list[str] = []
    codes = dict.fromkeys(code.upper() for code in given.get("country", ()) if code)
    currency = one.get("currency", "").upper()
    query = Query(
        text=one.get("q", ""),
        person=one.get("person", ""),
        country=tuple(code for code in codes if _known(code in country_codes(), code, "no code of a country", notes))[
            :8
        ],
        good=one.get("good", ""),
        outlet=one.get("outlet", ""),
        first=_day(one.get("from", ""), notes),
        last=_day(one.get("to", ""), notes),
        currency=currency
        if not currency or _known(currency in currency_codes(), currency, "no code of a currency", notes)
        else "",
        least=read_amount(one.get("least", ""), notes),
        most=read_amount(one.get("most", ""), notes),
        sort=one.get("sort", "") if one.get("sort") in SORTS else SORTS[0],
        page=_page(one.get("page", "")),
    )
    return replace(query, notes=tuple(notes))


def _known(known: bool, value: str, what: str, notes: list[str]) -> bool:
    if not known:
        notes.append(f"“{value[:40]}” is {what} and was not used.")
    return known


def _day(text: str, notes: list[str]) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        notes.append(f"“{text[:40]}” is no date such as 2025-12-08 and was not used.")
        return None


def read_amount(text: str, notes: list[str]) -> Decimal | None:
    """An amount as people type it; a note where it is none.

    >>> read_amount("1.5 million", []), read_amount("20,000", []), read_amount("2bn", [])
    (Decimal('1.5E+6'), Decimal('20000'), Decimal('2E+9'))
    """
    if not text:
        return None
    found = _AMOUNT.fullmatch(text)
    if found:
        word = (found[2] or "").lower()
        power = 12 if word in ("t", "tn", "trillion") else _POWERS.get(word[:1], 0)
        try:
            return Decimal(found[1].replace(",", "")).scaleb(power)
        except InvalidOperation:
            pass
    notes.append(f"“{text[:40]}” is no amount such as 1.5 million and was not used.")
    return None


def _page(text: str) -> int:
    return min(max(int(text), 1), LAST_PAGE) if re.fullmatch(r"[0-9]{1,9}", text) else 1
