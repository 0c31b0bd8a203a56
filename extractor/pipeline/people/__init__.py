"""Merges the mentions of persons' names into individuals with roles and a country; sets ``doc._.people``.

What counts: a named individual with every mention of the name (`Wangari Maathai`, later `Maathai`); the offices and job
descriptions as written, without the article (`President of Belarus`, `analyst at brokerage PVM Oil`, `former WorldCom
chief`); the country of the state that an office belongs to (`Britain's Defence Minister` is GB).

Known to be missed: roles told further off (`He has chaired the board`), one title for two names (`Sens. Glenn
and Warner`), a short name that fits two persons (it stays a person of its own).
"""

from collections.abc import Iterable, Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from extractor.pipeline.extensions import store
from extractor.pipeline.people.merge import fullest, group_mentions
from extractor.pipeline.people.roles import Offices, Role, bracket_after, role_before, roles_after
from extractor.pipeline.text.words import Words, words_of
from extractor.record import Country, Mention, Person

Span = tuple[int, int]
HEADS_OF_STATE = frozenset("president king queen emperor sultan emir monarch leader pope".split())


def find_people(words: Words, names: Sequence[Span], countries: Sequence[Country], offices: Offices) -> list[Person]:
    """The individuals behind the names (word ranges), in order of first mention."""
    groups = group_mentions(words, names)
    bracketed = [role for _, end in names if (role := bracket_after(words, end))]
    codes = [(m.start, m.end, c.code) for c in countries for m in c.mentions if m.kind != "place"]
    found = [_roles(words, group, offices, listed=len(bracketed) > 1) for group in groups]
    for owner, role in said_of_pronouns(words, groups, offices):
        found[owner].append(role)
    states = [_country(words, roles, codes) for roles in found]
    texts = [_texts(words, roles) for roles in found]
    for position, wording, owner, code in described(words, groups, texts, states, codes, offices):
        texts[owner].append((position, wording))
        states[owner] = states[owner] or code
    return [
        Person(name=fullest(words, group), roles=_distinct(roles), country=state, mentions=_mentions(words, group))
        for group, roles, state in zip(groups, texts, states, strict=True)
    ]


def _roles(words: Words, group: Sequence[Span], offices: Offices, *, listed: bool) -> list[Role]:
    roles = []
    for start, end in group:
        roles += [role_before(words, start, offices), *roles_after(words, end, offices)]
        bracket = bracket_after(words, end)
        if bracket and (listed or any(offices.role_end(words, k) for k in range(bracket.start, bracket.end))):
            roles.append(bracket)
    return [role for role in roles if role]


def said_of_pronouns(words: Words, groups: Sequence[Sequence[Span]], offices: Offices) -> Iterator[tuple[int, Role]]:
    """Roles after `He is`, `She then became` at the head of a sentence, when the sentence before names one person."""
    named: dict[int, set[int]] = {}
    for owner, group in enumerate(groups):
        for start, _ in group:
            named.setdefault(words.sentences[start], set()).add(owner)
    for i in [i for i in words.bounds[:-1] if i < len(words) and words.lowers[i] in ("he", "she")]:
        owners = named.get(words.sentences[i] - 1, set())
        for role in roles_after(words, i + 1, offices) if len(owners) == 1 else ():
            yield next(iter(owners)), role


def _texts(words: Words, roles: Iterable[Role]) -> list[tuple[int, str]]:
    return [(role.start, " ".join(words.text(role.start, role.end).split())) for role in roles]


def _distinct(roles: Iterable[tuple[int, str]]) -> tuple[str, ...]:
    """The wordings in order of the text, each once, whatever its case."""
    kept: dict[str, str] = {}
    for _, text in sorted(roles):
        kept.setdefault(text.casefold(), text)
    return tuple(kept.values())


def _country(words: Words, roles: Iterable[Role], codes: Sequence[tuple[int, int, str]]) -> str | None:
    for role in roles:
        start, end = words.starts[role.context], words.ends[role.end - 1]
        for first, last, code in codes:
            if start <= first and last <= end:
                return code
    return None


def _mentions(words: Words, group: Sequence[Span]) -> tuple[Mention, ...]:
    return tuple(
        Mention(start=words.starts[start], end=words.ends[end - 1], text=words.text(start, end)) for start, end in group
    )


def described(
    words: Words,
    groups: Sequence[Sequence[Span]],
    roles: Sequence[Sequence[tuple[int, str]]],
    states: Sequence[str | None],
    codes: Sequence[tuple[int, int, str]],
    offices: Offices,
) -> Iterator[tuple[int, str, int, str | None]]:
    """Definite descriptions that mean one person, with the country they name: `the Belarusian leader`."""
    by_start = {first: code for first, _, code in codes}
    officials = [g for g, texts in enumerate(roles) if any(_holds_state(text) for _, text in texts)]
    if not officials:
        return
    for i in [i for i, lower in enumerate(words.lowers[:-1]) if lower == "the"]:
        code = by_start.get(words.starts[i + 1])
        head = i + 2 if code else i + 1
        found = offices.kind(words, head) if head < len(words) else None
        if not found or found[0] != "office":
            continue
        end = found[1]
        if not code and (country := _of_country(words, end, codes)):
            end, code = country
        if _goes_on(words, end):
            continue
        text = " ".join(words.text(i + 1, end).split())
        known = [g for g in officials if groups[g][0][0] < i]
        office = words.text(head, found[1])
        owners = [g for g in known if (states[g] == code if code else _same_office(office, roles[g]))]
        if code and not owners:  # `President Ruto … the President of Kenya`
            owners = [g for g in known if states[g] is None and _same_office(office, roles[g])]
        if len(owners) == 1:
            yield i + 1, text, owners[0], code


def _of_country(words: Words, end: int, codes: Sequence[tuple[int, int, str]]) -> tuple[int, str] | None:
    """The end and the code of `of Kenya`, `of the Republic of Kenya` after an office."""
    if end + 1 >= len(words) or words.lowers[end] != "of":
        return None
    first = end + 2 if words.lowers[end + 1] == "the" else end + 1
    for start, last, code in codes:
        if first < len(words) and start == words.starts[first]:
            return next((k + 1, code) for k in range(first, len(words)) if words.ends[k] >= last)
    return None


def _goes_on(words: Words, end: int) -> bool:
    """Whether the office goes on (`the president of …`) or a name follows."""
    if end >= len(words):
        return False
    return words.lowers[end] in ("of", "for", "'s", "’s", "-") or words.texts[end][:1].isupper()


def _holds_state(role: str) -> bool:
    return not HEADS_OF_STATE.isdisjoint(role.lower().split()) or "minister" in role.lower()


def _same_office(text: str, roles: Sequence[tuple[int, str]]) -> bool:
    words = [role.lower().split() for _, role in roles]
    if text.lower() == "head of state":
        return any(not HEADS_OF_STATE.isdisjoint(role) for role in words)
    return any(text.lower().split()[-1] in role for role in words) and text.lower() != "leader"


class PeopleComponent:
    """Merges the PERSON entities of a Doc and sets ``doc._.people``."""

    def __init__(self) -> None:
        self.offices = Offices()

    def __call__(self, doc: Doc) -> Doc:
        words = words_of(doc)
        places = {token: i for i, token in enumerate(words.tokens)}
        names = [
            (places[entity.start], places[entity.end - 1] + 1)
            for entity in doc.ents
            if entity.label_ == "PERSON" and entity.start in places and entity.end - 1 in places
        ]
        store(doc, "people", find_people(words, names, doc._.countries, self.offices) if names else ())
        return doc


@Language.factory(
    "extractor_people", assigns=["doc._.people"], requires=["token.is_sent_start", "doc.ents", "doc._.countries"]
)
def create_people(nlp: Language, name: str) -> PeopleComponent:
    """The component that merges names into people."""
    return PeopleComponent()


__all__ = ["PeopleComponent", "create_people", "find_people"]
