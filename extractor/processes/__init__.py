"""Processes that work on articles: an article in, one record's bytes out, each isolated from the next.

`pool` deals articles out and keeps their order; `worker` is the loop inside a process.
"""
