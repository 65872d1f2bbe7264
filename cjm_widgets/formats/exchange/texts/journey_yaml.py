"""The YAML of the npm package @arvinxu/journey-map: stages with actions, each with emotion, thoughts and pain points."""

from __future__ import annotations

from typing import Any

from cjm_widgets.formats.cjm_file import MapFile
from cjm_widgets.formats.exchange.draft import Draft
from cjm_widgets.formats.exchange.losses import Loss, Reading, left_out
from cjm_widgets.formats.exchange.outline import Outline, Stage, Step, outline, records
from cjm_widgets.formats.exchange.text import Source, read_text
from cjm_widgets.model.errors import BrokenFile, MissingExtra

CARRIED = {
    "meta": ("title", "journey_map_config"),
    "stages": ("name", "color"),
    "steps": ("name", "stage", "emotion", "color"),
    "cards": ("step", "lane", "text"),
    "lanes": ("*",),
}
MOST, DEEPEST = 50_000, 60
"""The most values a file may have, aliases counted as often as they are used, and how deep they may lie."""
_LISTS = {
    "thoughts": ("Thoughts", "thoughts"),
    "painPoints": ("Pain points", "pain_points"),
    "painSpot": ("Pain points", "pain_points"),
}


def read(source: Source) -> Reading:
    """The map of such a YAML file; a ``str`` of several lines is the text itself, else a path.

    ``MissingExtra`` without PyYAML; ``BrokenFile`` says the line where it cannot be read. Only plain values are made; a file
    whose aliases make it large is refused before it is.
    """
    text, name = read_text(source, is_text=isinstance(source, str) and "\n" in source)
    held = _loaded(text, name)
    if not isinstance(held, dict) or not isinstance(held.get("stages"), list):
        raise BrokenFile(
            f"{name} has no list of stages. A journey map has title, stages, and actions in each stage."
        )
    draft, losses = Draft(title=_text(held.get("title"))), list[Loss]()
    if isinstance(held.get("config"), dict):
        draft.meta["journey_map_config"] = held["config"]
    _rest(held, ("title", "stages", "config"), "the file", losses)
    for number, stage in enumerate(held["stages"], 1):
        if isinstance(stage, dict):
            _stage(draft, stage, number, losses)
        else:
            losses.append(Loss(f"stage {number} is no mapping: {str(stage)[:60]!r}"))
    if any("emotion" in row for row in draft.rows.get("steps", {}).values()):
        draft.curve()
    return Reading(draft.done(), tuple(losses))


def _loaded(text: str, name: str) -> Any:
    try:
        import yaml
    except ImportError as error:
        raise MissingExtra("PyYAML", "exchange", "Reading a journey map in YAML") from error
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        _weigh(node, name)
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark is not None else ""
        raise BrokenFile(
            f"{name}{line}: this is no YAML that can be read ({getattr(error, 'problem', error)})."
        ) from error
    except (RecursionError, ValueError, OverflowError) as error:
        raise BrokenFile(
            f"{name} cannot be read: {str(error)[:200] or 'it is nested too deeply'}."
        ) from error


def _weigh(node: Any, name: str) -> None:
    """Refuses a file that its aliases make large, or that is nested too deeply."""
    known: dict[int, int] = {}
    open_ones: set[int] = set()

    def weight(one: Any, depth: int) -> int:
        if depth > DEEPEST or id(one) in open_ones:
            raise BrokenFile(f"{name} is nested more than {DEEPEST} deep.")
        if id(one) in known or not isinstance(getattr(one, "value", None), list):
            return known.get(id(one), 1)
        open_ones.add(id(one))
        parts = [part for held in one.value for part in (held if isinstance(held, tuple) else (held,))]
        known[id(one)] = 1 + sum(weight(part, depth + 1) for part in parts)
        open_ones.discard(id(one))
        if known[id(one)] > MOST:
            raise BrokenFile(
                f"{name} holds more than {MOST:,} values once its aliases are followed. Cut it into parts."
            )
        return known[id(one)]

    weight(node, 0)


def _stage(draft: Draft, stage: dict[Any, Any], number: int, losses: list[Loss]) -> None:
    id_ = draft.stage(_text(stage.get("name")) or f"Stage {number}", color=_text(stage.get("color")) or None)
    _rest(stage, ("name", "color", "actions", *_LISTS), f"stage {number}", losses)
    actions = stage.get("actions")
    first = None
    for action in actions if isinstance(actions, list) else []:
        if isinstance(action, dict):
            step = _action(draft, action, id_, losses)
        else:
            step = draft.step(_text(action) or None, id_)
        first = first or step
    if any(stage.get(key) for key in _LISTS):
        if first is None:
            first = draft.step(None, id_)
        losses.append(Loss(f"thoughts and pain points of stage {number} are put to its first step"))
        _lists(draft, stage, first)


def _action(draft: Draft, action: dict[Any, Any], stage: str, losses: list[Loss]) -> str:
    name, emotion = _text(action.get("name")), action.get("emotion")
    is_number = isinstance(emotion, int | float) and not isinstance(emotion, bool) and -2 <= emotion <= 2
    if emotion is not None and not is_number:
        losses.append(Loss(f"the emotion {str(emotion)[:40]!r} of {name[:40]!r} is none of −2 to 2"))
    step = draft.step(
        name or None,
        stage,
        emotion=float(emotion) if is_number and emotion is not None else None,
        color=_text(action.get("color")) or None,
    )
    if note := _text(action.get("description")):
        draft.card(step, draft.lane("Description", "other"), note)
    _lists(draft, action, step)
    _rest(action, ("name", "emotion", "color", "description", *_LISTS), repr(name[:40]), losses)
    return step


def _lists(draft: Draft, held: dict[Any, Any], step: str) -> None:
    for key, (lane, role) in _LISTS.items():
        found = held.get(key)
        for text in found if isinstance(found, list) else [found] if found is not None else []:
            if said := _text(text):
                draft.card(step, draft.lane(lane, role), said)


def _rest(held: dict[Any, Any], known: tuple[str, ...], where: str, losses: list[Loss]) -> None:
    losses += [
        Loss(f"{str(key)[:40]!r} of {where} is not read: {str(held[key])[:60]!r}")
        for key in held
        if key not in known
    ]


def _text(value: Any) -> str:
    return "" if value is None else value.strip() if isinstance(value, str) else str(value)[:10_000]


def write(held: MapFile) -> tuple[str, list[Loss]]:
    """The YAML and what is lost. ``MissingExtra`` without PyYAML. Emotions are whole numbers there: halves are rounded, and said."""
    try:
        import yaml
    except ImportError as error:
        raise MissingExtra("PyYAML", "exchange", "Writing a journey map in YAML") from error
    shown = outline(held)
    losses = left_out(held, CARRIED)
    made: dict[str, Any] = {"title": shown.title}
    if isinstance(held.meta.get("journey_map_config"), dict):
        made["config"] = held.meta["journey_map_config"]
    rows = dict(records(held.tables["stages"])) if "stages" in held.tables else {}
    made["stages"] = [_written_stage(stage, shown, rows.get(stage.id or "", {})) for stage in shown.stages]
    rounded = [s.name for s in shown.steps if s.emotion is not None and s.emotion != round(s.emotion)]
    if rounded:
        losses.append(
            Loss(f"{len(rounded)} emotions are rounded to whole numbers: {', '.join(map(repr, rounded[:5]))}")
        )
    more = sum(_lane_key(shown, card.lane) is None for step in shown.steps for card in step.cards)
    if more:
        losses.append(
            Loss(f"not in the file: {more:,} cards of lanes other than thoughts, pain points and description")
        )
    return yaml.safe_dump(made, allow_unicode=True, sort_keys=False, width=120), losses


def _written_stage(stage: Stage, shown: Outline, row: dict[str, Any]) -> dict[str, Any]:
    actions = [_written_step(step, shown) for step in stage.steps]
    return {"name": stage.name, **_colour(row), "actions": actions}


def _colour(row: dict[str, Any]) -> dict[str, str]:
    return {"color": row["color"]} if isinstance(row.get("color"), str) and row["color"] else {}


def _written_step(step: Step, shown: Outline) -> dict[str, Any]:
    made: dict[str, Any] = {"name": step.name}
    if step.emotion is not None:
        made["emotion"] = max(-2, min(2, round(step.emotion)))
    made |= _colour(step.more)
    for card in step.cards:
        key = _lane_key(shown, card.lane)
        if key == "description":
            made[key] = f"{made[key]}\n{card.text}" if key in made else card.text
        elif key:
            made.setdefault(key, []).append(card.text)
    return made


def _lane_key(shown: Outline, lane: str) -> str | None:
    row = next(one for one in shown.lanes if one.id == lane)
    return {"thoughts": "thoughts", "pain_points": "painPoints"}.get(
        row.role, "description" if row.name.casefold() == "description" else None
    )
