"""The tables of cases that judge both languages; cases/README.md says what each holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

CASES = Path(__file__).resolve().parent / "cases"


def table(name: str) -> Any:
    """Read one table; lone surrogates stand in it as JSON escapes."""
    return json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
