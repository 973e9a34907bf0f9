"""Launches the publish command: `python -m scripts.publish`, or `python scripts/publish.py` from anywhere."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from macros.commands.problems import run
from macros.commands.publish import publish

if __name__ == "__main__":
    run(publish, "python -m scripts.publish")
