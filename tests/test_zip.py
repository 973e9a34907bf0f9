"""The archive of "Download all": Python and Info-ZIP read back every name and every byte."""

from __future__ import annotations

import base64
import io
import shutil
import subprocess
import zipfile
import zlib
from pathlib import Path

import pytest
from playwright.sync_api import Page

ZIP = """async (files) => {
  const { zip } = await import('/assets/afterword/zip.js')
  const bytes = new Uint8Array(await zip(files, new Date(2026, 10, 20, 18, 30, 5)).arrayBuffer())
  return btoa(Array.from(bytes, (octet) => String.fromCharCode(octet)).join(''))
}"""
CRC = """async (texts) => {
  const { crc32 } = await import('/assets/afterword/zip.js')
  return texts.map((text) => crc32(new TextEncoder().encode(text)))
}"""
FILES = {
    "thank-you-ada.eml": "Subject: x\r\n\r\nDear Ada,\r\n",
    "thank-you-山田-花子.eml": "日本語 👩🏽‍🚒\r\n" * 3,
    "thank-you-i̇pek.eml": "",
    "thank-you-שרה-לוי.eml": "a" * 70_000,
}


def archive(page: Page, files: dict[str, str]) -> bytes:
    page.goto("404.html")
    return base64.b64decode(page.evaluate(ZIP, [*files.items()]))


@pytest.mark.parametrize("files", [FILES, {}, {"a.eml": "x"}])
def test_python_reads_back_what_was_put_in(files: dict[str, str], page: Page) -> None:
    with zipfile.ZipFile(io.BytesIO(archive(page, files))) as read:
        assert read.testzip() is None
        assert read.namelist() == [*files]
        for entry in read.infolist():
            assert read.read(entry).decode() == files[entry.filename]
            assert entry.date_time == (2026, 11, 20, 18, 30, 4)
            assert entry.compress_type == zipfile.ZIP_STORED
            assert entry.flag_bits == 0x800


def test_a_strict_reader_finds_no_fault(page: Page, tmp_path: Path) -> None:
    """Info-ZIP, where it is installed, and else the reader that comes with Python, each as a program of its own."""
    (tmp_path / "all.zip").write_bytes(archive(page, FILES))
    program = shutil.which("unzip")
    command = [program, "-t"] if program else [shutil.which("python3") or "python3", "-m", "zipfile", "-t"]

    tested = subprocess.run([*command, tmp_path / "all.zip"], capture_output=True, encoding="utf-8", errors="replace")

    assert tested.returncode == 0, tested.stdout + tested.stderr
    assert tested.stdout.count("OK") == len(FILES) if program else "Done testing" in tested.stdout


def test_the_check_sum_is_that_of_zlib(page: Page) -> None:
    texts = ["", "a", "123456789", "é" * 1000, *FILES.values()]
    page.goto("404.html")

    assert page.evaluate(CRC, texts) == [zlib.crc32(text.encode()) for text in texts]
