"""Installed by our setup on Windows. It keeps a copy of itself for the way back, and asks Windows
for an administrator's consent where the person has not the right."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from station_desktop.domain.problem import refuse
from station_desktop.domain.station import releases
from station_desktop.releases import installation
from station_desktop.releases import trust as trust_of
from station_desktop.releases.carried import Remembered
from station_desktop.releases.trust import Trust

ID = "StationDesktop"
_UNINSTALL = rf"Software\Microsoft\Windows\CurrentVersion\Uninstall\{ID}"
_NO_CONSENT = 1223
"""ERROR_CANCELLED: nobody consented."""
_ELEVATED = (
    "$p = Start-Process -FilePath $env:STATION_SETUP -ArgumentList $env:STATION_FLAGS -Verb RunAs"
    " -Wait -PassThru -ErrorAction Stop; exit $p.ExitCode"
)


class Setup:
    """``signed_by`` is the root of trust, the program's own unless given."""

    def __init__(self, signed_by: bytes | None = None) -> None:
        self._signed_by = signed_by
        self._kept = Path(os.environ.get("PROGRAMDATA", r"C:\ProgramData")) / ID / "packages"

    @property
    def platform(self) -> str:
        return installation.platform_here()

    def version(self) -> str:
        version = _registered("DisplayVersion")
        whole = (Path(_registered("InstallLocation")) / "station-desktop.exe").exists()
        return version if whole and releases.is_version(version) else ""

    def way_back(self) -> str:
        """The newest kept that is older than what is in place; after a cut, the newest."""
        now = self.version()
        found = [file.stem.rpartition("_")[2] for file in self._kept.glob("*.exe")]
        older = [
            version
            for version in found
            if releases.is_version(version)
            and (not now or releases.place(version) < releases.place(now))
        ]
        return max(older, key=releases.place, default="")

    def install(self, trusted: Path, package: Path) -> None:
        """The setup is proven on a copy of its own, so that nobody changes it while the person
        is asked for consent."""
        with tempfile.TemporaryDirectory() as folder:
            root = self._signed_by if self._signed_by is not None else trust_of.shipped_root()
            trust = Trust(Path(folder) / "trust", root, Remembered(trusted, package.parent))
            trust.refresh()
            release = trust.release(package.name.partition(".")[2])
            copy = Path(folder) / release.path
            trust.fetch(release, copy)
            self._run(copy, "/S")

    def back(self) -> None:
        version = self.way_back()
        if not version:
            raise refuse("updates.no_way_back")
        self._run(self._kept / f"station-desktop_{version}.exe", "/S /OLDER")

    def starts(self) -> bool:
        return installation.passes(self.command(installation.SELF_CHECK))

    def command(self, *arguments: str) -> list[str]:
        return [str(Path(_registered("InstallLocation")) / "station-desktop.exe"), *arguments]

    def _run(self, setup: Path, flags: str) -> None:
        shell = shutil.which("powershell") or "powershell"
        try:
            done = subprocess.run(
                [shell, "-NoProfile", "-NonInteractive", "-Command", _ELEVATED],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
                env={
                    **installation.clean_environment(),
                    "STATION_SETUP": str(setup),
                    "STATION_FLAGS": flags,
                },
            )
        except OSError:
            raise refuse("updates.install_failed") from None
        if done.returncode == _NO_CONSENT or b"InvalidOperation" in done.stderr:
            raise refuse("updates.not_allowed")
        if done.returncode != 0:
            raise refuse("updates.install_failed")


def _registered(name: str) -> str:
    """What the setup wrote about itself, empty where it did not."""
    if sys.platform != "win32":
        return ""
    import winreg

    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, _UNINSTALL) as key:
            value, _ = winreg.QueryValueEx(key, name)
    except OSError:
        return ""
    return str(value)
