"""A career centre's own site, with the kit as a package in a fresh environment, and no project beside it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import sysconfig
import threading
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from cards import Card
from playwright.sync_api import Page, expect
from projects import GOOD, changed

from macros.layers import ROOT

ACCENT = "#7a1f5c"
CONFIG = """\
site_name: Northfield Careers
theme: {theme}
plugins:
  - search
  - macros:
      modules: [mkdocs_macros_afterword]
      on_undefined: strict
      on_error_fail: true
extra:
  afterword:
    name: Northfield Careers
    url: https://careers.example/
    logo: logo.svg
    contact: Room 12, or 01632 960 001
    colours: {{ accent: "{accent}" }}
"""
STOCK = "{ name: mkdocs, highlightjs: false, color_mode: auto }"
MATERIAL = "{ name: material, font: false, features: [navigation.instant] }"
PAGES = {
    "index.md": '# Write\n\n{{ afterword_template("check-in") }}\n\nSo they say. {{ cite("S1") }}\n',
    "first.md": "# First\n\n100 % of this page is ours, and 40 per cent of it is new. [Write](index.md)\n",
    "all.md": "# All\n\n{{ afterword_navigator() }}\n\n{{ afterword_timeline() }}\n\n{{ afterword_claims() }}\n",
    "templates/index.md": "# Messages\n\n{{ afterword_index() }}\n",
    "templates/made.md": '# Made\n\n{{ afterword_template("made") }}\n',
    "templates/notes.md": "# Notes\n\nWhatever else is here was never part of the site.\n",
}
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><circle cx="12" cy="12" r="12"/></svg>\n'
BADGE = "badge: { label: Badge number, type: text, placeholder: badge number, example: K 12 }\n"

VALUES = {
    "your_name": "Zoë Łukasiewicz",
    "your_phone": "+44 7700 900123",
    "job_title": "R&D <lead>",
    "company": "Søren & Sons",
    "interviewer_name": "Dr. 山田",
    "badge": "K 12",
}


def build_wheel(folder: Path) -> Path:
    """Build the wheel of the project, without the network."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


def install(wheel: Path, folder: Path) -> Path:
    """Install the wheel into a fresh environment and give its folder of programs.

    What it depends on is what the tests have, locked and there already; the project itself is not among it.
    """
    venv.create(folder, symlinks=True, with_pip=False)
    programs = folder / "bin"
    command = [sys.executable, "-m", "pip", "--python", str(programs / "python"), "--quiet", "install"]
    subprocess.run([*command, "--no-deps", "--no-index", str(wheel)], check=True, capture_output=True)
    (packages,) = (folder / "lib").glob("python*/site-packages")
    (packages / "locked.pth").write_text(f"{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    return programs


def write_centre(folder: Path, theme: str = STOCK) -> Path:
    """A site with one template added, one replaced and one hidden, a field of its own and a label changed."""
    files = {f"docs/{name}": text for name, text in PAGES.items()} | {
        "mkdocs.yml": CONFIG.format(theme=theme, accent=ACCENT),
        "docs/logo.svg": LOGO,
        "templates/fields.yml": f"{BADGE}company: {{ label: Employer }}\n",
        "templates/hidden.yml": "- withdraw\n",
        "templates/en/made.md": changed(GOOD, "Thank you for", "My badge was {{ badge }}. Thank you for"),
        "templates/en/check-in.md": changed(GOOD, "Made for a test", "Check in, our way"),
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def _environment() -> dict[str, str]:
    """Nothing in it leads to the project."""
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "SITE_URL")}
    return {**kept, "NO_MKDOCS_2_WARNING": "1"}


def call(folder: Path, *command: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a program of the environment in `folder`."""
    return subprocess.run(
        [*map(str, command)], cwd=folder, env=_environment(), capture_output=True, encoding="utf-8", check=False
    )


@contextmanager
def serving(programs: Path, folder: Path) -> Iterator[str]:
    """The address of the site in `folder` while MkDocs serves it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(programs / "python"), "-m", "mkdocs", "serve", "--strict", "--dev-addr", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, cwd=folder, env=_environment(), stderr=subprocess.PIPE, encoding="utf-8") as server:
        assert server.stderr
        told = next((line for line in server.stderr if "Serving on" in line), "")
        rest = threading.Thread(target=server.stderr.read)
        rest.start()
        try:
            assert told, "the server ended before it served"
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.send_signal(signal.SIGINT)
            rest.join()


def fetched(address: str) -> str:
    with urlopen(address, timeout=60) as answer:
        text: str = answer.read().decode()
    return text


def build_centre(programs: Path, folder: Path) -> Path:
    """Build the site strictly."""
    result = call(folder, programs / "python", "-m", "mkdocs", "build", "--strict")
    assert result.returncode == 0, result.stderr
    return folder / "site"


def copied(page: Page, slug: str) -> str:
    """Copy a message by its button and read what is on the clipboard then."""
    card = Card(page, slug)
    card.press("copy")
    expect(card.status).to_have_text("Copied.")
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text
