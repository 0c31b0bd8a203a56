"""Prints the lowest version that pyproject.toml allows of each package it names, as constraints for pip.

    python scripts/lowest.py > lowest.txt

Base, extras and what tests need; not the tools of the extras `dev` and `docs`, which users never meet. Needs nothing but
Python, so that it runs before anything is installed.
"""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).parent.parent / "pyproject.toml"
TOOLS = ("dev", "docs")
# ray[data]>=2.49,<3; python_version < '3.14'
_REQUIREMENT = re.compile(r"(?P<name>[\w.-]+)(?:\[[\w,]+\])?>=(?P<lowest>[\w.]+)(?:,<[\w.]+)?(?:;.*)?")


def requirements() -> Iterator[str]:
    """What the package and its extras ask for, without the extras that stand for others."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    groups = {"": project["dependencies"], **project["optional-dependencies"]}
    for extra, wanted in groups.items():
        if extra not in TOOLS:
            yield from (each for each in wanted if not each.startswith(project["name"]))


def lowest() -> dict[str, str]:
    """Each package's lowest version, by name; `ValueError` where one has none, or has two in two extras."""
    found: dict[str, str] = {}
    for requirement in requirements():
        match = _REQUIREMENT.fullmatch(requirement)
        if not match:
            raise ValueError(f"{requirement!r} should read NAME>=VERSION, with an upper bound and a marker if need be")
        name, version = match["name"], match["lowest"]
        if found.setdefault(name, version) != version:
            raise ValueError(f"{name} has two lowest versions, {found[name]} and {version}")
    return dict(sorted(found.items()))


if __name__ == "__main__":
    for name, version in lowest().items():
        print(f"{name}=={version}")
