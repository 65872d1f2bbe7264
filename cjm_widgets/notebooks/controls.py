"""Ordinary ipywidgets as form elements of HTML: they look and move as they were saved, and say that no Python answers."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

States = Mapping[str, Mapping[str, Any]]
NOTE = "As it was when the notebook ran: it moves, but no Python answers it here."
_BOXES = ("HBoxModel", "VBoxModel", "BoxModel", "GridBoxModel", "TabModel", "AccordionModel", "StackModel")
_DEEP = 12


def control(model: str, states: States, plain: str) -> str:
    """A widget and those in it as HTML. One of an unknown kind is the text the notebook has for it.

    >>> held = {"m": {"_model_name": "IntSliderModel", "description": "x <b>", "value": 3, "min": 0, "max": 9}}
    >>> html = control("m", held, "")
    >>> 'type="range"' in html, "x &lt;b&gt;" in html
    (True, True)
    """
    drawn = _drawn(model, states, plain, 0)
    return f'<div class="cjm-control">{drawn}<small>{NOTE}</small></div>'


def _drawn(model: str, states: States, plain: str, depth: int) -> str:
    held = states.get(model)
    if held is None or depth > _DEEP:
        return f"<pre>{escape(plain or 'A widget whose state is not in the notebook.')}</pre>"
    name = str(held.get("_model_name", ""))
    if name in _BOXES:
        inner = "".join(
            _drawn(str(one).removeprefix("IPY_MODEL_"), states, "", depth + 1)
            for one in held.get("children") or ()
        )
        return f'<div class="row">{inner}</div>' if name == "HBoxModel" else f"<div>{inner}</div>"
    return _one(name, held, plain)


def _one(name: str, held: Mapping[str, Any], plain: str) -> str:
    value = held.get("value")
    if name in ("IntSliderModel", "FloatSliderModel", "IntProgressModel", "FloatProgressModel"):
        return _slider(name, held, value)
    if name in ("HTMLModel", "HTMLMathModel"):
        return f"<div>{value or ''}</div>"  # as nbconvert treats HTML that a notebook shows
    if name == "LabelModel":
        return f"<span>{escape(str(value or ''))}</span>"
    if name in ("CheckboxModel", "ToggleButtonModel", "ValidModel"):
        return _labelled(held, f'<input type="checkbox"{" checked" if value else ""}>')
    if name in (
        "DropdownModel",
        "SelectModel",
        "RadioButtonsModel",
        "ToggleButtonsModel",
        "SelectionSliderModel",
    ):
        return _select(held)
    if name == "TextareaModel":
        return _labelled(held, f"<textarea>{escape(str(value or ''))}</textarea>")
    if name == "ButtonModel":
        return f"<button type=button disabled>{escape(str(held.get('description') or ''))}</button>"
    if isinstance(value, str | int | float) or (value is None and "value" in held):
        return _labelled(held, f'<input value="{escape(str("" if value is None else value))}">')
    return f"<pre>{escape(plain or name)}</pre>"


def _slider(name: str, held: Mapping[str, Any], value: Any) -> str:
    low, high = (_number(held.get(end), standard) for end, standard in (("min", 0), ("max", 100)))
    step = _number(held.get("step"), 1) if name.startswith("Int") else _number(held.get("step"), 0.1)
    at = _number(value, low)
    if "Progress" in name:
        return _labelled(
            held, f'<progress value="{at - low:g}" max="{high - low:g}"></progress><output>{at:g}</output>'
        )
    told = 'oninput="this.nextElementSibling.textContent=this.value"'
    return _labelled(
        held,
        f'<input type="range" min="{low:g}" max="{high:g}" step="{step:g}" value="{at:g}" {told}><output>{at:g}</output>',
    )


def _number(value: Any, standard: float) -> float:
    return float(value) if isinstance(value, int | float) else float(standard)


def _select(held: Mapping[str, Any]) -> str:
    labels = held.get("_options_labels") or ()
    index = held.get("index")
    options = "".join(
        f"<option{' selected' if at == index else ''}>{escape(str(label))}</option>"
        for at, label in enumerate(labels)
    )
    return _labelled(held, f"<select>{options}</select>")


def _labelled(held: Mapping[str, Any], inner: str) -> str:
    return f"<label><span>{escape(str(held.get('description') or ''))}</span>{inner}</label>"
