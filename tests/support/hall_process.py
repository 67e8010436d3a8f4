"""The hall as it runs in earnest: ``station-hall`` as a process of its own, or its application
served in a thread where a test also looks into it."""

from __future__ import annotations

import json
import os
import queue
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn
from hall_server import certificate_pem

from station_desktop.hall.web.app import make_app
from station_desktop.hall.work import Hall

ROOT = Path(__file__).parents[2]
PROGRAM = (sys.executable, "-m", "station_desktop.hall.main")
_RUNNING = re.compile(r"running on https?://[\d.]+:(\d+)")
_PATIENCE_S = 60.0


def certificate(folder: Path, name: str = "hall") -> Path:
    """A self-made certificate with its key, in one file."""
    file = folder / f"{name}.pem"
    file.write_bytes(certificate_pem())
    return file


def environment(**more: str) -> dict[str, str]:
    """What a process gets: this one's surroundings, without a language of their own."""
    return os.environ | {"STATION_LANG": "en", "PYTHONUNBUFFERED": "1"} | more


def hall_command(database: str, *given: str, **more: str) -> Any:
    """What ``station-hall … --json`` answers; a refusal comes as its ``error``."""
    done = subprocess.run(
        [*PROGRAM, *given, "--database", database, "--json"],
        cwd=ROOT,
        env=environment(**more),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.stdout, done.stderr
    said = json.loads(done.stdout)
    assert (done.returncode == 0) == ("error" not in said and "errors" not in said), done
    return said


class Process:
    """A program that was started, heard line by line until it listens; ended as a system does."""

    def __init__(self, command: list[str], heard: re.Pattern[str], **more: str) -> None:
        self._made = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment(**more),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said: list[str] = []
        self._lines: queue.Queue[str] = queue.Queue()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        self.port = self._port(heard)

    def _listen(self) -> None:
        assert self._made.stdout is not None
        for line in self._made.stdout:
            self.said.append(line)
            self._lines.put(line)
        self._lines.put("")

    def _port(self, heard: re.Pattern[str]) -> int:
        while line := self._lines.get(timeout=_PATIENCE_S):
            found = heard.search(line)
            if found is not None:
                return int(found[1])
        self.stop(signal.SIGKILL)
        raise AssertionError("it ended without listening:\n" + "".join(self.said))

    def stop(self, by: signal.Signals = signal.SIGTERM) -> int:
        """End it; returns how it ended."""
        if self._made.poll() is None:
            self._made.send_signal(by)
        code = self._made.wait(_PATIENCE_S)
        self._listener.join(_PATIENCE_S)
        if self._made.stdout is not None:
            self._made.stdout.close()
        return code


@contextmanager
def hall_process(database: str, *given: str, **more: str) -> Iterator[Process]:
    """``station-hall serve`` on a free port, as long as the block."""
    command = [*PROGRAM, "serve", "--database", database, "--port", "0", *given]
    process = Process(command, _RUNNING, **more)
    try:
        yield process
    finally:
        process.stop()


@contextmanager
def hall_in_thread(hall: Hall, tls: Path | None = None) -> Iterator[int]:
    """The web application of ``hall`` on a port of this machine, as long as the block."""
    settings: dict[str, Any] = {"ssl_certfile": tls} if tls is not None else {}
    server = uvicorn.Server(
        uvicorn.Config(
            make_app(hall, secure_cookies=False),
            log_config=None,
            access_log=False,
            ws="none",
            timeout_graceful_shutdown=10,
            **settings,
        )
    )
    with socket.create_server(("127.0.0.1", 0)) as door:
        thread = threading.Thread(target=server.run, args=([door],))
        thread.start()
        try:
            yield door.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join(30)
