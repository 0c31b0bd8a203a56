"""Standard output that can't take any more: a pipe that somebody closed, a disk that is full."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from extractor.errors import DiskError

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
CLOSED = 141  # as a shell says it of a command that SIGPIPE ended


@contextmanager
def whole_output() -> Iterator[None]:
    """All that the block prints is out at its end.

    Where nobody reads it any more (`| head -1`), the command ends in silence with exit code 141; `DiskError` where there is
    no room for it.
    """
    try:
        try:
            yield
        finally:
            sys.stdout.flush()  # at the interpreter's end it would be too late to say anything
    except BrokenPipeError:
        _let_go()
        raise typer.Exit(CLOSED) from None
    except OSError as error:
        if error.filename is not None or error.errno not in FULL:
            raise
        _let_go()
        raise DiskError(f"standard output can't be written: {error.strerror or error}") from error


def _let_go() -> None:
    """What is still waiting goes nowhere: the interpreter would try it once more at its end, and complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError):  # no file at all
        pass
    finally:
        os.close(nowhere)
