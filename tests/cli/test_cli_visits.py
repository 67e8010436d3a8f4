"""Rounds, home visits and appointments at the command line, from the lane to the case."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pypdf
import pytest
from lanes import LANE, lives
from stationctl_runs import PASSWORD

from station_desktop.domain.person.residents import Resident
from station_desktop.domain.time.clock import CHINA
from station_desktop.storage.store import Store
from station_desktop.usecases.door import opening
from station_desktop.usecases.work import Work


@pytest.fixture
def work(folder: Path) -> Iterator[Work]:
    entered = opening.unlock(folder, "wangmin", PASSWORD)
    store = Store(folder, entered.key)
    yield Work(store, entered.actor)
    store.close()


@pytest.fixture
def grandma(work: Work, ctl: Any) -> Resident:
    """82, at 校场小六条19号院3号; the lane is an area for which wangmin answers."""
    ctl("area", "set", "校场片", "--code", "02", "--building", LANE)
    ctl("area", "assign", "02", "--worker", "wangmin")
    made = lives(work, f"{LANE}19号院3号", 82)
    ctl("household", "form")
    return made


def test_areas_and_households(ctl: Any, grandma: Resident) -> None:
    (area,) = ctl("area", "list", "--json").json["areas"]
    assert (area["name"], area["worker"], area["buildings"]) == ("校场片", "王敏", [LANE])
    assert "王敏" in ctl("area", "list").out
    changed = ctl("area", "set", "校场东片", "--area", "02", "--json").json
    assert (changed["code"], changed["buildings"]) == ("02", [LANE])
    assert ctl("area", "assign", "02", "--worker", "nobody", "--json").error == "area.not_staff"
    (home,) = ctl("household", "list", "02", "--json").json["households"]
    assert (home["address"], home["attention"]) == (f"{LANE}19号院3号", ["alone_old", "old"])
    assert ctl("household", "list", "02", "--after", home["id"], "--json").json["households"] == []
    named = ("household", "set", "--household", home["address"])
    assert ctl(*named, "--attention", "ill", "--note", "轻敲门", "--json").json["note"] == "轻敲门"
    assert "重病" in ctl("household", "show", home["id"], "--lang", "zh_CN").out
    assert ctl(*named, "--no-attention", "--json").json["attention"] == []
    again = ctl("household", "form", "--json").json
    assert (again["made"], again["residents"]) == (0, 0)
    assert ctl(*named, "--moved", "--json").json["moved"] == _today().isoformat()


def test_a_round_is_shown_planned_carried_recorded_and_finds_something(
    ctl: Any, grandma: Resident, tmp_path: Path
) -> None:
    looked = ctl("visit", "round", "02", "--dry-run", "--json").json
    assert looked["planned"] == 0
    assert [reason["code"] for reason in looked["round"][0]["reasons"]] == [
        "never",
        "age",
        "alone_old",
    ]
    assert "82岁" in ctl("visit", "round", "02", "--dry-run", "--lang", "zh_CN").out
    (visit,) = ctl("visit", "round", "02", "--json").json["round"]
    out = tmp_path / "list.pdf"
    (listed,) = ctl("visit", "list", "--out", str(out), "--json").json["visits"]
    assert (listed["id"], listed["people"]) == (visit["visit"], [f"{grandma.name} 82"])
    assert "入户走访单" in pypdf.PdfReader(out).pages[0].extract_text().replace(" ", "")
    record = ("visit", "record", visit["visit"], "--met", "met", "--note", "都好")
    done = ctl(*record, "--finding", "楼道灯坏了|public|safety", "--json").json
    assert (done["met"], done["findings"][0]["need"]) == ("met", "safety")
    assert ctl(*record, "--json").error == "homevisit.not_planned"
    case = ctl("visit", "case", visit["visit"], "1", "--json").json
    assert case["origin"] == "found"
    assert ctl("case", "show", case["number"], "--json").json["number"] == case["number"]
    assert ctl("visit", "round", "02", "--json").error == "round.nobody_due"


def test_whoever_moved_away_is_told_of_and_not_met_again(ctl: Any, grandma: Resident) -> None:
    plan = ("visit", "plan", "--household", f"{LANE}19号院3号", "--why", "送表格")
    first = ctl(*plan, "--json").json
    second = ctl(*plan, "--time", "9:30", "--json").json
    moved = ctl("visit", "move", second["id"], "--day", tomorrow(), "--json").json
    assert (moved["day"], moved["time"]) == (tomorrow(), "09:30")
    gone = ctl("visit", "record", first["id"], "--met", "moved_away", "--json").json
    assert (gone["open_cases"], gone["planned_visits"]) == ([], [second["id"]])
    refused = ctl("visit", "record", second["id"], "--met", "met", "--lang", "zh_CN")
    assert refused.code == 1
    assert "已搬离" in refused.err
    assert ctl("visit", "cancel", second["id"], "--reason", "已搬离", "--json").json["reason"]
    assert ctl(*plan, "--json").error == "homevisit.moved_away"


def tomorrow() -> str:
    return (_today() + timedelta(days=1)).isoformat()


def test_an_appointment_is_given_moved_and_ended(
    ctl: Any, grandma: Resident, tmp_path: Path
) -> None:
    start = _today() + timedelta(days=1)
    days = [(start + timedelta(days=ahead)).isoformat() for ahead in range(12)]
    open_days = [d for d in days if ctl("booking", "slots", "--day", d, "--json").json["slots"]]
    day, other = open_days[:2]
    closed = [d for d in days if d not in open_days]
    if closed:
        assert "不办公" in ctl("booking", "slots", "--day", closed[0], "--lang", "zh_CN").out
    make = ("booking", "make", "--day", day, "--start", "9:30", "--about", "咨询")
    out = tmp_path / "slip.pdf"
    made = ctl(*make, "--resident", grandma.id, "--out", str(out), "--json").json
    assert (made["start"], made["state"], made["name"]) == ("09:30", "booked", grandma.name)
    assert "预约单" in pypdf.PdfReader(out).pages[0].extract_text()
    assert ctl(*make, "--name", "周女士", "--json").code == 0
    full = ctl(*make, "--name", "吴先生", "--lang", "en")
    assert "is full" in full.err
    assert f"{day} 09:00" in full.err
    slots = ctl("booking", "slots", "--day", day, "--json").json["slots"]
    assert [slot["free"] for slot in slots][:3] == [2, 0, 2]
    moved = ctl("booking", "move", made["id"], "--day", other, "--start", "14:00", "--json").json
    assert (moved["day"], moved["start"]) == (other, "14:00")
    end = ("booking", "end", made["id"], "--as", "cancelled")
    assert ctl(*end, "--json").error == "booking.reason"
    assert ctl(*end, "--reason", "不来了", "--json").json["state"] == "cancelled"
    assert "taken back" in ctl("booking", "list", "--day", other, "--lang", "en").out


def _today() -> date:
    """The station's day, wherever the tests run."""
    return datetime.now(CHINA).date()
