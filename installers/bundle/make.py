"""Makes the bundle: dist/station-desktop, a folder that runs where there is no Python.

    python installers/bundle/make.py [--python PATH] [--version VERSION] [--floor 2.28]

Everything that goes in is installed, pinned by hash, into a virtual environment of its own under
build/bundle; ``--python`` is the interpreter that the bundle carries.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import payload

WORK = payload.ROOT / "build" / "bundle"
LOCK = payload.ROOT / "installers" / "requirements-build.txt"
SPEC = Path(__file__).with_name("station.spec")
_LICENCES = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)


def environment(python: Path, floor: str = "") -> Path:
    """The interpreter of the virtual environment made with ``python``; made anew when the
    interpreter, the lock or the ``floor`` is another. ``floor`` is the newest C library that a
    package may have been built for."""
    known = f"{python.resolve()} {floor} {_made_at(python)}".encode() + LOCK.read_bytes()
    folder = WORK / f"venv-{hashlib.sha256(known).hexdigest()[:16]}"
    inside = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not (folder / ".ready").is_file():
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([python, "-m", "venv", folder], check=True)
        if floor:
            _hold_down(inside, floor)
        quiet = ["-q", "--disable-pip-version-check", "--require-hashes"]
        subprocess.run([inside, "-m", "pip", "install", *quiet, "-r", LOCK], check=True)
        (folder / ".ready").touch()
    return inside


def _made_at(python: Path) -> int:
    """When an interpreter was made: another one may come to lie in its place."""
    return int(python.resolve().stat().st_mtime)


def _hold_down(inside: Path, floor: str) -> None:
    """Make pip choose packages for an older C library than this machine's, as PEP 600 has it."""
    asked = "import sysconfig; print(sysconfig.get_path('purelib'))"
    printed = subprocess.run([inside, "-c", asked], check=True, capture_output=True, text=True)
    major, minor = (int(part) for part in floor.split("."))
    Path(printed.stdout.strip(), "_manylinux.py").write_text(
        "def manylinux_compatible(major, minor, architecture):\n"
        f"    return (major, minor) <= ({major}, {minor})\n"
    )


def bundle(python: Path, version: str = "", floor: str = "") -> Path:
    """Build and return the folder. ``version`` in place of the program's own, for trying updates;
    ``floor`` as in :func:`environment`."""
    inside = environment(python, floor)
    translations = payload.ROOT / "installers" / "translations.py"
    subprocess.run([inside, translations, "--compile"], check=True)
    surroundings = os.environ | {"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    if version:
        surroundings["STATION_VERSION"] = version
    work, dist = WORK / "work", payload.ROOT / "dist"
    quiet = ["--noconfirm", "--log-level", "ERROR"]
    places = ["--workpath", str(work), "--distpath", str(dist)]
    subprocess.run(
        [inside, "-m", "PyInstaller", *quiet, *places, SPEC], check=True, env=surroundings
    )
    made = Path(payload.ROOT, payload.read()["bundle"]["folder"])
    _add_licences(inside, made)
    if sys.platform.startswith("linux"):
        _strip(made)
    return made


def _add_licences(inside: Path, made: Path) -> None:
    """The licence texts of every package that may be in the bundle, and of Python itself."""
    asked = "import sysconfig, sys; print(sysconfig.get_path('purelib')); print(sys.base_prefix)"
    printed = subprocess.run([inside, "-c", asked], check=True, capture_output=True, text=True)
    packages, base = (Path(line) for line in printed.stdout.splitlines())
    target = made / "licences"
    shutil.rmtree(target, ignore_errors=True)
    for info in sorted(packages.glob("*.dist-info")):
        if not _carried(info, made):
            continue
        name = info.name.removesuffix(".dist-info")
        for text in sorted(_licence_texts(info)):
            (target / name).mkdir(parents=True, exist_ok=True)
            shutil.copyfile(text, target / name / text.name)
    for text in [*base.glob("LICENSE*"), *base.glob("lib/python3*/LICENSE*")]:
        shutil.copyfile(text, target / "Python-LICENSE.txt")
    # Of what is linked into an interpreter of ours, and of Qt's plug-in for fcitx.
    plugin = payload.ROOT / "build" / "qt-plugins"
    for text in [*base.glob("licences/*.txt"), *plugin.glob("*.txt")]:
        shutil.copyfile(text, target / text.name)
    for file, name in payload.licence_files():
        if file.is_file():
            shutil.copyfile(file, made / name)


def _carried(info: Path, made: Path) -> bool:
    """Whether something of a package is in the bundle."""
    shared = made / payload.read()["bundle"]["shared"]
    files = (line.rpartition(",")[0].rpartition(",")[0] for line in _lines(info / "RECORD"))
    tops = {file.partition("/")[0] for file in files}
    tops = {top for top in tops if top not in ("..", "__pycache__", info.name)}
    return any((shared / (f"{top}c" if top.endswith(".py") else top)).exists() for top in tops)


def _lines(file: Path) -> list[str]:
    return file.read_text("utf-8").splitlines() if file.is_file() else []


def _licence_texts(info: Path) -> set[Path]:
    return {file for file in info.rglob("*") if file.is_file() and _LICENCES.match(file.name)}


def _strip(made: Path) -> None:
    """Take debugging symbols out of modules that were built with them: a sixth of the bundle. Qt's
    own libraries come without."""
    modules = [
        file
        for file in made.rglob("*.so*")
        if file.is_file() and not file.is_symlink() and "Qt" not in file.relative_to(made).parts
    ]
    subprocess.run(["strip", "--strip-unneeded", "--", *modules], check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="Makes the bundle.")
    parser.add_argument("--python", type=Path, default=Path(sys.executable))
    parser.add_argument("--version", default="", help="in place of the program's own")
    parser.add_argument("--floor", default="", help="newest C library that may be asked for")
    given = parser.parse_args()
    print(bundle(given.python, given.version, given.floor))


if __name__ == "__main__":
    main()
