"""A PC with Windows for the installer to be tried on: Wine with a drive of its own, and programs
that do nothing but run until they are told to end."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).resolve().parents[2]
UNINSTALL_KEY = r"HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall\StationDesktop"
LONGEST_WAIT = 60
TARGET = "Target amd64-unicode"
"""Debian's Wine runs 64-bit programs only; what is delivered is a 32-bit installer, as always."""

_STAND_IN = r"""
Unicode true
CRCCheck off
SilentInstall silent
RequestExecutionLevel user
OutFile "{out}"
Section
  FileOpen $0 "C:\running.txt" w
  FileClose $0
  StrCpy $1 0
again:
  IfFileExists "C:\hold.txt" 0 done
  Sleep 50
  IntOp $1 $1 + 1
  IntCmp $1 1200 done again
done:
SectionEnd
"""


def stand_in(folder: Path) -> bytes:
    """A Windows program that runs as long as ``C:\\hold.txt`` is there."""
    folder.mkdir(parents=True, exist_ok=True)
    script, made = folder / "stand-in.nsi", folder / "stand-in.exe"
    script.write_text(_STAND_IN.format(out=made), "utf-8")
    subprocess.run(["makensis", "-V1", f"-X{TARGET}", str(script)], check=True)
    return made.read_bytes()


def lay_out(bundle: Path, names: list[str], program: bytes) -> Path:
    """A bundle with a file for every name; no two alike."""
    for name in names:
        file = bundle / name
        file.parent.mkdir(parents=True, exist_ok=True)
        start = program if name.endswith(".exe") else b""
        file.write_bytes(start + name.encode())
    return bundle


class WindowsPc:
    """One PC. ``drive`` is its ``C:`` seen from outside."""

    def __init__(self, folder: Path, copy_of: WindowsPc | None = None) -> None:
        self.folder = folder
        self.drive = folder / "drive_c"
        self._begun: list[subprocess.Popen[bytes]] = []
        self._environment = os.environ | {
            "WINEPREFIX": str(folder),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "winemenubuilder.exe,mscoree,mshtml=",
            "DISPLAY": "",
            "LC_ALL": "C.UTF-8",
        }
        if copy_of is None:
            self.run("wineboot", "-i")
            self.run("winecfg", "-v", "win10")
            self.server("-w")
        else:  # Windows itself is only looked at, and 700 MB are not copied
            same = shutil.ignore_patterns("windows")
            shutil.copytree(copy_of.folder, folder, symlinks=True, ignore=same)
            (self.drive / "windows").symlink_to(copy_of.drive / "windows")

    def __enter__(self) -> WindowsPc:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.let_end()
        self.server("-k")

    def server(self, flag: str) -> None:
        """``-w`` waits until everything on this PC has ended, ``-k`` switches it off."""
        subprocess.run(["/usr/lib/wine/wineserver64", flag], env=self._environment, check=False)

    def run(self, *command: str) -> int:
        """Run a program to its end and return its exit code."""
        ended = subprocess.run(
            ["wine", *command],
            env=self._environment,
            cwd=self.folder.parent,
            timeout=LONGEST_WAIT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,  # a pipe would be held open by what Wine leaves running
            stderr=subprocess.DEVNULL,
            check=False,
        )
        return ended.returncode

    def begin(self, program: Path) -> None:
        """Start a stand-in program, and go on once it runs."""
        (self.drive / "hold.txt").touch()
        self._begun.append(subprocess.Popen(["wine", str(program)], env=self._environment))
        self.wait_for(self.drive / "running.txt")

    def let_end(self) -> None:
        """End what was begun, and go on once it has ended."""
        (self.drive / "hold.txt").unlink(missing_ok=True)
        while self._begun:
            self._begun.pop().wait(LONGEST_WAIT)

    def wait_for(self, path: Path, there: bool = True) -> None:
        """An uninstaller goes on in a copy of itself; nothing tells when that ends but its work."""
        end = time.monotonic() + LONGEST_WAIT
        while path.exists() is not there:
            assert time.monotonic() < end, f"{path.name} should {'' if there else 'not '}be there"
            time.sleep(0.05)

    def registered(self, key: str) -> dict[str, str]:
        """The values of a key of the registry ("@" is its own); empty where there is no key."""
        told = self.drive / "told.reg"
        told.unlink(missing_ok=True)
        self.run("reg", "export", key, r"C:\told.reg", "/y")
        if not told.exists():
            return {}
        found = {}
        for line in told.read_text("utf-16").split("\n\n")[1].splitlines()[1:]:
            name, _, value = line.partition("=")
            found[name.strip('"')] = value.strip('"').replace("\\\\", "\\")
        return found

    def shortcuts(self) -> set[str]:
        """The names that the program has in the start menu and on the desktop."""
        menus = [self.drive / "ProgramData", self.drive / "users"]
        return {file.stem for place in menus for file in place.rglob("*.lnk")}

    def install_log(self) -> list[str]:
        """What the installer has noted, a line for each run."""
        file = self.drive / "ProgramData" / "StationDesktop" / "install.log"
        return file.read_text("utf-16").splitlines()


def names_below(folder: Path) -> set[str]:
    """All files below ``folder``, relative to it, with forward slashes."""
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
