"""Words that are months or weekdays only sometimes: `may`, `march`, `sat`, `sun`."""

from extractor.pipeline.dates.engine import Found
from extractor.pipeline.dates.rules.parts import DASHES
from extractor.pipeline.dates.table import read_values

# What stands before `May`, `March`, `Mar` and the like when they are dates.
LEADS = frozenset(
    "in of since by until till last next this early late mid end and to from - – for during through between or before after "
    ", / on ( every each beginning starting week or ending".split()
)
# And what stands before `Sun` and `Sat`, which are names and verbs too.
DAY_LEADS = frozenset("on next last this every each to - – until till by before after since through and or / (".split())
SHARED = frozenset(("may", "march", "mar", "sun", "sat", "sun.", "sat.", "mon", "fri", "jan"))


def is_shared(m: Found, part: str, *, beside: bool = False) -> bool:
    """Whether the word in a part is more likely the ordinary word: `may`, `march`, `sat`, `sun`."""
    i = m.at(part)
    if m.sheet.word(i) not in SHARED or beside:
        return False
    after, following = m.sheet.word(i + 1), m.sheet.words.texts[i + 1 : i + 2]
    if after[:1].isdigit() or after in DASHES or (after == "," and m.sheet.word(i + 2)[:1].isdigit()):
        return False
    named = (
        bool(following)
        and following[0][0].isupper()
        and following[0].isalpha()
        and after not in read_values()["WEEKDAY"]
    )
    if m.sheet.word(i) in ("sun.", "sat.") and after in (*read_values()["MONTH"], ","):
        return False
    if m.sheet.word(i).strip(".") in ("sun", "sat") and m.sheet.word(i - 1) not in DAY_LEADS:
        return True
    if m.sheet.word(i) == "march" and after in ("for", "on", "of", "against") and m.sheet.word(i - 1) not in LEADS:
        return m.sheet.words.texts[i + 2 : i + 3] != [] and m.sheet.words.texts[i + 2].istitle()  # `the March for Life`
    if m.sheet.word(i) in ("may", "march"):
        return _opens_clause(m, i) and m.sheet.word(i - 1) not in LEADS
    return m.sheet.word(i - 1) not in LEADS or named


def _opens_clause(m: Found, i: int) -> bool:
    """`May I`, `March on!`, `Theresa May`: a capital that a sentence or a name gives."""
    words = m.sheet.words
    before = words.texts[i - 1] if i else ""
    named = before[:1].isupper() and before.lower() not in read_values()["MONTH"]
    return words.sentence(i)[0] == i or named or before in ('"', "“", "``", "'", "‘", ":")
