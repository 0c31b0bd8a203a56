"""A name of the tables: what it stands for, and what it asks of the text around it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """What a table says of a name: its kind, and the codes it may stand for, the likeliest first.

    `sure` names count wherever they stand; the others only beside their country. A `fixed` town is so much larger than
    its namesakes that their countries alone don't change it; a `small` one is looked for in its own case
    alone; a `shared` name is told by what speaks for its countries, else by `alone`. `all_of` names mean every code at once:
    `the two Koreas`. A `titled` name counts behind `the` (`the Kingdom`), a `combining` one before a hyphen (`Sino-`). `lead`
    words at the beginning of a place are a people's adjective: `Iraqi Kurdistan`.
    """

    kind: str
    codes: tuple[str, ...]
    sure: bool = True
    fixed: bool = False
    all_of: bool = False
    small: bool = False
    shared: bool = False
    alone: str = ""
    titled: bool = False
    combining: bool = False
    lead: int = 0

    @property
    def is_place(self) -> bool:
        """Whether it is a town or a region."""
        return self.kind == "place"


VOID = Name("void", ())
