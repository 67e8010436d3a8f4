"""What people at the window do about versions of the program. Everything that touches the program
itself waits until the window is closed (see ``changing``)."""

from __future__ import annotations

from pathlib import Path

import msgspec

from station_desktop import __version__
from station_desktop.domain.problem import Problem, refuse
from station_desktop.releases import on_this_pc, standing
from station_desktop.releases.installation import Installation
from station_desktop.releases.standing import Standing, When
from station_desktop.releases.trust import Told
from station_desktop.storage.store import Store
from station_desktop.usecases.backup import backup_rounds
from station_desktop.usecases.update import update_offers
from station_desktop.usecases.version import changing, updating
from station_desktop.usecases.version.updating import WayBack
from station_desktop.usecases.work import Work

_change = msgspec.structs.replace


class Shown(msgspec.Struct, frozen=True):
    """How this PC stands: the ``version`` that is open, whether it was put in place by an installer
    (only then can it be updated), where it asks (empty for nowhere), what is under way, and the way
    back that there is."""

    version: str
    packaged: bool
    address: str
    standing: Standing
    way: WayBack | None


def shown(work: Work) -> Shown:
    """For the upkeep room; needs ``upkeep.read``."""
    work.require("upkeep.read")
    data, here = work.store.folder, on_this_pc.installed()
    place = update_offers.place(work.store)
    return Shown(
        version=here.version() if here is not None else __version__,
        packaged=here is not None,
        address=place.address if place is not None else "",
        standing=standing.read(data),
        way=updating.way_back(data, here) if here is not None else None,
    )


def ask(work: Work) -> Standing:
    """Ask what is offered to this PC now; refuses with why it cannot be asked."""
    work.require("upkeep.act")
    place = update_offers.place(work.store)
    if place is None:
        raise refuse("updates.no_address")
    found = update_offers.check(work.store.folder, place, _here())
    if found.problem:
        raise refuse(found.problem)
    return found


def fetch(work: Work, told: Told) -> Standing:
    """Have what was offered here, proven and ready."""
    work.require("upkeep.act")
    place = update_offers.place(work.store)
    if place is None:
        raise refuse("updates.no_address")
    return update_offers.fetch(work.store.folder, place, _here(), told)


def stage(work: Work, file: Path, told: Told) -> Standing:
    """Take a release in from a file, proven and ready."""
    work.require("upkeep.act")
    update_offers.stage(work.store.folder, file, _here(), told)
    return standing.read(work.store.folder)


def back_up(work: Work, told: Told) -> tuple[Problem, ...]:
    """A verified backup in every place that was chosen for backups; why there is none in some.
    The copy that an update itself goes back to is made once the window is closed."""
    work.require("upkeep.act")
    went = backup_rounds.run(work.store, told, all=True)
    return tuple(one.problem for one in went if one.problem is not None)


def plan(work: Work, when: When) -> Standing:
    """Say when what is ready is put in place: when the window is closed, at its next start, or not
    by itself."""
    work.require("upkeep.act")
    return updating.plan(work.store.folder, when)


def forget(work: Work) -> Standing:
    """Put what is ready away."""
    work.require("upkeep.act")
    return updating.forget(work.store.folder)


def wish_back(work: Work, *, lose: bool = False) -> Standing:
    """Have the version before back once the window is closed. Refuses ``updates.no_way_back``,
    ``updates.would_lose`` unless that is wanted."""
    work.require("upkeep.act")
    data = work.store.folder
    way = updating.way_back(data, _here())
    if way is None:
        raise refuse("updates.no_way_back")
    if way.loses and not lose:
        raise refuse("updates.would_lose", version=way.version)
    wish = changing.LOSE if way.loses else changing.KEEP
    return standing.keep(data, _change(standing.read(data), wish=wish))


def unasked(store: Store, told: Told) -> None:
    """What the window does by itself, whoever sits at it: ask, and fetch what is offered. What
    keeps it from that is noted, and tried again later."""
    here, place = on_this_pc.installed(), update_offers.place(store)
    if here is None or place is None:
        return
    if update_offers.wanted(update_offers.check(store.folder, place, here)) is not None:
        update_offers.fetch(store.folder, place, here, told)


def _here() -> Installation:
    found = on_this_pc.installed()
    if found is None:
        raise refuse("updates.not_packaged")
    return found
