"""How the program is put in place on this PC: always by the system's own installer, which the rest
of the house sees through one port."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path
from typing import Protocol

SELF_CHECK = "--self-check"
CHECK_SECONDS = 180
"""A PC with a slow disk, just after the installer has filled it."""


class Installation(Protocol):
    """The program as this PC has it installed."""

    @property
    def platform(self) -> str:
        """Which packages fit (``domain.station.releases.Platform``)."""

    def version(self) -> str:
        """The version that is in place, empty while it is only half so."""

    def way_back(self) -> str:
        """The version that :meth:`back` would put in place, empty for none."""

    def install(self, trusted: Path, package: Path) -> None:
        """Put the package in place, and keep the one that was there. ``trusted`` is the folder of
        the metadata that proves it: whoever has the right to install looks once more. Refuses
        ``updates.not_allowed`` before anything is changed, ``updates.install_failed`` after."""

    def back(self) -> None:
        """Put the version before in place again. Refuses like :meth:`install`, and
        ``updates.no_way_back``."""

    def starts(self) -> bool:
        """Whether the program in place passes its own check."""

    def command(self, *arguments: str) -> list[str]:
        """What starts the program in place."""


def platform_here() -> str:
    """This PC in the words of releases."""
    system = "windows" if os.name == "nt" else sys.platform
    machine = platform.machine().lower()
    return f"{system}-{ {'amd64': 'x86_64', 'arm64': 'aarch64'}.get(machine, machine) }"


def passes(command: list[str]) -> bool:
    """Whether a program ends its self-check well, in good time."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=CHECK_SECONDS,
            check=False,
            env=clean_environment(),
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0


def clean_environment() -> dict[str, str]:
    """The environment for another program: without what the bundle set for its own libraries."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("_PYI")}
    for name in ("LD_LIBRARY_PATH", "PYTHONHOME", "PYTHONPATH"):
        before = kept.pop(f"{name}_ORIG", None)
        if before is not None:
            kept[name] = before
        elif getattr(sys, "frozen", False):
            kept.pop(name, None)
    return kept
