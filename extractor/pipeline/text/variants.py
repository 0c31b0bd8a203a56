"""Variants: the ways of writing the name of a country, of which the table of countries has the full one.

`Saint Kitts and Nevis` is `St. Kitts & Nevis` too, `Islamic Republic of Iran` is `Iran (Islamic Republic of)` in lists of
the United Nations, and `Democratic Republic of the Congo` is `Dem. Rep. Congo` on maps. No way is tied to a country.
"""

import re
from typing import NamedTuple

from extractor.pipeline.text.spellings import unaccented


class Way(NamedTuple):
    """What may stand `instead` of a part of a name; the example is a name and one that it makes of it."""

    pattern: str
    instead: tuple[str, ...]
    example: tuple[str, str]


# The name stays a name.
WRITTEN = (
    Way(
        r"^((?:.+ )?(?:Republic|States?)) of( the)? ([A-Z].*)",
        (r"\3 (\1 of\2)",),
        ("Islamic Republic of Iran", "Iran (Islamic Republic of)"),
    ),
    Way(r" and ", (" & ",), ("Trinidad and Tobago", "Trinidad & Tobago")),
    Way(r"(?<=of |nd | & )the ", ("",), ("Republic of the Gambia", "Republic of Gambia")),
    Way(r"\bSaint ", ("St. ", "St ", "Saint-", "St-"), ("Saint Lucia", "St. Lucia")),
    Way(r"^([A-Z]\w+) ([A-Z]\w+)$", (r"\1-\2",), ("Burkina Faso", "Burkina-Faso")),
    Way(r"^([A-Z]\w+) ([A-Z]\w+) ([A-Z]\w+)$", (r"\1-\2-\3",), ("Papua New Guinea", "Papua-New-Guinea")),
    Way(r"\bPeople's\b", ("Peoples'", "Peoples"), ("People's Republic of China", "Peoples Republic of China")),
    Way(r"\bUnited States (?=\w)", ("U.S. ", "US "), ("United States Virgin Islands", "U.S. Virgin Islands")),
    Way(
        r"\bUnited Kingdom (?=\w)",
        ("U.K. ", "UK "),
        (
            "United Kingdom of Great Britain and Northern Ireland",
            "UK of Great Britain and Northern Ireland",
        ),
    ),
)
# An abbreviation comes of it.
SHORTENED = (
    # with `of` behind it might be two countries: `China, Republic of Korea`
    Way(
        r"^(.+) Republic of (?:the )?([A-Z][^(]*)$",
        (r"\2, \1 Rep.",),
        ("Arab Republic of Egypt", "Egypt, Arab Rep."),
    ),
    # only behind `Dem.`: `Rep. Chad` is a man
    Way(
        r"\bDemocratic Republic of (?:the )?(?=[A-Z])",
        ("Dem. Rep. ",),
        ("Democratic Republic of the Congo", "Dem. Rep. Congo"),
    ),
    Way(r"\bRepublic\b", ("Rep.",), ("Dominican Republic", "Dominican Rep.")),
    Way(r" (?:Republic|Rep\.) of(?: the)?$", (" Rep.",), ("Korea, Republic of", "Korea, Rep.")),
    Way(r"\bDemocratic (?=[A-Z])", ("Dem. ",), ("Democratic Yemen", "Dem. Yemen")),
    Way(
        r"\bFedera(?:l|ted|tive) (?=[A-Z])", ("Fed. ",), ("Federated States of Micronesia", "Fed. States of Micronesia")
    ),
    Way(r"\bEquatorial (?=[A-Z])", ("Eq. ",), ("Equatorial Guinea", "Eq. Guinea")),
    Way(r"\bBritish (?=[A-Z])", ("Br. ", "Brit. "), ("British Virgin Islands", "Brit. Virgin Islands")),
    Way(r"\bFrench (?=[A-Z])", ("Fr. ",), ("French Polynesia", "Fr. Polynesia")),
    Way(r"\bCentral (?=[A-Z])", ("Cen. ", "Cent. "), ("Central African Republic", "Cen. African Republic")),
    Way(r"\bNew (?=[A-Z])", ("N. ",), ("Papua New Guinea", "Papua N. Guinea")),
    Way(r"(?<![\w-])North(?:ern)? (?=[A-Z])", ("N. ", "N."), ("North Korea", "N.Korea")),
    Way(r"(?<![\w-])South(?:ern)? (?=[A-Z])", ("S. ", "S."), ("South Sudan", "S. Sudan")),
    Way(r"(?<![\w-])East(?:ern)? (?=[A-Z])", ("E. ", "E."), ("East Timor", "E. Timor")),
    Way(r"(?<![\w-])West(?:ern)? (?=[A-Z])", ("W. ", "W."), ("Western Sahara", "W. Sahara")),
    Way(r"\bTerritor(?:y|ies)\b", ("Terr.", "Ter."), ("Palestinian Territories", "Palestinian Terr.")),
    Way(r"\bIslands?\b", ("Is.", "Isl."), ("Marshall Islands", "Marshall Is.")),
)
_WAYS = {way: re.compile(way.pattern) for way in (*WRITTEN, *SHORTENED)}
_ANY = re.compile("|".join(f"(?:{way.pattern})" for way in _WAYS))  # most names have none
# A headline writes these with a capital. `Islamic republic of Iran` is one too, but `the republic of China` is open, and in
# `the Russian republic of Chechnya` are two names.
SMALL, REPUBLIC = re.compile(r"\b(?:of|and|the|former)\b"), " Republic of "


def variants(name: str) -> dict[str, bool]:
    """Every way of writing a name, and whether it is an abbreviation; the name itself comes first.

    >>> list(variants("Trinidad and Tobago"))
    ['Trinidad and Tobago', 'Trinidad & Tobago', 'Trinidad And Tobago']
    >>> variants("Czech Republic")
    {'Czech Republic': False, 'Czech-Republic': False, 'Czech Rep.': True, 'Czech-Rep.': True}
    """
    changes = _ANY.search(name) is not None
    written = _combined([name], WRITTEN) if changes else [name]
    cased = [other for form in written for other in (_headline(form), form.replace(REPUBLIC, REPUBLIC.lower()))]
    short = _combined(written, SHORTENED)[len(written) :] if changes else []
    found = dict.fromkeys(written + cased, False) | dict.fromkeys(short, True)
    for form, abbreviated in list(found.items()):
        found.setdefault(unaccented(form), abbreviated)
    return found


def _combined(names: list[str], ways: tuple[Way, ...]) -> list[str]:
    """The names, and what any of the ways, one after another, make of them."""
    found = list(names)
    for way in ways:
        pattern = _WAYS[way]
        changed = [pattern.sub(other, form) for form in found if pattern.search(form) for other in way.instead]
        found += [form for form in dict.fromkeys(changed) if form not in found]
    return found


def _headline(name: str) -> str:
    return SMALL.sub(lambda word: word[0].capitalize(), name)
