"""Opens the tour in JupyterLab: `python3 notebooks/open.py [FOLDER] [--no-browser] [--port N]`.

Needs Python 3.11 or newer and nothing else. The first run makes `.venv` and installs this checkout into it.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import environment


def main() -> int:
    """Prepares the environment and hands over to `cjm tour`."""
    python = environment.ready("lab")
    try:
        return subprocess.run([python, "-m", "cjm_widgets", "tour", *sys.argv[1:]], check=False).returncode
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main())
