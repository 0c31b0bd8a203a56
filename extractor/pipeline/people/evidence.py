"""Evidence for the state of an office-holder: small named predicates, each with an example in its docstring."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from extractor.pipeline.people.offices import Belonging, belonging, body_code, style_code
from extractor.pipeline.people.rules import AND, PARTIES
from extractor.pipeline.people.scene import Nation, Role, Scene, Span

UNIQUE = (
    "president",
    "prime minister",
    "premier",
    "king",
    "queen",
    "chancellor",
    "foreign minister",
    "finance minister",
)
SHARED = (" former ", " vice ", " deputy ", " ex ")  # of these a state has several
TELLING = frozenset(("genitive", "front", "of"))  # ways to name a country that leave no doubt whose the office is
GOVERNING = frozenset("government parliament cabinet ministry minister ministers officials authorities army".split())
REGIMES = frozenset("administration government regime cabinet presidency".split())


@dataclass(frozen=True, slots=True)
class Setting:
    """An article as the evidence sees it; lists have an item for each individual.

    `belongs` says what their offices are of; `named` the codes that the offices' own words name; `told` the code of a body
    of one state (`Kremlin`); `claimed` the first words of nations that stand in somebody's office.
    """

    scene: Scene
    groups: Sequence[Sequence[Span]]
    roles: Sequence[Sequence[Role]]
    belongs: list[Belonging]
    named: list[dict[str, str]]
    told: list[str]
    claimed: dict[int, int]
    counts: Counter[str] = field(default_factory=Counter)
    free: Counter[str] = field(default_factory=Counter)


def setting_of(scene: Scene, groups: Sequence[Sequence[Span]], roles: Sequence[Sequence[Role]]) -> Setting:
    """What the evidence is read from, counted once an article."""
    claimed: dict[int, int] = {}
    named: list[dict[str, str]] = []
    for person, held in enumerate(roles):
        codes: dict[str, str] = {}
        for role in held:
            for nation in within(scene.nations, role.low, role.high):
                claimed.setdefault(nation.start, person)
                codes.setdefault(nation.code, how_named(scene, role, nation))
        named.append(codes)
    belongs = [_belonging(scene, group, held) for group, held in zip(groups, roles, strict=True)]
    bearers = {start: person for person, group in enumerate(groups) for start, _ in group}
    for person, held in enumerate(roles):  # `Musharraf's spokesman`
        if any(role.post and belongs[bearers.get(role.owner, person)] is Belonging.STATE for role in held):
            belongs[person] = Belonging.STATE
    told = [next((code for role in held if (code := body_code(scene, role))), "") for held in roles]
    counts = Counter(nation.code for nation in scene.nations)
    free = Counter(nation.code for nation in scene.nations if nation.start not in claimed)
    return Setting(scene, groups, roles, belongs, named, told, claimed, counts, free)


def _belonging(scene: Scene, group: Sequence[Span], held: Sequence[Role]) -> Belonging:
    """The greatest of a person's offices; `the Reagan administration` and `X (R-Ohio)` tell one as well."""
    lowers = scene.words.lowers
    if any(not REGIMES.isdisjoint(lowers[end : end + 1]) or _sits_in_congress(scene, end) for _, end in group):
        return Belonging.STATE
    return max((belonging(scene, role) for role in held), default=Belonging.NONE)


def within(nations: Iterable[Nation], low: int, high: int) -> list[Nation]:
    """The nations that stand in words `low` to before `high`."""
    return [nation for nation in nations if low <= nation.start and nation.end <= high]


def how_named(scene: Scene, role: Role, nation: Nation) -> str:
    """How an office names a country: `genitive` (`Britain's`), `front` (`French`), `of`, `in`, `to`, or `inside` it.

    A place in the country is `place` (`Governor of Texas`) or `seat` (`station chief in Milan`).
    """
    lowers = scene.words.lowers
    place = nation.kind == "place"
    if nation.end <= role.start or nation.start >= role.end:
        return "place" if place else "genitive"
    before = lowers[nation.start - 1] if nation.start > role.start else ""
    before = lowers[nation.start - 2] if before == "the" and nation.start - 1 > role.start else before
    if before in ("of", "in", "to"):
        return before if before == "to" or not place else {"of": "place", "in": "seat"}[before]
    if place:
        return "place"
    ahead = all(lowers[k] not in ("of", "for", "at", "to", "in", "with") for k in range(role.start, nation.start))
    return "front" if ahead else "inside"


def candidates(setting: Setting, person: int) -> list[str]:
    """The countries that a person's office may be of, sorted: those that its own words tell, else all of the article."""
    own = {code for code, how in setting.named[person].items() if how in TELLING} | ({setting.told[person]} - {""})
    if in_congress(setting, person, "US"):
        own.add("US")
    if own:
        return sorted(own)
    known = setting.belongs[person] is not Belonging.NONE or beside_any(setting, person)
    posted = {code for code, how in setting.named[person].items() if how == "to"}  # `ambassador to Kenya`
    return sorted(setting.counts.keys() - posted) if known else []


Evidence = Callable[[Setting, int, str], bool]
EVIDENCE: dict[str, Evidence] = {}


def evidence(predicate: Evidence) -> Evidence:
    """Enter a predicate under its name."""
    EVIDENCE[predicate.__name__] = predicate
    return predicate


def _is_state(setting: Setting, person: int) -> bool:
    return setting.belongs[person] >= Belonging.PUBLIC


def _names(setting: Setting, person: int, code: str, *hows: str) -> bool:
    return setting.named[person].get(code) in hows


@evidence
def state_names(setting: Setting, person: int, code: str) -> bool:
    """An office of state names the country: `French Finance Minister X`, `Britain's`, `President of Kenya`."""
    return _is_state(setting, person) and _names(setting, person, code, "genitive", "front", "of", "inside", "in")


@evidence
def state_place(setting: Setting, person: int, code: str) -> bool:
    """An office of state names a place in the country: `Governor of Texas X`."""
    return _is_state(setting, person) and _names(setting, person, code, "place")


@evidence
def job_names(setting: Setting, person: int, code: str) -> bool:
    """Another role begins with the country: `Pakistani nuclear scientist X`, `Finland's chief negotiator X`."""
    return not _is_state(setting, person) and _names(setting, person, code, "genitive", "front", "of")


@evidence
def job_mentions(setting: Setting, person: int, code: str) -> bool:
    """Another role has the country somewhere: `director of the Russian company Beriev`."""
    return not _is_state(setting, person) and _names(setting, person, code, "inside", "in", "place")


@evidence
def group_names(setting: Setting, person: int, code: str) -> bool:
    """An office of a group of states, with a country: `EU Representative in Djibouti`, `Brazil's WTO ambassador`."""
    return setting.belongs[person] is Belonging.GROUP and not _names(setting, person, code, "genitive")


@evidence
def job_at_all(setting: Setting, person: int, code: str) -> bool:
    """No office of state is known."""
    return not _is_state(setting, person)


@evidence
def public(setting: Setting, person: int, code: str) -> bool:
    """The office is one of an organ that may be a state's: `chairman of the Export Promotion Council`."""
    return setting.belongs[person] is Belonging.PUBLIC


@evidence
def body_of_state(setting: Setting, person: int, code: str) -> bool:
    """The office names a body that only this state has: `Kremlin spokesman X`."""
    return setting.told[person] == code


@evidence
def in_congress(setting: Setting, person: int, code: str) -> bool:
    """A party and a state of the Union stand behind the name: `X (R-Ohio)`, `X, D-Mass.`."""
    return code == "US" and any(_sits_in_congress(setting.scene, end) for _, end in setting.groups[person])


def _sits_in_congress(scene: Scene, end: int) -> bool:
    """Whether `(R-Ohio)` or `, D-Mass.` stands at word `end`."""
    texts = scene.words.texts[end : end + 3]
    return len(texts) == 3 and texts[0] in "(," and texts[1] in PARTIES and texts[2] in "-.,"


def beside_any(setting: Setting, person: int) -> bool:
    """Whether a country stands right beside a name."""
    return any(beside(setting, person, code) for code in setting.counts)


@evidence
def beside(setting: Setting, person: int, code: str) -> bool:
    """The country stands right behind the name: `Nicolas Sarkozy of France`."""
    words, nations = setting.scene.words, setting.scene.nation_at
    for _, end in setting.groups[person]:
        if words.lowers[end : end + 1] == ["of"] and (nation := nations.get(end + 1)) and nation.code == code:
            return nation.kind != "place"
    return False


@evidence
def owner(setting: Setting, person: int, code: str) -> bool:
    """The person whose genitive stands before the office holds one of the country: `Gbagbo's finance minister`."""
    starts = {role.owner for role in setting.roles[person]}
    return any(
        start in starts and code in setting.named[other]
        for other, group in enumerate(setting.groups)
        for start, _ in group
    )


@evidence
def joined(setting: Setting, person: int, code: str) -> bool:
    """The office is joined to one of the country: `Australian Prime Minister X and Foreign Minister Y`."""
    words, ends = setting.scene.words, setting.scene.names_to
    if not _is_state(setting, person) or setting.named[person]:
        return False
    for role in setting.roles[person]:
        k = role.low
        while k > 0 and (words.texts[k - 1] == "," or words.lowers[k - 1] in AND or words.lowers[k - 1] == "the"):
            k -= 1
        start = ends.get(k) if k < role.low else None
        if start is not None and code in setting.named[_bearer(setting, start)]:
            return True
    return False


def _bearer(setting: Setting, start: int) -> int:
    return next(p for p, group in enumerate(setting.groups) if any(first == start for first, _ in group))


def _places(setting: Setting, person: int) -> list[int]:
    """The words where a person's offices, or else the names, begin."""
    roles = [role.start for role in setting.roles[person]]
    return roles or [start for start, _ in setting.groups[person]]


@evidence
def same_sentence(setting: Setting, person: int, code: str) -> bool:
    """The sentence names the country, and in nobody's office: `Zimbabwe, said President X`."""
    return any(nation.kind != "place" for nation in _around(setting, person, code))


@evidence
def place_in_sentence(setting: Setting, person: int, code: str) -> bool:
    """The sentence names a place in the country: `talks in Harare with President X`."""
    return any(nation.kind == "place" for nation in _around(setting, person, code))


def _around(setting: Setting, person: int, code: str) -> list[Nation]:
    """The mentions of a country in the sentences of a person's offices of state, in nobody's office."""
    if not _is_state(setting, person):
        return []
    sentences = setting.scene.words.sentences
    numbers = {sentences[i] for i in _places(setting, person)}
    return [
        nation
        for nation in setting.scene.nations
        if nation.code == code and sentences[nation.start] in numbers and nation.start not in setting.claimed
    ]


@evidence
def governed(setting: Setting, person: int, code: str) -> bool:
    """The article tells of the country's government: `the Iraqi government`, `Iran's parliament`."""
    lowers = setting.scene.words.lowers
    return _is_state(setting, person) and any(
        nation.code == code and not GOVERNING.isdisjoint(lowers[nation.end : nation.end + 3])
        for nation in setting.scene.nations
        if nation.start not in setting.claimed
    )


@evidence
def styled(setting: Setting, person: int, code: str) -> bool:
    """The office bears a name that mostly this state gives it: `Treasury Secretary` in the US, `Home Secretary` in Britain."""
    return any(style_code(setting.scene, role) == code for role in setting.roles[person])


@evidence
def last_named(setting: Setting, person: int, code: str) -> bool:
    """It is the last country named before the office and in nobody's office."""
    if not _is_state(setting, person):
        return False
    first = min(_places(setting, person))
    before = [n for n in setting.scene.nations if n.end <= first and n.start not in setting.claimed]
    return bool(before) and before[-1].code == code


@evidence
def first_named(setting: Setting, person: int, code: str) -> bool:
    """It is the first country that the article names."""
    first = next(iter(setting.scene.nations), None)
    return _is_state(setting, person) and first is not None and first.code == code


@evidence
def most_named(setting: Setting, person: int, code: str) -> bool:
    """No other country is named as often."""
    counts = setting.counts
    return _is_state(setting, person) and all(counts[code] > n for other, n in counts.items() if other != code)


@evidence
def colleague(setting: Setting, person: int, code: str) -> bool:
    """Somebody else holds an office of the country, and not the same: `the Iranian Foreign Minister`."""
    if not _is_state(setting, person) or setting.named[person]:
        return False
    return any(code in named for other, named in enumerate(setting.named) if other != person)


@evidence
def other_side(setting: Setting, person: int, code: str) -> bool:
    """The sentence names the country in somebody else's office: `President X received Serbian Prime Minister Y`."""
    if not _is_state(setting, person) or joined(setting, person, code):
        return False
    sentences = setting.scene.words.sentences
    numbers = {sentences[i] for i in _places(setting, person)}
    return any(
        setting.claimed.get(nation.start, person) != person and sentences[nation.start] in numbers
        for nation in setting.scene.nations
        if nation.code == code
    )


@evidence
def taken(setting: Setting, person: int, code: str) -> bool:
    """Somebody else holds that very office of the country: `Russian President X` where `President Y` is told of."""
    if setting.named[person]:
        return False
    own = _unique(setting, person)
    return any(
        code in named and not own.isdisjoint(_unique(setting, other))
        for other, named in enumerate(setting.named)
        if other != person
    )


def _unique(setting: Setting, person: int) -> set[str]:
    """The offices of a person of which a state has one at a time."""
    words = setting.scene.words
    texts = [f" {' '.join(words.lowers[role.start : role.end])} " for role in setting.roles[person]]
    return {
        office for text in texts for office in UNIQUE if f" {office} " in text and not any(w in text for w in SHARED)
    }
