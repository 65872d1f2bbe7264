"""Bytes on disk: read whole, written whole or not at all, never over a change nobody has seen."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import stat
from dataclasses import dataclass
from pathlib import Path

from cjm_widgets.model.errors import FileChanged, FileError


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a file held when it was read or written; equal where the bytes are equal."""

    digest: str

    @classmethod
    def of(cls, data: bytes) -> Fingerprint:
        """The fingerprint of some bytes.

        >>> Fingerprint.of(b"a") == Fingerprint.of(b"a")
        True
        """
        return cls(hashlib.sha256(data).hexdigest())


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises FileError that says why where they cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise FileError(f"There is no file {path}. {_nearby(path)}") from None
    except IsADirectoryError:
        raise FileError(f"{path} is a folder. Name a file in it, such as {path / 'map.cjm.json'}.") from None
    except OSError as error:
        raise FileError(f"Cannot read {path}: {_reason(error)}.") from error


def write_bytes(path: Path, data: bytes, expected: Fingerprint | None) -> Fingerprint:
    """Writes a file whole or leaves it as it was; returns its new fingerprint.

    ``expected`` is the fingerprint of what is thought to be there, None where nothing is. Permissions stay; a
    link stays a link and its target is written. Raises FileChanged where something else is there, FileError
    where it cannot be written.
    """
    target = Path(os.path.realpath(path))
    mode = _check_writable(path, target)
    if _check_unchanged(path, target, data, expected):
        return Fingerprint.of(data)
    beside = target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.part")
    try:
        _write_new(beside, data, mode)
        _check_unchanged(path, target, data, expected)
        os.replace(beside, target)
        _sync_folder(target.parent)
    except OSError as error:
        if isinstance(error, FileError):
            raise
        raise FileError(f"Cannot write {path}: {_reason(error)}. {_cure(error, target)}") from error
    finally:
        beside.unlink(missing_ok=True) if os.path.lexists(beside) else None
    return Fingerprint.of(data)


def _check_writable(path: Path, target: Path) -> int | None:
    """The permissions to keep, None for a new file."""
    try:
        found = target.stat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise FileError(f"Cannot write {path}: {_reason(error)}. Save it elsewhere.") from error
    if stat.S_ISDIR(found.st_mode):
        raise FileError(f"{path} is a folder. Name a file in it, such as {path / 'map.cjm.json'}.")
    if not found.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise FileError(f"{path} is read-only. Make it writable, or save under another name.")
    return stat.S_IMODE(found.st_mode)


def _check_unchanged(path: Path, target: Path, data: bytes, expected: Fingerprint | None) -> bool:
    """Whether the file holds ``data`` already. Raises FileChanged where it holds neither that nor what is expected."""
    if not target.exists():
        return False
    there = Fingerprint.of(read_bytes(target))
    if there == Fingerprint.of(data):
        return True
    if expected is None:
        raise FileChanged(
            f"{path} exists already and was not read before. Open it first, save under another name, "
            "or say overwrite=True."
        )
    if there != expected:
        raise FileChanged(
            f"{path} changed on disk since it was read; saving would lose that change. "
            f"Save under another name, open it again and merge, or say overwrite=True."
        )
    return False


def _write_new(path: Path, data: bytes, mode: int | None) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    with open(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if mode is not None:
        os.chmod(path, mode)


def _sync_folder(folder: Path) -> None:
    """Makes the new name last through a power cut, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _cure(error: OSError, target: Path) -> str:
    if isinstance(error, FileNotFoundError):
        return f"The folder {target.parent} is not there: make it, or save elsewhere."
    if isinstance(error, PermissionError):
        return f"You may not write into {target.parent}: save elsewhere, or change its permissions."
    return "What was there is untouched: free some space or save elsewhere, then save again."


def _nearby(path: Path) -> str:
    if not path.parent.is_dir():
        return f"The folder {path.parent} is not there either; check the path."
    maps = sorted(p.name for p in path.parent.glob("*.cjm.json"))[:5]
    return (
        f"Maps in that folder: {', '.join(maps)}."
        if maps
        else "Check the path; that folder holds no *.cjm.json."
    )
