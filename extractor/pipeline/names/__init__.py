"""Finds the names of persons and sets ``doc.ents`` (label PERSON).

What counts: each occurrence of a named individual's name, without title or role: `Alexander Lukashenko` in `President
Alexander Lukashenko`, `Ebbers` in `Mr Ebbers`, `George H. W. Bush`. Names inside the name of a company, prize, law or
place are none (`Ford Motor`, `Nobel Peace Prize`).

::

    model (network) ─► sureness ─► trimming ─┐                ┌─ sureness, rules (against, favour)
                                             ├─► candidate ─► evidence ─► decision, alone ─┐
    words ─► segments ───────────────────────┘                                             │
                       settle ◄─ decision, within ◄─ evidence of the article ◄─ shortforms ┘
                         └─► doc.ents

What was found of a name is made `whole` by the structure of names, where it may go on by `runs`, with family names that are
words too by `surnames`; what names `things` is cut off.

Two sources, each of which can be switched off: a trained model, and rules that cut capitalised sequences. What either
takes for a name is a candidate. Two small trained decisions weigh it: one sees the candidate alone, with what the model
says of it and how surely, and the named reasons of `rules.py`; the other what the first makes of the whole article, where
the short forms of likely names (`Ruto` after `William Ruto`) are candidates too. Their weights stand in
`data/names_weights.csv`. Of likely names that overlap, `settle` keeps the most probable; entities that were set before stay.
``entity.id_`` says who found a name: ``model``, ``rules`` or ``model+rules``, and ``doc._.reasons`` which reason weighed most.
`explain` tells the same, and the probability, of every candidate.

Known to be missed: names of two words that no list has, in a headline in capitals; a lone family name whose full form
the article never gives and that neither the model nor a title speaks for.
"""

from extractor.pipeline.names.component import NamesComponent, create_names
from extractor.pipeline.names.read import explain, find_names

__all__ = ["NamesComponent", "create_names", "explain", "find_names"]
