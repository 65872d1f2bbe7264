"""`cjm export`: every ending it knows makes a file that is what its name says."""

from __future__ import annotations

import csv
import json
import re
import warnings
import xml.etree.ElementTree as ET
import zipfile

import pytest

import cjm_widgets as cjm
from cjm_widgets import cli
from cjm_widgets.cli.export import FOLDER, FORMATS

BEGINS = {
    ".d2": b"direction: right\n", ".drawio.csv": b"# label: ", ".html": b"<!doctype html>", ".journey.md": b"---\njourney: ",
    ".long.csv": b"\xef\xbb\xbfStage,Step,Lane,Text\r\n", ".lucid.csv": b"Id,Name,Shape Library,", ".md": b"# Customer journey\n", ".csv": b"\xef\xbb\xbfStage,Step,",
    ".miro.csv": b"\xef\xbb\xbftext,stage,step,lane,colour", ".mmd": b"journey\n", ".pdf": b"%PDF-", ".png": b"\x89PNG\r\n", ".pptx": b"PK\x03\x04",
    ".svg": b"<svg", ".xlsx": b"PK\x03\x04", ".xml": b"<?xml", ".yaml": b"title: ", ".yml": b"title: ",
}  # fmt: skip
STEP = "Notices the need"


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("export")
    cjm.JourneyMap.from_template("classic").save(folder / "m.cjm.json", history=False)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert (
            cli.main(["export", str(folder / "m.cjm.json"), *(str(folder / f"out{end}") for end in FORMATS)])
            == 0
        )
        assert cli.main(["export", str(folder / "m.cjm.json"), str(folder / "sheets")]) == 0
    return folder


@pytest.mark.parametrize("end", FORMATS)
def test_every_file_is_there_and_what_it_says(written, end):
    data = (written / f"out{end}").read_bytes()
    assert data.lower().startswith(BEGINS[end].lower())
    if data.startswith(b"PK"):
        with zipfile.ZipFile(written / f"out{end}") as held:
            data = b"".join(held.read(name) for name in held.namelist() if name.endswith(".xml"))
    if end in (".svg", ".xml"):
        data = " ".join(ET.fromstring(data).itertext()).encode()
    if end not in (".png", ".pdf"):
        text = " ".join(re.sub(r"<[^>]*>", " ", data.decode("utf-8", errors="replace")).split())
        assert STEP in text or "Notices" in text


def test_a_name_without_an_ending_is_a_folder_of_tables(written):
    assert FOLDER[0] == "to_csv"
    with (written / "sheets" / "steps.csv").open(encoding="utf-8", newline="") as file:
        assert STEP in {row["name"] for row in csv.DictReader(file)}
    assert json.loads((written / "sheets" / "_cjm.json").read_text(encoding="utf-8"))


def test_what_is_there_stays_and_an_unknown_ending_is_said(written, capsys):
    before = (written / "out.mmd").read_bytes()
    (written / "out.mmd").write_bytes(b"mine")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert cli.main(["export", str(written / "m.cjm.json"), str(written / "out.mmd")]) == 1
        assert (written / "out.mmd").read_bytes() == b"mine"
        assert cli.main(["export", str(written / "m.cjm.json"), str(written / "out.mmd"), "--overwrite"]) == 0
    assert (written / "out.mmd").read_bytes() == before
    assert cli.main(["export", str(written / "m.cjm.json"), str(written / "out.docx")]) == 1
    said = capsys.readouterr().err
    assert "'.docx'" in said
    assert ".drawio.csv" in said
