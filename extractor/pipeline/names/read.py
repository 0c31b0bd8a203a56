"""Names of persons as pure functions: of what the model finds and the rules cut, what the reasons let pass."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from extractor.pipeline.names.beside import is_beside_firm
from extractor.pipeline.names.candidate import Candidate, Context, Finder
from extractor.pipeline.names.lexicon import Lexicon, Span
from extractor.pipeline.names.model import PERSON
from extractor.pipeline.names.rules import Verdict, refuse, weigh
from extractor.pipeline.names.segments import Segment, find_segments
from extractor.pipeline.names.settle import settle
from extractor.pipeline.names.shortforms import find_short_forms
from extractor.pipeline.names.trimming import find_spans
from extractor.pipeline.text.words import Words

FIRM, LOCATION = "ORG", "LOC"  # labels of the model
Found = Iterable[tuple[int, int, str]]  # the model's finds: token range and label


@dataclass(frozen=True, slots=True)
class Name:
    """Who found a name, ``model``, ``rules`` or ``model+rules``, and the reason that decided."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Model:
    """The verdicts over the model's persons, and what all its finds say of the rules' candidates."""

    verdicts: tuple[Verdict, ...] = ()
    context: Context = field(default_factory=Context)


def find_names(words: Words, found: Found, lexicon: Lexicon, *, rules: bool = True) -> dict[Span, Name]:
    """The word ranges of persons' names, no two overlapping, each with who found it and why.

    Full names come first, by the model and by the rules; then the short forms of every person found, which overrule a
    model that takes a bare `Ruto` for a place.
    """
    model = read_model(words, found, lexicon)
    by_model = _reasons(model.verdicts)
    if not rules:
        return _named(settle(sources(by_model, {})), by_model)
    segments = find_segments(words, lexicon)
    by_rules = _reasons(read_segments(words, segments, lexicon, model.context))
    names = settle(sources(by_model, by_rules))
    spans = [(part.start, part.end) for part in segments if not part.spoiled]
    short = find_short_forms(words, spans, names, lexicon)
    return _named(settle(names, dict.fromkeys(short, Finder.RULES.value)), short | by_model | by_rules)


def explain(words: Words, found: Found, lexicon: Lexicon) -> list[Verdict]:
    """What became of every candidate of the model and of the rules, and the reason that decided; short forms left out."""
    model = read_model(words, found, lexicon)
    return [*model.verdicts, *read_segments(words, find_segments(words, lexicon), lexicon, model.context)]


def read_model(words: Words, found: Found, lexicon: Lexicon) -> Model:
    """The verdicts over the model's persons, trimmed; firms are its commonest error among those of a single word."""
    places = {token: i for i, token in enumerate(words.tokens)}
    persons: list[Span] = []
    others: dict[Span, str] = {}
    for first, last, label in found:
        inside = [places[token] for token in range(first, last) if token in places]
        if not inside:
            continue
        span = inside[0], inside[-1] + 1
        if label in PERSON:
            persons.append(span)
        else:
            others[span] = label
    spans = sorted(find_spans(words, persons, lexicon))
    candidates = [Candidate(words, *span, lexicon, Finder.MODEL) for span in spans]
    refused = {(here.start, here.end): verdict for here in candidates if (verdict := refuse(here))}
    kept = [here for here in candidates if (here.start, here.end) not in refused]
    full = frozenset(text for here in kept if here.end - here.start > 1 for text in here.texts)
    context = Context(others, full=full, doubtful=_doubtful(words, kept, others, lexicon))
    weighed = [weigh(here.within(context)) for here in kept]
    called = frozenset(words.texts[each.start] for each in weighed if each.counts and each.end - each.start == 1)
    return Model((*refused.values(), *weighed), Context(others, called=called))


def _doubtful(words: Words, persons: list[Candidate], others: Mapping[Span, str], lexicon: Lexicon) -> frozenset[str]:
    """The words that an article uses for a firm, a place or a storm."""
    found = {
        words.texts[start]
        for (start, end), label in others.items()
        if label == FIRM or (label == LOCATION and end - start == 1)
    }
    if not lexicon.storm_words.isdisjoint(words.lowers):
        found |= {words.texts[i + 1] for i, lower in enumerate(words.lowers[:-1]) if lower in lexicon.storm_words}
    lone = [here.start for here in persons if here.end - here.start == 1]
    return frozenset(found | {words.texts[start] for start in lone if is_beside_firm(words, start, lexicon)})


def read_segments(words: Words, segments: Iterable[Segment], lexicon: Lexicon, context: Context) -> tuple[Verdict, ...]:
    """The verdicts over the stretches that the rules cut."""
    candidates = (
        Candidate(words, part.start, part.end, lexicon, Finder.RULES, part.lead, part.spoiled, context)
        for part in segments
    )
    return tuple(refuse(here) or weigh(here) for here in candidates)


def sources(by_model: Iterable[Span], by_rules: Iterable[Span]) -> dict[Span, str]:
    """Both sources' names. Where two overlap and differ, the model's is surer: it knows where the first of two names in a
    row ends; but the rules know best where a name begins after an office: `Speaker of the Senate | Amazon Jeff Kingi`.
    """
    ends = {end: start for start, end in by_rules}
    found = dict.fromkeys(by_rules, "rules")
    found |= {(start, end): "model" for start, end in by_model if ends.get(end, start) >= start}
    found |= dict.fromkeys(set(by_model) & set(by_rules), "model+rules")
    return found


def _reasons(verdicts: Iterable[Verdict]) -> dict[Span, str]:
    return {(verdict.start, verdict.end): verdict.reason for verdict in verdicts if verdict.counts}


def _named(spans: Mapping[Span, str], reasons: Mapping[Span, str]) -> dict[Span, Name]:
    return {span: Name(source, reasons[span]) for span, source in spans.items()}
