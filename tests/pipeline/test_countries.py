"""Every country by the names of public standards, and what the article decides."""

from typing import Any

import pycountry
import pytest
from babel import Locale

import extractor

NLP = extractor.load(kinds=("countries",), model=None)
TERRITORIES = Locale("en").territories
SHARED = {"Congo", "Congo, The Democratic Republic of the"}


def mentions(text: str) -> list[tuple[str, str]]:
    found = [(m.start, m.text, c.code) for c in extractor.extract(text, nlp=NLP).countries for m in c.mentions]
    return [(mention, code) for _, mention, code in sorted(found)]


def standard_names(country: Any) -> set[str]:
    """The names of ISO 3166-1 and CLDR, without notes in brackets."""
    names = {TERRITORIES[country.alpha_2], country.name}
    names |= {getattr(country, field) for field in ("official_name", "common_name") if hasattr(country, field)}
    plain = {name.removesuffix(" SAR China") for name in names}
    return {name for name in plain if "(" not in name and "," not in name} - SHARED


@pytest.mark.parametrize("country", pycountry.countries, ids=lambda country: country.alpha_2)
def test_every_standard_name_is_found(country: Any) -> None:
    for name in standard_names(country):
        plain = name.removeprefix("the ")
        assert mentions(f"The ministers of {name} met again.") == [(plain, country.alpha_2)]


def test_kosovo_has_its_own_code() -> None:
    assert mentions("Kosovo, Kosovar and Kosovan") == [("Kosovo", "XK"), ("Kosovar", "XK"), ("Kosovan", "XK")]


@pytest.mark.parametrize("shared", ["Congo", "Korean", "Dominican", "Congolese", "Korea"])
def test_a_shared_name_is_left_out_where_nothing_tells(shared: str) -> None:
    assert mentions(f"They met {shared} again.") == []


@pytest.mark.parametrize(
    ("text", "code"),
    [("North Korea tested it. Korean media said so.", "KP"), ("Seoul tested it. Korean media said so.", "KR")],
)
def test_a_shared_name_goes_by_the_article(text: str, code: str) -> None:
    assert ("Korean", code) in mentions(text)


def test_two_countries_in_the_sentence_leave_a_shared_name_open() -> None:
    found = mentions("North Korea and South Korea spoke of Korean unity.")
    assert found == [("North Korea", "KP"), ("South Korea", "KR")]


def test_the_sentence_comes_before_the_article() -> None:
    found = mentions("North Korea tested it. North Korea denied it. South Korea sold Korean ships.")
    assert found[-1] == ("Korean", "KR")


@pytest.mark.parametrize(
    "capital", ["Minsk", "Nairobi", "Antananarivo", "N'Djamena", "Ouagadougou", "Thimphu", "Port-au-Prince"]
)
def test_capitals_are_places(capital: str) -> None:
    kinds = [m.kind for c in extractor.extract(f"Talks in {capital} failed.", nlp=NLP).countries for m in c.mentions]
    assert kinds == ["place"]


def test_a_small_town_counts_only_beside_its_country() -> None:
    assert mentions("Troops fought near Manfalut.") == []
    assert mentions("Egyptian troops fought near Manfalut.") == [("Egyptian", "EG"), ("Manfalut", "EG")]
