"""`python -m cjm_widgets` is the `cjm` command."""

from __future__ import annotations

import sys

from cjm_widgets.cli import main

if __name__ == "__main__":
    sys.exit(main())
