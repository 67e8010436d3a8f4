"""Which entries the fold takes: each act once, the hall's words only from a hall, nothing that is
set aside or cannot be read; and which rule an entry breaks."""

from __future__ import annotations

import random

import msgspec
import pytest
from stations import HALL, START, Desk

from station_desktop.domain import fold
from station_desktop.domain.case import demands
from station_desktop.domain.case.cases import Case, Opened, Supplied
from station_desktop.domain.case.decisions import Approved
from station_desktop.domain.journal import journal
from station_desktop.domain.journal.asides import Lifted, Seen, SetAside
from station_desktop.domain.journal.journal import Entry
from station_desktop.domain.person import documents
from station_desktop.domain.person.residents import Changed as ResidentChanged
from station_desktop.domain.person.residents import FieldChange, Registered, Resident
from station_desktop.domain.station import devices

RESIDENT = "resident:" + "a" * 32
CASE = "case:" + "c" * 32
OPENED = Opened(
    number="017014-20261126-01-0001-5",
    item="GOV-001",
    pack="p",
    visit="v",
    resident="a" * 32,
    state="accepted",
    category="government",
    mode="collect",
)


def moved(phone: str) -> ResidentChanged:
    return ResidentChanged({"phone": FieldChange("", phone)})


def resident(entries: list[Entry]) -> Resident:
    record = fold.fold(entries)
    assert isinstance(record, Resident)
    return record


def case(entries: list[Entry]) -> Case:
    record = fold.fold(entries)
    assert isinstance(record, Case)
    return record


def test_one_act_in_two_chains_counts_once() -> None:
    before, after = Desk("00000000000a"), Desk("00000000000b")
    opened = before.tells(CASE, OPENED)
    kept = before.tells(CASE, Supplied(()))
    paper = {"kind": "case.printed", "payload": b'{"paper":"receipt","copy_number":1}'}
    printed = msgspec.structs.replace(kept, **paper)
    resealed = msgspec.structs.replace(printed, device=after.device, number=1, hash="0" * 64)
    assert len(case([opened, printed, resealed]).papers) == 1
    assert case([opened, resealed, printed]) == case([opened, printed])


def test_a_window_cannot_take_the_place_of_a_halls_act() -> None:
    desk, hall = Desk("00000000000a"), Desk(HALL)
    opened = desk.tells(CASE, OPENED)
    said = hall.tells(CASE, Approved("吴科"), START + 60_000)
    desk.sees(opened)
    forged = msgspec.structs.replace(desk.tells(CASE, Supplied(())), id=said.id)
    assert case([opened, forged, said]).state == "approved"


def test_what_only_a_hall_may_say_does_not_count_from_a_window() -> None:
    desk = Desk("00000000000a")
    entries = [desk.tells(CASE, OPENED), desk.tells(CASE, Approved("吴科"))]
    assert case(entries).state == "accepted"
    assert fold.breaks(entries[1]) == "aside.not_yours"
    device = desk.tells("device:" + "b" * 12, devices.Enrolled("二号窗口", "window", "00"))
    assert fold.fold([device]) is None


def test_a_hall_enrols_devices_and_hands_on_demands() -> None:
    hall = Desk(HALL)
    made = hall.tells("device:00000000000a", devices.Enrolled("一号窗口", "window", "00", "01"))
    gone = hall.tells("device:00000000000a", devices.Revoked("丢失"))
    device = fold.fold([gone, made])
    assert isinstance(device, devices.Device)
    assert (device.desk, device.stands) == ("01", False)
    came = hall.tells("demand:d", demands.Arrived("12345", "XC-1", "路灯", "路灯不亮"))
    desk = Desk("00000000000a", "li")
    desk.sees(came)
    taken = desk.tells("demand:d", demands.Taken())
    demand = fold.fold([taken, came])
    assert isinstance(demand, demands.Demand)
    assert (demand.state, demand.taken_by) == ("taken", "li")


@pytest.mark.parametrize("order", range(6))
def test_an_entry_set_aside_counts_again_when_that_is_lifted(order: int) -> None:
    desk, hall = Desk("00000000000a"), Desk(HALL)
    born = desk.tells(RESIDENT, Registered(name="周敏"))
    changed = desk.tells(RESIDENT, moved("13800000001"))
    hall.sees(changed)
    aside = hall.tells(RESIDENT, SetAside(changed.id, "aside.subject"))
    entries = [born, changed, aside]
    random.Random(order).shuffle(entries)
    assert resident(entries).phone == ""
    assert fold.set_aside(entries) == {changed.id: "aside.subject"}
    lifted = hall.tells(RESIDENT, Lifted(changed.id, "核对无误"))
    entries.insert(order % 4, lifted)
    assert resident(entries).phone == "13800000001"
    assert fold.set_aside(entries) == {}
    assert [fold.needs_history(e) for e in (born, changed, aside, lifted)] == [0, 0, 1, 1]


def test_a_window_cannot_set_aside() -> None:
    desk = Desk("00000000000a")
    born = desk.tells(RESIDENT, Registered(name="周敏"))
    aside = desk.tells(RESIDENT, SetAside(born.id, "aside.subject"))
    assert resident([born, aside]).name == "周敏"
    assert not fold.needs_history(aside)
    assert fold.breaks(desk.tells(RESIDENT, Seen(born.id, "已重新登记"))) == ""


def test_a_kind_or_version_of_a_newer_colleague_breaks_nothing_and_changes_nothing() -> None:
    desk = Desk("00000000000a")
    born = desk.tells(RESIDENT, Registered(name="周敏"))
    other = msgspec.structs.replace(desk.tells(RESIDENT, moved("1")), kind="resident.blessed")
    newer = msgspec.structs.replace(desk.tells(RESIDENT, moved("2")), version=2)
    for entry in (other, newer):
        assert fold.breaks(entry) == ""
        assert fold.fact_of(entry) is None
    assert resident([born, other, newer]) == resident([born])


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"payload": b'{"changes": 7}'}, "aside.unreadable"),
        ({"payload": b"\xff"}, "aside.unreadable"),
        ({"payload": b'{"changes": {}, "x": ' + b"[" * 5000 + b"]" * 5000 + b"}"},
         "aside.unreadable"),
        ({"payload": b'{"changes": {}, "x": "' + b"[" * 5000 + b'"}'}, ""),
        ({"payload": b'{"changes": {}, "x": [' + b"[]," * 5000 + b"[]]}"}, ""),
        ({"subject": CASE}, "aside.subject"),
        ({"subject": "resident"}, ""),
        ({"payload": b'{"changes": {}}' + b" " * fold.LARGEST_PAYLOAD}, "aside.too_large"),
    ],
)  # fmt: skip
def test_what_breaks_a_rule_is_named_and_folded_by_nobody(
    change: dict[str, object], reason: str
) -> None:
    desk = Desk("00000000000a")
    opened, born = desk.tells(CASE, OPENED), desk.tells(RESIDENT, Registered(name="周敏"))
    bad = msgspec.structs.replace(desk.tells(RESIDENT, moved("1")), **change)
    assert fold.breaks(bad) == reason
    if reason:
        assert case([opened, bad]) == case([opened])
        assert resident([born, bad]) == resident([born])


def test_a_record_stays_readable_whatever_a_field_is_changed_to() -> None:
    desk = Desk("00000000000a")
    born = desk.tells(RESIDENT, Registered(name="周敏", sex="female"))
    odd = desk.tells(RESIDENT, ResidentChanged({"sex": FieldChange("female", "?")}))
    found = resident([born, odd])
    assert msgspec.json.decode(journal.encode(found), type=Resident) == found


def test_kinds_are_about_their_own_noun() -> None:
    assert fold.noun_of(Approved.kind) == "case"
    assert fold.noun_of(documents.Filed.kind) == "document"
    assert fold.noun_of(SetAside.kind) == ""
