"""A real JupyterLab for the tests: one server a session, its settings in a folder of its own, nothing asked of a network."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (
    "JUPYTER_CONFIG_DIR",
    "JUPYTER_DATA_DIR",
    "JUPYTER_RUNTIME_DIR",
    "JUPYTERLAB_SETTINGS_DIR",
    "JUPYTERLAB_WORKSPACES_DIR",
    "IPYTHONDIR",
)
FLAGS = (
    "--no-browser",
    "--ip=127.0.0.1",
    "--ServerApp.port_retries=0",
    "--IdentityProvider.token=",
    "--ServerApp.password=",
    "--ServerApp.disable_check_xsrf=True",
    "--LabApp.expose_app_in_browser=True",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.news_url=",
    "--LanguageServerManager.autodetect=False",
)
SETTINGS = {
    "apputils-extension/notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
        "doNotDisturbMode": True,
    },
    "docmanager-extension/plugin": {"autosave": False},
}


@dataclass(frozen=True)
class Server:
    """Where the server answers and where its notebooks lie."""

    address: str
    folder: Path


@contextmanager
def serving(place: Path, *more: str) -> Iterator[Server]:
    """Starts JupyterLab in a folder, with more flags where wanted, and stops it with its kernels."""
    notebooks = place / "notebooks"
    notebooks.mkdir()
    port, log = _free_port(), place / "server.log"
    command = [
        sys.executable,
        "-m",
        "jupyter",
        "lab",
        f"--port={port}",
        f"--ServerApp.root_dir={notebooks}",
        *FLAGS,
        *more,
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=notebooks, env=_environment(place), stdout=out, stderr=out)
        try:
            _wait(process, f"http://127.0.0.1:{port}/api/status", log)
            yield Server(f"http://127.0.0.1:{port}", notebooks)
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


def _environment(place: Path) -> dict[str, str]:
    for name, chosen in SETTINGS.items():
        file = place / "JUPYTERLAB_SETTINGS_DIR" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(chosen), encoding="utf-8")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER", "PYTEST"))}
    own = {name: str(place / name) for name in FOLDERS}
    # JupyterLab's part of the checkout, where an installed wheel would put it.
    shutil.copytree(ROOT / "js" / "lab", place / "share" / "labextensions" / "cjm_widgets")
    own["JUPYTER_PATH"] = str(place / "share")
    return {**kept, **own, "PYTHONPATH": str(ROOT), "JUPYTER_PREFER_ENV_PATH": "1", "TZ": "UTC"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    end = time.monotonic() + 90
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(
        f"JupyterLab did not start:\n{log.read_text(encoding='utf-8', errors='replace')[-3000:]}"
    )
