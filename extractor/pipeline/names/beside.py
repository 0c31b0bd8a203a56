"""What stands beside a name: titles and offices in front, an office with its body, the words of firms and places."""

from extractor.pipeline.names.lexicon import CHAIN, GENITIVES, Lexicon, Mark, is_capital
from extractor.pipeline.text.words import Words

REACH = 3  # words of a title or office in front of a name
SMALL = 2  # words in lower case of an office's body between commas: `the president of the state bank, X,`
LONGEST_CHAIN = 12  # words of an office with its bodies


def lead_before(words: Words, start: int, lexicon: Lexicon) -> Mark | None:
    """The kind of the title, office or kin word that ends right before a run: `spokesman Ruto`, `his father Ralph`."""
    if not start or start >= len(words) or words.sentences[start - 1] != words.sentences[start]:
        return None
    for first in range(start - 1, max(start - REACH, 0) - 1, -1):
        hit = lexicon.lead(words, first)
        if hit and hit.end == start:
            return hit.value
    return None


def is_led(words: Words, start: int, lexicon: Lexicon) -> bool:
    """Whether a title, office or word of kinship ends right before word `start`, in its sentence as a whole."""
    for first in range(max(start - REACH, words.sentence(start)[0]), start):
        hit = lexicon.lead(words, first)
        if hit and hit.end == start:
            return True
    return False


def is_in_office(words: Words, start: int, end: int, lexicon: Lexicon) -> bool:
    """`head of the World Bank X`; `the head of the World Bank, X, said` and `the prime minister, X, said`."""
    if start > 1 and words.texts[start - 1] == "," and words.texts[end : end + 1] == [","]:
        plain = any(lexicon.is_plain(text) for text in words.texts[start:end])
        start -= 1
        if not plain and lead_before(words, start, lexicon) in (Mark.ROLE, Mark.OFFICE):
            return True
        return follows_chain(words, start, lexicon, small=SMALL)
    return follows_chain(words, start, lexicon)


def follows_chain(words: Words, start: int, lexicon: Lexicon, *, small: int = 0) -> bool:
    """Whether an office with its `of …` ends right before: `Speaker of the Senate of the Republic of Kenya`."""
    low = max(words.sentence(start)[0], start - LONGEST_CHAIN)
    for k in range(start - 1, low, -1):
        lower = words.lowers[k]
        if lower == "of" and lead_before(words, k, lexicon) in (Mark.ROLE, Mark.OFFICE):
            return k < start - 1
        if not is_capital(words.texts[k]) and lower not in CHAIN:
            small -= 1
            if small < 0 or not lower.isalpha() or lexicon.lead(words, k):
                return False
    return False


def is_beside_firm(words: Words, i: int, lexicon: Lexicon) -> bool:
    """`the miner X`, `X shares`, `X's shares`, `the X plant`, `X chief Ann Lee`: what firms and places are said with."""
    before = words.lowers[i - 1] if i else ""
    after = i + 1 + (i + 1 < len(words) and words.texts[i + 1] in GENITIVES)
    follows = words.lowers[after] if after < len(words) else ""
    if before in lexicon.spoken_of or follows in lexicon.spoken_of:
        return True
    office = lexicon.lead(words, after) if after < len(words) and words.texts[after] == follows else None
    return office is not None and office.end < len(words) and is_capital(words.texts[office.end])
