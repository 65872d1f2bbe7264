"""Workbooks and CSV folders: whatever is written is read back, and what people change is found."""

from __future__ import annotations

import datetime as dt

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

import cjm_widgets as cjm
from cjm_widgets.formats.cjm_file import MapFile, dumps
from cjm_widgets.formats.guard import guarded, is_live, unguarded
from cjm_widgets.formats.sheets.book import book
from cjm_widgets.formats.sheets.edited import read_edited
from cjm_widgets.formats.sheets.escaping import escaped, unescaped
from cjm_widgets.formats.sheets.folder import write_folder
from cjm_widgets.formats.sheets.wide import bulleted, unbulleted
from cjm_widgets.model.errors import DataError, FileChanged

any_text = st.text(max_size=12) | st.sampled_from(
    [
        "=1+1",
        "+4",
        "-x",
        "@a",
        "\tx",
        "\rx",
        "'q",
        "'",
        "",
        "json:1",
        "_x0041_",
        "TRUE",
        "0012",
        "#N/A",
        "2026-03-01",
        "a\r\nb",
        " ",
    ]
)
csv_text = any_text.filter(lambda t: t.encode("utf-8", "ignore").decode() == t)
spans = st.timedeltas(dt.timedelta(days=-900), dt.timedelta(days=90_000))
moments = st.datetimes(dt.datetime(1700, 1, 1), dt.datetime(2200, 1, 1))
anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**18), 10**18)
    | st.floats(allow_nan=False)
    | csv_text
    | spans
    | moments,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(csv_text, inner, max_size=2),
    max_leaves=4,
)


def column(values: list[object], dtype: str) -> pd.Series:
    if dtype != "object":
        return pd.Series(values, dtype=dtype)
    cells = np.empty(len(values), dtype="object")
    for i, value in enumerate(values):
        cells[i] = value
    return pd.Series(cells)


@st.composite
def maps(draw: st.DrawFn, texts: st.SearchStrategy[str] = any_text) -> MapFile:
    n = draw(st.integers(0, 4))

    def some(values: st.SearchStrategy[object]) -> list[object]:
        return draw(st.lists(st.none() | values, min_size=n, max_size=n))

    ids = draw(st.lists(texts.filter(bool), min_size=n, max_size=n, unique=True))
    steps = pd.DataFrame(
        {
            "stage": column(some(texts), "str"), "name": column(some(texts), "str"),
            "emotion": column(some(st.floats(-2, 2)), "float64"), "wait": column(some(spans), "timedelta64[us]"),
            "moment_of_truth": column(some(st.booleans()), "boolean"), "arc": column(some(st.integers(1, 5)), "Int64"),
        }
    ).set_axis(pd.Index(ids, dtype="str", name="step"))  # fmt: skip
    own = pd.DataFrame(
        {
            draw(texts): column(some(anything), "object"), "when": column(some(moments), "datetime64[us]"),
            "kind": column(some(texts), "str").astype("category"), "n": column(some(st.integers(-(2**60), 2**60)), "Int64"),
        }
    )  # fmt: skip
    meta = draw(st.dictionaries(texts, st.none() | texts | st.lists(texts, max_size=2), max_size=3))
    lanes = pd.DataFrame(
        {"name": ["Feeling"], "kind": ["emotion"], "column": ["emotion"]}, pd.Index(["f"], name="lane")
    )
    return MapFile(meta, {"steps": steps, "lanes": lanes, draw(texts.filter(bool)) + "x": own})


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(maps())
def test_a_workbook_gives_back_what_was_written(tmp_path_factory, held):
    path = tmp_path_factory.mktemp("w") / "map.xlsx"
    path.write_bytes(book(held))
    assert dumps(read_edited(path).now) == dumps(held)


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(maps(csv_text), st.booleans())
def test_a_folder_gives_back_what_was_written(tmp_path_factory, held, copy):
    folder = tmp_path_factory.mktemp("c") / "map"
    write_folder(folder, held, copy=copy)
    found = dumps(read_edited(folder).now)
    if not copy:  # what nothing in a CSV file tells apart: metadata that is nothing, or an empty list
        held = MapFile({k: v for k, v in held.meta.items() if v}, held.tables)
        found = dumps(
            MapFile(
                {k: v for k, v in read_edited(folder).now.meta.items() if v}, read_edited(folder).now.tables
            )
        )
    assert found == dumps(held)


@pytest.mark.parametrize(
    ("sample", "copy"), [("coffee_shop", True), ("meal_kit", False), ("clinic_visit", False), ("loan", True)]
)
def test_samples_come_back_without_a_difference(tmp_path, sample, copy):
    """With tables of one's own: with columns of several levels, and one that is called as ids are."""
    m = cjm.JourneyMap.from_sample(sample)
    m["levels"] = pd.DataFrame([[1, 2.5]], columns=pd.MultiIndex.from_tuples([("n", "a"), ("n", "b")]))
    m["named"] = pd.DataFrame({"id": ["x", "x"], "v": [1, 2]})
    path = m.to_excel(tmp_path / "m.xlsx", copy=copy)
    assert len(m.changes_in(path)) == 0
    assert len(m.diff(cjm.JourneyMap.from_excel(path))) == 0
    m.to_csv(tmp_path / "csv", copy=copy)
    assert len(m.diff(cjm.JourneyMap.from_csv(tmp_path / "csv"))) == 0


@given(st.text())
def test_texts_are_escaped_and_guarded_without_loss(text):
    assert unescaped(escaped(text)) == text
    assert unguarded(guarded(text)) == text
    assert not is_live(guarded(text))


@given(
    st.lists(
        st.text(st.characters(exclude_characters="\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")).filter(str.strip)
    )
)
def test_cards_in_a_cell_come_apart_again(texts):
    assert unbulleted(bulleted(texts)) == texts


def test_no_text_becomes_a_formula(tmp_path):
    m = cjm.JourneyMap.from_template("classic")
    m.steps.loc[m.steps.index[0], "name"] = '=HYPERLINK("http://x")'
    m.meta["title"] = "+cmd|' /C calc'!A0"
    made = openpyxl.load_workbook(m.to_excel(tmp_path / "m.xlsx"))
    cells = [cell for sheet in made.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert {c.quotePrefix for c in cells if isinstance(c.value, str) and c.value.startswith(("=", "+"))} == {
        True
    }
    m.to_csv(tmp_path / "c")
    text = "".join(p.read_text("utf-8-sig") for p in (tmp_path / "c").glob("*.csv"))
    assert "'=HYPERLINK" in text
    assert "'+cmd" in text


def test_limits_are_said_before_anything_is_written(tmp_path):
    m = cjm.JourneyMap.from_template("classic")
    m.steps.loc[m.steps.index[0], "name"] = "x" * 32_768
    with pytest.raises(
        DataError, match=r"no room for this map: table steps, row .*, column name has 32,768 characters"
    ):
        m.to_excel(tmp_path / "m.xlsx")
    assert not list(tmp_path.iterdir())


def test_nothing_is_written_over_in_silence(tmp_path):
    m = cjm.JourneyMap.from_template("classic")
    path = m.to_excel(tmp_path / "m.xlsx")
    m.meta["title"] = "Other"
    with pytest.raises(FileChanged, match="overwrite=True"):
        m.to_excel(path)
    m.to_csv(path.parent / "csv")
    with pytest.raises(FileChanged, match=r"meta\.csv"):
        m.to_csv(path.parent / "csv")
    m.to_csv(path.parent / "csv", overwrite=True)


def test_a_map_that_says_paths_of_others_stays_in_its_folder(tmp_path):
    m = cjm.JourneyMap.from_template("classic")
    m["../../etc/passwd"] = pd.DataFrame({"a": [1]})
    m["CON"] = pd.DataFrame({"a": [1]})
    assert {path.parent for path in m.to_csv(tmp_path / "c")} == {tmp_path / "c"}
    assert len(m.diff(cjm.JourneyMap.from_csv(tmp_path / "c"))) == 0


def test_a_foreign_workbook_is_read_as_a_table(tmp_path):
    made = openpyxl.Workbook()
    for row in (["step", "emotion", "Actions"], ["Pay", 1, "Enters card"], ["Cook", -1, "Cuts"]):
        made.active.append(row)
    made.save(tmp_path / "f.xlsx")
    assert cjm.JourneyMap.from_excel(tmp_path / "f.xlsx").cards["text"].tolist() == ["Enters card", "Cuts"]
