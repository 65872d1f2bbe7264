"""What is looked at before a workbook is opened: whether it is one, and whether it would fill the memory. Standard library only."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from cjm_widgets.model.errors import BrokenFile

MOST_BYTES = 400 * 2**20
"""Unpacked, all parts together."""
MOST_PARTS = 10_000
MOST_RATIO = 1_000
"""Packed text of a table rarely shrinks to less than a hundredth."""
MOST_MERGED = 2_000_000
_OTHERS = {
    "word/": "a Word document",
    "ppt/": "a PowerPoint file",
    "xl/workbook.bin": "a binary workbook (.xlsb)",
}
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z]+)(\d+):([A-Z]+)(\d+)[\"']")
_FORMULA = re.compile(
    rb"<(?:\w+:)?c\s[^>]*?r=[\"']([A-Z]+\d+)[\"'][^>]*>\s*<(?:\w+:)?f(?:\s[^>]*?)?(?:/>|>([^<]*)<)"
)
_FLAGS = (b"TRUE()", b"FALSE()")
"""How LibreOffice writes a flag; it is no formula anybody wrote."""


def check(data: bytes, name: str) -> None:
    """Raises BrokenFile, which says why, for what is no workbook or would not fit into memory. Nothing of it is run."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_size(archive, name)
            _check_kind(archive, name)
            for part, text in _parts(archive):
                _check_part(part, text, name)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        if isinstance(error, BrokenFile):
            raise
        raise BrokenFile(
            f"{name} is not a whole Excel workbook ({error}). Open it in Excel and save it again, or restore a copy."
        ) from error


def has_macros(data: bytes) -> bool:
    """Whether a workbook carries macros; they are never run."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return any(part.lower().endswith("vbaproject.bin") for part in archive.namelist())


def links_out(data: bytes) -> bool:
    """Whether a workbook refers to other files; they are never opened."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return any(part.startswith("xl/externalLinks/") for part in archive.namelist())


def sheet_titles(data: bytes) -> set[str]:
    """What the sheets of a workbook are called; nothing where it is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return set(_sheets(archive))
    except (
        zipfile.BadZipFile,
        KeyError,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
        ET.ParseError,
    ):
        return set()


def formulas(data: bytes, title: str) -> list[str]:
    """The cells of a sheet that hold formulas."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        part = _sheets(archive).get(title, "")
        text = archive.read(part) if part in archive.namelist() else b""
    return [cell.decode() for cell, formula in _FORMULA.findall(text) if formula not in _FLAGS]


def _sheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part each sheet is stored in, by its title."""
    targets = {
        rel.get("Id"): rel.get("Target", "")
        for rel in ET.fromstring(_small(archive, "xl/_rels/workbook.xml.rels"))
    }
    out = {}
    for one in ET.fromstring(_small(archive, "xl/workbook.xml")).iter():
        if one.tag.endswith("}sheet"):
            rel = next((v for k, v in one.attrib.items() if k.endswith("}id")), "")
            target = targets.get(rel) or ""
            out[one.get("name", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return out


def _small(archive: zipfile.ZipFile, part: str) -> bytes:
    """A part that is small in every real workbook; nothing of it where it is large or declares entities."""
    if archive.getinfo(part).file_size > 2**24:
        raise OSError(f"{part} is too large")
    text = archive.read(part)
    if b"<!" in text.replace(b"<!--", b""):
        raise OSError(f"{part} declares entities")
    return text


def _check_size(archive: zipfile.ZipFile, name: str) -> None:
    parts = archive.infolist()
    whole, packed = sum(p.file_size for p in parts), sum(p.compress_size for p in parts)
    if (
        len(parts) > MOST_PARTS
        or whole > MOST_BYTES
        or (whole > 2**24 and whole > MOST_RATIO * max(1, packed))
    ):
        raise BrokenFile(
            f"{name} would unpack to {whole / 2**20:,.0f} MB in {len(parts):,} parts from {packed / 2**20:,.1f} MB; at most "
            f"{MOST_BYTES // 2**20} MB and a thousandfold are read. It was not opened. If it is a real workbook, split it or save "
            "its sheets as CSV."
        )


def _check_kind(archive: zipfile.ZipFile, name: str) -> None:
    names = archive.namelist()
    if any(part.flag_bits & 1 for part in archive.infolist()):
        raise BrokenFile(f"{name} is locked with a password. Save it without one.")
    if "xl/workbook.xml" in names or any(
        re.fullmatch(r"xl/workbook\d*\.xml", one, re.IGNORECASE) for one in names
    ):
        return
    found = next((what for start, what in _OTHERS.items() if any(one.startswith(start) for one in names)), "")
    kind = found or ("an OpenDocument file" if "mimetype" in names else "an archive, but no Excel workbook")
    raise BrokenFile(f"{name} is {kind}. Open it in the program it is for and save it as .xlsx.")


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    for part in archive.infolist():
        if part.filename.lower().endswith((".xml", ".rels", ".vml")):
            yield part.filename, archive.read(part)


def _check_part(part: str, text: bytes, name: str) -> None:
    plain = text.replace(b"\0", b"") if text[:200].count(b"\0") else text
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise BrokenFile(
            f"{name} declares entities in {part}, which no workbook needs and which can fill the memory."
        )
    cells = sum(_area(*found) for found in _MERGED.findall(plain))
    if cells > MOST_MERGED:
        raise BrokenFile(f"{name} merges {cells:,} cells in {part}. Take the merging back and save it again.")


def _area(left: bytes, top: bytes, right: bytes, bottom: bytes) -> int:
    width, height = _column(right) - _column(left) + 1, int(bottom) - int(top) + 1
    return max(0, width) * max(0, height)


def _column(letters: bytes) -> int:
    found = 0
    for letter in letters[:4]:
        found = found * 26 + letter - 64
    return found
