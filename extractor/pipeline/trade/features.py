"""What speaks for a flow and against it, as features with names: the decision weighs them, `show --explain` prints them."""

from collections.abc import Iterator, Sequence

from extractor.pipeline.trade.discourse import Discourse
from extractor.pipeline.trade.flow import Filler, Flow
from extractor.pipeline.trade.predicates import Sort
from extractor.pipeline.trade.scene import PREPOSITIONS, Scene

SUPPOSING = ("if", "unless", "whether")
AROUND = (
    "deny",
    "ban",
    "wish",
    "unreal",
    "accuse",
    "tariff",
    "plan",
    "say",
)  # kinds of words that bear on whether goods move
FIGURES = {Sort.MONEY: "money", Sort.QUANTITY: "quantity", Sort.SHARE: "share"}
SPOKEN = ("deny", "wish")  # of these, what stands behind `that` is denied or wished
VERBAL = ("be", "unreal", "plan")
FAR, REACH = 9, 30  # chunks
# How closely a country or good hangs on its predicate, in classes that rare ways back off to.
CLASSES = {
    name: label
    for label, names in (
        ("firm", "to into from by object recipient origin owner subject with both compound linked"),
        ("fair", "holder adjective adjective-good for on upon of listed before passive off"),
        ("open", "open said near"),
        ("none", "none generic"),
    )
    for name in names.split()
}
FIRM = frozenset("to into from by object recipient origin owner subject with".split())


# What stands beside a predicate and its parts says more than any list of cues; finds are told by their kind alone.
WORDING = ("beside", "own-before", "own-after", "far-before", "far-after", "good-before", "good-after")
UNNAMED = frozenset((Sort.WORD, Sort.ANAPHOR, Sort.OWN, Sort.PAIR))  # of these the words are told


def describe(scene: Scene, flows: Sequence[Flow], discourse: Discourse) -> None:
    """Give each flow of a sentence its features."""
    firm: dict[int, set[str]] = {}
    for flow in flows:
        for filler in (flow.exporter, flow.importer):
            if filler.code and filler.how in FIRM and not filler.crossed:
                firm.setdefault(flow.at, set()).add(filler.code)
    told_at = _told_at(flows)
    around: dict[tuple[int, int], list[str]] = {}
    for flow in flows:
        place = (flow.at, flow.start)
        if place not in around:
            around[place] = [*_words(scene, flow), *_figures(scene, flow), *_beside(scene, flow)]
        names = [*_predicate(flow), *around[place], *_sides(flow), *_goods(flow), *_wording(scene, flow)]
        names += _verbs_between(scene, flow)
        unused = firm.get(flow.at, set()) - set(flow.sides)
        if unused:
            names.append("unused:country")
        told = told_at.get(flow.sides, set())
        if len(told) > 1 or (told and flow.at not in told):
            names.append("agrees:predicate")
        if discourse.stated(*flow.sides):
            names.append("agrees:before")
        flow.features = dict.fromkeys(names, 1.0)


def _told_at(flows: Sequence[Flow]) -> dict[tuple[str | None, str | None], set[int]]:
    """The predicates that tell of each pair of sides with parts of their own."""
    told_at: dict[tuple[str | None, str | None], set[int]] = {}
    for flow in flows:
        if flow.exporter.how != "open" and flow.importer.how != "open":
            told_at.setdefault(flow.sides, set()).add(flow.at)
    return told_at


def _predicate(flow: Flow) -> Iterator[str]:
    predicate = flow.predicate
    yield f"role:{predicate.role}.{predicate.subject}"
    yield f"alone:{predicate.alone}"
    yield f"row:{predicate.name}"


def _class(filler: Filler) -> str:
    if filler.code is None and filler.chunk is not None:
        return "region"
    weak = filler.crossed or filler.sources
    found = CLASSES.get(filler.how, "loose")
    return (
        "referred" if filler.sources and found != "open" else "loose" if weak and found in ("firm", "fair") else found
    )


def _sides(flow: Flow) -> Iterator[str]:
    subject = flow.predicate.subject if flow.predicate.subject == "importer" else "exporter"
    if flow.kind == "turnover":
        yield f"pair:{flow.exporter.how}"
        yield from (f"pair:{source}" for source in sorted(flow.exporter.sources))
        return
    for name, filler in zip(("own", "far"), _ends(flow), strict=True):
        yield from _side(name, filler)
    own, far = map(_class, _ends(flow))
    yield f"sides:{own}.{far}"
    yield f"row-sides:{flow.predicate.name}:{own}.{far}"
    yield f"role-sides:{flow.predicate.role}.{subject}:{own}.{far}"
    yield f"alone-good:{flow.predicate.alone}.{CLASSES.get(flow.goods.how, 'loose')}"
    good = "good" if any(flow.goods.codes) else "generic" if flow.goods.how == "generic" else "no-good"
    count = "both" if flow.exporter.code and flow.importer.code else "one"
    yield f"says:{count}.{good}"
    if count == "one":
        yield f"one:{flow.predicate.alone}"


def _verbs_between(scene: Scene, flow: Flow) -> Iterator[str]:
    """Whether another verb stands before the partner: `the export is set to lose its contract to …`."""
    for name, filler in zip(("own", "far"), _ends(flow), strict=True):
        behind = filler.chunk is not None and filler.chunk.at > flow.at and filler.how != "open"
        if behind and filler.chunk and any(scene.has(kind, flow.at + 1, filler.chunk.at) for kind in VERBAL):
            yield f"{name}:behind-verb"


def _side(name: str, filler: Filler) -> Iterator[str]:
    yield f"{name}:{filler.how}"
    answer = name if filler.how == "open" else f"{name}-referred"
    if filler.how == "open":
        yield f"{name}-open:{_agreement(filler)}"
    yield from (f"{answer}:{source}" for source in sorted(filler.sources))
    if filler.crossed:
        yield f"{name}:crossed"
    if filler.code and filler.how != "open" and filler.distance > FAR:
        yield f"{name}:distant"
    if filler.chunk is not None and filler.chunk.sort is Sort.COUNTRY:
        if not filler.chunk.value.sure:
            yield f"{name}:town"
        elif filler.chunk.value.kind == "place":
            yield f"{name}:capital"
    if filler.chunk is not None and filler.chunk.sort is Sort.REGION:
        yield f"{name}:region"


def _agreement(filler: Filler) -> str:
    """How many of the ways to find who is meant agree on a country: said before, subject, home, named most."""
    strong = len(filler.sources & {"said", "subject", "before", "home"})
    return "many" if strong > 2 else "two" if strong == 2 else "one" if strong else "weak"


def _goods(flow: Flow) -> Iterator[str]:
    goods = flow.goods
    yield f"good:{goods.how}"
    if goods.crossed:
        yield "good:crossed"
    if goods.distance > FAR:
        yield "good:distant"
    if not goods.proven:
        yield "good:unproven"
    if goods.codes and not any(goods.codes):
        yield "good:uncoded"
    if len(goods.codes) > 2:
        yield "good:many"


def _words(scene: Scene, flow: Flow) -> Iterator[str]:
    """The words around the predicate, in its clause and in its sentence."""
    edge = _edge(scene, flow)
    yield from _before(scene, flow, edge)
    yield from _behind(scene, flow)
    yield from (f"sentence:{kind}" for kind in ("tariff", "price", "accuse", "ban", "unreal") if scene.says(kind))
    if _is_verb(flow):
        yield from (f"form:{label}" for label in sorted(flow.predicate.labels.get(scene.lower(flow.at), ()))[:1])
    text = scene.words.texts[scene.chunks[flow.at].start]
    if text[0].isupper() and not text.isupper() and flow.at:
        yield "capital"


def _is_verb(flow: Flow) -> bool:
    return flow.predicate.role in ("verb", "motion")


def _ends(flow: Flow) -> tuple[Filler, Filler]:
    """The side that is the predicate's own, and the one across."""
    return (flow.importer, flow.exporter) if flow.predicate.subject == "importer" else (flow.exporter, flow.importer)


def _beside(scene: Scene, flow: Flow) -> Iterator[str]:
    """The two words before a predicate and the two behind it."""
    for step in (-2, -1):
        yield f"beside:{step}:{_told(scene, flow.start + step)}"
    for step in (1, 2):
        yield f"beside:{step}:{_told(scene, flow.at + step)}"


def _wording(scene: Scene, flow: Flow) -> Iterator[str]:
    """The word before and the one behind each part that the sentence names."""
    for name, filler in zip(("own", "far"), _ends(flow), strict=True):
        if filler.chunk is not None and filler.how != "open":
            yield f"{name}-before:{_told(scene, filler.chunk.at - 1)}"
            yield f"{name}-after:{_told(scene, filler.chunk.at + 1)}"
    if flow.goods.codes and flow.goods.start >= 0:
        yield f"good-before:{_told(scene, flow.goods.start - 1)}"
        yield f"good-after:{_told(scene, flow.goods.start + 1)}"


def _told(scene: Scene, at: int) -> str:
    """A word as it is, what a kind found as that kind."""
    chunk = scene.chunk(at)
    return chunk.lower if chunk.sort in UNNAMED else chunk.sort.upper() or "END"


def _edge(scene: Scene, flow: Flow) -> int:
    """Where the clause before a predicate begins, as far as it is looked at."""
    edge = max(0, flow.start - (9 if _is_verb(flow) else 6))
    begins = (j for j in range(flow.start - 1, edge - 1, -1) if scene.is_clause(j) and scene.lower(j) not in SUPPOSING)
    return next(begins, edge)


def _before(scene: Scene, flow: Flow, edge: int) -> Iterator[str]:
    """Words before the predicate that deny, forbid, wish, plan or only suppose."""
    verb, told = _is_verb(flow), scene.has("say", flow.start - REACH, flow.start)
    for kind in AROUND:
        if kind in SPOKEN and scene.lower(edge) == "that" and scene.has(kind, max(0, edge - 3), edge):
            yield f"before:{kind}"  # `denied that it sells`: the verb stands outside of the clause
            continue
        if kind == "unreal" and told and _only(scene, "would", edge, flow.start):
            continue  # `said it would supply` is a plan
        if scene.has(kind, edge, flow.start):
            yield f"before:{kind}"
            if verb:
                yield f"before-verb:{kind}"
    if not set(SUPPOSING).isdisjoint(scene.lowers(edge, flow.start)):
        yield "supposed"
    before = scene.lower(flow.start - 1)
    if verb and before == "to":
        yield "form:infinitive"
    elif before in PREPOSITIONS:
        yield f"governed:{flow.predicate.role}.{before}"


def _behind(scene: Scene, flow: Flow) -> Iterator[str]:
    """Words behind the predicate that do so, and the noun whose kind it only names."""
    verb = _is_verb(flow)
    end = _clause_end(scene, flow.at, 4 if verb else 44)
    for kind in AROUND:
        if kind not in ("say", "plan") and scene.has(kind, flow.at + 1, end):
            yield f"behind:{kind}"
    for kind in ("held", "measure", "holder"):
        if scene.is_kind(flow.at + 1, kind):
            yield f"next:{kind}"
    following = scene.chunk(flow.at + 1)
    noun = following.sort is Sort.WORD and following.lower.isalpha() and not _ends_phrase(scene, following.lower)
    if noun and not verb:
        yield f"next:noun.{flow.predicate.role}"


def _only(scene: Scene, word: str, start: int, end: int) -> bool:
    """Whether `word` is all that supposes between two chunks."""
    return set(scene.lowers(start, end)) & scene.lexicon.words("unreal") == {word}


def _clause_end(scene: Scene, at: int, reach: int) -> int:
    """Where the clause of chunk `at` ends, at most `reach` chunks on."""
    last = min(len(scene.chunks), at + reach)
    return next((j for j in range(at + 1, last) if scene.is_clause(j)), last)


def _ends_phrase(scene: Scene, word: str) -> bool:
    """Whether a word behind a noun is no noun that it names the kind of: not `terms`, `packaging`."""
    kinds = ("be", "rise", "fall", "say", "clause", "measure", "adverb", "plan", "ban", "unreal", "deny", "list")
    known = word in PREPOSITIONS or any(word in scene.lexicon.words(kind) for kind in kinds)
    return (
        known
        or word in ("and", "or", "but", "this", "last", "its")
        or word.endswith(("ed", "ly"))
        or word in scene.lexicon.verbs
    )


def _figures(scene: Scene, flow: Flow) -> Iterator[str]:
    near = {scene.sort(j) for j in range(max(0, flow.at - 10), min(len(scene.chunks), flow.at + 14))}
    yield from (f"figure:{name}" for sort, name in FIGURES.items() if sort in near)
    if near.isdisjoint(FIGURES):
        yield f"figure:none.{flow.predicate.role}"
    for kind in ("rise", "fall"):
        if scene.has(kind, flow.start - 4, flow.at + 10):
            yield f"moves:{kind}"


def is_plain(flow: Flow) -> bool:
    """Whether a sentence itself names the parts of a flow, and no word around it denies, forbids or only supposes it."""
    ends = (flow.exporter, flow.importer)
    doubtful = any(filler.sources or filler.crossed or filler.how in ("loose", "in") for filler in ends)
    said = (flow.exporter.code and flow.importer.code) or flow.codes
    refused = any(f"before:{kind}" in flow.features for kind in ("deny", "ban", "wish", "unreal"))
    return bool(said) and not doubtful and not refused and flow.goods.how not in ("said", "near")
