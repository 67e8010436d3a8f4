"""Keys at the hall: kept beside the journal, asked for where they are lacking, destroyed for good
with the scans and all that was folded from them."""

from __future__ import annotations

import hashlib
from typing import Any

import chains
import pytest
from chains import subject
from sealed_chains import Sealer
from sqlalchemy import select, text

from station_desktop.domain.case.demands import Arrived
from station_desktop.domain.journal.erasures import Destroyed
from station_desktop.domain.journal.journal import Run
from station_desktop.domain.person.documents import Filed, Scan
from station_desktop.hall.journal import blobs, folding, seals, writing
from station_desktop.hall.journal.replica import StationReplica
from station_desktop.hall.store import tables
from station_desktop.hall.work import Hall

A1 = "00000000a001"
NAME, PHONE = "欧阳静怡", "13712345678"
SCAN = b"a scan of a passbook"
PERSON, PAPER = subject("resident", 7), subject("document", 7)


@pytest.fixture
def sealer() -> Sealer:
    writer = Sealer(A1)
    writer.tell(PERSON, chains.registered(NAME, PHONE))
    hash = hashlib.sha256(SCAN).hexdigest()
    scans = (Scan(hash, "image/png", len(SCAN)),)
    writer.tell(PAPER, Filed("passbook", f"{7:032x}", "original", "2026-11-26", "", scans=scans))
    return writer


def add(hall: Hall, station: str, *runs: Run) -> None:
    with hall.database.begin() as connection:
        StationReplica(connection, hall, station).add(runs)


def everything(hall: Hall) -> bytes:
    """Every value of every table."""
    found = []
    with hall.database.reading() as connection:
        for table in tables.metadata.tables.values():
            for row in connection.execute(select(table)):
                for value in row:
                    found.append(
                        bytes(value)
                        if isinstance(value, bytes | memoryview)
                        else str(value).encode()
                    )
    return b"\n".join(found)


def name_of(hall: Hall, station: str) -> Any:
    with hall.database.reading() as connection:
        record: Any = folding.load(connection, station, "resident", f"{7:032x}")
    return None if record is None else record.name


def test_what_is_personal_stands_in_records_and_in_no_payload(
    hall: Hall, station: str, sealer: Sealer
) -> None:
    add(hall, station, sealer.sealed_run())
    assert name_of(hall, station) == NAME
    with hall.database.reading() as connection:
        payloads = connection.scalars(select(tables.entries.c.payload)).all()
        assert not any(NAME.encode() in bytes(payload) for payload in payloads)
        replica = StationReplica(connection, hall, station)
        assert replica.seals([PERSON, PAPER, "case:x"]) == sealer.keys
        assert replica.lacking(9) == ()
        assert len(replica.wants(9)) == 1


def test_an_erasure_leaves_nothing_and_no_key_comes_back(
    hall: Hall, station: str, sealer: Sealer
) -> None:
    add(hall, station, sealer.sealed_run())
    with hall.database.begin() as connection:
        blobs.put(connection, hall.keyring.data_key, station, SCAN, "image/png")
    assert NAME.encode() in everything(hall)
    for about in (PERSON, PAPER):
        sealer.tell(about, Destroyed("wish", "a", "b"))
    add(hall, station, sealer.sealed_run(2))
    late = sealer.tell(PERSON, chains.moved("", f"{NAME}家"))
    add(hall, station, sealer.sealed_run(late.number - 1))
    left = everything(hall)
    for trace in (NAME.encode(), PHONE.encode(), *(key.secret for key in sealer.held.values())):
        assert trace not in left
    assert hashlib.sha256(SCAN).hexdigest().encode() not in left
    assert name_of(hall, station) == ""
    with hall.database.begin() as connection:
        replica = StationReplica(connection, hall, station)
        assert replica.lacking(9) == ()
        assert replica.learn([(PERSON, sealer.held[PERSON].secret)]) == 0
        assert replica.wants(9) == ()
        writing.append(connection, hall, station, "x", [(PERSON, Destroyed("wish"))])
        folding.rebuild(connection, station)
    assert name_of(hall, station) == ""


def test_keys_that_did_not_come_are_asked_for_and_a_wrong_one_is_dropped(
    hall: Hall, station: str, sealer: Sealer
) -> None:
    add(hall, station, sealer.sealed_run(keys=False))
    assert name_of(hall, station) == ""
    with hall.database.begin() as connection:
        replica = StationReplica(connection, hall, station)
        lacking = {(about, key.id) for about, key in sealer.held.items()}
        assert set(replica.lacking(9)) == lacking
        assert replica.learn([(PERSON, b"x" * 32), (PERSON, b"short"), ("case:no", b"x" * 32)]) == 0
        assert replica.learn([(PERSON, sealer.held[PERSON].secret)]) == 1
        assert replica.wants(9) == ()
        assert replica.learn([(PAPER, sealer.held[PAPER].secret)]) == 1
        assert len(replica.wants(9)) == 1
    assert name_of(hall, station) == NAME


def test_what_the_hall_hands_on_is_sealed_under_the_same_key(hall: Hall, station: str) -> None:
    about = subject("demand", 1)
    demand = Arrived("12345", "XC-1", "路灯", "路灯不亮", contact=NAME, phone=PHONE)
    with hall.database.begin() as connection:
        writing.append(connection, hall, station, "x", [(about, demand)])
        (first,) = seals.for_writing(connection, station, [about], hall.chance).values()
        history = folding.history(connection, station, about)
        assert [NAME.encode() in entry.payload for entry in history] == [False]
        assert [NAME.encode() in entry.opened for entry in history] == [True]
        (again,) = seals.for_writing(connection, station, [about], hall.chance).values()
    assert first == again


def test_a_database_of_before_there_were_keys_is_moved_forward(hall: Hall, station: str) -> None:
    with hall.database.begin() as connection:
        connection.execute(text("DROP TABLE seals"))
        connection.execute(text("DELETE FROM steps WHERE name = '0003_seals'"))
        from station_desktop.hall.store import migrations

        migrations.bring_forward(connection)
        assert StationReplica(connection, hall, station).lacking(1) == ()
