"""What speaks against a sum: the number is a year or part of a name, the unit a weight, a verb, a variable, or of another number.

`rules.py` names each predicate, gives a sentence for it, and says of which units it is asked.
"""

from decimal import Decimal
from functools import partial

from extractor.data import words
from extractor.pipeline.money.catalogue import Caution
from extractor.pipeline.money.context import Context
from extractor.pipeline.money.sighting import SYMBOLS, Sighting
from extractor.pipeline.money.survey import Figure
from extractor.pipeline.text.amounts import is_year
from extractor.pipeline.text.words import GLUED

_cues = partial(words, "money_words")
PROGRAM, SCREENS, OPENERS = (_cues(kind) for kind in ("program", "screen", "opener"))
SUMS, HEAVY, WEIGH, PAY = (_cues(kind) for kind in ("sum", "heavy", "weigh", "pay"))
VERBS, NOUNS = _cues("verb"), _cues("noun")
MANY, LARGE, HUGE = 50, Decimal(1000), 1_000_000
NEAR = 4  # words behind `pounds` in which what they are of is looked for
REACH = 50  # words of a long sentence that are looked at on each side
CENTS = 2  # digits


def is_a_letter_apart(here: Sighting) -> bool:
    """The sign is a letter, and a space stands between it and the number."""
    return here.is_single and len(here.text) == 1 and here.text.isalpha() and not here.is_glued_after


def is_among_capitals(here: Sighting) -> bool:
    """The code is a word too, one in capitals stands before it, and the number has no magnitude."""
    if here.unit.caution is not Caution.CODE or here.hit.start == 0:
        return False
    return here.words.texts[here.hit.start - 1].isupper() and not here.survey.scaled(here.hit.end)


def is_a_variable(here: Sighting) -> bool:
    """`$` and one digit, in a line about a program."""
    digit = here.words.texts[here.hit.end]
    if here.text != "$" or len(digit) > 1 or not digit.isdecimal():
        return False
    return not PROGRAM.isdisjoint(here.words.among(here.hit.start))


def is_of_the_number_before(here: Sighting) -> bool:
    """A number stands before the sign, and the one behind has a unit of its own."""
    return here.hit.start in here.survey.ends and here.end in here.survey.unit_starts


def has_cents_behind(here: Sighting) -> bool:
    """A number that is no year stands before the code, and two digits alone behind it."""
    before = here.survey.ends.get(here.hit.start)
    if before is None or here.text in SYMBOLS or not here.survey.has_tail(here.hit.end, CENTS):
        return False
    return not is_year(here.words.texts[before[0]])


def is_of_the_next_number(here: Sighting) -> bool:
    """The sign is glued to a number behind it."""
    return here.is_glued_after and here.hit.end in here.survey.numbers


def is_a_letter_behind(here: Sighting) -> bool:
    """The sign is a letter that a space parts from the number before it."""
    return here.text not in SYMBOLS and len(here.text) == 1 and not here.is_glued_before


def is_no_small_letter_behind(here: Sighting) -> bool:
    """The letter is a capital, or a space parts it from the number."""
    return not (here.is_glued_before and here.text.islower())


def is_part_of_a_name(here: Sighting) -> bool:
    """The number and its letter stand behind a word that no price follows, or tell the lines of a screen."""
    if here.words.texts[here.start] in SCREENS:
        return True
    if here.start == 0 or here.words.gaps[here.start] == GLUED:
        return False
    before = here.words.texts[here.start - 1]
    return before.isalpha() and not before.islower() and before.lower() not in OPENERS


def is_no_small_word(here: Sighting) -> bool:
    """The word has a capital."""
    return not here.text.islower()


def is_of_what_is_weighed(here: Sighting) -> bool:
    """`of` follows, and no word that sums of money are of."""
    return here.after == "of" and SUMS.isdisjoint(here.words.lowers[here.hit.end + 1 : here.hit.end + NEAR])


def is_before_a_heavy_thing(here: Sighting) -> bool:
    """A word for what is weighed follows."""
    return here.after in HEAVY


def is_joined_to_a_heavy_thing(here: Sighting) -> bool:
    """A hyphen joins pounds and number, and the sentence speaks no more of money than of weight."""
    if here.after == "of" or not here.is_hyphened or here.value >= HUGE:
        return False
    weigh, pay = _weigh_and_pay(here)
    return pay <= weigh


def is_among_weights(here: Sighting) -> bool:
    """The sentence speaks more of weight than of money; of a small number, as much."""
    if here.after == "of" or here.is_hyphened:
        return False
    weigh, pay = _weigh_and_pay(here)
    return weigh > pay or (here.value < LARGE and weigh == pay > 0)


def _weigh_and_pay(here: Sighting) -> tuple[int, int]:
    """How many words of weight and of money stand in the sentence, within reach."""
    first, last = here.words.sentence(here.hit.start)
    sentence = here.words.lowers[max(first, here.hit.start - REACH) : min(last, here.hit.end + REACH)]
    return len(WEIGH.intersection(sentence)), len(PAY.intersection(sentence))


def is_a_people(here: Sighting) -> bool:
    """The name is one of people too, and there are few of them."""
    return here.unit.caution is Caution.MANY and here.value < MANY


def is_a_verb(here: Sighting) -> bool:
    """The name is a verb too, and the number small."""
    return here.word in VERBS and here.value < MANY


def is_an_adjective(here: Sighting) -> bool:
    """The name is a word of another sense, joined to a small number."""
    return here.unit.caution is Caution.WORD and here.is_hyphened and here.value < MANY


def is_a_noun(here: Sighting) -> bool:
    """The name in the singular is a word of another sense: a level that a figure reaches."""
    return here.word in NOUNS and not here.is_hyphened


def is_a_word_before_of(here: Sighting) -> bool:
    """The name is a word of another sense, and `of` follows."""
    return here.unit.caution is Caution.WORD and here.after == "of" and not here.is_year


def is_behind_a_year(here: Sighting) -> bool:
    """The number may be a year, and the name is a word of another sense or a singular that no hyphen joins to it."""
    if not here.is_year:
        return False
    return here.unit.caution is Caution.WORD or not (here.word.endswith("s") or here.is_hyphened)


def is_a_code_in_small_sums(article: Context, figure: Figure, currency: str | None) -> bool:
    """The code is a word too, and the sum small."""
    return figure.unit.caution is Caution.CODE and figure.high < LARGE


def has_no_country(article: Context, figure: Figure, currency: str | None) -> bool:
    """The code or sign counts only with a country of the currency, and the article names none."""
    return figure.unit.caution in (Caution.CODE, Caution.EVIDENCE) and not article.speaks_for(currency)


def is_a_small_count(article: Context, figure: Figure, currency: str | None) -> bool:
    """The name is a word of another sense, the amount a small whole number, and no country of the currency is named."""
    if (
        figure.unit.caution is not Caution.WORD
        or figure.high >= LARGE
        or figure.high != figure.high.to_integral_value()
    ):
        return False
    return not article.speaks_for(currency)
