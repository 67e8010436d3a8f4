"""Who looked at whom, when and why: noted when it happens, reported by person and by period."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from desk_hands import ZHANG
from people import people
from pypdf import PdfReader
from python_calamine import CalamineWorkbook
from stations import HALL, Elsewhere

from station_desktop.domain.case.demands import Arrived
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import Refused
from station_desktop.usecases.casework import settling
from station_desktop.usecases.counter import demands
from station_desktop.usecases.door import accounts
from station_desktop.usecases.people import residents
from station_desktop.usecases.privacy import accesses, privacy_files
from station_desktop.usecases.privacy.accesses import Report, Wanted
from station_desktop.usecases.work import Actor, Work

DAY = date(2026, 11, 26)


@pytest.fixture
def zhang(work: Work) -> Resident:
    return residents.register(work, ZHANG)


@pytest.fixture
def colleague(work: Work) -> Work:
    made = accounts.add(work, "lijing", "李静", ("worker", "audit"), "Green-Tea-2027")
    return Work(work.store, Actor.of(made))


def of(work: Work, **wanted: Any) -> Report:
    return accesses.report(work, Wanted(DAY, DAY, **wanted))


def told(report: Report) -> list[tuple[str, str, str]]:
    return [(look.by, look.what.rpartition(".")[2], look.why) for look in report.looks]


def test_opening_a_record_is_noted_once_a_day_for_each_reader(
    work: Work, colleague: Work, zhang: Resident, clock: Any
) -> None:
    assert accesses.note(work, zhang.id)
    assert not accesses.note(work, zhang.id)
    assert accesses.note(work, zhang.id, "casework")
    assert accesses.note(colleague, zhang.id)
    clock.turn(days=1)
    assert accesses.note(work, zhang.id)
    assert told(of(work)) == [
        ("李静", "record", ""),
        ("王敏", "casework", ""),
        ("王敏", "record", ""),
    ]
    record = work.store.ledger.record("resident", zhang.id)
    assert record == zhang, "reading changes nothing"


def test_the_report_is_by_person_by_reader_and_by_period(
    work: Work, colleague: Work, zhang: Resident
) -> None:
    other = residents.register(work, people(1)[0].typed())
    accesses.note(work, zhang.id)
    residents.reveal(colleague, zhang.id, "phone", "回电话")
    accesses.note(colleague, other.id)
    assert told(of(work, resident=zhang.id)) == [
        ("李静", "revealed", "回电话"),
        ("王敏", "record", ""),
    ]
    assert len(of(work, staff=colleague.author).looks) == 2
    assert {look.whom for look in of(work).looks} == {"张*", f"{people(1)[0].name[0]}*"}
    before = Wanted(DAY - timedelta(days=9), DAY - timedelta(days=1))
    assert accesses.report(work, before).looks == ()
    with pytest.raises(Refused) as refused:
        accesses.report(work, Wanted(DAY, DAY - timedelta(days=1)))
    assert refused.value.first.code == "privacy.period"


def test_looks_at_all_registrations_and_at_matched_demands_belong_to_the_person(
    work: Work, zhang: Resident
) -> None:
    twice = ZHANG | {"id_number": people(1, seed=9)[0].id_number}
    second = residents.register(work, twice, distinct_from=[zhang.id])
    settling.join(work, second.id, zhang.id)
    accesses.note(work, second.id)
    asked = Arrived("12345", "d1", "路灯不亮", "胡同口路灯不亮", "", phone="13800138000")
    Elsewhere(work.store, HALL, work.author).acts("demand:d1", asked)
    demands.match(work, "d1", resident=zhang.id)
    demands.reveal(work, "d1", "核实地点")
    found = of(work, resident=zhang.id)
    assert [look.what for look in found.looks] == ["privacy.look.demand", "privacy.look.record"]
    assert found.looks[0].whom == "张*"


def test_who_may_ask(work: Work, colleague: Work, zhang: Resident) -> None:
    clerk = Work(work.store, msgspec.structs.replace(colleague.actor, roles=("worker",)))
    with pytest.raises(Refused):
        of(clerk)
    auditor = Work(work.store, msgspec.structs.replace(colleague.actor, roles=("audit",)))
    assert of(auditor).looks == ()
    with pytest.raises(Refused):
        accesses.note(auditor, zhang.id)
    with pytest.raises(Refused) as refused:
        accesses.note(work, "0" * 32)
    assert refused.value.first.code == "resident.unknown"


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_report_is_saved_for_reading_and_for_counting(
    work: Work, zhang: Resident, tmp_path: Path, language: str, qapp: object
) -> None:
    residents.reveal(work, zhang.id, "id_number", "=办理老年卡")
    report = of(work)
    for name in ("查阅.pdf", "查阅.xlsx", "查阅.csv"):
        privacy_files.save_report(report, tmp_path / name, language)
    heads = list(accesses.heads(language))
    rows = list(csv.reader(io.StringIO((tmp_path / "查阅.csv").read_text("utf-8-sig"))))
    assert rows[0] == heads
    assert rows[1][2:] == ["张*", accesses.row(report.looks[0], language)[3], "'=办理老年卡"]
    book = CalamineWorkbook.from_path(str(tmp_path / "查阅.xlsx"))
    assert book.get_sheet_by_index(0).to_python()[1] == rows[1]
    text = "".join(PdfReader(tmp_path / "查阅.pdf").pages[0].extract_text().split())
    assert "张*" in text
    assert "王敏2026-11-2610:00" in text, "who had it made, and when, across the page"
    with pytest.raises(Refused) as refused:
        privacy_files.save_report(report, tmp_path / "x.txt", language)
    assert refused.value.first.code == "privacy.suffix"
