"""Releases made with keys of their own, tiny real packages, and a PC of its own for dpkg."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

from station_desktop.domain.catalogue import Words
from station_desktop.domain.station.releases import Release
from station_desktop.releases import making
from station_desktop.releases.debian import NAME, PROGRAM, Dpkg
from station_desktop.releases.installation import platform_here

PASSWORD = "Release#2026"
NOTES = Words("查询更快\n修正打印边距", "Searching is quicker\nPrinted margins are right")
GOOD = "#!/bin/sh\nexit 0\n"
BAD = "#!/bin/sh\nexit 1\n"


class Builders:
    """Those who make releases: keys, and the repository that they sign. ``root`` is what their
    programs are shipped with."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.keys, self.repository = folder / "keys", folder / "repository"
        self.root = b""

    @classmethod
    def begin(cls, folder: Path) -> Builders:
        made = cls(folder)
        made.root = making.make_keys(made.keys, made.repository, PASSWORD)
        return made

    def copy(self, folder: Path) -> Builders:
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        made = Builders(folder)
        made.root = self.root
        return made

    def release(self, version: str, file: Path | None = None, **said: Any) -> Release:
        """Sign a release; of ``file``, or of some bytes that are no package."""
        if file is None:
            file = self.folder / f"{version}.bytes"
            file.write_bytes(version.encode() * 1000)
        platform = said.pop("platform", platform_here())
        release = Release(
            path=f"{NAME}_{version}_{platform}.deb",
            version=version,
            platform=platform,
            length=0,
            digest="",
            notes=NOTES,
            **said,
        )
        making.release(self.keys, self.repository, PASSWORD, [making.Package(file, release)])
        return release

    def carry(self, version: str) -> Path:
        """The file that is carried to a station."""
        to = self.folder / f"{version}.station-update"
        making.carry(self.repository, version, to)
        return to


def package(folder: Path, version: str, *, script: str = GOOD, ballast: bytes = b"") -> Path:
    """A real package of the program whose check ends as ``script`` says; ``ballast`` makes it
    large."""
    tree = folder / f"tree-{version}"
    program = tree / PROGRAM
    program.parent.mkdir(parents=True)
    program.write_text(script, "utf-8")
    program.chmod(0o755)
    (program.parent / f"brought by {version}").write_bytes(version.encode() + ballast)
    (tree / "DEBIAN").mkdir()
    (tree / "DEBIAN" / "control").write_text(
        f"Package: {NAME}\nVersion: {version}\nArchitecture: all\nMaintainer: nobody\n"
        "Description: a program\n for trying out\n",
        "utf-8",
    )
    made = folder / f"{NAME}_{version}.deb"
    subprocess.run(
        ["dpkg-deb", "-Znone", "--build", str(tree), str(made)], check=True, capture_output=True
    )
    return made


def pc(folder: Path, root_of_trust: bytes, installed: Path) -> Dpkg:
    """A system of its own on which ``installed`` was put in place by hand."""
    state = folder / "var/lib/dpkg"
    for name in ("info", "updates", "triggers"):
        (state / name).mkdir(parents=True)
    (state / "status").write_text("", "utf-8")
    (state / "available").write_text("", "utf-8")
    (folder / "var/log").mkdir()
    made = Dpkg(folder, root_of_trust)
    made._dpkg(installed)
    return made
