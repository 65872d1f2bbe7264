"""OCEL 2.0: events that touch several objects. Read from JSON, XML or SQLite into one shape, then flattened on a type of object."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import tzinfo

import pandas as pd

from cjm_widgets.model.errors import BrokenFile, DataError

from .typed import times, typed

CASE, ACTIVITY, AT = "case", "activity", "at"
OWN = (CASE, ACTIVITY, AT, "event", "qualifier")


@dataclass
class Objects:
    """``events``: (id, type, time as written, attributes). ``objects``: id to type. ``touched``: (event, object, qualifier).
    ``values``: (object, attribute, time as written, value), the values of an object's attributes over time."""

    events: list[tuple[str, str, str | None, dict[str, str]]] = field(default_factory=list)
    objects: dict[str, str] = field(default_factory=dict)
    touched: list[tuple[str, str, str]] = field(default_factory=list)
    values: list[tuple[str, str, str | None, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def flatten(log: Objects, object_type: str | None, zone: tzinfo, name: str) -> tuple[pd.DataFrame, list[str]]:
    """A row for each event and each object of the type that it touches: ``case`` (the object), ``activity``, ``at`` (UTC), ``event``,
    ``qualifier``, the event's attributes, and as ``case:…`` those of the object as they were then. Rows by time, then as in the
    file. DataError names the types where ``object_type`` is none of them, or is not said and there are several."""
    if not log.events:
        raise BrokenFile(f"{name} holds no events ({len(log.objects)} objects).")
    chosen = _chosen(log, object_type, name)
    events, notes = _events(log, zone)
    touched = pd.DataFrame(log.touched, columns=["event", CASE, "qualifier"], dtype="str").drop_duplicates()
    ours = touched[touched[CASE].map(log.objects) == chosen]
    flat = ours.merge(events, on="event", how="inner", validate="many_to_one")
    flat = flat.sort_values([AT, "place"], kind="stable", na_position="last", ignore_index=True)
    flat = _with_values(flat, log, chosen, zone)
    left = len(events) - int(events["event"].isin(ours["event"]).sum())
    still = sum(kind == chosen for kind in log.objects.values()) - ours[CASE].nunique()
    notes += [f"{left} of {len(events)} events touch no {chosen!r} and are left out."] if left else []
    notes += [f"{still} objects of type {chosen!r} are touched by no event and give no row."] if still else []
    unknown = int((~touched["event"].isin(events["event"]) | ~touched[CASE].isin(list(log.objects))).sum())
    notes += [f"{unknown} relations name an event or object that is not there."] if unknown else []
    rest = [one for one in flat.columns if one not in OWN and one != "place"]
    return flat[[*OWN, *rest]], [*log.notes, *notes]


def _chosen(log: Objects, object_type: str | None, name: str) -> str:
    counts = pd.Series(log.objects, dtype="str").value_counts()
    listed = ", ".join(f"{kind!r} ({count})" for kind, count in counts.items())
    if object_type is None:
        if len(counts) == 1:
            return str(counts.index[0])
        raise DataError(
            f"{name} follows several types of object: {listed}. Say whose journeys are meant: object_type=…."
        )
    if object_type in counts.index:
        return object_type
    near = difflib.get_close_matches(str(object_type), list(counts.index), 1)
    meant = f" Did you mean {near[0]!r}?" if near else ""
    raise DataError(f"{name} has no objects of type {object_type!r}.{meant} There are: {listed or 'none'}.")


def _events(log: Objects, zone: tzinfo) -> tuple[pd.DataFrame, list[str]]:
    table = pd.DataFrame(
        {
            "event": pd.Series([one[0] for one in log.events], dtype="str"),
            ACTIVITY: pd.Series([one[1] for one in log.events], dtype="str"),
        }
    )
    table[AT], bare, wrong = times([one[2] for one in log.events], zone)
    table["place"] = range(len(table))
    given = pd.DataFrame.from_records([one[3] for one in log.events], index=table.index)
    columns = {str(n): typed(given[n].astype("str"), zone)[0] for n in given.columns}
    columns = {(n if n not in (*OWN, "place") else f"event:{n}"): c for n, c in columns.items()}
    again = table["event"].duplicated()
    notes = [f"{bare} times of events have no zone; they are taken in {zone}."] if bare else []
    notes += [f"{wrong} times of events cannot be read and are empty."] if wrong else []
    notes += [f"{int(again.sum())} events repeat an id; the first of each is kept."] if again.any() else []
    return pd.concat([table, pd.DataFrame(columns, index=table.index)], axis=1)[~again], notes


def _with_values(flat: pd.DataFrame, log: Objects, chosen: str, zone: tzinfo) -> pd.DataFrame:
    """Each object's attributes as they stood when the event happened; before the first, the first."""
    ours = [one for one in log.values if log.objects.get(one[0]) == chosen]
    if not ours or flat.empty:
        return flat
    table = pd.DataFrame(ours, columns=[CASE, "name", "since", "value"], dtype="str")
    table["since"] = times(table["since"], zone)[0].fillna(pd.Timestamp(0, tz="UTC"))
    made: dict[str, pd.Series] = {}
    for name, values in table.sort_values("since", kind="stable").groupby("name", sort=True):
        column = values[[CASE, "since", "value"]]
        dated = flat[[CASE, AT]].assign(row=flat.index).dropna(subset=[AT])
        found = pd.merge_asof(dated, column, left_on=AT, right_on="since", by=CASE)
        then = found.set_index("row")["value"].reindex(flat.index)
        first = flat[CASE].map(column.drop_duplicates(CASE).set_index(CASE)["value"])
        made[f"case:{name}"] = typed(then.fillna(first), zone)[0]
    return pd.concat([flat, pd.DataFrame(made, index=flat.index)], axis=1)


def text(value: object) -> str:
    """A value as the three forms write it: flags in small letters, whole numbers without a point."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def attributes(pairs: object, where: str) -> Mapping[str, str]:
    """The name and value of each of an event's attributes. BrokenFile where they are no such list."""
    if not isinstance(pairs, list) or not all(isinstance(p, dict) and "name" in p for p in pairs):
        raise BrokenFile(f"{where} should be a list of attributes with a name and a value.")
    return {str(p["name"]): text(p["value"]) for p in pairs if p.get("value") is not None}
