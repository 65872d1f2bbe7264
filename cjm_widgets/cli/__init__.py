"""The `cjm` command. It loads what a subcommand needs when that is called.

Each subcommand is a module with `add(commands)`: it adds its arguments, and sets `run`, which gives the exit code.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from cjm_widgets import __version__
from cjm_widgets.model.errors import CjmError

from . import check, export, handout, report, tour, versions, workshop

SUBCOMMANDS = (tour, workshop, check, versions, export, handout, report)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command and gives its exit code: 0 done, 1 it could not be done, 2 it was not understood.

    Some commands say more with it: `cjm check` gives 1 for findings and 2 for a file it cannot read.

    >>> import tempfile
    >>> main(["tour", tempfile.mkdtemp(), "--copy-only"])  # doctest: +ELLIPSIS
    The tour is in ...tour.ipynb
    0
    """
    options = _parser().parse_args(arguments)
    try:
        code: int = options.run(options)
        sys.stdout.flush()  # here, where a reader that has gone is heard of, and not as Python ends
    except CjmError as error:
        print(f"cjm: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read it, `head` for one, has seen enough; Python would complain once more as it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="cjm", description="Customer journey maps in JupyterLab.")
    parser.add_argument("--version", action="version", version=f"cjm_widgets {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for subcommand in SUBCOMMANDS:
        subcommand.add(commands)
    return parser
