"""Says what is missing before a release: versions, changelog, figures, schemas, floors, site, wheel; exit code 1 if so.

    make release-check

`RELEASING.md` is the checklist that this is a part of; what a machine can't judge stands there alone. Each function gives the
problems of one thing, in words that say what to do.
"""

import json
import re
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Callable
from datetime import date
from email.parser import BytesParser
from pathlib import Path

ROOT = Path(__file__).parent.parent
SITE = ROOT / "out" / "site"
LARGEST = 25_000_000  # bytes of the wheel


def version() -> str:
    """The version that the package says it has."""
    (found,) = re.findall(r'^__version__ = "([^"]+)"$', _text("extractor/__init__.py"), re.M)
    return found


def versions() -> list[str]:
    """One semantic version everywhere, for which there is no tag yet."""
    now, found = version(), []
    if not re.fullmatch(r"\d+\.\d+\.\d+((a|b|rc)\d+)?", now):
        found.append(f"extractor/__init__.py: {now} is no semantic version")
    if f"\nversion: {now}\n" not in _text("CITATION.cff"):
        found.append(f"CITATION.cff: its version is not {now}")
    if _git("tag", "--list", f"v{now}"):
        found.append(f"git has the tag v{now} already: raise __version__ in extractor/__init__.py")
    return found


def changelog() -> list[str]:
    """The newest section is this version's, with a day, and nothing waits above it."""
    sections = re.findall(r"^## \[([^\]]+)\](?: - ([^\n]+))?\n(.*?)(?=^## |\Z)", _text("CHANGELOG.md"), re.M | re.S)
    if [name for name, _, _ in sections[:2]] != ["Unreleased", version()]:
        return [f"CHANGELOG.md: its first sections should be [Unreleased] and [{version()}]"]
    (_, _, waiting), (_, day, said), *_ = sections
    found = []
    if waiting.strip():
        found.append(f"CHANGELOG.md: [Unreleased] is not empty: move its lines to [{version()}]")
    try:
        date.fromisoformat(day)
    except ValueError:
        found.append(f"CHANGELOG.md: [{version()}] has no day of the form 2026-11-29")
    if "- " not in said:
        found.append(f"CHANGELOG.md: [{version()}] says nothing")
    return found


def figures() -> list[str]:
    """Pages with measured figures name the version that was measured."""
    pages = [page for name in ("performance", "benchmarks") if (page := ROOT / f"docs/{name}.md").exists()]
    wanted = f"Measured with {version()}"
    return [
        f"{p.relative_to(ROOT)}: measure anew, and write «{wanted}, DAY»"
        for p in pages
        if wanted not in p.read_text("utf-8")
    ]


def schemas() -> list[str]:
    """The published schemas are those of the models."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "extractor", "schema", "--write", folder]
        subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
        made = {path.relative_to(folder): path.read_bytes() for path in Path(folder).rglob("*.json")}
    stale = [str(path) for path, text in made.items() if (ROOT / "schemas" / path).read_bytes() != text]
    return [f"schemas/{path} is stale: make schemas" for path in stale]


def floors() -> list[str]:
    """No figure on the corpus is below its floor, and each floor is of the gold that is there."""
    sys.path.insert(0, str(ROOT))
    from tests.floors import FLOORS, digests, fallen, measure

    pinned = json.loads(FLOORS.read_text(encoding="utf-8"))
    stale = [name for name, digest in digests().items() if pinned.get(name, {}).get("gold") != digest]
    return [*(f"corpus/floors.json: {name} has other gold: make floors" for name in stale), *fallen(pinned, measure())]


def site() -> list[str]:
    """The site is built, of this version's changelog, and loads nothing from elsewhere."""
    if not (SITE / "index.html").exists():
        return ["out/site: not built: make docs"]
    loads = re.compile(r"""<(?:script|link|img|iframe)\b[^>]*?(?:src|href)=["'](?:https?:)?//[^"']+""")
    found = [
        f"{page.relative_to(ROOT)} loads {loading[0]}: pages need no network"
        for page in sorted(SITE.rglob("*.html"))
        if (loading := loads.search(page.read_text(encoding="utf-8")))
    ]
    if version() not in (SITE / "changelog.html").read_text(encoding="utf-8"):
        found.append("out/site: of an older version: make docs")
    return found


def wheel() -> list[str]:
    """The wheel can be built, and is this version, not too large, with what its metadata promise."""
    project = tomllib.loads(_text("pyproject.toml"))["project"]
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, str(ROOT)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        (path,) = Path(folder).glob("*.whl")
        (info,) = [name for name in zipfile.ZipFile(path).namelist() if name.endswith(".dist-info/METADATA")]
        said = BytesParser().parsebytes(zipfile.ZipFile(path).read(info))
        size = path.stat().st_size
    found = []
    if (said["Name"], said["Version"]) != (project["name"], version()):
        found.append(f"the wheel is {said['Name']} {said['Version']}, not {project['name']} {version()}")
    if {*said.get_all("Provides-Extra", [])} != {*project["optional-dependencies"]}:
        found.append("the wheel's extras are not those of pyproject.toml")
    if size > LARGEST:
        found.append(f"the wheel has {size:,} bytes, more than {LARGEST:,}: what is new in it?")
    return found


def tree() -> list[str]:
    """Nothing that isn't committed."""
    return [f"git: {line} is not committed" for line in _git("status", "--porcelain").splitlines()]


CHECKS: tuple[Callable[[], list[str]], ...] = (versions, changelog, figures, schemas, floors, site, wheel, tree)


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip()


def main() -> int:
    """Say of each check whether it is well, and what is not."""
    wrong = 0
    for check in CHECKS:
        problems = check()
        wrong += len(problems)
        print(f"{'ok ' if not problems else 'NO '} {check.__name__:10} {(check.__doc__ or '').partition(chr(10))[0]}")
        for problem in problems:
            print(f"      {problem}")
    print(f"{version()}: {f'{wrong} to do' if wrong else 'ready; go on with RELEASING.md'}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
