"""Microsoft's Recognizers-Text: dates, currencies, dimensions by rules."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from benchmarks.peer import Find, Peer, Reader

ALONE = {"Dollar": "USD", "Pound": "GBP"}  # without a country; of `Peso` or `Shilling` it leaves the currency open
UNITS = {
    "Ton": "tonne",
    "Metric ton": "tonne",
    "Barrel": "barrel",
    "Kilogram": "kilogram",
    "Cubic meter": "cubic metre",
}
PEER = Peer(
    name="Recognizers-Text",
    # The release of 2019 doesn't work with an emoji package of today.
    requires=("recognizers-text-suite==1.0.2a2", "emoji==1.7.0"),
    packages=("recognizers-text-suite",),
    licence="MIT",
    about="its date, currency and dimension models without times of the clock; of several readings any may be right",
    spans=("dates", "money", "quantities"),
    values=("dates", "money", "quantities"),
    whole=("dates",),
)


def load() -> Reader:
    """Three models, each over the text."""
    from recognizers_date_time import recognize_datetime
    from recognizers_number_with_unit import recognize_currency, recognize_dimension
    from recognizers_number_with_unit.resources.english_numeric_with_unit import EnglishNumericWithUnit

    currencies = {**EnglishNumericWithUnit.CurrencyNameToIsoCodeMap, **ALONE}
    currencies = {unit: code for unit, code in currencies.items() if not code.startswith("_")}  # no code of ISO

    def read(text: str, published: date | None) -> Iterator[Find]:
        day = datetime(published.year, published.month, published.day) if published else None
        for each in recognize_datetime(text, "en-us", **({"reference": day} if day else {})):
            values = (each.resolution or {}).get("values", ())
            if each.type_name == "datetimeV2.time":
                continue  # of the clock, which is no date
            yield Find("dates", each.start, each.end + 1, tuple(filter(None, map(_time, values))))
        for each in recognize_currency(text, "en-us"):
            amount, unit = _parts(each.resolution)
            yield Find("money", each.start, each.end + 1, ((amount, amount, currencies.get(unit)),))
        for each in recognize_dimension(text, "en-us"):
            amount, unit = _parts(each.resolution)
            yield Find("quantities", each.start, each.end + 1, ((amount, amount, UNITS.get(unit, unit)),))

    return read


def _parts(resolution: dict[str, Any] | None) -> tuple[str | None, str]:
    amount, unit = (resolution or {}).get("value"), str((resolution or {}).get("unit"))
    if amount and unit in ("Cent", "Penny", "Pence"):
        amount = str(Decimal(amount) / 100)
    return amount, unit


def _time(value: dict[str, str]) -> str | None:
    """A reading in ISO 8601; a period ends before `end`."""
    if "start" in value and "end" in value and value["type"] == "daterange":
        last = date.fromisoformat(value["end"]) - timedelta(days=1)
        return f"{value['start']}/{last}"
    return value["timex"] if value["type"] == "duration" else value.get("value")
