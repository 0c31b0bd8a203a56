"""Numbers as news writes them, from words to exact decimals.

`7.2 million`, `40.6bn`, `1,234.56`, `fifty`, `two hundred and five`, `half a billion`, `two and a half million`,
`a quarter of a million`, `5 lakh crore`, `four mln`, `two dozen`, `1 1/2`: each gives a `Decimal` and the index of the word
after it.
"""

import re
from contextlib import AbstractContextManager
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal, localcontext
from unicodedata import numeric

from extractor.pipeline.text.words import GLUED, Words

UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
SCALES = {
    "thousand": 10**3,
    "lakh": 10**5,
    "lakhs": 10**5,
    "lac": 10**5,
    "million": 10**6,
    "millions": 10**6,
    "crore": 10**7,
    "crores": 10**7,
    "billion": 10**9,
    "billions": 10**9,
    "milliard": 10**9,
    "milliards": 10**9,
    "trillion": 10**12,
    "trillions": 10**12,
    "quadrillion": 10**15,
}
# Abbreviated magnitudes stand after digits: `40.6bn`, `34 mln`, `Rs500 cr`; agencies write some after a word, too.
SHORT = {
    "k": 10**3,
    "m": 10**6,
    "thou": 10**3,
    "mn": 10**6,
    "mm": 10**6,
    "mln": 10**6,
    "mln.": 10**6,
    "mio": 10**6,
    "mil": 10**6,
    "mill": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "bln": 10**9,
    "bln.": 10**9,
    "mrd": 10**9,
    "tn": 10**12,
    "trn": 10**12,
    "tln": 10**12,
    "trln": 10**12,
    "tr": 10**12,
    "t": 10**12,
    "cr": 10**7,
}
SPELT = frozenset("mln mln. bln bln. mrd mio tln trln".split())  # `two mln tonnes`
GLUED_ONLY = frozenset("kmbt")  # `5m` is five million, `5 m` five metres
SPACED_BY_MONEY = GLUED_ONLY - {"t"}  # but `£5 m` and `5 m euros` are five million, while `$5 t` is by the tonne
DOZENS = {"dozen": 12, "score": 20}
PARTS = {
    "half": Decimal("0.5"),
    "quarter": Decimal("0.25"),
    "quarters": Decimal("0.25"),
    "third": Decimal(1) / 3,
    "thirds": Decimal(1) / 3,
}
TENTH = Decimal("0.1")
FRACTION_SIGNS = {sign: Decimal(str(numeric(sign))) for sign in "½¼¾⅛⅜⅝⅞"}
SMALLEST_PART = 64  # prices are told in halves, quarters, eighths … of a unit
DIGITS = re.compile(r"(?:\d+|\d{1,3}(?:,\d{2,3})*,\d{3})(?:\.\d+)?$|\.\d+$")
# `1.234,56`, `1.234.567`, `12,5`: no English number looks so.
COMMA = re.compile(r"\d{1,3}(?:\.\d{3})+,\d{1,2}$|\d{1,3}(?:\.\d{3}){2,}$|\d+,\d{1,2}$")
# `1.500`, `1,250`: a group or decimals, by the habit of the article.
EITHER = re.compile(r"\d{1,3}(?:[.,]\d{3})$")
STARTERS = frozenset((*UNITS, *TENS, "a", "an", "half", "hundred", "quarter", "three"))

Number = tuple[Decimal, int]

_EXACT = Context(prec=4_000_000, Emax=MAX_EMAX, Emin=MIN_EMIN)  # more digits than any article has
_QUOTIENT = Context(prec=28)


def exact() -> AbstractContextManager[Context]:
    """In the block sums and products have all their digits, however many; quotients are left to `divide`."""
    return localcontext(_EXACT)


def divide(value: Decimal, by: Decimal | int) -> Decimal:
    """The quotient, to 28 digits: a third has no end.

    >>> divide(Decimal(1), 3)
    Decimal('0.3333333333333333333333333333')
    """
    return _QUOTIENT.divide(value, by)


def parse_number(words: Words, i: int, *, comma: bool = False) -> Number | None:
    """The number that begins at word `i`, with its magnitude, and the index of the word after it.

    `comma` says that the article writes decimals with a comma, so that `1.500` is fifteen hundred.
    """
    number = parse_count(words, i, comma=comma)
    if number is None:
        return None
    value, end = number
    scaled = _short(words, value, end, digits=words.texts[i][0] in "0123456789.")
    return scaled or (value, end)


def parse_count(words: Words, i: int, *, comma: bool = False) -> Number | None:
    """As `parse_number`, without the abbreviated magnitudes (m, bn …)."""
    if i >= len(words):
        return None
    if words.texts[i][0] in "0123456789.":
        return _digits(words, i, comma=comma)
    return _part(words, i) or _spelled(words, i)


def read_digits(text: str, *, comma: bool = False) -> Decimal | None:
    """The value of digits, with groups and decimals as English or, where they can't be that, as Europe writes them.

    >>> read_digits("1,234.56"), read_digits("5,00,000"), read_digits("12:30")
    (Decimal('1234.56'), Decimal('500000'), None)
    >>> read_digits("1.234,56"), read_digits("12,5"), read_digits("1.500"), read_digits("1.500", comma=True)
    (Decimal('1234.56'), Decimal('12.5'), Decimal('1.500'), Decimal('1500'))
    """
    if not text.isascii():
        return None
    if COMMA.match(text) or (comma and EITHER.match(text)):
        return Decimal(text.replace(".", "").replace(",", "."))
    return Decimal(text.replace(",", "")) if DIGITS.match(text) else None


def is_small(text: str) -> bool:
    """Whether a word is a number of one or two digits.

    >>> is_small("16"), is_small("160"), is_small("1.6")
    (True, False, False)
    """
    return len(text) <= 2 and text.isdecimal()


def writes_comma(texts: list[str]) -> bool:
    """Whether the numbers of an article have a decimal comma more often than a decimal point."""
    signs = 0
    for text in texts:
        if text[0].isdigit() and ("," in text or "." in text) and not EITHER.match(text):
            signs += 1 if COMMA.match(text) else -1 if DIGITS.match(text) else 0
    return signs > 0


def _digits(words: Words, i: int, *, comma: bool) -> Number | None:
    value = read_digits(words.texts[i], comma=comma)
    if value is None:
        return None
    value, end = _mixed(words, value, i + 1)
    return _scaled(words, value, end)


def _mixed(words: Words, value: Decimal, end: int) -> Number:
    """A fraction behind a whole number: `1 1/2`, `2½`, `2 and a half`."""
    texts, lowers = words.texts, words.lowers
    if end < len(words) and texts[end] in FRACTION_SIGNS:
        return with_part(value, FRACTION_SIGNS[texts[end]]), end + 1
    if part := fraction_at(words, end):
        return with_part(value, part), end + 3
    if lowers[end : end + 3] == ["and", "a", "half"]:
        return value + PARTS["half"], end + 3
    if lowers[end : end + 6] == ["-", "and", "-", "a", "-", "half"]:  # `one-and-a-half-year`
        return value + PARTS["half"], end + 6
    if lowers[end : end + 3] == ["and", "a", "quarter"]:
        return value + PARTS["quarter"], end + 3
    return value, end


def fraction_at(words: Words, i: int) -> Decimal | None:
    """The fraction that words `i` to `i + 3` write with a stroke: `3/8`."""
    texts = words.texts
    if i + 2 >= len(words) or texts[i + 1] != "/" or not (is_small(texts[i]) and is_small(texts[i + 2])):
        return None
    top, bottom = int(texts[i]), int(texts[i + 2])
    is_glued = words.gaps[i + 1] == words.gaps[i + 2] == GLUED
    return divide(Decimal(top), bottom) if is_glued and 0 < top < bottom <= SMALLEST_PART else None


def with_part(value: Decimal, part: Decimal) -> Decimal:
    """A number with a fraction behind it, which is one of its last digit.

    >>> with_part(Decimal("2"), Decimal("0.25")), with_part(Decimal("5.41"), Decimal("0.5"))
    (Decimal('2.25'), Decimal('5.415'))
    """
    exponent = value.as_tuple().exponent
    return value + (part.scaleb(exponent) if isinstance(exponent, int) and exponent < 0 else part)


def _scaled(words: Words, value: Decimal, end: int) -> Number:
    """The magnitudes that follow, a hyphen between allowed: `5 lakh crore`, `200-million`."""
    while end < len(words):
        step = 1
        if words.lowers[end] == "-" and end + 1 < len(words) and words.lowers[end + 1] in SCALES:
            step = 2
        word = words.lowers[end + step - 1]
        scale = DOZENS["dozen"] if word == "dozen" else SCALES.get(word)
        if scale is None:
            break
        value, end = value * scale, end + step
        if words.lowers[end : end + 3] == ["and", "a", "half"]:  # `a million and a half`
            return value + scale * PARTS["half"], end + 3
    return value, end


def _short(words: Words, value: Decimal, end: int, *, digits: bool) -> Number | None:
    after = end + 1 if end < len(words) and words.texts[end] == "-" else end
    scale = SHORT.get(words.lowers[after]) if after < len(words) else None
    if scale is None or words.lowers[end - 1] in SCALES or not (digits or words.lowers[after] in SPELT):
        return None
    if words.lowers[after] in GLUED_ONLY and (words.gaps[after] != GLUED or after != end):
        return None
    return value * scale, after + 1


def _part(words: Words, i: int) -> Number | None:
    """`half a billion`, `a quarter of a million`, `three quarters of a billion`, `half`-something else is none."""
    lowers, start = words.lowers, i
    times = Decimal(1)
    if lowers[i] in ("a", "one"):
        i += 1
    elif lowers[i] in ("two", "three"):
        times, i = Decimal(UNITS[lowers[i]]), i + 1
    if i > start and lowers[i : i + 1] == ["-"]:  # `three-quarters of a billion`
        i += 1
    part = PARTS.get(lowers[i]) if i < len(words) else None
    if part is None:
        return None
    rest = i + 1
    while lowers[rest : rest + 1] and lowers[rest] in ("of", "a", "-") and rest < i + 3:
        rest += 1
    value, end = _scaled(words, times * part, rest)
    if end == rest or rest - start > 6:
        return None
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value, end


def _spelled(words: Words, i: int) -> Number | None:
    """`fifty`, `twenty-one`, `two hundred and five thousand`, `a million`, `two and a half`, `a dozen`."""
    lowers, n = words.lowers, len(words)
    if lowers[i] in ("a", "an"):
        following = lowers[i + 1] if i + 1 < n else ""
        if following in DOZENS:
            return Decimal(DOZENS[following]), i + 2
        if following != "hundred" and following not in SCALES:
            return None
        total, group, i = 0, 1, i + 1
    elif lowers[i] in UNITS or lowers[i] in TENS:
        total, group = 0, 0
    else:
        return None
    total, group, end = _add_words(words, i, (total, group))
    if end == i and not group:
        return None
    if lowers[end - 1] in SCALES and lowers[end : end + 3] == ["and", "a", "half"]:  # `a billion and a half`
        return total + SCALES[lowers[end - 1]] * PARTS["half"], end + 3
    if lowers[end : end + 1] == ["point"] and end + 1 < n and UNITS.get(lowers[end + 1], 10) < 10:  # `one point five`
        return _scaled(words, total + group + Decimal(UNITS[lowers[end + 1]]) * TENTH, end + 2)
    return _scaled(words, *_mixed(words, Decimal(total + group), end))


def _add_words(words: Words, i: int, sums: tuple[int, int]) -> tuple[int, int, int]:
    """The number words from `i` on added up: (sum of the groups closed by a scale, open group, index after)."""
    total, group = sums
    lowers, start = words.lowers, i
    while i < len(words):
        word, step = lowers[i], 1
        if word in ("and", "-") and start < i < len(words) - 1 and (lowers[i + 1] in UNITS or lowers[i + 1] in TENS):
            if word == "and" and lowers[i - 1] not in ("hundred", "thousand", "million"):
                break
            word, step = lowers[i + 1], 2
        grown = _grow(word, group)
        if grown is not None:
            group = grown
        elif word in SCALES and group:
            total, group = total + group * SCALES[word], 0
        else:
            break
        i += step
    return total, group, i


def _grow(word: str, group: int) -> int | None:
    """The group (below a thousand) with one more word; None where the word doesn't fit."""
    if word in UNITS and group % 10 == 0 and (UNITS[word] < 10 or group % 100 == 0):
        return group + UNITS[word]
    if word in TENS and group % 100 == 0:
        return group + TENS[word]
    return group * 100 if word == "hundred" and 0 < group < 100 else None


def read_glued(text: str, *, comma: bool = False) -> tuple[Decimal, int] | None:
    """The digits and the magnitude of a word that holds both: `12.5B`, `300K`, `9M`.

    >>> read_glued("12.5B"), read_glued("5"), read_glued("KM")
    ((Decimal('12.5'), 1000000000), None, None)
    """
    digits = text.rstrip("KMBTNkmbtn")
    scale = SHORT.get(text[len(digits) :].lower())
    value = read_digits(digits, comma=comma) if scale and digits else None
    return (value, scale) if value is not None and scale else None
