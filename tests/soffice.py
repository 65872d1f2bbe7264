"""Finds LibreOffice for the tests, or gets it. Standard library only: `run.py` asks before anything is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

NAMES = ("soffice", "libreoffice")
PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "%PROGRAMFILES%/LibreOffice/program/soffice.exe",
)
PACKAGES = ("libreoffice-calc-nogui", "libreoffice-impress-nogui")
HOW = (
    "No LibreOffice was found and none could be installed: the tests that open workbooks and slides with it are skipped. "
    "Install LibreOffice, or set CJM_SOFFICE to the path of soffice."
)


def find() -> str | None:
    """The path of LibreOffice: CJM_SOFFICE, on PATH, in the usual places; None where there is none."""
    if named := os.environ.get("CJM_SOFFICE"):
        return named
    on_path = next(filter(None, map(shutil.which, NAMES)), None)
    return on_path or next(filter(os.path.isfile, map(os.path.expandvars, PLACES)), None)


def get() -> str | None:
    """Installs LibreOffice's sheets and slides where this is Debian or Ubuntu and we may; its path, or None."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if not root or not shutil.which("apt-get"):
        return None
    command = f"apt-get update && apt-get install -y --no-install-recommends {' '.join(PACKAGES)}"
    print("$", command, flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["sh", "-c", command], env=environment, stdin=subprocess.DEVNULL, check=False)
    return find()


CSV = "--infilter=Text - txt - csv (StarCalc):44,34,76,1"
"""Reads CSV as commas, double quotes and UTF-8, as people choose in its dialog; without one it takes the system's letters."""


def convert(program: str, to: str, out: Path, *files: Path, how: str | None = None) -> list[Path]:
    """The files in another format, in the folder ``out``: one start of LibreOffice for all of them."""
    with tempfile.TemporaryDirectory() as profile:
        command = [
            program, f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore",
            *([how] if how else []), "--convert-to", to, "--outdir", str(out), *map(str, files),
        ]  # fmt: skip
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=110, check=False
        )
    made = [out / f"{file.stem}.{to.partition(':')[0]}" for file in files]
    lost = [path.name for path in made if not path.is_file()]
    if lost:
        raise RuntimeError(f"LibreOffice made no {', '.join(lost)}: {done.stdout} {done.stderr}")
    return made


if __name__ == "__main__":
    print(find() or get() or HOW)
