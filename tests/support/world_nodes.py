"""The parties of a simulated world: real stores of windows, a real hall, a real relay, each on a
file of its own that can be copied, put back, and fail at any statement."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import event, select
from sqlcipher3 import dbapi2

from station_desktop import paths
from station_desktop.domain.journal import sealing
from station_desktop.domain.journal.journal import Entry, Fact, Head
from station_desktop.domain.station.roles import ROLES
from station_desktop.domain.time import clock
from station_desktop.hall.keyring import Keyring
from station_desktop.hall.store import tables
from station_desktop.hall.store.database import Database
from station_desktop.hall.work import Hall, Officer
from station_desktop.storage.exchange.replica import StoreReplica
from station_desktop.storage.store import Store
from station_desktop.sync import identity
from station_desktop.sync.identity import Identity
from station_desktop.usecases.work import Actor, Work

OFFICER = Officer("f" * 32, "zhaolei", "赵磊", ("officer", "publisher", "admin"))
START = datetime(2026, 11, 26, 9, 0, tzinfo=clock.CHINA)
_CHANGES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


class Crash(BaseException):
    """The process ends here."""


class Hands:
    """The world's time, and one party's clock: as wrong as it likes."""

    def __init__(self) -> None:
        self.passed = timedelta()


class WrongClock:
    """Shows the world's time, and how much it is wrong."""

    def __init__(self, hands: Hands) -> None:
        self._hands = hands
        self.wrong = timedelta()

    def now(self) -> datetime:
        return START + self._hands.passed + self.wrong


class Dice:
    """Randomness that can be repeated."""

    def __init__(self, seed: str) -> None:
        self._random = Random(seed)

    def bytes(self, count: int) -> bytes:
        return self._random.randbytes(count)


class Fuse:
    """Burns with the statements of a database; at its end the disk is full, or the process ends."""

    def __init__(self) -> None:
        self._left = 0
        self._full = False

    def light(self, statements: int, *, full: bool) -> None:
        self._left, self._full = statements, full

    def out(self) -> bool:
        """Put it out; returns whether it had burnt down."""
        burnt, self._left = self._left < 0, 0
        return burnt

    def burn(self, statement: str) -> None:
        if self._left <= 0 or (self._full and not statement.lstrip().startswith(_CHANGES)):
            return
        self._left -= 1
        if self._left == 0:
            self._left = -1
            if self._full:
                raise dbapi2.OperationalError("database or disk is full")
            raise Crash


class Wired:
    """A connection with a fuse."""

    def __init__(self, connection: Any, fuse: Fuse) -> None:
        self._connection = connection
        self._fuse = fuse

    def execute(self, statement: str, *values: Any) -> Any:
        self._fuse.burn(statement)
        return self._connection.execute(statement, *values)

    def executemany(self, statement: str, values: Any) -> Any:
        self._fuse.burn(statement)
        return self._connection.executemany(statement, values)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


class Party:
    """Whoever holds a journal in a file; ``backups`` are copies of it."""

    def __init__(self, name: str, folder: Path, file: str, hands: Hands, seed: str) -> None:
        self.name = name
        self.folder = folder
        self.path = folder / file
        self.time = WrongClock(hands)
        self.chance = Dice(f"{seed} {name}")
        self.fuse = Fuse()
        self.backups: list[bytes] = []

    def open(self) -> None:
        raise NotImplementedError

    def close(self) -> None:
        raise NotImplementedError

    def reopen(self) -> None:
        """As after a crash: nothing is left but what was committed."""
        self.fuse.out()
        self.close()
        self.open()

    def back_up(self) -> None:
        self.close()
        self.backups.append(self.path.read_bytes())
        self.open()

    def put_back(self, backup: bytes) -> None:
        self.close()
        self._alone()
        self.path.write_bytes(backup)
        self.open()

    def _alone(self) -> None:
        for beside in self.folder.glob(f"{self.path.name}-*"):
            beside.unlink()


class Window(Party):
    """A PC at a station's counter."""

    def __init__(self, name: str, station: str, folder: Path, hands: Hands, seed: str) -> None:
        super().__init__(name, folder, paths.STORE_FILE, hands, seed)
        self.station = station
        self.out = False
        """Whether the hall revoked it."""
        self.open()

    def open(self) -> None:
        self.store = Store(self.folder, KEY, time=self.time, chance=self.chance)
        connection = self.store.connection
        connection.execute("PRAGMA synchronous = OFF")
        wired = Wired(connection, self.fuse)
        self.store.connection = self.store.ledger.connection = wired

    def close(self) -> None:
        self.store.close()

    @property
    def replica(self) -> StoreReplica:
        return StoreReplica(self.store)

    @property
    def me(self) -> Identity:
        me = identity.decode(self.replica.identity())
        assert me is not None
        return me

    @property
    def work(self) -> Work:
        return Work(self.store, Actor(f"{1:032x}", "wangmin", "王敏", ROLES))

    def heads(self) -> dict[str, Head]:
        return self.replica.heads()

    def ids(self) -> set[str]:
        return {row[0] for row in self.store.connection.execute("SELECT id FROM entries")}

    def seals(self, station: str) -> Seals:
        rows = self.store.connection.execute("SELECT subject, id, key, gone FROM seals")
        return seals_of((subject, id, key, bool(gone)) for subject, id, key, gone in rows)

    def append(self, acts: Iterable[tuple[str, Fact]]) -> tuple[Entry, ...]:
        return self.store.ledger.append(f"{1:032x}", list(acts))


class Office(Party):
    """The hall, or a relay of one station."""

    def __init__(
        self, name: str, folder: Path, hands: Hands, seed: str, keyring: Keyring, relay: str = ""
    ) -> None:
        super().__init__(name, folder, "hall.db", hands, seed)
        self.keyring = keyring
        self.relay = relay
        """The station that it is a relay of, empty for the hall."""
        database = Database.open(f"sqlite:///{self.path}", keyring.data_key)
        with_fuse(database, self.fuse.burn)
        self.hall = Hall(database, keyring, self.time, self.chance, relay=bool(relay))

    def open(self) -> None:
        """Connections are opened when they are needed; the engine, which only knows the way to the
        file and what statements compile to, is the same for the whole world."""

    def close(self) -> None:
        self.hall.database.close()

    def heads(self, station: str) -> dict[str, Head]:
        heads = tables.heads.c
        with self.hall.database.reading() as connection:
            rows = connection.execute(
                select(heads.device, heads.number, heads.hash).where(heads.station == station)
            )
            return {device: Head(number, hash) for device, number, hash in rows if number}

    def ids(self, station: str) -> set[str]:
        found: set[str] = set()
        with self.hall.database.reading() as connection:
            for table in (tables.entries, tables.strays):
                found.update(
                    connection.scalars(select(table.c.id).where(table.c.station == station))
                )
        return found

    def seals(self, station: str) -> Seals:
        kept = tables.seals.c
        with self.hall.database.reading() as connection:
            rows = connection.execute(
                select(kept.subject, kept.id, kept.key, kept.gone).where(kept.station == station)
            )
            return seals_of(map(tuple, rows))

    def wants(self, station: str) -> set[str]:
        wants = tables.wants.c
        with self.hall.database.reading() as connection:
            return set(connection.scalars(select(wants.hash).where(wants.station == station)))


Seals = tuple[dict[tuple[str, str], bytes], set[tuple[str, str]], set[str]]


def seals_of(rows: Iterable[tuple[str, str, bytes | None, bool]]) -> Seals:
    """What somebody holds: keys, keys that are lacking, subjects that are erased."""
    rows = list(rows)
    erased = {subject for subject, id, _, _ in rows if not id}
    assert not any(key for subject, _, key, _ in rows if subject in erased)
    assert all(subject in erased for subject, _, _, gone in rows if gone)
    held = {(subject, id): bytes(key) for subject, id, key, _ in rows if key is not None}
    assert all(sealing.key_id(key) == id for (_, id), key in held.items())
    lacking = {(subject, id) for subject, id, key, gone in rows if key is None and not gone}
    return held, lacking, erased


def with_fuse(database: Database, burn: Callable[[str], None]) -> None:
    """Ask ``burn`` before each statement and each commit."""
    engine = database._engine

    def before(
        connection: Any, cursor: Any, statement: str, values: Any, context: Any, many: bool
    ) -> None:
        burn(statement)

    def unsafe(connection: Any, record: Any) -> None:
        connection.execute("PRAGMA synchronous = OFF")

    event.listen(engine, "before_cursor_execute", before)
    event.listen(engine, "commit", lambda connection: burn("COMMIT"))
    event.listen(engine, "connect", unsafe)


KEY = b"world".ljust(32, b"!")


def keyring(seed: str) -> Keyring:
    dice = Dice(f"keys {seed}")
    return Keyring(dice.bytes(6).hex(), *(dice.bytes(32) for _ in range(3)))
