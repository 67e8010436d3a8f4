"""A real PostgreSQL for tests: one throw-away cluster a test process, one database a test.

``initdb`` makes it in a temporary folder, without ``fsync``, reached through a socket in that
folder alone. Root may not run PostgreSQL, so it is started as the user ``postgres`` then.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psycopg

_BINARIES = "/usr/lib/postgresql/*/bin"
_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "listen_addresses": "''",
    "max_connections": "60",
    "shared_buffers": "64MB",
    "autovacuum": "off",
    "timezone": "'UTC'",
}


def binaries() -> Path:
    """The folder of ``initdb`` and ``pg_ctl``."""
    on_path = shutil.which("pg_ctl")
    found = [Path(on_path).resolve().parent] if on_path else []
    found += sorted(Path("/").glob(_BINARIES[1:]), reverse=True)
    if not found:
        raise RuntimeError(
            "These tests need PostgreSQL (Debian: apt-get install postgresql): no pg_ctl was found."
        )
    return found[0]


class Cluster:
    """A running cluster whose socket lies in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._made = 0

    def url(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def new_database(self) -> str:
        """The URL of an empty database."""
        self._made += 1
        name = f"hall_{self._made}"
        self._say(f"CREATE DATABASE {name}")
        return self.url(name)

    def drop(self, url: str) -> None:
        name = url.partition("@/")[2].partition("?")[0]
        self._say(f"DROP DATABASE {name} WITH (FORCE)")

    def _say(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)


@contextmanager
def cluster(settings: Mapping[str, str] | None = None) -> Iterator[Cluster]:
    """A cluster that lives as long as the block; ``settings`` go before those for tests."""
    programs = binaries()
    folder = Path(tempfile.mkdtemp(prefix="hall-postgres-"))
    try:
        if os.geteuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        data = folder / "data"
        _run(
            programs / "initdb",
            "-D",
            data,
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        )
        options = " ".join(
            f"-c {name}={value}" for name, value in {**_SETTINGS, **(settings or {})}.items()
        )
        options += f" -c unix_socket_directories={folder}"
        _run(programs / "pg_ctl", "-D", data, "-l", folder / "log", "-w", "-o", options, "start")
        try:
            yield Cluster(folder)
        finally:
            _run(programs / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(program: Path, *arguments: str | Path) -> None:
    user = "postgres" if os.geteuid() == 0 else None
    subprocess.run(
        [program, *arguments],
        check=True,
        user=user,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
