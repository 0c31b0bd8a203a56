"""The browser on a port of this machine, until it is told to stop."""

import socket
import webbrowser
from collections.abc import Callable
from typing import TYPE_CHECKING

from extractor.errors import ExtractorError
from extractor.pages.browse import HOST, create_app

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection


def serve(connection: "Connection", *, title: str, port: int, show: bool, say: Callable[[str], None]) -> None:
    """Serve until Ctrl-C; `say` hears the address, and with `show` the user's browser opens it.

    Raises `ExtractorError` where the port is taken or uvicorn is missing.
    """
    try:
        import uvicorn
    except ImportError as error:
        raise ExtractorError("the browser needs uvicorn: pip install 'extractor-news[pages]'") from error
    app = create_app(connection, title=title)
    with bound(port) as listening:
        address = f"http://{HOST}:{listening.getsockname()[1]}/"
        say(f"browse at {address} (Ctrl-C stops)")
        if show:
            webbrowser.open(address)
        config = uvicorn.Config(app, log_level="warning", server_header=False, timeout_graceful_shutdown=2)
        uvicorn.Server(config).run(sockets=[listening])


def bound(port: int) -> socket.socket:
    """A socket that listens on this machine alone; 0 is any free port."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
        listening.listen()
    except OSError as error:
        listening.close()
        raise ExtractorError(f"port {port} can't be used: {error.strerror}; choose another one (--port)") from error
    return listening
