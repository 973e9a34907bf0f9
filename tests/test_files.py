"""Files that are whole or not there, whatever is in the way and whoever is killed."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from macros.files import write_whole
from macros.library import ROOT

# Writes the files 0, 1, 2 … or, if told so, one file again and again, and says so before each.
WRITER = """
import pathlib, runpy, sys
write_whole = runpy.run_path(sys.argv[1])["write_whole"]
folder, again = pathlib.Path(sys.argv[2]), sys.argv[3] == "again"
for number in range(10_000):
    content = bytes([65 + number % 26]) * 4_000_000
    print(number, flush=True)
    write_whole(folder / ("0" if again else str(number)), content, replace=again)
"""
KILLS = 7


@contextmanager
def mask(number: int) -> Iterator[None]:
    before = os.umask(number)
    try:
        yield
    finally:
        os.umask(before)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_and_nothing_else_is_left(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.eml", b"one\r\n")

    assert (tmp_path / "a.eml").read_bytes() == b"one\r\n"
    assert names(tmp_path) == ["a.eml"]


def test_a_file_that_is_there_is_never_replaced_unasked(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(b"mine")

    with pytest.raises(FileExistsError):
        write_whole(tmp_path / "a.eml", b"new")

    assert (tmp_path / "a.eml").read_bytes() == b"mine"
    assert names(tmp_path) == ["a.eml"]


def test_a_file_is_replaced_when_asked(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(b"mine")

    write_whole(tmp_path / "a.eml", b"new", replace=True)

    assert (tmp_path / "a.eml").read_bytes() == b"new"
    assert names(tmp_path) == ["a.eml"]


@pytest.mark.parametrize("there", [True, False])
def test_a_link_is_never_followed(there: bool, tmp_path: Path) -> None:
    """Whether it leads to a file or nowhere."""
    other, link = tmp_path / "other", tmp_path / "a.eml"
    if there:
        other.write_bytes(b"theirs")
    link.symlink_to(other)

    with pytest.raises(FileExistsError):
        write_whole(link, b"new")
    assert link.is_symlink()
    write_whole(link, b"new", replace=True)

    assert not link.is_symlink()
    assert link.read_bytes() == b"new"
    assert other.exists() == there
    assert not there or other.read_bytes() == b"theirs"


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664), (0o027, 0o640)])
def test_permissions_are_those_that_the_process_gives_its_files(umask: int, mode: int, tmp_path: Path) -> None:
    with mask(umask):
        write_whole(tmp_path / "a.eml", b"x")
        write_whole(tmp_path / "a.eml", b"y", replace=True)
        assert os.umask(umask) == umask

    assert (tmp_path / "a.eml").stat().st_mode & 0o7777 == mode


@pytest.mark.parametrize("replace", [True, False])
def test_a_folder_in_the_way_stays(replace: bool, tmp_path: Path) -> None:
    (tmp_path / "a.eml").mkdir()

    with pytest.raises((IsADirectoryError, FileExistsError)):
        write_whole(tmp_path / "a.eml", b"x", replace=replace)

    assert (tmp_path / "a.eml").is_dir()
    assert names(tmp_path) == ["a.eml"]


def test_no_folder_is_made(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_whole(tmp_path / "none" / "a.eml", b"x")
    assert names(tmp_path) == []


@pytest.mark.parametrize("name", ["x" * 196 + ".eml", "é" * 98 + ".eml", "名" * 65 + ".eml", "a b\n\u202e.eml"])
def test_a_name_of_200_octets_in_any_script_can_be_written(name: str, tmp_path: Path) -> None:
    write_whole(tmp_path / name, b"x")

    assert names(tmp_path) == [name]


def test_a_disk_without_links_is_written_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As FAT refuses a second name of a file."""

    def refuse(source: Path, target: Path) -> None:
        raise OSError(errno.EPERM, "Operation not permitted", str(source), None, str(target))

    monkeypatch.setattr(os, "link", refuse)
    write_whole(tmp_path / "a.eml", b"one")
    with pytest.raises(FileExistsError):
        write_whole(tmp_path / "a.eml", b"two")

    assert (tmp_path / "a.eml").read_bytes() == b"one"
    assert names(tmp_path) == ["a.eml"]


def test_of_many_writers_one_wins_and_its_file_is_whole(tmp_path: Path) -> None:
    won: list[int] = []
    start = threading.Barrier(8)

    def write(number: int) -> None:
        start.wait()
        try:
            write_whole(tmp_path / "a.eml", bytes([65 + number]) * 500_000)
        except FileExistsError:
            return
        won.append(number)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    # Threads share the mask, which each of them must set to read it.
    with mask(0o022):
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    (number,) = won
    assert (tmp_path / "a.eml").read_bytes() == bytes([65 + number]) * 500_000
    assert names(tmp_path) == ["a.eml"]


@pytest.mark.parametrize("how", ["once", "again"])
def test_a_writer_that_is_killed_leaves_whole_files_only(how: str, tmp_path: Path) -> None:
    for kill in range(KILLS):
        folder = tmp_path / str(kill)
        folder.mkdir()
        command = [sys.executable, "-I", "-c", WRITER, str(ROOT / "macros" / "files.py"), str(folder), how]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
            assert writer.stdout
            for _ in range(kill % 3 + 2):
                writer.stdout.readline()
            writer.kill()

        written = [path for path in folder.iterdir() if not path.name.startswith(".")]
        assert written
        for path in written:
            content = path.read_bytes()
            assert len(content) == 4_000_000
            assert content == content[:1] * 4_000_000
