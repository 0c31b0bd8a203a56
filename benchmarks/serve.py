"""One peer at work in its own environment: `python -m benchmarks.serve PEER.py`, requests in, answers out, JSON Lines.

A request is ``{"text", "published"}``, its answer ``{"finds", "seconds"}`` or ``{"error", "seconds"}``: seconds of CPU time. The
last line is of the process: seconds to load and read a first text, peak memory in MiB, versions.
"""

import contextlib
import importlib.util
import json
import os
import re
import resource
import sys
import time
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import ModuleType
from typing import Any, TextIO

from benchmarks.peer import Peer, Reader

FIRST = "On 5 May 2021 President Paul Biya of Cameroon said that 200 tonnes of cocoa were sold for $3 million."


def load_peer(path: Path) -> tuple[Peer, ModuleType]:
    """What a peer's file says of it, and the file as a module, whose `load` gives its reader."""
    spec = importlib.util.spec_from_file_location(f"peer_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path}: no Python file; a peer is a file of benchmarks/peers")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    if not isinstance(getattr(module, "PEER", None), Peer) or not callable(getattr(module, "load", None)):
        raise SystemExit(f"{path}: a peer's file has PEER, a `Peer`, and `load`, a function that gives its reader")
    return module.PEER, module


def answer(read: Reader, request: dict[str, Any]) -> dict[str, Any]:
    """The answer to one request; what a peer raises is an answer too."""
    published = date.fromisoformat(request["published"]) if request.get("published") else None
    begin = time.process_time()
    try:
        reply: dict[str, Any] = {"finds": list(read(request["text"], published))}
    except Exception as error:  # a peer's errors are its own, and are counted
        reply = {"error": f"{type(error).__name__}: {error}"}
    return {**reply, "seconds": time.process_time() - begin}


def serve(path: Path, requests: TextIO, answers: TextIO) -> None:
    """Answer all requests, then say what the process took."""
    peer, module = load_peer(path)
    begin = time.process_time()
    read: Reader = module.load()
    answer(read, {"text": FIRST})  # what is made at the first text belongs to loading
    loading = time.process_time() - begin
    for line in requests:
        print(json.dumps(answer(read, json.loads(line)), default=str), file=answers, flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"loading": loading, "peak": peak, "versions": versions(peer)}), file=answers, flush=True)


def versions(peer: Peer) -> dict[str, str]:
    """The installed version of each package that the peer names."""
    names = peer.packages or tuple(re.split(r"[^\w.-]", each)[0] for each in peer.requires)
    found = {}
    for name in names:
        with contextlib.suppress(PackageNotFoundError):
            found[name] = version(name)
    return found


if __name__ == "__main__":
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as out, contextlib.redirect_stdout(sys.stderr):  # peers may print
        serve(Path(sys.argv[1]), sys.stdin, out)
