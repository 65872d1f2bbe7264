"""Pictures are drawn as the files beside this one have them; golden.py says how these are renewed."""

from __future__ import annotations

from show.pictures.golden import FOLDER, drawn


def test_pictures_are_as_they_were():
    made = drawn()
    assert {path.name for path in FOLDER.glob("*.svg")} == made.keys()
    changed = [name for name, text in made.items() if (FOLDER / name).read_text(encoding="utf-8") != text]
    assert not changed, f"{changed} differ. If it is meant: PYTHONPATH=.:tests python -m show.pictures.golden"
