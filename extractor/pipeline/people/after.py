"""The roles after a name: `X, an analyst at Y`, `X (former chairman)`, `X is a member of parliament`, `X (Economy)`."""

from collections.abc import Iterator, Sequence

from extractor.pipeline.people.before import bounds, fresh, is_verb_form, past_bracket, without_whereabouts
from extractor.pipeline.people.rules import (
    ADJECTIVES,
    ADVERBS,
    AND,
    APPOINTED,
    ARTICLES,
    CONNECTORS,
    COPULAS,
    DETERMINERS,
    HALTS,
    MODIFIERS,
    POSSESSIVES,
    REACH,
    SERVING,
    STOPS,
    TIMES,
    TRAITS,
    UNITS,
    Office,
)
from extractor.pipeline.people.scene import Role, Scene
from extractor.pipeline.text.lookup import Hit
from extractor.pipeline.text.words import PARAGRAPH, Words

ASIDES = (("at", "that", "time"), ("at", "the", "time"), ("would", "later"), ("would",), ("will",), ("has",), ("had",))
DANGLING = CONNECTORS | DETERMINERS | {"with", "-"}  # no role ends in these
HOURS = frozenset("in for on at".split())  # before a time
PADDING = [""] * 8


def roles_after(scene: Scene, end: int) -> list[Role]:
    """The roles after the name that ends at word `end`: in apposition, after `is a`, `was named`, `resigned as`.

    `X, an economist and a former minister` has two; `X, chairman and chief executive of Y` one.
    """
    words = scene.words
    high = words.sentence(end - 1)[1]
    first = _start_after(words, end, high)
    found = list(_roles_from(scene, first, high, bare=first == end))
    return found or _in_bracket(scene, end, high)


def _roles_from(scene: Scene, first: int, high: int, *, bare: bool) -> Iterator[Role]:
    """The role that begins at word `first`, and those that follow it."""
    while role := _role_at(scene, first, high, bare=bare):
        yield role
        further = _further(scene.words, role.end)
        if further is None:
            return
        first = further


def _in_bracket(scene: Scene, end: int, high: int) -> list[Role]:
    """The role that a bracket tells: `X (former chairman of Y)`, `X (who would later be president)`."""
    words = scene.words
    if words.texts[end : end + 1] != ["("] or end + 2 >= high:
        return []
    inner = [*words.lowers[end + 1 : min(high, end + 18)], *PADDING]
    i = _past_aside(inner, 1) if inner[0] == "who" else 0
    i = _past_determiner(inner, _after_verb(inner, i) or i)
    i += inner[0] in ARTICLES and i == 0
    role = _role_at(scene, end + 1 + i, high, bare=False)
    return [role] if role and words.texts[role.end : role.end + 1] in ([")"], [","], [";"]) else []


def _further(words: Words, i: int) -> int | None:
    """Where a further role begins: `, a lawyer [and a] former minister`, `, a lawyer[, the] head of the union`."""
    lowers = [*words.lowers[i : i + 3], *PADDING]
    comma = lowers[0] == ","
    joint = comma + (lowers[comma] == "and")
    marked = lowers[joint] in DETERMINERS or lowers[joint] == "former"
    if not joint or (comma and not marked):
        return None
    return i + joint + (lowers[joint] in DETERMINERS)


def _role_at(scene: Scene, i: int, high: int, *, bare: bool) -> Role | None:
    """The role that begins at word `i`, or up to six words on: past the firm or country it is said with."""
    words, first, owner, k = scene.words, i, -1, i
    head: Hit[Office] | None = None
    stop = min(i + (1 if bare else 7), high)
    while k < stop and head is None:
        if (
            k in scene.names
            and words.texts[scene.names[k] : scene.names[k] + 1]
            and words.texts[scene.names[k]] in POSSESSIVES
        ):
            owner, k = k, scene.names[k]  # `X, Musharraf's spokesman`
        if words.texts[k] in POSSESSIVES and k > i:
            first = first if _is_body(scene, i, k) else k + 1
        elif (head := _head_at(scene, k)) is None and _is_barrier(scene, i, k):
            return None
        k += 1
    if head is None or head.value.kind == "kin":
        return None  # `X, wife of Senator Y`, `X, the father of a soldier`
    head_end = _whole_head(scene, head.end, high)
    if scene.name_after(head_end):
        return None  # `X, French Finance Minister Y`
    if head_end == head.start + 1 and _is_adjective(scene, head.start, high):
        return None
    if bare and words.lowers[head_end : head_end + 1] != ["of"]:
        return None  # `X head of exploration said` tells one, `a key Blair lieutenant` tells nothing of Blair
    if head_end - first == head.end - head.start and _is_subject(scene, first, head_end):
        return None
    end = _rightmost(scene, head_end, high, job=not head.value.post)
    return fresh(scene, Role(first, end, i, end, head.value.post, owner))


def _is_adjective(scene: Scene, i: int, high: int) -> bool:
    """Whether a title only says what kind of noun follows: `a major donor`, not `a major in the army`, `a general loyal`."""
    words = scene.words
    if words.texts[i] not in ADJECTIVES or i + 1 >= high or scene.closed(i + 1) or _begins_tail(words, i + 1):
        return False
    after = words.texts[i + 1]
    return after.isalpha() and after.islower() and after not in STOPS | TRAITS and not is_verb_form(words, i + 1)


def _is_subject(scene: Scene, first: int, end: int) -> bool:
    """Whether a bare office with `the` is the subject of what follows: `In talks with X, the envoy asked …`."""
    return scene.words.lowers[first - 1] == "the" and not scene.closed(end) and not _begins_tail(scene.words, end)


def _head_at(scene: Scene, k: int) -> Hit[Office] | None:
    """The role, office or word of kinship that begins at word `k`."""
    hit = scene.offices.at(scene.words, k)
    return hit if hit and hit.value.kind in ("role", "office", "kin") else None


def _is_barrier(scene: Scene, i: int, k: int) -> bool:
    """Whether no role that begins at word `i` goes on past word `k`."""
    words = scene.words
    return k in scene.names or words.lowers[k] in AND or (bounds(words, k) and not _is_marked_participle(words, i, k))


def _is_marked_participle(words: Words, i: int, k: int) -> bool:
    """`an [elected] Greens parliamentarian`: right behind the article a participle says no more than what kind."""
    return k == i and words.lowers[k - 1] in ARTICLES and words.texts[k].endswith("ed") and words.texts[k].islower()


def _is_body(scene: Scene, i: int, k: int) -> bool:
    """Whether the genitive in words `i` to before `k` is a body's, which belongs to a role: `Apache's president`."""
    inside = range(i, k)
    if k in scene.nation_to or any(n in scene.names for n in inside):
        return False
    return all(scene.words.texts[n][:1].isupper() for n in inside)


def _whole_head(scene: Scene, i: int, high: int) -> int:
    """The end of a role that is said in several words: `deputy | foreign minister`, `chairman and | chief executive`."""
    words = scene.words
    if words.lowers[i : i + 1] == ["and"] and (joined := _joined_post(scene, i)):
        return _whole_head(scene, joined, high)
    for k in range(i, min(i + 4, high)):
        further = scene.offices.role_at(words, k)
        if further and (words.texts[k].islower() or words.texts[i - 1][:1].isupper()):
            return _whole_head(scene, further.end, high)
        if words.lowers[k] not in MODIFIERS and not (words.texts[k][:1].isupper() and words.texts[i - 1][:1].isupper()):
            break
    return i


def _joined_post(scene: Scene, i: int) -> int | None:
    """The end of a second post behind `and`: `president and CEO`; not of a second job: `journalist and Nobel laureate`."""
    before = scene.offices.ending_at(scene.words, i, ("role", "office"))
    after = scene.offices.role_at(scene.words, i + 1)
    if before and after and before.value.post and after.value.post and not scene.name_after(after.end):
        return after.end
    return None


def _start_after(words: Words, end: int, high: int) -> int:
    """Where a role can begin after a name: past `(R-Ohio), 51, the`, `is a`, `was named as`; `end` when nothing is there."""
    lowers = [*words.lowers[end : min(high, end + 18)], *PADDING]
    i = past_bracket(words, end, high) - end
    if lowers[i] == ",":
        i = _past_age(lowers, i + 1)
    if lowers[i] == "who":
        i = _past_aside(lowers, i + 1)
    i += lowers[i] in ADVERBS
    reached = _after_verb(lowers, i)
    if not reached and i and lowers[i - 1] not in (",", *ADVERBS):
        return end
    i = _past_determiner(lowers, reached or i)
    return end + i


def _past_age(lowers: Sequence[str], i: int) -> int:
    """`, [51,] a teacher`, `, [51 years old,] was a teacher`."""
    if not lowers[i].isdigit():
        return i
    after = i + 3 if list(lowers[i + 1 : i + 3]) == ["years", "old"] else i + 1
    return after + 1 if lowers[after] == "," else i


def _past_aside(lowers: Sequence[str], i: int) -> int:
    """`who [at that time] was`, `who [would later] be`."""
    for aside in ASIDES:
        if tuple(lowers[i : i + len(aside)]) == aside and lowers[i + len(aside)] in COPULAS | ADVERBS:
            return i + len(aside)
    return i


def _past_determiner(lowers: Sequence[str], i: int) -> int:
    """`is [a] teacher`, `, [the] 45-year-old] teacher`."""
    i += i > 0 and lowers[i] in DETERMINERS - {"that", "this"}
    i += i > 0 and lowers[i].isdigit() and len(lowers[i]) == 4  # `a 1980 presidential candidate`
    if lowers[i].isdigit() and list(lowers[i + 1 : i + 5]) == ["-", "year", "-", "old"]:
        i += 5
    return i


def _after_verb(lowers: Sequence[str], i: int) -> int:
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
    elif lowers[i] in SERVING and "as" in lowers[i + 1 : i + 3]:  # `resigned as`, `took over as`
        i = lowers.index("as", i) + 1
    elif lowers[i] == "as" and i == 0:  # `named X as ambassador`
        i += 1
    return i if i > begun else 0


def _rightmost(scene: Scene, i: int, high: int, *, job: bool) -> int:
    """Where a role ends: `analyst at brokerage PVM Oil` | `, said`."""
    words, begun = scene.words, i
    limit = min(high, i + REACH)
    if i < limit and not _begins_tail(words, i):
        return _past_unit(scene, i, high)
    while i < limit and words.gaps[i] < PARAGRAPH and not _ends_tail(scene, i, begun, limit):
        i += 1
    while words.lowers[i - 1] in DANGLING or words.texts[i - 1] in POSSESSIVES:
        i -= 1
    if job or "at" in words.lowers[begun:i]:
        i = without_whereabouts(scene, begun, i)
    return _past_unit(scene, i, high)


def _begins_tail(words: Words, i: int) -> bool:
    """Whether what a role is held in follows: `of the bank`, `with the customs administration`, `Ridley Corporation Limited`."""
    if words.lowers[i] == "with":  # `official with the customs`, `analyst with Nordbank`; not `president with a plan`
        return words.lowers[i + 1 : i + 2] == ["the"] or words.texts[i + 1 : i + 2] != words.lowers[i + 1 : i + 2]
    return words.lowers[i] in CONNECTORS - {"and", "on", "the", "&"}


def _ends_tail(scene: Scene, i: int, begun: int, limit: int) -> bool:
    """Whether the word at `i` stands behind a role's tail."""
    words = scene.words
    text, lower = words.texts[i], words.lowers[i]
    if text == ",":
        return not _goes_on_listing(words, i, begun, limit)
    if i == begun:
        return lower in HOURS and _says_when(words, i + 1)
    if text in HALTS or lower in STOPS or lower in ("to", "with") or is_verb_form(words, i):
        return True
    if lower in AND:
        return not _joins_capitals(words, i, limit)
    return lower in HOURS and _says_when(words, i + 1)


def _says_when(words: Words, i: int) -> bool:
    """`2021`, `ten years`, `the last decade`, `Monday`, `May`: what follows is a time and no part of an office."""
    following = words.lowers[i : i + 4]
    return bool(following) and (following[0][:1].isdigit() or not TIMES.isdisjoint(following))


def _joins_capitals(words: Words, i: int, limit: int) -> bool:
    """`Science and Technology`."""
    return i + 1 < limit and words.texts[i - 1][:1].isupper() and words.texts[i + 1][:1].isupper()


def _goes_on_listing(words: Words, i: int, begun: int, limit: int) -> bool:
    """Whether a comma stands in a list of a role's fields: `Minister for Education, Research and Innovation`."""
    if words.lowers[begun] not in ("of", "for") or not _joins_capitals(words, i, limit):
        return False
    joint = next((k for k in range(i + 2, min(i + 5, limit)) if words.lowers[k] in AND), None)
    if joint is None or not _joins_capitals(words, joint, limit):
        return False
    return all(words.texts[k][:1].isupper() for k in range(i + 1, joint))


def _past_unit(scene: Scene, i: int, high: int) -> int:
    """The end of the body that a comma joins to a role: `Deputy Secretary, Department of the Environment`."""
    words = scene.words
    if i + 1 >= high or words.texts[i] != "," or not words.texts[i - 1][:1].isupper() or scene.name_after(i + 1):
        return i
    k = i + 1
    while k < high and (words.texts[k][:1].isupper() or (k > i + 1 and words.lowers[k] in CONNECTORS | {"and"})):
        k += 1
    named = not UNITS.isdisjoint(words.lowers[i + 1 : k]) or (
        len(words.texts[i + 1]) > 1 and words.texts[i + 1].isupper()
    )
    if not named or not scene.closed(k):
        return i
    last = next(
        (n for n in range(k, min(high, k + 8)) if words.texts[n] == ";"), k
    )  # `Chief, Division of Energy, CSIRO;`
    return last if all(words.texts[n] == "," or words.texts[n][:1].isupper() for n in range(k, last)) else k


def bracket_after(words: Words, end: int) -> Role | None:
    """What stands in brackets right after a name, when it looks like a portfolio: `Palocci (Economy)`."""
    if end + 2 >= len(words) or words.texts[end] != "(":
        return None
    for k in range(end + 1, min(end + 9, len(words))):
        text, lower = words.texts[k], words.lowers[k]
        if text == ")":
            whole = k > end + 1 and words.texts[end + 1][0].isupper()
            return Role(end + 1, k, end + 1, k, "state") if whole else None
        if lower in CONNECTORS or text == ",":
            continue
        if text[0].isdigit() or text in "-/" or len(text) < 3 or text.isupper():
            return None  # `(R-Ohio)`, `(23)`, a party: `(SPD)`
    return None
