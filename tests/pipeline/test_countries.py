"""Every country by the names of public lists and every way of writing them, and what the article decides."""

import csv
import re
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

import extractor
from extractor.data import read_table
from extractor.pipeline.countries import find_countries, read_names
from extractor.pipeline.countries.choice import WAYS, choose
from extractor.pipeline.countries.choice import Way as Choosing
from extractor.pipeline.countries.context import Context
from extractor.pipeline.countries.read import find_mentions
from extractor.pipeline.countries.rules import AGAINST, KINDS, Reason, find_against
from extractor.pipeline.countries.sighting import Sighting
from extractor.pipeline.text.variants import SHORTENED, WRITTEN, Way, variants
from extractor.pipeline.text.words import Words, read_words, words_of

NLP = extractor.load(kinds=("countries",), model=None)
NAMES = read_names()
NOT_ALONE = {"Congo", "Reunion"}  # two countries; a word
# How news, maps and lists write parts of a name, said here once more and not taken from the code.
PARTS = {
    r" and ": (" & ",),
    r"\bSaint ": ("St. ", "St ", "Saint-", "St-"),
    r"\bIslands?\b": ("Is.", "Isl."),
    r"\bRepublic\b": ("Rep.",),
    r"\bDemocratic (?=[A-Z])": ("Dem. ",),
    r"(?<=of |nd | & )the ": ("",),
    r"\bNorth(?:ern)? (?=[A-Z])": ("N. ",),
    r"\bUnited States (?=[A-Z])": ("U.S. ", "US "),
    "'": ("’",),
}
MOST = 3  # parts of one name that are written otherwise at once
ACCENTS = str.maketrans("áãçèéíôüÅ", "aaceeiouA")


def standard_names() -> list[dict[str, str]]:
    """The names of public lists."""
    with (Path(__file__).parent / "standard_names.csv").open(encoding="utf-8") as source:
        return list(csv.DictReader(line for line in source if not line.startswith("#")))


def mentions(text: str) -> list[tuple[str, str]]:
    found = [(m.start, m.text, c.code) for c in extractor.extract(text, nlp=NLP).countries for m in c.mentions]
    return [(mention, code) for _, mention, code in sorted(found)]


@pytest.mark.parametrize("row", standard_names(), ids=lambda row: row["name"])
def test_every_standard_name_is_found(row: dict[str, str]) -> None:
    if row["name"] in NOT_ALONE:
        return
    found = mentions(f"The ministers of {row['name']} met again.")
    if re.search("[,(]", row["name"]):  # `Yemen, Rep.`: the country's own name may be all that is found
        assert {code for _, code in found} == {row["code"]}
    else:
        assert found == [(re.sub("^[Tt]he ", "", row["name"]), row["code"])]


def written(name: str) -> set[str]:
    """The name with up to three of its parts written otherwise, without accents, as a headline has it, and in capitals."""
    parts = [(part, other) for part, others in PARTS.items() if re.search(part, name) for other in others]
    forms = {name, re.sub(r"\b(of|and|the|former)\b", lambda word: word[0].title(), name)}
    for count in range(1, MOST + 1):
        for chosen in combinations(parts, count):
            form = name
            for part, other in chosen:
                form = re.sub(part, other, form)
            forms.add(form)
    forms |= {form.translate(ACCENTS) for form in forms} - NOT_ALONE
    return forms | {form.upper() for form in forms if len(form) > 3}  # in capitals `US` is a word


@pytest.mark.parametrize("row", read_table("countries"), ids=lambda row: row["name"])
def test_every_name_is_found_in_every_way_of_writing_it(row: dict[str, str]) -> None:
    for form in written(row["name"]):
        found = find_countries(read_words(NLP.make_doc(f"They met {form} again.")), NAMES, set(), None)
        assert [(m.text, c.code) for c in found for m in c.mentions] == [(form, row["code"])]


@pytest.mark.parametrize("way", WRITTEN + SHORTENED, ids=lambda way: way.example[1])
def test_a_way_of_writing_makes_its_example(way: Way) -> None:
    name, other = way.example
    assert re.search(way.pattern, name)
    assert variants(name)[other] is (way in SHORTENED)


def test_no_name_is_a_way_of_writing_another() -> None:
    names = {row["name"] for row in read_table("countries")}
    assert [(name, other) for name in names for other in variants(name) if other in names - {name}] == []


def test_no_way_of_writing_stands_for_two_countries() -> None:
    codes: dict[str, set[str]] = {}
    for row in read_table("countries"):
        for form in variants(row["name"]):
            codes.setdefault(form, set()).add(row["code"])
    assert {form: found for form, found in codes.items() if len(found) > 1} == {}


def of_example(example: str) -> tuple[Words, str]:
    """The words of an example without its brackets, and the name inside them."""
    before, _, rest = example.partition("[")
    name, _, after = rest.partition("]")
    return words_of(NLP(before + name + after)), name


@pytest.mark.parametrize("reason", AGAINST, ids=lambda reason: reason.name)
def test_a_reason_against_refuses_its_example(reason: Reason) -> None:
    words, name = of_example(reason.example)
    sightings = [Sighting(words, hit) for hit in NAMES.find(words) if hit.value.kind in KINDS]
    assert (name, reason) in [(words.text(here.start, here.end), find_against(here)) for here in sightings]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_a_way_to_choose_decides_its_example(way: Choosing) -> None:
    words, name = of_example(way.example)
    article = Context(words, find_mentions(words, NAMES, set()))
    chosen = [(words.text(here.start, here.end), choose(article, here)) for here in article.mentions]
    assert (name, way, way.gives) in [(text, by, codes) for text, (by, _, codes) in chosen]


def test_reasons_and_ways_have_names_of_their_own() -> None:
    assert max(Counter(each.name for each in (*AGAINST, *WAYS)).values()) == 1


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Michael Jordan won. Jordan said so.", []),
        ("Michael Jordan won in Jordan.", ["JO"]),
        ("Michael Jordan won. The Jordanian king said Jordan would pay.", ["JO", "JO"]),
    ],
)
def test_a_surname_of_somebody_named_in_full_is_no_country(text: str, codes: list[str]) -> None:
    assert [code for _, code in mentions(text)] == codes


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("They met in Crawfordton, Texas.", ("Crawfordton", "US")),
        ("KARRUBA, Congo (AP) - They met. Kinshasa said so.", ("KARRUBA", "CD")),
        ("The Iraqi town of Karruba-Ruz burned.", ("Karruba-Ruz", "IQ")),
    ],
)
def test_a_place_that_no_table_has_is_told_by_the_words_around_it(text: str, place: tuple[str, str]) -> None:
    assert place in mentions(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Japan, China, Republic of Korea and India met.", ["JP", "CN", "KR", "IN"]),
        ("Rep. Chad Smith met Rep. Steve Israel.", []),
        ("It was a family reunion: Reunion at last.", []),
        ("The people's republic of China met the democratic republic of Congo.", ["CN"]),
        ("The Dominican Rep. and the Czech Rep. met the Islamic republic of Iran.", ["DO", "CZ", "IR"]),
        ("Exports to Marshall Is., Cayman Is. and Solomon Is. fell.", ["MH", "KY", "SB"]),
        ("St Kitts & Nevis, St-Martin, Saint Lucia and St. Vincent & the Grenadines met.", ["KN", "MF", "LC", "VC"]),
        ("N. Macedonia, S. Sudan, E. Timor, W. Sahara and S.Korea met.", ["MK", "SS", "TL", "EH", "KR"]),
        ("Bosnia & Herzegovina, Trinidad And Tobago and Sao Tome & Principe met.", ["BA", "TT", "ST"]),
        ("Dem. Rep. Congo, Korea, Dem. People's Rep. and Egypt, Arab Rep. are in the table.", ["CD", "KP", "EG"]),
        (
            "Iran (Islamic Republic of), Bolivia (Plurinational State of) and Korea (Republic of) met.",
            ["IR", "BO", "KR"],
        ),
    ],
)
def test_ways_of_writing_in_news_and_lists(text: str, found: list[str]) -> None:
    assert [code for _, code in mentions(text)] == found


def test_kosovo_has_its_own_code() -> None:
    assert mentions("Kosovo, Kosovar and Kosovan") == [("Kosovo", "XK"), ("Kosovar", "XK"), ("Kosovan", "XK")]


@pytest.mark.parametrize("shared", ["Congo", "Kiwis", "Dominican", "Congolese", "Virgin Islands"])
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
