"""The tense around an expression: it decides whether `Monday` or `in March` lies before or after publication."""

from functools import cache

from extractor.pipeline.dates.table import read_values
from extractor.pipeline.dates.values import Tense
from extractor.pipeline.text.words import Words

REACH = 14
NOUNS = frozenset("hundred indeed speed breed proceed exceed succeed aged naked sacred wicked united".split())
AHEAD = frozenset(("will", "'ll", "’ll", "shall", "be"))
BOUNDS = frozenset(("until", "till", "by"))
OWNERS = frozenset("a an the its their his her our this that".split())  # `the proposed merger` tells no tense
NO_VERBS = OWNERS | frozenset(
    "death date my your these those each every any all some $ £ € about".split()
)  # what follows `to`
DOUBTS = frozenset(("would", "could", "might", "can", "may"))
GENITIVE = frozenset(("'s", "’s"))
WAS = frozenset(("was", "were"))
SAYS = frozenset(("says", "say", "reports"))
WILLING = frozenset(("could", "might", "may", "should", "must"))
NEAR_BY = 6  # words in which the verb of `Thursday's meeting` is sought


@cache
def _words() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    values = read_values()
    sure = frozenset(word for word, value in values["FUTURE"].items() if value)
    return frozenset(values["FUTURE"]), sure, frozenset(values["PAST"]), frozenset(values["PLAN"])


def tense_at(words: Words, i: int) -> Tense:
    """`future`, `past`, `near` (the nearest, as in a doubtful future), or nothing where no verb near word `i` tells."""
    before = words.lowers[i - 1] if i else ""
    if before == "since":
        return "past"
    days = read_values()["WEEKDAY"]
    weekday = not days.keys().isdisjoint(words.lowers[i : i + 2])
    owner = next((k for k in range(i + 1, min(i + 3, len(words))) if words.lowers[k] in GENITIVE), 0)
    if weekday and owner:
        return _possessive(words, owner + 1)
    if before == "for" and words.lowers[i] in days:  # `announced a protest for Friday`
        return "future" if WAS.isdisjoint(words.lowers[i + 1 : i + 3]) else "past"
    if weekday and before in SAYS:  # `the ministry says Sunday the firm is under review`
        return "past"
    j = _verb(words, i)
    sense = "" if j < 0 else _sense(words, j)
    planned = j >= 0 and words.lowers[j] in _words()[3]
    aim = 0 <= j < i and _has_infinitive(words, j + 1, i)
    if before == "through" and not weekday and sense == "past":  # `little change through August`
        return "near"
    if before in BOUNDS or before == "through":
        close = j == i - 2 and before == "by"  # `weakened by Monday`
        had = sense == "past" and not aim and (close or "had" in words.lowers[max(0, j - 1) : j + 1])
        return "past" if had else "future"  # `had filed reports by Wednesday`
    if sense == "past" and (planned or not weekday) and aim:
        return "near"  # `agreed to buy it in March`
    if sense == "past" and planned and i - j > 1 + (before == "on"):
        return "near"  # `planned a rally on Friday`, `planned for early March`
    return sense


def _possessive(words: Words, start: int) -> Tense:
    """`Thursday's closing price` is over; `Tuesday's election` is the nearest one, unless its verb is of the past."""
    last = min(words.sentence(start - 1)[1], start + NEAR_BY)
    senses = [sense for j in range(start, last) if (sense := _sense(words, j))]
    planned = not read_values()["SCHEDULED"].keys().isdisjoint(words.lowers[start : min(start + 3, last)])
    if senses and senses[0] in ("future", "near"):
        return "future" if planned and senses[0] == "future" else "near"  # `Sunday's vote will be held`
    if not planned or senses:
        return "past"
    verb = _verb(words, start - 2)  # `will attend Friday's summit`
    return "future" if 0 <= verb < start and _sense(words, verb) == "future" else "near"


def _verb(words: Words, i: int) -> int:
    """The nearest word before `i` that tells a tense, else the next one after; -1 for none."""
    first, last = words.sentence(i)
    for j in range(i - 1, max(first, i - REACH) - 1, -1):
        if words.lowers[j] == ";":
            break
        if _sense(words, j):
            return j
    return next((j for j in range(i + 1, min(last, i + REACH)) if _sense(words, j)), -1)


def _has_infinitive(words: Words, start: int, end: int) -> bool:
    """Whether `to acquire` or the like stands among the words."""
    lowers, texts = words.lowers, words.texts
    return any(
        lowers[j] == "to" and lowers[j + 1] not in NO_VERBS and texts[j + 1].islower() for j in range(start, end - 1)
    )


def _sense(words: Words, j: int) -> Tense:
    word, lowers = words.lowers[j], words.lowers
    future, sure, past, plan = _words()
    if word == "followed" and lowers[j + 1 : j + 2] == ["by"]:
        return ""
    if word == "to" and lowers[j - 1] in ("is", "are", "was", "were") and j and _has_infinitive(words, j, j + 2):
        return "future" if lowers[j - 1] in ("is", "are") else "near"  # `is to testify Monday`
    if word in future:
        return _ahead(words, j, word in sure)
    regular = len(word) > 4 and word.endswith("ed") and words.texts[j][0].islower() and word not in NOUNS  # `United`
    if word not in past and (not (regular or word in plan) or (j and lowers[j - 1] in OWNERS) or word.startswith("un")):
        return ""
    before = lowers[max(0, j - 3) : j]
    if AHEAD.isdisjoint(before):  # `will be shipped`, `to be opened`, `could be located`
        return "past"
    return "future" if DOUBTS.isdisjoint(before) else "near"


def _ahead(words: Words, j: int, sure: bool) -> Tense:
    """What a word of the future says: nothing in `May`, `next to`; the past in `had been due to expire Friday`."""
    word, lowers = words.lowers[j], words.lowers
    if (word == "may" and words.texts[j] == "May") or (word == "next" and lowers[j + 1 : j + 2] == ["to"]):
        return ""
    if word == "due" and lowers[j - 1 : j] in (["fell"], ["came"], ["became"]):
        return "past"
    before = lowers[max(0, j - 5) : j]
    if "had" in before[-2:] or ("had" in before and "been" in before and before[-1] in ("to", "been")):
        return "past"
    bound = before[-2:] in (["is", "to"], ["are", "to"])
    bound = bound or (before[-1:] == ["to"] and not _words()[1].isdisjoint(before[-3:]))  # `expected to begin`
    if sure and not WAS.isdisjoint(before[-2:]):  # `was due to testify Tuesday`
        return "near"
    if word in WILLING and lowers[j + 1 : j + 2] and lowers[j + 1] not in ("not", "n't", "n’t", "have"):
        return "future"  # `could come Monday`
    willed = not (AHEAD - {"be"}).isdisjoint(before[-3:])  # `will meet`, `will not visit`
    return "future" if sure or bound or willed else "near"
