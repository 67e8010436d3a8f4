"""A hall with invented stations, people, submissions and demands, for tests and pictures."""

from __future__ import annotations

import struct
import zlib
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from station_desktop import shipped
from station_desktop.domain.case import demands, numbers, requirements
from station_desktop.domain.case.cases import CaseMaterial, Deadline, Opened
from station_desktop.domain.case.decisions import Wrong
from station_desktop.domain.catalogue import Item
from station_desktop.domain.form import forms
from station_desktop.domain.invented import invented
from station_desktop.domain.journal import journal
from station_desktop.domain.journal.journal import Entry, Fact, Run
from station_desktop.domain.pack import pack as packs
from station_desktop.domain.person.documents import Filed, Scan
from station_desktop.domain.person.residents import Registered
from station_desktop.domain.station.accounts import AccountMade
from station_desktop.domain.time import clock
from station_desktop.hall import keeping, publishing
from station_desktop.hall.accounts import staff
from station_desktop.hall.cases import decisions, inbox
from station_desktop.hall.cases.decisions import Chosen
from station_desktop.hall.demands import acts as office
from station_desktop.hall.demands.reading import DemandRow
from station_desktop.hall.journal import blobs, filing
from station_desktop.hall.keyring import Keyring
from station_desktop.hall.store.database import Database
from station_desktop.hall.work import Hall, Officer

NOW = datetime(2026, 11, 20, 10, 30, tzinfo=clock.CHINA)
PASSWORD = "Station#2026"
STAFF = (
    ("lihua", "李华", ("officer",)),
    ("zhaomin", "赵敏", ("publisher",)),
    ("wangqiang", "王强", ("admin",)),
    ("chenlan", "陈岚", ("officer", "publisher", "admin")),
)
STATIONS = (
    ("110102017014", "老墙根社区服务站", ("老墙根街", "校场头条")),
    ("110102017003", "三庙街社区服务站", ("三庙街", "上斜街")),
    ("110102017009", "报国寺社区服务站", ("报国寺东夹道",)),
)
FIRST = STATIONS[0][0]


class Turned:
    """A clock that tests set."""

    def __init__(self, moment: datetime = NOW) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment


def empty_hall(folder: Path, url: str = "") -> Hall:
    """A hall without stations or staff; ``url`` names another database than a file in
    ``folder``."""
    keyring = Keyring.make(folder / "hall.keys")
    database = Database.open(url or f"sqlite:///{folder / 'hall.db'}", keyring.data_key)
    return Hall(database, keyring, Turned())


def filled_hall(folder: Path, url: str = "", cases: int = 9) -> Hall:
    """A hall at work: staff of each role, three stations, ``cases`` submissions at each."""
    hall = empty_hall(folder, url)
    console = staff.console("控制台")
    for login, name, roles in STAFF:
        staff.add(hall, console, login, name, roles, PASSWORD)
    publishing.publish_pack(hall, console, packs.encode(shipped.reference_pack()), "")
    for at, (code, name, words) in enumerate(STATIONS):
        keeping.add_station(hall, console, code, name, words)
        Desk(hall, code, f"{at + 1:012x}").fill(cases, Random(at))
    _decide_some(hall)
    _demands(hall)
    return hall


def officer(hall: Hall, login: str = "chenlan") -> Officer:
    """One of the staff, at work."""
    for member in staff.members(hall, staff.console("控制台")):
        if member.login == login:
            return Officer(member.id, member.login, member.name, member.roles)
    raise LookupError(login)


def reopened(folder: Path) -> Hall:
    """The hall that was made in ``folder`` before."""
    keyring = Keyring.open(folder / "hall.keys")
    database = Database.open(f"sqlite:///{folder / 'hall.db'}", keyring.data_key)
    return Hall(database, keyring, Turned())


def waiting(hall: Hall, station: str = FIRST) -> list[inbox.Line]:
    """What waits of one station, the most due first."""
    return list(inbox.page(hall, officer(hall), inbox.Filter(station=station)).lines)


class Desk:
    """One window of a station, whose entries stand at the hall as if it had sent them."""

    def __init__(self, hall: Hall, station: str, device: str) -> None:
        self.hall, self.station, self.device = hall, station, device
        self.pack = shipped.reference_pack()
        self.hash = packs.content_hash(self.pack)
        self.entries: list[Entry] = []
        self.stamp = ""
        self.account = self.new_id(clock.milliseconds(NOW - timedelta(days=60)))

    def new_id(self, at: int) -> str:
        return clock.new_id(at, self.hall.chance.bytes(10))

    def tell(self, subject: str, fact: Fact, at: int) -> None:
        self.stamp = clock.next_stamp(self.stamp, at, self.device)
        self.entries.append(
            journal.seal(
                id=self.new_id(at),
                device=self.device,
                number=len(self.entries) + 1,
                stamp=self.stamp,
                at=at,
                author=self.account,
                subject=subject,
                fact=fact,
                previous=self.entries[-1].hash if self.entries else journal.FIRST,
            )
        )

    def fill(self, count: int, random: Random) -> None:
        """``count`` submissions of the last weeks, most of them of today and yesterday."""
        start = clock.milliseconds(NOW - timedelta(days=60))
        self.tell(f"account:{self.account}", AccountMade("wangmin", "王敏", ("worker",)), start)
        people = self._people(count, random, start)
        items = [item for item in self.pack.items if item.mode == "collect"]
        moments = sorted(
            NOW - timedelta(hours=random.choice((2, 5, 26, 50, 200, 500))) for _ in people
        )
        for serial, (resident, moment) in enumerate(zip(people, moments, strict=True), 1):
            self._submit(serial, resident, random.choice(items[:12]), moment, random)
        with self.hall.database.begin() as connection:
            filing.store(connection, self.station, [Run(self.device, tuple(self.entries))])

    def _people(self, count: int, random: Random, at: int) -> list[str]:
        ids = []
        for person in invented.residents(count, random.randrange(10**6), NOW.date()):
            ids.append(self.new_id(at))
            fact = Registered(
                name=person.name,
                id_type="resident_id",
                id_number=person.id_number,
                birth_date=person.birth_date.isoformat(),
                phone=person.phone,
                residence_address=person.residence_address,
            )
            self.tell(f"resident:{ids[-1]}", fact, at)
        return ids

    def _submit(
        self, serial: int, resident: str, item: Item, moment: datetime, random: Random
    ) -> None:
        at, case = clock.milliseconds(moment), self.new_id(clock.milliseconds(moment))
        before = numbers.prefix(self.station, moment.date(), "01")
        due = (moment + timedelta(days=item.promised.days or 1)).date()
        self.tell(
            f"case:{case}",
            Opened(
                number=numbers.number(before, serial),
                item=item.code,
                pack=self.hash,
                visit=self.new_id(at),
                resident=resident,
                state="accepted",
                category=item.category,
                mode=item.mode,
                answers=self._answers(item, random),
                materials=self._materials(item, resident, case, moment, serial),
                deadline=Deadline(moment.date().isoformat(), due.isoformat(), item.promised.days),
                urgent=serial == 4,
            ),
            at,
        )

    def _answers(self, item: Item, random: Random) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for field in item.fields:
            if field in forms.applicable(item.fields, found | {field.key: None}):
                found[field.key] = invented.answer(field, random, NOW.date())
        return found

    def _materials(
        self, item: Item, resident: str, case: str, moment: datetime, serial: int
    ) -> tuple[CaseMaterial, ...]:
        found = []
        for place, need in enumerate(requirements.of(item, self.pack, by_agent=False)):
            document = self.new_id(clock.milliseconds(moment))
            scans = (self._scan(place + serial * 7),) if place < 2 else ()
            filed = Filed(
                need.key, resident, "original", moment.date().isoformat(), case, "", scans
            )
            self.tell(f"document:{document}", filed, clock.milliseconds(moment))
            found.append(CaseMaterial(need.key, "original", need.use.copies, documents=(document,)))
        return tuple(found)

    def _scan(self, seed: int) -> Scan:
        """An image, or a PDF for every third; every fifth has not arrived."""
        data, media = (page(), "application/pdf") if seed % 3 == 0 else (picture(seed), "image/png")
        with self.hall.database.begin() as connection:
            key = self.hall.keyring.data_key
            if seed % 5 == 0:
                return Scan("ab" * 31 + f"{seed % 256:02x}", media, 4096)
            digest = blobs.put(connection, key, self.station, data, media)
        return Scan(digest, media, len(data))


def picture(seed: int) -> bytes:
    """A small PNG, of another colour for another seed."""
    colour = bytes((90 + seed * 37 % 120, 110 + seed * 53 % 120, 130 + seed * 71 % 120))
    rows = (b"\0" + colour * 60) * 42

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", 60, 42, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def page() -> bytes:
    """The smallest PDF with an empty page."""
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 280] >>",
    )
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"xref\n0 4\n0000000000 65535 f \n%strailer << /Size 4 /Root 1 0 R >>\n" % table
    return out + tail + b"startxref\n%d\n%%%%EOF\n" % len(out)


def _decide_some(hall: Hall) -> None:
    who = officer(hall)
    for at, line in enumerate(waiting(hall)[-3:]):
        chosen = Chosen(line.station, line.id)
        if at == 0:
            decisions.approve(hall, who, chosen, reference="西广内〔2026〕18号")
        elif at == 1:
            wrong = [Wrong("", "申请表没有本人签字，请补签。")]
            decisions.return_(hall, who, chosen, wrong, "2026-11-27")
        else:
            decisions.refuse_(hall, who, chosen, "申请人户籍不在本街道。", "请到户籍所在街道办理。")


def _demands(hall: Hall) -> None:
    rows = [
        DemandRow(
            1,
            "12345",
            "20261119-0418",
            "楼道灯不亮",
            "三单元楼道灯坏了一周，老人上下楼不安全。",
            address="老墙根街2号院",
            contact="张先生",
            phone="13810001234",
        ),
        DemandRow(
            2,
            "12345",
            "20261120-0007",
            "夜间施工噪声",
            "隔壁工地夜里两点还在施工。",
            address="某某路1号",
            received_at="2026-11-18 22:10",
            due="2026-11-19 17:00",
        ),
        DemandRow(
            3,
            "街道应用",
            "APP-5512",
            "电动车进楼",
            "有人把电动车推进楼里充电。",
            address="三庙街8号院",
            due="2026-11-27",
        ),
    ]
    office.take_in(hall, officer(hall), rows)


def answer_demand(hall: Hall, station: str, id: str, words: str) -> None:
    """The station answers, as it does through its journal."""
    desk = Desk(hall, station, f"{0xA0 + len(words):012x}")
    later = clock.milliseconds(NOW + timedelta(minutes=5))
    desk.tell(f"demand:{id}", demands.Answered("solved", words), later)
    with hall.database.begin() as connection:
        filing.store(connection, station, [Run(desk.device, tuple(desk.entries))])
