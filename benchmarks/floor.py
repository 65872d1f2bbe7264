"""The floor: a bare anywidget that draws one screen of cells of a frame. A bound for the others, not a rival."""

from __future__ import annotations

import json
from typing import Any

import anywidget
import pandas as pd
import traitlets

ROWS = 30

PAGE = """
const render = ({ model, el }) => {
  const start = JSON.parse(model.get("_start"));
  const box = document.createElement("div");
  box.style.cssText = "height:480px;overflow:auto;font:13px sans-serif";
  const table = document.createElement("table");
  const row = (texts, tag) => {
    const tr = document.createElement("tr");
    for (const text of texts) {
      const cell = document.createElement(tag);
      cell.textContent = text;
      tr.append(cell);
    }
    return tr;
  };
  table.append(row(start.columns, "th"), ...start.rows.map((texts) => row(texts, "td")));
  table.addEventListener("dblclick", (event) => edit(event.target.closest("td")));
  const edit = (cell) => {
    if (!cell) return;
    const input = document.createElement("input");
    cell.replaceChildren(input);
    input.focus();
    input.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key !== "Enter") return;
      model.send({ row: cell.parentNode.rowIndex - 1, column: cell.cellIndex, value: input.value });
    });
  };
  const paint = ({ row, column, value }) => {
    table.rows[row + 1].cells[column].textContent = value;
  };
  model.on("msg:custom", paint);
  box.append(table);
  el.append(box);
  return () => model.off("msg:custom", paint);
};
export default { render };
"""


class Floor(anywidget.AnyWidget):
    """Draws the first rows of `frame`; an edit is written to it and echoed; `put` writes and sends one message."""

    _esm = PAGE
    _start = traitlets.Unicode().tag(sync=True)

    def __init__(self, frame: pd.DataFrame) -> None:
        head = frame.head(ROWS)
        rows = [[str(value) for value in row] for row in head.itertuples(index=False)]
        super().__init__(_start=json.dumps({"columns": list(map(str, frame.columns)), "rows": rows}))
        self.frame = frame
        self.on_msg(self._edit)

    def put(self, row: int, column: int, value: object) -> None:
        """Writes one cell and tells the page."""
        self.frame.iloc[row, column] = value  # type: ignore[call-overload]
        self.send({"row": row, "column": column, "value": str(self.frame.iat[row, column])})

    def _edit(self, _: object, content: dict[str, Any], __: object) -> None:
        self.put(content["row"], content["column"], content["value"])
