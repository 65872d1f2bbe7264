"""Runs every check and test: `python3 tests/run.py`, or `python3 tests/run.py fast` without the browser.

Needs Python 3.11 or newer and nothing else: it makes `.venv`, takes node from PyPI where the machine has none, and
finds or installs Chromium. It goes on after a failure, lists what failed at the end, and gives exit code 1.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "js"))

import chromium
import environment
import java
import node
import soffice

ROOT = environment.ROOT
SUMMARY = re.compile(r"=* ?(.*\d+ (?:passed|failed|error|skipped|deselected).* in [\d.]+s.*?) ?=*$")


class Failed(Exception):
    """A step did not pass."""


class Run:
    """The steps that were run and how they ended."""

    def __init__(self) -> None:
        self.failed: list[str] = []
        self.pytest: list[str] = []

    def step(self, title: str, work: Callable[[], object]) -> None:
        """Runs one step under a heading and goes on whatever happens."""
        print(f"\n=== {title} ===", flush=True)
        start = time.monotonic()
        try:
            work()
        except (Failed, OSError, subprocess.SubprocessError, node.NodeMissing) as error:
            print(f"{title} failed: {error}", flush=True)
            self.failed.append(title)
        print(f"--- {title}: {time.monotonic() - start:.1f} s", flush=True)

    def end(self) -> int:
        """Says how it went; the last line holds pytest's own summaries."""
        verdict = f"Failed: {', '.join(self.failed)}." if self.failed else "All passed."
        print(f"\n{verdict} pytest: {'; '.join(self.pytest) or 'did not run'}", flush=True)
        return 1 if self.failed else 0


def main() -> int:
    """Every step, in order."""
    fast = _fast(sys.argv[1:])
    os.chdir(ROOT)
    start = time.monotonic()
    python = environment.ready("test")
    print(f"Environment ready after {time.monotonic() - start:.1f} s", flush=True)
    run = Run()
    run.step("ruff check", lambda: call(python, "-m", "ruff", "check"))
    run.step("ruff format", lambda: call(python, "-m", "ruff", "format", "--check"))
    run.step("mypy", lambda: call(python, "-m", "mypy"))
    run.step("npm ci and bundle", _bundle)
    run.step("tsc", lambda: _node("typescript/bin/tsc", "-p", "js"))
    run.step("vitest", lambda: _node("vitest/vitest.mjs", "run", "--config", "js/vitest.config.ts"))
    run.step("LibreOffice", lambda: print(soffice.find() or soffice.get() or soffice.HOW))
    run.step("Java", lambda: print(java.find() or java.get() or java.HOW))
    run.step("pytest", lambda: _pytest(run, python, "-m", "not browser"))
    if not fast:
        # Apart: Playwright leaves an event loop running in its process, in which other tests would not be as a script is.
        run.step("browser", lambda: _browser(python))
        run.step("pytest in the browser", lambda: _pytest(run, python, "tests/browser"))
    return run.end()


def call(*command: str) -> None:
    """Runs a command; raises Failed where it says no."""
    print("$", " ".join(command), flush=True)
    code = subprocess.run(command, stdin=subprocess.DEVNULL, check=False).returncode
    if code:
        raise Failed(f"exit code {code}")


def _fast(arguments: list[str]) -> bool:
    if arguments not in ([], ["fast"]):
        sys.exit(f"{' '.join(arguments)!r} is not understood. Use: python3 tests/run.py [fast]")
    return bool(arguments)


def _bundle() -> None:
    if node.on_path() is None and node.wheel_folder(environment.packages()) is None:
        environment.install(node.WHEEL)
    node.build(environment.packages())


def _node(script: str, *arguments: str) -> None:
    call(node.programs(environment.packages())[0], f"node_modules/{script}", *arguments)


def _browser(python: str) -> None:
    found = chromium.find() or chromium.get(python)
    if found is None:
        raise Failed(chromium.HOW)
    print(found)
    os.environ["CJM_CHROMIUM"] = found


def _pytest(run: Run, python: str, *chosen: str) -> None:
    """Runs tests in two processes, shows pytest's output as it comes and keeps its last line."""
    command = (python, "-m", "pytest", "-n", "2", "--dist", "loadfile", *chosen)
    print("$", " ".join(command), flush=True)
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        said = b"".join(_echo(process))
    found = [m.group(1) for m in map(SUMMARY.match, said.decode(errors="replace").splitlines()) if m]
    run.pytest.append(found[-1] if found else f"no summary, exit code {process.returncode}")
    if process.returncode:
        raise Failed(run.pytest[-1])


def _echo(process: subprocess.Popen[bytes]) -> list[bytes]:
    parts = []
    assert process.stdout is not None
    while part := os.read(process.stdout.fileno(), 4096):
        sys.stdout.buffer.write(part)
        sys.stdout.buffer.flush()
        parts.append(part)
    return parts


if __name__ == "__main__":
    sys.exit(main())
