"""What the installers carry, read from ``payload.toml`` beside this file."""

from __future__ import annotations

import fnmatch
import os
import re
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent.parent
LIST = Path(__file__).with_name("payload.toml")


class Executable(NamedTuple):
    """One program of the bundle; ``module`` holds its ``main``."""

    name: str
    module: str
    console: bool
    command: bool
    icon: bool
    workers: bool


class FileKind(NamedTuple):
    """A file of the program's own, as a desktop knows it."""

    suffix: str
    type: str
    windows_class: str
    title: str
    title_zh_CN: str
    icon: str


def read() -> dict[str, Any]:
    """The whole list."""
    return tomllib.loads(LIST.read_text("utf-8"))


def version() -> str:
    """The version that is built: ``STATION_VERSION`` where given, else the package's own."""
    given = os.environ.get("STATION_VERSION")
    if given:
        return given
    text = (ROOT / "station_desktop" / "__init__.py").read_text("utf-8")
    found = re.search(r'^__version__ = "(.+)"$', text, re.MULTILINE)
    if found is None:
        raise SystemExit("station_desktop/__init__.py does not say its version in one line")
    return found[1]


def executables() -> list[Executable]:
    return [Executable(**row) for row in read()["executables"]]


def file_kinds() -> list[FileKind]:
    return [FileKind(**row) for row in read()["files"]]


def shipped_files() -> list[tuple[Path, str]]:
    """Every file of the resources: where it is, and its folder below the bundle's shared one."""
    found = []
    for row in read()["resources"]:
        start = ROOT / row["from"]
        for file in sorted(start.rglob("*")):
            inside = file.relative_to(start)
            if file.is_file() and not _left_out(inside, row["without"]):
                found.append((file, str(Path(row["to"], inside.parent))))
    return found


def licence_files() -> list[tuple[Path, str]]:
    """The texts beside the executables: where each is, and what it is called there."""
    return [(ROOT / row["from"], row["to"]) for row in read()["licences"]]


def _left_out(inside: Path, patterns: list[str]) -> bool:
    whole = inside.as_posix()
    return any(
        whole == pattern or whole.startswith(f"{pattern}/") or fnmatch.fnmatch(whole, pattern)
        for pattern in patterns
    )
