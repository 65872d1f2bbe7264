"""Native shapes on one slide, in points, mirrored for languages written from right to left. The only module that draws."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from . import measure
from .paging import INSET, MARGIN
from .plain import plain

INK, SOFT, EDGE = "1F2A37", "5B6673", "C5CBD3"
HIGH, LOW, DATA = "128A69", "C8561F", "2F7FC1"
DASHES = {
    "trigger": MSO_LINE.SOLID,
    "needs": MSO_LINE.DASH,
    "message": MSO_LINE.ROUND_DOT,
    "recovery": MSO_LINE.DASH_DOT,
}
TITLE = 22.0


class Slide:
    """One slide: a title, then shapes in the order in which they are read."""

    def __init__(self, made: Any, title: str, leftward: bool = False) -> None:
        self.width, self.height = made.slide_width.pt, made.slide_height.pt
        self._slide = made.slides.add_slide(made.slide_layouts[5])
        self._shapes, self._leftward = self._slide.shapes, leftward
        self._whole = ""
        """The title, where there is no room for all of it."""
        self._title(plain(title))

    def notes(self, text: str) -> None:
        """What the speaker reads."""
        whole = f"{self._whole}\n\n" if self._whole else ""
        self._slide.notes_slide.notes_text_frame.text = whole + plain(text)

    def box(
        self, x: float, y: float, wide: float, tall: float, text: str, size: float, *,
        fill: str = "", edge: str = "", colour: str = INK, bold: bool = False, alt: str = "", small: str = "",
        centre: bool = False, round_: bool = False, bar: str = "",
    ) -> Any:  # fmt: skip
        """A rectangle with a text; ``small`` stands below it in small letters. Gives the shape, for arrows to hold on to."""
        kind = MSO_SHAPE.ROUNDED_RECTANGLE if round_ else MSO_SHAPE.RECTANGLE
        shape = self._shapes.add_shape(kind, Pt(self._x(x, wide)), Pt(y), Pt(wide), Pt(tall))
        shape._element.remove(
            shape._element.find(qn("p:style"))
        )  # its shadow would fall from the letters too
        if round_:
            shape.adjustments[0] = 0.08
        self._fill(shape, fill, edge or bar)
        frame = shape.text_frame
        frame.word_wrap = True
        frame.vertical_anchor = MSO_ANCHOR.TOP
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Pt(INSET)
        self._write(frame.paragraphs[0], text, size, colour, bold, centre)
        if small:
            self._write(frame.add_paragraph(), small, size - 1, SOFT, False, centre)
        self.named(shape, alt)
        return shape

    def rule(self, x: float, y: float, wide: float, dash: Any, alt: str) -> None:
        """A line across."""
        line = self._shapes.add_connector(
            MSO_CONNECTOR.STRAIGHT, Pt(self._x(x, wide)), Pt(y), Pt(self._x(x, wide) + wide), Pt(y)
        )
        line.line.width, line.line.dash_style = Pt(1.25), dash
        line.line.color.rgb = RGBColor.from_string(SOFT)
        self.named(line, alt)

    def arrow(self, start: Any, end: Any, kind: str, alt: str) -> None:
        """An arrow that holds on to two shapes and follows them when they are moved."""
        sideways = start.top < end.top + end.height and end.top < start.top + start.height
        right = (end.left > start.left) if sideways else (end.top > start.top)
        sites = ((3, 1) if right else (1, 3)) if sideways else ((2, 0) if right else (0, 2))
        line = self._shapes.add_connector(MSO_CONNECTOR.STRAIGHT, 0, 0, 0, 0)
        line.begin_connect(start, sites[0])
        line.end_connect(end, sites[1])
        line.line.width = Pt(1.25)
        line.line.color.rgb = RGBColor.from_string(LOW if kind == "recovery" else SOFT)
        line.line.dash_style = DASHES.get(kind, MSO_LINE.SOLID)
        tip = line.line._get_or_add_ln().makeelement(qn("a:tailEnd"), {"type": "triangle"})
        line.line._get_or_add_ln().append(tip)
        tree = (
            self._shapes._spTree
        )  # below the cards, behind the title: an arrow passes under what it does not mean
        tree.remove(line._element)
        tree.insert(3, line._element)
        self.named(line, alt)

    def curve(
        self,
        x: float,
        y: float,
        wide: float,
        tall: float,
        name: str,
        steps: Sequence[str],
        values: Sequence[float | None],
    ) -> None:
        """A line chart that can be edited: feelings from −2 to +2, a point above the middle of each step."""
        data = CategoryChartData()
        data.categories = [plain(step) or "–" for step in steps]
        data.add_series(plain(name), values)
        made = self._shapes.add_chart(
            XL_CHART_TYPE.LINE_MARKERS, Pt(self._x(x, wide)), Pt(y), Pt(wide), Pt(tall), data
        )
        chart = made.chart
        chart.has_legend, chart.has_title = False, False
        held = [value for value in values if value is not None]
        chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = min(-2.0, *held), max(2.0, *held)
        chart.value_axis.visible = False
        chart.value_axis.has_major_gridlines = False
        chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
        chart.category_axis.reverse_order = self._leftward
        chart.font.size = Pt(9)
        plot = chart.plots[0]
        plot.has_data_labels = True
        plot.data_labels.position, plot.data_labels.number_format = XL_LABEL_POSITION.ABOVE, "+0.0;−0.0;0"
        plot.data_labels.number_format_is_linked = False
        line = plot.series[0]
        line.smooth = False
        line.format.line.color.rgb, line.format.line.width = RGBColor.from_string(DATA), Pt(2)
        _fill_plot(chart)
        self.named(
            made,
            f"{name}: "
            + "; ".join(f"{s} {v:+g}" for s, v in zip(steps, values, strict=True) if v is not None),
        )

    def bars(
        self,
        x: float,
        y: float,
        wide: float,
        tall: float,
        rows: Sequence[tuple[str, float, float]],
        axis: str,
        alt: str,
    ) -> None:
        """A bar chart that can be edited: each bar from a low to a high end, both on one row."""
        data = CategoryChartData()
        data.categories = [plain(label) for label, _, _ in reversed(rows)]
        data.add_series("low end", [low for _, low, _ in reversed(rows)])
        data.add_series("high end", [high for _, _, high in reversed(rows)])
        made = self._shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, Pt(x), Pt(y), Pt(wide), Pt(tall), data)
        chart = made.chart
        chart.has_title, chart.has_legend = False, True
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
        chart.font.size = Pt(10)
        chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
        chart.value_axis.has_title = True
        chart.value_axis.axis_title.text_frame.text = plain(axis)
        chart.plots[0].gap_width = 60
        for series, colour in zip(chart.plots[0].series, ("9DB7CE", DATA), strict=True):
            series.format.fill.solid()
            series.format.fill.fore_color.rgb = RGBColor.from_string(colour)
            series.invert_if_negative = False
        self.named(made, alt)

    def table(
        self,
        y: float,
        header: Sequence[str],
        rows: Sequence[Sequence[str]],
        widths: Sequence[float],
        size: float,
        alt: str,
    ) -> None:
        """A native table."""
        wide = self.width - 2 * MARGIN
        made = self._shapes.add_table(len(rows) + 1, len(header), Pt(MARGIN), Pt(y), Pt(wide), Pt(10))
        if self._leftward:
            made.table._tbl.tblPr.set("rtl", "1")
        for at, part in enumerate(widths):
            made.table.columns[at].width = Pt(part)
        for n, row in enumerate((header, *rows)):
            made.table.rows[n].height = Pt(size * 1.6)
            for at, text in enumerate(row):
                cell = made.table.cell(n, at)
                cell.margin_left = cell.margin_right = Pt(INSET)
                cell.margin_top = cell.margin_bottom = Pt(2)
                self._write(
                    cell.text_frame.paragraphs[0], text, size, "FFFFFF" if n == 0 else INK, n == 0, False
                )
        self.named(made, alt)

    def named(self, shape: Any, alt: str) -> None:
        """The alternative text of a shape; what says nothing is marked so."""
        at = shape._element.xpath(".//p:cNvPr")[0]
        at.set("descr", plain(alt))
        if alt:
            at.set("name", plain(alt).replace("\n", " ")[:60])

    def _title(self, text: str) -> None:
        title = self._shapes.title
        wide = self.width - 2 * MARGIN
        title.left, title.top, title.width, title.height = Pt(MARGIN), Pt(12), Pt(wide), Pt(52)
        room = 0.9 * (wide - 16)  # bold letters are wider than those that are measured
        size = next((s for s in (TITLE, 18.0, 14.0) if measure.height(text, room, s) <= 48), 11.0)
        said, rest = measure.cut(text, room, size, 48)
        if rest:
            self._whole, text = text, f"{said[:-2].replace(chr(10), ' ')} …"
        frame = title.text_frame
        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
        self._write(frame.paragraphs[0], text or "Journey map", size, INK, True, False)

    def _fill(self, shape: Any, fill: str, edge: str) -> None:
        if fill:
            shape.fill.solid()
            shape.fill.fore_color.rgb = RGBColor.from_string(fill)
        else:
            shape.fill.background()
        if edge:
            shape.line.color.rgb, shape.line.width = RGBColor.from_string(edge), Pt(0.75)
        else:
            shape.line.fill.background()

    def _write(self, paragraph: Any, text: str, size: float, colour: str, bold: bool, centre: bool) -> None:
        paragraph.text = plain(text).replace("\n", "\v")
        paragraph.font.size, paragraph.font.bold = Pt(size), bold
        paragraph.font.color.rgb = RGBColor.from_string(colour)
        paragraph.line_spacing = 1.0
        side = PP_ALIGN.RIGHT if self._leftward else PP_ALIGN.LEFT
        paragraph.alignment = PP_ALIGN.CENTER if centre else side
        if any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text):
            paragraph._p.get_or_add_pPr().set("rtl", "1")

    def _x(self, x: float, wide: float) -> float:
        return self.width - x - wide if self._leftward else x


def _fill_plot(chart: Any) -> None:
    """The plot takes the whole of its frame, so that each point stands above the middle of its step."""
    area = chart._chartSpace.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    layout = area.makeelement(qn("c:layout"), {})
    manual = layout.makeelement(qn("c:manualLayout"), {})
    layout.append(manual)
    values = (
        ("layoutTarget", "inner"),
        ("xMode", "edge"),
        ("yMode", "edge"),
        ("x", "0"),
        ("y", "0.12"),
        ("w", "1"),
        ("h", "0.76"),
    )
    for name, value in values:
        manual.append(manual.makeelement(qn(f"c:{name}"), {"val": value}))
    area.insert(0, layout)
