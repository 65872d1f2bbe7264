"""The history beside a map: versions come back as they were, undo goes on after the map was closed, damage is survived."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from cjm_widgets.formats import cjm_file, journal
from cjm_widgets.formats.cjm_file import MapFile, dumps
from cjm_widgets.formats.versions import entries
from cjm_widgets.model.errors import BrokenFile, CjmWarning, DataError, FileError
from cjm_widgets.samples import meal_kit
from formats.maps import edited, maps


def titled(title: str) -> MapFile:
    made = meal_kit()
    made.meta["title"] = title
    return made


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kit.cjm.json"


def kept(path: Path, *titles: str) -> None:
    for title in titles:
        journal.append(path, None, titled(title), title)


def lines(path: Path) -> list[str]:
    return journal.place_of(path).read_text(encoding="ascii").splitlines()


@given(st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@pytest.mark.filterwarnings("ignore::cjm_widgets.model.errors.CjmWarning")
def test_every_version_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("maps") / "made-up.cjm.json"
    states = [data.draw(maps())]
    for _ in range(3):
        states.append(data.draw(edited(states[-1])))
    numbers = [journal.append(path, None, state) for state in states]
    for number, state in zip(numbers, states, strict=True):
        assert dumps(journal.restore(path, number)) == dumps(state)


def test_saving_keeps_a_version_and_the_one_before(path: Path) -> None:
    first = cjm_file.write(path, titled("A"), None)
    second = journal.save(path, titled("B"), first, "renamed", "Dana")
    journal.save(path, titled("C"), second)
    found = journal.versions(path)
    assert found["label"].tolist() == ["as found", "renamed", ""]
    assert found["author"].tolist() == ["", "Dana", ""]
    assert found["changes"].tolist() == [0, 1, 1]
    assert found["at"].is_monotonic_increasing
    assert [journal.restore(path, v).meta["title"] for v in found["version"]] == ["A", "B", "C"]
    assert len(lines(path)[1]) < len(lines(path)[0]) / 10, "a version is what changed"


def test_saving_the_same_twice_is_one_version(path: Path) -> None:
    done = journal.save(path, titled("A"), None)
    journal.save(path, titled("A"), done)
    assert len(journal.versions(path)) == 1


def test_what_somebody_else_wrote_is_a_version_too(path: Path) -> None:
    journal.save(path, titled("A"), None)
    path.write_text(dumps(titled("theirs")), encoding="utf-8")
    journal.save(path, titled("B"), cjm_file.read(path).fingerprint)
    assert [journal.restore(path, v).meta["title"] for v in (1, 2, 3)] == ["A", "theirs", "B"]


def test_undo_steps_back_across_saves_to_the_first(path: Path) -> None:
    kept(path, "A", "B", "A", "C")
    now, at, seen = titled("not saved"), None, []
    while (at := journal.earlier(path, now, at)) is not None:
        now = journal.restore(path, at)
        seen.append(now.meta["title"])
    assert seen == ["C", "A", "B", "A"]


def test_snapshots_are_found_by_name_the_newest_first(path: Path) -> None:
    journal.save(path, titled("A"), None)
    journal.snapshot(path, titled("A"), "workshop")
    journal.snapshot(path, titled("unsaved"), "workshop")
    assert journal.restore(path, "workshop").meta["title"] == "unsaved"
    with pytest.raises(DataError, match=r"no version 'other'.*1 to 3, and the snapshots 'workshop'"):
        journal.restore(path, "other")
    with pytest.raises(DataError, match="needs a name"):
        journal.snapshot(path, titled("A"), " ")


def test_snapshots_without_a_file_move_into_it(path: Path) -> None:
    shelf = journal.Shelf()
    shelf.snapshot(titled("A"), "first")
    shelf.snapshot(titled("B"), "second")
    assert shelf.versions()["name"].tolist() == ["first", "second"]
    shelf.put(path)
    assert shelf.versions().empty
    assert journal.restore(path, "first").meta["title"] == "A"
    with pytest.raises(DataError, match="none yet"):
        shelf.restore("first")


@pytest.mark.parametrize("text", ["", "\n", "not json\n", "[]\n", "{}\n", '{"sum": 1}\n', "\x00\xff"])
def test_a_broken_journal_is_no_journal(path: Path, text: str) -> None:
    journal.place_of(path).write_text(text, encoding="utf-8")
    assert journal.versions(path).empty
    assert journal.append(path, None, titled("A")) == 1
    assert journal.restore(path, 1).meta["title"] == "A"


def test_a_changed_line_costs_what_rests_on_it_and_no_more(path: Path) -> None:
    kept(path, *(f"v{i}" for i in range(1, 31)))
    told = lines(path)
    told[3] = told[3].replace('"title":"v4"', '"title":"v5"')
    journal.place_of(path).write_text("\n".join(told) + "\n", encoding="ascii")
    found = journal.versions(path).set_index("version")["whole"]
    assert 4 not in found.index
    assert found[found].index.tolist() == [1, 2, 3, *range(entries.EVERY, 31)]
    assert journal.restore(path, 30).meta["title"] == "v30"
    with pytest.raises(BrokenFile, match="Version 10 rests on one"):
        journal.restore(path, 10)
    journal.append(path, None, titled("more"))
    assert journal.restore(path, 31).meta["title"] == "more"


def test_a_line_cut_short_does_not_take_the_next_with_it(path: Path) -> None:
    kept(path, "A", "B")
    place = journal.place_of(path)
    place.write_bytes(place.read_bytes()[:-20])
    kept(path, "C")
    assert [journal.restore(path, v).meta["title"] for v in journal.versions(path)["version"]] == ["A", "C"]


def test_two_who_save_at_once_both_stay(path: Path) -> None:
    kept(path, "A")
    alone = journal.place_of(path).read_bytes()
    kept(path, "B")
    mine = lines(path)[-1]
    journal.place_of(path).write_bytes(alone)
    kept(path, "C")
    with journal.place_of(path).open("a", encoding="ascii") as file:
        file.write(mine + "\n")
    assert {journal.restore(path, v).meta["title"] for v in (1, 2, 3)} == {"A", "B", "C"}


def test_a_journal_stays_short_and_keeps_snapshots(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "MOST", 10)
    journal.snapshot(path, titled("first"), "first")
    kept(path, *(f"v{i}" for i in range(30)))
    found = journal.versions(path)
    assert len(found) <= 11
    assert found["whole"].all()
    assert found["version"].iloc[-1] == 31
    assert journal.restore(path, 31).meta["title"] == "v29"
    assert journal.restore(path, "first").meta["title"] == "first"
    monkeypatch.setattr(journal, "MOST_BYTES", 60_000)
    kept(path, *(f"w{i}" for i in range(30)))
    assert journal.place_of(path).stat().st_size < 80_000
    assert journal.restore(path, int(journal.versions(path)["version"].iloc[-1])).meta["title"] == "w29"


def test_a_journal_that_cannot_be_written_does_not_stop_a_save(path: Path) -> None:
    journal.place_of(path).mkdir()
    with pytest.warns(CjmWarning, match="The map is saved; its history is not"):
        journal.save(path, titled("A"), None)
    assert cjm_file.read(path).meta["title"] == "A"
    assert journal.versions(path).empty
    with pytest.raises(FileError, match="Cannot write the history"):
        journal.append(path, None, titled("B"))
