"""The state that a person's office belongs to: every country of the article is weighed by named evidence, against none.

::

    offices ─► what each is an office of (a state, a group of states, something else)
    article ─► evidence for each country, with its weight from the table ─► the likeliest, where it is likely enough

The weights come from counting on annotated news (`people_states.csv` says how); a country that only other people's
offices name, or two countries that the article speaks of alike, leave the field empty.
"""

from collections.abc import Sequence
from functools import cache
from math import exp

from extractor.data import read_table
from extractor.pipeline.people.evidence import EVIDENCE, Setting, candidates, setting_of
from extractor.pipeline.people.scene import Role, Scene, Span

SURE = 0.6  # how probable the likeliest country must be


@cache
def weights() -> dict[str, float]:
    """The weight of each piece of evidence, by its name."""
    return {row["name"]: float(row["weight"]) for row in read_table("people_states")}


def find_states(scene: Scene, groups: Sequence[Sequence[Span]], roles: Sequence[Sequence[Role]]) -> list[str | None]:
    """The code of each individual's state, or None."""
    if not any(roles) and not scene.nations:
        return [None] * len(groups)
    setting = setting_of(scene, groups, roles)
    return [_likeliest(setting, person) for person in range(len(groups))]


def _likeliest(setting: Setting, person: int) -> str | None:
    scores = {code: score(setting, person, code) for code in candidates(setting, person)}
    if not scores:
        return None
    code = max(scores, key=lambda code: scores[code])
    total = 1 + sum(exp(value) for value in scores.values())
    return code if exp(scores[code]) / total >= SURE else None


def score(setting: Setting, person: int, code: str) -> float:
    """The weight of all evidence that `person` holds an office of the state `code`; 0 is the score of no state."""
    known = weights()
    return sum((known[name] for name in EVIDENCE if EVIDENCE[name](setting, person, code)), known["prior"])
