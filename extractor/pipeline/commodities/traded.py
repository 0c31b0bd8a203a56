"""How surely the words around a good trade it: 2 by grammar (`exports of cars`), 1 by a word of trade in sight, 0 not at all."""

from extractor.pipeline.commodities.lexicon import words_of_kind
from extractor.pipeline.text.words import Words

NEAR = 8  # how many words away a word of trade still speaks for a good
FAR = 24  # how many words away an export or import still does
HEADING = 6  # words: the longest head of a table
FLOWS = frozenset(
    f"{way}port{end}" for way in ("ex", "im", "re-ex") for end in ("", "s", "ed", "ing", "er", "ers", "ation")
)
REACH = 7  # how many words may stand between a verb or `exports of` and the good
PREPOSITIONS = frozenset("of in for on from".split())
# The walk to the left ends here: what stands further off governs another phrase.
WALLS = frozenset(
    '. ; : ( ) " “ ” that which who when because while but after before where with to by at into if against'.split()
)
BE = frozenset("is are was were be been being".split())
DETERMINERS = frozenset("a an his her its their my your our the this that another some".split())
SINGLE = frozenset("a an his her my your our this that another".split())
# Before `of` these only count the goods: `sold thousands of cars`.
COUNTS = frozenset(
    "hundreds thousands millions billions dozens lots lot number numbers amount amounts quantity quantities volume volumes "
    "kinds types range variety couple worth most some all much percent pct % tens generation line version".split()
)
UNITS = frozenset("pound pounds tonne tonnes ton tons ounce ounces barrel barrels bushel bushels kilo kilos".split())
SUPPLY = frozenset("supply supplies supplied supplying".split())  # `supply the country with tanks`
FUNCTION = frozenset(
    "the a an and or of in for on to is are was were has have had that which who said , . - ( )".split()
)


def weigh(words: Words, start: int, end: int) -> int:
    """How surely the good in words `start` to before `end` is traded: 2, 1 or 0."""
    first, last = words.sentence(start)
    if is_followed(words.lowers, end, last) or _is_governed(words.lowers, first, start, end):
        return 2
    around = words.lowers[max(first, start - NEAR) : min(last, end + NEAR)]
    if not words_of_kind("trade").isdisjoint(around):
        return 1
    if words.texts[start].isupper() and last - first <= HEADING:
        last += NEAR  # `BRAZIL SUGAR --` over lines of figures
    return 0 if FLOWS.isdisjoint(words.lowers[max(first, start - FAR) : min(last, end + FAR)]) else 1


def is_followed(lowers: list[str], end: int, last: int) -> bool:
    """Whether the words after the good trade it: `car exports`, `oil-producing`, `PC hardware sales`, `cars were sold`."""
    after = lowers[end : min(end + 4, last)]
    if not after:
        return False
    follows, moved = words_of_kind("follows"), words_of_kind("moved")
    if after[0] in ("-", "'s", "’s"):
        after = after[1:]
    if after and (after[0] in follows or (after[0] in moved and (len(after) < 2 or after[1] not in DETERMINERS))):
        return True
    if after and after[0] in BE:
        return not moved.isdisjoint(after[1:3])
    return len(after) > 1 and after[1] in follows and after[0] not in FUNCTION and after[0].isalpha()


def _is_governed(lowers: list[str], first: int, start: int, end: int) -> bool:
    """Whether a verb or noun before the good trades it: `sells books`, `tonnes of rice`, `products such as tea`."""
    moves, of, lists = words_of_kind("moves"), words_of_kind("of"), words_of_kind("list")
    one = False  # a single thing, `bought a car`, is no trade
    for i in range(start - 1, max(first, start - REACH) - 1, -1):
        word = lowers[i]
        if word in moves and word != lowers[end - 1]:  # `the ships, the ships of others`: no verb
            return not one
        if word in PREPOSITIONS and i > first:
            if lowers[i - 1] in of and (word == "of" or lowers[i - 1] not in UNITS):
                return True  # `tonnes of rice`, `demand for rice`, but not `20 pounds for the book`
            if word != "of" or lowers[i - 1] not in COUNTS:
                return False
        if word in lists and not words_of_kind("listed").isdisjoint(lowers[max(first, i - 6) : i]):
            return True
        if word == ":" and not words_of_kind("listed").isdisjoint(lowers[max(first, i - REACH) : i]):
            return True  # `Imports: fertilizers, tractors, paper.`
        if word == "with" and not SUPPLY.isdisjoint(lowers[max(first, i - REACH) : i]):
            return True
        if word in WALLS:
            return False
        one = one or (word in SINGLE and not lowers[end - 1].endswith("s"))
    return False
