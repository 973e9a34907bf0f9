"""Files that are whole or not there, and that replace nothing unasked."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_whole(path: Path, content: bytes, *, replace: bool = False) -> None:
    """Write `content` to `path` through a temporary file beside it, flushed to disk.

    Without `replace`, raises FileExistsError for anything that is there, a link too; with it, a link is replaced and
    never followed. Raises OSError as the system gives it, and leaves nothing half-written.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:50]}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o666 & ~_umask())
        if replace:
            temporary.replace(path)
        else:
            _link(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Write a file of a built site as UTF-8, with the folders that it needs, in place of what is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _link(temporary: Path, path: Path) -> None:
    """A link never replaces. Where the file system has none, the name is claimed first, which does not either."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        temporary.replace(path)


def _umask() -> int:
    """The process's mask can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
