"""Finds the names of persons and sets ``doc.ents`` (label PERSON).

What counts: each occurrence of a named individual's name, without title or role: `Alexander Lukashenko` in `President
Alexander Lukashenko`, `Ebbers` in `Mr Ebbers`, `George H. W. Bush`. Names inside the name of a company, prize, law or
place are none (`Ford Motor`, `Nobel Peace Prize`).

::

    model (network) ─► trimming ─┐                 AGAINST (against), FOR (favour)
                                 ├─► candidate ─► rules ─► settle ─► shortforms ─► settle ─► doc.ents
    words ─► segments ───────────┘

Two sources, each of which can be switched off: a trained model, and rules that cut capitalised sequences. The finds of
both are candidates, for and against which the reasons in `rules.py` speak. What both know of an article then finds the
short forms (`Ruto` after `William Ruto`). Where finds overlap, `settle` chooses; entities that were set before stay.
``entity.id_`` says who found a name: ``model``, ``rules`` or ``model+rules``, and ``doc._.reasons`` which reason decided.
`explain` tells the same of candidates that were refused.

Known to be missed: names of two words that no list has, in a headline in capitals; a lone family name whose full form
the article never gives and that neither the model nor a title speaks for.
"""

from extractor.pipeline.names.component import NamesComponent, create_names
from extractor.pipeline.names.read import explain, find_names

__all__ = ["NamesComponent", "create_names", "explain", "find_names"]
