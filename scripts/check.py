"""Launches the check command: `python -m scripts.check`, or `python scripts/check.py` from anywhere."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from macros.commands.check import check
from macros.commands.problems import run

if __name__ == "__main__":
    run(check, "python -m scripts.check")
