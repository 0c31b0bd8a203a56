"""Money: an amount with its currency, as exact decimals.

Counts: `$7.2 million`, `11bn euros`, `60 cents`, `between $5m and $6m` (one figure, a range), `more than KSh 1.2bn` (a
bound). Doesn't: percentages, a currency with no amount (`the dollar`), weights (`5 pounds of sugar`).

The currency is that of the text: a sign or a name that means one currency, else (`pesos`, `Br`) the countries of the
sentence, then of the article, at the publication date; with no evidence it stays null, except for pounds and rupees.

Known to be missed: amounts whose currency stands in a table head, and `$` of an article on Canada that says so only by
its subject.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache

from babel.core import get_global
from babel.numbers import get_currency_name, get_territory_currencies
from pycountry import currencies
from spacy.language import Language
from spacy.tokens import Doc

from extractor.data import read_table
from extractor.pipeline._doc import store, warn
from extractor.pipeline._lookup import Hit, Lookup
from extractor.pipeline._numbers import STARTERS, parse_number, read_digits
from extractor.pipeline.words import GLUED, PARAGRAPH, Words, words_of
from extractor.record import Money

UNKNOWN = "currency unknown"
# Spelt alike in one family, as news mixes them: `Swedish crowns`, `Swedish kronor`.
FAMILIES = {
    "krona": "crown", "krone": "crown", "koruna": "crown", "kroon": "crown", "riyal": "rial", "rouble": "ruble",
    "schilling": "shilling",
}  # fmt: skip
FORMER = {"SUHH": "SU", "DDDE": "DD", "YUCS": "YU", "CSHH": "CS", "ZRCD": "ZR"}
Place = tuple[int, int, str]  # start, end, code of a country's mention
CURRENT = date(9999, 1, 1)  # with no publication date, the currencies in force at the end of the table
RANGE_MARKS = frozenset(("-", "–", "—", "to"))


@dataclass(frozen=True, slots=True)
class Unit:
    """What a sign or a name says: a code that is sure, or families and the code to fall back on."""

    kind: str
    code: str | None
    families: tuple[str, ...] = ()
    fraction: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount in the words `start` to before `end`."""

    start: int
    end: int
    unit: Unit
    low: Decimal
    high: Decimal


@cache
def read_units() -> tuple[Lookup[Unit], Lookup[Unit]]:
    """The look-ups of signs and codes (cased) and of names (not cased)."""
    signs = [(code, Unit("sign", code)) for code in _codes()]
    names = list(_full_names())
    for row in read_table("currencies"):
        families = tuple(row["unit"].split("-")) if row["unit"] else ()
        unit = Unit(row["kind"], row["code"] or None, families, Decimal(row["fraction"]))
        (signs if row["kind"] == "sign" else names).append((row["name"], unit))
    return Lookup(signs, cased=True), Lookup(names)


def _codes() -> list[str]:
    words = {"ALL", "TOP", "TRY", "MOP", "GEL", "CUP", "LAK", "SOS", "BAM"}  # words of a headline in capitals
    withdrawn = ["DEM", "FRF", "ITL", "ESP", "NLG", "BEF", "ATS", "FIM", "GRD", "IEP", "PTE", "XEU", "BYR", "TRL"]
    return [c.alpha_3 for c in currencies if c.alpha_3 not in words and c.alpha_3[0] != "X"] + [
        *withdrawn,
        "XAF",
        "XOF",
    ]


def _full_names() -> Iterator[tuple[str, Unit]]:
    """`Kenyan shilling(s)` and the like, from Babel, and the spellings of news."""
    for code in _codes():
        for count in (1, 2):
            name = get_currency_name(code, count=count, locale="en_US")
            if " " not in name or "(" in name:
                continue
            for spelled in {name, name.replace("ruble", "rouble"), re.sub(r"dollar(s?)$", r"dlr\1", name)}:
                yield spelled, Unit("name", code)


@cache
def words_of_kind(kind: str) -> frozenset[str]:
    """The words of one kind of the table `money_words`."""
    return frozenset(row["name"] for row in read_table("money_words") if row["kind"] == kind)


@cache
def _family(code: str) -> str:
    last = get_currency_name(code, locale="en_US").lower().split(" (")[0].split()[-1]
    return FAMILIES.get(last, last)


@cache
def _in_force(country: str, day: date) -> tuple[str, ...]:
    """The currencies of a country on a day, the newest first."""
    territory = FORMER.get(country, country)
    if territory not in get_global("territory_currencies"):
        return ()
    return tuple(reversed(get_territory_currencies(territory, day, day)))


def find_figures(words: Words) -> list[Figure]:
    """Every amount with a currency, ranges in one piece, in order."""
    numbers = _numbers(words)
    if not numbers:
        return []
    ends = {end: (start, value) for start, (value, end) in numbers.items()}
    signs, names = read_units()
    found: list[Figure] = []
    for hit in signs.find(words):
        figure = _after_sign(words, hit, numbers) or _before_unit(words, hit, ends)
        if figure:
            found.append(figure)
    found += [figure for hit in names.find(words) if (figure := _before_unit(words, hit, ends))]
    found.sort(key=lambda figure: (figure.start, -figure.end))
    return _join(words, _apart(found))


def _numbers(words: Words) -> dict[int, tuple[Decimal, int]]:
    found: dict[int, tuple[Decimal, int]] = {}
    free = 0
    for i, (text, lower) in enumerate(zip(words.texts, words.lowers, strict=True)):
        if i >= free and (text[0] in "0123456789." or lower in STARTERS) and (number := parse_number(words, i)):
            found[i] = number
            free = number[1]
    return found


def _after_sign(words: Words, hit: Hit[Unit], numbers: dict[int, tuple[Decimal, int]]) -> Figure | None:
    """`$40.6bn`, `USD 20 million`, `€1.5-2 billion`."""
    number = numbers.get(hit.end)
    if number is None or words.gaps[hit.end] == PARAGRAPH or _is_letter_apart(words, hit):
        return None
    value, end = number
    figure = Figure(hit.start, end, hit.value, value, value)
    if end + 1 < len(words) and words.texts[end] in RANGE_MARKS and (second := numbers.get(end + 1)):
        joined = _range(words, hit.end, value, end + 1, second)
        if joined and not (words.lowers[end] == "to" and second[1] == end + 2):
            return replace(figure, end=second[1], low=joined[0], high=joined[1])
    return figure


def _is_letter_apart(words: Words, hit: Hit[Unit]) -> bool:
    """Letters that are signs only when glued to the amount: `R2.5bn`, never `Type R 2`."""
    return len(words.texts[hit.start]) == 1 and words.texts[hit.start].isalpha() and words.gaps[hit.end] != GLUED


def _before_unit(words: Words, hit: Hit[Unit], ends: dict[int, tuple[int, Decimal]]) -> Figure | None:
    """`40.6 mln USD`, `3 billion Kenyan shillings`, `60-mln-dlr`, `5 to 6 million euros`."""
    stop = hit.start - 1 if hit.start and words.texts[hit.start - 1] == "-" else hit.start
    number = ends.get(stop)
    if number is None or words.gaps[hit.start] == PARAGRAPH or not _is_money(words, hit, number):
        return None
    start, value = number
    figure = Figure(start, hit.end, hit.value, value, value)
    before = ends.get(start - 1)
    if before and start > 1 and (words.texts[start - 1] in RANGE_MARKS or _between(words, before[0], start - 1)):
        joined = _range(words, before[0], before[1], start, (value, stop))
        if joined:
            return replace(figure, start=before[0], low=joined[0], high=joined[1])
    return figure


def _is_money(words: Words, hit: Hit[Unit], number: tuple[int, Decimal]) -> bool:
    _, value = number
    word = words.lowers[hit.end - 1]
    after = words.lowers[hit.end] if hit.end < len(words) else ""
    if hit.value.kind == "sign" and words.texts[hit.start] in "$£¢KPRN" and words.gaps[hit.start] != GLUED:
        return False  # `in 2010 $5 million was`: the sign belongs to what follows
    if hit.end - hit.start > 1:
        return True
    if word in ("c", "p"):  # `25p`, never `5 p`
        return words.gaps[hit.start] == GLUED
    if word in ("pound", "pounds"):  # a weight: `5 pounds of sugar`, `a 200-pound man`
        return value >= 100_000 or not (
            after in ("of", "per", "lighter", "heavier") or words.texts[hit.start - 1] == "-"
        )
    if word == "won":  # `the 3 won`
        return value >= 100 and not after.isdecimal()
    return word != "crown" or value != 1


def _between(words: Words, start: int, mark: int) -> bool:
    return words.lowers[mark] == "and" and start > 0 and words.lowers[start - 1] == "between"


def _range(
    words: Words, first: int, low: Decimal, second: int, number: tuple[Decimal, int]
) -> tuple[Decimal, Decimal] | None:
    """The ends of a range; a first number with no magnitude takes the second's: `1.5-2 billion`."""
    high = number[0]
    digits = read_digits(words.texts[second])
    if digits and low < digits * 1000 and read_digits(words.texts[first]) == low and digits != high:
        low *= high / digits
    return (low, high) if low < high else None


def _apart(found: list[Figure]) -> list[Figure]:
    """Figures that don't overlap, the longer first where two begin together."""
    kept: list[Figure] = []
    for figure in found:
        if kept and figure.start < kept[-1].end:
            if (figure.end > kept[-1].end and figure.start == kept[-1].start) or (
                figure.end > kept[-1].end and kept[-1].unit.kind != "sign"
            ):
                kept[-1] = figure
            continue
        kept.append(figure)
    return kept


def _join(words: Words, figures: list[Figure]) -> list[Figure]:
    """Two figures that are the ends of one range become one: `between $7.2 million and $13.6 million`."""
    joined: list[Figure] = []
    for figure in figures:
        last = joined[-1] if joined else None
        if last and figure.start == last.end + 1 and _is_range(words, last, figure):
            low = last.low
            digits = read_digits(words.texts[figure.start + 1]) if figure.start + 1 < len(words) else None
            if digits and low < 1000 and digits < 1000 <= figure.high:  # `$5 to $6 million`
                low *= figure.high / digits
            if low < figure.high:
                unit = figure.unit if last.unit.kind == "sign" else last.unit
                joined[-1] = replace(last, end=figure.end, unit=unit, low=low, high=figure.high)
                continue
        joined.append(figure)
    return joined


def _is_range(words: Words, first: Figure, second: Figure) -> bool:
    mark = words.lowers[first.end]
    same = first.unit.code == second.unit.code and first.unit.fraction == second.unit.fraction
    if not same or first.low != first.high or second.low != second.high:
        return False
    if mark == "and":
        return first.start > 0 and words.lowers[first.start - 1] == "between"
    if mark not in RANGE_MARKS:
        return False
    near = words.lowers[max(0, first.start - 6) : first.start]
    return mark != "to" or not words_of_kind("change").intersection(near)


class MoneyComponent:
    """Finds sums of money and sets ``doc._.money``."""

    def __init__(self) -> None:
        read_units()
        senses = ("more", "less", "near")
        self._bounds = {tuple(r["name"].split()): r["kind"] for r in read_table("money_words") if r["kind"] in senses}

    def __call__(self, doc: Doc) -> Doc:
        words = words_of(doc)
        figures = find_figures(words)
        mentions = sorted((m.start, m.end, c.code) for c in doc._.countries for m in c.mentions) if figures else []
        store(doc, "money", [self._money(doc, words, figure, mentions) for figure in figures])
        return doc

    def _money(self, doc: Doc, words: Words, figure: Figure, mentions: Sequence[Place]) -> Money:
        low: Decimal | None = figure.low * figure.unit.fraction
        high: Decimal | None = figure.high * figure.unit.fraction
        amount = low if low == high else None
        sense = self._sense(words, figure) if amount is not None else ""
        first, last = words.sentence(figure.start)
        around = (words.starts[first], words.ends[last - 1])
        currency = resolve(figure.unit, around, mentions, doc._.published or CURRENT)
        if currency is None:
            warn(doc, UNKNOWN)
        return Money(
            start=words.starts[figure.start],
            end=words.ends[figure.end - 1],
            text=words.text(figure.start, figure.end),
            currency=currency,
            low=None if sense == "less" else low,
            high=None if sense == "more" else high,
            amount=amount,
            approximate=sense == "near",
            per=_per(words, figure.end),
        )

    def _sense(self, words: Words, figure: Figure) -> str:
        """What the words before the figure make of it: a bound, an approximation, or nothing."""
        before = words.lowers[max(0, figure.start - 4) : figure.start]
        while before and before[-1] in ("a", "the", "of") and tuple(before[-3:]) not in self._bounds:
            before.pop()
        for length in (3, 2, 1):
            sense = self._bounds.get(tuple(before[-length:])) if len(before) >= length else None
            if sense:
                return sense
        return "more" if words.lowers[figure.end : figure.end + 2] == ["or", "more"] else ""


def _per(words: Words, end: int) -> str | None:
    """The unit of a price: `a barrel`, `per tonne`, `/lb`, `-a-year`."""
    rest = [(i, word) for i, word in enumerate(words.lowers[end : end + 5], end) if word != "-"]
    if len(rest) < 2 or rest[0][1] not in ("a", "an", "per", "each", "/", "every"):
        return None
    word = rest[1][1]
    if word in ("metric", "troy", "long", "short", "fine") and len(rest) > 2:
        word = rest[2][1]
    return word if word in words_of_kind("unit") else None


def resolve(unit: Unit, around: tuple[int, int], mentions: Sequence[Place], day: date) -> str | None:
    """The currency of a unit: what its name says, else what the countries near make of it.

    `around` is the sentence's range of code points; `mentions` are the article's countries as (start, end, code), in
    order of the text; those in the sentence count first.
    """
    if not unit.families or "dollar" in unit.families:  # `$` is another dollar only where the text spells it out
        return unit.code
    first = bisect_left(mentions, (around[0], 0, ""))
    last = bisect_left(mentions, (around[1], 0, ""))
    for code in dict.fromkeys(code for _, _, code in (*mentions[first:last], *mentions)):
        for currency in _in_force(code, day):
            if _family(currency) in unit.families:
                return currency
    return unit.code


@Language.factory("extractor_money", assigns=["doc._.money"], requires=["token.is_sent_start"])
def create_money(nlp: Language, name: str) -> MoneyComponent:
    """The factory that spaCy calls."""
    return MoneyComponent()
