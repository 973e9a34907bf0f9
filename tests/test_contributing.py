"""The way without make, as CONTRIBUTING.md gives it, is read out of the page and run."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def blocks(language: str) -> list[str]:
    section = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("\n## Without make\n")[1]
    section = section.split("\n## ")[0]
    return re.findall(rf"^```{language}\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)


def copy_project(target: Path) -> None:
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, encoding="utf-8").stdout
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target / name)


def python3_is_this_python(folder: Path) -> dict[str, str]:
    """Give an environment whose python3 is the Python that runs the tests, and where no setting leaks in."""
    folder.mkdir()
    command = folder / "python3"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return {**environment, "PATH": f"{folder}{os.pathsep}{environment['PATH']}"}


def test_both_shells_are_told_the_same() -> None:
    translated = [
        block.replace("py -m venv", "python3 -m venv").replace(r".venv\Scripts\python", ".venv/bin/python")
        for block in blocks("powershell")
    ]
    assert len(translated) == 2
    assert translated == blocks("bash")


def test_the_site_is_built_without_make(tmp_path: Path) -> None:
    project = tmp_path / "a clone"
    copy_project(project)
    environment = python3_is_this_python(tmp_path / "bin")

    subprocess.run(["sh", "-e", "-c", blocks("bash")[0]], cwd=project, env=environment, check=True)

    assert (project / "site" / "index.html").is_file()
