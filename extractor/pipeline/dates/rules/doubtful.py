"""Words that are months or weekdays only sometimes: `may`, `march`, `sat`, `sun`."""

from extractor.pipeline.dates.engine import Found
from extractor.pipeline.dates.rules.signs import COMMA, DASHES, QUOTES
from extractor.pipeline.dates.table import read_cues, read_values

DOUBTFUL = read_cues("month or weekday that is also a word")
LEADS = read_cues("before a month that is also a word")
DAY_LEADS = read_cues("before a weekday that is also a word")
SUN, MAY, MARCH = frozenset(("sun", "sat")), frozenset(("may", "march")), frozenset(("march",))
SHORT = frozenset(("sun.", "sat."))
CAUSES = read_cues("behind a march on foot")  # `the March for Life`
SUBJECTS = read_cues("behind a month that is a subject")
BEFORE_SUBJECT = frozenset(("but", "and", "while", "that", ",", ";", "as", "because"))
BE, PARTICIPLE = frozenset(("was", "is", "were", "has", "had", "will", "would")), ("ed", "born", "shot", "sworn")
OPENERS = QUOTES | {":"}


def is_doubtful(m: Found, part: str) -> bool:
    """Whether the word in a part is more likely the ordinary word: `may`, `march`, `sat`, `sun`."""
    i = m.at(part)
    word, before, after = m.sheet.word(i), m.sheet.word(i - 1), m.sheet.word(i + 1)
    if (
        word not in DOUBTFUL
        or _has_day(m, i)
        or (word in SHORT and (after == COMMA or after in read_values()["MONTH"]))
    ):
        return False
    if word.strip(".") in SUN and before not in DAY_LEADS:
        return True
    if before in LEADS:
        return word not in MAY and _has_name(m, i)
    if word in MAY and _is_subject(m, i):
        return False
    if word in MARCH and after in CAUSES:
        return any(text.istitle() for text in m.sheet.words.texts[i + 2 : i + 3])
    return _opens_clause(m, i) if word in MAY else True


def _has_day(m: Found, i: int) -> bool:
    """`May 5`, `May-June`, `May, 2020`."""
    after = m.sheet.word(i + 1)
    return after[:1].isdigit() or after in DASHES or (after == COMMA and m.sheet.word(i + 2)[:1].isdigit())


def _has_name(m: Found, i: int) -> bool:
    """`Sun Microsystems`, but `Sat. Sunday`."""
    texts = m.sheet.words.texts[i + 1 : i + 2]
    named = any(text[0].isupper() and text.isalpha() for text in texts)
    return named and m.sheet.word(i + 1) not in read_values()["WEEKDAY"]


def _is_subject(m: Found, i: int) -> bool:
    """`March saw record sales`, `May was wet`; no `May was elected`, `Theresa May was`."""
    words, after = m.sheet.words, m.sheet.word(i + 1)
    before = words.texts[i - 1] if i > words.sentence(i)[0] else ""
    if not words.texts[i].istitle() or (before and before not in BEFORE_SUBJECT) or after not in SUBJECTS:
        return False
    return after not in BE or not m.sheet.word(i + 2).endswith(PARTICIPLE)


def _opens_clause(m: Found, i: int) -> bool:
    """`May I`, `March on!`, `Theresa May`: a capital that a sentence or a name gives."""
    words = m.sheet.words
    before = words.texts[i - 1] if i else ""
    named = before[:1].isupper() and before.lower() not in read_values()["MONTH"]
    return words.sentence(i)[0] == i or named or before in OPENERS
