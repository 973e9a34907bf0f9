"""Launches the dates command: `python -m scripts.dates`, or `python scripts/dates.py` from anywhere."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from macros.commands.dates import dates
from macros.commands.problems import run

if __name__ == "__main__":
    run(dates, "python -m scripts.dates")
