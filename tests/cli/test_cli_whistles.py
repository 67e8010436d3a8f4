"""A whistle at the command line, from blowing to closing, by number."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest
from people import people
from stationctl_runs import PASSWORD
from taken_in import take_in

from station_desktop.storage.store import Store
from station_desktop.usecases.door import opening
from station_desktop.usecases.people import residents
from station_desktop.usecases.work import Work


@pytest.fixture
def work(folder: Path) -> Iterator[Work]:
    entered = opening.unlock(folder, "wangmin", PASSWORD)
    store = Store(folder, entered.key)
    yield Work(store, entered.actor)
    store.close()


@pytest.fixture
def case(work: Work) -> str:
    return take_in(work, residents.register(work, people(1)[0].typed())).number


def test_a_whistle_is_blown_and_seen_through(ctl: Any, case: str) -> None:
    told = ("--kind", "emergency", "--what", "污水井冒水", "--place", "2号院门口")
    blown = ctl("whistle", "blow", case, *told, "--department", "排水集团", "--json").json
    number = blown["number"]
    assert (blown["kind"], blown["case"], blown["state"]) == ("emergency", case, "blown")
    (water,) = blown["departments"]
    assert (water["standing"], water["minutes"], water["limit"]) == ("waiting", 30, 30)
    assert water["in_time"] is None
    ctl("whistle", "call", number, "--department", "派出所", "--contact", "值班室")
    there = ("whistle", "checkin", number, "--department", "排水集团", "--who", "高师傅")
    (water, police) = ctl(*there, "--json").json["departments"]
    assert (water["standing"], water["in_time"], water["who"]) == ("on_scene", True, "高师傅")
    assert (police["standing"], police["contact"]) == ("waiting", "值班室")
    assert ctl("whistle", "close", number, "--result", "通了", "--json").error == (
        "whistle.unfinished"
    )
    ctl("whistle", "act", number, "--department", "排水集团", "--text", "疏通")
    ctl("whistle", "report", number, "--department", "排水集团", "--text", "已疏通")
    rate = ("whistle", "appraise", number, "--department", "排水集团", "--grade")
    ctl(*rate, "5")
    rated = ctl(*rate, "4", "--by", "department", "--json").json["departments"][0]
    assert (rated["grade"], rated["grade_back"]) == (5, 4)
    closed = ctl(
        "whistle", "close", number, "--result", "通了", "--override", "民警另有警情", "--json"
    ).json
    assert (closed["state"], closed["overrode"], closed["override"]) == (
        "closed",
        ["派出所"],
        "民警另有警情",
    )
    assert [one["standing"] for one in closed["departments"]] == ["reported", "never"]


def test_what_people_read(ctl: Any, case: str) -> None:
    assert "没有符合条件的吹哨" in ctl("whistle", "list", "--lang", "zh_CN").out
    told = ("--kind", "hard", "--what", "私搭乱建", "--place", "胡同口", "--at", "2020-01-01")
    assert ctl("whistle", "blow", case, *told, "--json").error == "whistle.too_early"
    ctl("whistle", "blow", case, *told[:-2], "--department", "城管执法队")
    listed = ctl("whistle", "list", "--state", "blown", "--lang", "zh_CN").out
    assert "攻坚哨" in listed
    assert "城管执法队" in listed
    (value,) = ctl("whistle", "list", "--json").json["whistles"]
    shown = ctl("whistle", "show", value["number"], "--lang", "zh_CN").out
    assert "还剩30分钟" in shown
    assert "min left" in ctl("whistle", "show", value["id"], "--lang", "en").out
    assert ctl("whistle", "list", "--kind", "everyday", "--json").json == {"whistles": []}


def test_the_sheet_is_written(ctl: Any, case: str, tmp_path: Path, qapp: object) -> None:
    told = ("--kind", "hard", "--what", "私搭乱建", "--place", "胡同口", "--department", "房管所")
    number = ctl("whistle", "blow", case, *told, "--json").json["number"]
    out = tmp_path / "sheet.pdf"
    assert ctl("whistle", "sheet", number, "--out", str(out)).code == 0
    read = "".join(page.extract_text() for page in pypdf.PdfReader(out).pages)
    text = "".join(read.split())
    assert number in text
    assert "房管所" in text
    assert "王敏" in text
    assert "攻坚哨" in text
    nowhere = tmp_path / "sheet.pdf" / "x.pdf"
    assert ctl("whistle", "sheet", number, "--out", str(nowhere)).code != 0


def test_what_is_refused(ctl: Any) -> None:
    assert ctl("whistle", "show", "017014-W20200101-01-0001-1", "--json").error == "whistle.unknown"
    told = ("--kind", "hard", "--what", "漏雨", "--place", "3号院")
    assert ctl("whistle", "blow", "017014-1", *told, "--json").error == "case.unknown"
    assert ctl("whistle", "blow", "017014-1", *told, "--at", "午后", "--json").error == (
        "whistle.time"
    )
