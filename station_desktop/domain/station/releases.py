"""Versions of the program: what a release says of itself, whether it may be put over another, and
how far it has been let go.

*What* may be installed is signed where releases are made. *Who gets it when* is the hall's to say:
it lets a release go from ring to ring.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, get_args

import msgspec

from station_desktop.domain.catalogue import Words
from station_desktop.domain.problem import Problem

Platform = Literal["linux-x86_64", "linux-aarch64", "linux-loongarch64", "windows-x86_64"]
PLATFORMS: tuple[Platform, ...] = get_args(Platform)
Ring = Literal["test", "first", "half", "all"]
RINGS: tuple[Ring, ...] = get_args(Ring)
"""From the few PCs that try everything first to everybody. A release let go as far as ``first`` is
offered to ``test`` and ``first``."""
_VERSION = re.compile(r"\d{1,6}(\.\d{1,6}){1,3}", re.ASCII)
_PATH = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,120}", re.ASCII)
LONGEST_NOTES = 20_000


class Release(msgspec.Struct, frozen=True):
    """One package of one version for one platform, as it was signed.

    ``path`` is its name among the signed targets, ``length`` its bytes and ``digest`` its SHA-256
    in hex. ``least`` is the oldest version that it may be put over. ``notes`` say what it brings,
    a line for each thing.
    """

    path: str
    version: str
    platform: str
    length: int
    digest: str
    least: str = "0.0"
    notes: Words = Words("", "")

    @property
    def stored(self) -> str:
        """The name of its file wherever releases lie."""
        return f"{self.digest}.{self.path}"


def is_version(text: str) -> bool:
    """Two to four whole numbers with dots between them."""
    return _VERSION.fullmatch(text) is not None


def is_path(text: str) -> bool:
    """A plain file name that means the same on every system."""
    return _PATH.fullmatch(text) is not None


def place(version: str) -> tuple[int, ...]:
    """Where a version stands among others: 0.10 after 0.9, 1.0 with 1.0.0."""
    numbers = [int(part) for part in version.split(".")]
    return tuple([*numbers, 0, 0, 0][:4])


def misfit(release: Release, installed: str, platform: str) -> Problem | None:
    """Why ``release`` cannot be put over version ``installed`` on this ``platform``."""
    here = {"version": release.version, "installed": installed}
    if release.platform != platform:
        params = {**here, "platform": release.platform, "own": platform}
        return Problem("updates.platform", params=params)
    if place(release.version) <= place(installed):
        return Problem("updates.not_newer", params=here)
    if place(installed) < place(release.least):
        return Problem("updates.too_far", params={**here, "least": release.least})
    return None


def best(releases: Iterable[Release], installed: str, platform: str) -> Release | None:
    """The newest that fits; a stepping stone where the newest of all cannot be reached at once."""
    fitting = [one for one in releases if misfit(one, installed, platform) is None]
    return max(fitting, key=lambda one: place(one.version), default=None)


def ring_of(text: str) -> Ring | None:
    """A ring by its name or its number, ``None`` for anything else."""
    if text.isascii() and text.isdigit() and int(text) < len(RINGS):
        return RINGS[int(text)]
    return next((ring for ring in RINGS if ring == text), None)


def reaches(let_go: str, ring: str) -> bool:
    """Whether a release let go as far as ``let_go`` is for ``ring``; one that was taken back
    (empty) is for nobody."""
    return let_go in RINGS and ring in RINGS and RINGS.index(let_go) >= RINGS.index(ring)
