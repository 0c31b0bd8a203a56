"""What becomes of records on disk: written in any format, read again, and checked against the contract.

::

    record's JSON ─ write ─► outputs ─┬─ jsonl, parquet (and Arrow), sqlite, duckdb, shards, huggingface
                                      └─ comtrade: rows of trade
    any of them   ─ read ──► Record, or a Problem that `check` explains

`tidy` is the record as tables and `arrow` the record as columns: both are made from its classes.
"""
