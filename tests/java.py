"""Finds Java for Spark's tests, or gets it. Standard library only: `run.py` asks before anything is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

PACKAGES = ("openjdk-17-jre-headless", "openjdk-21-jre-headless", "default-jre-headless")
"""Spark 4 runs on Java 17 and 21; which of them there is depends on the release of Debian or Ubuntu."""
HOW = "No Java was found and none could be installed: Spark's tests are skipped. Install Java 17 or 21, or set JAVA_HOME."


def find() -> str | None:
    """The path of java: in JAVA_HOME, or on PATH; None where there is none."""
    if home := os.environ.get("JAVA_HOME"):
        named = Path(home) / "bin" / "java"
        if named.is_file():
            return str(named)
    return shutil.which("java")


def get() -> str | None:
    """Installs Java where this is Debian or Ubuntu and we may; its path, or None."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if not root or not shutil.which("apt-get"):
        return None
    one_of = " || ".join(f"apt-get install -y --no-install-recommends {name}" for name in PACKAGES)
    command = f"apt-get update && ({one_of})"
    print("$", command, flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["sh", "-c", command], env=environment, stdin=subprocess.DEVNULL, check=False)
    return find()


if __name__ == "__main__":
    print(find() or get() or HOW)
