"""What slides beside the map show: persona sheets, moves, impact, sources; read from the tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cjm_widgets.formats.slides.content import Grid, Person, Sheet
    from cjm_widgets.model.document import Document

FIELDS = (
    ("demographics", "Demographics"), ("goals", "Goals"), ("challenges", "Challenges"), ("values", "Values"), ("fears", "Fears"),
    ("marketing_message", "Marketing message"), ("elevator_pitch", "Elevator pitch"),
)  # fmt: skip
"""The fields of a persona sheet (R47), below name and job."""


def moves(document: Document) -> list[Sheet]:
    """The ways between the steps as a table."""
    from cjm_widgets.formats.slides.content import Sheet
    from cjm_widgets.formats.slides.plain import plain
    from cjm_widgets.show.words import number

    steps, ends = document.table("steps").rows, document.table("outcomes").rows

    def name(id_: Any) -> str:
        row = steps.get(str(id_)) or ends.get(str(id_)) or {}
        return plain(row.get("name") or id_)

    rows = tuple(
        (
            name(row.get("source")), name(row.get("target")),
            f"{row['probability']:.0%}" if row.get("probability") is not None else "",
            number(row["count"]) if row.get("count") is not None else "", "assumed" if row.get("assumed") is True else "",
        )
        for row in document.table("transitions").rows.values()
    )  # fmt: skip
    about = f"{len(rows)} moves between steps and to the ends of the journey."
    return (
        [
            Sheet(
                "Ways through the journey",
                about,
                ("From", "To", "Share", "Count", "Measured?"),
                rows,
                (4, 4, 1, 1, 1),
            )
        ]
        if rows
        else []
    )


def listed(value: Any) -> str:
    """A value, or the values of a list, in a line."""
    from cjm_widgets.formats.slides.plain import plain

    return "; ".join(map(plain, value)) if isinstance(value, list | tuple) else plain(value)


def emptied(made: Grid) -> Grid:
    """The grid with boxes to fill in instead of what it holds."""
    from dataclasses import replace

    lanes = tuple(
        replace(lane, cells=tuple(() for _ in lane.cells), numbers=(), cards=True) for lane in made.lanes
    )
    return replace(made, lanes=lanes, blank=True)


def sources(document: Document) -> Mapping[str, tuple[str, ...]]:
    """By card: what it rests on, in words."""
    from cjm_widgets.formats.slides.plain import plain

    out: dict[str, tuple[str, ...]] = {}
    for row in document.table("evidence").rows.values():
        card = row.get("card")
        parts = [
            row.get("kind"),
            row.get("text"),
            row.get("source"),
            row.get("date"),
            f"n = {row['n']}" if row.get("n") else None,
        ]
        if card is not None:
            out[str(card)] = (
                *out.get(str(card), ()),
                ", ".join(plain(one) for one in parts if one is not None),
            )
    return out


def people(document: Document, blank: bool) -> list[Person]:
    """A sheet a persona; or an empty one."""
    from cjm_widgets.formats.slides.content import Person
    from cjm_widgets.formats.slides.plain import plain
    from cjm_widgets.show.personas import AUTHORS, KINDS, rests_on, traits

    if blank:
        fields = (("Quote", ""), *((label, "") for _, label in FIELDS), ("Traits, 1 to 5", ""))
        return [Person("Persona: name", ("Job:", "Share of customers:"), "", fields, (), "5B7AA8")]
    out = []
    for id_, row in document.table("personas").rows.items():
        heads = [
            plain(row.get("job")),
            KINDS.get(str(row.get("kind")), ""),
            AUTHORS.get(str(row.get("author")), ""),
            plain(rests_on(row)),
        ]
        fields = tuple((label, plain(row[key])) for key, label in FIELDS if row.get(key))
        colour = str(row.get("colour") or "")
        right = (
            len(colour) == 7 and colour.startswith("#") and set(colour[1:].lower()) <= set("0123456789abcdef")
        )
        marks = tuple((plain(name), mark) for name, mark in traits(row.get("traits")))
        out.append(
            Person(
                plain(row.get("name")) or id_, tuple(filter(None, heads)), plain(row.get("quote")), fields, marks,
                colour[1:].upper() if right and _is_dark(colour) else "5B7AA8",
            )
        )  # fmt: skip
    return out


def _is_dark(colour: str) -> bool:
    """Whether white letters read well on a colour."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) >= 4.5


def impact(outcomes: Any, sensitivity: Any, measure: str, notes: list[str]) -> list[Any]:
    """Measures now and then with their intervals, and what the difference hangs on."""
    from cjm_widgets.formats.slides.content import Bars, Sheet
    from cjm_widgets.show.chart import said
    from cjm_widgets.show.impact import MOST, gap, tornado, unit

    def told(row: Any, when: str, of: str) -> str:
        return f"{said(row[when], of)} ({said(row[f'{when}_low'], of)} to {said(row[f'{when}_high'], of)})"

    rows = tuple(
        (
            str(name).replace("_", " "),
            told(row, "now", unit(name)),
            told(row, "then", unit(name)),
            told(row, "difference", gap(name)),
        )
        for name, row in outcomes.to_dict("index").items()
        if all(row[k] == row[k] for k in ("now", "then", "difference"))
        and any(row[k] for k in ("now", "then"))
    )
    about = "Each number with its interval: 90 of 100 draws lie within. " + " ".join(notes)
    chart = tornado(sensitivity.head(MOST), measure, float(outcomes.loc[measure, "difference"]))
    ends = tuple((row.label, row.marks[0].low, row.marks[0].high) for row in chart.rows)
    table = Sheet(
        "Impact", about, ("Measure", "Now", "With the improvements", "Difference"), rows, (2, 3, 3, 3)
    )
    return [table, *([Bars(chart.title, chart.about, chart.axis, ends)] if ends else [])]
