"""Launches the export command: `python -m scripts.export`, or `python scripts/export.py` from anywhere."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from macros.commands.export import export
from macros.commands.problems import run

if __name__ == "__main__":
    run(export, "python -m scripts.export")
