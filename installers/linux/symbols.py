"""Prove that what is shipped runs on an old system: what each ELF file asks of the C library.

``python installers/linux/symbols.py FOLDER --floor 2.28`` reads every ELF file below FOLDER with
binutils' ``objdump`` (which PyInstaller needs as well), lists each symbol whose version is newer
than the floor, and ends with 1 if there is one. libstdc++ and libgcc are held to gcc 8's, which
came with glibc 2.28 to UOS 20 and Kylin V10, unless the folder brings a libstdc++ of its own that
meets the floor.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

FLOOR = "2.28"
# What gcc 8's libraries offer at most, by the prefix of a version's name.
OF_GCC_8 = {"GLIBCXX": "3.4.25", "CXXABI": "1.3.11", "GCC": "7.0.0"}
OWN_CPP = "libstdc++.so.6"
_BATCH = 200
_FILE = re.compile(r"^(?P<file>.+):\s+file format elf\S*$")
_SYMBOL = re.compile(
    r"\*UND\*\s+[0-9a-f]+\s+(?:\((?P<old>[^)]+)\)|(?P<plain>\S+))\s+(?P<symbol>\S+)$"
)
_REFERENCE = re.compile(r"^\s+0x[0-9a-f]{8} 0x[0-9a-f]{2} \d+ (?P<version>\S+)$")
_VERSION = re.compile(r"^(?P<family>GLIBC|GLIBCXX|CXXABI|GCC)_(?P<number>\d+(?:\.\d+)*)$")
# Not a number but a way of storing relocations that only glibc 2.36 and newer can read.
_NAMED = {"GLIBC_ABI_DT_RELR": "2.36"}


@dataclass(frozen=True, order=True)
class Need:
    """A file needs ``symbol`` (empty: the file as a whole) in ``version``, as GLIBC_2.34."""

    file: str
    symbol: str
    version: str


def elf_files(folder: Path) -> list[Path]:
    """Every ELF file below a folder, once each: links are left out."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        with path.open("rb") as stream:
            if stream.read(4) == b"\x7fELF":
                found.append(path)
    return found


def needs(files: Iterable[Path]) -> Iterator[Need]:
    """What the files need of versioned libraries. Raises ``CalledProcessError``."""
    paths = [str(path) for path in files]
    for start in range(0, len(paths), _BATCH):
        batch = paths[start : start + _BATCH]
        # objdump ends with 1 when one of the files has no dynamic symbols; that is no failure.
        told = subprocess.run(
            ["objdump", "-p", "-T", "-w", *batch], capture_output=True, text=True, check=False
        )
        if told.returncode not in (0, 1):
            told.check_returncode()
        yield from _read(told.stdout)


def _read(text: str) -> Iterator[Need]:
    """Symbols with their versions; a version that no symbol names stands for the whole file."""
    file, referred, named = "", set[str](), set[str]()
    for line in text.splitlines():
        if head := _FILE.match(line):
            yield from (Need(file, "", version) for version in sorted(referred - named))
            file, referred, named = head["file"], set(), set()
        elif reference := _REFERENCE.match(line):
            referred.add(reference["version"])
        elif symbol := _SYMBOL.search(line):
            version = symbol["old"] or symbol["plain"]
            named.add(version)
            yield Need(file, symbol["symbol"], version)
    yield from (Need(file, "", version) for version in sorted(referred - named))


def too_new(version: str, limits: dict[str, str]) -> bool:
    """Whether a version's name is above the limit of its family; other families pass."""
    if version in _NAMED:
        return _number(_NAMED[version]) > _number(limits["GLIBC"])
    parts = _VERSION.match(version)
    if parts is None or parts["family"] not in limits:
        return False
    return _number(parts["number"]) > _number(limits[parts["family"]])


def offenders(folder: Path, floor: str = FLOOR) -> list[Need]:
    """Everything below a folder that a system with glibc ``floor`` and gcc 8 does not offer."""
    every = sorted(set(needs(elf_files(folder))))
    above = [need for need in every if too_new(need.version, {"GLIBC": floor})]
    refused = {Path(need.file).name for need in above}
    if OWN_CPP in {path.name for path in folder.rglob(OWN_CPP)} - refused:
        return above
    return sorted(set(above) | {need for need in every if too_new(need.version, OF_GCC_8)})


def highest(folder: Path) -> str:
    """The oldest glibc on which everything below a folder runs: the highest version needed."""
    numbers = [
        _NAMED.get(need.version) or need.version.removeprefix("GLIBC_")
        for need in needs(elf_files(folder))
        if need.version in _NAMED or need.version.startswith("GLIBC_2")
    ]
    return max(numbers, key=_number, default="")


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def main(arguments: list[str] | None = None) -> int:
    """List what is above the floor; 1 if there is something, or if there is nothing to read."""
    parser = argparse.ArgumentParser(description=__doc__, prog="symbols.py")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--floor", default=FLOOR, help=f"version of glibc, {FLOOR} unless given")
    options = parser.parse_args(arguments)
    count = len(elf_files(options.folder))
    if count == 0:
        print(f"{options.folder}: there is no ELF file", file=sys.stderr)
        return 1
    found = offenders(options.folder, options.floor)
    for need in found:
        file = Path(need.file).relative_to(options.folder)
        print(f"{file}: {need.symbol or '(the file)'} needs {need.version}")
    told = f"{count} ELF files, glibc {highest(options.folder)} is needed, the floor is"
    print(f"{told} {options.floor}: {len(found)} above it")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
