"""Roles beside a name: `Defence Minister X`, `X, an analyst at Y`, `X (Economy)`, `X is a member of parliament`."""

from dataclasses import dataclass

from extractor.data import read_table
from extractor.pipeline.text.lookup import Lookup
from extractor.pipeline.text.words import PARAGRAPH, Words

ROLES = ("role", "office")
DETERMINERS = frozenset("the a an his her its their our my this that another one".split())
POSSESSIVES = frozenset(("'s", "’s", "'", "’"))
CONNECTORS = frozenset("of the for at in to on and de da do du del di y &".split())
FRESH = frozenset("new current then incumbent fellow the a an newly first woman".split())
FRESH_KEPT = frozenset(("first minister", "first lady", "first deputy"))
ARTICLES = (["a"], ["an"], ["the"])


def _words(kind: str) -> frozenset[str]:
    return frozenset(row["name"] for row in read_table("roles_words") if row["kind"] == kind)


STOPS, MODIFIERS, TIMES = _words("stop"), _words("modifier"), _words("time")
COPULAS, APPOINTED, SERVING, ADVERBS = _words("copula"), _words("appointed"), _words("serving"), _words("adverb")
HALTS = frozenset(',.;:!?"“”()[]–—…') | {"''", "``", "--", "•"}
REACH = 14  # words: the longest office looked at, with its `of the Senate of the Republic of …`


@dataclass(frozen=True, slots=True)
class Role:
    """A role's word range, and the range with the genitive before it (`Britain's`) where its country may stand."""

    start: int
    end: int
    context: int


class Offices:
    """The table of titles and roles as matchers."""

    def __init__(self) -> None:
        rows = [(row["name"], row["kind"]) for row in read_table("titles_roles")]
        self.cased = Lookup([row for row in rows if row[0][0].isupper()], cased=True)
        self.plain = Lookup([row for row in rows if row[0][0].islower()])

    def kind(self, words: Words, i: int) -> tuple[str, int] | None:
        """The kind and the end of the table's phrase at word `i`; a plural (`ministers`) is no one's role."""
        hit = self.plain.at(words, i) or self.cased.at(words, i)
        return (hit.value, hit.end) if hit else None

    def role_end(self, words: Words, i: int) -> int | None:
        """The end of the role word or phrase that begins at word `i`."""
        found = self.kind(words, i)
        return found[1] if found and found[0] in ROLES else None

    def ending_at(self, words: Words, end: int, kinds: tuple[str, ...]) -> int | None:
        """Where the longest phrase of one of `kinds` that ends before word `end` begins."""
        for start in range(max(0, end - 4), end):
            found = self.kind(words, start)
            if found and found[1] == end and found[0] in kinds:
                return start
        return None


def role_before(words: Words, start: int, offices: Offices) -> Role | None:
    """The role right before the name at word `start`, titles skipped: `BP chief executive Lord [Browne]`."""
    low = words.sentence(start)[0]
    end = start
    while end > low and (title := offices.ending_at(words, end, ("title",))) is not None:
        end = title
    comma = end - low > 2 and words.texts[end - 1] == ","
    end -= comma
    head = offices.ending_at(words, end, ROLES)
    if head is None:
        head = _head_of_chain(words, low, end, offices)
    if head is None or head < low:
        return None
    first = _leftmost(words, low, head)
    context = first
    if first > low and words.texts[first - 1] in POSSESSIVES:
        context = max(low, first - 4)
    elif comma and not (first > low and words.lowers[first - 1] in DETERMINERS) and first > low:
        return None
    return _role(words, first, end, context)


def _head_of_chain(words: Words, low: int, end: int, offices: Offices) -> int | None:
    """The office at the head of `Speaker of the Senate of the Republic of Kenya`, going left over its words."""
    k = end - 1
    while k > low and end - k < REACH:
        text, lower = words.texts[k], words.lowers[k]
        if lower in ("of", "for", "in", "at"):
            head = offices.ending_at(words, k, ROLES)
            if head is not None:
                return head
        if lower in STOPS or text in HALTS or text in POSSESSIVES - {"'s", "’s"}:
            return None
        if not text[:1].isupper() and lower not in CONNECTORS and text != "-":
            return None
        k -= 1
    return None


def _leftmost(words: Words, low: int, head: int) -> int:
    """The first word of the role whose head word is at `head`: over capitals, known modifiers, and a marked phrase."""
    sure = k = head
    while k > low and head - k < REACH:
        text, lower = words.texts[k - 1], words.lowers[k - 1]
        if text == ")" and (opening := _opening(words, low, k - 1)) is not None:
            k = opening
            continue
        if _bounds(text, lower):
            marked = lower in DETERMINERS or text in POSSESSIVES
            return k if marked and head - k <= 6 else sure
        if lower in CONNECTORS:
            inside = words.texts[k][:1].isupper() and k - 1 > low and words.texts[k - 2][:1].isupper()
            if lower != "of" or not inside:
                return sure
            k -= 1
            continue
        k -= 1
        if text[:1].isupper() or lower in MODIFIERS or text == "-":
            sure = k if text != "-" else sure
    return sure


def _bounds(text: str, lower: str) -> bool:
    """Whether a word can be no part of an office; `considered President Lula` shows why participles are not."""
    if text in HALTS or text in POSSESSIVES or lower in DETERMINERS or text[:1].isdigit():
        return True
    if lower in STOPS:
        return len(text) == 1 or not text.isupper()  # `senior US diplomat`
    return text.endswith("ed") and text == lower and lower not in MODIFIERS


def _opening(words: Words, low: int, close: int) -> int | None:
    """The `(` of a short bracket after a name: `United Nations (UN) coordinator`."""
    for k in range(close - 1, max(low, close - 6), -1):
        if words.texts[k] == "(":
            return k if words.texts[k - 1][:1].isupper() else None
    return None


def roles_after(words: Words, end: int, offices: Offices) -> list[Role]:
    """The roles after the name that ends at word `end`: in apposition, after `is a`, `was named`, `resigned as`.

    `X, an economist and a former minister` has two.
    """
    high = words.sentence(end - 1)[1]
    first = _apposition_start(words, end, high)
    found: list[Role] = []
    while role := _role_at(words, first, high, offices, bare=first == end):
        found.append(role)
        first = role.end
        if words.lowers[first : first + 1] != ["and"]:
            break
        first += 1 + (words.lowers[first + 1 : first + 2] in ARTICLES)
    return found


def _role_at(words: Words, i: int, high: int, offices: Offices, *, bare: bool) -> Role | None:
    """The role that begins at word `i`, or up to six words on: past the firm or country it is said with."""
    head_end = None
    first = i
    for k in range(i, min(i + (1 if bare else 7), high)):
        if words.texts[k] in POSSESSIVES and k > i:
            first = k + 1
            continue
        head_end = offices.role_end(words, k)
        if head_end or _bounds(words.texts[k], words.lowers[k]):
            break
    if head_end:
        head_end = _whole_head(words, head_end, high, offices)
    if head_end is None or (bare and words.lowers[head_end : head_end + 1] != ["of"]):
        return None  # `X head of exploration said`; `a key Blair lieutenant` tells nothing of Blair
    return _role(words, first, _rightmost(words, head_end, high), i)


def _whole_head(words: Words, i: int, high: int, offices: Offices) -> int:
    """The end of a role that is said in several words: `deputy | foreign minister`, `general | secretary`."""
    for k in range(i, min(i + 3, high)):
        further = offices.role_end(words, k)
        if further and words.texts[k].islower():
            return _whole_head(words, further, high, offices)
        if words.lowers[k] not in MODIFIERS:
            break
    return i


def _apposition_start(words: Words, end: int, high: int) -> int:
    """Where a role can begin after a name: past `(R-Ohio), 51, the`, `is a`, `was named as`; `end` when nothing is there."""
    lowers = [*words.lowers[end : min(high, end + 16)], *[""] * 8]
    i = 0
    if lowers[0] == "(" and ")" in lowers[:8]:
        i = lowers.index(")") + 1
    if lowers[i] == ",":
        i += 3 if lowers[i + 1].isdigit() and lowers[i + 2] == "," else 1
    i += lowers[i] == "who"
    i += lowers[i] in ADVERBS
    reached = _after_verb(lowers, i)
    if not reached and i and lowers[i - 1] != ",":
        return end
    i = reached or i
    i += i > 0 and lowers[i] in DETERMINERS
    if lowers[i].isdigit() and lowers[i + 1 : i + 5] == ["-", "year", "-", "old"]:
        i += 5
    return end + i


def _after_verb(lowers: list[str], i: int) -> int:
    """The position after a verb that gives a person a role: `is`, `became`, `was named (as)`, `resigned as`; else 0."""
    begun = i
    if lowers[i] in ("has", "had", "will") and lowers[i + 1] in ("been", "become", "be"):
        i += 1
    if lowers[i] in COPULAS:
        i += 1
        i += lowers[i] in ADVERBS
        if lowers[i] in APPOINTED:
            i += 1
            i += lowers[i] == "in"
            i += lowers[i] == "as"
    elif lowers[i] in SERVING and lowers[i + 1] == "as":
        i += 2
    elif lowers[i] == "as" and i == 0:  # `named X as ambassador`
        i += 1
    return i if i > begun else 0


def _rightmost(words: Words, i: int, high: int) -> int:
    """Where a role ends: `analyst at brokerage PVM Oil` | `, said`."""
    limit = min(high, i + REACH)
    if i < limit and words.lowers[i] not in CONNECTORS - {"and", "on", "the"}:
        return i
    while i < limit and words.gaps[i] < PARAGRAPH:
        text, lower = words.texts[i], words.lowers[i]
        if text in HALTS or lower in STOPS or (lower == "and" and not _joins_capitals(words, i, limit)):
            break
        if lower in ("in", "for", "on", "at") and _says_when(words, i + 1):
            break
        i += 1
    while words.lowers[i - 1] in CONNECTORS or words.texts[i - 1] in POSSESSIVES:
        i -= 1
    return i


def _says_when(words: Words, i: int) -> bool:
    """`2021`, `ten years`, `the last decade`, `Monday`, `May`: what follows is a time and no part of an office."""
    following = words.lowers[i : i + 4]
    return bool(following) and (following[0][:1].isdigit() or not TIMES.isdisjoint(following))


def _joins_capitals(words: Words, i: int, limit: int) -> bool:
    """`Science and Technology`."""
    return i + 1 < limit and words.texts[i - 1][:1].isupper() and words.texts[i + 1][:1].isupper()


def bracket_after(words: Words, end: int) -> Role | None:
    """What stands in brackets right after a name, when it looks like a portfolio: `Palocci (Economy)`."""
    if end + 2 >= len(words) or words.texts[end] != "(":
        return None
    for k in range(end + 1, min(end + 9, len(words))):
        text, lower = words.texts[k], words.lowers[k]
        if text == ")":
            whole = k > end + 1 and words.texts[end + 1][0].isupper()
            return _role(words, end + 1, k, end + 1) if whole else None
        if lower in CONNECTORS or text == ",":
            continue
        if text[0].isdigit() or text in "-/" or len(text) < 3 or text.isupper():
            return None  # `(R-Ohio)`, `(23)`, a party: `(SPD)`
    return None


def _role(words: Words, first: int, end: int, context: int) -> Role | None:
    """The role without `new`, `current`, `the` and the like in front."""
    while first < end and words.lowers[first] in FRESH and " ".join(words.lowers[first : first + 2]) not in FRESH_KEPT:
        first += 1
    if first + 1 < end and words.lowers[first] == "-":
        first += 1
    return Role(first, end, min(context, first)) if first < end else None
