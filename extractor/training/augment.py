"""Variations of annotated text for the training of the names model: other names, places and firms, offices, headlines.

Openly licensed news has few names from Africa, Asia and the Arab world, few offices of the form `Speaker of the Senate
of the Republic of Kenya`, and hardly any headlines, datelines or hard line breaks. Each function here makes one such
variation of a sample and moves the spans with the text.
"""

import random
import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from extractor.data import read_table
from extractor.pipeline.names.lexicon import PARTICLES, lists
from extractor.training.samples import Label, Sample

Edit = tuple[int, int, str, Sequence[Label]]  # what replaces [start, end), and its labels, counted from its own start
Pools = dict[str, tuple[Sequence[str], Sequence[str]]]

# Locales whose names the sources lack are drawn three times as often.
RARE = frozenset(
    """ar af_e af_w ko zh2 by ru_RU uk_UA en_KE en_NG yo_NG ig_NG ha_NG zu_ZA sw tw_GH en_IN en_PK id_ID vi_VN tr_TR
    uz_UZ az_AZ hy_AM th""".split()
)
FAMILY_FIRST = frozenset(("ko", "zh2"))
PATRONYMS = frozenset(("ar", "tr_TR", "uz_UZ", "az_AZ"))
ROMANCE, GERMANIC = ("es", "pt", "it", "fr"), ("nl", "de", "no", "da")
FIRMS = tuple(
    f"{{0}} {kind}" for kind in "Group,Bank,& Co,Motors,Holdings,& {1},Inc,Corp,Foods,Securities,Energy".split(",")
)
BODIES = (
    "the Republic of {}",
    "the Senate of {}",
    "the National Assembly of the Republic of {}",
    "the Central Bank of {}",
    *("{}",) * 3,
)
PARTIES = (
    "Labour Conservative SPD CDU Greens Likud BJP Congress PPP ANC BNP R-Ariz. D-Calif. R-Texas Fidesz Renew".split()
)
AGENCIES = "Reuters AP AFP BelTA TASS Xinhua KUNA IRNA Bernama ANI PTI UPI Interfax Anadolu".split()
MONTHS = "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec. January December".split()
DATELINES = ("{0}, {1} ({2}) - ", "{0} ({2}) - ", "{0} — ", "{0}, {1} — ", "{0}, {1} /{2}/ – ")
SMALL = frozenset("a an the of in on at to for and or but by with from as is are was were be that its his her".split())


class Augmenter:
    """Makes variations from pools of names by locale; the same `seed` gives the same variations."""

    def __init__(self, pools: Pools, seed: int) -> None:
        self.rng = random.Random(seed)
        self.pools = pools
        self.locales = sorted(pools)
        self.weights = [3 if locale in RARE else 1 for locale in self.locales]
        self.cities = sorted(lists().cities)
        countries = read_table("countries")
        self.countries = sorted(
            {row["name"] for row in countries if row["kind"] == "name" and row["name"][0].isupper()}
        )
        roles = read_table("titles_roles")
        self.offices = sorted(row["name"] for row in roles if row["kind"] == "office" and row["name"][0].islower())
        steps: list[tuple[Callable[[Sample], Sample], int]] = [
            (self.with_other_names, 50),
            (self.with_office, 18),
            (self.with_company, 10),
            (self.with_other_places, 8),
            (self.with_firms, 8),
            (self.with_dateline, 6),
            (upper, 4),
            (self.headline, 3),
            (self.wrapped, 8),
        ]
        self.steps = [step for step, _ in steps]
        self.odds = [weight for _, weight in steps]

    def vary(self, sample: Sample) -> Sample:
        """A variation of `sample`; two thirds of them with other names as well."""
        if self.rng.random() < 0.6:
            sample = self.with_other_names(sample)
        return self.rng.choices(self.steps, self.odds)[0](sample)

    def name(self, words: int) -> list[str]:
        """A name of one, two or three words in the manner of a locale."""
        locale = self.rng.choices(self.locales, self.weights)[0]
        given, family = self.pools[locale]

        def first() -> str:
            return self.rng.choice(given).split()[0]

        def last() -> str:
            return self.rng.choice(family).split()[-1]

        if words <= 1:
            return [last()]
        if locale in FAMILY_FIRST:
            return [self.rng.choice(given), self.rng.choice(family)]
        if words == 2:
            joined = self.rng.random()
            head = f"{first()}-{first()}" if joined < 0.06 else first()
            return [head, f"{last()}-{last()}" if 0.06 < joined < 0.1 else last()]
        return self._three(locale, first, last)

    def _three(self, locale: str, first: Callable[[], str], last: Callable[[], str]) -> list[str]:
        chance = self.rng.random()
        if chance < 0.35:
            return [first(), f"{self.rng.choice('ABCDEFGHJKLMNPRSTVWZ')}.", last()]
        if locale in PATRONYMS and chance < 0.7:
            return [first(), self.rng.choice(("bin", "ibn", "Abdul", "Abu", "al")), last()]
        if locale.startswith(ROMANCE) and chance < 0.7:
            return [first(), self.rng.choice(("de", "da", "dos", "del", "de la", "di")), last()]
        if locale.startswith(GERMANIC) and chance < 0.6:
            return [first(), self.rng.choice(("van", "van der", "von", "de")), last()]
        return [first(), first(), last()]

    def with_other_names(self, sample: Sample) -> Sample:
        """Each person gets another name, the same one at each mention: `Bush` follows `George W. Bush`."""
        full: dict[str, str] = {}
        short: dict[str, str] = {}
        persons = [(start, end) for start, end, label in sample.spans if label == "PERSON"]
        for start, end in persons:
            words = sample.text[start:end].split()
            if len(words) > 1 and all(word[:1].isupper() or word in PARTICLES for word in words):
                new = self.name(min(len(words), 3))
                if full.setdefault(sample.text[start:end], " ".join(new)) == " ".join(new):
                    short[words[-1]] = new[-1]
        edits: list[Edit] = []
        for start, end in persons:
            old = sample.text[start:end]
            if old not in full and (" " in old or not old[:1].isupper() or (old.isupper() and len(old) > 3)):
                continue
            new_text = full.get(old) or short.setdefault(old, self.name(1)[0])
            edits.append((start, end, new_text, [(0, len(new_text), "PERSON")]))
        return edited(sample, edits)

    def with_other_places(self, sample: Sample) -> Sample:
        """Towns and countries become others."""
        edits: list[Edit] = []
        for start, end, label in sample.spans:
            old = sample.text[start:end]
            pool = self.cities if old in lists().cities else self.countries if old in lists().never else None
            if label == "LOC" and pool:
                new = self.rng.choice(pool)
                edits.append((start, end, new, [(0, len(new), label)]))
        return edited(sample, edits)

    def with_firms(self, sample: Sample) -> Sample:
        """Organisations become firms that bear a family name or a town's: `Harrison Motors`."""
        edits: list[Edit] = []
        for start, end, label in sample.spans:
            if label == "ORG" and not sample.text[start:end].isupper() and self.rng.random() < 0.7:
                new = self.firm()
                edits.append((start, end, new, [(0, len(new), "ORG")]))
        return edited(sample, edits)

    def with_office(self, sample: Sample) -> Sample:
        """A full name in front of which nothing stands gets an office: `Speaker of the Senate of Kenya Amos Kingi`."""
        edits: list[Edit] = []
        for start, end, label in sample.spans:
            before = sample.text[:start].split()[-1:]
            if label != "PERSON" or " " not in sample.text[start:end] or self.rng.random() < 0.5:
                continue
            if before and before[0][:1].isupper():
                continue
            country = self.rng.choice(self.countries)
            office = self.rng.choice(self.offices).title().replace(" Of ", " of ")
            body = self.rng.choice(BODIES).format(country)
            text = f"{office} of {body} "
            place = text.rindex(country)
            edits.append((start, start, text, [(place, place + len(country), "LOC")]))
        return edited(sample, edits)

    def with_company(self, sample: Sample) -> Sample:
        """A full name gets what news puts right beside it: `Japan's`, a party in brackets, the firm of an owner."""
        edits: list[Edit] = []
        for start, end, label in sample.spans:
            before = sample.text[:start].split()[-1:]
            after = sample.text[end : end + 1]
            if label != "PERSON" or " " not in sample.text[start:end] or self.rng.random() < 0.4:
                continue
            chance = self.rng.random()
            if chance < 0.4 and not (before and (before[0][:1].isupper() or before[0] in ("a", "an", "the"))):
                owner, kind = self.owner()
                edits.append((start, start, f"{owner}'s ", [(0, len(owner), kind)]))
            elif chance < 0.7 and after in (" ", ","):
                party = self.rng.choice(PARTIES)
                edits.append((end, end, f" ({party})", [(2, 2 + len(party), "ORG")]))
            elif chance >= 0.7 and after == " ":
                firm = self.firm()
                edits.append((end, end, f"'s {firm}", [(3, 3 + len(firm), "ORG")]))
        return edited(sample, edits)

    def owner(self) -> tuple[str, str]:
        """A country, a town or a firm, with its label."""
        chance = self.rng.random()
        if chance < 0.6:
            return self.rng.choice(self.countries), "LOC"
        return (self.rng.choice(self.cities), "LOC") if chance < 0.8 else (self.firm(), "ORG")

    def firm(self) -> str:
        """A firm that bears a family name or a town's: `Harrison Motors`."""
        head = self.name(1)[0] if self.rng.random() < 0.75 else self.rng.choice(self.cities)
        return self.rng.choice(FIRMS).format(head, self.name(1)[0])

    def with_dateline(self, sample: Sample) -> Sample:
        """A dateline in front, and sometimes a byline: `NAIROBI, March 3 (Reuters) - `."""
        city, agency = self.rng.choice(self.cities), self.rng.choice(AGENCIES)
        city = city.upper() if self.rng.random() < 0.8 else city
        day = f"{self.rng.choice(MONTHS)} {self.rng.randint(1, 31)}"
        line = self.rng.choice(DATELINES).format(city, day, agency)
        labels: list[Label] = [(0, len(city), "LOC")]
        if agency in line:
            labels.append((line.rindex(agency), line.rindex(agency) + len(agency), "ORG"))
        if self.rng.random() < 0.3:
            name = " ".join(self.name(2))
            by = f"By {name}\n\n"
            labels = [(3, 3 + len(name), "PERSON"), *((s + len(by), e + len(by), kind) for s, e, kind in labels)]
            line = by + line
        return edited(sample, [(0, 0, line, labels)])

    def headline(self, sample: Sample) -> Sample:
        """`Kenyan Leader Meets Aid Agencies in Nairobi`: a capital on every word of weight."""
        words = [w if w in SMALL else w[:1].upper() + w[1:] for w in sample.text.split(" ")]
        text = " ".join(words)
        return replace(sample, text=text) if len(text) == len(sample.text) else sample

    def wrapped(self, sample: Sample) -> Sample:
        """Hard line breaks at a width of 60 to 80."""
        if "\n" in sample.text or "  " in sample.text:
            return sample
        text = textwrap.fill(sample.text, self.rng.randint(60, 80), break_long_words=False, break_on_hyphens=False)
        return replace(sample, text=text) if len(text) == len(sample.text) else sample


def upper(sample: Sample) -> Sample:
    """The sample in capitals."""
    text = sample.text.upper()
    return replace(sample, text=text) if len(text) == len(sample.text) else sample


def edited(sample: Sample, edits: Iterable[Edit]) -> Sample:
    """The sample with parts of its text replaced; spans inside a replaced part go, the rest move with the text."""
    out: list[str] = []
    spans: list[Label] = []
    moves: list[tuple[int, int, int]] = []  # old start, old end, shift
    done = length = 0
    for start, end, text, labels in sorted(edits, key=lambda edit: (edit[0], edit[1])):
        moves.append((done, start, length - done))
        out += [sample.text[done:start], text]
        length += start - done
        spans += [(length + a, length + b, label) for a, b, label in labels]
        length += len(text)
        done = end
    moves.append((done, len(sample.text), length - done))
    out.append(sample.text[done:])
    for first, last, shift in moves:
        spans += [(a + shift, b + shift, label) for a, b, label in sample.spans if first <= a and b <= last]
    missing = [
        (a + shift, b + shift) for first, last, shift in moves for a, b in sample.missing if first <= a and b <= last
    ]
    return Sample("".join(out), tuple(sorted(set(spans))), tuple(sorted(missing)))
