"""A clean Debian in a folder, without Python and without a network, to install into.

It is made once with debootstrap, of what Debian needs to start, what the package depends on and its
first recommended font, and copied for each run. What runs in it has a mount and a network namespace
of its own: nothing is mounted on the machine, whatever becomes of the run.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

RELEASE = os.environ.get("STATION_TRY_DEBIAN", "bookworm")
USER, NUMBER = "shegong", 1000
HOME = "/home/社工 王敏"
PATIENCE_S = 600
_INSIDE = """
set -e
root=$1 user=$2
shift 2
mount -t proc proc "$root/proc"
mkdir -p "$root/tmp/.X11-unix" "$root/dev/shm"
mount -t tmpfs shm "$root/dev/shm"
[ ! -d /tmp/.X11-unix ] || mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
exec chroot --userspec="$user" "$root" "$@"
"""


class CleanDebian:
    """The system in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def at(self, path: str) -> Path:
        """Where a file of the system is on this machine."""
        return self.folder / path.lstrip("/")

    def as_root(
        self, *command: str, check: bool = True, **extra: str
    ) -> subprocess.CompletedProcess[str]:
        """Run as root, as an installation does."""
        return self._run(command, "0:0", {"HOME": "/root", **extra}, check)

    def as_person(
        self, *command: str, check: bool = True, **extra: str
    ) -> subprocess.CompletedProcess[str]:
        """Run as whoever works at the counter."""
        return self._run(command, f"{NUMBER}:{NUMBER}", {"HOME": HOME, **extra}, check)

    def beside(
        self, program: subprocess.Popen[bytes], *command: str
    ) -> subprocess.CompletedProcess[str]:
        """Run as root in the namespaces of a program that is running, as on a PC that has only
        one of each."""
        line = ["nsenter", "-t", str(program.pid), "--mount", "--net", "chroot", str(self.folder)]
        return _ended([*line, *command], {"HOME": "/root"})

    def start(self, *command: str, **extra: str) -> subprocess.Popen[bytes]:
        """Begin a program of the person's."""
        return subprocess.Popen(
            self._line(command, f"{NUMBER}:{NUMBER}"),
            env=_surroundings({"HOME": HOME, **extra}),
            stdin=subprocess.DEVNULL,
        )

    def serve(self, *command: str) -> subprocess.Popen[bytes]:
        """Begin a service of the system's."""
        return subprocess.Popen(
            self._line(command, "0:0"),
            env=_surroundings({"HOME": "/root"}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def running(self, program: str) -> list[int]:
        """The ids of what runs in the system from this file, or from a copy of it elsewhere."""
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                run = (process / "exe").readlink()
                inside = (process / "root").readlink() == self.folder
                if inside and run.name.removesuffix(" (deleted)") == Path(program).name:
                    found.append(int(process.name))
        return found

    def _run(
        self, command: Sequence[str], user: str, extra: dict[str, str], check: bool
    ) -> subprocess.CompletedProcess[str]:
        ended = _ended(self._line(command, user), extra)
        if check and ended.returncode:
            raise AssertionError(f"{command[0]}: {ended.returncode}\n{ended.stdout}{ended.stderr}")
        return ended

    def _line(self, command: Sequence[str], user: str) -> list[str]:
        apart = ["unshare", "--mount", "--net"]
        return [*apart, "sh", "-c", _INSIDE, "sh", str(self.folder), user, *command]


def _quietly(*command: str) -> None:
    """Run what is downloaded with; what it printed is shown when it failed."""
    ended = subprocess.run(command, capture_output=True, text=True, timeout=1800, check=False)
    if ended.returncode:
        raise AssertionError(f"{command[0]}: {ended.stdout[-4000:]}{ended.stderr[-4000:]}")


def _ended(line: list[str], extra: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        line,
        env=_surroundings(extra),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )


def _surroundings(extra: dict[str, str]) -> dict[str, str]:
    usual = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8"}
    return {**usual, "DEBIAN_FRONTEND": "noninteractive", **extra}


def made(folder: Path, kept: Path, packages: Sequence[str]) -> CleanDebian:
    """A fresh system with ``packages`` in ``folder``; what is downloaded for it is kept in
    ``kept``."""
    name = hashlib.sha256(" ".join([RELEASE, *packages]).encode()).hexdigest()[:12]
    base = kept / f"{RELEASE}-{name}"
    if not (base / ".ready").is_file():
        shutil.rmtree(base, ignore_errors=True)
        base.parent.mkdir(parents=True, exist_ok=True)
        _quietly("debootstrap", "--variant=minbase", RELEASE, str(base))
        shutil.copyfile("/etc/resolv.conf", base / "etc/resolv.conf")
        get = "DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends"
        _quietly("chroot", str(base), "sh", "-c", f"{get} {' '.join(packages)} && apt-get clean")
        (base / ".ready").touch()
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["cp", "-a", "--reflink=auto", base, folder], check=True, timeout=PATIENCE_S)
    system = CleanDebian(folder)
    system.as_root("useradd", "-u", str(NUMBER), "-m", "-d", HOME, USER)
    return system
