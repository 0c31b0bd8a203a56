"""Merges the mentions of persons' names into individuals with roles and a country; sets ``doc._.people``.

What counts: a named individual with every mention of the name (`Wangari Maathai`, later `Maathai`); the offices and job
descriptions as written, without the article (`President of Belarus`, `analyst at brokerage PVM Oil`, `former WorldCom
chief`); the country of the state that an office belongs to (`Britain's Defence Minister` is GB).
"""

from extractor.pipeline.people.component import PeopleComponent, create_people
from extractor.pipeline.people.read import find_people

__all__ = ["PeopleComponent", "create_people", "find_people"]
