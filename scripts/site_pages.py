"""The pages of the site that are made from the source, so that nothing is written twice: a hook of MkDocs.

::

    extractor.commands ─► reference/commands.md       CONTRIBUTING.md ─► contributing.md
    schemas/1          ─► reference/record.md         CHANGELOG.md ────► changelog.md
    extractor/data     ─► reference/tables.md         corpus/floors.json ─► the mark in explanation/figures.md
    pipeline/<kind>, tests/cases ─► explanation/<kind>.md

`make docs` builds the site with them. Each function gives the Markdown of a page; the tests call them without MkDocs.
"""

import csv
import json
import re
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from inspect import cleandoc, getdoc
from pathlib import Path
from textwrap import dedent
from typing import Any

ROOT = Path(__file__).parent.parent
PAGES_OF = {
    "README.md#the-code": "explanation/index.md",
    "CHANGELOG.md": "changelog.md",
    "extractor/data/README.md": "reference/tables.md",
}
ROWS = 3  # of a table that are shown
CASES = 6  # of a kind
FLOORS = "<!-- floors -->"


def on_files(files: Any, config: Any) -> Any:
    """MkDocs asks which files there are: those of `docs/`, and the pages made here."""
    from mkdocs.structure.files import File

    for path, make in pages().items():
        files.append(File.generated(config, path, content=make()))
    return files


def on_page_markdown(markdown: str, **_: Any) -> str:
    """MkDocs asks what a page says: the mark of the pinned figures becomes their table."""
    return markdown.replace(FLOORS, floors()) if FLOORS in markdown else markdown


def pages() -> dict[str, Callable[[], str]]:
    """The pages by their path in the site."""
    from extractor.kinds import NAMES

    kinds = {f"explanation/{name}.md": lambda name=name: kind_page(name) for name in NAMES}
    return {
        "reference/commands.md": commands_page,
        "reference/record.md": record_page,
        "reference/tables.md": tables_page,
        "contributing.md": lambda: page_of("CONTRIBUTING.md"),
        "changelog.md": lambda: page_of("CHANGELOG.md"),
        **kinds,
    }


def page_of(name: str) -> str:
    """A Markdown file of the root, its links those of the site, or none where the site has no such page."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return re.sub(r"\[([^\]]+)\]\(([^)#\s]*)(#[^)\s]*)?\)", _link, text)


def _link(match: re.Match[str]) -> str:
    words, path, anchor = match[1], match[2], match[3] or ""
    if not path or path.startswith(("http:", "https:")):
        return match[0]
    if path + anchor in PAGES_OF or path in PAGES_OF:
        return f"[{words}]({PAGES_OF.get(path + anchor) or PAGES_OF[path] + anchor})"
    if path.startswith("docs/"):
        return f"[{words}]({path.removeprefix('docs/')}{anchor})"
    return words if words.startswith("`") else f"`{path}`"


def commands_page() -> str:
    """Every command with what it does, its arguments and its options, as `--help` has them."""
    import typer.main

    from extractor.commands import app

    group: Any = typer.main.get_command(app)
    lines = ["# Commands", "", f"{group.help}", "", "`extractor COMMAND --help` says the same in a terminal.", ""]
    for name, command in group.commands.items():
        context = command.make_context(f"extractor {name}", [], resilient_parsing=True)
        usage = " ".join(command.collect_usage_pieces(context))
        lines += [
            f"## extractor {name}",
            "",
            cleandoc(command.help or ""),
            "",
            "```text",
            f"extractor {name} {usage}",
            "```",
            "",
        ]
        lines += _options(command.params, context)
    return "\n".join(lines)


def _options(parameters: list[Any], context: Any) -> Iterator[str]:
    rows = [row for row in (_option(each, context) for each in parameters) if row]
    if rows:
        yield from ("| option | what it says | default |", "| --- | --- | --- |", *rows, "")


def _option(parameter: Any, context: Any) -> str:
    names = [*parameter.opts, *parameter.secondary_opts]
    if getattr(parameter, "hidden", False) or "--help" in names:
        return ""
    takes = "" if getattr(parameter, "is_flag", False) else parameter.metavar or _choices(parameter, context)
    if parameter.param_type_name == "argument":
        names, takes = [parameter.metavar or parameter.name.upper()], ""
    default = parameter.default
    shown = "" if default in (None, False, ()) or callable(default) else f"`{getattr(default, 'value', default)}`"
    said = " ".join(str(parameter.help or "").split())
    return f"| {_code(' '.join([', '.join(names), takes]).strip())} | {_cell(said)} | {_cell(shown)} |"


def _choices(parameter: Any, context: Any) -> str:
    """The values that an option takes, or `N` for a number."""
    if hasattr(parameter, "display_type"):  # Typer of 2026; before, click's own parameters
        kind = parameter.display_type(context).strip("<>")
    else:
        kind = "|".join(getattr(parameter.type, "choices", ())) or parameter.type.name
    return kind if "|" in kind else "N" if "int" in kind or "float" in kind else ""


def record_page() -> str:
    """The record's fields, from its JSON Schema, and one record as an example."""
    schema = json.loads((ROOT / "schemas/1/record.schema.json").read_text(encoding="utf-8"))
    lines = ["# The record", "", cleandoc(schema["description"]), ""]
    lines += [
        "One article gives one record, a line of JSON. `start` and `end` count Unicode code points of `text` and quote it.",
        "Amounts are decimal strings: no float touches them. The schema is `schemas/1/record.schema.json`; within 1.x fields are",
        "only added.",
        "",
        *_fields(schema["properties"], schema["$defs"]),
    ]
    for name, part in schema["$defs"].items():
        lines += [f"## {name}", "", cleandoc(part["description"]), "", *_fields(part["properties"], {})]
    example = json.loads((ROOT / "schemas/1/examples/belarus-zimbabwe.json").read_text(encoding="utf-8"))
    lines += ["## An example", "", "```json", json.dumps(example, ensure_ascii=False, indent=2), "```", ""]
    return "\n".join(lines)


def _fields(properties: dict[str, Any], parts: dict[str, Any]) -> Iterator[str]:
    yield from ("| field | type | what it is |", "| --- | --- | --- |")
    for name, field in properties.items():
        since = f" *Since {field['since']}.*" if "since" in field else ""
        part = parts.get(field.get("$ref", field.get("items", {}).get("$ref", "")).rpartition("/")[2], {})
        said = field.get("description") or part.get("description", "").partition("\n")[0]
        yield f"| `{name}` | {_type(field)} | {_cell(said)}{since} |"
    yield ""


def _type(field: dict[str, Any]) -> str:
    """A field's type in words: a part links to its heading.

    >>> _type({"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]})
    'date or null'
    """
    if "$ref" in field:
        name = field["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in field:
        return " or ".join(map(_type, field["anyOf"]))
    if "enum" in field:
        return ", ".join(f"`{value}`" for value in field["enum"])
    if field.get("type") == "array":
        each = field.get("items") or next(iter(field.get("prefixItems", [{}])), {})
        return f"list of {_type(each)}"
    if field.get("pattern", "").startswith("^-?("):
        return "decimal"
    return str(field.get("format") or field.get("type", "any"))


def tables_page() -> str:
    """What `extractor/data` says of itself, and of each table its head, its size and its first rows."""
    data = ROOT / "extractor" / "data"
    text = (data / "README.md").read_text(encoding="utf-8")
    text = re.sub(r"\[([^\]]+)\]\((?!https?:|#)[^)]*\)", r"\1", text)
    return "\n".join([text, "", "## Each table", "", *_tables(sorted(data.rglob("*.csv")), data)])


def _tables(paths: list[Path], data: Path) -> Iterator[str]:
    for path in paths:
        lines = path.read_text(encoding="utf-8").splitlines()
        head = [line.removeprefix("#").strip() for line in lines if line.startswith("#")]
        columns, *rows = csv.reader(line for line in lines if not line.startswith("#"))
        yield from (f"### {path.relative_to(data).as_posix()}", "", *(_escaped(line) for line in head), "")
        yield from (f"{len(rows):,} rows, such as", "", _row(columns), _row(["---"] * len(columns)))
        shown = rows[len(rows) // 2 :][:ROWS]
        yield from (*(_row([_short(cell) for cell in row]) for row in shown), "")


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(map(_cell, cells))} |"


def _short(cell: str) -> str:
    return f"`{cell if len(cell) < 60 else cell[:60] + '…'}`" if cell else ""


def kind_page(name: str) -> str:
    """How a kind decides: what its package says of itself, cases that pass, and those that are known to fail."""
    from extractor.kinds import kind_of

    module, kind = import_module(f"extractor.pipeline.{name}"), kind_of(name)
    cases = [json.loads(line) for line in (ROOT / f"tests/cases/{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    good = [case for case in cases if case["status"] == "pass" and case["expected"]]
    none = [case for case in cases if case["status"] == "pass" and not case["expected"]]
    failing = [case for case in cases if case["status"] == "fail"]
    code = f", the code in `{kind.code}`" if kind.code else ""
    needs = f" Needs {', '.join(kind.needs)}." if kind.needs else ""
    lines = [
        f"# {name.capitalize()}",
        "",
        f"In a record: `{name}`, spans with the label `{kind.label}`{code}.{needs}",
        "",
    ]
    lines += [
        _prose(getdoc(module) or ""),
        "",
        "## What comes of it",
        "",
        f"{len(cases)} cases are tested. Some of them:",
        "",
    ]
    dated = ["published"] if name == "dates" else []  # what `Friday` counts from
    lines += _cases(good[:: max(1, len(good) // CASES)][:CASES], dated)
    if none:
        lines += ["Nothing is found in these:", "", *(f"- {_escaped(_one_line(c['text']))}" for c in none[:CASES]), ""]
    if failing:
        lines += [
            "## Known misses",
            "",
            "Cases that fail today, each with the reason; a test notices when one begins to pass.",
            "",
        ]
        lines += _cases(failing, [*dated, "comment"])
    return "\n".join(lines)


def _cases(cases: list[dict[str, Any]], more: list[str]) -> Iterator[str]:
    heads = ["text", "expected", *more]
    yield from (_row(heads), _row(["---"] * len(heads)))
    for case in cases:
        found = "; ".join(_find(each) for each in case["expected"]) or "nothing"
        yield _row([_one_line(case["text"]), found, *(case.get(name) or "" for name in more)])
    yield ""


def _find(expected: dict[str, Any]) -> str:
    """A find on one line: its words, then the fields that say something, amounts of a point once."""
    fields = {name: value for name, value in expected.items() if value not in (None, [], False)}
    if "exporter" in fields or "importer" in fields or "parties" in fields:
        sides = fields.pop("parties", None) or [fields.pop("exporter", "?"), fields.pop("importer", "?")]
        fields = {fields.pop("kind", "flow"): " → ".join(sides), **fields}
    if fields.get("low") and fields.get("low") == fields.get("high"):
        fields["value"] = fields.pop("low")
        fields.pop("high"), fields.pop("amount", None)
    words = fields.pop("text", "") or fields.pop("name", "")
    said = (
        f"{name} {', '.join(map(str, v)) if isinstance(v, list) else v}"
        for name, v in fields.items()
        if name != "mentions"
    )
    named = f"**{_one_line(str(words))}** " if words else ""
    return f"{named}{', '.join(said)}"


def _prose(docstring: str) -> str:
    """A docstring as Markdown: what stands below `::` is a drawing."""
    text = docstring.replace("``", "`") + "\n"
    return re.sub(r"^::\n\n((?: {4}.*\n|\n)+)", lambda m: f"```text\n{dedent(m[1]).strip()}\n```\n\n", text, flags=re.M)


def floors() -> str:
    """The figures on the corpus that can't fall unnoticed."""
    parts = json.loads((ROOT / "corpus/floors.json").read_text(encoding="utf-8"))
    lines = []
    for part, pinned in parts.items():
        lines += [f"**{part}**", "", "| measure | precision | recall | F1 |", "| --- | --- | --- | --- |"]
        lines += [f"| {name} | {f['p']} | {f['r']} | {f['f1']} |" for name, f in pinned["figures"].items()]
        lines.append("")
    return "\n".join(lines)


def _one_line(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) < 220 else text[:220] + " …"


def _cell(text: str) -> str:
    """What stands in a cell: outside code a `|` would end it."""
    parts = text.replace("\n", " ").split("`")
    return "`".join(part if n % 2 else part.replace("|", "\\|") for n, part in enumerate(parts))


def _code(text: str) -> str:
    return f"`{text}`"


def _escaped(text: str) -> str:
    """A line of prose in which no Markdown but code is seen."""
    parts = text.split("`")
    return "`".join(part if n % 2 else re.sub(r"([<>*_\[\]])", r"\\\1", part) for n, part in enumerate(parts))


if __name__ == "__main__":  # a page, to look at
    print(pages()[sys.argv[1]]())
