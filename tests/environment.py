"""Makes `.venv` with this checkout installed in it. Standard library only: it runs before anything is installed.

`notebooks/open.py` and `tests/run.py` share it. A second run reuses what is there.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def ready(extra: str) -> str:
    """The Python of an environment that has the checkout and one of its extras; stops with a sentence where it cannot."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file is what says so
        sys.exit(
            f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}. Run it as python3.11, say."
        )
    if not _works():
        _make()
    stamp = VENV / f"cjm-{extra}.txt"
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != _fingerprint():
        install("-e", f"{ROOT}[{extra}]")
        stamp.write_text(_fingerprint(), encoding="utf-8")
    return str(PYTHON)


def install(*what: str) -> None:
    """Installs into the environment and shows how far it is; stops where pip fails."""
    print(f"Installing {what[-1]} into {VENV} (once; takes a minute or two)", flush=True)
    command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", *what]
    if subprocess.run(command, stdin=subprocess.DEVNULL, check=False).returncode:
        sys.exit(
            f"pip could not install {what[-1]}; the reason stands above. Mend it and run the command again."
        )


def packages() -> list[Path]:
    """The folders the environment keeps its packages in."""
    return [*VENV.glob("lib/python*/site-packages"), *VENV.glob("Lib/site-packages")]


def _works() -> bool:
    """Whether the environment is there and has a pip; one that was moved or half made does not."""
    command = [str(PYTHON), "-m", "pip", "--version"]
    return PYTHON.is_file() and subprocess.run(command, capture_output=True, check=False).returncode == 0


def _make() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        sys.exit(
            "This Python cannot make virtual environments: its venv module is packed apart. On Debian and Ubuntu "
            f"install it with: sudo apt install python{version}-venv, then run the command again."
        )
    print(f"Making {VENV}", flush=True)
    shutil.rmtree(VENV, ignore_errors=True)
    venv.EnvBuilder(with_pip=True, symlinks=os.name != "nt").create(VENV)


def _fingerprint() -> str:
    """Changes when a new install is due: other requirements, or other sources of the page."""
    sources = sorted(p for p in (ROOT / "js").rglob("*") if p.is_file() and "test" not in p.parts)
    digest = hashlib.sha256()
    for path in (ROOT / "pyproject.toml", ROOT / "package-lock.json", *sources):
        if path.suffix not in (".pyc",):
            digest.update(path.read_bytes())
    return digest.hexdigest()
