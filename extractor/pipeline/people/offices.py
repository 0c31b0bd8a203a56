"""What an office is an office of: a state, an organ that may be a state's, a group of states, or something else."""

from collections.abc import Iterator
from enum import IntEnum

from extractor.pipeline.people.rules import CONNECTORS, MODIFIERS, Body, bodies
from extractor.pipeline.people.scene import Role, Scene
from extractor.pipeline.text.lookup import Hit


class Belonging(IntEnum):
    """What offices belong to; of several offices of one person the greatest counts."""

    NONE, OTHER, GROUP, PUBLIC, STATE = range(5)


def belonging(scene: Scene, role: Role) -> Belonging:
    """What a role is an office of: `Trade Secretary` of a state, `UN envoy` of a group, `chairman of Sears` of neither."""
    kinds = {hit.value.kind for hit in _bodies(scene, role)}
    if "group" in kinds:
        return Belonging.GROUP
    if role.post == "state" or "body" in kinds:
        return Belonging.STATE if role.post else Belonging.OTHER
    if role.post == "open" and _says_no_more(scene, role):
        return Belonging.STATE
    if role.post == "portfolio" and "portfolio" in kinds:
        return Belonging.STATE
    return Belonging.PUBLIC if role.post and "public" in kinds else Belonging.OTHER


def body_code(scene: Scene, role: Role) -> str:
    """The only state that has the body which a role names: `RU` of `Kremlin spokesman`; nothing where there is none."""
    return next((hit.value.code for hit in _bodies(scene, role) if hit.value.kind == "body" and hit.value.code), "")


def style_code(scene: Scene, role: Role) -> str:
    """The state that mostly gives an office this name: `US` of `Treasury Secretary`; nothing where there is none."""
    return next((hit.value.code for hit in _bodies(scene, role) if hit.value.kind == "style"), "")


def _bodies(scene: Scene, role: Role) -> Iterator[Hit[Body]]:
    for lookup in bodies():
        for k in range(role.low, role.end):
            hit = lookup.at(scene.words, k)
            if hit and hit.end <= role.end:
                yield hit


def _says_no_more(scene: Scene, role: Role) -> bool:
    """Whether a role is a head with modifiers and countries alone: `former president of Kenya`, not `club president`."""
    words, k = scene.words, role.start
    while k < role.end:
        hit, nation = scene.offices.role_at(words, k), scene.nation_at.get(k)
        if hit or nation:
            k = hit.end if hit else nation.end if nation else k
            continue
        if words.lowers[k] not in MODIFIERS | CONNECTORS | {"-", "republic"}:
            return False
        k += 1
    return True
