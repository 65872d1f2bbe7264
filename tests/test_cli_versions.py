"""`cjm diff` and `cjm merge`, alone and as git's own commands in a real repository."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import house
from cjm_widgets import JourneyMap, cli
from cjm_widgets.cli import git as git_lines
from cjm_widgets.formats.cjm_file import MapFile, dumps, read, write
from cjm_widgets.samples import meal_kit

EDIT = Callable[[MapFile], None]


def put(path: Path, edit: EDIT | None = None, **meta: str) -> Path:
    made = meal_kit()
    made.meta.update(meta)
    if edit is not None:
        edit(made)
    path.write_text(dumps(made), encoding="utf-8")
    return path


def score(value: float) -> EDIT:
    def done(made: MapFile) -> None:
        made.tables["steps"].loc[made.tables["steps"].index[0], "emotion"] = value

    return done


def word(made: MapFile) -> None:
    made.tables["cards"].loc[made.tables["cards"].index[-1], "text"] = "Their words"


def test_a_difference_is_printed_and_no_failure(tmp_path, capsys):
    old, new = put(tmp_path / "a.cjm.json"), put(tmp_path / "b.cjm.json", score(-2.0), title="New")
    assert cli.main(["diff", str(old), str(new)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("2 changes: 1 re-scored, 1 re-worded")
    assert "emotion re-scored: 1.0 → -2.0" in said
    assert cli.main(["diff", "--exit-code", str(old), str(new)]) == 1
    assert cli.main(["diff", "--exit-code", str(old), str(old)]) == 0


def test_a_difference_as_json_has_every_change(tmp_path, capsys):
    old, new = put(tmp_path / "a.cjm.json"), put(tmp_path / "b.cjm.json", word)
    cli.main(["diff", "--json", str(old), str(new)])
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["table"], row["column"], row["kind"], row["new"]) == (
        "cards",
        "text",
        "re-worded",
        "Their words",
    )


@pytest.mark.parametrize("turned", [False, True])
def test_nothing_on_one_side_is_a_map_added_or_removed(tmp_path, capsys, turned):
    files = [os.devnull, str(put(tmp_path / "a.cjm.json"))]
    assert cli.main(["diff", *(files[::-1] if turned else files)]) == 0
    assert ("removed" if turned else "added") in capsys.readouterr().out


def test_a_file_that_is_no_map_is_named(tmp_path, capsys):
    bad = tmp_path / "bad.cjm.json"
    bad.write_text("<<<<<<< ours", encoding="utf-8")
    assert cli.main(["diff", str(bad), os.devnull]) == 2
    assert "bad.cjm.json" in capsys.readouterr().err
    good = put(tmp_path / "a.cjm.json")
    before = good.read_bytes()
    assert cli.main(["merge", str(good), str(good), str(bad)]) == 2
    assert good.read_bytes() == before
    assert cli.main(["merge", str(good)]) == 2
    assert "BASE, OURS and THEIRS" in capsys.readouterr().err


def test_a_merge_without_conflicts_writes_ours(tmp_path):
    base, ours = put(tmp_path / "base.cjm.json"), put(tmp_path / "ours.cjm.json", score(-2.0))
    theirs = put(tmp_path / "theirs.cjm.json", word)
    assert cli.main(["merge", str(base), str(ours), str(theirs)]) == 0
    tables = read(ours).tables
    assert tables["steps"]["emotion"].iloc[0] == -2.0
    assert tables["cards"]["text"].iloc[-1] == "Their words"
    assert "conflicts" not in tables


def test_a_merge_with_conflicts_keeps_ours_and_lists_them(tmp_path, capsys):
    base, ours = put(tmp_path / "base.cjm.json"), put(tmp_path / "ours.cjm.json", score(-2.0))
    theirs, out = put(tmp_path / "theirs.cjm.json", score(2.0)), tmp_path / "out.cjm.json"
    before = ours.read_bytes()
    assert cli.main(["merge", str(base), str(ours), str(theirs), "-o", str(out)]) == 1
    assert ours.read_bytes() == before
    tables = read(out).tables
    assert tables["steps"]["emotion"].iloc[0] == -2.0
    assert tables["conflicts"][["column", "ours", "theirs"]].to_numpy().tolist() == [["emotion", -2.0, 2.0]]
    assert "1 conflict; ours is kept" in capsys.readouterr().err


def test_a_reference_that_leads_nowhere_is_said_in_a_sentence(tmp_path, capsys):
    def stray(made: MapFile) -> None:
        made.tables["cards"].loc[made.tables["cards"].index[0], "lane"] = "gone"

    old, new = put(tmp_path / "a.cjm.json"), put(tmp_path / "b.cjm.json", stray)
    assert cli.main(["diff", str(old), str(new)]) == 0
    said = capsys.readouterr()
    assert "cjm: " in said.err
    assert "'gone'" in said.err
    assert "lane moved" in said.out


@pytest.fixture
def repository(tmp_path, monkeypatch):
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    # The lines name a program on PATH or this Python; the package is the one under test.
    monkeypatch.setattr(git_lines.shutil, "which", lambda name: None)
    for name in [n for n in os.environ if n.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(house.ROOT), *filter(None, sys.path)]))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    for variable in ("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"):
        monkeypatch.setenv(variable, "Made Up")
    for variable in ("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"):
        monkeypatch.setenv(variable, "made.up@example.org")
    place = tmp_path / "repository with a space"
    place.mkdir()
    git(place, "init", "-q", "-b", "main")
    monkeypatch.chdir(place)
    return place


def git(place: Path, *arguments: str, code: int = 0) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=place, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def branches(place: Path, ours: EDIT, theirs: EDIT) -> Path:
    """Two branches that each edited one map."""
    assert cli.main(["merge", "--install-git", "--write"]) == 0
    file = put(place / "map.cjm.json")
    git(place, "add", ".")
    git(place, "commit", "-qm", "base")
    git(place, "checkout", "-qb", "side")
    put(file, theirs)
    git(place, "commit", "-qam", "theirs")
    git(place, "checkout", "-q", "main")
    put(file, ours)
    git(place, "commit", "-qam", "ours")
    return file


def test_git_merges_maps_cell_by_cell(repository):
    file = branches(repository, score(-2.0), word)
    git(repository, "merge", "side", "-m", "both")
    tables = read(file).tables
    assert tables["steps"]["emotion"].iloc[0] == -2.0
    assert tables["cards"]["text"].iloc[-1] == "Their words"


def test_a_conflict_in_git_leaves_a_map_that_opens(repository):
    file = branches(repository, score(-2.0), score(2.0))
    said = git(repository, "merge", "side", "-m", "both", code=1)
    assert "CONFLICT" in said
    assert "theirs 2.0" in said
    held = read(file)
    assert held.tables["steps"]["emotion"].iloc[0] == -2.0
    assert held.tables["conflicts"]["theirs"].tolist() == [2.0]
    write(
        file, MapFile(held.meta, {k: v for k, v in held.tables.items() if k != "conflicts"}), held.fingerprint
    )
    git(repository, "commit", "-qam", "decided")


def test_what_git_could_not_merge_is_opened_and_settled(repository):
    def theirs(made: MapFile) -> None:
        score(2.0)(made)
        made.tables["cards"] = made.tables["cards"].drop(columns="severity")

    def ours(made: MapFile) -> None:
        score(-2.0)(made)
        made.tables["cards"].loc["pain-points-pays", "severity"] = 1

    file = branches(repository, ours, theirs)
    git(repository, "merge", "side", "-m", "both", code=1)
    m = JourneyMap.open(file)
    assert sorted(m.conflicts["column"]) == ["emotion", "severity"]
    before = meal_kit().tables["cards"]["severity"]
    assert m.cards["severity"].notna().sum() == before.notna().sum()
    m.settle("theirs")
    assert m.conflicts.empty
    m.save()
    git(repository, "commit", "-qam", "decided")
    tables = read(file).tables
    assert tables["steps"]["emotion"].iloc[0] == 2.0
    assert "severity" not in tables["cards"]
    assert "conflicts" not in tables


def test_git_tells_changes_in_the_words_of_the_field(repository):
    branches(repository, score(-2.0), word)
    assert "re-scored: 1.0 → -2.0" in git(repository, "diff", "HEAD~1", "HEAD")
    assert "added" in git(repository, "show", "--ext-diff", "HEAD~1")
    git(repository, "config", "--unset", "diff.cjm.command")
    assert "emotion: -2.0" in git(repository, "diff", "HEAD~1", "HEAD")


def test_a_map_both_added_is_merged_from_nothing(repository):
    assert cli.main(["merge", "--install-git", "--write"]) == 0
    (repository / "note.txt").write_text("made up", encoding="utf-8")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "base")
    git(repository, "checkout", "-qb", "side")
    file = put(repository / "map.cjm.json", word)
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "theirs")
    git(repository, "checkout", "-q", "main")
    put(file, score(-2.0))
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "ours")
    git(repository, "merge", "side", "-m", "both", code=1)
    assert len(read(file).tables["conflicts"]) == 2


def test_the_lines_for_git_are_printed_and_set_only_when_asked(repository, capsys):
    assert cli.main(["merge", "--install-git"]) == 0
    assert "merge %O %A %B" in capsys.readouterr().out
    assert not (repository / ".gitattributes").exists()
    (repository / ".gitattributes").write_text("*.png binary", encoding="utf-8")
    for _ in range(2):
        assert cli.main(["merge", "--install-git", "--write"]) == 0
    assert (repository / ".gitattributes").read_text(encoding="utf-8").splitlines() == [
        "*.png binary",
        git_lines.ATTRIBUTES,
    ]


def test_outside_a_repository_nothing_is_set(tmp_path, monkeypatch, capsys):
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.chdir(tmp_path)
    assert cli.main(["merge", "--install-git", "--write"]) == 2
    assert "Run this inside a repository" in capsys.readouterr().err
