"""The public sources of annotated text, as downloaded, and what becomes of each: the files that `extractor train` takes.

::

    SOURCES/ ─ catalogue: which files, from where ─► columns, gum, documents ─► Sample ─ prepare ─► DATA/*.jsonl
            └ texts without labels ─► DATA/texts/ ─ scripts/teacher.py ─► DATA/labels/ ─ silver ─► DATA/*_silver.jsonl

`docs/retraining.md` is the way from here to the weights. A converter is a function from a folder to samples; `spelling` makes
text of words, `persons` takes titles off names.
"""
