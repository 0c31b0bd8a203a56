"""An environment of its own for each peer, below a folder that is kept between runs."""

import json
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
PATIENCE = 1200  # seconds for an installation
_STAMP = "installed.json"


class NotInstalled(Exception):
    """A peer can't be installed here; the page says so, and why."""


def environment(name: str, requires: Sequence[str], cache: Path) -> Path:
    """The Python of the environment that has these requirements, made where it isn't there.

    A requirement `.` is this checkout. `NotInstalled` says what pip said last.
    """
    folder = cache / name
    python = folder / "bin" / "python"
    stamp = folder / _STAMP
    wanted = json.dumps([sys.version, *requires])
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return python
    shutil.rmtree(folder, ignore_errors=True)
    venv.create(folder, with_pip=False, symlinks=True)
    if requires:
        _install(python, requires)
    stamp.write_text(wanted, encoding="utf-8")
    return python


def _install(python: Path, requires: Sequence[str]) -> None:
    """pip of this interpreter installs into the other, so that the environment has what was asked for and no more."""
    arguments = [str(ROOT) if each == "." else each for each in requires]
    command = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", *arguments]
    if "." in requires:
        command += ["--constraint", str(ROOT / "constraints.txt")]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        raise NotInstalled(f"not installed after {PATIENCE} seconds") from None
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.startswith("ERROR")] or ["pip failed"]
        raise NotInstalled(said[-1].removeprefix("ERROR: "))


def size(python: Path) -> float:
    """MiB of what is installed, compiled modules apart."""
    total = 0
    for folder, _, names in os.walk(python.parent.parent / "lib"):
        if not folder.endswith("__pycache__"):
            total += sum(os.lstat(os.path.join(folder, name)).st_size for name in names)
    return total / (1 << 20)
