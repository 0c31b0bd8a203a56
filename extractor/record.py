"""The contract: one article gives one `Record`, and what a record may hold.

Spans are half-open ranges of Unicode code points of `Record.text`; a record whose spans don't quote its text is
refused. The JSON Schema in `schemas/` is made from these classes, and their docstrings are published in it.
"""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal, localcontext
from functools import cache
from itertools import chain
from textwrap import shorten
from typing import Annotated, Any, ClassVar, Literal, Self, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    ValidationError,
    WithJsonSchema,
    model_validator,
)

from extractor.data import read_by_code
from extractor.errors import RecordError, WriteError

_OPENING = 60  # characters of a text that a console shows of it
SCHEMA_VERSION: Literal["1.1"] = "1.1"


@cache
def country_codes() -> frozenset[str]:
    """ISO 3166-1 alpha-2 codes, Kosovo's XK, and ISO 3166-3 alpha-4 codes of former states."""
    return frozenset(read_by_code("countries_codes"))


@cache
def currency_codes() -> frozenset[str]:
    """ISO 4217 codes in force, withdrawn ones, and XBT for bitcoin."""
    return frozenset(read_by_code("currencies_codes"))


def _country(code: str) -> str:
    if code not in country_codes():
        raise ValueError(f"{code!r} is no ISO 3166-1 alpha-2 or ISO 3166-3 alpha-4 code")
    return code


def _currency(code: str) -> str:
    if code not in currency_codes():
        raise ValueError(f"{code!r} is no ISO 4217 code")
    return code


def _exact(value: Any) -> Any:
    if isinstance(value, float):
        raise ValueError(f"{value!r} is a float: give a decimal string")
    return value


def plain(value: Decimal) -> str:
    """A decimal in plain digits: no exponent, no trailing zeros.

    >>> plain(Decimal("7.20E+6")), plain(Decimal("0.150"))
    ('7200000', '0.15')
    """
    with localcontext() as context:
        context.prec = max(28, len(value.as_tuple().digits))
        text = format(value.normalize(), "f")
    return "0" if text == "-0" else text


def _shortest(value: Decimal) -> Decimal:
    """The same number in plain digits: `1.4 billion` is ``Decimal('1400000000')``, whatever it was reckoned from."""
    return value if value.as_tuple().exponent == 0 else Decimal(plain(value))


_DECIMAL_SCHEMA = {"type": "string", "pattern": r"^-?(0|[1-9]\d*)(\.\d*[1-9])?$"}
Exact = Annotated[
    Decimal,
    BeforeValidator(_exact),
    AfterValidator(_shortest),
    PlainSerializer(plain, return_type=str, when_used="json"),
    WithJsonSchema(_DECIMAL_SCHEMA),
]
CountryCode = Annotated[str, AfterValidator(_country), Field(pattern=r"^([A-Z]{2}|[A-Z]{4})$")]
CurrencyCode = Annotated[str, AfterValidator(_currency), Field(pattern=r"^[A-Z]{3}$")]
HSCode = Annotated[str, Field(pattern=r"^\d\d(\d\d)?$")]


class _Shown(str):
    """A value in the form that a console shows."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def _shown(value: Any) -> Any:
    """A decimal as its digits, a day in ISO's form, mentions as ``'Kenya' [0:5]``; anything else as it is."""
    if isinstance(value, Decimal | date):
        return _Shown(plain(value) if isinstance(value, Decimal) else value)
    if isinstance(value, tuple) and value and all(type(each) in (Mention, CountryMention) for each in value):
        return [_Shown(f"{each.text!r} [{each.start}:{each.end}]") for each in value]
    return value


class Part(BaseModel):
    """A piece of a record; frozen, and deaf to fields that it doesn't know."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    def __repr_args__(self) -> Iterator[tuple[str, Any]]:
        """What a console shows: the fields that say something, amounts as digits, mentions with their places."""
        for name, field in type(self).model_fields.items():
            value = getattr(self, name)
            if value != field.default:
                yield name, _shown(value)


class Mention(Part):
    """One place in the text that names something."""

    start: int = Field(ge=0, description="First code point of the mention, from 0.")
    end: int = Field(description="Code point after the last.")
    text: str = Field(min_length=1, description="`text[start:end]` of the record.")

    @model_validator(mode="after")
    def _spans_its_text(self) -> Self:
        if self.end - self.start != len(self.text):
            raise ValueError(f"[{self.start}, {self.end}) does not have the length of {self.text!r}")
        return self


class Word(Mention):
    """Words of the text that decided something about a find, and what they were to it."""

    role: str = Field(min_length=1, description="`currency`, `country`, `anchor`, `title`, `trade`, `predicate` …")


class Weighed(Part):
    """One reason that a trained decision weighed."""

    reason: str = Field(min_length=1, description="Its name.")
    weight: float = Field(description="What it added to the log-odds: above 0 for the find, below 0 against it.")


class Ground(Part):
    """One ground of a find: what decided, and from which words."""

    rule: str = Field(min_length=1, description="The rule or reason, by its name.")
    row: str | None = Field(default=None, description="The row that names it: `TABLE: form`, of `extractor/data`.")
    words: tuple[Word, ...] = Field(default=(), description="The words that decided, beside the find itself.")
    weighed: tuple[Weighed, ...] = Field(default=(), description="What was weighed, the weightiest first.")
    anchor: date | None = Field(default=None, description="The day from which a date was reckoned.")
    mentions: tuple[int, ...] = Field(default=(), description="The mentions that it holds for, by number from 0.")


class Evidence(Part):
    """Why a find is there, and how sure that is."""

    grounds: tuple[Ground, ...] = Field(min_length=1)
    confidence: float | None = Field(
        default=None, ge=0.0, le=1.0, description="How probable it is that the find is right, where that was measured."
    )


def _is_absent(evidence: Evidence | None) -> bool:
    return evidence is None


_EVIDENCE: Any = Field(
    default=None,
    exclude_if=_is_absent,  # nobody who hasn't asked for evidence sees the field
    description="Why it is there, and how sure that is: only where it was asked for.",
    json_schema_extra={"since": "1.1"},
)


def is_evidence(hint: Any) -> bool:
    """Whether a field's type is that of evidence, which tables and columns leave out."""
    return Evidence in get_args(hint)


class CountryMention(Mention):
    """One place in the text that names a country, one of its people, or a place inside it."""

    kind: Literal["name", "abbreviation", "demonym", "place"]


class Person(Part):
    """One individual, with every mention of the name."""

    name: str = Field(min_length=1, description="The fullest form in the article.")
    roles: tuple[str, ...] = Field(default=(), description="Titles and offices as written, without `the`.")
    country: CountryCode | None = Field(None, description="The state that a role belongs to (ISO 3166-1 alpha-2).")
    mentions: tuple[Mention, ...] = Field(min_length=1)
    evidence: Evidence | None = _EVIDENCE


class Country(Part):
    """One country, territory or former state."""

    code: CountryCode = Field(description="ISO 3166-1 alpha-2, `XK`, or ISO 3166-3 alpha-4.")
    name: str = Field(min_length=1, description="The common English name.")
    mentions: tuple[CountryMention, ...] = Field(min_length=1)
    evidence: Evidence | None = _EVIDENCE


class Date(Mention):
    """One expression of time, with its TIMEX3 / ISO 8601 value."""

    kind: Literal["date", "time", "duration", "set"]
    value: str = Field(min_length=1, description="`2025-12-09`, `2025-Q3`, `2025-01/2025-10`, `P10Y`, `PAST_REF` …")
    modifier: Literal["start", "mid", "end", "approx", "before", "after"] | None = None
    first: date | None = Field(None, description="First day that the value covers; null where it has no place.")
    last: date | None = Field(default=None, description="Last day that the value covers, itself included.")
    evidence: Evidence | None = _EVIDENCE

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        if self.first and self.last and self.first > self.last:
            raise ValueError(f"{self.text!r}: first day {self.first} is after last day {self.last}")
        return self


def _check_order(figure: "Money | Quantity") -> None:
    if figure.low is not None and figure.high is not None and figure.low > figure.high:
        raise ValueError(f"{figure.text!r}: low {figure.low} is above high {figure.high}")


class Money(Mention):
    """One amount of money: a point, a range, or a bound."""

    currency: CurrencyCode | None = Field(default=None, description="ISO 4217; null where nothing tells which.")
    low: Exact | None = Field(default=None, description="Lower end; null when open.")
    high: Exact | None = Field(default=None, description="Upper end; null when open; a point has low = high.")
    amount: Exact | None = Field(None, description="The point, or the bound of an open range; null for a range.")
    approximate: bool = False
    per: str | None = Field(default=None, description="Unit of a price: `barrel`, `tonne`, `year` …")
    evidence: Evidence | None = _EVIDENCE

    @model_validator(mode="after")
    def _is_in_order(self) -> Self:
        _check_order(self)
        return self


class Quantity(Mention):
    """One amount of a good, or a rate of flow: a point, a range, or a bound, in whole units."""

    low: Exact | None = Field(default=None, description="Lower end, in whole units; null when open.")
    high: Exact | None = Field(default=None, description="Upper end; null when open; a point has low = high.")
    amount: Exact | None = Field(None, description="The point, or the bound of an open range; null for a range.")
    approximate: bool = False
    unit: str = Field(min_length=1, description="Singular English name: `tonne`, `barrel`, `head`, `unit` …")
    unit_code: str | None = Field(default=None, description="UN/CEFACT Recommendation 20; null where it has none.")
    per: str | None = Field(default=None, description="Unit of time of a rate: `day`, `year` …")
    evidence: Evidence | None = _EVIDENCE

    @model_validator(mode="after")
    def _is_in_order(self) -> Self:
        _check_order(self)
        return self


class Commodity(Part):
    """One good, with its code in the Harmonized System (edition 2022)."""

    name: str = Field(min_length=1, description="As a trader files it.")
    hs: HSCode | None = Field(default=None, description="Heading of four digits, or chapter of two, or null.")
    mentions: tuple[Mention, ...] = Field(min_length=1)
    evidence: Evidence | None = _EVIDENCE


class TradeStatement(Mention):
    """One sentence that says what moves, or what was worth how much, between countries."""

    kind: Literal["export", "import", "turnover"]
    exporter: CountryCode | None = None
    importer: CountryCode | None = None
    parties: tuple[CountryCode, CountryCode] | None = Field(default=None, description="The two sides of a turnover.")
    commodities: tuple[HSCode, ...] = ()
    money: int | None = Field(default=None, ge=0, description="Index into the record's `money`.")
    quantity: int | None = Field(
        default=None, ge=0, description="Index into the record's `quantities`.", json_schema_extra={"since": "1.1"}
    )
    period: str | None = Field(default=None, description="The `value` of a date.")
    change: Exact | None = Field(default=None, description="Percent, signed.")
    confidence: float | None = Field(
        default=None,
        ge=0.0,
        le=1.0,
        description="How probable it is that the statement is right.",
        json_schema_extra={"since": "1.1"},
    )
    evidence: Evidence | None = _EVIDENCE

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        sides = self.parties or tuple(side for side in (self.exporter, self.importer) if side)
        if not sides or (len(sides) == 1 and not self.commodities):
            raise ValueError(f"{self.text!r}: neither a country and a good nor two countries: no statement of trade")
        return self


class Source(Part):
    """Where the article came from."""

    outlet: str | None = None
    path: str | None = None
    index: int | None = Field(default=None, ge=0, description="The article's number within the file, from 0.")
    url: str | None = None
    images: tuple[str, ...] = ()


class Record(Part):
    """Everything found in one article."""

    schema_version: Literal["1.0", "1.1"] = SCHEMA_VERSION
    id: str = Field(min_length=1, description="The article's own, else a hash of outlet, date and text.")
    source: Source = Field(default_factory=Source)
    published: date | None = Field(default=None, description="Publication date, the anchor of relative dates.")
    title: str | None = None
    language: str = Field(default="en", pattern=r"^[a-z]{2}$", description="ISO 639-1 of the text.")
    text: str = Field(description="The body, verbatim: what every span counts in.")
    people: tuple[Person, ...] = ()
    countries: tuple[Country, ...] = ()
    dates: tuple[Date, ...] = ()
    money: tuple[Money, ...] = ()
    quantities: tuple[Quantity, ...] = Field(default=(), json_schema_extra={"since": "1.1"})
    commodities: tuple[Commodity, ...] = ()
    trade: tuple[TradeStatement, ...] = ()
    warnings: tuple[str, ...] = Field(default=(), description="What limited the record.")
    duplicate_of: str | None = Field(default=None, description="The id of an earlier article with the same text.")

    # How a notebook shows a record: pages stand above this module, so the package hands it in.
    notebook_frame: ClassVar[Callable[["Record"], str] | None] = None
    # The class for a line that holds finds of other packages' kinds, None for others: handed in as well.
    extended_class: ClassVar[Callable[[bytes | str], type["Record"] | None] | None] = None

    @model_validator(mode="after")
    def _quotes_its_text(self) -> Self:
        for mention in chain(self.mentions(), self._words()):
            if self.text[mention.start : mention.end] != mention.text:
                found = self.text[mention.start : mention.end]
                raise ValueError(f"[{mention.start}, {mention.end}) is {found!r} in the text, not {mention.text!r}")
        for statement in self.trade:
            for field, figures in (("money", self.money), ("quantity", self.quantities)):
                number = getattr(statement, field)
                if number is not None and number >= len(figures):
                    raise ValueError(f"trade statement points to {field} {number} of {len(figures)}")
        return self

    def mentions(self) -> Iterator[Mention]:
        """Every span in the record, kind by kind."""
        for name in _fields_of_finds(type(self)):
            for find in getattr(self, name):
                yield from getattr(find, "mentions", (find,))

    def _words(self) -> Iterator[Mention]:
        """The words that evidence quotes."""
        for name in _fields_of_finds(type(self)):
            for find in getattr(self, name):
                if evidence := getattr(find, "evidence", None):
                    for ground in evidence.grounds:
                        yield from ground.words

    def __repr_args__(self) -> Iterator[tuple[str, Any]]:
        """What a console shows of a record: how its text begins, and of each find its name or how its words begin."""
        yield "id", self.id
        for name in ("published", "title", "language", "warnings", "duplicate_of"):
            if (value := getattr(self, name)) and value != type(self).model_fields[name].default:
                yield name, _shown(value)
        yield "text", shorten(self.text, _OPENING, placeholder=" …")
        for name in _fields_of_finds(type(self)):
            if finds := getattr(self, name):
                yield name, [_Shown(shorten(getattr(find, "name", "") or find.text, _OPENING)) for find in finds]

    def to_json(self) -> bytes:
        """The record as one line of JSON, UTF-8, with no line end."""
        return self.__pydantic_serializer__.to_json(self)

    def _repr_html_(self) -> str | None:
        """What a notebook shows: the article page in a frame; None, for plain text, where there is no way to make it."""
        try:
            return Record.notebook_frame(self) if Record.notebook_frame else None
        except WriteError:  # Jinja2 is missing
            return None

    @classmethod
    def from_json(cls, line: bytes | str) -> "Record":
        """The record that one line of JSON holds; `RecordError` when it breaks the contract."""
        try:
            extended = cls.extended_class(line) if cls.extended_class else None
            return (extended or cls).model_validate_json(line)
        except ValidationError as error:
            raise RecordError(f"not a valid record: {error}") from error


@cache
def _fields_of_finds(record: type[Record]) -> tuple[str, ...]:
    """The fields of a record that hold parts with spans: mentions, or what has some."""
    items = {name: (get_args(field.annotation) or (None,))[0] for name, field in record.model_fields.items()}
    return tuple(
        name
        for name, item in items.items()
        if isinstance(item, type)
        and issubclass(item, Part)
        and (issubclass(item, Mention) or "mentions" in item.model_fields)
    )
