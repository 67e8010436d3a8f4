"""Where every simulated world begins: a hall with stations whose windows and relays are let in.
It is made once in a process and copied for each world."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

import msgspec
from replicas import empty_store
from world_nodes import KEY, OFFICER, Dice, Hands, Office, WrongClock, keyring

from station_desktop.domain.station.accounts import AccountMade
from station_desktop.domain.station.roles import ROLES
from station_desktop.domain.station.station import SettingChanged
from station_desktop.hall import registry
from station_desktop.hall.exchange import exchange
from station_desktop.hall.relay import RelayReplica
from station_desktop.hall.work import Hall
from station_desktop.storage.exchange.replica import StoreReplica
from station_desktop.storage.store import Store
from station_desktop.sync import enrolment, identity
from station_desktop.sync.identity import Identity
from station_desktop.sync.wire import Welcome

STATIONS = ("110102017014", "110102017015", "110102017016")
WINDOWS = 3
ADDRESS = "https://hall.example"


def memory() -> str | None:
    """A folder in memory, where this machine has one."""
    shared = Path("/dev/shm")
    return str(shared) if shared.is_dir() else None


@cache
def template() -> Path:
    """The folder with everybody's files; its temporary folder lives as long as the process."""
    held = tempfile.TemporaryDirectory(prefix="worlds-", dir=memory())
    folder = Path(held.name)
    _HELD.append(held)
    _make(folder)
    return folder


_HELD: list[tempfile.TemporaryDirectory[str]] = []


def _make(folder: Path) -> None:
    hands = Hands()
    (folder / "hall").mkdir(parents=True)
    office = Office("hall", folder / "hall", hands, "template", keyring("hall"))
    for station in STATIONS:
        registry.add_station(office.hall, OFFICER, station, f"站 {station[-2:]}")
        for number in range(1, WINDOWS + 1):
            _window(folder / f"{station}-{number}", office.hall, station, number)
        _relay(folder / f"{station}-relay", hands, office.hall, station)
    office.close()


def _window(folder: Path, hall: Hall, station: str, number: int) -> None:
    chance = Dice(f"window {station} {number}")
    empty_store(folder, time=WrongClock(Hands()), key=KEY).close()
    store = Store(folder, KEY, time=WrongClock(Hands()), chance=chance)
    store.ledger.set_meta("device", chance.bytes(6).hex())
    if number == 1:
        author = f"{1:032x}"
        made = AccountMade("wangmin", "王敏", ROLES)
        name = SettingChanged(f"站 {station[-2:]}")
        store.ledger.append(author, [(f"account:{author}", made), ("setting:station_name", name)])
    let_in(store, hall, station)
    store.close()


def let_in(store: Store, hall: Hall, station: str, kept: Identity | None = None) -> Identity:
    """Let the store's device in by a fresh code; ``kept`` is what it has of an enrolment that the
    hall does not remember."""
    code = enrolment.code_of(registry.enrol_code(hall, OFFICER, station))
    device = store.ledger.device if kept is None else kept.device
    secrets = None if kept is None else (kept.signing, kept.sealing)
    asking = enrolment.ask(code, device, store.chance, name="窗口", secrets=secrets)
    me, welcome = enrolment.let_in(asking, exchange(hall, asking.frame), ADDRESS, "")
    _keep(StoreReplica(store), me, welcome)
    return me


def _keep(replica: StoreReplica, me: Identity, welcome: Welcome) -> None:
    with replica.transaction():
        replica.become(me.device, welcome.desk)
        replica.keep_identity(identity.encode(me))


def _relay(folder: Path, hands: Hands, hall: Hall, station: str) -> None:
    folder.mkdir()
    own = keyring(f"relay {station}")
    relay = Office("relay", folder, hands, "template", own, relay=station)
    let_relay_in(relay, hall, station)
    relay.close()


def let_relay_in(relay: Office, hall: Hall, station: str) -> None:
    code = enrolment.code_of(registry.enrol_code(hall, OFFICER, station, role="relay"))
    ring = relay.keyring
    secrets = (
        ring.signing_key.private_bytes_raw(),
        ring.sealing_key.private_bytes_raw(),
    )
    asking = enrolment.ask(code, ring.id, relay.chance, name="中转机", secrets=secrets)
    me, welcome = enrolment.let_in(asking, exchange(hall, asking.frame), ADDRESS, "")
    me = msgspec.structs.replace(me, role="relay")
    with relay.hall.database.begin() as connection:
        if not registry.stations(relay.hall, OFFICER):
            registry.join_station(
                connection, relay.hall, station, welcome.station_name, welcome.key
            )
        RelayReplica(connection, relay.hall, station).keep_identity(identity.encode(me))
