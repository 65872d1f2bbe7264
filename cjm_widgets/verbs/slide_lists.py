"""Lists on slides: what could be done, and what is offered to whom; read from the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cjm_widgets.formats.slides.content import Sheet
    from cjm_widgets.model.document import Document


def named(document: Document, key: str, value: Any) -> Any:
    """What the metadata says, with the name of a persona in place of its id."""
    people = document.table("personas").rows
    if key != "persona":
        return value
    ids = value if isinstance(value, list | tuple) else [value]
    return [people.get(str(one), {}).get("name") or one for one in ids]


def improvements(document: Document) -> list[Sheet]:
    """What could be done, where, with which guessed effect, and what it takes."""
    steps = document.table("steps").rows
    rows = tuple(
        (
            _text(row.get("name") or id_),
            _text(steps.get(str(row.get("step")), {}).get("name") or row.get("step")),
            _effect(row),
            "; ".join(_text(row[key]) for key in ("effort", "team", "status") if row.get(key) is not None),
            _number(row.get("cost")),
        )
        for id_, row in document.table("improvements").rows.items()
    )
    about = "Effects are guesses from low to high; what they bring together is on the next slides."
    header = ("Improvement", "Step", "Effect", "Effort, team, status", "Cost")
    return _listed("What could be done", about, header, rows, (3, 2, 3, 2, 1))


def propositions(document: Document) -> list[Sheet]:
    """Products, what they relieve and what they gain, and whom and what they answer."""
    people, all_cards = document.table("personas").rows, document.table("cards").rows
    held = document.table("propositions").rows
    rows = tuple(
        (
            _text(row.get("kind")).replace("_", " "),
            _text(row.get("text")),
            _text(people.get(str(row.get("persona")), {}).get("name") or row.get("persona")),
            "; ".join(_answered(held, one) for one in _many(row.get("answers"))),
            _text(all_cards.get(str(row.get("card")), {}).get("text") or row.get("card")),
        )
        for row in held.values()
    )
    header = ("Kind", "What it says", "Persona", "Answers", "Card")
    return _listed("What is offered, and to whom", "", header, rows, (1, 3, 1, 3, 2))


def _listed(
    title: str, about: str, header: tuple[str, ...], rows: Any, widths: tuple[int, ...]
) -> list[Sheet]:
    from cjm_widgets.formats.slides.content import Sheet

    return [Sheet(title, about, header, rows, widths)] if rows else []


def _effect(row: Any) -> str:
    ends = [_number(row.get(key)) for key in ("low", "likely", "high")]
    said = f"{ends[1] or '?'} ({ends[0] or '?'} to {ends[2] or '?'})" if any(ends) else ""
    return " ".join(filter(None, (_text(row.get("lever")).replace("_", " "), said, _text(row.get("unit")))))


def _answered(held: Any, id_: Any) -> str:
    return _text(held.get(str(id_), {}).get("text") or id_)


def _many(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [] if value is None else [value]


def _number(value: Any) -> str:
    from cjm_widgets.show.words import number

    return "" if value is None else number(value)


def _text(value: Any) -> str:
    from cjm_widgets.formats.slides.plain import plain

    return plain(value)
