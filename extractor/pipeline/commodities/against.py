"""Which sense a good's name has where it stands: a good, or part of a name, a verb, an adjective, a thing made of it."""

from extractor.pipeline.commodities.lexicon import HOUSEHOLD, Good, words_of_kind
from extractor.pipeline.text.lookup import Hit
from extractor.pipeline.text.words import GLUED, Words

AUXILIARIES = frozenset(
    "to will would could can may might must should 'll not he she it they we you i who helped helps".split()
)
# Right after a verb, seldom after a noun: `fuel the row`, `lead his party`, `iron out`.
OBJECTS = frozenset("the a an his her its their our my your him them it us me".split())
# `barrels of oil a day`: what follows the article measures.
MEASURES = frozenset(
    "day week month year quarter season tonne ton barrel bushel pound ounce kilo litre gallon head unit".split()
)
# After a hyphen these make an adjective that is no good: `corn-fed`, `oil-free`.
ENDINGS = frozenset(
    "fed free like style tipped coloured colored clad plated eyed faced hearted fired lined burning powered shaped "
    "based coated stained winning toting wielding up out for making-up fuelled fueled mounted borne proof".split()
)
# Before a hyphen or the good these make something else: `anti-tank`, `mini-submarine`, `micro-film`.
BEFORE = frozenset("anti mini mid non post pre e super ultra pro".split())
OPENERS = frozenset("- – — -- ; : \" “ ' ‘ `` ( [ * • > ...".split())
SHORT = frozenset(("u.s.", "u.k.", "u.n.", "e.c.", "ec", "eu", "uk", "us", "u.s", "u.s.s.r."))


def is_name(words: Words, hit: Hit[Good], seen: dict[str, tuple[int, int]]) -> bool:
    """Whether the good is part of a proper name: a capital where the sentence asks for none, or a capital beside it.

    `seen` counts for each word its capitals inside sentences and its small letters, over the whole article.
    """
    first, last = words.sentence(hit.start)
    text = words.texts[hit.start]
    if _is_firm(words, hit.end, last):
        return text[0].isupper() or words.texts[hit.end - 1][0].isupper()
    if not text[0].isupper():
        return words.texts[hit.end - 1][0].isupper() and not hit.value.cased
    after = words.texts[hit.end] if hit.end < last else ""
    if text.isupper() and len(text) > 1:  # a headline or a table in capitals, or `LNG`
        if hit.value.cased:  # `liquefied natural gas (LNG)`, never `Democratic Action Party (DAP)`
            return hit.start - 2 >= first and words.texts[hit.start - 1] == "(" and words.texts[hit.start - 2].istitle()
        return after.istitle() and words.gaps[hit.end] != GLUED
    if _is_headline(words, first, last):
        return False
    if after[:1].isupper() and words.gaps[hit.end] != GLUED and not after.isupper():
        return True
    if hit.value.cased:
        return hit.start > first and words.texts[hit.start - 1][0].isupper() and hit.end - hit.start == 1
    opens = hit.start == first or words.texts[hit.start - 1] in OPENERS  # `LONDON, March 17 - Sugar prices`
    if opens or words.lowers[hit.start - 1] in SHORT:
        capitals, small = seen.get(words.lowers[hit.start], (0, 0))
        if after.lower() in words_of_kind("follows"):  # `Tobacco giant British American Tobacco`
            return False
        return hit.end - hit.start == 1 and capitals > small  # `Rice said`, after `Condoleezza Rice`
    return words.texts[hit.start - 1][0].isupper() or words.texts[hit.end - 1][0].isupper()


def _is_firm(words: Words, end: int, last: int) -> bool:
    """Whether the next word, or the one after it, ends the name of a firm or body: `Shell Oil Co`, `Gold Fields Ltd`."""
    company = words_of_kind("company")
    for i in range(end, min(end + 3, last)):
        if not words.texts[i][0].isupper():
            return False
        if words.lowers[i] in company:
            return not (
                words.texts[i].isupper() and words.lowers[i] in ("exchange", "exploration", "resources", "industries")
            )
    return False


def _is_headline(words: Words, first: int, last: int) -> bool:
    """Whether the sentence is a title in capitals: a small letter opens none of its longer words."""
    long = [word for word in words.texts[first:last] if len(word) > 4]
    return len(long) > 2 and all(not word[0].islower() for word in long)


def is_other_sense(words: Words, hit: Hit[Good]) -> bool:
    """Whether the word is a verb (`to fuel`), part of an adjective (`corn-fed`) or the stuff of a thing (`steel door`)."""
    first, last = words.sentence(hit.start)
    lowers = words.lowers
    before = lowers[hit.start - 1] if hit.start > first else ""
    after = lowers[hit.end] if hit.end < last else ""
    further = lowers[hit.end + 1] if hit.end + 1 < last else ""
    if before == "-" and hit.start - 1 > first and lowers[hit.start - 2] in BEFORE and words.gaps[hit.start] == GLUED:
        return True
    if after in ("-", "–") and words.gaps[hit.end] == GLUED and further in ENDINGS:
        return True
    if hit.end - hit.start > 1:
        return False
    return _is_verb(lowers[hit.start], before, after, further) or (
        after in words_of_kind("object") and hit.value.level != HOUSEHOLD and after not in words_of_kind("follows")
    )


def _is_verb(word: str, before: str, after: str, further: str) -> bool:
    if word not in words_of_kind("verb"):
        return False
    if after in OBJECTS:
        return further not in MEASURES
    trade = words_of_kind("follows")
    return before in AUXILIARIES and after not in trade and further not in trade


def fits(good: Good, sentence: frozenset[str]) -> bool:
    """Whether the words that the good asks for stand in the sentence, and none that rule it out."""
    return (not good.near or not good.near.isdisjoint(sentence)) and good.not_near.isdisjoint(sentence)
