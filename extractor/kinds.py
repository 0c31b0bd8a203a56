"""What a record holds, kind by kind: the one registry that everything which knows kinds is made from.

::

    KINDS ─┬─ pipeline   components in the order of `needs`, doc._.<name>, doc.spans[<name>], DocBin's labels
           ├─ records    tidy tables, Arrow columns, validation
           ├─ batch      counts of a run
           └─ pages      article page, report, browser, `extractor show`

A new kind is a row here, a class and a field in `record.py`, and a folder in `pipeline/` (`CONTRIBUTING.md` walks through it).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from extractor.record import Commodity, Country, Date, Mention, Money, Part, Person, Quantity, TradeStatement


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind is told from the others, on pages and in the terminal."""

    light: str  # its colour on white
    dark: str  # its colour on black
    stroke: str  # its line under a mention, `overline` for one above as well (CSS): colour never speaks alone
    terminal: str  # its style in `extractor show`


PLAIN = Look("#56606e", "#a6b1bf", "solid", "bold")  # of a kind that another package brings and gives no look


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of find: how it is called, shown and stored."""

    name: str  # the record's field, doc._, doc.spans, the folder in pipeline/, tests/cases/NAME.jsonl, the gold's key
    part: type[Part]  # its class in the record
    label: str  # of its spans, in DocBin and displaCy
    singular: str  # in a sentence
    letter: str = ""  # of its keys on the article page: no two of ours share one
    look: Look = PLAIN
    key: str = ""  # its number's column in tables; the singular where it is one word
    code: str | None = None  # the field that holds its public code
    needs: tuple[str, ...] = ()  # kinds that must have been found before
    since: str = "1.0"  # the schema that brought it: older files have no table of it

    @property
    def column(self) -> str:
        """The column that numbers it within its article."""
        return self.key or self.singular

    @property
    def plural(self) -> str:
        """Several of it, in a sentence: `sums of money`, `quantities`."""
        head, *rest = self.singular.split(" of ")
        return self.name if self.key == "" else " of ".join([f"{head}s", *rest])

    def mentions(self, entity: Any) -> tuple[Mention, ...]:
        """The places in the text of one find: its mentions, or itself."""
        places: tuple[Mention, ...] = getattr(entity, "mentions", (entity,))
        return places


KINDS = (
    Kind(
        "people", Person, "PERSON", "person", "p",
        Look("#a8447f", "#e79ac8", "solid", "bold magenta"),
        needs=("countries",),
    ),
    Kind(
        "countries", Country, "COUNTRY", "country", "c",
        Look("#0069ab", "#62b5f0", "double", "bold cyan"),
        code="code",
    ),
    Kind(
        "dates", Date, "DATE", "date", "d",
        Look("#007a5a", "#41c79b", "dotted", "bold green"),
    ),
    Kind(
        "money", Money, "MONEY", "sum of money", "m",
        Look("#a87300", "#f0b73a", "dashed", "bold yellow"),
        key="money", needs=("countries",),
    ),
    Kind(
        "quantities", Quantity, "QUANTITY", "quantity", "q",
        Look("#4a2fbf", "#cdc2ff", "overline solid", "bold red"),
        code="unit_code", needs=("money", "commodities"), since="1.1",
    ),
    Kind(
        "commodities", Commodity, "COMMODITY", "commodity", "g",
        Look("#c4460a", "#ff8a5b", "wavy", "bold blue"),
        code="hs", needs=("countries",),
    ),
    Kind(
        "trade", TradeStatement, "TRADE", "trade statement", "t",
        Look("#56606e", "#a6b1bf", "solid", ""),
        key="statement", needs=("countries", "dates", "money", "quantities", "commodities"),
    ),
)  # fmt: skip
NAMES = tuple(kind.name for kind in KINDS)


def kind_of(name: str) -> Kind:
    """The kind of that name; `KeyError` where there is none."""
    return {kind.name: kind for kind in KINDS}[name]


def plain_type(hint: Any) -> Any:
    """The type of a field's values, without its None: what tables and columns go by."""
    given = (
        [part for part in get_args(hint) if part is not NoneType] if get_origin(hint) in (Union, UnionType) else [hint]
    )
    return str if get_origin(given[0]) is Literal else get_origin(given[0]) or given[0]


def in_order_of_needs(kinds: Iterable[Kind]) -> tuple[Kind, ...]:
    """Kinds so that each stands behind those it needs, and otherwise as they come.

    >>> [kind.name for kind in in_order_of_needs(KINDS)][:2]
    ['countries', 'people']
    """
    waiting = list(kinds)
    placed: list[Kind] = []
    among = {kind.name for kind in waiting}
    while waiting:
        ready = next(k for k in waiting if not {*k.needs} & among - {done.name for done in placed})
        waiting.remove(ready)
        placed.append(ready)
    return tuple(placed)
