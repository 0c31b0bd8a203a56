"""Choice: which currency an amount is in, where its sign or name leaves that open.

`WAYS` are asked in order: a country before the name (`Taiwan dollars`), the name itself where it means one currency, the
countries of the sentence, the countries of the article, what the table says of a name with no evidence (`pounds` are GBP), and
last the currencies that these countries had at any time (`francs` in an article on France of 2005). Dollars have ways of
their own: they are those of the United States unless the text says otherwise. Each way has a name and an example.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from functools import cached_property

from extractor.data import words as words_of_kind
from extractor.pipeline.money.catalogue import Form, Unit
from extractor.pipeline.money.context import CURRENT, DOLLARS, HOME, US, US_DOLLAR, Context, families_of
from extractor.pipeline.money.survey import Figure
from extractor.pipeline.money.tender import dated, member, own

WORLD = words_of_kind("money_words", "world price")
US_WORDS = words_of_kind("money_words", "us dollar")
AGAINST = 4  # words behind an amount in which the currency that it is told against is named


class Teller(Enum):
    """What tells a way the currency, beside the unit itself."""

    UNIT = auto()  # nothing, or a country inside the figure
    COUNTRY = auto()  # a country that has the currency: of the sentence, else of the article
    FIGURE = auto()  # another figure, whose currency is told


OPEN = ""  # what a way gives that leaves the currency open for good


@dataclass(frozen=True)
class Asked:
    """A figure, what it is counted by, and the article that it stands in."""

    article: Context
    figure: Figure
    per: str | None

    @property
    def unit(self) -> Unit:
        """The unit of the figure."""
        return self.figure.unit

    @property
    def day(self) -> date:
        """The day of the article."""
        return self.article.day

    @cached_property
    def near(self) -> list[str]:
        """The countries of the sentence, the likeliest first."""
        return self.article.near(self.figure)

    @cached_property
    def home(self) -> str:
        """The one country that the article is on, if there is one."""
        return self.article.home(self.figure)

    def member_of(self, countries: Iterable[str], day: date | None) -> str | None:
        """The first currency of the figure's families that one of the countries has on a day."""
        found = (member(code, self.unit.families, day) for code in countries)
        return next((code for code in found if code), None)


@dataclass(frozen=True, slots=True)
class Way:
    """One way to tell the currency: its name, what it gives, and a text where it decides over the figure in square brackets.

    `currency` gives a code, `OPEN` where it leaves the currency open, and None where the way has no say; `told_by` is what
    tells it beside the unit.
    """

    name: str
    currency: Callable[[Asked], str | None]
    example: str
    gives: str
    told_by: Teller = Teller.UNIT


def choose(asked: Asked) -> tuple[Way | None, str | None]:
    """The way that decides, and the ISO 4217 code; None where nothing tells it."""
    for way in DOLLAR_WAYS if "dollar" in asked.unit.families else WAYS:
        currency = way.currency(asked)
        if currency is not None:
            return way, currency or None
    return None, None


def _owned(asked: Asked) -> str | None:
    owner = asked.figure.owner
    if not owner:
        return None
    families = families_of(asked.unit)
    said = own(owner, families, asked.day) or own(owner, families, None)
    return said or member(owner, families, asked.day)


def _one_currency(asked: Asked) -> str | None:
    return None if asked.unit.families else _by_date(asked) or OPEN


def _by_date(asked: Asked) -> str | None:
    """The code of the unit, as it was at the publication date."""
    unit = asked.unit
    return dated(unit.code, asked.day) if unit.code and not unit.exact and asked.day != CURRENT else unit.code


def _told_against_us(asked: Asked) -> str | None:
    """`rose four cents against the U.S. dollar`."""
    rest = asked.article.words.lowers[asked.figure.end : asked.figure.end + AGAINST]
    if rest[:1] != ["against"] or US_WORDS.isdisjoint(rest):
        return None
    abroad = (member(code, DOLLARS, asked.day) for code in asked.article.ranked if code != US)
    return next((code for code in abroad if code and code != US_DOLLAR), asked.unit.code) or OPEN


def _of_the_whole(asked: Asked) -> str | None:
    return asked.article.whole(asked.figure) if asked.unit.kind is Form.SUBUNIT else None


def _of_the_us(asked: Asked) -> str | None:
    article = asked.article
    spoken = asked.per in WORLD or article.has_us or US_DOLLAR in article.named_dollars
    return _by_itself(asked) if spoken else None


def _named_in_words(asked: Asked) -> str | None:
    named = asked.article.named_dollars
    return named[0] if named and asked.unit.kind is not Form.SIGN else None


def _of_home(asked: Asked) -> str | None:
    signed = asked.article.signed
    if asked.home not in HOME or US_DOLLAR in signed:
        return None
    code = member(asked.home, DOLLARS, asked.day)
    return None if code in signed else code or OPEN


def _cents_of_home(asked: Asked) -> str | None:
    return asked.member_of([asked.home], asked.day) if asked.unit.kind is Form.SUBUNIT and asked.home else None


def _by_itself(asked: Asked) -> str | None:
    return asked.unit.code or OPEN


def _of_a_country_near(asked: Asked) -> str | None:
    return asked.member_of(asked.near, asked.day)


def _of_its_own_country(asked: Asked) -> str | None:
    code = asked.unit.code
    return _by_date(asked) if code and code[:2] in asked.article.ranked else None


def _once_of_a_country_near(asked: Asked) -> str | None:
    return None if asked.unit.code else asked.member_of(asked.near, None)


def _of_a_country(asked: Asked) -> str | None:
    return asked.member_of(asked.article.ranked, asked.day)


def _once_of_a_country(asked: Asked) -> str | None:
    return asked.member_of(asked.article.ranked, None)


_SAID = (
    Way("its country", _owned, "It cost [5 million Icelandic crowns].", "ISK"),
    Way("one currency", _one_currency, "It cost [5 million Finnish marks].", "FIM"),
)
DOLLAR_WAYS = (
    *_SAID,
    Way(
        "told against the US dollar",
        _told_against_us,
        "In Canada it rose [four cents] against the U.S. dollar.",
        "CAD",
        told_by=Teller.COUNTRY,
    ),
    Way(
        "dollars beside the cents",
        _of_the_whole,
        "It cost C$5 million, or [50 cents] a share.",
        "CAD",
        told_by=Teller.FIGURE,
    ),
    Way("United States", _of_the_us, "The United States and Canada paid [$5 million].", "USD", told_by=Teller.COUNTRY),
    Way(
        "dollars named in words",
        _named_in_words,
        "They had 5 Canadian dollars. They paid [6 dollars].",
        "CAD",
        told_by=Teller.FIGURE,
    ),
    Way(
        "article on a country with dollars",
        _of_home,
        "Canada said that it paid [$5 million].",
        "CAD",
        told_by=Teller.COUNTRY,
    ),
    Way(
        "cents of the article's country",
        _cents_of_home,
        "Kenya said that it cost [50 cents].",
        "KES",
        told_by=Teller.COUNTRY,
    ),
    Way("dollars alone", _by_itself, "It cost [$5 million].", "USD"),
)
WAYS = (
    *_SAID,
    Way("country in the sentence", _of_a_country_near, "Sweden paid [500 crowns].", "SEK", told_by=Teller.COUNTRY),
    Way(
        "its own country in the article",
        _of_its_own_country,
        "Britain met Egypt. They paid [500 pounds].",
        "GBP",
        told_by=Teller.COUNTRY,
    ),
    Way(
        "country in the sentence, once",
        _once_of_a_country_near,
        "Norway was far, but France paid [500 francs].",
        "FRF",
        told_by=Teller.COUNTRY,
    ),
    Way(
        "country in the article",
        _of_a_country,
        "Norway was far. They paid [500 crowns].",
        "NOK",
        told_by=Teller.COUNTRY,
    ),
    Way("name alone", _by_date, "They paid [500 pounds].", "GBP"),
    Way(
        "country in the article, once",
        _once_of_a_country,
        "France was far. They paid [500 francs].",
        "FRF",
        told_by=Teller.COUNTRY,
    ),
)
