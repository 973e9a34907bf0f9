"""The kit's version, which stands in `pyproject.toml` alone."""

from __future__ import annotations

import tomllib
from importlib import metadata

from .layers import INSTALLED, ROOT

DISTRIBUTION = "mkdocs-macros-afterword"


def version() -> str:
    """The version of this kit, as the installed package or the project it runs from has it."""
    if INSTALLED:
        return metadata.version(DISTRIBUTION)
    with (ROOT / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])
