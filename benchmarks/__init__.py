"""This package beside others: `python -m benchmarks` measures all of them on the same texts and writes `docs/leaderboard.md`.

::

    peers/NAME.py ─ environments ─► its own venv ─┐
    corpus, FOLDER ─ gold ─► texts ───────────────┴─ serve (a process a peer) ─► answers ─ score ─► page

A peer is one file of `peers/`: what it is, its pinned requirements, what it claims, and a function from a text to finds.
"""
