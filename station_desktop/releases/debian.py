"""Installed by dpkg: on Debian and its relatives (UOS, Kylin, Ubuntu).

Whoever is not root asks polkit to run one command of ours as root, which proves the package itself
before dpkg sees it: a person at the counter can have signed, newer versions installed and the one
before put back, and nothing else.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from station_desktop import whole_files
from station_desktop.domain.problem import refuse
from station_desktop.domain.station import releases
from station_desktop.releases import installation, repacking
from station_desktop.releases import trust as trust_of
from station_desktop.releases.carried import Remembered
from station_desktop.releases.trust import Trust

NAME = "station-desktop"
PROGRAM = "opt/station-desktop/station-desktop"
AS_ROOT = "/usr/lib/station-desktop/change-version"
"""Runs ``stationctl update package`` as root; polkit's action names it."""
_KEPT = "var/lib/station-desktop"
_PREVIOUS = "previous"
_NOT_ALLOWED = frozenset({126, 127})
"""How pkexec ends when nobody may, or nobody wanted to."""


class Dpkg:
    """``root`` is the system's root; ``signed_by`` the root of trust, the program's own unless
    given."""

    def __init__(self, root: Path = Path("/"), signed_by: bytes | None = None) -> None:
        self._root = root
        self._signed_by = signed_by
        self._kept = root / _KEPT

    @property
    def platform(self) -> str:
        return installation.platform_here()

    def version(self) -> str:
        state, _, version = self._asked("${db:Status-Status} ${Version}").partition(" ")
        return upstream(version) if state == "installed" else ""

    def way_back(self) -> str:
        try:
            version = (self._kept / _PREVIOUS).read_text("utf-8").strip()
        except OSError:
            return ""
        there = self._package(version).exists() and version != self.version()
        return version if there else ""

    def install(self, trusted: Path, package: Path) -> None:
        if self._needs_root():
            self._as_root("install", str(trusted), str(package))
        else:
            self._install(trusted, package)

    def back(self) -> None:
        if self._needs_root():
            self._as_root("back")
            return
        version = self.way_back()
        if not version:
            raise refuse("updates.no_way_back")
        self._dpkg(self._package(version))

    def starts(self) -> bool:
        return installation.passes(self.command(installation.SELF_CHECK))

    def command(self, *arguments: str) -> list[str]:
        return [str(self._root / PROGRAM), *arguments]

    # as root

    def _install(self, trusted: Path, package: Path) -> None:
        """Prove the package, on a copy that nobody else can change any more; keep what is there."""
        before = self.version()
        self._kept.mkdir(parents=True, exist_ok=True)
        root = self._signed_by if self._signed_by is not None else trust_of.shipped_root()
        trust = Trust(self._kept / "trust", root, Remembered(trusted, package.parent))
        trust.refresh()
        release = trust.release(package.name.partition(".")[2])
        problem = releases.misfit(release, before or self.way_back() or "0.0", self.platform)
        if problem is not None:
            raise refuse(problem.code, **problem.params)
        copy = self._package(release.version)
        copy.parent.mkdir(parents=True, exist_ok=True)
        trust.fetch(release, copy)
        if before:
            self._keep(before)
        self._dpkg(copy)
        self._tidy(before, release.version)

    def _keep(self, version: str) -> None:
        """Have the package of what is in place, made from what is in place where it came by
        hand."""
        kept = self._package(version)
        if not kept.exists():
            repacking.repack(NAME, kept, self._root)
        whole_files.put(self._kept / _PREVIOUS, version.encode())

    def _tidy(self, *wanted: str) -> None:
        keep = {self._package(version).name for version in wanted if version}
        for file in self._package("0").parent.iterdir():
            if file.name not in keep:
                file.unlink()

    def _package(self, version: str) -> Path:
        return self._kept / "packages" / f"{NAME}_{version}.deb"

    def _dpkg(self, package: Path) -> None:
        """Install, and once more after a cut in the middle has left dpkg's own work half done."""
        command = [*self._command("dpkg"), "--install", str(package)]
        if self._run(command).returncode == 0:
            return
        self._run([*self._command("dpkg"), "--configure", "--pending"])
        if self._run(command).returncode != 0:
            raise refuse("updates.install_failed")

    # asking

    def _needs_root(self) -> bool:
        return self._root == Path("/") and os.geteuid() != 0

    def _as_root(self, *arguments: str) -> None:
        if shutil.which("pkexec") is None:
            raise refuse("updates.not_allowed")
        done = self._run(["pkexec", AS_ROOT, *arguments])
        if done.returncode in _NOT_ALLOWED:
            raise refuse("updates.not_allowed")
        if done.returncode != 0:
            raise refuse("updates.install_failed")

    def _asked(self, wanted: str) -> str:
        done = self._run([*self._command("dpkg-query"), "-W", "-f", wanted, NAME])
        return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""

    def _command(self, name: str) -> list[str]:
        return repacking.dpkg_command(name, self._root)

    def _run(self, command: list[str]) -> subprocess.CompletedProcess[bytes]:
        try:
            return subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
                cwd=tempfile.gettempdir(),
                env={**installation.clean_environment(), "DEBIAN_FRONTEND": "noninteractive"},
            )
        except OSError:
            raise refuse("updates.install_failed") from None


def upstream(version: str) -> str:
    """A Debian version without epoch and revision: what the program calls itself."""
    plain = version.strip().rpartition(":")[2].partition("-")[0].partition("+")[0].partition("~")[0]
    return plain if releases.is_version(plain) else ""
