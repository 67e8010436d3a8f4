"""The blocked manhole by ``stationctl`` alone: what a script or a colleague on the telephone does,
each under their own name, on one turned day."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from founding import CHEAP
from people import people
from stationctl_runs import Ran, Run

from station_desktop.storage.keys import vault
from station_desktop.storage.store import SystemClock

SECRET = "Second#2026"
DRAINAGE, WARDENS, SANITATION = "排水集团", "城管执法队", "市容环境卫生服务中心"
WORDS, WHERE = "校场小六条的井盖下面堵了，污水往外冒", "校场小六条19号院门口"


@pytest.fixture(autouse=True)
def turned(monkeypatch: pytest.MonkeyPatch, clock: Any) -> None:
    """The program's only clock is the one of this day, before anything is founded; and signing in
    costs little."""
    monkeypatch.setattr(vault, "Cost", lambda: CHEAP)
    monkeypatch.setattr(SystemClock, "now", lambda _: clock.now())


@pytest.fixture
def crew(turned: None, ctl: Run) -> Run:
    """``crew(login, …)`` runs a command as somebody, who must be allowed it, and gives its JSON."""
    for login, name, role in (
        ("desk", "王敏", "worker"),
        ("lane", "李静", "worker"),
        ("chief", "赵刚", "stationmaster"),
    ):
        made = ctl(
            *("user", "add", login, "--name", name, "--role", role, "--json"),
            STATION_NEW_PASSWORD=SECRET,
        )
        assert made.code == 0, made.out
    for command in (
        ("area", "set", "校场片", "--code", "02", "--building", "校场小六条"),
        ("area", "assign", "02", "--worker", "lane"),
    ):
        assert ctl(*command).code == 0

    def run_as(login: str, *args: str) -> Ran:
        return ctl(*args, "--json", STATION_USER=login, STATION_PASSWORD=SECRET)

    return run_as


@pytest.fixture
def resident(crew: Run) -> str:
    person = people(1)[0]
    typed = ("--name", person.name, "--id", person.id_number)
    return str(crew("desk", "residents", "add", *typed).json["id"])


@pytest.fixture
def number(crew: Run, resident: str) -> str:
    """Taken down at the desk."""
    told = ("--what", WORDS, "--category", "public", "--where", WHERE, "--resident", resident)
    taken = crew("desk", "case", "take", *told).json
    assert (taken["item"], taken["lane"], taken["step"]) == ("OWN-PUB", "transfer", "proposed")
    return str(taken["number"])


def blow(crew: Run, number: str) -> str:
    called = [part for name in (DRAINAGE, WARDENS, SANITATION) for part in ("--department", name)]
    told = ("--kind", "emergency", "--what", WORDS, "--place", WHERE)
    return str(crew("chief", "whistle", "blow", number, *told, *called).json["number"])


def steps(crew: Run, number: str) -> None:
    for move in ("discuss", "agree", "carry_out"):
        done = crew("chief", "case", "move", number, move, "--note", "到场各方签字")
        assert done.code == 0, done.out


def test_taken_down_looked_at_dredged_rated_and_counted(
    crew: Run, clock: Any, number: str, tmp_path: Path
) -> None:
    where = ("--case", number, "--worker", "lane", "--purpose", "verify", "--time", "10:30")
    visit = crew("desk", "visit", "plan", *where).json
    clock.turn(minutes=35)
    seen = crew("lane", "visit", "record", visit["id"], "--met", "met", "--note", "污水漫到便道")
    assert seen.json["met"] == "met"
    shown = crew("chief", "case", "show", number).json
    assert shown["verified"][-1]["stands"] is True

    clock.turn(minutes=5)
    whistle = blow(crew, number)
    refused = crew("desk", "whistle", "blow", number, *("--kind", "hard", "--what", "又一次"))
    assert refused.code != 0
    for department, minutes in ((DRAINAGE, 12), (WARDENS, 11), (SANITATION, 16)):
        clock.turn(minutes=minutes)
        crew("lane", "whistle", "checkin", whistle, "--department", department)
    came = crew("chief", "whistle", "show", whistle).json["departments"]
    assert {one["department"]: (one["minutes"], one["in_time"]) for one in came} == {
        DRAINAGE: (12, True),
        WARDENS: (23, True),
        SANITATION: (39, False),
    }
    early = crew("chief", "case", "close", number, "--result", "已疏通")
    assert early.error in ("flow.steps_left", "flow.whistle_open")
    clock.turn(hours=2)
    crew("lane", "whistle", "act", whistle, "--department", DRAINAGE, "--text", "下井清淤")
    for department in (DRAINAGE, WARDENS, SANITATION):
        told = ("--department", department, "--text", "完成")
        assert crew("lane", "whistle", "report", whistle, *told).code == 0
    over = crew("chief", "whistle", "close", whistle, "--result", "当天清淤通水").json
    assert (over["state"], over["overrode"]) == ("closed", [])

    steps(crew, number)
    closed = crew("chief", "case", "close", number, "--result", "当天清淤通水").json
    assert closed["state"] == "completed"
    rated = crew("desk", "case", "rate", number, "--level", "5", "--solved", "yes")
    assert rated.json == {"number": number, "rated": True}
    assert crew("desk", "rating", "show", number).json["level"] is None
    assert crew("chief", "rating", "show", number).json["level"] == 5

    out = tmp_path / "week.pdf"
    week = crew("chief", "report", "weekly", "--out", str(out)).json
    assert out.read_bytes().startswith(b"%PDF")
    assert (week["first"], week["last"]) == ("2026-11-23", "2026-11-29")
    heads = week["headlines"]
    assert [heads[key]["value"] for key in ("received", "ended", "open")] == [1, 1, 0]
    emergency = next(one for one in week["sections"]["whistles"] if one["key"] == "emergency")
    assert [emergency[key] for key in ("blown", "called", "came_in_time", "came_late")] == [
        *(1, 3, 2, 1)
    ]
    best = next(one for one in week["sections"]["ratings"] if one["key"] == "5")
    assert best["count"] == 1
    assert crew("lane", "report", "weekly").error == "role.not_allowed"
