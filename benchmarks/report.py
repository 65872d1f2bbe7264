"""Tables of what was found, for a terminal and for docs/benchmarks.md. Takes the result as it is kept in JSON."""

from __future__ import annotations

from typing import Any

COLUMNS: list[tuple[str, str, float]] = [
    ("paint", "first paint ms", 1),
    ("socket", "socket kB", 1000),
    ("code", "of it code kB", 1000),
    ("http", "http kB", 1000),
    ("first_message", "first message kB", 1000),
    ("to_python", "edit to Python ms", 1),
    ("to_shown", "edit shown ms", 1),
    ("to_reply", "edit to reply ms", 1),
    ("change", "Python change ms", 1),
    ("fps", "scroll fps", 1),
    ("longest", "longest frame ms", 1),
    ("kernel", "kernel MB", 1e6),
    ("heap", "JS heap MB", 1e6),
    ("renderer", "page process MB", 1e6),
]
TAILS = ("to_reply", "change")


def _number(value: float) -> str:
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.1f}"


def _entry(cell: dict[str, Any], name: str, unit: float, floor: dict[str, Any] | None) -> str:
    if name not in cell["values"]:
        return "-"
    text = _number(cell["values"][name] / unit)
    if name in cell["tails"]:
        text += f" (p90 {_number(cell['tails'][name] / unit)})"
    if floor and floor is not cell and name in ("paint", *TAILS) and floor["values"].get(name):
        text += f", x{cell['values'][name] / floor['values'][name]:.2f}"
    return text


def table(result: dict[str, Any], rows: int) -> list[list[str]]:
    """Measures down, tools across, for one size. `x` is the ratio to the floor."""
    cells = [cell for cell in result["cells"] if cell["rows"] == rows]
    floor = next((cell for cell in cells if cell["tool"] == "floor"), None)
    lines = [["", *[cell["tool"] for cell in cells]]]
    lines += [[title, *[_entry(cell, name, unit, floor) for cell in cells]] for name, title, unit in COLUMNS]
    return lines


def plain(lines: list[list[str]]) -> str:
    """A table for a terminal."""
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    return "\n".join(
        "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def markdown(lines: list[list[str]]) -> str:
    """The same table for a document."""
    head, *body = lines
    rule = ["---"] * len(head)
    return "\n".join("| " + " | ".join(line) + " |" for line in [head, rule, *body])


def verdict_table(result: dict[str, Any]) -> list[list[str]]:
    """What issue 2 asks for, what was found, and whether it is met."""
    words = {True: "yes", False: "**no**", None: "not measured"}
    return [
        ["figure", "found", "met"],
        *[[one["asked"], one["found"], words[one["met"]]] for one in result["verdicts"]],
    ]


def after_cell_table(result: dict[str, Any]) -> list[list[str]]:
    """The check after a cell beside other ways to ask the same."""
    head = [
        "after-cell check, ms",
        "whole look, nothing changed",
        "check of one frame",
        "check, one cell changed",
        "snapshot",
        "df.equals",
        "hash",
        "binding, once",
    ]
    keys = ("look", "check", "check_changed", "snapshot", "equals", "hash", "bind")
    return [
        head,
        *[
            [f"{one['rows']:,} x {one['columns']}", *[f"{one[key]:.4f}" for key in keys]]
            for one in result["after_cell"]
        ],
    ]


def text(result: dict[str, Any]) -> str:
    """Everything, for a terminal."""
    parts = [
        f"{rows:,} x 15 (medians; x: ratio to the floor)\n{plain(table(result, rows))}"
        for rows in result["sizes"]
    ]
    parts += [plain(after_cell_table(result))] if result["after_cell"] else []
    parts += [plain(verdict_table(result)), *result["remarks"]]
    return "\n\n".join(parts)


def document(result: dict[str, Any]) -> str:
    """The section of docs/benchmarks.md that a run writes."""
    versions = ", ".join(f"{name} {number}" for name, number in result["versions"].items())
    taken = f"Taken {result['taken']} by `{result['command']}` in {result['minutes']:.1f} minutes"
    pages = f"{result['repeats']} pages per tool and size, {result['machine']}"
    parts = [
        f"{taken}; {pages}.",
        f"Versions: {versions}.",
        "### The figures of issue 2",
        markdown(verdict_table(result)),
    ]
    parts += [f"### {rows:,} x 15\n\n{markdown(table(result, rows))}" for rows in result["sizes"]]
    parts += ["### Beside the page", markdown(after_cell_table(result))] if result["after_cell"] else []
    parts += ["\n".join(f"- {one}" for one in result["remarks"])] if result["remarks"] else []
    return "\n\n".join(parts) + "\n"
