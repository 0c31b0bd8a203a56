"""A batch: articles read, worked on in processes, and written, with nothing lost and every end survived.

::

    readers ─► dedupe ─► processes ─► records
                            │
               ledger (proves the accounts) · rejects · manifest and resume (a folder of shards goes on)
"""
