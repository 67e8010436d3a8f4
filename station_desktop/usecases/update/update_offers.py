"""Taking a release in: from a file that somebody brought, or from where the hall offers one."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from station_desktop.domain.problem import Refused, refuse
from station_desktop.domain.station import releases
from station_desktop.domain.station.releases import Release
from station_desktop.logs import notes
from station_desktop.releases import carried, standing
from station_desktop.releases import trust as trust_of
from station_desktop.releases.carried import Carried
from station_desktop.releases.installation import Installation
from station_desktop.releases.standing import Standing
from station_desktop.releases.trust import Absent, Told, Trust
from station_desktop.storage.store import Store
from station_desktop.sync import transport
from station_desktop.sync.downloads import Downloads, NotThere
from station_desktop.usecases import policies
from station_desktop.usecases.exchange import exchanging
from station_desktop.usecases.version import updating

_ROOM = 50_000_000
"""Bytes that have to stay free beside the package."""
_LARGEST_OFFER = 20_000
_change = msgspec.structs.replace
T = TypeVar("T")


class Place(msgspec.Struct, frozen=True):
    """Where releases are offered: the address below which they lie, the certificate's SHA-256
    (empty for any), who asks and for which ring."""

    address: str
    pin: str = ""
    device: str = ""
    ring: str = ""


class Offer(msgspec.Struct, frozen=True):
    """What the hall says: the name of the release for whoever asked, empty for none. The rest of
    it is told by the signed metadata."""

    path: str = ""


def place(store: Store | None) -> Place | None:
    """Where this window asks: what the policy says, else its hall, which only an open store can
    tell; ``None`` where there is neither."""
    policy = policies.in_force()
    own = exchanging.me(store) if store is not None else None
    device = own.device if own is not None else ""
    hall = (own.hall.address, own.hall.pin) if own is not None else ("", "")
    if not hall[0]:
        hall = (policy.hall_address, policy.hall_pin)
    address = policy.update_address or (f"{hall[0].rstrip('/')}/updates" if hall[0] else "")
    if not address:
        return None
    same = bool(hall[0]) and address.startswith(f"{hall[0].rstrip('/')}/")
    return Place(address, hall[1] if same else "", device, policy.update_ring)


def stage(
    data: Path,
    file: Path,
    installation: Installation,
    told: Told = lambda done, total: None,
    *,
    root: bytes | None = None,
) -> Release:
    """Take a release in from a ``.station-update``, proven and whole; it is then ready. Refuses
    ``updates.*`` with what is wrong; then all is as before."""
    _must_be_free(data)
    with carried.opened(file) as source:
        trust = _trust(data, source, root)
        trust.refresh()
        release = _fitting(trust, source, installation)
        _fetch(data, trust, release, told)
    return release


def _fitting(trust: Trust, source: Carried, installation: Installation) -> Release:
    """The one in the file for this PC, or why there is none."""
    found = [trust.release(path) for path in source.paths]
    if not found:
        raise refuse("updates.damaged")
    version = installation.version()
    best = releases.best(found, version, installation.platform)
    if best is not None:
        return best
    own = [release for release in found if release.platform == installation.platform]
    newest = max(own or found, key=lambda one: releases.place(one.version))
    problem = releases.misfit(newest, version, installation.platform)
    assert problem is not None, "what fits would have been the best"
    raise Refused(problem)


def check(
    data: Path, asked: Place, installation: Installation, *, root: bytes | None = None
) -> Standing:
    """Ask what is offered to this PC, and note it. What keeps it from asking is noted too, and
    not raised: the next try comes by itself."""
    try:
        with Downloads(asked.address, asked.pin) as line:
            offer = _asked(line, asked, installation)
            release = _offered(data, line, offer, installation, root)
    except (transport.Unreachable, Refused) as failed:
        code = failed.code if isinstance(failed, transport.Unreachable) else failed.first.code
        return standing.keep(data, _change(standing.read(data), problem=code))
    found = standing.read(data)
    return standing.keep(data, _change(found, offer=release, asked=_now_ms(), problem=""))


def fetch(
    data: Path,
    asked: Place,
    installation: Installation,
    told: Told = lambda done, total: None,
    *,
    root: bytes | None = None,
) -> Standing:
    """Have what was offered when last asked: fetched, going on from where the line was cut last
    time, proven, and ready. Refuses as :func:`stage`, and with why the line failed."""
    _must_be_free(data)
    offer = standing.read(data).offer
    if offer is None:
        raise refuse("updates.nothing_offered")
    try:
        with Downloads(asked.address, asked.pin) as line:
            trust = _trust(data, _Server(line), root)
            trust.refresh()
            release = trust.release(offer.path)
            problem = releases.misfit(release, installation.version(), installation.platform)
            if problem is not None:
                raise Refused(problem)
            _fetch(data, trust, release, told)
    except transport.Unreachable as failed:
        raise refuse(failed.code) from failed
    return standing.read(data)


def wanted(found: Standing) -> Release | None:
    """What of the hall's offer is to be fetched unasked: not what is here already, nor what did not
    do on this PC."""
    offer = found.offer
    if offer is None or found.state not in ("none", "ready") or offer.version == found.failed:
        return None
    return None if found.state == "ready" and found.release == offer else offer


def _asked(line: Downloads, asked: Place, installation: Installation) -> Offer:
    try:
        said = line.get(
            "/offer",
            _LARGEST_OFFER,
            device=asked.device,
            ring=asked.ring,
            platform=installation.platform,
            version=installation.version(),
        )
        return msgspec.json.decode(said, type=Offer)
    except NotThere:
        raise refuse("updates.not_served") from None
    except msgspec.MsgspecError:
        raise transport.Unreachable("sync.not_hall") from None


def _offered(
    data: Path, line: Downloads, offer: Offer, installation: Installation, root: bytes | None
) -> Release | None:
    """What is signed of the release that is offered, where it fits."""
    if not offer.path:
        return None
    trust = _trust(data, _Server(line), root)
    trust.refresh()
    release = trust.release(offer.path)
    fits = releases.misfit(release, installation.version(), installation.platform) is None
    return release if fits else None


class _Server:
    """The hall as a source of signed files."""

    def __init__(self, line: Downloads) -> None:
        self._line = line

    def metadata(self, name: str, most: int) -> bytes:
        return _there(lambda: self._line.get(f"/{carried.METADATA}/{name}", most))

    def target(self, name: str, length: int, into: Path, told: Told) -> None:
        _there(lambda: self._line.resume(f"/{carried.TARGETS}/{name}", length, into, told))


def _there(act: Callable[[], T]) -> T:
    try:
        return act()
    except NotThere:
        raise Absent from None


def _trust(data: Path, source: Carried | _Server, root: bytes | None) -> Trust:
    known = root if root is not None else trust_of.shipped_root()
    return Trust(standing.folder(data) / updating.TRUST, known, source)


def _must_be_free(data: Path) -> None:
    if standing.read(data).state not in ("none", "ready"):
        raise refuse("updates.under_way")


def _fetch(data: Path, trust: Trust, release: Release, told: Told) -> None:
    package = updating.package_of(data, release)
    package.parent.mkdir(parents=True, exist_ok=True)
    updating.clear_packages(data, but=package.name)
    if shutil.disk_usage(package.parent).free < release.length + _ROOM:
        raise refuse("updates.no_room", megabytes=(release.length + _ROOM) // 1_000_000)
    found = standing.read(data)
    if found.state == "ready":  # what was ready is gone with its package
        standing.keep(data, _change(found, state="none", when=""))
    try:
        trust.fetch(release, package, told)
    except OSError:
        raise refuse("updates.disk") from None
    notes.ran("update", ready=release.version)
    now = standing.read(data)  # fetching may have taken an hour
    standing.keep(data, _change(now, state="ready", release=release, when="", happened="", why=""))


def _now_ms() -> int:
    return time.time_ns() // 1_000_000
