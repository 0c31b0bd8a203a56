"""Whether a word that may be a predicate is one here, and whether its subject acts or is acted on."""

from extractor.pipeline.trade.predicates import Sort
from extractor.pipeline.trade.scene import PREPOSITIONS, Scene

RELATIVE = frozenset(("which", "that", "who"))
MODAL = frozenset("to will would may might could can should must shall not n't 'll did does do".split())
GOVERNED = frozenset("about more most its the over around nearly some up only all much a an less no almost".split())
GENITIVE = ("'s",)
PARTICLES = frozenset("back down up out on ahead together off public".split())


def is_phrasal(scene: Scene, i: int) -> bool:
    """Whether a verb of motion has a particle that gives it another sense: `went on`, `came back`."""
    return scene.lower(i + 1) in PARTICLES


def is_verb(scene: Scene, i: int) -> bool:
    """Whether a word that is a noun too (`exports`, `supply`, `orders`) is a verb: behind a subject, before an object."""
    j = i - 1
    while (scene.is_kind(j, "adverb") and scene.lower(j) not in MODAL) or scene.sort(j) is Sort.DATE:
        j -= 1
    before, after = scene.lower(j), scene.lower(i + 1)
    if scene.lower(i).endswith("ing"):
        return after != "of" and (
            scene.sort(i + 1) in (Sort.GOOD, Sort.COUNTRY, Sort.QUANTITY, Sort.NUMBER) or after in GOVERNED
        )
    if (before in MODAL and before != "to") or (scene.sort(j) is Sort.ANAPHOR and after not in PREPOSITIONS):
        return True
    object_ = (
        scene.sort(i + 1) in (Sort.GOOD, Sort.NUMBER, Sort.QUANTITY, Sort.MONEY, Sort.SHARE, Sort.COUNTRY)
        or after in GOVERNED
    )
    object_ = object_ or scene.is_kind(i + 1, "generic") or after == "to"
    if before == "to":
        return after != "of" and (object_ or after.isalpha()) and not scene.is_kind(i + 1, "held")
    chunk = scene.chunk(j)
    state = chunk.sort is Sort.COUNTRY and chunk.value.kind != "demonym"
    noun = state or chunk.sort is Sort.ANAPHOR or before in RELATIVE or before in ("it", "they", "we", "country")
    plural = before.endswith("s") and chunk.sort is Sort.WORD and before not in GENITIVE and scene.is_kind(j, "people")
    return (noun or plural) and object_


def is_part(scene: Scene, i: int) -> bool:
    """Whether a noun only names the kind of another: `export` `orders` is read at `export`, `export` `market` at `market`."""
    after = scene.lexicon.nouns.get(scene.lower(i + 1))
    if after and (
        after.role == "agent"
        or (scene.lower(i) not in ("export", "exports", "import", "imports") and after.role != "turnover")
    ):
        return True
    before = scene.lower(i - 1)
    return before in ("export", "import") and scene.is_kind(i, "measure") and scene.lower(i) in scene.lexicon.nouns


def is_passive(scene: Scene, i: int, labels: frozenset[str]) -> bool:
    j = i - 1
    if "participle" not in labels:
        return False
    while scene.is_kind(j, "adverb") and not scene.is_kind(j, "be"):
        j -= 1
    if scene.is_kind(j, "be") or scene.lower(j) in GENITIVE:
        return True
    if (
        scene.lower(j) in ("has", "have", "had", "having")
        or scene.sort(j) is Sort.ANAPHOR
        or scene.lower(j) in RELATIVE
    ):
        return False
    after = scene.lower(i + 1)
    ends = after in ("to", "from", "by", "into", "in", ",", ".", "", "abroad", "overseas", "and")
    return ends and not (scene.sort(j) is Sort.COUNTRY and scene.sort(i + 1) is not Sort.WORD)
