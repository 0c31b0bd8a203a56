"""The fenced blocks of Markdown, and what each kind of block is worth: Python and consoles run, data are parsed.

::

    page ─ read ─► Fence (language, code, line) ─ Session ─┬─ python   run in the page's namespace; prints ─► the `output` below
                                                           ├─ pycon    doctest, in the same namespace
                                                           ├─ console  each `$ ` in the page's folder; it says ─► what is shown
                                                           ├─ json, toml, yaml, ini     parsed
                                                           └─ diff     its context stands in the file that the step names

A page is read from top to bottom in a folder of its own, in which `corpus` and `examples` are those of the checkout. `...` in
what is shown stands for anything.
"""

import asyncio
import doctest
import io
import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
WIDTH = 88  # columns of the terminal that consoles are shown in
_FENCE = re.compile(
    r"^(?P<indent> *)(?P<mark>```+)(?P<language>[\w-]*)[^\n`]*\n(?P<code>.*?)^(?P=indent)(?P=mark)$", re.M | re.S
)
_SNIPPET = re.compile(r'^--8<-- "(?P<path>[^"]+)"$', re.M)
_PATH = re.compile(r"`([\w./-]+\.\w+)`")
NOT_OURS = ("jupyterlab",)  # what a page may install that nothing here needs
_SHELL = re.compile(r"[|<>&;*$(]")
LENIENT = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@dataclass(frozen=True, slots=True)
class Fence:
    """A block between fences."""

    page: Path
    line: int
    language: str
    code: str
    before: str  # the Markdown above it

    def __str__(self) -> str:
        return f"{os.path.relpath(self.page, ROOT)}:{self.line}"


def read(page: Path) -> list[Fence]:
    """The blocks of a page, in order, without the indentation of a list that they stand in."""
    text = page.read_text(encoding="utf-8")
    found = []
    for match in _FENCE.finditer(text):
        lines = match["code"].splitlines(keepends=True)
        code = "".join(line.removeprefix(match["indent"]) for line in lines)
        line = text.count("\n", 0, match.start()) + 1
        found.append(Fence(page, line, match["language"], _SNIPPET.sub(_included, code), text[: match.start()]))
    return found


def _included(match: re.Match[str]) -> str:
    return (ROOT / match["path"]).read_text(encoding="utf-8")


class Wrong(AssertionError):
    """A block doesn't do what its page says."""

    def __init__(self, fence: Fence, what: str) -> None:
        super().__init__(f"{fence}: {what}")


@dataclass
class Session:
    """A reader who follows one page, in `folder`."""

    folder: Path
    names: dict[str, Any] = field(default_factory=lambda: {"__name__": "page"})
    printed: tuple[Fence, str] | None = None  # by the last Python block, until it is compared

    def follow(self, page: Path) -> int:
        """Do all that a page says; `Wrong` where that is not what comes. Returns how many blocks there were."""
        fences = read(page)
        for fence in fences:
            if fence.language != "output":
                self.settle()
            WAYS.get(fence.language, _unknown)(self, fence)
        self.settle()
        return len(fences)

    def settle(self) -> None:
        """What a block printed must have been shown."""
        if self.printed and self.printed[1].strip():
            raise Wrong(self.printed[0], f"prints what the page doesn't show:\n{self.printed[1]}")
        self.printed = None

    def python(self, fence: Fence) -> None:
        """Run a block, as if it were typed below the blocks before it."""
        out = io.StringIO()
        with redirect_stdout(out), _no_loop():
            exec(compile("\n" * fence.line + fence.code, str(fence), "exec", dont_inherit=True), self.names)
        self.printed = fence, out.getvalue()

    def output(self, fence: Fence) -> None:
        """What the block above printed."""
        if self.printed is None:
            raise Wrong(fence, "shows what nothing above it prints")
        compare(fence, fence.code, self.printed[1])
        self.printed = None

    def pycon(self, fence: Fence) -> None:
        """A dialogue with Python."""
        test = doctest.DocTestParser().get_doctest(fence.code, self.names, str(fence), str(fence.page), fence.line)
        runner, said = doctest.DocTestRunner(optionflags=LENIENT), io.StringIO()
        runner.run(test, out=said.write, clear_globs=False)
        self.names.update(test.globs)
        if runner.failures:
            raise Wrong(fence, said.getvalue())

    def console(self, fence: Fence) -> None:
        """Each command, and what it says where that is shown."""
        for command, shown in commands(fence.code):
            said = self.command(fence, command)
            if said is not None and shown.strip():
                compare(fence, shown, said)

    def command(self, fence: Fence, command: str) -> str | None:
        """What a command says; None for one that is looked at and not run."""
        look = next((look for begin, look in LOOKED_AT.items() if re.match(rf"{begin}(\s|/|$)", command)), None)
        words = [] if "<<" in command else shlex.split(command, comments=True)
        if look:
            look(self, fence, words)
            return None
        if words[:1] == ["extractor"] and words[1] != "run" and not _SHELL.search(command):
            code, said = _in_here(words[1:])
        elif words[:1] == ["python"] and words[1].startswith("examples/"):
            code, said = 0, _example(words[1:])
        else:
            code, said = _in_a_shell(command)
        if code:
            raise Wrong(fence, f"`{command}` ends with {code}:\n{said}")
        return said


def commands(code: str) -> Iterator[tuple[str, str]]:
    """The commands of a console, each with what is shown below it; here-documents and `\\` at a line's end go on.

    >>> list(commands("$ ls a \\\\\\n    b\\nc\\n$ cat > d <<END\\nx\\nEND\\n"))
    [('ls a \\\\\\n    b', 'c\\n'), ('cat > d <<END\\nx\\nEND', '')]
    """
    lines = code.splitlines()
    while lines:
        line = lines.pop(0)
        if not line.startswith("$ "):
            raise AssertionError(f"a console begins with `$ `, not {line!r}")
        command, shown = line[2:], ""
        while command.endswith("\\"):
            command += "\n" + lines.pop(0)
        if end := re.search(r"<<'?(\w+)'?", command):
            while not command.endswith(f"\n{end[1]}"):
                command += "\n" + lines.pop(0)
        while lines and not lines[0].startswith("$ "):
            shown += lines.pop(0) + "\n"
        yield command, shown


def compare(fence: Fence, shown: str, said: str) -> None:
    """Both are the same but for white space and what `...` stands for; `Wrong` where they aren't."""
    if not agree(shown, said):
        raise Wrong(fence, f"shows\n{shown}\nand what comes is\n{said}")


def agree(shown: str, said: str) -> bool:
    """Whether a page shows what comes.

    >>> agree("a\\n...\\nc  d", "a\\nb\\nc d"), agree("...\\na\\n...", "a"), agree("a ... b", "a b c")
    (True, True, False)
    """
    first, *others = (" ".join(piece.split()) for piece in shown.split("..."))
    rest = " ".join(said.split())
    if not others:
        return rest == first
    if not rest.startswith(first):
        return False
    rest = rest.removeprefix(first)
    *inner, last = others
    for piece in inner:
        _, found, rest = rest.partition(piece) if piece else ("", "x", rest)
        if not found:
            return False
    return rest.endswith(last)


def _in_here(arguments: list[str]) -> tuple[int, str]:
    """A command of ours, in this process: the pipeline is loaded once."""
    from typer.testing import CliRunner

    from extractor.commands import app

    done = CliRunner().invoke(app, arguments)
    return done.exit_code, done.output


def _example(arguments: list[str]) -> str:
    """A script of the examples, in a process of its own: a Spark that runs already would look for files where it was started."""
    done = subprocess.run([sys.executable, *arguments], stdout=subprocess.PIPE, text=True, timeout=240, check=True)
    return done.stdout


def _in_a_shell(command: str) -> tuple[int, str]:
    shell = ["bash", "-euo", "pipefail", "-c", command]
    done = subprocess.run(shell, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=120)
    return done.returncode, done.stdout


def _unknown(_: Session, fence: Fence) -> None:
    raise Wrong(fence, f"{fence.language or 'a block without a language'} is not run: give it one of {', '.join(WAYS)}")


def _json(_: Session, fence: Fence) -> None:
    json.loads(fence.code)


def _toml(_: Session, fence: Fence) -> None:
    tomllib.loads(fence.code)


def _yaml(_: Session, fence: Fence) -> None:
    import yaml

    yaml.safe_load(fence.code)


def _ini(_: Session, fence: Fence) -> None:
    """A part of a spaCy config, whose factories there are."""
    from confection import Config
    from spacy.language import Language

    import extractor.pipeline

    assert extractor.pipeline.KINDS
    for section in Config().from_str(fence.code, interpolate=False).get("components", {}).values():
        Language.get_factory_meta(section["factory"])


def _diff(_: Session, fence: Fence) -> None:
    """Its context stands in the last file that the text above it names, so that the place to change can be found."""
    path = next(p for p in map(ROOT.joinpath, reversed(_PATH.findall(fence.before))) if p.is_file())
    text = {line.strip() for line in path.read_text(encoding="utf-8").splitlines()}
    for line in fence.code.splitlines():
        if line[:1] == " " and line.strip() and line.strip() not in text:
            raise Wrong(fence, f"{path.relative_to(ROOT)} has no line {line.strip()!r}")


def _pip(_: Session, fence: Fence, words: list[str]) -> None:
    """What is installed is this package with extras that it has, or is pinned."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pinned = re.findall(r"^([\w.-]+)==", (ROOT / "constraints.txt").read_text(encoding="utf-8"), re.M)
    known = {name.lower().replace("_", "-") for name in (*pinned, *NOT_OURS)}
    for word in words[2:]:
        name, _, extras = word.rstrip("]").partition("[")
        if name == project["name"]:
            assert {*filter(None, extras.split(","))} <= {*project["optional-dependencies"]}, fence
        elif not name.startswith(("-", ".")):
            assert name.partition("==")[0].lower() in known, f"{fence}: {name}"


def _make(_: Session, fence: Fence, words: list[str]) -> None:
    """The targets are there."""
    targets = re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    assert {word for word in words[1:] if "=" not in word} <= {*targets}, fence


def _script(_: Session, fence: Fence, words: list[str]) -> None:
    """A script of the checkout is there, and is Python."""
    path = ROOT / words[1]
    compile(path.read_text(encoding="utf-8"), str(path), "exec")


@contextmanager
def _no_loop() -> Iterator[None]:
    """No event loop is running, as where a page is read: the tests in a browser leave theirs running."""
    loop = asyncio.events._get_running_loop()
    asyncio.events._set_running_loop(None)
    try:
        yield
    finally:
        asyncio.events._set_running_loop(loop)


def _pytest(_: Session, fence: Fence, words: list[str]) -> None:
    """The tests are there."""
    assert all((ROOT / word).exists() for word in words[1:] if word.startswith("tests")), fence


def _uvicorn(session: Session, fence: Fence, words: list[str]) -> None:
    """The app is kept, for `curl`."""
    module, name = words[1].split(":")
    folder = words[words.index("--app-dir") + 1]
    path = ROOT / folder / f"{module}.py"
    found: dict[str, Any] = {"__name__": module}
    exec(compile(path.read_text(encoding="utf-8"), str(path), "exec", dont_inherit=True), found)
    session.names["__app__"] = found[name]


def _curl(session: Session, fence: Fence, words: list[str]) -> None:
    """A request to the app that `uvicorn` served."""
    from starlette.testclient import TestClient

    body = words[words.index("-d") + 1]
    address = next(word for word in words if word.startswith("localhost:8000")).removeprefix("localhost:8000")
    with TestClient(session.names["__app__"]) as client:
        answer = client.post(address, content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 200, f"{fence}: {answer.text}"


def _looked_at_elsewhere(_: Session, __: Fence, ___: list[str]) -> None:
    """Docker's file has a test of its own; a browser and a notebook's server go on until somebody ends them."""


WAYS: dict[str, Callable[[Session, Fence], None]] = {
    "python": Session.python,
    "output": Session.output,
    "pycon": Session.pycon,
    "console": Session.console,
    "json": _json,
    "toml": _toml,
    "yaml": _yaml,
    "ini": _ini,
    "diff": _diff,
    "text": lambda *_: None,  # drawings, and files that the page makes no claim about
}
LOOKED_AT: dict[str, Callable[[Session, Fence, list[str]], None]] = {
    "pip": _pip,
    "make": _make,
    "pytest": _pytest,
    "python scripts": _script,
    "scripts": _script,
    "uvicorn": _uvicorn,
    "curl": _curl,
    "docker": _looked_at_elsewhere,
    "jupyter": _looked_at_elsewhere,
    "extractor browse": _looked_at_elsewhere,
    "extractor train": _looked_at_elsewhere,
}


def environment(folder: Path, packages: Iterable[str] = ()) -> dict[str, str]:
    """The environment of a reader's terminal, with the command of this checkout, and `python` that knows it and `packages`."""
    bin_ = folder / "bin"
    bin_.mkdir()
    for name, more in (("extractor", "-m extractor"), ("python", "")):
        (bin_ / name).write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} {more} "$@"\n', encoding="utf-8")
        (bin_ / name).chmod(0o755)
    known = os.pathsep.join([str(ROOT), *packages])
    path = f"{bin_}{os.pathsep}{os.environ['PATH']}"
    return {
        "PATH": path,
        "PYTHONPATH": known,
        "COLUMNS": str(WIDTH),
        "NO_COLOR": "1",
        "TERM": "dumb",
    }
