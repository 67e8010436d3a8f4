"""Which program this is, for whoever is asked on the telephone: its version, the version of what it
says to the hall, and for which kind of PC it was built."""

from __future__ import annotations

import platform
import sys

import msgspec

from station_desktop import __version__, phrases
from station_desktop.releases.installation import platform_here
from station_desktop.sync import wire


class About(msgspec.Struct, frozen=True):
    """``protocol`` is that of ``sync/PROTOCOL.md``, ``platform`` in the words of releases,
    ``packaged`` whether an installer brought it or it runs from its sources."""

    program: str
    version: str
    protocol: int
    platform: str
    python: str
    packaged: bool


def about(program: str) -> About:
    """The running program, by the name that was called."""
    return About(
        program=program,
        version=__version__,
        protocol=wire.SPEAKS,
        platform=platform_here(),
        python=platform.python_version(),
        packaged=bool(getattr(sys, "frozen", False)),
    )


def line(found: About, language: str) -> str:
    """The same in one line."""
    how = "packaged" if found.packaged else "source"
    said = msgspec.structs.asdict(found) | {"packaged": phrases.say(f"cli.version.{how}", language)}
    return phrases.say("cli.version", language, **said)
