"""Names of things that are named after persons, and what else is written as a name is: no person is meant there.

Told by what stands around: the head of the thing, which follows in capitals (`James Webb | Space Telescope`), the other party
of a case in court (`Roe v. Wade`), the mark of a ship, a dateline, an abbreviation's capitals. The heads are a table, so
that none of it hangs on who the thing is named after.
"""

from extractor.pipeline.names.lexicon import SHIPS, SURNAMES, Lexicon, is_capital, plain_case
from extractor.pipeline.text.typography import DASH
from extractor.pipeline.text.words import GLUED, LINE, PARAGRAPH, Words

REACH = 4  # words with capitals in which the head of a thing may follow
DATELINE = 10  # words in which a dateline ends
LETTERS = 5  # of the longest abbreviation
COURT = frozenset(("v.", "vs.", "vs"))


def is_a_thing(words: Words, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether words `start` to before `end` name a thing, or are a part of its name."""
    return any(holds(words, start, end, lexicon) for holds in THINGS)


def has_a_head(words: Words, start: int, end: int, lexicon: Lexicon) -> bool:
    """The head of a thing follows in capitals, or ends it: `John Eaton | Elementary School`, `Danny Drive`."""
    last = plain_case(words.texts[end - 1])
    if end - start > 1 and last in lexicon.things and last not in lexicon.organisation and last not in SURNAMES:
        return True
    for i in range(end, min(end + REACH, len(words))):
        text = words.texts[i]
        beside = GLUED < words.gaps[i] <= LINE and words.sentences[i] == words.sentences[end - 1]
        if not beside or not is_capital(text) or (text.isupper() and len(text) > 1) != words.texts[end - 1].isupper():
            return False
        if plain_case(text) in lexicon.things:
            return i > end or plain_case(text) not in lexicon.organisation  # right behind it: a reason of its own
        if i > end and lexicon.lead(words, i):
            return False
    return False


def is_a_party_in_court(words: Words, start: int, end: int, lexicon: Lexicon) -> bool:
    """`Roe v. Wade`; of `vs.`, which matches of players have too, where the other is no person: `Miranda vs. Arizona`.

    With a capital it is an initial: `V. Shantaram`.
    """
    if not COURT.isdisjoint(words.texts[start:end]):
        return True
    behind = words.texts[end] if end + 1 < len(words) else ""
    before = words.texts[start - 1] if start > 1 else ""
    for sign, other in ((behind, end + 1), (before, start - 2)):
        if sign in COURT and is_capital(words.texts[other]):
            no_person = lexicon.is_elsewhere(words.texts[other]) or plain_case(words.texts[other]) in lexicon.things
            return sign == "v." or no_person
    return False


def is_a_ship(words: Words, start: int, end: int, lexicon: Lexicon) -> bool:
    """`SS Liberte`, `USS John McCain`."""
    first = start
    while first and start - first < 3 and is_capital(words.texts[first - 1]) and words.gaps[first] != GLUED:
        first -= 1
    return not SHIPS.isdisjoint(words.texts[first : start + 1])


def is_in_a_dateline(words: Words, start: int, end: int, lexicon: Lexicon) -> bool:
    """`MARTIN, Tenn. (AP) —`, `JACKSON, Miss. —`: capitals that open a paragraph, up to a dash or an agency in brackets."""
    first = start
    while words.gaps[first] != PARAGRAPH and start - first < DATELINE:
        first -= 1
    if (
        words.gaps[first] != PARAGRAPH
        or not words.texts[first].isupper()
        or words.texts[first + 1 : first + 2] == [":"]
    ):
        return False
    for i in range(first, min(end + DATELINE, len(words))):
        if i > first and words.gaps[i] == PARAGRAPH:
            return False
        agency = words.texts[i] == "(" and words.texts[i + 1 : i + 2] and words.texts[i + 2 : i + 3] == [")"]
        if agency or words.texts[i] in (DASH, "--"):
            return i >= end
        if not (is_capital(words.texts[i]) or words.texts[i] in ",./" or words.texts[i].isdecimal()):
            return False
    return False


def is_an_abbreviation(words: Words, start: int, end: int, lexicon: Lexicon) -> bool:
    """`SECO said`: a few capitals alone in a sentence that is not in capitals, though a list has such a name.

    The article writes it small nowhere. What no list has is refused by a reason of its own.
    """
    text = words.texts[start]
    if (
        end - start > 1
        or not lexicon.is_name(text)
        or not (text.isupper() and text.isalpha() and 1 < len(text) <= LETTERS)
    ):
        return False
    if words.texts[end : end + 1] == [":"] or (start and lexicon.is_title(words.texts[start - 1])):
        return False
    first, last = words.sentence(start)
    others = [other for other in words.texts[first:last] if other.isalpha() and len(other) > 1 and other != text]
    quiet = sum(not other.isupper() for other in others)
    return quiet > len(others) / 2 and text.title() not in words.texts


def is_in_a_phrase(words: Words, start: int, end: int, lexicon: Lexicon) -> bool:
    """`Mother | Jones`: a well-known sequence begins before it and covers it."""
    hits = (lexicon.phrase(words, k) for k in range(max(start - 2, 0), start))
    return any(hit is not None and hit.end >= end for hit in hits)


THINGS = (has_a_head, is_in_a_phrase, is_a_party_in_court, is_a_ship, is_in_a_dateline, is_an_abbreviation)
