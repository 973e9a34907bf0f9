"""What the kit changes in the configuration of the MkDocs site that it stands in."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from mkdocs.config.config_options import ExtraScriptValue, PathSpec
from mkdocs.exceptions import PluginError

from .brand import Brand
from .lending import SCRIPTS, styles
from .library import Library
from .site_settings import LOCAL

# The headings of the index and of the navigator carry their anchors.
_EXTENSIONS = ("attr_list",)
_EXAMPLE = "https://example.org/afterword/"


def configure(conf: Any, library: Library, brand: Brand, lent: bool) -> None:
    """Add style and script to every page, and what only the kit's own site or only any other one needs."""
    conf["extra_css"] += [path for path in styles(brand) if path not in conf["extra_css"]]
    for path in SCRIPTS:
        if path not in map(str, conf["extra_javascript"]):
            conf["extra_javascript"].append(module(path))
    if lent:
        _configure_lent(conf, library)
    else:
        _configure_own(conf, brand)


def module(path: str) -> ExtraScriptValue:
    """A script that imports others, as MkDocs writes its tag."""
    script = ExtraScriptValue(path)
    script.type = "module"
    return script


def _configure_own(conf: Any, brand: Brand) -> None:
    """The site has an address, and bears the name and the logo of whose it is."""
    conf["site_url"] = conf["site_url"] or (LOCAL if os.environ.get("SITE_URL") == "" else "")
    if not conf["site_url"]:
        config = Path(conf["config_file_path"]).name
        raise PluginError(f"{config}: site_url is empty; frames need the address of the site, such as {_EXAMPLE}")
    conf["site_name"] = brand.name or conf["site_name"]
    if brand.logo:
        conf["theme"]["logo"] = brand.logo


def _configure_lent(conf: Any, library: Library) -> None:
    """Build pages of messages, though MkDocs leaves out a folder `templates`, and let its server watch templates."""
    pages = PathSpec().validate("\n".join(f"!/templates/{name}.md" for name in ("index", *library.templates)))
    conf["exclude_docs"] = pages + conf["exclude_docs"] if conf["exclude_docs"] else pages
    conf["markdown_extensions"] += [name for name in _EXTENSIONS if name not in conf["markdown_extensions"]]
    templates = Path(conf["config_file_path"]).parent / "templates"
    conf["watch"] += [str(templates)] if templates.is_dir() else []
