"""Findings as a table in HTML: severity, what and its code, where, how to mend it. Every text is escaped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from cjm_widgets.model.checks import SEVERITIES

MOST = 200
_EDGE = "border:0;border-bottom:1px solid #8884"
# Notebooks give cells a style of their own, so that each must carry its own.
_TD = f"text-align:left;vertical-align:top;padding:8px 12px 8px 0;white-space:normal;{_EDGE}"
_SMALL = "font-size:12px;opacity:.75"
_BOX = "max-width:1100px;border:1px solid #8884;border-radius:8px;padding:0 14px;font-size:13px;overflow:auto"
# Where a notebook takes the style sheet away, the second colour stands in: readable on light and on dark.
_COLOURS = {
    "error": ("#b3450f", "#f08a57", "#c8601f"),
    "warning": ("#8a6100", "#dda63a", "#a87a10"),
    "note": ("#1f6cb0", "#6db3ee", "#3d86c6"),
}
_DARK = (
    '[data-jp-theme-light="false"] .cjm-findings,.vscode-dark .cjm-findings,[data-theme="dark"] .cjm-findings'
)


def drawn(rows: Sequence[Mapping[str, Any]]) -> str:
    """The findings as HTML that reads on light and dark, the silenced ones counted and left out.

    >>> "Nothing to mend" in drawn([])
    True
    """
    shown = [row for row in rows if not row["silenced"]]
    body = "".join(map(_row, shown[:MOST]))
    table = f'<table style="width:100%;border-collapse:collapse;margin:0;font-size:13px"><thead>{_HEAD}</thead><tbody>{body}</tbody></table>'
    more = len(shown) - MOST
    rest = f'<p style="{_SMALL}">{more:,} more; look at them as a DataFrame.</p>' if more > 0 else ""
    return (
        f'{_style()}<div class="cjm-findings" style="{_BOX}"><p style="margin:12px 0"><strong>Checks</strong> '
        f'<span style="{_SMALL};margin-left:8px">{escape(_counted(rows))}</span></p>{table if shown else ""}{rest}</div>'
    )


def counted(severities: Iterable[str]) -> str:
    """How many there are of each severity, worst first.

    >>> counted(["note", "error", "error"])
    '2 errors, 1 note'
    """
    counts = Counter(severities)
    return ", ".join(f"{counts[s]:,} {s}{'s' if counts[s] > 1 else ''}" for s in SEVERITIES if counts[s])


def _counted(rows: Sequence[Mapping[str, Any]]) -> str:
    silenced = sum(bool(row["silenced"]) for row in rows)
    said = counted(row["severity"] for row in rows if not row["silenced"]) or "Nothing to mend"
    return f"{said}; {silenced:,} silenced" if silenced else said


_HEAD = "<tr>" + "".join(
    f'<th scope="col" style="{_TD};font-weight:600">{name}</th>' for name in ("Severity", "What", "Where", "How to mend it")
) + "</tr>"  # fmt: skip


def _row(row: Mapping[str, Any]) -> str:
    severity, what, code, where, how, why = (
        escape(_text(row[c])) for c in ("severity", "what", "code", "where", "how", "why")
    )
    colour = f"color:var(--cjm-{severity},{_COLOURS.get(severity, ('', '', 'inherit'))[2]})"
    cells = (
        f'<td style="{_TD};font-weight:600;{colour}">{severity}</td>',
        f'<td style="{_TD}">{what}<br><code style="{_SMALL};background:none;padding:0" title="{why}">{code}</code></td>',
        f'<td style="{_TD}">{where}</td>',
        f'<td style="{_TD};opacity:.85">{how}</td>',
    )
    return f"<tr>{''.join(cells)}</tr>"


def _style() -> str:
    light, dark = (";".join(f"--cjm-{s}:{_COLOURS[s][at]}" for s in SEVERITIES) for at in (0, 1))
    media = f"@media (prefers-color-scheme:dark){{body:not([data-jp-theme-light],.vscode-light,.vscode-high-contrast-light) .cjm-findings{{{dark}}}}}"
    return f"<style>.cjm-findings{{{light}}}{media}{_DARK}{{{dark}}}</style>"


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
