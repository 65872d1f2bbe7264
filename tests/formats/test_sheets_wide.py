"""What people do to the wide sheet beside changing its cells: steps and lanes more, copies, merged cells, other names and places."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

import cjm_widgets as cjm
from cjm_widgets.model.errors import DataError

Found = tuple[list[list[Any]], str]


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    m = cjm.JourneyMap.from_sample("coffee_shop")
    return m, m.to_excel(tmp_path_factory.mktemp("wide") / "shop.xlsx")


@pytest.fixture
def after(shop, tmp_path) -> Callable[[Callable[[Any], None]], Found]:
    """The changes, and the warnings, after somebody did something to the workbook."""
    m, path = shop

    def made(deed: Callable[[Any], None]) -> Found:
        book = openpyxl.load_workbook(path)
        deed(book)
        book.save(tmp_path / "edited.xlsx")
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            found = m.changes_in(tmp_path / "edited.xlsx")
        rows = found[["table", "id", "column", "kind", "new"]].values.tolist()
        return rows, "\n".join(str(one.message) for one in said)

    return made


def put(sheet: Any, **cells: object) -> None:
    for place, value in cells.items():
        sheet[place] = value


def test_a_column_put_between_two_steps_is_a_step_with_its_cells(after):
    def deed(book):
        book["Map"].insert_cols(5)
        put(book["Map"], E4="Asks for the queue", E6="• Waves\n• Points", E8=-1)

    found, said = after(deed)
    step = {"id": "asks-for-the-queue", "stage": "arrive", "name": "Asks for the queue", "emotion": -1}
    cards = [row[4]["text"] for row in found[1:]]
    assert found[0] == ["steps", "asks-for-the-queue", None, "added", step]
    assert (cards, said) == (["Waves", "Points"], "")


def test_new_steps_stand_where_they_were_put_with_stages_of_their_own(shop, after, tmp_path):
    def deed(book):
        book["Map"].insert_cols(5)
        put(book["Map"], E4="Asks", M3="Afterwards", M4="Tells friends", N4="Tells them again")

    found, said = after(deed)
    assert ["stages", "afterwards", None, "added", {"id": "afterwards", "name": "Afterwards"}] in found
    assert said == ""
    m = cjm.JourneyMap.from_sample("coffee_shop")
    m.take_in(tmp_path / "edited.xlsx")
    assert m.steps.index.tolist()[2] == "asks"
    assert m.steps["stage"].tolist()[-3:] == ["return", "afterwards", "afterwards"]
    assert m.steps.index.tolist()[-2:] == ["tells-friends", "tells-them-again"]


def test_a_row_with_a_name_is_a_lane_of_cards(after):
    def deed(book):
        book["Map"].insert_rows(7)
        put(book["Map"], B7="Thoughts", C7="Hm", D7="• Oh\n• Well")

    found, said = after(deed)
    assert found[0] == ["lanes", "thoughts", None, "added", {"id": "thoughts", "name": "Thoughts"}]
    assert [(row[4]["lane"], row[4]["text"]) for row in found[1:]] == [
        ("thoughts", t) for t in ("Hm", "Oh", "Well")
    ]
    assert said == ""


def test_a_copied_step_is_a_step_more_and_the_first_stays_what_it_was(after):
    def deed(book):
        sheet = book["Map"]
        for row in range(1, sheet.max_row + 1):
            sheet.cell(row, 12).value = sheet.cell(row, 4).value
        sheet["L4"] = "Stands in the queue again"

    found, _ = after(deed)
    assert [row[:4] for row in found if row[0] == "steps"] == [
        ["steps", "stands-in-the-queue-again", None, "added"]
    ]
    assert {row[3] for row in found} == {"added"}


def test_merged_cells_lose_no_card(after):
    found, said = after(lambda book: book["Map"].merge_cells("C6:D6"))
    assert found == []
    assert "were merged (C6:D6); what they cover is kept" in said


@pytest.mark.parametrize(("cut", "ids"), [("delete_rows", "steps"), ("delete_cols", "lanes")])
def test_without_its_hidden_ids_the_sheet_is_refused(after, cut, ids):
    with pytest.raises(DataError, match=f"no longer holds the ids of its {ids} .*nothing was taken"):
        after(lambda book: getattr(book["Map"], cut)(1))


def test_an_order_that_is_not_taken_is_said(after):
    def deed(book):
        sheet = book["Map"]
        for row in (1, *range(4, sheet.max_row + 1)):
            sheet.cell(row, 3).value, sheet.cell(row, 4).value = (
                sheet.cell(row, 4).value,
                sheet.cell(row, 3).value,
            )

    found, said = after(deed)
    assert found == []
    assert "shows its steps in another order, which was not taken" in said


def test_sheets_that_were_renamed_are_known_and_copies_and_hidden_ones_named(after):
    def deed(book):
        book["steps"].title, book["Map"].title = "Schritte", "Unsere Karte"
        book["Unsere Karte"]["C4"] = "Comes"
        book.copy_worksheet(book["Unsere Karte"])
        book["personas"].sheet_state = "hidden"

    found, said = after(deed)
    assert found == [["steps", "sees", "name", "re-worded", "Comes"]]
    for sentence in (
        "'Schritte' was read as 'steps'", "'Unsere Karte' was read as 'Map'", "'Unsere Karte Copy' is a second picture",
        "'personas' is hidden; it was read like the others",
    ):  # fmt: skip
        assert sentence in said


def test_without_a_copy_a_picture_that_contradicts_the_tables_is_named(tmp_path):
    m = cjm.JourneyMap.from_sample("coffee_shop")
    path = m.to_excel(tmp_path / "m.xlsx", copy=False)
    book = openpyxl.load_workbook(path)
    book["Map"]["C4"] = "Comes"
    book.save(path)
    with pytest.warns(UserWarning, match="says other things than its tables in 1 places"):
        assert cjm.JourneyMap.from_excel(path).steps["name"].iloc[0] == m.steps["name"].iloc[0]
    assert len(m.changes_in(path)) == 1
