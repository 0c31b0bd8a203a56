"""Merges the mentions of persons' names into individuals with roles and a country; sets ``doc._.people``.

What counts: a named individual with every mention of the name (`Wangari Maathai`, later `Maathai`); the offices and job
descriptions as written, without the article (`President of Belarus`, `analyst at brokerage PVM Oil`, `former WorldCom
chief`), a plural title for each of those it stands before (`Senators Ruby and Holt`); the country of the state that an
office belongs to, by the office's own words (`Britain's Defence Minister` is GB) or by the article (`talks in Harare
with President Mnangagwa` is ZW).

What doesn't: `Mr`, `Dr`, `Lord`; kin (`wife of Senator Cole`); a party and a state (`D-Iowa`); the town that somebody
speaks from (`analyst in Warsaw`); as a country, that of a company, a club or the UN.

::

    names ─► merge (individuals) ─► before, after, referred (roles) ─► offices (of a state?) ─► evidence, states ─► Person

Known to be missed: roles told further off (`He has chaired the board`, `who heads the agency`), a short name that fits
two persons (it stays a person of its own), the country of an office that only a reader who knows the world can tell.
"""

from extractor.pipeline.people.component import PeopleComponent, create_people
from extractor.pipeline.people.read import find_people

__all__ = ["PeopleComponent", "create_people", "find_people"]
