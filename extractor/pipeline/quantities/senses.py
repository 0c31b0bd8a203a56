"""Which amounts are none of goods: the weight of a person, the size of an engine, a bomb or a ship, what a chimney emits."""

from extractor.pipeline.quantities.rules import Unit, words_of_kind
from extractor.pipeline.text.words import Words

NEAR = 3  # words behind the amount that say what it measures
BEFORE = 9  # words before it that do
PRICE = frozenset(("per", "/"))
SOMEBODY = frozenset("he she i you who they him her his my your their each someone".split())
BODY = frozenset(("pound", "kilogram", "stone"))
# Behind an amount that describes one thing (`a 23,500 ton passenger vessel`), a word of the kind makes it the thing's size.
SIZES = {"ton": "size", "tonne": "size", "pound": "bomb", "kilogram": "bomb", "litre": "engine"}


def is_quantity(words: Words, start: int, end: int, unit: Unit) -> bool:
    """Whether an amount with a unit is one of goods or of a flow."""
    if start and (words.lowers[start - 1] in PRICE or _is_converted(words, start)):  # `$210 per 1,000 cubic metres`
        return False
    if unit.name == "unit" and words.lowers[end : end + 1] == ["of"] and _near(words, end, "home"):
        return False
    if unit.dimension == "mass" and (_is_body(words, start, end, unit) or _is_emitted(words, start, end)):
        return False
    one = unit.name in SIZES and words.lowers[end - 1] in (unit.name, "kg", "lb", "liter")
    return not (one and _near(words, end, SIZES[unit.name]))


def _is_converted(words: Words, start: int) -> bool:
    """Whether the amount only says what the unit of a price is: `$64 per barrel (42 gallons)`, `a litre (.26 gallon)`."""
    before = words.lowers[max(0, start - 3) : start]
    return before[-1:] == ["="] or (before[2:] == ["("] and before[0] in ("a", "an", "per", "/"))


def _near(words: Words, end: int, kind: str) -> bool:
    """Whether a word of the kind stands right behind the amount, in the same sentence."""
    return not words_of_kind(kind).isdisjoint(words.lowers[end : min(end + NEAR, words.sentence(end - 1)[1])])


def _is_body(words: Words, start: int, end: int, unit: Unit) -> bool:
    """`a 200-pound man`, `she weighs 60 kg`, `lost 30 pounds`."""
    if unit.name not in BODY or words.lowers[end : end + 1] == ["of"]:
        return False
    near = words.lowers[max(words.sentence(start)[0], start - BEFORE) : start]
    somebody = not (words_of_kind("person") | SOMEBODY).isdisjoint(near)
    return _near(words, end, "person") or (somebody and not words_of_kind("weigh").isdisjoint(near))


def _is_emitted(words: Words, start: int, end: int) -> bool:
    """`5 million tonnes of carbon dioxide`, `emissions of 5 million tonnes`."""
    gases = words_of_kind("gas")
    behind = words.lowers[end : end + NEAR]
    return (behind[:1] == ["of"] and not gases.isdisjoint(behind)) or not {"emissions", "emitted", "emit"}.isdisjoint(
        words.lowers[max(0, start - NEAR) : start]
    )
