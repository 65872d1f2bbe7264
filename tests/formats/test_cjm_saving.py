"""Saving: whole or not at all, never over a change nobody has seen."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from cjm_widgets.formats.cjm_file import MapFile, read, write
from cjm_widgets.formats.disk import Fingerprint
from cjm_widgets.model.errors import DataError, FileChanged, FileError
from formats.made import small


def test_a_new_file_then_its_next_version(tmp_path: Path) -> None:
    path = tmp_path / "a.cjm.json"
    first = write(path, small(), None)
    assert read(path).fingerprint == first
    changed = small()
    changed.tables["steps"].loc["pay", "name"] = "Pays by card"
    second = write(path, changed, first)
    assert second != first
    assert read(path).tables["steps"].loc["pay", "name"] == "Pays by card"
    assert os.listdir(tmp_path) == ["a.cjm.json"]


def test_a_file_that_changed_underneath_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.cjm.json"
    first = write(path, small(), None)
    path.write_text("theirs", encoding="utf-8")
    with pytest.raises(FileChanged, match="changed on disk since it was read"):
        write(path, small(), first)
    with pytest.raises(FileChanged, match="exists already and was not read before"):
        write(path, small(), None)
    assert path.read_text(encoding="utf-8") == "theirs"
    assert os.listdir(tmp_path) == ["a.cjm.json"]


def test_a_change_between_the_check_and_the_save_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.cjm.json"
    first = write(path, small(), None)
    real = os.fsync

    def meddle(handle: int) -> None:
        real(handle)
        path.write_text("theirs", encoding="utf-8")

    monkeypatch.setattr(os, "fsync", meddle)
    with pytest.raises(FileChanged):
        write(path, MapFile({"title": "ours"}), first)
    assert path.read_text(encoding="utf-8") == "theirs"
    assert os.listdir(tmp_path) == ["a.cjm.json"]


def test_the_same_content_is_no_change(tmp_path: Path) -> None:
    path = tmp_path / "a.cjm.json"
    first = write(path, small(), None)
    before = path.stat().st_mtime_ns
    assert write(path, small(), first) == first
    assert path.stat().st_mtime_ns == before


def test_a_file_deleted_since_is_written_anew(tmp_path: Path) -> None:
    path = tmp_path / "a.cjm.json"
    first = write(path, small(), None)
    path.unlink()
    write(path, small(), first)
    assert read(path).meta == {"title": "Meal kit"}


@pytest.mark.skipif(os.name == "nt", reason="permissions and links of POSIX")
def test_permissions_and_links_stay(tmp_path: Path) -> None:
    real, link = tmp_path / "real.cjm.json", tmp_path / "link.cjm.json"
    first = write(real, small(), None)
    real.chmod(0o640)
    link.symlink_to(real)
    write(link, MapFile({"title": "Other"}), first)
    assert link.is_symlink()
    assert read(real).meta == {"title": "Other"}
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_a_read_only_file_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.cjm.json"
    first = write(path, small(), None)
    path.chmod(0o444)
    with pytest.raises(FileError, match=r"is read-only\. Make it writable, or save under another name"):
        write(path, MapFile({"title": "Other"}), first)
    assert read(path).meta == {"title": "Meal kit"}


def test_a_folder_a_missing_folder_and_a_file_in_the_way(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"is a folder\. Name a file in it"):
        write(tmp_path, small(), None)
    with pytest.raises(FileError, match="is not there: make it, or save elsewhere"):
        write(tmp_path / "no" / "a.cjm.json", small(), None)
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(FileError, match="not a directory"):
        write(tmp_path / "file" / "a.cjm.json", small(), None)


def failing(code: int) -> Callable[..., Any]:
    def fail(*_: Any, **__: Any) -> Any:
        raise OSError(code, os.strerror(code))

    return fail


@pytest.mark.parametrize("call", ["open", "fsync", "replace"])
@pytest.mark.parametrize(
    ("code", "said"),
    [(errno.ENOSPC, "no space left.*untouched: free some space"), (errno.EACCES, "You may not write into")],
)
def test_a_save_that_fails_leaves_the_old_file_and_nothing_else(
    call: str, code: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.cjm.json"
    first = write(path, small(), None)
    with monkeypatch.context() as patched:
        patched.setattr(os, call, failing(code))
        with pytest.raises(FileError, match=said) as caught:
            write(path, MapFile({"title": "Other"}), first)
    assert str(path) in str(caught.value)
    assert read(path).meta == {"title": "Meal kit"}
    assert os.listdir(tmp_path) == ["a.cjm.json"]


def test_bad_ids_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    twice = small()
    twice.tables["steps"] = pd.concat([twice.tables["steps"]] * 2)
    with pytest.raises(DataError, match="Table steps has the id 'pay' twice"):
        write(tmp_path / "a.cjm.json", twice, None)
    assert os.listdir(tmp_path) == []


def test_fingerprints_are_of_the_content() -> None:
    assert Fingerprint.of(b"a") == Fingerprint.of(b"a") != Fingerprint.of(b"b")
