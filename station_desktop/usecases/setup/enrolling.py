"""Letting a window in at the hall by its one-time code: a station that has worked alone so far, or
another PC of a station that the hall knows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from station_desktop.domain.problem import Refused, refuse
from station_desktop.storage.exchange.replica import StoreReplica
from station_desktop.storage.keys.vault import Cost, Vault
from station_desktop.storage.store import Store
from station_desktop.sync import enrolment, identity, keys, rounds, transport
from station_desktop.sync.client import Pace
from station_desktop.sync.identity import Identity
from station_desktop.sync.wire import Malformed
from station_desktop.usecases import policies
from station_desktop.usecases.door import opening
from station_desktop.usecases.exchange.exchanging import PROGRAM, Line, Told, me
from station_desktop.usecases.work import Work

_BEGUN = "enrolment begun"

T = TypeVar("T")


def enrol(work: Work, address: str, typed: str, name: str) -> Identity:
    """Let this window in by the hall's one-time code. Refuses with ``sync.manage``, ``enrol.*``,
    ``sync.*``; a window that was enrolled before goes on under a new id with what it has not sent.
    """
    work.require("sync.manage")
    return let_in(work.store, address, typed, name)


def let_in(store: Store, address: str, typed: str, name: str) -> Identity:
    """As :func:`enrol`, for a store in which nobody has an account yet."""
    code = enrolment.code_of(typed)
    address = policies.hall_for(address)
    begun = _begun(store, code)
    try:
        return _once(store, code, address, name, begun)
    except Refused as refused:
        if refused.first.code != "enrol.device_taken":
            raise
    # a backup or a copy of before the enrolment: its id belongs to a chain that went on elsewhere
    another = _begin(store, code, rounds.new_device(store.chance))
    return _once(store, code, address, name, another)


def _once(store: Store, code: enrolment.Code, address: str, name: str, begun: _Begun) -> Identity:
    asked, reply, pin = _asked(store, code, address, name, begun)
    return _let_in(store, asked, reply, address, pin)


def join(
    folder: Path,
    address: str,
    typed: str,
    name: str,
    *,
    cost: Cost | None = None,
    told: Told = lambda outcome: None,
) -> tuple[bytes, str]:
    """Make this PC another window of a station that the hall knows: an empty store, let in by the
    code and filled from the hall, in which the station's staff sign in with their own passwords.

    ``told`` hears how far it is, and ends it by raising. Returns the data key and the recovery key
    of the new store. Leaves nothing behind on failure.
    """
    enrolment.code_of(typed)
    transport.checked_address(policies.hall_for(address))
    key, recovery = opening.join_station(folder, cost=cost)
    try:
        store = Store(folder, key)
        try:
            let_in(store, address, typed, name)
            _fill(store, told)
            opening.renew_slots(store, Vault(folder))
        finally:
            store.close()
    except BaseException:
        opening.leave_station(folder)
        raise
    return key, recovery


class _Begun(msgspec.Struct, frozen=True):
    """What was asked under with a code. The hall may have heard it though no answer came, and then
    the code opens only to the same secrets."""

    code: str
    device: str
    signing: bytes
    sealing: bytes


def _begun(store: Store, code: enrolment.Code) -> _Begun:
    """As before with the same code; else under the store's own id the first time and a new one
    after that, because the hall never takes an id back."""
    kept = store.ledger.meta(_BEGUN)
    if kept:
        begun = msgspec.json.decode(kept, type=_Begun)
        if begun.code == code.id:
            return begun
    first = not kept and me(store) is None
    return _begin(store, code, store.ledger.device if first else rounds.new_device(store.chance))


def _begin(store: Store, code: enrolment.Code, device: str) -> _Begun:
    signing, sealing = (store.chance.bytes(keys.KEY_BYTES) for _ in range(2))
    begun = _Begun(code.id, device, signing, sealing)
    store.ledger.set_meta(_BEGUN, msgspec.json.encode(begun).decode())
    return begun


def _asked(
    store: Store, code: enrolment.Code, address: str, name: str, begun: _Begun
) -> tuple[enrolment.Asking, bytes, str]:
    checked = transport.checked_address(address)
    first = transport.Http(checked)
    try:
        pin = _reach(first.certificate)
        policies.must_be_hall(pin)
    finally:
        first.close()
    secrets = (begun.signing, begun.sealing)
    asking = enrolment.ask(
        code, begun.device, store.chance, name=name, seen=pin, program=PROGRAM, secrets=secrets
    )
    http = transport.Http(checked, pin)
    try:
        return asking, _reach(lambda: http.send(asking.frame)), pin
    finally:
        http.close()


def _reach(act: Callable[[], T]) -> T:
    try:
        return act()
    except transport.Unreachable as failed:
        raise refuse(failed.code) from failed
    except Malformed as failed:
        raise refuse("sync.not_hall") from failed


def _let_in(
    store: Store, asking: enrolment.Asking, reply: bytes, address: str, pin: str
) -> Identity:
    try:
        fresh, welcome = enrolment.let_in(asking, reply, address, pin)
    except Malformed as failed:
        raise refuse("sync.not_hall") from failed
    replica, before = StoreReplica(store), store.ledger.device
    settings = store.settings()
    if settings.station_code and settings.station_code != welcome.station:
        raise refuse("enrol.other_station", station=welcome.station_name)
    with store.ledger.transaction():
        if before != fresh.device:
            replica.reseal(before, replica.confirmed().get(before, 0), fresh.device)
        replica.become(fresh.device, welcome.desk)
        replica.keep_identity(identity.encode(fresh))
        store.ledger.set_meta(_BEGUN, "")
    return fresh


def _fill(store: Store, told: Told) -> None:
    """Fetch all that the station has."""
    with Line(store, gently=False) as line:
        line.told = told
        while _reach(lambda: line.round(Pace(pull=5000))).more:
            pass
