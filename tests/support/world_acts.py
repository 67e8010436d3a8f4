"""What people do in a simulated world, at the counters and at the hall."""

from __future__ import annotations

from random import Random
from typing import Any

import msgspec
from sqlalchemy import select
from world_nodes import OFFICER, Office, Window

from station_desktop.domain.case.cases import (
    CaseMaterial,
    Completed,
    Deadline,
    Noticed,
    Opened,
    Paused,
    Resumed,
    Supplied,
    Withdrawn,
)
from station_desktop.domain.case.cases import Settled as CaseSettled
from station_desktop.domain.case.decisions import Approved, Wrong
from station_desktop.domain.case.demands import Answered, Arrived, Taken
from station_desktop.domain.journal import journal
from station_desktop.domain.journal.erasures import Destroyed
from station_desktop.domain.journal.journal import Fact
from station_desktop.domain.person.documents import Filed, Scan
from station_desktop.domain.person.residents import Changed, FieldChange, Joined, Parted, Registered
from station_desktop.domain.person.residents import Settled as ValueSettled
from station_desktop.domain.problem import Refused
from station_desktop.domain.station.station import CatalogueAdopted, SettingChanged
from station_desktop.hall.cases import decisions
from station_desktop.hall.cases.decisions import Chosen
from station_desktop.hall.journal import blobs as hall_blobs
from station_desktop.hall.journal import writing
from station_desktop.hall.store.tables import submissions
from station_desktop.storage import blobs

Acts = list[tuple[str, Fact]]


class Newer(Fact, frozen=True):
    """What a later version of the program may record."""

    kind = "case.beamed"
    where: str


class Unreadable(Fact, frozen=True):
    """A known kind, said by somebody who does not know its form."""

    kind = "case.withdrawn"
    why: msgspec.Raw


def at_window(window: Window, random: Random) -> tuple[str, ...]:
    """One act, or a few together, by the clerk; returns the ids of the entries."""
    act = random.choices(_ACTS, _WEIGHTS)[0]
    with window.store.ledger.transaction():
        acts = act(window, random) or _register(window, random)
        entries = window.append(acts)
    return tuple(entry.id for entry in entries)


def _some(window: Window, random: Random, noun: str) -> Any:
    """A record that this window knows, ``None`` where there is none."""
    table = {"resident": "residents", "case": "cases", "demand": "demands"}[noun]
    ids = [row[0] for row in window.store.connection.execute(f"SELECT id FROM {table} ORDER BY id")]
    return window.store.ledger.record(noun, random.choice(ids)) if ids else None


def _register(window: Window, random: Random) -> Acts:
    acts: Acts = []
    for _ in range(random.choice((1, 1, 2, 8))):
        name = random.choice("王李张刘陈杨") + random.choice("伟芳娜敏静丽")
        fact = Registered(name, phone=f"138{random.randrange(10**8):08d}")
        acts.append((f"resident:{window.store.ledger.new_id()}", fact))
    return acts


def _change(window: Window, random: Random) -> Acts:
    person = _some(window, random, "resident")
    if person is None:
        return []
    field = random.choice(("phone", "residence_address", "bank_account"))
    after = f"{random.randrange(100)} {window.name}"
    return [
        (f"resident:{person.id}", Changed({field: FieldChange(person.attribute(field), after)}))
    ]


def _open(window: Window, random: Random) -> Acts:
    person = _some(window, random, "resident")
    if person is None:
        return []
    number = f"{window.store.desk()}-{random.randrange(10**6):06d}"
    state = random.choice(("incomplete", "accepted", "accepted"))
    fact = Opened(
        number=number,
        item="GOV-EL-001",
        pack="0" * 64,
        visit="",
        resident=person.id,
        state=state,
        category="elderly",
        mode="collect",
        materials=(CaseMaterial("photo", "missing"),) if state == "incomplete" else (),
        deadline=None if state == "incomplete" else Deadline("2026-11-26", "2026-12-17", 15),
    )
    return [(f"case:{window.store.ledger.new_id()}", fact)]


def _go_on(window: Window, random: Random) -> Acts:
    """A step of a case, whether it fits where the case stands or not: another window may have been
    quicker."""
    case = _some(window, random, "case")
    if case is None:
        return []
    if case.unfit and random.random() < 0.5:
        return [(f"case:{case.id}", CaseSettled(case.unfit[0].entry, "看过了"))]
    moment = "2026-11-27T10:00:00+08:00"
    fact = random.choice(
        (
            Supplied((CaseMaterial("photo", "original"),)),
            Completed("办好了"),
            Withdrawn("本人要求"),
            Noticed(("photo",)),
            Paused(moment, "hearing"),
            Resumed(moment),
        )
    )
    return [(f"case:{case.id}", fact)]


def _settle(window: Window, random: Random) -> Acts:
    person = _some(window, random, "resident")
    if person is None or not person.conflicts:
        return _change(window, random)
    conflict = person.conflicts[0]
    seen = tuple(claim.entry for claim in conflict.values)
    value = random.choice(conflict.values).value
    return [(f"resident:{person.id}", ValueSettled(conflict.field, value, seen))]


def _join(window: Window, random: Random) -> Acts:
    one, other = _some(window, random, "resident"), _some(window, random, "resident")
    if one is None or one.id == other.id:
        return []
    if one.joined_into:
        return [(f"resident:{one.id}", Parted())]
    first, later = sorted((one.id, other.id))
    return [(f"resident:{later}", Joined(first))]


def _file(window: Window, random: Random) -> Acts:
    person = _some(window, random, "resident")
    if person is None:
        return []
    scans = []
    for _ in range(random.choice((1, 1, 2))):
        data = random.randbytes(random.choice((1, 40, 700, 2500)))
        hash = blobs.put(window.store.connection, data, "image/jpeg")
        scans.append(Scan(hash, "image/jpeg", len(data)))
    fact = Filed("photo", person.id, "original", "2026-11-26", "", scans=tuple(scans))
    return [(f"document:{window.store.ledger.new_id()}", fact)]


def _set(window: Window, random: Random) -> Acts:
    return [(f"setting:{random.choice('ab')}", SettingChanged(random.randrange(1000)))]


def _answer(window: Window, random: Random) -> Acts:
    demand = _some(window, random, "demand")
    if demand is None:
        return []
    fact = Taken() if demand.state == "new" else Answered("solved", "已经修好")
    return [(f"demand:{demand.id}", fact)]


def _misbehave(window: Window, random: Random) -> Acts:
    """What the hall will set aside, and what only a later program understands."""
    case = _some(window, random, "case")
    if case is None:
        return []
    fact = random.choice(
        (
            Approved("冒充大厅"),
            Newer("某处"),
            Unreadable(msgspec.Raw(b"1")),
            Unreadable(msgspec.Raw(b'"\xff"')),
            SettingChanged("不是案件的事"),
        )
    )
    return [(f"case:{case.id}", fact)]


def _erase(window: Window, random: Random) -> Acts:
    """Of a person: all that this window knows of, or only a part."""
    person = _some(window, random, "resident")
    if person is None:
        return []
    subjects = [f"resident:{person.id}"]
    for noun, table, column in (("case", "cases", "resident"), ("document", "documents", "holder")):
        found = window.store.connection.execute(
            f"SELECT id FROM {table} WHERE {column} = ? ORDER BY id", (person.id,)
        )
        subjects += [f"{noun}:{id}" for (id,) in found]
    some = random.choice((subjects, subjects, subjects[1:], subjects[:1]))
    return [(one, Destroyed("wish", "a", "b")) for one in some]


_ACTS = (
    _register,
    _change,
    _open,
    _go_on,
    _settle,
    _join,
    _file,
    _set,
    _answer,
    _misbehave,
    _erase,
)
_WEIGHTS = (5, 5, 4, 6, 3, 2, 4, 1, 1, 1, 2)


def at_hall(office: Office, station: str, random: Random) -> str:
    """One act of an officer; returns what it was."""
    act = random.choices((_decide, _decide, _demand, _setting, _publish), (4, 1, 2, 2, 1))[0]
    try:
        return act(office, station, random)
    except Refused as refused:
        return f"nothing: {refused.first.code}"


def _decide(office: Office, station: str, random: Random) -> str:
    cases = _waiting(office, station)
    if not cases:
        return _setting(office, station, random)
    chosen = Chosen(station, random.choice(cases))
    match random.randrange(3):
        case 0:
            decisions.approve(office.hall, OFFICER, chosen, result="准予")
            return "approves"
        case 1:
            decisions.return_(office.hall, OFFICER, chosen, [Wrong("", "补照片")])
            return "returns"
        case _:
            decisions.refuse_(office.hall, OFFICER, chosen, "不符合条件")
            return "refuses"


def _waiting(office: Office, station: str) -> list[str]:
    with office.hall.database.reading() as connection:
        return list(
            connection.scalars(
                select(submissions.c.id)
                .where(submissions.c.station == station, submissions.c.hall_state == "waiting")
                .order_by(submissions.c.id)
            )
        )


def _write(office: Office, station: str, subject: str, fact: Fact) -> None:
    with office.hall.database.begin() as connection:
        writing.append(connection, office.hall, station, OFFICER.id, [(subject, fact)])


def _demand(office: Office, station: str, random: Random) -> str:
    fact = Arrived("12345", str(random.randrange(10**6)), "路灯", "路灯不亮")
    _write(office, station, f"demand:{office.hall.new_id()}", fact)
    return "hands a demand on"


def _setting(office: Office, station: str, random: Random) -> str:
    _write(office, station, "setting:hall_calendar", SettingChanged(random.randrange(1000)))
    return "publishes a setting"


def _publish(office: Office, station: str, random: Random) -> str:
    """A catalogue, as far as its bytes go: what it says does not matter to the exchange."""
    data = journal.encode({"catalogue": random.randrange(1000), "text": "项" * 300})
    with office.hall.database.begin() as connection:
        key = office.hall.keyring.data_key
        digest = hall_blobs.put(connection, key, station, data, "application/json")
        fact = CatalogueAdopted("1", 1)
        acts = [(f"pack:{digest}", fact)]
        writing.append(connection, office.hall, station, OFFICER.id, acts)
    return "publishes a catalogue"
