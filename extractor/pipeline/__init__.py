"""A Doc in, the same Doc with more on it out: the components, their order, and `load()`.

::

    sentences ─► names ─► countries ─► people ─► dates ─► money ─► commodities ─► trade
                 doc.ents  └──────────── doc._.<kind>, doc.spans[<kind>] ──────────────┘
"""

from importlib import import_module

from spacy.language import Language

from extractor import kinds
from extractor.errors import FormatError
from extractor.kinds import in_order_of_needs
from extractor.pipeline.extensions import register
from extractor.pipeline.text import geography
from extractor.pipeline.text.language import NewsEnglish

BEFORE = ("sentences", "names")
MODULES = {"sentences": "extractor.pipeline.text.sentences"}  # where a component isn't a folder of its own name
KINDS = tuple(kind.name for kind in in_order_of_needs(kinds.KINDS))

# Entry points serve saved pipelines; these imports serve a checkout whose entry points are not installed yet.

for _module in (*BEFORE, *KINDS):
    import_module(MODULES.get(_module, f"extractor.pipeline.{_module}"))


def load(*, kinds: tuple[str, ...] = KINDS, model: str | None = "extractor", rules: bool = True) -> Language:
    """A spaCy pipeline that finds every kind, or those named.

    `model` finds the names of persons: ours, a folder or an installed spaCy pipeline (``"en_core_web_trf"``), or None
    for rules alone; `rules` False switches the rules off. Raises `FormatError` for a kind or model that there isn't.
    The pipeline needs ``doc._.published`` on the Doc before the components run; `extractor.extract` sees to that.
    """
    unknown = set(kinds) - set(KINDS)
    if unknown:
        raise FormatError(f"no such kind: {', '.join(sorted(unknown))}; there are {', '.join(KINDS)}")
    register()
    nlp = NewsEnglish()
    for module in (*BEFORE, *(kind for kind in KINDS if kind in kinds)):
        settings = {"model": model, "rules": rules} if module == "names" else {}
        nlp.add_pipe(f"extractor_{module}", config=settings)
    geography.forget()
    return nlp
