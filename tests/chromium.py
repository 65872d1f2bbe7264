"""Finds a browser for the tests, or gets one. Standard library only: `run.py` asks before anything is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)
PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "%PROGRAMFILES%/Google/Chrome/Application/chrome.exe",
    "%PROGRAMFILES(X86)%/Google/Chrome/Application/chrome.exe",
    "%LOCALAPPDATA%/Google/Chrome/Application/chrome.exe",
    "%PROGRAMFILES(X86)%/Microsoft/Edge/Application/msedge.exe",
)
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
HOW = (
    "No Chromium was found and none could be installed. Install Chromium, Chrome or Edge, or set CJM_CHROMIUM "
    "to the path of one, and run the tests again. `tests/run.py fast` leaves the browser tests out."
)


def find() -> str | None:
    """The path of a browser: CJM_CHROMIUM, on PATH, in the usual places, or Playwright's own; None where there is none."""
    if named := os.environ.get("CJM_CHROMIUM"):
        return named
    on_path = next(filter(None, map(shutil.which, NAMES)), None)
    return on_path or next(filter(os.path.isfile, map(_expand, PLACES)), None) or _playwrights()


def get(python: str) -> str | None:
    """Installs a browser as this machine allows, and gives its path, or None where that failed."""
    for command in _ways(python):
        print("$", " ".join(command), flush=True)
        if subprocess.run(command, env=_unasked(), stdin=subprocess.DEVNULL, check=False).returncode == 0:
            found = find() or _ask(python)
            if found:
                return found
    return None


def _ways(python: str) -> list[list[str]]:
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    ways = []
    if root and _is_debian() and shutil.which("apt-get"):
        ways.append(["sh", "-c", "apt-get update && apt-get install -y --no-install-recommends chromium"])
    ways.append([python, "-m", "playwright", "install", *(["--with-deps"] if root else []), "chromium"])
    return ways


def _is_debian() -> bool:
    """Debian's chromium is a browser; Ubuntu's package of that name only points to a snap."""
    release = Path("/etc/os-release")
    return release.is_file() and "\nID=debian" in f"\n{release.read_text(encoding='utf-8')}"


def _unasked() -> dict[str, str]:
    return {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}


def _expand(place: str) -> str:
    return os.path.expandvars(place)


def _playwrights() -> str | None:
    """The browser Playwright downloaded, where this Python has Playwright."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.path.isfile(path) else None


def _ask(python: str) -> str | None:
    """The same question, put to the Python that has Playwright."""
    here = str(Path(__file__).resolve().parent)
    code = f"import sys; sys.path.insert(0, {here!r}); import chromium; print(chromium._playwrights() or '')"
    answer = subprocess.run([python, "-c", code], capture_output=True, text=True, check=False).stdout.strip()
    return answer or None


if __name__ == "__main__":
    print(find() or get(sys.executable) or HOW)
