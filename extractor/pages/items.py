"""What a record says, as the items of a page: each value once, with a key that its mentions in the text share."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import starmap
from typing import Any

from extractor.kinds import NAMES, Kind, kind_of
from extractor.pages.wording import chapter_title, country_name, say_date, say_money, say_quantity, say_value
from extractor.plugins import finds_in
from extractor.record import Commodity, Country, Date, Mention, Money, Person, Quantity, Record, TradeStatement

FIRST, LAST = ("people", "countries", "trade"), ("dates",)  # on the page; what is between stands as in the registry
_BETWEEN = tuple(name for name in NAMES if name not in (*FIRST, *LAST))
ORDER = tuple(kind_of(name) for name in (*FIRST, *_BETWEEN, *LAST))  # the kinds as they stand on the page


@dataclass(frozen=True, slots=True)
class Item:
    """One value of one kind: `part` is the record's own, `said` how it reads in one line."""

    kind: str
    key: str
    part: Any
    said: str
    mentions: tuple[Mention, ...]
    notes: tuple[str, ...] = ()

    @property
    def written(self) -> tuple[str, ...]:
        """The forms that the text uses, each once."""
        return tuple(dict.fromkeys(mention.text for mention in self.mentions))

    @property
    def placed(self) -> bool:
        """Whether a date has its place on the calendar."""
        return bool(self.part.first and self.part.last)


@dataclass(frozen=True, slots=True)
class Arrow:
    """A trade statement as an arrow: from where to where (or both ways), and what it carries."""

    left: str | None
    right: str | None
    both_ways: bool
    goods: tuple[tuple[str, str], ...]  # (code, name)
    facts: tuple[str, ...]  # the sum, the quantity, the period, the change
    heard: str  # all of it in one line, for those who hear the page


@dataclass(frozen=True)
class Contents:
    """All items of a record, and where its trade statements point."""

    record: Record
    items: dict[str, list[Item]] = field(default_factory=dict)
    kinds: list[Kind] = field(default_factory=list)  # as they stand on the page; those of other packages at the end

    @classmethod
    def of(cls, record: Record) -> "Contents":
        """The items of a record, kind by kind, in its order; equal dates, sums and quantities are one item each."""
        contents = cls(record)
        makers: dict[str, Callable[[Any], Iterable[Item]]] = {
            "people": lambda found: starmap(_person, enumerate(found)),
            "countries": lambda found: starmap(_country, enumerate(found)),
            "trade": lambda found: starmap(contents._statement, enumerate(found)),
            "money": _sums,
            "quantities": _quantities,
            "commodities": lambda found: starmap(_commodity, enumerate(found)),
            "dates": _dates,
        }
        for kind, found in sorted(
            finds_in(record), key=lambda of: ORDER.index(of[0]) if of[0] in ORDER else len(ORDER)
        ):
            contents.kinds.append(kind)
            contents.items[kind.name] = list(makers[kind.name](found) if kind.name in makers else _plain(kind, found))
        return contents

    def __iter__(self) -> Iterator[Item]:
        for kind in self.kinds:
            yield from self.items[kind.name]

    @cached_property
    def _countries(self) -> dict[str, str]:
        return {country.code: country.name for country in self.record.countries}

    @cached_property
    def _goods(self) -> dict[str | None, str]:
        return {good.hs: good.name for good in reversed(self.record.commodities)}

    def country_name(self, code: str) -> str:
        """A country's name, as the record has it where it does."""
        return self._countries.get(code) or country_name(code)

    def arrow(self, item: Item) -> Arrow:
        """An item of trade as an arrow."""
        statement: TradeStatement = item.part
        sides = statement.parties or (statement.exporter, statement.importer)
        goods = tuple((hs, self._goods.get(hs) or chapter_title(hs) or "") for hs in statement.commodities)
        facts = (
            say_money(self.record.money[statement.money]) if statement.money is not None else "",
            say_quantity(self.record.quantities[statement.quantity]) if statement.quantity is not None else "",
            say_value(statement.period) if statement.period else "",
            f"{statement.change:+f} %".replace("-", "−") if statement.change is not None else "",
        )
        known = tuple(fact for fact in facts if fact)
        heard = ", ".join((item.said, *(name for _, name in goods if name), *known))
        return Arrow(*sides, statement.kind == "turnover", goods, known, heard)

    def _statement(self, number: int, statement: TradeStatement) -> Item:
        """A trade statement in one line: `export from Kenya to Egypt`, `turnover between Belarus and Zimbabwe`."""
        if statement.parties:
            said = f"{statement.kind} between {' and '.join(map(self.country_name, statement.parties))}"
        else:
            sides = (("from", statement.exporter), ("to", statement.importer))
            said = " ".join([statement.kind, *(f"{word} {self.country_name(code)}" for word, code in sides if code)])
        return Item("trade", _key("trade", number), statement, said, (statement,))


def _key(kind: str, number: int) -> str:
    return f"{kind_of(kind).letter}{number}"


def _plain(kind: Kind, found: Iterable[Any]) -> Iterator[Item]:
    """The items of a kind that has no way of its own to be shown: as the text has them, with its code where it has one."""
    for number, part in enumerate(found):
        mentions = kind.mentions(part)
        code = getattr(part, kind.code) if kind.code else None
        said = getattr(part, "name", None) or mentions[0].text
        key = _key(kind.name, number) if kind in ORDER else f"{kind.name}-{number}"
        yield Item(kind.name, key, part, said, mentions, (str(code),) if code else ())


def _person(number: int, person: Person) -> Item:
    return Item("people", _key("people", number), person, person.name, person.mentions, person.roles)


def _country(number: int, country: Country) -> Item:
    """A country; its notes say how often it is named in each way, and through which places."""
    ways = Counter(mention.kind for mention in country.mentions)
    places = ", ".join(dict.fromkeys(mention.text for mention in country.mentions if mention.kind == "place"))
    notes = tuple(
        f"{kind} {places}" if kind == "place" else f"{kind} ×{count}" if count > 1 else kind
        for kind, count in ways.items()
    )
    return Item("countries", _key("countries", number), country, country.name, country.mentions, notes)


def _commodity(number: int, good: Commodity) -> Item:
    title = chapter_title(good.hs)
    notes = (f"chapter {good.hs[:2]}, {title}",) if good.hs and title else ()
    return Item("commodities", _key("commodities", number), good, good.name, good.mentions, notes)


def _dates(dates: Iterable[Date]) -> Iterator[Item]:
    groups = _grouped((date.kind, date.value, date.modifier, date.first, date.last, date) for date in dates)
    for number, same in enumerate(groups):
        yield Item("dates", _key("dates", number), same[0], say_date(same[0]), same)


def _sums(sums: Iterable[Money]) -> Iterator[Item]:
    groups = _grouped((m.currency, m.low, m.high, m.amount, m.approximate, m.per, m) for m in sums)
    for number, same in enumerate(groups):
        yield Item("money", _key("money", number), same[0], say_money(same[0]), same)


def _quantities(quantities: Iterable[Quantity]) -> Iterator[Item]:
    groups = _grouped((q.unit, q.low, q.high, q.amount, q.approximate, q.per, q) for q in quantities)
    for number, same in enumerate(groups):
        code = same[0].unit_code
        notes = (f"UN/CEFACT {code}",) if code else ()
        yield Item("quantities", _key("quantities", number), same[0], say_quantity(same[0]), same, notes)


def _grouped(rows: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The last cells of rows that are otherwise equal, together, in order of the first."""
    groups: dict[Hashable, list[Any]] = {}
    for *cells, last in rows:
        groups.setdefault(tuple(cells), []).append(last)
    return [tuple(group) for group in groups.values()]
