"""Small trained decisions: named features, a weight for each in a table, a probability.

A kind that must weigh evidence rather than count it describes each candidate by features with names, and asks `Decision`
how probable it is. The weights are data, one row a feature, so that a reader sees what speaks for and against.
"""
