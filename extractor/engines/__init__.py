"""The batch on clusters: `spark` and `ray`, each a thin wrapper over `batch`, from Arrow batch to Arrow batch.

::

    DataFrame / Dataset of articles ─ batch.extract_batch, in each process ─► DataFrame / Dataset of results

Each row that goes in comes out as one row, with a record or with the reason why there is none.
"""
