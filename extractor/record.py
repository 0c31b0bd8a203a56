"""The contract: one article gives one `Record`, and what a record may hold.

Spans are half-open ranges of Unicode code points of `Record.text`; a record whose spans don't quote its text is
refused. The JSON Schema in `schemas/` is made from these classes, and their docstrings are published in it.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal, localcontext
from functools import cache
from typing import Annotated, Any, Literal, Self

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

SCHEMA_VERSION: Literal["1.0"] = "1.0"


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


_DECIMAL_SCHEMA = {"type": "string", "pattern": r"^-?(0|[1-9]\d*)(\.\d*[1-9])?$"}
Exact = Annotated[
    Decimal,
    BeforeValidator(_exact),
    Field(allow_inf_nan=False),
    PlainSerializer(plain, return_type=str, when_used="json"),
    WithJsonSchema(_DECIMAL_SCHEMA),
]
CountryCode = Annotated[str, AfterValidator(_country), Field(pattern=r"^([A-Z]{2}|[A-Z]{4})$")]
CurrencyCode = Annotated[str, AfterValidator(_currency), Field(pattern=r"^[A-Z]{3}$")]
HSCode = Annotated[str, Field(pattern=r"^\d\d(\d\d)?$")]


class Part(BaseModel):
    """A piece of a record; frozen, and deaf to fields that it doesn't know."""

    model_config = ConfigDict(frozen=True, extra="ignore")


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


class CountryMention(Mention):
    """One place in the text that names a country, one of its people, or a place inside it."""

    kind: Literal["name", "abbreviation", "demonym", "place"]


class Person(Part):
    """One individual, with every mention of the name."""

    name: str = Field(min_length=1, description="The fullest form in the article.")
    roles: tuple[str, ...] = Field(default=(), description="Titles and offices as written, without `the`.")
    country: CountryCode | None = Field(None, description="The state that a role belongs to (ISO 3166-1 alpha-2).")
    mentions: tuple[Mention, ...] = Field(min_length=1)


class Country(Part):
    """One country, territory or former state."""

    code: CountryCode = Field(description="ISO 3166-1 alpha-2, `XK`, or ISO 3166-3 alpha-4.")
    name: str = Field(min_length=1, description="The common English name.")
    mentions: tuple[CountryMention, ...] = Field(min_length=1)


class Date(Mention):
    """One expression of time, with its TIMEX3 / ISO 8601 value."""

    kind: Literal["date", "time", "duration", "set"]
    value: str = Field(min_length=1, description="`2025-12-09`, `2025-Q3`, `2025-01/2025-10`, `P10Y`, `PAST_REF` …")
    modifier: Literal["start", "mid", "end", "approx", "before", "after"] | None = None
    first: date | None = Field(None, description="First day that the value covers; null where it has no place.")
    last: date | None = Field(default=None, description="Last day that the value covers, itself included.")

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        if self.first and self.last and self.first > self.last:
            raise ValueError(f"{self.text!r}: first day {self.first} is after last day {self.last}")
        return self


class Money(Mention):
    """One amount of money: a point, a range, or a bound."""

    currency: CurrencyCode | None = Field(default=None, description="ISO 4217; null where nothing tells which.")
    low: Exact | None = Field(default=None, description="Lower end; null when open.")
    high: Exact | None = Field(default=None, description="Upper end; null when open; a point has low = high.")
    amount: Exact | None = Field(None, description="The point, or the bound of an open range; null for a range.")
    approximate: bool = False
    per: str | None = Field(default=None, description="Unit of a price: `barrel`, `tonne`, `year` …")

    @model_validator(mode="after")
    def _is_in_order(self) -> Self:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"{self.text!r}: low {self.low} is above high {self.high}")
        return self


class Commodity(Part):
    """One good, with its code in the Harmonized System (edition 2022)."""

    name: str = Field(min_length=1, description="As a trader files it.")
    hs: HSCode | None = Field(default=None, description="Heading of four digits, or chapter of two, or null.")
    mentions: tuple[Mention, ...] = Field(min_length=1)


class TradeStatement(Mention):
    """One sentence that says what moves, or what was worth how much, between countries."""

    kind: Literal["export", "import", "turnover"]
    exporter: CountryCode | None = None
    importer: CountryCode | None = None
    parties: tuple[CountryCode, CountryCode] | None = Field(default=None, description="The two sides of a turnover.")
    commodities: tuple[HSCode, ...] = ()
    money: int | None = Field(default=None, ge=0, description="Index into the record's `money`.")
    period: str | None = Field(default=None, description="The `value` of a date.")
    change: Exact | None = Field(default=None, description="Percent, signed.")


class Source(Part):
    """Where the article came from."""

    outlet: str | None = None
    path: str | None = None
    index: int | None = Field(default=None, ge=0, description="The article's number within the file, from 0.")
    url: str | None = None
    images: tuple[str, ...] = ()


class Record(Part):
    """Everything found in one article."""

    schema_version: Literal["1.0"] = SCHEMA_VERSION
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
    commodities: tuple[Commodity, ...] = ()
    trade: tuple[TradeStatement, ...] = ()
    warnings: tuple[str, ...] = Field(default=(), description="What limited the record.")
    duplicate_of: str | None = Field(default=None, description="The id of an earlier article with the same text.")

    @model_validator(mode="after")
    def _quotes_its_text(self) -> Self:
        for mention in self.mentions():
            if self.text[mention.start : mention.end] != mention.text:
                found = self.text[mention.start : mention.end]
                raise ValueError(f"[{mention.start}, {mention.end}) is {found!r} in the text, not {mention.text!r}")
        for statement in self.trade:
            if statement.money is not None and statement.money >= len(self.money):
                raise ValueError(f"trade statement points to money {statement.money} of {len(self.money)}")
        return self

    def mentions(self) -> Iterator[Mention]:
        """Every span in the record: of people, countries and commodities, then the rest."""
        for person in self.people:
            yield from person.mentions
        for country in self.countries:
            yield from country.mentions
        for commodity in self.commodities:
            yield from commodity.mentions
        yield from (*self.dates, *self.money, *self.trade)

    def to_json(self) -> bytes:
        """The record as one line of JSON, UTF-8, with no line end."""
        return self.__pydantic_serializer__.to_json(self)

    def _repr_html_(self) -> str | None:
        """What a notebook shows: the article page in a frame; None, for plain text, where Jinja2 is missing."""
        # the one look upwards: a notebook asks the object itself, and nobody may have imported the pages
        from extractor.pages.article import to_frame

        try:
            return to_frame(self)
        except WriteError:
            return None

    @classmethod
    def from_json(cls, line: bytes | str) -> "Record":
        """The record that one line of JSON holds; `RecordError` when it breaks the contract."""
        try:
            return cls.model_validate_json(line)
        except ValidationError as error:
            raise RecordError(f"not a valid record: {error}") from error


PARTS: tuple[type[Part], ...] = (
    Mention,
    CountryMention,
    Person,
    Country,
    Date,
    Money,
    Commodity,
    TradeStatement,
)
