"""Serve the site while it is written: mkdocs serve, started again when the kit's Python changes.

MkDocs builds again by itself when a page or a template changes, but a Python module that was
imported once stays as it was, so a change under macros/ needs a new process.
"""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from threading import Event
from types import FrameType
from typing import NoReturn

import click
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

HOST = "127.0.0.1"
WATCHED = Path("macros")
CHANGES = {"created", "modified", "moved", "deleted"}  # reading a file is an event too, but no change
QUIET = 0.2  # seconds without a change after which a save is over
PATIENCE = 5.0  # seconds that the server gets to end by itself


class PythonChanges(FileSystemEventHandler):
    """Sets its flag when a Python file is written, moved or removed."""

    def __init__(self) -> None:
        """Begin with nothing changed."""
        self.seen = Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Look at one event of the watched folder."""
        paths = (os.fsdecode(event.src_path), os.fsdecode(event.dest_path))
        if event.event_type in CHANGES and any(path.endswith(".py") for path in paths):
            self.seen.set()

    def settle(self) -> None:
        """Wait until the save is over, and forget it."""
        while self.seen.is_set():
            self.seen.clear()
            self.seen.wait(QUIET)


def start(port: int) -> subprocess.Popen[bytes]:
    """Start the server, away from the terminal's Ctrl-C: it is told to end once, from here."""
    command = [sys.executable, "-m", "mkdocs", "serve", "--strict", "--dev-addr", f"{HOST}:{port}"]
    return subprocess.Popen(command, start_new_session=True)


def stop(server: subprocess.Popen[bytes]) -> None:
    """End the server in its own way, so that it removes its temporary files; else end it at once."""
    if server.poll() is not None:
        return
    if sys.platform == "win32":
        server.terminate()
    else:
        server.send_signal(signal.SIGINT)
    try:
        server.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def serve(port: int, changes: PythonChanges) -> int:
    """Keep a server running; give its exit code when it ends by itself."""
    server = start(port)
    try:
        while server.poll() is None:
            if changes.seen.wait(QUIET):
                changes.settle()
                click.echo(f"{WATCHED}/ has changed: starting again.")
                stop(server)
                server = start(port)
        return server.returncode
    finally:
        stop(server)


def leave(_signal: int, _frame: FrameType | None) -> NoReturn:
    """Take a request to end, or a closed terminal, as Ctrl-C."""
    raise KeyboardInterrupt


def is_free(port: int) -> bool:
    """Tell whether a server could listen on this port."""
    with socket.socket() as probe:
        if sys.platform != "win32":  # as the server itself will: a port that was left a moment ago is free
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port.")
def main(port: int) -> None:
    """Build the site strictly and serve it on 127.0.0.1, again after each change."""
    if not is_free(port):
        raise click.ClickException(f"port {port} is taken: choose another, as in make serve PORT={port % 65535 + 1}.")
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):  # Windows has no SIGHUP
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), leave)
    changes = PythonChanges()
    observer = Observer()
    observer.schedule(changes, str(WATCHED), recursive=True)
    observer.start()
    try:
        sys.exit(serve(port, changes))
    except KeyboardInterrupt:
        sys.exit(0)
    finally:
        observer.stop()
        observer.join()


if __name__ == "__main__":
    main()
