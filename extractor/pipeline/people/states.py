"""The state that a person's office belongs to."""

from collections.abc import Sequence

from extractor.pipeline.people.scene import Role, Scene, Span


def find_states(scene: Scene, groups: Sequence[Sequence[Span]], roles: Sequence[Sequence[Role]]) -> list[str | None]:
    """The code of each individual's state, or None."""
    return [_own(scene, held) for held in roles]


def _own(scene: Scene, roles: Sequence[Role]) -> str | None:
    for role in roles:
        for nation in scene.nations:
            if role.low <= nation.start and nation.end <= role.high and nation.kind != "place":
                return nation.code
    return None
