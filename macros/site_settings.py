"""What the mkdocs.yml of a site says, for commands: they run without MkDocs, and nothing that the file names is run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from .brand import PLAIN, Brand, read_brand
from .problems import ContentProblems

LOCAL = "http://127.0.0.1:8000/"  # where the address of a site is said nowhere
_NAMES = ("mkdocs.yml", "mkdocs.yaml")
_Loader: Any = get_yaml_loader(yaml.SafeLoader)
_Loader.add_multi_constructor("", lambda loader, suffix, node: None)


def said_addresses(root: Path) -> tuple[str, str]:
    """`site_url` and `extra.afterword.site` of the site at `root`, as they are written; empty where it says none."""
    config = _config(root)
    settings = _settings(config) if config else {}
    said = _said(settings)
    return _text(settings.get("site_url")), _text(said.get("site")) if isinstance(said, dict) else ""


def site_brand(root: Path) -> Brand:
    """The brand of the site at `root`; raises ContentProblems for a mistake in it."""
    config = _config(root)
    if not config:
        return PLAIN
    settings = _settings(config)
    return read_brand(_said(settings), config, root / (_text(settings.get("docs_dir")) or "docs"))


def _said(settings: dict[str, Any]) -> Any:
    extra = settings.get("extra")
    return extra.get("afterword") if isinstance(extra, dict) else None


def _settings(config: Path) -> dict[str, Any]:
    """Raises ContentProblems for a file that is no YAML mapping."""
    try:
        with config.open("rb") as file:
            settings: Any = yaml_load(file, _Loader)
    except (ConfigurationError, ValueError) as error:
        raise ContentProblems([f"{config.name}: {' '.join(str(error).split())}"]) from None
    except TypeError:  # MkDocs looks for a key in it
        settings = None
    if not isinstance(settings, dict):
        raise ContentProblems([f"{config.name}:1: the file must be a mapping"])
    return settings


def _config(root: Path) -> Path | None:
    return next((root / name for name in _NAMES if (root / name).is_file()), None)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
