"""Makes the installer for Windows out of a bundle, on Windows or on Linux.

    python installers/windows/make_setup.py dist/station-desktop

leaves ``dist/StationDesktop-<version>-setup.exe``, signed where ``sign.py`` finds a certificate.
NSIS (``makensis``) must be installed.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

import include
import payload

SCRIPT = Path(__file__).with_name("station-desktop.nsi")
SIGN = f'"{sys.executable}" "{Path(__file__).with_name("sign.py").resolve()}"'
_USUAL = [
    Path("C:/", folder, "NSIS", "makensis.exe")
    for folder in ("Program Files (x86)", "Program Files")
]


def setup_name() -> str:
    """How the installer is called; its version is the program's."""
    return f"{payload.read()['program']['windows_id']}-{payload.version()}-setup.exe"


def make(bundle: Path, out: Path, *, sign: str = "", quick: bool = False, also: str = "") -> Path:
    """Compile the installer into the folder ``out`` and return its path. ``sign`` is a command that
    is given each finished file's name; ``also`` one more line of script to begin with. Ends with a
    sentence when NSIS is not there or does not like the script."""
    out.mkdir(parents=True, exist_ok=True)
    listed = out / "payload.nsh"
    listed.write_text(include.text(bundle), encoding="utf-8", newline="\n")
    made = (out / setup_name()).resolve()
    defines = {"PAYLOAD": str(listed.resolve()), "OUT": str(made)}
    defines |= {"SIGN": sign} if sign else {}
    defines |= {"QUICK": "1"} if quick else {}
    command = [_makensis(), "-V2", "-WX", "-INPUTCHARSET", "UTF8"]
    command += [f"-D{name}={value}" for name, value in defines.items()]
    command += [f"-X{also}"] if also else []
    ended = subprocess.run([*command, str(SCRIPT)], check=False)
    if ended.returncode:
        raise SystemExit(f"makensis ended with {ended.returncode}.")
    return made


def _makensis() -> str:
    found = shutil.which("makensis") or next((str(path) for path in _USUAL if path.is_file()), None)
    if found is None:
        raise SystemExit(
            "makensis is not installed. Debian: apt install nsis. Windows: install NSIS 3."
        )
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description="Makes the installer for Windows out of a bundle.")
    parser.add_argument("bundle", type=Path, help="the folder that PyInstaller made")
    parser.add_argument("--out", type=Path, default=Path("dist"), help="where the installer goes")
    parser.add_argument("--quick", action="store_true", help="pack less tightly, for trying out")
    given = parser.parse_args()
    print(make(given.bundle, given.out, sign=SIGN, quick=given.quick))


if __name__ == "__main__":
    main()
