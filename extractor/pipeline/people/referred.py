"""Roles told further off: after `She is` where the sentence before names one person, and `the Belarusian leader`."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractor.pipeline.people.after import roles_after
from extractor.pipeline.people.rules import HEADS_OF_STATE
from extractor.pipeline.people.scene import Nation, Role, Scene, Span

Texts = Sequence[tuple[int, str]]  # of each role of a person: its first word and its wording


class Described(NamedTuple):
    """A definite description: its first word, its wording, whom it means, and the code of the country it names."""

    start: int
    text: str
    owner: int
    code: str | None


def said_of_pronouns(scene: Scene, groups: Sequence[Sequence[Span]]) -> Iterator[tuple[int, Role]]:
    """Roles after `He is`, `She then became` at the head of a sentence, when the sentence before names one person."""
    words = scene.words
    named: dict[int, set[int]] = {}
    for owner, group in enumerate(groups):
        for start, _ in group:
            named.setdefault(words.sentences[start], set()).add(owner)
    for i in [i for i in words.bounds[:-1] if i < len(words) and words.lowers[i] in ("he", "she")]:
        owners = named.get(words.sentences[i] - 1, set())
        for role in roles_after(scene, i + 1) if len(owners) == 1 else ():
            yield next(iter(owners)), role


def described(
    scene: Scene, groups: Sequence[Sequence[Span]], roles: Sequence[Texts], states: Sequence[str | None]
) -> Iterator[Described]:
    """Definite descriptions that mean one person, with the country they name: `the Belarusian leader`."""
    words = scene.words
    officials = [g for g, texts in enumerate(roles) if any(_holds_state(text) for _, text in texts)]
    if not officials:
        return
    for i in [i for i, lower in enumerate(words.lowers[:-1]) if lower == "the"]:
        nation = scene.nation_at.get(i + 1)
        nation = nation if nation and nation.kind != "place" else None
        head = i + 2 if nation else i + 1
        office = scene.offices.at(words, head) if head < len(words) else None
        if not office or office.value.kind != "office":
            continue
        end = office.end
        if not nation and (found := _nation_of(scene, end)):
            nation, end = found, found.end
        if _goes_on(scene, end):
            continue
        known = [g for g in officials if groups[g][0][0] < i]
        owners = _owners(words.form(head, office.end), nation.code if nation else None, known, roles, states)
        if len(owners) == 1:
            text = " ".join(words.text(i + 1, end).split())
            yield Described(i + 1, text, owners[0], nation.code if nation else None)


def _owners(
    office: str, code: str | None, known: Sequence[int], roles: Sequence[Texts], states: Sequence[str | None]
) -> list[int]:
    """Whom an office may mean: by its country, else by the office of one whose country isn't known."""
    if code is None:
        return [g for g in known if _same_office(office, roles[g])]
    return [g for g in known if states[g] == code] or [  # `President Ruto … the President of Kenya`
        g for g in known if states[g] is None and _same_office(office, roles[g])
    ]


def _nation_of(scene: Scene, end: int) -> Nation | None:
    """The country of `of Kenya`, `of the Republic of Kenya` after an office."""
    lowers = scene.words.lowers
    if end + 1 >= len(lowers) or lowers[end] != "of":
        return None
    nation = scene.nation_at.get(end + 2 if lowers[end + 1] == "the" else end + 1)
    return nation if nation and nation.kind != "place" else None


def _goes_on(scene: Scene, end: int) -> bool:
    """Whether the office goes on (`the president of …`) or a name follows."""
    words = scene.words
    if end >= len(words):
        return False
    return words.lowers[end] in ("of", "for", "'s", "-") or words.texts[end][:1].isupper()


def _holds_state(role: str) -> bool:
    return not HEADS_OF_STATE.isdisjoint(role.lower().split()) or "minister" in role.lower()


def _same_office(text: str, roles: Texts) -> bool:
    words = [role.lower().split() for _, role in roles]
    if text.lower() == "head of state":
        return any(not HEADS_OF_STATE.isdisjoint(role) for role in words)
    return any(set(text.lower().split()) <= set(role) for role in words) and text.lower() != "leader"
