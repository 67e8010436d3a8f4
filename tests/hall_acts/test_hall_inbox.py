"""What an officer sees of what stations submitted."""

from __future__ import annotations

import hashlib

import pytest
from hall_office import (
    ADMIN,
    OFFICER,
    OTHER,
    PEOPLE,
    PUBLISHER,
    STATION,
    HandClock,
    Window,
    collected_item,
)

from station_desktop.domain.case.cases import CaseMaterial, Printed
from station_desktop.domain.person.documents import Scan
from station_desktop.domain.problem import Refused
from station_desktop.hall import audit
from station_desktop.hall.cases import decisions, inbox, submission
from station_desktop.hall.cases.decisions import Chosen
from station_desktop.hall.cases.inbox import Filter
from station_desktop.hall.journal import blobs
from station_desktop.hall.work import Hall

PHOTO = b"\x89PNG invented"
HASH = hashlib.sha256(PHOTO).hexdigest()


def code(caught: pytest.ExceptionInfo[Refused]) -> str:
    return caught.value.first.code


def test_counts_by_station_and_item(hall: Hall, windows: dict[str, Window]) -> None:
    for serial in (1, 2):
        windows[STATION].submits(serial, due=f"2026-12-{10 + serial}")
    windows[OTHER].submits(1)
    windows[OTHER].submits(2, mode="direct")
    found = inbox.counts(hall, OFFICER)
    item = collected_item().code
    assert [(one.station, one.station_name, one.item, one.count, one.due) for one in found] == [
        (STATION, "老墙根社区服务站", item, 2, "2026-12-11"),
        (OTHER, "报国寺社区服务站", item, 1, "2026-12-14"),
    ]


def test_pages_go_from_the_most_due_without_a_gap_or_a_repeat(
    hall: Hall, windows: dict[str, Window], time: HandClock
) -> None:
    days = ["2026-12-09", "2026-12-01", "2026-12-09", "2026-12-05", "2026-12-01"]
    for serial, day in enumerate(days, start=1):
        windows[(STATION, OTHER)[serial % 2]].submits(serial, due=day)
        if serial % 2:
            time.goes_on(minutes=1)
    seen, after = [], ""
    while True:
        page = inbox.page(hall, OFFICER, after=after, limit=2)
        seen += [(line.due, line.number[-6:-2]) for line in page.lines]
        after = page.after
        if not after:
            break
    assert seen == [
        ("2026-12-01", "0002"),
        ("2026-12-01", "0005"),
        ("2026-12-05", "0004"),
        ("2026-12-09", "0001"),
        ("2026-12-09", "0003"),
    ]


def test_filters(hall: Hall, windows: dict[str, Window]) -> None:
    id, number = windows[STATION].submits(1)
    windows[OTHER].submits(2)
    decisions.approve(hall, OFFICER, Chosen(STATION, id))

    def ids(where: Filter) -> list[str]:
        return [line.id for line in inbox.page(hall, OFFICER, where).lines]

    assert ids(Filter()) == ["15case0002"]
    assert ids(Filter(state="approved")) == [id]
    assert ids(Filter(state="")) == [id, "15case0002"]
    assert ids(Filter(state="", station=OTHER)) == ["15case0002"]
    assert ids(Filter(state="", text=number[:9])) == [id]
    assert ids(Filter(state="", text=number.replace("-", ""))) == [id]
    assert ids(Filter(state="", text="999")) == []
    assert ids(Filter(item="no such item")) == []


def test_a_line_names_the_item_and_masks_the_resident(hall: Hall, window: Window) -> None:
    person = PEOPLE[0]
    window.registers(person, "r1")
    window.submits(1)
    (before,) = inbox.page(hall, OFFICER).lines
    assert before.item_name.zh == collected_item().code
    window.brings_catalogue()
    (line,) = inbox.page(hall, OFFICER).lines
    assert line.item_name == collected_item().name
    assert line.resident == f"{person.name[0]}*"
    assert line.receipt == 2


@pytest.mark.parametrize("after", ["nonsense", "a~b~c", "2026-12-01~x~y"])
def test_a_place_to_go_on_from_that_is_none(hall: Hall, after: str) -> None:
    with pytest.raises(Refused) as caught:
        inbox.page(hall, OFFICER, after=after)
    assert code(caught) == "hall.page_unknown"


@pytest.fixture
def submitted(hall: Hall, window: Window) -> str:
    """A submission with an answer, a scanned document and a history; returns its id."""
    item = collected_item()
    window.registers(PEOPLE[0], "r1")
    window.has_worker("worker1", "王芳")
    window.brings_catalogue()
    window.files("d1", "r1", "14case0001", item.materials[0].key, (Scan(HASH, "image/png", 12),))
    material = CaseMaterial(item.materials[0].key, "original", copies=1, documents=("d1",))
    id, _ = window.submits(1, materials=(material,), answers={item.fields[0].key: "答案甲"})
    return id


def test_a_submission_in_full(hall: Hall, submitted: str) -> None:
    item = collected_item()
    found = submission.read(hall, OFFICER, STATION, submitted, "zh_CN")
    assert (found.station_name, found.hall_state) == ("老墙根社区服务站", "waiting")
    assert found.item == item
    assert found.receipt == 5
    person = PEOPLE[0]
    assert found.resident.name == person.name
    assert found.resident.id_number == f"{person.id_number[:6]}********{person.id_number[-4:]}"
    assert found.resident.phone == f"{person.phone[:3]}****{person.phone[-4:]}"
    assert found.resident.address == person.address
    (material,) = found.materials
    assert (material.standing, material.copies) == ("original", 1)
    assert material.scans == (submission.Scanned(HASH, "image/png", 12, False),)
    assert [told.kind for told in found.history] == ["case.opened"]
    labels = {field.key: field.label for field in item.fields}
    assert [(one.label, one.hidden) for one in found.answers] == [
        (labels[one.key], False) for one in found.answers
    ]
    assert person.id_number not in repr(found)
    assert person.phone not in repr(found)


def test_history_names_the_stations_and_the_halls_people(
    hall: Hall, window: Window, submitted: str
) -> None:
    window.says((f"case:{submitted}", Printed("receipt", 1)))
    decisions.refuse_(hall, OFFICER, Chosen(STATION, submitted), "不符合条件")
    told = submission.read(hall, OFFICER, STATION, submitted, "zh_CN").history
    assert [(one.kind, one.by_hall, one.words) for one in told] == [
        ("case.opened", False, ""),
        ("case.printed", False, ""),
        ("hall.refused", True, "不符合条件"),
    ]


def test_without_its_catalogue_a_submission_still_shows_what_was_answered(
    hall: Hall, window: Window
) -> None:
    id, _ = window.submits(1, answers={"note": "甲", "number": "110102194912310021"})
    found = submission.read(hall, OFFICER, STATION, id, "en")
    assert found.item is None
    assert [(one.key, one.value) for one in found.answers] == [
        ("note", "甲"),
        ("number", "110102********0021"),
    ]
    assert found.resident == submission.Person("")


def test_a_scan_is_given_once_it_is_here_and_only_with_its_case(
    hall: Hall, windows: dict[str, Window], submitted: str
) -> None:
    other, _ = windows[STATION].submits(2)
    with pytest.raises(Refused) as caught:
        submission.scan(hall, OFFICER, STATION, submitted, HASH)
    assert code(caught) == "hall.scan_unknown"
    with hall.database.begin() as connection:
        blobs.put(connection, hall.keyring.data_key, STATION, PHOTO, "image/png")
    assert submission.scan(hall, OFFICER, STATION, submitted, HASH) == (PHOTO, "image/png")
    shown = submission.read(hall, OFFICER, STATION, submitted, "en")
    assert shown.materials[0].scans[0].here
    for station, id in ((STATION, other), (OTHER, submitted)):
        with pytest.raises(Refused):
            submission.scan(hall, OFFICER, station, id, HASH)


def test_looking_at_a_number_in_full_needs_a_reason_and_is_noted(
    hall: Hall, submitted: str
) -> None:
    for reason in ("", " \u200b"):
        with pytest.raises(Refused) as caught:
            submission.reveal(hall, OFFICER, STATION, submitted, "id_number", reason)
        assert code(caught) == "case.reason_missing"
    shown = submission.reveal(hall, OFFICER, STATION, submitted, "id_number", "电话核实身份")
    assert shown == PEOPLE[0].id_number
    line = audit.page(hall, ADMIN)[0]
    assert (line.login, line.what) == ("li", "resident.revealed")
    assert line.on == "017014-20261123-01-0001-7"
    assert line.detail == {"field": "id_number", "reason": "电话核实身份"}


def test_who_publishes_or_keeps_devices_reads_no_submission(hall: Hall, submitted: str) -> None:
    for officer in (PUBLISHER,):
        for act in (
            lambda officer=officer: inbox.page(hall, officer),
            lambda officer=officer: inbox.counts(hall, officer),
            lambda officer=officer: submission.read(hall, officer, STATION, submitted, "en"),
            lambda officer=officer: submission.scan(hall, officer, STATION, submitted, HASH),
        ):
            with pytest.raises(Refused) as caught:
                act()
            assert code(caught) == "role.not_allowed"
