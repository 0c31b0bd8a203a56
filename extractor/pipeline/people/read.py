"""From names to people: individuals, each with roles and a country. Pure functions over words."""

from collections.abc import Iterable, Sequence

from extractor.pipeline.people.after import bracket_after, roles_after
from extractor.pipeline.people.before import plural_roles, roles_before
from extractor.pipeline.people.merge import fullest, group_mentions
from extractor.pipeline.people.referred import described, said_of_pronouns
from extractor.pipeline.people.rules import PARTIES, Offices
from extractor.pipeline.people.scene import Role, Scene, Span, see
from extractor.pipeline.people.states import find_states
from extractor.pipeline.text.words import Words
from extractor.record import Country, Mention, Person


def find_people(words: Words, names: Sequence[Span], countries: Sequence[Country], offices: Offices) -> list[Person]:
    """The individuals behind the names (word ranges), in order of first mention."""
    names = [span for span in names if not is_seat(words, span)]
    scene = see(words, names, countries, offices)
    groups = group_mentions(words, names)
    found = roles_of(scene, groups)
    states = find_states(scene, groups, found)
    texts = [[(role.start, _wording(words, role)) for role in roles] for roles in found]
    for told in described(scene, groups, texts, states):
        texts[told.owner].append((told.start, told.text))
        states[told.owner] = states[told.owner] or told.code
    return [
        Person(name=fullest(words, group), roles=_distinct(roles), country=state, mentions=_mentions(words, group))
        for group, roles, state in zip(groups, texts, states, strict=True)
    ]


def is_seat(words: Words, span: Span) -> bool:
    """Whether a name is a party and a state of the Union: `D-Iowa`."""
    texts = words.texts[slice(*span)]
    return len(texts) > 2 and texts[0] in PARTIES and texts[1] == "-"


def roles_of(scene: Scene, groups: Sequence[Sequence[Span]]) -> list[list[Role]]:
    """The roles of each individual, in the order of the individual's mentions."""
    plurals = plural_roles(scene)
    brackets = {end: role for end in scene.names_to if (role := bracket_after(scene.words, end))}
    listed = len(brackets) > 1
    found: list[list[Role]] = []
    for group in groups:
        roles: list[Role] = []
        for start, end in group:
            roles += [plurals[start]] if start in plurals else roles_before(scene, start)
            roles += roles_after(scene, end)
            if (role := brackets.get(end)) and (listed or _holds_role(scene, role)):
                roles.append(role)
        found.append(roles)
    for owner, role in said_of_pronouns(scene, groups):
        found[owner].append(role)
    return found


def _holds_role(scene: Scene, bracket: Role) -> bool:
    return any(scene.offices.role_at(scene.words, k) for k in range(bracket.start, bracket.end))


def _wording(words: Words, role: Role) -> str:
    return " ".join(words.text(role.start, role.end).split())


def _distinct(roles: Iterable[tuple[int, str]]) -> tuple[str, ...]:
    """The wordings in order of the text, each once, whatever its case."""
    kept: dict[str, str] = {}
    for _, text in sorted(roles):
        kept.setdefault(text.casefold(), text)
    return tuple(kept.values())


def _mentions(words: Words, group: Sequence[Span]) -> tuple[Mention, ...]:
    return tuple(
        Mention(start=words.starts[start], end=words.ends[end - 1], text=words.text(start, end)) for start, end in group
    )
