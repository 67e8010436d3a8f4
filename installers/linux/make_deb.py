"""Makes the .deb for UOS, Kylin, Debian and Ubuntu.

    installers/linux/build [--python PATH] [--floor 2.28] [--version VERSION] [--bundle FOLDER]

Builds the bundle with the interpreter at ``--python`` (unless ``--bundle`` names one), lays it out
with menu entry, icons, file types and man pages, works out from the bundle's own needs what the
package depends on, and leaves ``dist/station-desktop_<version>_<architecture>.deb``. With
``--floor`` no file of the bundle may ask for a newer C library than that.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "bundle"))

import depends
import make
import payload
import tree

WORK = payload.ROOT / "build" / "deb"
HERE = Path(__file__).parent


def deb(bundle: Path, python: Path, *, quick: bool = False) -> Path:
    """Pack ``bundle``; ``python`` can import the program, for its man pages. ``quick`` packs less
    tightly."""
    root = WORK / "root"
    shutil.rmtree(root, ignore_errors=True)
    tree.lay_out(root, bundle)
    subprocess.run(
        [python, HERE / "manual.py", root / "usr/share/man"], check=True, env=_environment()
    )
    icons = payload.ROOT / "installers" / "bundle" / "icons.py"
    subprocess.run(
        [python, icons, "--into", root / "usr/share/icons/hicolor"], check=True, env=_environment()
    )
    program = root / payload.read()["places"]["linux_program"].lstrip("/")
    architecture = _architecture()
    tree.describe(root, depends.of(program, WORK), architecture)
    made = payload.ROOT / "dist" / f"{tree.PACKAGE}_{payload.version()}_{architecture}.deb"
    packing = ["-Zgzip", "-z1"] if quick else ["-Zxz", "-z6"]
    subprocess.run(["dpkg-deb", "--root-owner-group", *packing, "--build", root, made], check=True)
    return made


def _architecture() -> str:
    printed = subprocess.run(
        ["dpkg", "--print-architecture"], check=True, capture_output=True, text=True
    )
    return printed.stdout.strip()


def _environment() -> dict[str, str]:
    return {**os.environ, "LC_ALL": "C.UTF-8", "PYTHONPATH": str(payload.ROOT)}


def main() -> None:
    parser = argparse.ArgumentParser(
        description="Makes the .deb for UOS, Kylin, Debian and Ubuntu."
    )
    parser.add_argument("--python", type=Path, default=Path(sys.executable), help="carried along")
    parser.add_argument("--floor", default="", help="newest C library that may be asked for")
    parser.add_argument("--version", default="", help="in place of the program's own")
    parser.add_argument("--bundle", type=Path, help="pack this one instead of building it")
    parser.add_argument("--quick", action="store_true", help="pack less tightly, for trying out")
    given = parser.parse_args()
    if given.version:
        os.environ["STATION_VERSION"] = given.version
    bundle = given.bundle or make.bundle(given.python, given.version, given.floor)
    if given.floor:
        checked = [sys.executable, HERE / "symbols.py", bundle, "--floor", given.floor]
        if subprocess.run(checked, check=False).returncode:
            raise SystemExit(f"The bundle would not start on a system with glibc {given.floor}.")
    print(deb(bundle, make.environment(given.python, given.floor), quick=given.quick))


if __name__ == "__main__":
    main()
