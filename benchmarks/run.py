"""The leaderboard: every peer in its own environment over the same texts, and the page of it.

    python benchmarks/run.py [FOLDER …]          # or: make leaderboard TEXTS="FOLDER …"

Each FOLDER holds more texts as JSON Lines (`benchmarks/gold.py` says in which forms); `NAME.txt` beside `NAME.jsonl` says where
they are from. The environments lie in the cache folder and are kept; the first run installs them, for which it needs minutes and
the network.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))  # `python benchmarks/run.py` finds the folder above as well

from benchmarks import gold, page, score  # noqa: E402
from benchmarks.environments import NotInstalled, environment, size  # noqa: E402
from benchmarks.peer import Find, Peer  # noqa: E402
from benchmarks.serve import load_peer  # noqa: E402

PEERS = Path(__file__).parent / "peers"
ONE_CORE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
AGAIN = "again"  # the first collection's second time
Request = tuple[tuple[str, str], dict[str, str | None]]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and write the page."""
    asked = _options(arguments)
    sets = list(gold.collections(asked.folders, asked.words))
    runs = []
    for path in sorted(asked.peers.glob("*.py"), key=lambda path: (path.stem != "extractor", path.stem)):
        if path.stem == "__init__" or (asked.only and path.stem not in asked.only):
            continue
        print(f"{path.stem} …", file=sys.stderr, flush=True)
        runs.append(measure(path, sets, asked.cache, asked.limit))
        print(f"    {runs[-1].failure or f'{len(runs[-1].answers):,} texts read'}", file=sys.stderr)
    asked.output.write_text(page.page(runs, sets), encoding="utf-8")
    print(f"written: {asked.output}", file=sys.stderr)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="more texts, in JSON Lines")
    parser.add_argument("--words", type=int, default=20_000, help="of each collection at most (default 20,000)")
    parser.add_argument("--limit", type=int, default=900, help="seconds that a peer may take (default 900)")
    parser.add_argument("--only", nargs="+", metavar="PEER", help="these alone, by the names of their files")
    parser.add_argument("--peers", type=Path, default=PEERS, help="the folder of their files")
    parser.add_argument("--cache", type=Path, default=Path.home() / ".cache/extractor-peers", help="of environments")
    parser.add_argument("--output", "-o", type=Path, default=ROOT / "docs/leaderboard.md")
    return parser.parse_args(arguments)


def measure(path: Path, sets: list[gold.Collection], cache: Path, limit: float) -> score.Run:
    """Install a peer, let it answer, count its answers; where that fails the run says why."""
    peer, _ = load_peer(path)
    run = score.Run(peer)
    asked = list(requests(peer, sets))
    try:
        python = environment(path.stem, peer.requires, cache)
        lines = ask(python, path, asked, limit)
    except NotInstalled as error:
        run.failure = f"can't be installed: {error}"
    except subprocess.TimeoutExpired:
        run.failure = f"not done after {limit:g} seconds"
    except subprocess.CalledProcessError as error:
        run.failure = f"fails: {(error.stderr.strip().splitlines() or ['without a word'])[-1]}"
    else:
        run.size, run.process = size(python), json.loads(lines[-1])
        _take(run, asked, lines, sets[0].name)
        score.score(run, sets)
    return run


def requests(peer: Peer, sets: list[gold.Collection]) -> Iterator[Request]:
    """The texts that a peer reads: those with a kind that it finds, and words alone of kinds that it gives values of."""
    for collection in sets:
        if collection.kinds & {*peer.spans, *(["names"] * ("people" in peer.spans))}:
            yield from (((collection.name, t.id), {"text": t.text, "published": t.published}) for t in collection.texts)
    if set(peer.spans) & sets[0].kinds:
        yield from (((AGAIN, t.id), {"text": t.text, "published": t.published}) for t in sets[0].texts)
    for kind in sorted({*peer.values, *peer.words}):
        for key, (_, published) in score.given(kind, sets[0]).items():
            yield (kind, key), {"text": key.partition("\t")[0], "published": published}


def ask(python: Path, path: Path, asked: list[Request], limit: float) -> list[str]:
    """The lines that the peer's process answers, on one core; texts go by files, so that nothing waits for a full pipe."""
    environ = {**os.environ, **ONE_CORE, "PYTHONPATH": str(ROOT)}
    with tempfile.TemporaryFile("w+", encoding="utf-8") as texts:
        texts.writelines(json.dumps(request) + "\n" for _, request in asked)
        texts.seek(0)
        done = subprocess.run(
            [str(python), "-m", "benchmarks.serve", str(path.resolve())],
            stdin=texts,
            capture_output=True,
            text=True,
            env=environ,
            cwd=ROOT,
            timeout=limit,
            check=True,
        )
    return done.stdout.splitlines()


def _take(run: score.Run, asked: list[Request], lines: list[str], timed: str) -> None:
    """Answers by what was asked; the seconds of the first collection, which all peers that search texts have read."""
    for (key, _), line in zip(asked, lines[:-1], strict=True):
        reply = json.loads(line)
        run.answers[key] = [
            Find(kind, start, end, tuple(values)) for kind, start, end, values in reply.get("finds", ())
        ]
        run.seconds += reply["seconds"] if key[0] == timed else 0
        run.again += reply["seconds"] if key[0] == AGAIN else 0
        run.errors += [reply["error"]] if "error" in reply else []


if __name__ == "__main__":
    main()
