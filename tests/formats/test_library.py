"""A folder of maps: listed with what is broken, searched, opened, and followed from map to map. All maps are made up."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd
import pytest

from cjm_widgets.formats import cjm_file, library
from cjm_widgets.formats.cjm_file import MapFile, dumps
from cjm_widgets.formats.library import Library
from cjm_widgets.model.errors import DataError, FileError
from cjm_widgets.samples import meal_kit


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path / "kit.cjm.json", meal_kit())
    put(
        tmp_path / "teams" / "box.cjm.json",
        named("Box", opens="../kit.cjm.json", parent="Meal kit: first box"),
    )
    (tmp_path / "broken.cjm.json").write_text('{"format": "cjm", "version": 1, "tables"', encoding="utf-8")
    put(tmp_path / ".hidden" / "old.cjm.json", named("Old"))
    (tmp_path / "notes.json").write_text("{}", encoding="utf-8")
    return tmp_path


def put(path: Path, made: MapFile) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(dumps(made), encoding="utf-8")
    return path


def named(title: str, opens: str | None = None, **meta: str) -> MapFile:
    steps = pd.DataFrame(
        {
            "name": ["Straße"],
            "stage": pd.Series([None], dtype="str").to_numpy(),
            "opens": pd.Series([opens], dtype="str").to_numpy(),
        },
        index=["a"],
    )
    return MapFile({"title": title, **meta}, {"steps": steps.rename_axis("step")})


def test_every_map_is_a_row_broken_ones_with_the_reason(folder):
    maps = Library(folder).maps.set_index("path")
    assert maps.index.tolist() == ["broken.cjm.json", "kit.cjm.json", "teams/box.cjm.json"]
    assert maps.at["kit.cjm.json", "title"] == "Meal kit: first box"
    assert (maps.at["kit.cjm.json", "steps"], maps.at["kit.cjm.json", "state"]) == (10, "current")
    assert "line 1" in maps.at["broken.cjm.json", "error"]
    assert maps.at["kit.cjm.json", "error"] == ""


def test_an_empty_folder_has_no_maps_and_a_missing_one_is_said(tmp_path):
    empty = Library(tmp_path)
    assert empty.maps.empty
    assert list(empty.maps.columns) == list(library.COLUMNS)
    assert empty.find("x").empty
    assert empty.links().empty
    with pytest.raises(DataError, match="There are no maps in it"):
        empty.open("kit")
    with pytest.raises(FileError, match="There is no folder"):
        Library(tmp_path / "gone")


def test_a_word_is_found_in_every_table_and_in_what_the_map_says_of_itself(folder):
    found = Library(folder).find("FIRST BOX")
    assert ("kit.cjm.json", "meta", "title") in set(
        zip(found["map"], found["table"], found["column"], strict=True)
    )
    step = found[found["table"] == "steps"].iloc[0]
    assert (step["id"], step["step"], step["text"]) == (
        "builds-box",
        "Builds the first box",
        "Builds the first box",
    )
    assert Library(folder).find("strasse")["map"].tolist() == ["teams/box.cjm.json"]
    cards = Library(folder).find("a")
    one = cards[cards["table"] == "cards"].iloc[0]
    assert one["lane"] in set(meal_kit().tables["lanes"]["name"])
    with pytest.raises(DataError, match="nothing to look for"):
        Library(folder).find(" ")


@pytest.mark.parametrize("name", ["Box", "box", "box.cjm.json", "teams/box", "teams/box.cjm.json", " BOX "])
def test_a_map_opens_by_title_or_path(folder, name):
    assert Library(folder).open(name).meta["title"] == "Box"


def test_a_title_that_is_not_there_or_twice_is_said(folder):
    maps = Library(folder)
    with pytest.raises(DataError, match="Did you mean: 'Box'"):
        maps.open("Boxx")
    put(folder / "again.cjm.json", named("Box"))
    with pytest.raises(DataError, match=r"2 maps: again.cjm.json, teams/box.cjm.json"):
        maps.open("Box ")
    with pytest.raises(FileError, match="broken"):
        maps.open("broken")


def test_links_are_listed_and_broken_ones_marked(folder):
    put(folder / "b.cjm.json", named("B", opens="nowhere", parent="broken"))
    put(folder / "c.cjm.json", named("C", opens="https://example.org/map"))
    links = Library(folder).links().set_index(["map", "kind"])
    assert links.loc[("teams/box.cjm.json", "opens"), "leads_to"] == "kit.cjm.json"
    assert links.loc[("teams/box.cjm.json", "parent"), "leads_to"] == "kit.cjm.json"
    assert links.loc[("b.cjm.json", "opens"), "reason"] == "no such map"
    assert links["broken"].to_dict() == {
        ("b.cjm.json", "opens"): True,
        ("b.cjm.json", "parent"): True,
        ("c.cjm.json", "opens"): False,
        ("teams/box.cjm.json", "opens"): False,
        ("teams/box.cjm.json", "parent"): False,
    }


def test_only_what_changed_is_read_again(folder, monkeypatch):
    maps, read = Library(folder), []
    whole = cjm_file.read
    monkeypatch.setattr(library.cjm_file, "read", lambda place: (read.append(place.name), whole(place))[1])
    assert len(maps) == 3
    read.clear()
    assert len(maps.maps) == 3
    assert read == []
    put(folder / "kit.cjm.json", named("Another"))
    os.remove(folder / "broken.cjm.json")
    assert maps.maps["title"].tolist() == ["Another", "Box"]
    assert read == ["kit.cjm.json"]


def test_a_page_of_it_escapes_titles(folder):
    put(folder / "x.cjm.json", named("<script>"))
    assert "&lt;script&gt;" in Library(folder)._repr_html_()
    assert "<script>" not in Library(folder)._repr_html_()
