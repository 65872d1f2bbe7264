"""What a map says, in sentences: what it is and for whom, its stages and steps, feelings, moments, pains, waits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from cjm_widgets.frames import feelings, waits
from cjm_widgets.frames.reading import amounts, as_number, as_text, column, flags
from cjm_widgets.frames.shares import wilson
from cjm_widgets.model.errors import CjmError
from cjm_widgets.show.words import duration, number

from .phrases import between, counted, listed, percent, quoted, sentence

Tables = Mapping[str, pd.DataFrame]
Meta = Mapping[str, Any]
STATES = {
    "current": "the current state",
    "future": "the future state",
    "draft": "a draft",
    "hypothesis": "a hypothesis",
}


def what(tables: Tables, meta: Meta) -> str:
    """What it is: title, state, size, for whom."""
    title = quoted(meta["title"]) if isinstance(meta.get("title"), str) and meta["title"].strip() else "This"
    state = STATES.get(str(meta.get("state")), "")
    steps, stages = len(tables["steps"]), len(tables["stages"])
    size = f"{counted(steps, 'step')} in {counted(stages, 'stage')}" if stages else counted(steps, "step")
    size = size if steps else f"{counted(stages, 'stage')} and no steps yet" if stages else "no steps yet"
    whom = _whom(tables["personas"], meta)
    return f"{title} is a customer journey map{f' of {state}' if state else ''} with {size}{f', for {whom}' if whom else ''}."


def _whom(personas: pd.DataFrame, meta: Meta) -> str:
    chosen = as_text(meta.get("persona")) if meta.get("persona") is not None else None
    if chosen and chosen in personas.index:
        return persona(personas, chosen)
    if chosen:
        return quoted(chosen)
    return listed([persona(personas, str(id_)) for id_ in personas.index], 3)


def persona(personas: pd.DataFrame, id_: str) -> str:
    """A persona by name, with the share of customers it stands for and how sure that is."""
    at = [str(one) for one in personas.index].index(id_)
    name, job = (_text(column(personas, c).iloc[at]) for c in ("name", "job"))
    said = quoted(name or id_) + (f" ({job})" if job else "")
    share, n = (as_number(_plain(column(personas, c).iloc[at])) for c in ("share", "n"))
    if not 0 <= share <= 1:
        return said
    said += f", {percent(share)} of customers"
    return f"{said} {between(*wilson(n, n / share), 0.95, n)}" if share > 0 and n > 0 else said


def purpose(meta: Meta) -> Iterator[str]:
    """Objective, scenario, and whether it is made up."""
    for key, word in (("objective", "Its objective"), ("scenario", "The scenario")):
        if isinstance(meta.get(key), str) and meta[key].strip():
            yield sentence(f"{word}: {meta[key]}")
    if isinstance(meta.get("about"), str) and meta["about"].strip():
        yield sentence(f"About it: {meta['about']}")


def course(tables: Tables, most: int) -> Iterator[str]:
    """The stages, each with its steps in order."""
    steps, stages = tables["steps"], tables["stages"]
    held = [(one, as_text(s)) for one, s in zip(names(steps).values(), column(steps, "stage"), strict=True)]
    told = 0
    for id_, stage in zip(map(str, stages.index), column(stages, "name"), strict=True):
        mine = [quoted(step) for step, of in held if of == id_]
        room = max(0, most - told)
        told += min(len(mine), room)
        what = listed(mine, room) if room else counted(len(mine), "step")
        yield f"Stage {quoted(_text(stage) or id_)}: {what if mine else 'no steps yet'}."
    known = {str(i) for i in stages.index}
    rest = [quoted(step) for step, of in held if of not in known]
    if rest:
        yield f"{'Steps' if not len(stages) else 'Without a stage'}: {listed(rest, max(1, most - told))}."


def feeling(tables: Tables, meta: Meta) -> Iterator[str]:
    """The lowest and the highest point, and the end."""
    try:
        curves = feelings.emotions(tables["steps"], tables["personas"], meta)
    except CjmError:
        return
    known = [row for _, row in curves.iterrows() if row["n"] > 0]
    if not known:
        return
    row, scale = known[0], feelings.declared(meta)
    called = names(tables["steps"])
    ends = "1 to 5" if scale == "mermaid" else scale.replace("..", " to ").replace("-", "−")
    whose = "" if row["name"] == "the map" else f" of {quoted(row['name'])}"
    low, high = (
        f"{quoted(called[str(row[f'{at}_step'])])} ({_felt(row[at], scale)})" for at in ("lowest", "highest")
    )
    if row["lowest"] == row["highest"]:
        yield f"The feeling{whose} is {_felt(row['lowest'], scale)} throughout, on a scale of {ends}."
    else:
        yield f"The feeling{whose} is lowest at {low} and highest at {high}, on a scale of {ends}."
    if row["n"] > 1:
        yield f"It ends at {_felt(row['end'], scale)}."
    if row["missing"]:
        yield f"{counted(int(row['missing']), 'step has', 'steps have')} no emotion."


def _felt(value: float, scale: str) -> str:
    return number(round(value, 3), signed=scale.startswith("-"))


def moments(tables: Tables, most: int) -> Iterator[str]:
    """The moments of truth, with why."""
    steps = tables["steps"]
    marked = flags(column(steps, "moment_of_truth"))
    found = [
        quoted(one) + (f" ({reason})" if (reason := _text(why)) else "")
        for one, why, is_one in zip(
            names(steps).values(), column(steps, "moment_reason"), marked, strict=True
        )
        if is_one
    ]
    if found:
        yield f"{'The moment of truth is' if len(found) == 1 else 'Moments of truth are'} {listed(found, most)}."


def pains(tables: Tables, most: int) -> Iterator[str]:
    """The pain points, the most severe first; those without a severity last."""
    cards, lanes, called = tables["cards"], tables["lanes"], names(tables["steps"])
    wanted = {
        str(i) for i, role in zip(lanes.index, column(lanes, "role"), strict=True) if role == "pain_points"
    }
    rows = [
        (as_number(_plain(s)), _text(t), as_text(step))
        for lane, s, t, step in zip(
            *(column(cards, c) for c in ("lane", "severity", "text", "step")), strict=True
        )
        if as_text(lane) in wanted and _text(t)
    ]
    if not rows:
        return
    rows.sort(key=lambda row: -row[0] if row[0] == row[0] else 1.0)
    said = [
        f"{quoted(t)}{f' at {quoted(called[step])}' if step in called else ''}"
        f"{f' (severity {number(s)} of 5)' if s == s else ''}"
        for s, t, step in rows
    ]
    rated = sum(s == s for s, *_ in rows)
    first = "by severity: " if rated else ""
    yield f"{counted(len(rows), 'pain point')}, {first}{listed(said, most)}."


def waiting(tables: Tables) -> Iterator[str]:
    """How long customers wait, and where longest."""
    found = waits.waits(tables["cards"], tables["steps"], tables["transitions"])
    counting = found[found["counts"]]
    if len(counting):
        longest = counting.iloc[int(counting["wait"].to_numpy().argmax())]
        way = (
            "along all steps" if found.attrs["way"] == "all steps" else f"along the {found.attrs['way']} way"
        )
        at = quoted(longest["name"]) if isinstance(longest["name"], str) else "a step without a name"
        where = f", longest at {at} ({_time(longest['wait'])})" if len(counting) > 1 else f", at {at}"
        yield f"Customers wait {_time(found.attrs['wait'])} {way}{where}."
    if found.attrs["duration"]:
        yield f"The steps themselves take {_time(found.attrs['duration'])}."
    if found.attrs["unknown"]:
        yield f"{counted(found.attrs['unknown'], 'wait point says', 'wait points say')} no time."


def by_model(tables: Tables) -> Iterator[str]:
    """What a model wrote says so (R97)."""
    told = [
        counted(int((column(tables[table], "author") == "model").sum()), one, many)
        for table, one, many in (
            ("cards", "card", ""),
            ("evidence", "row of evidence", "rows of evidence"),
            ("personas", "persona", ""),
        )
        if (column(tables[table], "author") == "model").any()
    ]
    if told:
        yield f"Written by a model: {listed(told, 3)}."


def size_of(evidence: pd.DataFrame) -> float:
    """How many all rows of evidence that say an n rest on."""
    return float(amounts(column(evidence, "n").dropna()).sum())


def names(steps: pd.DataFrame) -> dict[str, str]:
    """What each step is called, its id where it has no name."""
    return {
        str(id_): _text(one) or str(id_) for id_, one in zip(steps.index, column(steps, "name"), strict=True)
    }


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _plain(value: Any) -> Any:
    return None if value is pd.NA else value


def _time(value: Any) -> str:
    return duration(pd.Timedelta(value).total_seconds())
