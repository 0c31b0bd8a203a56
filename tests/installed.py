"""Packages that are installed for a test: on the path, with the entry points that their `pyproject.toml` declares, and no pip."""

import tomllib
from pathlib import Path

from tests.fences import ROOT

AIRPORTS = ROOT / "examples" / "plugin_airports"


def install(project: Path, site: Path) -> list[str]:
    """The folders that go on the path for `project`; what pip would write down of it is written below `site`."""
    declared = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    write_metadata(site, declared["name"], declared["version"], declared["entry-points"])
    return [str(project), str(site)]


def write_metadata(site: Path, name: str, version: str, points: dict[str, dict[str, str]]) -> None:
    """A package's name, version and entry points, as `importlib.metadata` reads them from a folder on the path."""
    info = site / f"{name.replace('-', '_')}-{version}.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.4\nName: {name}\nVersion: {version}\n", encoding="utf-8")
    groups = (
        f"[{group}]\n" + "".join(f"{point} = {value}\n" for point, value in named.items())
        for group, named in points.items()
    )
    (info / "entry_points.txt").write_text("\n".join(groups), encoding="utf-8")
