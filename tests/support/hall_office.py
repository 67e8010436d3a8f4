"""A hall with stations, staff and submissions for the tests of what its staff do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from people import Person, people
from stations import Desk

from station_desktop import shipped
from station_desktop.domain.case.cases import CaseMaterial, Deadline, Opened
from station_desktop.domain.catalogue import Item
from station_desktop.domain.journal.journal import Entry, Fact, Run
from station_desktop.domain.pack import pack as packs
from station_desktop.domain.person.documents import Filed, Scan
from station_desktop.domain.person.residents import Registered
from station_desktop.domain.station.accounts import AccountMade
from station_desktop.domain.station.station import CatalogueAdopted
from station_desktop.domain.time import clock
from station_desktop.hall import keeping
from station_desktop.hall.accounts.passwords import Passwords
from station_desktop.hall.accounts.staff import console
from station_desktop.hall.journal import blobs, filing
from station_desktop.hall.work import Hall, Officer

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=clock.CHINA)
FAST = Passwords(PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
ADMIN = console("大厅控制台")
OFFICER = Officer("officer1", "li", "李伟", ("officer",))
PUBLISHER = Officer("publisher1", "zhao", "赵敏", ("publisher",))
STATION, OTHER = "110102017014", "110102017015"
NAMES = {STATION: "老墙根社区服务站", OTHER: "报国寺社区服务站"}


class HandClock:
    """A clock that only moves when told to."""

    def __init__(self, at: datetime = MONDAY) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def goes_on(self, **by: float) -> None:
        self.at += timedelta(**by)


class CountingChance:
    """Different bytes each time, the same ones in each run."""

    def __init__(self) -> None:
        self._count = 0

    def bytes(self, count: int) -> bytes:
        self._count += 1
        return self._count.to_bytes(10, "big").rjust(count, b"\1")[-count:]


@dataclass
class Window:
    """A station's window, and the hall that receives all it says at once."""

    hall: Hall
    station: str
    desk: Desk

    def says(self, *acts: tuple[str, Fact]) -> tuple[Entry, ...]:
        at = clock.milliseconds(self.hall.time.now())
        entries = tuple(self.desk.tells(subject, fact, at) for subject, fact in acts)
        with self.hall.database.begin() as connection:
            filing.store(connection, self.station, [Run(self.desk.device, entries)])
        return entries

    def registers(self, person: Person, id: str) -> None:
        fact = Registered(
            name=person.name,
            id_type="resident_id",
            id_number=person.id_number,
            birth_date=person.birth_date.isoformat(),
            phone=person.phone,
            residence_address=person.address,
        )
        self.says((f"resident:{id}", fact))

    def submits(
        self,
        serial: int,
        *,
        resident: str = "r1",
        due: str = "2026-12-14",
        mode: str = "collect",
        materials: tuple[CaseMaterial, ...] = (),
        answers: dict[str, object] | None = None,
        item: Item | None = None,
        id: str = "",
    ) -> tuple[str, str]:
        """A case that the station accepted: its id and its number."""
        item = item or collected_item()
        id = id or f"{self.station[-2:]}case{serial:04d}"
        number = f"{self.station[-6:]}-20261123-01-{serial:04d}-7"
        fact = Opened(
            number=number,
            item=item.code,
            pack=packs.content_hash(CATALOGUE),
            visit=f"v{serial}",
            resident=resident,
            state="accepted",
            category=item.category,
            mode=mode,
            answers=answers or {},
            materials=materials,
            deadline=Deadline(counted_from="2026-11-23", due=due, days=15),
        )
        self.says((f"case:{id}", fact))
        return id, number

    def files(
        self, id: str, holder: str, case: str, material: str, scans: tuple[Scan, ...]
    ) -> None:
        fact = Filed(material, holder, "original", "2026-11-23", case, scans=scans)
        self.says((f"document:{id}", fact))

    def brings_catalogue(self) -> None:
        data = packs.encode(CATALOGUE)
        with self.hall.database.begin() as connection:
            blobs.put(
                connection, self.hall.keyring.data_key, self.station, data, "application/json"
            )
        digest = packs.content_hash(CATALOGUE)
        fact = CatalogueAdopted(CATALOGUE.version, len(CATALOGUE.items))
        self.says((f"pack:{digest}", fact))

    def has_worker(self, id: str, name: str) -> None:
        self.says((f"account:{id}", AccountMade(login=id, name=name, roles=("worker",))))


CATALOGUE = shipped.reference_pack()
PEOPLE = people(12, seed=7)


def collected_item() -> Item:
    """An item that the hall decides, with questions and documents of its own."""
    return next(
        item
        for item in CATALOGUE.items
        if item.mode == "collect" and item.fields and item.materials
    )


def open_stations(hall: Hall) -> dict[str, Window]:
    """Two stations with a window each."""
    found = {}
    for serial, (code, name) in enumerate(NAMES.items(), start=1):
        keeping.add_station(hall, ADMIN, code, name)
        found[code] = Window(hall, code, Desk(f"{serial:012x}", f"worker{serial}"))
    return found
