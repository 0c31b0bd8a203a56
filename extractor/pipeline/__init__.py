"""A Doc in, the same Doc with more on it out: the components, their order, and `load()`.

::

    sentences ─► names ─► countries ─► people ─► dates ─► money ─► commodities ─► quantities ─► trade
                 doc.ents  └──────────── doc._.<kind>, doc.spans[<kind>] ─────────────────────────────┘
                                                                      (─► evidence, where it is asked for)
"""

from collections.abc import Iterable
from importlib import import_module
from os import PathLike, fspath
from typing import Any

from extractor.pipeline.turns import one_at_a_time, uncollected

with uncollected():  # modules read tables of words as they are imported
    from spacy.language import Language

    from extractor import kinds
    from extractor.errors import ArgumentTypeError, ArgumentValueError
    from extractor.kinds import in_order_of_needs, kind_of
    from extractor.pipeline.extensions import enlist, register
    from extractor.pipeline.text.language import NewsEnglish
    from extractor.plugins import extension, names_of

BEFORE = ("sentences", "names")
EVIDENCE = "evidence"  # the component behind all others, where evidence is asked for
MODULES = {"sentences": "extractor.pipeline.text.sentences"}  # where a component isn't a folder of its own name
KINDS = tuple(kind.name for kind in in_order_of_needs(kinds.KINDS))

# Entry points serve saved pipelines; these imports serve a checkout whose entry points are not installed yet.

with uncollected():
    for _module in (*BEFORE, *KINDS, EVIDENCE):
        import_module(MODULES.get(_module, f"extractor.pipeline.{_module}"))


def load(  # noqa: PLR0913  what a pipeline may be are its arguments
    *,
    kinds: str | Iterable[str] = KINDS,
    extensions: str | Iterable[str] = (),
    model: str | PathLike[str] | None = "extractor",
    rules: bool = True,
    min_confidence: float | None = None,
    table_heads: bool = False,
    evidence: bool = False,
) -> Language:
    """A spaCy pipeline that finds every kind, or those named and the kinds that they need.

    `kinds` is one kind or several. What a kind reads of others is found too, and is on the Doc and in the record as if it
    had been asked for: trade needs countries, dates, money, quantities and commodities (its `money` is an index into the
    record's). The kinds' `needs` in `extractor.kinds` say which.

    `extensions` are kinds that other installed packages bring, by name (``("airports",)``): what they find is in
    ``doc._.airports`` and in the record's `extensions`. None by default, whatever is installed.

    `model` finds the names of persons: ours, a folder or an installed spaCy pipeline (``"en_core_web_trf"``), or None
    for rules alone; of another pipeline only what names need is run. `rules` False switches the rules off.

    `min_confidence` (0 to 1) is the confidence that a trade statement must have; None for the threshold that training chose
    where few are wrong. A lower one finds more statements, and more of them are wrong: `data/trade/weights.md` says how many.

    `table_heads` True reads the figures of tables as money, by the currency and magnitude that their heads say
    (`in millions of dollars`); else a figure needs a currency beside it.

    `evidence` True says of every find of ours why it is there: `find.evidence` has the rule and the row of a table that
    decided, the words, and for persons, goods and trade statements a calibrated `confidence`. Without it records are the same
    bytes as ever, and nothing of it is worked out.

    Raises `ArgumentValueError` for a kind that there isn't, a confidence that is none, and a model that can't be loaded,
    run, or find persons, and `ArgumentTypeError` for a value of another type. Threads may share the pipeline: called as
    ``nlp(text)`` or ``nlp.pipe(texts)``, or given to `extract`, it works for one at a time. It needs ``doc._.published`` on the
    Doc before the components run; `extractor.extract` sees to that.
    """
    if min_confidence is not None and not 0 <= min_confidence <= 1:
        raise ArgumentValueError(f"min_confidence={min_confidence!r}: give a number from 0 to 1, or None")
    others, name = names_of(extensions), name_of_model(model)
    wanted = (*modules(kinds, others), *others)
    settings: dict[str, dict[str, Any]] = {
        "names": {"model": name, "rules": rules},
        "trade": {"min_confidence": min_confidence},
        "money": {"table_heads": table_heads},
    }
    with one_at_a_time(), uncollected():
        register()
        nlp = NewsEnglish()
        for module in wanted:
            if module in others:
                enlist(module)
            nlp.add_pipe(f"extractor_{module}", config=settings.get(module, {}))
        if evidence:
            nlp.add_pipe(f"extractor_{EVIDENCE}")
    return nlp


def name_of_model(model: str | PathLike[str] | None) -> str | None:
    """The name or folder of a model of names as str, None for none; `ArgumentTypeError` for what is neither."""
    if model is not None and not isinstance(model, str | PathLike):
        raise ArgumentTypeError(
            f"model={model!r} is {type(model).__name__}: give the name of a pipeline, its folder, or None for rules alone"
        )
    return None if model is None else fspath(model)


def modules(kinds: str | Iterable[str], extensions: Iterable[str] = ()) -> tuple[str, ...]:
    """The components that find these kinds, in order, by their names without ``extractor_``: theirs, and those they need.

    What `extensions` need is among them, and they themselves are not.

    Raises as `load` does.

    >>> modules("people")
    ('sentences', 'names', 'countries', 'people')
    """
    if isinstance(kinds, str):
        kinds = (kinds,)
    if not isinstance(kinds, Iterable):
        raise ArgumentTypeError(f"kinds={kinds!r} is {type(kinds).__name__}: give names such as ('countries', 'money')")
    asked = list(kinds)
    if unknown := sorted({str(kind) for kind in asked if kind not in KINDS}):
        raise ArgumentValueError(f"no such kind: {', '.join(unknown)}; there are {', '.join(KINDS)}")
    wanted = {*asked, *(need for name in extensions for need in extension(name).needs)}
    for name in reversed(KINDS):
        wanted.update(kind_of(name).needs if name in wanted else ())
    return (*BEFORE, *(name for name in KINDS if name in wanted))
