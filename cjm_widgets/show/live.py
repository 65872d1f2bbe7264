"""Charts in Bokeh, drawn where a page runs scripts; BokehJS is sent once for a kernel and comes from the package, never a network.

Bokeh is imported when a chart is drawn.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar
from uuid import uuid4

from .chart import Line, Rows, said, span
from .still import FULL, HOLLOW, still

_COLOURS = (
    "text_color",
    "major_label_text_color",
    "axis_label_text_color",
    "axis_line_color",
    "major_tick_line_color",
    "label_text_color",
)
_SHOW = """
(() => {
  const place = document.getElementById(%(id)s), item = %(item)s, colours = %(colours)s;
  const draw = () => {
    const quiet = place && place.querySelector("figure");
    const room = place && place.querySelector("div");
    if (!room || !globalThis.Bokeh) return;
    globalThis.Bokeh.embed.embed_item(item, room).then((views) => {
      const ink = getComputedStyle(place).color;
      for (const view of views.roots ?? views) for (const model of view.model.document._all_models.values())
        for (const name of colours) if (name in model.properties) model[name] = ink;
      for (const part of ["svg", "figcaption"]) quiet.querySelector(part).style.display = "none";
    }).catch((error) => console.warn("The chart stays still:", error));
  };
  draw();
})();
"""


@dataclass(frozen=True)
class Chart:
    """A chart: its data, ``figure`` for Bokeh, ``html`` as it stands without a script.

    In a notebook it is live (hover, zoom). Saved, exported or without scripts, the still picture with its table is seen. BokehJS
    (1.3 MB) goes out with the first chart of a kernel only.
    """

    data: Rows | Line
    sent: ClassVar[set[str]] = set()

    @property
    def html(self) -> str:
        """The still picture."""
        return still(self.data)

    @property
    def figure(self) -> Any:
        """A new Bokeh figure of it, to change or to put beside others."""
        return figure(self.data)

    def save(self, path: str) -> None:
        """A page of its own with the live chart, for offline use (about 1.4 MB)."""
        from pathlib import Path

        from bokeh.embed import file_html
        from bokeh.resources import INLINE

        Path(path).write_text(file_html(self.figure, INLINE, self.data.title), encoding="utf-8")

    def _repr_html_(self) -> str:
        place, first = f"cjm-{uuid4().hex}", "bokeh" not in self.sent
        self.sent.add("bokeh")
        loaded = f"<script>if (!globalThis.Bokeh) {{ {_script()} }}</script>" if first else ""
        told = {"id": json.dumps(place), "item": _item(self.figure), "colours": json.dumps(_COLOURS)}
        return f'<div id="{place}"><div></div>{self.html}</div>{loaded}<script>{_SHOW % told}</script>'

    def __repr__(self) -> str:
        return f"<Chart {self.data.title!r}: {self.data.about}>"


def figure(data: Rows | Line) -> Any:
    """The chart in Bokeh.

    >>> from .chart import Mark, Row
    >>> figure(Rows("t", "a", (Row("x", (Mark("then", 1.0, 0.5, 1.5),)),))).title.text
    't'
    """
    if isinstance(data, Line):
        return _line(data)
    return _panels(data) if data.own else _one(data, data.rows, data.title)


def _panels(data: Rows) -> Any:
    from bokeh.layouts import column

    return column(
        *[_one(data, (row,), data.title if k == 0 else "") for k, row in enumerate(data.rows)],
        sizing_mode="stretch_width",
    )


def _one(data: Rows, rows: tuple[Any, ...], title: str) -> Any:
    from bokeh.models import ColumnDataSource

    many = [
        (f"{row.label}{f': {one.name}' if data.own else ''}", row, one) for row in rows for one in row.marks
    ]
    values = [v for _, _, one in many for v in (one.low, one.high, one.value)] or [0.0]
    made = _empty(
        title,
        [name for name, *_ in many][::-1],
        span(values, zero=data.bars),
        46 + 26 * len(many) + 24 * bool(title),
    )
    source = ColumnDataSource(
        {
            "y": [name for name, *_ in many],
            "low": [one.low for *_, one in many],
            "high": [one.high for *_, one in many],
            "value": [one.value for *_, one in many],
            "line": [FULL if one.then else HOLLOW for *_, one in many],
            "fill": [FULL if one.then else "rgba(0,0,0,0)" for *_, one in many],
            "told": [
                f"{said(o.value, r.unit)} ({said(o.low, r.unit)} to {said(o.high, r.unit)})"
                for _, r, o in many
            ],
        }
    )
    if data.bars:
        made.hbar(y="y", left="low", right="high", height=0.6, color=FULL, alpha=0.75, source=source)
    else:
        made.segment(x0="low", x1="high", y0="y", y1="y", line_color="line", line_width=2.5, source=source)
        made.scatter(
            x="value", y="y", size=10, line_color="line", fill_color="fill", line_width=2, source=source
        )
    made.hover.tooltips = [("", "@y"), ("", "@told")]
    _axis(made.xaxis[0], rows[0].unit if rows else "")
    made.xaxis[0].axis_label = data.axis or None
    return made


def _line(data: Line) -> Any:
    from bokeh.models import ColumnDataSource

    made = _empty(data.title, span(list(data.y)), span(list(data.x), zero=True), 320)
    source = ColumnDataSource({"x": list(data.x), "y": list(data.y), "told": list(data.labels)})
    made.step(x="x", y="y", mode="after", line_color=FULL, line_width=2, source=source)
    made.scatter(x="x", y="y", size=8, color=FULL, source=source)
    if data.marked is not None:
        made.scatter(
            x=[data.marked[0]], y=[data.marked[1]], marker="diamond", size=20, fill_alpha=0, line_color=FULL, line_width=2,
            legend_label="chosen",
        )  # fmt: skip
        made.legend.location = "bottom_right"
        made.legend.background_fill_alpha = 0
    made.hover.tooltips = [("", "@told")]
    made.xaxis[0].axis_label = data.axes[0]
    _axis(made.yaxis[0], data.axes[1])
    return made


def _empty(title: str, y: Any, x: Any, height: int) -> Any:
    from bokeh.plotting import figure as new

    made = new(
        title=title or None, y_range=y, x_range=x, height=height, sizing_mode="stretch_width", toolbar_location=None,
        tools="hover,pan,wheel_zoom,reset", background_fill_alpha=0, border_fill_alpha=0, outline_line_color=None,
    )  # fmt: skip
    made.toolbar.active_scroll = None
    made.grid.grid_line_color = "#8884"
    return made


def _axis(axis: Any, unit: str) -> None:
    from bokeh.models import CustomJSTickFormatter, NumeralTickFormatter

    if unit == "%":
        axis.formatter = NumeralTickFormatter(format="0.[0] %")
    elif unit == "s":
        axis.formatter = CustomJSTickFormatter(
            code="const a = Math.abs(tick); return a >= 172800 ? (tick / 86400).toFixed(1) + ' d' : a >= 7200 ? "
            "(tick / 3600).toFixed(1) + ' h' : a >= 120 ? (tick / 60).toFixed(1) + ' min' : tick + ' s'"
        )


def _item(made: Any) -> str:
    from bokeh.embed import json_item

    return json.dumps(json_item(made)).replace("</", "<\\/")


@cache
def _script() -> str:
    from bokeh.resources import Resources

    return "\n".join(Resources(mode="inline", components=["bokeh"]).js_raw).replace("</script", "<\\/script")
