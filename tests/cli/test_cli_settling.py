"""Demands and what has to be judged, at the command line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from people import people
from stationctl_runs import PASSWORD
from stations import HALL, Elsewhere
from taken_in import take_in

from station_desktop.domain.case.cases import Completed
from station_desktop.domain.case.decisions import Returned, Wrong
from station_desktop.domain.case.demands import Arrived
from station_desktop.domain.journal.asides import SetAside
from station_desktop.domain.person import masks
from station_desktop.domain.person.residents import Changed, FieldChange, Registered
from station_desktop.storage.store import Store
from station_desktop.usecases.casework import cases
from station_desktop.usecases.door import opening
from station_desktop.usecases.people import residents
from station_desktop.usecases.work import Work

ONE = people(1)[0]
EARLIER = "0" * 31 + "1"


@pytest.fixture
def work(folder: Path) -> Iterator[Work]:
    entered = opening.unlock(folder, "wangmin", PASSWORD)
    store = Store(folder, entered.key)
    yield Work(store, entered.actor)
    store.close()


def test_a_demand_is_listed_taken_matched_and_answered(ctl: Any, work: Work) -> None:
    hall = Elsewhere(work.store, HALL)
    told = Arrived("12345", "XC-17", "路灯", "路灯不亮", "2020-01-01T10:00", "周敏", ONE.phone)
    hall.acts("demand:d1", told)
    listed = ctl("demand", "list", "--json").json["demands"]
    assert [(d["reference"], d["state"], d["pressure"]) for d in listed] == [
        ("XC-17", "new", "overdue")
    ]
    assert listed[0]["phone"] == masks.mask_phone(ONE.phone)
    assert "已超期" in ctl("demand", "list", "--lang", "zh_CN").out
    assert "路灯不亮" in ctl("demand", "show", "XC-17").out
    assert ctl("demand", "take", "XC-17", "--json").json["state"] == "taken"
    person = residents.register(work, ONE.typed())
    case = take_in(work, person)
    matched = ctl(
        "demand", "match", "XC-17", "--resident", ONE.id_number, "--case", case.number, "--json"
    ).json
    assert (matched["resident"], matched["case"]) == (person.id, case.id)
    answer = ("demand", "answer", "XC-17", "--outcome", "solved", "--text", "已修复", "--json")
    assert ctl(*answer).json["answer"] == "已修复"
    assert ctl(*answer).error == "demand.not_open"
    assert ctl("demand", "list", "--json").json == {"demands": []}
    assert len(ctl("demand", "list", "--state", "answered", "--json").json["demands"]) == 1
    assert ctl("demand", "show", "XC-1", "--json").error == "demand.not_here"


def test_a_case_sent_back_is_put_right(ctl: Any, work: Work) -> None:
    case = take_in(work, residents.register(work, ONE.typed()))
    hall = Elsewhere(work.store, HALL)
    wrong = (Wrong("photo_1inch", "看不清"), Wrong("", "请说明住址"))
    hall.acts(f"case:{case.id}", Returned("吴科", wrong, "2030-01-31"))
    shown = ctl("case", "show", case.number, "--json").json
    assert (shown["state"], shown["hall"]["said"], shown["hall"]["until"]) == (
        "returned",
        "returned",
        "2030-01-31",
    )
    assert shown["hall"]["wrong"][1] == {"key": "", "what": "请说明住址"}
    assert "看不清" in ctl("case", "show", case.number).out
    supply = ("case", "supply", case.number, "--json", "--material", "photo_1inch=original")
    assert ctl(*supply).json["wrong"] == [{"key": "", "what": "请说明住址"}]
    assert ctl(*supply, "--field", "nosuch=1").error == "field.unknown"
    again = ctl(*supply, "--note", "已更正").json
    assert (again["state"], again["missing"]) == ("accepted", [])
    assert len(ctl("case", "list", "--state", "accepted", "--json").json["cases"]) == 1


def test_what_has_to_be_judged_is_listed_masked_and_settled(ctl: Any, work: Work) -> None:
    window, hall = Elsewhere(work.store, "00000000000b", "lijing"), Elsewhere(work.store, HALL)
    person = residents.register(work, ONE.typed())
    twin = Registered(name=person.name, id_number=person.id_number, birth_date=person.birth_date)
    window.acts(f"resident:{EARLIER}", twin)
    number = "11010519510101001X"
    for value in (number, "110105195202020028"):
        change = {"id_number": FieldChange(person.id_number, value)}
        changed = window.acts(f"resident:{person.id}", Changed(change))
    case = take_in(work, person)
    cases.withdraw(work, case.number, "不办了")
    late = window.acts(f"case:{case.id}", Completed("卡"))
    aside = hall.acts(f"case:{case.id}", SetAside("x" * 32, "aside.too_large"))
    assert aside.kind == "aside.set"

    listed = ctl("settle", "list", "--json")
    assert number not in listed.out
    kinds = [matter["kind"] for matter in listed.json["matters"]]
    assert kinds == ["conflict", "unfit", "twins", "set_aside"]
    assert listed.json["count"] == 4
    told = ctl("settle", "list", "--lang", "zh_CN").out
    assert "疑为同一人" in told
    assert number not in told

    choose = ("settle", "value", person.id, "--field", "id_number")
    assert ctl(*choose, "--entry", "none", "--json").error == "resident.nothing_to_settle"
    chosen = ctl(*choose, "--entry", changed.id, "--json").json
    assert chosen["id_number"] == masks.mask_id("110105195202020028")
    settle = ("settle", "case", case.number, "--entry", late.id, "--note", "已核对", "--json")
    assert ctl(*settle).json == {"number": case.number, "unfit": []}
    aside_seen = ("settle", "aside", f"case:{case.id}", "--entry", "x" * 32, "--note", "知道了")
    assert ctl(*aside_seen).code == 0
    assert ctl("settle", "join", person.id, EARLIER, "--json").json["id"] == EARLIER
    assert ctl("settle", "list", "--json").json == {"matters": [], "count": 0}
    assert ctl("settle", "part", person.id, "--json").json["id"] == person.id
    assert ctl("settle", "distinct", person.id, EARLIER).code == 0
    assert ctl("settle", "list").out.strip()
    assert ctl("settle", "number", case.id, "--json").error == "case.number_its_own"
