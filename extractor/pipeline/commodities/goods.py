"""The lexicon of goods: from the table's singulars to every spelling that news may use, and what the table lacks.

A row gives the good's names in one form; plurals (`lasers`, `cherries`), the singular of a plural name (`cut flower`),
American spellings (`aluminum`, `jewelry`) and the open spelling of a hyphen (`hot rolled coil`) are made here.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extractor.data import read_table

FREE, CAUTIOUS, HOUSEHOLD = range(3)  # what a name asks of its surroundings: nothing, a word of trade, trading grammar
COLUMNS = (("forms", FREE), ("cautious", CAUTIOUS), ("household", HOUSEHOLD))
# Each pair is two spellings of one word or part of a word, whichever of them the table has.
SPELLINGS = (
    ("aluminium", "aluminum"), ("sulph", "sulf"), ("fibre", "fiber"), ("tyre", "tire"), ("fertilizer", "fertiliser"),
    ("jewellery", "jewelry"), ("colour", "color"), ("plough", "plow"), ("mould", "mold"), ("armoured", "armored"),
    ("grey", "gray"), ("galvanised", "galvanized"), ("centre", "center"), ("defence", "defense"), ("vapour", "vapor"),
    ("draught", "draft"), ("orthopaedic", "orthopedic"), ("anaesthesia", "anesthesia"), ("flavour", "flavor"),
    ("liquefied", "liquified"), ("moulding", "molding"), ("licence", "license"), ("woollen", "woolen"),
    ("gelatine", "gelatin"), ("purée", "puree"), ("organisation", "organization"), ("iodised", "iodized"),
    ("programme", "program"), ("ageing", "aging"), ("chilli", "chili"), ("caesium", "cesium"), ("whisky", "whiskey"),
    ("analyser", "analyzer"), ("catalogue", "catalog"), ("synthesiser", "synthesizer"),
)  # fmt: skip
_OTHER = {one: other for pair in SPELLINGS for one, other in (pair, pair[::-1])}
_SPELLED = re.compile("|".join(sorted(_OTHER, key=len, reverse=True)))
IRREGULAR = {
    "knife": "knives",
    "loaf": "loaves",
    "leaf": "leaves",
    "half": "halves",
    "calf": "calves",
    "scarf": "scarves",
}
IRREGULAR |= {
    "goose": "geese",
    "ox": "oxen",
    "foot": "feet",
    "tomato": "tomatoes",
    "potato": "potatoes",
    "mango": "mangoes",
}
IRREGULAR |= {
    "torpedo": "torpedoes",
    "mosquito": "mosquitoes",
    "buffalo": "buffaloes",
    "shelf": "shelves",
    "hoof": "hooves",
}
SINGULAR = {plural: word for word, plural in IRREGULAR.items()}
# These trade the good before them whatever the two name together: `drug company`. Other words that may follow a traded good
# do so only where the rest is a good by itself: `gold mine`, never `land mine`.
FIRMS = frozenset(
    "company companies firm firms giant giants group groups maker makers industry industries price prices".split()
)


@dataclass(frozen=True, slots=True)
class Good:
    """One good under one of its names.

    `level` is what the name asks of its surroundings; one of the words of `near` must stand in the sentence if there are
    any, none of `not_near` may. `cased` names are written with capitals that are no sign of a firm's name (`Brent`,
    `LNG`). `tail` counts the words at the end that trade the good and are no part of the mention (`gas exports`).
    """

    name: str
    hs: str | None
    level: int = FREE
    near: frozenset[str] = frozenset()
    not_near: frozenset[str] = frozenset()
    cased: bool = False
    tail: int = 0


@cache
def words_of_kind(kind: str) -> frozenset[str]:
    """The words that the table of words lists under `kind`."""
    return frozenset(row["name"] for row in read_table("commodities_words") if row["kind"] == kind)


@cache
def _of_one_number() -> frozenset[str]:
    return words_of_kind("mass") | words_of_kind("plural")


def row_names(row: dict[str, str]) -> Iterator[tuple[str, int]]:
    """The names that a row writes out, each once, with what it asks of its surroundings."""
    marked = {form: level for column, level in COLUMNS for form in row[column].split("|") if form}
    yield row["name"], marked.pop(row["name"], FREE)
    yield from marked.items()


def plural(word: str) -> str:
    """The plural of a noun.

    >>> [plural(noun) for noun in ("laser", "cherry", "box", "knife", "mango")]
    ['lasers', 'cherries', 'boxes', 'knives', 'mangoes']
    """
    if word in IRREGULAR:
        return IRREGULAR[word]
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "sh", "ch", "z")) else "s")


def singular(word: str) -> str:
    """The singular of a plural noun.

    >>> [singular(noun) for noun in ("lasers", "cherries", "boxes", "knives", "machines")]
    ['laser', 'cherry', 'box', 'knife', 'machine']
    """
    if word in SINGULAR:
        return SINGULAR[word]
    if word.endswith("ies") and len(word) > 5:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("shes", "ches", "xes", "sses")) else word[:-1]


def spellings(name: str) -> Iterator[str]:
    """Every way in which news may write a name of the table, in lower case, the name itself first.

    >>> sorted(set(spellings("car tyre")))
    ['car tire', 'car tires', 'car tyre', 'car tyres']
    """
    fixed = _of_one_number()
    for form in _written(name.lower()):
        yield form
        head, _, last = form.rpartition(" ")
        if last in fixed or not last.isalpha():
            continue
        other = singular(last) if last.endswith("s") and not last.endswith("ss") else plural(last)
        yield f"{head} {other}" if head else other


def _written(name: str) -> list[str]:
    """The British and American spellings of a name, each with its hyphens and without."""
    forms = [name]
    for part in dict.fromkeys(_SPELLED.findall(name)):
        forms += [form.replace(part, _OTHER[part]) for form in forms]
    forms += [form.replace("-", " ") for form in forms if "-" in form and not form.endswith("-")]
    return list(dict.fromkeys(forms))


@cache
def read_goods() -> dict[str, tuple[Good, ...]]:
    """Every spelling of every good, and the goods that it may mean: those that ask for words near come first."""
    goods: dict[str, dict[str, Good]] = {}
    written: dict[str, dict[str, Good]] = {}
    plain = {name.lower() for row in read_table("commodities") for name, _ in row_names(row)}
    for row in read_table("commodities"):
        near, not_near = (frozenset(row[column].split()) for column in ("near", "not_near"))
        for name, level in row_names(row):
            cased = name != name.lower()
            for number, form in enumerate(spellings(name)):
                good = Good(row["name"], row["hs"] or None, level, near, not_near, cased, _tail(form, plain))
                (goods if number else written).setdefault(form, {}).setdefault(row["name"], good)
    for form, by_name in written.items():  # what the table writes out wins over what is made from it
        goods[form] = by_name
    return {form: tuple(sorted(by.values(), key=lambda good: not good.near)) for form, by in goods.items()}


def _tail(form: str, plain: set[str]) -> int:
    """How many words at the end of a name only trade it."""
    head, _, last = form.rpartition(" ")
    if not head or last not in words_of_kind("follows"):
        return 0
    return int(last in FIRMS or head in plain)


def headings() -> frozenset[str]:
    """The codes of all headings of the Harmonized System, edition 2022."""
    return frozenset(row["code"] for row in read_table("hs_headings"))


def reached() -> frozenset[str]:
    """The headings (four digits) that some good of the table has."""
    return frozenset(row["hs"] for row in read_table("commodities") if len(row["hs"]) == 4)


def find_problems() -> list[str]:
    """What is wrong with the table of goods, a sentence each: codes, names that stand twice, chapters without a good."""
    known, rows = headings(), read_table("commodities")
    chapters = {code[:2] for code in known}
    problems = [
        f"{row['name']}: there is no heading or chapter {row['hs']}"
        for row in rows
        if row["hs"] and row["hs"] not in known | chapters
    ]
    names = Counter(row["name"].lower() for row in rows)
    problems += [f"{name}: the name of {count} goods" for name, count in names.items() if count > 1]
    plain = Counter(name.lower() for row in rows if not row["near"] for name, _ in row_names(row))
    problems += [f"{name}: stands {count} times" for name, count in plain.items() if count > 1]
    problems += [f"{row['name']}: {form!r} stands twice" for row in rows for form in _repeated(row)]
    missing = chapters - {row["hs"][:2] for row in rows}
    return problems + [f"chapter {chapter}: no good" for chapter in sorted(missing)]


def _repeated(row: dict[str, str]) -> list[str]:
    forms = Counter(form for column, _ in COLUMNS for form in row[column].split("|") if form)
    return [form for form, count in forms.items() if count > 1]
