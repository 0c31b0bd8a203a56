"""The roles before a name: `Defence Minister X`, `the head of the company, X`, `Senators X and Y`, `Labor's leader X`."""

from dataclasses import replace
from enum import Enum

from extractor.pipeline.people.rules import (
    AND,
    ARTICLES,
    CONNECTORS,
    DETERMINERS,
    FRESH,
    HALTS,
    LINKS,
    MODIFIERS,
    PLURALS,
    POSSESSIVES,
    REACH,
    ROLES,
    STOPS,
    TIMES,
    TITLES,
    TORN,
    Office,
)
from extractor.pipeline.people.scene import Nation, Role, Scene
from extractor.pipeline.text.lookup import Hit
from extractor.pipeline.text.words import Words

OPENERS = frozenset(
    "and to by with said says".split()
)  # what a role without an article may follow: `according to spokesman, X`
SAYING = frozenset("said says by with from including".split())  # `said agency director X`
NEAR = 3  # words in lower case between an office and the name: `director of U.S. affairs X`
HELD_TOGETHER = frozenset(
    ("body", "open", "portfolio")
)  # posts that one person holds with another; not `the Queen and Prince X`
COMPARED = frozenset("as like unlike".split())  # `As head of the firm, X …` at the head of a sentence


def roles_before(scene: Scene, start: int) -> list[Role]:
    """The roles right before the name at word `start`, titles skipped: `BP chief executive Lord [Browne]`."""
    words = scene.words
    low = words.sentence(start)[0]
    end = _past_titles(scene, low, start)
    comma = end - low > 2 and words.texts[end - 1] == ","
    end -= comma
    role = _role_to(scene, low, end, start, comma=comma) or _past_nation(scene, low, end, start, comma=comma)
    if role is None:
        return []
    left = _joined_before(scene, low, role)
    if left and {left.post, role.post} <= HELD_TOGETHER and _is_bare(scene, role):  # `chairman and chief executive X`
        return [replace(role, start=left.start, low=left.low)]
    return [left, role] if left else [role]


def _is_bare(scene: Scene, role: Role) -> bool:
    """Whether a role is nothing but its table's phrase."""
    head = scene.offices.role_at(scene.words, role.start)
    return head is not None and head.end == role.end


def _past_nation(scene: Scene, low: int, end: int, start: int, *, comma: bool) -> Role | None:
    """The role before a nationality that stands between it and the name: `Economist Briton John Holt`."""
    nation = scene.nation_to.get(end) or (
        scene.nation_to.get(end - 1) if scene.words.texts[end - 1] in POSSESSIVES else None
    )
    if comma or not nation or nation.kind == "place":
        return None
    earlier = nation.start - (scene.words.texts[nation.start - 1] == ",")
    return _role_to(scene, low, earlier, start, comma=earlier < nation.start) if earlier > low else None


def _past_titles(scene: Scene, low: int, end: int) -> int:
    while end > low and (title := scene.offices.ending_at(scene.words, end, TITLES)):
        end = title.start
    return end


def _role_to(scene: Scene, low: int, end: int, start: int, *, comma: bool) -> Role | None:
    """The role that ends before word `end`, of the name at `start`."""
    head = scene.offices.ending_at(scene.words, end, ROLES)
    tail = head is None
    if tail:
        head = _head_of_chain(scene, low, end, loose=comma)
    if head is None or head.start < low:
        return None
    first = _leftmost(scene, low, head.start)
    if tail and not head.value.post:
        end = without_whereabouts(scene, head.end, end)
    role = Role(first, end, first, start, head.value.post)
    if comma and not _is_apposition(scene, low, role, start, tail=tail):
        return None
    return fresh(scene, _with_possessor(scene, low, role))


def without_whereabouts(scene: Scene, begun: int, end: int) -> int:
    """The end of a job without the town that it is done in: `analyst | in Warsaw`, `strategist at Saxo Bank | in Copenhagen`."""
    town = scene.nation_to.get(end)
    if town is None or town.kind != "place" or town.start - 1 < begun or scene.words.lowers[town.start - 1] != "in":
        return end
    return town.start - 1


def _is_apposition(scene: Scene, low: int, role: Role, start: int, *, tail: bool) -> bool:
    """Whether a role and a comma stand before the name they belong to: `the new president, X`, `As head of the firm, X`."""
    words, before = scene.words, role.start - 1
    opened = role.start <= low + (words.lowers[low] in COMPARED)
    marked = before >= low and (words.lowers[before] in DETERMINERS or words.texts[before] in POSSESSIVES)
    if not tail or _is_loud(words, role):
        return opened or marked or words.lowers[before] in OPENERS or _is_national(scene, role.start)
    early = before <= low or words.texts[before] in POSSESSIVES
    return opened or (marked and (early or scene.closed(scene.names[start]))) or words.lowers[before] in AND


def _is_loud(words: Words, role: Role) -> bool:
    """Whether a role is all in capitals, small words aside: `President of the Republic`."""
    return all(words.texts[k][:1].isupper() or words.lowers[k] in CONNECTORS for k in range(role.start + 1, role.end))


def _head_of_chain(scene: Scene, low: int, end: int, *, loose: bool) -> Hit[Office] | None:
    """The office at the head of `Speaker of the Senate of the Republic of Kenya`; words in lower case if `loose`."""
    words, joined = scene.words, False
    for k in range(end - 1, max(low, end - REACH), -1):
        lower = words.lowers[k]
        if (
            lower in LINKS
            and _says_something(words, k + 1, end)
            and (head := scene.offices.ending_at(words, k, (*ROLES, "kin")))
        ):
            return _outer_head(scene, low, head) if head.value.kind != "kin" else None
        near = loose or end - k <= NEAR
        if not (_is_in_chain(words, k, joined=joined) or (near and _is_loose(words, k))) or k + 1 in scene.names_to:
            return None
        joined |= lower in AND
    return None


def _says_something(words: Words, start: int, end: int) -> bool:
    """Whether more than an article stands there: not in `an aide to [Lyng]`."""
    return any(words.lowers[k] not in DETERMINERS for k in range(start, end))


def _outer_head(scene: Scene, low: int, head: Hit[Office]) -> Hit[Office] | None:
    """`adviser to the president of Kenya`: the office that another one belongs to; none where that is a kin's."""
    words = scene.words
    k = head.start - (words.lowers[head.start - 1] in DETERMINERS) if head.start > low else head.start
    if k - 1 <= low or words.lowers[k - 1] not in LINKS or words.texts[head.start][:1].isupper():
        return head
    outer = scene.offices.ending_at(words, k - 1, (*ROLES, "kin"))
    if outer is None:
        return head
    return None if outer.value.kind == "kin" else outer


def _is_in_chain(words: Words, k: int, *, joined: bool) -> bool:
    """Whether a word may stand in what an office belongs to: `of the Board of the Belarusian Universal Exchange`."""
    text, lower = words.texts[k], words.lowers[k]
    if text == ",":  # `Education, Research and Innovation`
        return joined and words.texts[k - 1][:1].isupper() and words.texts[k + 1][:1].isupper()
    if lower in STOPS and (len(text) == 1 or not text.isupper()):
        return False
    if text in HALTS or text in POSSESSIVES - {"'s"}:
        return False
    return text[:1].isupper() or lower in CONNECTORS or text in ("-", "'s", "/")


def _is_loose(words: Words, k: int) -> bool:
    """Whether a word in lower case may stand there: `the head of the state-owned oil company`."""
    text, lower = words.texts[k], words.lowers[k]
    if not text[:1].islower() or lower in STOPS or lower in TIMES:
        return False
    return not is_verb_form(words, k)


def is_verb_form(words: Words, k: int) -> bool:
    """`considered`, `confirmed` in lower case: no part of an office, unlike `state-owned` and `retired`."""
    text = words.texts[k]
    return text.endswith("ed") and text.islower() and text not in MODIFIERS and words.texts[k - 1 : k] != ["-"]


def _leftmost(scene: Scene, low: int, head: int) -> int:
    """The first word of the role whose head word is at `head`: over capitals, known modifiers, and a marked phrase."""
    words = scene.words
    sure = k = head
    plain = words.texts[head].islower()
    doubt = (
        0  # words passed of which only something further left would tell that they belong: `former [program] director`
    )
    while k > low and head - k < REACH:
        step = _step_left(scene, low, k)
        if step is None:
            return k if _is_marked(words, k - 1, doubt) and (plain or not doubt) else sure
        k, passed = step
        doubt += passed is Passed.UNKNOWN
        if passed is Passed.OWN and (plain or not doubt):
            sure = k
    return sure


def _is_marked(words: Words, i: int, doubt: int) -> bool:
    """Whether word `i` tells that a role begins behind it, with so many unknown words: `the [hedge fund] manager`."""
    if words.lowers[i] in DETERMINERS or words.texts[i] in POSSESSIVES:
        return doubt <= 3
    return words.lowers[i] in SAYING and doubt <= 1


class Passed(Enum):
    """What a step to the left went over: a word of the role, one that may stand inside it, one that nothing is known of."""

    OWN, JOINT, UNKNOWN = range(3)


def _step_left(scene: Scene, low: int, k: int) -> tuple[int, Passed] | None:
    """One step from word `k` to the left, and what it passes; None where the role begins."""
    words, i = scene.words, k - 1
    text, lower = words.texts[i], words.lowers[i]
    if nation := _nation_before(scene, k):
        return max(low, nation.start), Passed.OWN
    if words.lowers[k] == "former" or (_is_national(scene, k) and not _goes_before_nation(words, i)):
        return None
    if text == ")":
        opening = _opening(words, low, i)
        return None if opening is None else (opening, Passed.JOINT)
    if lower in AND or text == ",":
        return (i, Passed.JOINT) if _joins_portfolios(scene, low, i) else None
    if text == "-" or words.texts[i - 1] == "-":
        return i, Passed.JOINT
    if words.texts[k] == "-" and text.isalpha():  # `self-declared`, `right-wing`; not `34-year-old`
        return i, Passed.OWN
    if bounds(words, i):
        return None
    if lower in CONNECTORS:
        inside = words.texts[k][:1].isupper() and i > low and words.texts[i - 1][:1].isupper()
        return (i, Passed.JOINT) if lower == "of" and inside else None
    return i, Passed.OWN if text[:1].isupper() or lower in MODIFIERS else Passed.UNKNOWN


def _nation_before(scene: Scene, k: int) -> Nation | None:
    """The mention of a country that ends before word `k`, a torn-off ending skipped: `Israel i [Prime Minister]`."""
    return scene.nation_to.get(k) or (scene.nation_to.get(k - 1) if scene.words.texts[k - 1] in TORN else None)


def _is_national(scene: Scene, k: int) -> bool:
    """Whether a country's name or people begins at word `k`; a town does not stand first: `Greater Manchester mayor`."""
    nation = scene.nation_at.get(k)
    return nation is not None and nation.kind != "place"


def _goes_before_nation(words: Words, i: int) -> bool:
    """`former` Belarusian leader, `Bank of` England governor, `BBC` Russia editor; not `leaders` Australian premier."""
    text, lower = words.texts[i], words.lowers[i]
    return lower in MODIFIERS or lower in ("-", "of") or (len(text) > 1 and text.isupper())


def bounds(words: Words, i: int) -> bool:
    """Whether a word can be no part of an office; `considered President Lula` shows why participles are not."""
    text, lower = words.texts[i], words.lowers[i]
    if text in HALTS or text in POSSESSIVES or lower in DETERMINERS or text[:1].isdigit():
        return True
    if lower in STOPS:
        return len(text) == 1 or not text.isupper()  # `senior US diplomat`
    return is_verb_form(words, i)


def _opening(words: Words, low: int, close: int) -> int | None:
    """The `(` of a short bracket after a name: `United Nations (UN) coordinator`."""
    for k in range(close - 1, max(low, close - 6), -1):
        if words.texts[k] == "(":
            return k if words.texts[k - 1][:1].isupper() else None
    return None


def _joins_portfolios(scene: Scene, low: int, i: int) -> bool:
    """Whether `and` or a comma stands inside an office: `Trade and Industry Secretary`, `Fisheries, Husbandry and Dairy`."""
    words = scene.words
    if (
        i - 1 < low
        or i in scene.names_to
        or i in scene.nation_to
        or scene.offices.ending_at(words, i, (*ROLES, *PLURALS))
    ):
        return False
    if words.texts[i] == "," and AND.isdisjoint(words.lowers[i + 1 : i + 5]):
        return False
    left, right = words.texts[i - 1], words.texts[i + 1]
    if left[:1].isupper() and right[:1].isupper():
        return words.lowers[i - 1] not in STOPS and scene.offices.role_at(words, i + 1) is None
    return {left, right} <= MODIFIERS


def _with_possessor(scene: Scene, low: int, role: Role) -> Role:
    """The role with the genitive before it: a body's belongs to it, a country's or person's only says whose it is."""
    words, owner_end = scene.words, role.start - 1
    if owner_end <= low or words.texts[owner_end] not in POSSESSIVES:
        return role
    if owner_end in scene.names_to:
        owner = scene.names_to[owner_end]
        return replace(role, low=owner, owner=owner)
    if nation := _nation_before(scene, owner_end):
        return replace(role, low=max(low, nation.start))
    if (plural := _many_before(scene, owner_end)) is not None:
        return replace(role, start=max(low, plural), low=max(low, plural))
    first = owner_end
    while first > low and (words.texts[first - 1][:1].isupper() or "-" in words.texts[first - 1 : first + 1]):
        if words.lowers[first - 1] in ARTICLES:
            break
        first -= 1
    if first == owner_end or not TIMES.isdisjoint(words.lowers[first:owner_end]):
        return replace(role, low=max(low, role.start - 4))
    return replace(role, start=first, low=first)


def _many_before(scene: Scene, owner_end: int) -> int | None:
    """The first word of those whom an office speaks for: `Philippine farmers' leader`, `the workers' spokesman`."""
    words, i = scene.words, owner_end - 1
    if words.texts[owner_end] != "'" or not words.texts[i].islower() or words.lowers[i] in TIMES:
        return None
    nation = _nation_before(scene, i)
    return nation.start if nation and nation.kind != "place" else i


def _joined_before(scene: Scene, low: int, role: Role) -> Role | None:
    """The role that `and` joins to one before a name: `PML-Q leader and former Prime Minister X`."""
    words = scene.words
    end = role.start - 1 - words.texts[role.start - 1].isdigit()  # `Congressman and 2008 presidential candidate`
    if end <= low or words.lowers[end] not in AND:
        return None
    head = scene.offices.ending_at(words, end, ROLES)
    if head is None or words.texts[head.start][:1].isupper() != words.texts[role.start][:1].isupper():
        return None  # `the president and Prime Minister X` are two persons
    first = _leftmost(scene, low, head.start)
    return fresh(scene, _with_possessor(scene, low, Role(first, end, first, end, head.value.post)))


def plural_roles(scene: Scene) -> dict[int, Role]:
    """The plural title of each name in a list, by the name's first word: `Senators Mark Ruby (R-Ohio) and Tina Holt`."""
    found: dict[int, Role] = {}
    for start in [start for start in scene.names if start not in found]:
        end = _past_titles(scene, scene.words.sentence(start)[0], start)
        head = scene.offices.ending_at(scene.words, end, PLURALS)
        if head is None:
            continue
        low = scene.words.sentence(head.start)[0]  # the full stop of `Sens.` may end a sentence before the names
        first = _leftmost(scene, low, head.start)
        role = fresh(scene, _with_possessor(scene, low, Role(first, end, first, end, head.value.post)))
        if role and (listed := _listed(scene, start)):
            found.update(dict.fromkeys(listed, role))
    return found


def _listed(scene: Scene, start: int) -> list[int]:
    """The first words of the names that stand in a list from the one at word `start`, brackets skipped; none of one alone."""
    words, high = scene.words, scene.words.sentence(start)[1]
    listed: list[int] = []
    i, joined = start, False
    while i in scene.names:
        listed.append(i)
        i = past_bracket(words, scene.names[i], high)
        while i < high and (words.texts[i] == "," or words.lowers[i] in AND):
            joined |= words.lowers[i] in AND
            i += 1
    return listed if joined else []


def past_bracket(words: Words, i: int, high: int) -> int:
    """The word after the bracket that begins at word `i`: `(R-Ohio)`; `i` where there is none."""
    if i < high and words.texts[i] == "(" and ")" in words.texts[i : min(i + 8, high)]:
        return words.texts.index(")", i) + 1
    return i


def fresh(scene: Scene, role: Role) -> Role | None:
    """The role without `new`, `current`, `the` and the like in front; `New` Jersey's governor keeps his."""
    words, first = scene.words, role.start
    while first < role.end and words.lowers[first] in FRESH and not _is_new_place(scene, first):
        first += 1
    if first + 1 < role.end and words.lowers[first] == "-":
        first += 1
    return replace(role, start=first, low=min(role.low, first)) if first < role.end else None


def _is_new_place(scene: Scene, i: int) -> bool:
    """`New Jersey`, `New York Stock Exchange`: not the `New` at the head of a sentence."""
    words = scene.words
    return i in scene.nation_at or (
        words.texts[i] == "New" and i not in words.bounds and words.texts[i + 1][:1].isupper()
    )
