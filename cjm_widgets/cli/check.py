"""`cjm check` and `cjm rules`: the checks on map files, for people, scripts and continuous integration."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cjm_widgets.model import checks
from cjm_widgets.model.checks import SEVERITIES
from cjm_widgets.model.errors import FileError

if TYPE_CHECKING:
    from cjm_widgets.model.checks import Finding, Rule

CLEAN, FOUND, UNUSABLE = 0, 1, 2


def add(commands: Any) -> None:
    """Adds `cjm check` and `cjm rules` to the command line."""
    check = commands.add_parser(
        "check", help="say what a map lacks or contradicts",
        description="Exit status: 0 clean, 1 findings as bad as --fail-on, 2 a file that cannot be read.",
    )  # fmt: skip
    check.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a map, as journey.cjm.json")
    check.add_argument("--json", action="store_true", help="print the findings as JSON")
    check.add_argument("--fail-on", choices=SEVERITIES, default="error", help="default: error")
    check.add_argument(
        "--today", type=_day, default=None, metavar="DATE", help="the day to check for, as 2026-03-01"
    )
    check.set_defaults(run=run_check)
    rules = commands.add_parser("rules", help="list the checks")
    rules.add_argument("--json", action="store_true", help="print them as JSON")
    rules.set_defaults(run=run_rules)


def run_check(options: argparse.Namespace) -> int:
    """Checks each file; one that cannot be read is named, and the others are checked all the same."""
    today = options.today or dt.date.today()
    found: dict[str, list[Finding]] = {}
    unusable = False
    for path in options.files:
        try:
            found[str(path)] = _findings(path, today)
        except FileError as error:
            unusable = True
            print(f"cjm: {error}", file=sys.stderr)
    print(_json(found) if options.json else _listed(found), end="")
    return UNUSABLE if unusable else FOUND if _fails(found, options.fail_on) else CLEAN


def run_rules(options: argparse.Namespace) -> int:
    """Prints the checks, sorted by code."""
    rules = [checks.RULES[code] for code in sorted(checks.RULES)]
    if options.json:
        print(json.dumps([_told(rule) for rule in rules], ensure_ascii=False, indent=1))
    else:
        print("\n".join(f"{rule.severity:9}{rule.code:32}{rule.title}" for rule in rules))
    return CLEAN


def _findings(path: Path, today: dt.date) -> list[Finding]:
    from cjm_widgets.formats import cjm_file
    from cjm_widgets.frames.documents import to_document

    held = cjm_file.read(path)
    return [one for one in checks.check(to_document(held.tables, held.meta), today) if not one.silenced]


def _fails(found: Mapping[str, Iterable[Finding]], fail_on: str) -> bool:
    bad = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    return any(one.severity in bad for findings in found.values() for one in findings)


def _listed(found: Mapping[str, Iterable[Finding]]) -> str:
    return "".join(
        f"{path}: {one.severity} {one.code}: {one.what}\n"
        for path, findings in found.items()
        for one in findings
    )


def _json(found: Mapping[str, Iterable[Finding]]) -> str:
    told = [{"file": path, "findings": [one.json() for one in findings]} for path, findings in found.items()]
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _told(rule: Rule) -> dict[str, Any]:
    names = ("code", "severity", "title", "why", "how", "requirements")
    return {name: getattr(rule, name) for name in names}


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write it as 2026-03-01") from None
