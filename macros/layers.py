"""Where content is read from: the kit's own templates, and those of a site that lie over them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .problems import ContentProblems

_HERE = Path(__file__).resolve().parent
# An installed package holds its templates; in the project they lie beside it.
INSTALLED = (_HERE / "templates").is_dir()
ROOT = _HERE if INSTALLED else _HERE.parent
ASSETS = _HERE / "assets" if INSTALLED else ROOT / "docs" / "assets" / "afterword"
PACKAGE = "mkdocs_macros_afterword"


@dataclass(frozen=True)
class Layer:
    """A folder of templates and data; `name` is how messages call it."""

    folder: Path
    name: str


def layers_of(root: Path) -> tuple[Layer, ...]:
    """The layers of the project at `root`, the lowest first.

    Raises ContentProblems where `root` is no folder.
    """
    if not root.is_dir():
        raise ContentProblems([f"{root} is no folder; name the one that holds the folder `templates`"])
    own = Layer(root / "templates", "templates")
    if stands_alone(root):
        return (own,)
    return (Layer(ROOT / "templates", f"{PACKAGE}/templates"), *([own] if own.folder.is_dir() else []))


def stands_alone(root: Path) -> bool:
    """Whether the `templates` of `root` are a whole kit, with schemas; any others lie over this kit's own."""
    return (root / "templates" / "schema").is_dir()


def project_root() -> Path:
    """What a command works on where no folder is named: this project, or for the installed kit the current folder."""
    return Path.cwd() if INSTALLED else ROOT
