"""A hall and windows of its stations, each with its own real store, and whether they hold the
same."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import founding
from argon2 import PasswordHasher
from founding import CHEAP, PASSWORD
from hall_process import hall_in_thread
from people import Person, people
from sqlalchemy import select
from tcp_proxy import TcpProxy, proxy

from station_desktop.domain.journal.journal import Fact
from station_desktop.domain.person.documents import Filed, Scan
from station_desktop.domain.person.residents import Changed, FieldChange, Registered
from station_desktop.domain.time.clock import Clock
from station_desktop.hall import keeping
from station_desktop.hall.accounts import staff
from station_desktop.hall.accounts.passwords import Passwords
from station_desktop.hall.journal import blobs as hall_blobs
from station_desktop.hall.journal.replica import StationReplica
from station_desktop.hall.keyring import Keyring
from station_desktop.hall.store import tables
from station_desktop.hall.store.database import Database
from station_desktop.hall.work import Hall, Officer
from station_desktop.storage import blobs
from station_desktop.storage.digest import tables_digest
from station_desktop.storage.exchange.replica import StoreReplica
from station_desktop.storage.reads import reads
from station_desktop.storage.store import Store
from station_desktop.sync import transport
from station_desktop.sync.client import Outcome, Pace
from station_desktop.usecases.exchange.exchanging import Line
from station_desktop.usecases.setup import enrolling
from station_desktop.usecases.work import Actor, Work

STATION, OTHER = "110102017014", "110102017015"
NAMES = {STATION: "老墙根社区服务站", OTHER: "报国寺社区服务站"}
CONSOLE = staff.console("控制台")
FAST = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
OFFICER, OFFICERS = "zhaolei", "Street#2026"


def new_hall(folder: Path, url: str = "", *, certificate: str = "") -> Hall:
    """A hall with two stations and an officer who holds every role; ``url`` names another database
    than a file in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    keyring = Keyring.make(folder / "hall.keys")
    database = Database.open(url or f"sqlite:///{folder / 'hall.db'}", keyring.data_key)
    hall = Hall(database, keyring, certificate=certificate)
    for code, name in NAMES.items():
        keeping.add_station(hall, CONSOLE, code, name)
    roles: Any = ("officer", "publisher", "admin")
    staff.add(hall, CONSOLE, OFFICER, "赵磊", roles, OFFICERS, FAST)
    return hall


def officer(hall: Hall) -> Officer:
    member = staff.members(hall, CONSOLE)[0]
    return Officer(member.id, member.login, member.name, member.roles)


class Window:
    """One window's store, in this thread; ``address`` is where it believes the hall to be."""

    def __init__(
        self, folder: Path, key: bytes, actor: Actor | None = None, *, time: Clock | None = None
    ) -> None:
        self.folder = folder
        self.store = Store(folder, key, time=time)
        self.actor = actor or Actor.of(reads.accounts(self.store.connection)[0])
        self.work = Work(self.store, self.actor)
        self.line = Line(self.store)
        self._serial = 0

    def close(self) -> None:
        self.line.close()
        self.store.close()

    def enrol(self, hall: Hall, address: str, name: str = "一号窗口") -> None:
        station = self.store.settings().station_code
        code = keeping.enrol_code(hall, CONSOLE, station, "window", "", 72)
        enrolling.enrol(self.work, address, code, name)

    @property
    def device(self) -> str:
        return self.store.ledger.device

    @property
    def replica(self) -> StoreReplica:
        return StoreReplica(self.store)

    def round(self, pace: Pace | None = None) -> Outcome:
        return self.line.round(pace or Pace())

    def tries(self) -> str:
        """A round; the code of why it failed, empty when it did not."""
        try:
            self.round()
        except transport.Unreachable as failed:
            return failed.code
        return ""

    def settles(self) -> Outcome:
        """Rounds until nothing is left to do."""
        for _ in range(40):
            outcome = self.round()
            if outcome.agreed:
                return outcome
        raise AssertionError("the two ends never agreed")

    # acts, as short as they can be

    def tells(self, *acts: tuple[str, Fact]) -> None:
        self.store.ledger.append(self.actor.id, acts)

    def registers(self, count: int = 1, person: Person | None = None) -> list[str]:
        """So many new people; their ids."""
        self._serial += 1
        who = [person] if person else people(count, seed=hash_of(self.device, self._serial))
        ids = [self.store.ledger.new_id() for _ in who]
        self.tells(*((f"resident:{id}", registered(one)) for id, one in zip(ids, who, strict=True)))
        return ids

    def changes(self, resident: str, count: int) -> None:
        """The same resident's telephone, so many times: a batch of small entries."""
        self._serial += 1
        chance = Random(hash_of(self.device, self._serial))
        phones = [f"13{chance.randrange(10**9):09d}" for _ in range(count + 1)]
        self.tells(
            *(
                (f"resident:{resident}", Changed({"phone": FieldChange(before, after)}))
                for before, after in pairwise(phones)
            )
        )

    def files(self, holder: str, data: bytes, media: str = "image/png") -> str:
        """A document with this scan; the scan's hash."""
        digest = blobs.put(self.store.connection, data, media)
        scan = Scan(digest, media, len(data))
        filed = Filed("id_card", holder, "original", "2026-11-20", "", scans=(scan,))
        self.tells((f"document:{self.store.ledger.new_id()}", filed))
        return digest

    def scan(self, digest: str) -> bytes | None:
        """The bytes as held here, ``None`` when they are not all here."""
        if self.replica.size(digest) is None:
            return None
        data, at = b"", 0
        while part := self.replica.part(digest, at, 1 << 20):
            data, at = data + part, at + len(part)
        return data


def registered(person: Person) -> Registered:
    return Registered(
        name=person.name,
        id_type="resident_id",
        id_number=person.id_number,
        birth_date=person.birth_date.isoformat(),
        phone=person.phone,
        residence_address=person.address,
    )


def hash_of(*parts: object) -> int:
    """The same number for the same parts in every process."""
    return int.from_bytes(hashlib.sha256(repr(parts).encode()).digest()[:6], "big")


def found(folder: Path, code: str = STATION) -> Window:
    """A station that has worked alone so far."""
    founded = founding.found(folder, PASSWORD, NAMES[code], code)
    return Window(folder, founded.key, founded.actor)


def joined(folder: Path, hall: Hall, address: str, name: str = "二号窗口") -> Window:
    """Another window of the first station."""
    code = keeping.enrol_code(hall, CONSOLE, STATION, "window", "", 72)
    key, _ = enrolling.join(folder, address, code, name, cost=CHEAP)
    return Window(folder, key)


# whether they hold the same


def hall_heads(hall: Hall, station: str = STATION) -> Any:
    with hall.database.reading() as connection:
        return StationReplica(connection, hall, station).heads()


def hall_ids(hall: Hall, station: str = STATION) -> list[str]:
    """The ids of all entries held for the station, in sequence."""
    held = tables.entries
    with hall.database.reading() as connection:
        rows = select(held.c.id).where(held.c.station == station).order_by(held.c.position)
        return list(connection.scalars(rows))


def hall_scan(hall: Hall, digest: str, station: str = STATION) -> bytes | None:
    with hall.database.reading() as connection:
        return hall_blobs.get(connection, hall.keyring.data_key, station, digest)


def held_ids(window: Window) -> list[str]:
    return [row[0] for row in window.store.connection.execute("SELECT id FROM entries")]


def must_be_same(hall: Hall, *windows: Window) -> None:
    """Every end holds the same entries once each, and every window the same tables."""
    theirs, ids = hall_heads(hall), hall_ids(hall)
    assert [id for id, times in Counter(ids).items() if times > 1] == []
    for window in windows:
        assert window.replica.heads() == theirs
        assert sorted(held_ids(window)) == sorted(ids)
    assert len({tables_digest(window.store.connection) for window in windows}) == 1


class Town:
    """A hall served over HTTP by ``way``, and a window of its first station that was let in."""

    def __init__(self, folder: Path, ends: ExitStack) -> None:
        self.folder = folder
        self.hall: Hall = new_hall(folder / "hall")
        ends.callback(self.hall.database.close)
        self.port: int = ends.enter_context(hall_in_thread(self.hall))
        self.way: TcpProxy = ends.enter_context(proxy(self.port))
        self.window = found(folder / "ours")
        ends.callback(self.window.close)
        self.window.enrol(self.hall, self.way.url)
        self.window.settles()


@contextmanager
def town(folder: Path) -> Iterator[Town]:
    with ExitStack() as ends:
        yield Town(folder, ends)
