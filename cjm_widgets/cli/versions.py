"""`cjm diff` and `cjm merge`: versions of map files, for people and for git."""

from __future__ import annotations

import argparse
import json
import os
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cjm_widgets.model.errors import CjmError, CjmWarning, DataError

if TYPE_CHECKING:
    from cjm_widgets.formats.cjm_file import MapFile
    from cjm_widgets.formats.versions import Diff

SAME, CONFLICTS, UNUSABLE = 0, 1, 2
_GIT_DIFF = (7, 9)
"""How many arguments git gives a diff command: path, old file, hex, mode, new file, hex, mode, and two for a rename."""


def add(commands: Any) -> None:
    """Adds `cjm diff` and `cjm merge` to the command line."""
    diff = commands.add_parser(
        "diff", help="say what changed between two maps",
        description="With one file: the map as text, a line a value, for git's textconv. Exit status 2: cannot be read.",
    )  # fmt: skip
    diff.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="OLD NEW, or what git gives a diff command; /dev/null is no map",
    )
    diff.add_argument("--json", action="store_true", help="print the changes as JSON")
    diff.add_argument("--exit-code", action="store_true", help="exit status 1 where there are changes")
    diff.set_defaults(run=run_diff)
    merge = commands.add_parser(
        "merge", help="merge two versions of a map",
        description="Writes the merged map to OURS, or to --output. Exit status: 0 merged, 1 conflicts (the file is "
        "whole, holds ours, and lists them in its table “conflicts”), 2 a file that cannot be read or written.",
    )  # fmt: skip
    merge.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="BASE OURS THEIRS; git: %%O %%A %%B"
    )
    merge.add_argument("-o", "--output", type=Path, metavar="OUT", help="where to write; default: OURS")
    merge.add_argument("--install-git", action="store_true", help="print what makes git use cjm for maps")
    merge.add_argument("--write", action="store_true", help="with --install-git: set it in this repository")
    merge.set_defaults(run=run_merge)


def run_diff(options: argparse.Namespace) -> int:
    """Prints what changed. Git wants 0 from its diff command, changes or not."""
    files = options.files
    try:
        if len(files) == 1:
            print("\n".join(_whole_text(_read(Path(files[0])))))
            return SAME
        if len(files) not in (2, *_GIT_DIFF):
            raise DataError(f"cjm diff takes OLD and NEW, or one file; it got {len(files)}.")
        from cjm_widgets.formats.versions import diff

        name, old, new = (files[0], files[1], files[4]) if len(files) in _GIT_DIFF else ("", *files)
        found = diff(_read(Path(old)), _read(Path(new)))
    except CjmError as error:
        print(f"cjm: {error}", file=sys.stderr)
        return UNUSABLE
    print(_json(found) if options.json else _text(found, name))
    return int(options.exit_code and len(found) > 0 and not name)


def run_merge(options: argparse.Namespace) -> int:
    """Merges three files into one; with conflicts it is ours, and says so."""
    try:
        if options.install_git:
            from . import git

            print(git.install(Path.cwd()) if options.write else git.lines())
            return SAME
        if len(options.files) != 3:
            raise DataError(f"cjm merge takes BASE, OURS and THEIRS; it got {len(options.files)} files.")
        base, ours, theirs = options.files
        return _merge(base, ours, theirs, options.output or ours)
    except CjmError as error:
        print(f"cjm: {error}", file=sys.stderr)
        return UNUSABLE


def _merge(base: Path, ours: Path, theirs: Path, target: Path) -> int:
    from cjm_widgets.formats import cjm_file, disk
    from cjm_widgets.formats.versions import merge
    from cjm_widgets.formats.versions.sentences import conflict_lines

    done = merge(_read(base), _read(ours), _read(theirs))
    there = disk.Fingerprint.of(disk.read_bytes(target)) if target.exists() else None
    cjm_file.write(target, done.filed(), there)
    if not len(done.conflicts):
        return SAME
    n = len(done.conflicts)
    print(
        f"cjm: {n} conflict{'s' if n > 1 else ''}; ours is kept, and they are in the file:", file=sys.stderr
    )
    for line in conflict_lines(done.conflicts):
        print(f"  {line}", file=sys.stderr)
    return CONFLICTS


def _read(path: Path) -> MapFile:
    """A map; an empty one for /dev/null and for an empty file: git says so that there was none."""
    from cjm_widgets.formats import cjm_file

    if str(path) in (os.devnull, "/dev/null", "nul") or (path.is_file() and not path.stat().st_size):
        return cjm_file.MapFile()
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always", CjmWarning)
        held = cjm_file.read(path)
    for one in said:
        print(f"cjm: {one.message}", file=sys.stderr)
    return held


def _text(found: Diff, name: str) -> str:
    from cjm_widgets.formats.versions.sentences import lines

    head = f"{name}: {found.summary()}" if name else found.summary()
    return "\n".join([head, *lines(found)])


def _whole_text(held: MapFile) -> list[str]:
    from cjm_widgets.formats.versions.plain import plain
    from cjm_widgets.formats.versions.sentences import whole_lines

    return list(whole_lines(plain(held)))


def _json(found: Diff) -> str:
    from cjm_widgets.formats.values import encode

    rows = [{k: encode(v) for k, v in row.items()} for row in found.to_dict("records")]
    return json.dumps(rows, ensure_ascii=False, indent=1)
