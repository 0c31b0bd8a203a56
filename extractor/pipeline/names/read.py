"""Names of persons as pure functions: of what the model finds and the rules cut, what is probable enough."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from extractor.pipeline.decide.logistic import Decision, Features
from extractor.pipeline.names.beside import lead_before
from extractor.pipeline.names.candidate import Candidate, Shape
from extractor.pipeline.names.evidence import Article, View, odds_of, of_words, strongest
from extractor.pipeline.names.favour import BRIEF
from extractor.pipeline.names.lexicon import Lexicon, Mark, Span
from extractor.pipeline.names.segments import Segment, find_segments
from extractor.pipeline.names.settle import settle
from extractor.pipeline.names.shortforms import find_short_forms
from extractor.pipeline.names.sureness import Sureness
from extractor.pipeline.text.words import Words

WEIGHTS = "names_weights"
LIKELY = 0.0  # log-odds from which a candidate is a name
LIKELY_IN_BRIEF = -0.4  # the same in a brief text, which says a name once: what is left out there costs most


@dataclass(frozen=True, slots=True)
class Decisions:
    """The weights of the first decision, over a candidate by itself, and of the second, over it in its article."""

    alone: Decision
    within: Decision

    @classmethod
    @cache
    def trained(cls, *, model: bool) -> "Decisions":
        """The weights of the table, for articles that a model has read or for rules alone."""
        kind = "model" if model else "rules"
        return cls(*(Decision.from_table(WEIGHTS, f"{kind}_{step}") for step in ("alone", "within")))


@dataclass(frozen=True, slots=True)
class Known:
    """The candidates of an article: who found each, and what is known of it by itself."""

    view: View | None
    sources: dict[Span, str]
    segments: list[Segment]
    alone: dict[Span, Features]


def know(words: Words, sureness: Sureness | None, lexicon: Lexicon, *, rules: bool = True) -> Known:
    """The candidates of the model and of the rules, each with its features."""
    view = View(words, sureness, lexicon) if sureness else None
    by_model = view.persons if view else set()
    segments = find_segments(words, lexicon) if rules else []
    by_rules = {(part.start, part.end): part for part in segments}
    countries = _in_countries(words, lexicon)
    candidates = {}
    for start, end in sorted(span for span in by_model | by_rules.keys() if not countries.issuperset(range(*span))):
        part = by_rules.get((start, end))
        lead = part.lead if part else lead_before(words, start, lexicon)
        here = Candidate(words, start, end, lexicon, lead, part is not None and part.spoiled)
        if here.shape is not Shape.NONE:
            candidates[start, end] = here
    sources = {
        span: "rules" if span not in by_model else "model+rules" if span in by_rules else "model" for span in candidates
    }
    return Known(view, sources, segments, {span: of_words(here, view) for span, here in candidates.items()})


def _in_countries(words: Words, lexicon: Lexicon) -> set[int]:
    """The words of countries whose names have several: none is a person's (`Bonaire, Sint Eustatius and Saba`)."""
    hits = lexicon.phrases(words)
    return {i for hit in hits if hit.value is Mark.NEVER for i in range(hit.start, hit.end)}


@dataclass(frozen=True, slots=True)
class Name:
    """Who found a name, ``model``, ``rules`` or ``model+rules``, the strongest reason, and how probable it is."""

    source: str
    reason: str
    chance: float
    shares: Sequence[tuple[str, float]] = ()  # what each reason added to the log-odds


def find_names(words: Words, sureness: Sureness | None, lexicon: Lexicon, *, rules: bool = True) -> dict[Span, Name]:
    """The word ranges of persons' names, no two overlapping, each with who found it and why."""
    found = explain(words, sureness, lexicon, rules=rules)
    odds = {span: odds_of(name.chance) for span, name in found.items()}
    return {span: found[span] for span in likely(odds, brief=len(words) < BRIEF)}


def explain(words: Words, sureness: Sureness | None, lexicon: Lexicon, *, rules: bool = True) -> dict[Span, Name]:
    """What became of every candidate of the model and of the rules."""
    decisions = Decisions.trained(model=sureness is not None)
    known = know(words, sureness, lexicon, rules=rules)
    article, forms = weigh_alone(words, known, decisions, lexicon)
    found = {}
    for span, within in weigh_within(article, forms).items():
        shares = decisions.alone.shares(article.alone[span]) + decisions.within.shares(within)
        found[span] = Name(
            known.sources.get(span, "rules"), strongest(shares), decisions.within.probability(within), shares
        )
    return found


def likely(odds: Mapping[Span, float], *, brief: bool = False) -> list[Span]:
    """The candidates that are names, no two overlapping; `brief` says that their text is."""
    least = LIKELY_IN_BRIEF if brief else LIKELY
    return settle({span: value for span, value in odds.items() if value > least})


def weigh_alone(
    words: Words, known: Known, decisions: Decisions, lexicon: Lexicon
) -> tuple[Article, Mapping[Span, str]]:
    """The candidates, each weighed by itself, and how some are short forms of others that are likely names.

    Short forms are looked for in all the text, and so bring candidates of their own.
    """
    alone = dict(known.alone)
    odds = {span: decisions.alone.odds(features) for span, features in alone.items()}
    spans = [(part.start, part.end) for part in known.segments if not part.spoiled]
    forms = find_short_forms(words, spans, likely(odds), lexicon) if spans else {}
    for span in forms.keys() - alone.keys():
        here = Candidate(words, *span, lexicon, lead_before(words, span[0], lexicon))
        if here.shape is not Shape.NONE:
            alone[span] = of_words(here, known.view)
            odds[span] = decisions.alone.odds(alone[span])
    return Article(words, alone, odds, known.view), forms


def weigh_within(article: Article, forms: Mapping[Span, str]) -> dict[Span, Features]:
    """What the article says of each of its candidates."""
    return {span: article.features(span, forms.get(span)) for span in article.odds}
