"""The page docs/checks.md, made from the rules: `python -m cjm_widgets.cli.rules_page` writes it anew."""

from __future__ import annotations

from pathlib import Path

from cjm_widgets.model.checks import SEVERITIES
from cjm_widgets.model.checks.finding import Rule
from cjm_widgets.model.checks.run import MODULES

PAGE = Path(__file__).resolve().parents[2] / "docs" / "checks.md"
HEAD = """# Checks

`m.check()` gives the findings of a map as a DataFrame, `m.check().assert_clean()` fails a test, `cjm check map.cjm.json` checks files
(exit status 0 clean, 1 findings as bad as `--fail-on`, 2 a file that cannot be read), and `cjm rules` prints this list. An error is
something that contradicts itself or a promise, a warning weakens the map, a note could be better. A finding that may stay is silenced
with its reason: `m.silence("few-personas", reason="There are two kinds of customer.")` writes a row of the table `waivers`. A rule
never looks at the clock: the day is an argument, `cjm check --today 2026-03-01`.

Codes are stable. The numbers at the end are requirements of the product. This page is generated: `python -m cjm_widgets.cli.rules_page`.
"""


def page() -> str:
    """The page as text."""
    counts = {s: sum(rule.severity == s for module in MODULES for rule in module.RULES) for s in SEVERITIES}
    total = f"{sum(counts.values())} rules: " + ", ".join(f"{n} {s}s" for s, n in counts.items()) + ".\n"
    return "\n".join([HEAD, total, *(_section(module.__doc__ or "", module.RULES) for module in MODULES)])


def _section(about: str, rules: tuple[Rule, ...]) -> str:
    title = about.split("\n")[0].removeprefix("Checks of ").rstrip(".")
    rows = (
        f"| `{r.code}` | {r.severity} | {r.title} | {r.why} | {r.how} | {', '.join(r.requirements)} |"
        for r in rules
    )
    head = (
        "| code | severity | found where | why it matters | how to mend it | for |\n|---|---|---|---|---|---|"
    )
    return "\n".join([f"## {title[0].upper()}{title[1:]}", "", head, *rows, ""])


def write() -> None:
    """Writes the page."""
    PAGE.write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
