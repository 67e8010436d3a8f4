"""``stationctl case`` through the loop: moved, put off, urged, handed over, closed, reopened."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from people import people
from stationctl_runs import PASSWORD, Run

OTHER = "Second#2026"


@pytest.fixture
def staffed(ctl: Run, folder: Path) -> Run:
    """A station with a second stationmaster and one more worker."""
    for login, role in (("zhaogang", "stationmaster"), ("lijing", "worker")):
        made = ctl(
            *("user", "add", login, "--name", login, "--role", role, "--json"),
            STATION_NEW_PASSWORD=OTHER,
        )
        assert made.code == 0, made.out
    return ctl


@pytest.fixture
def number(staffed: Run) -> str:
    """A public-welfare matter to be transferred, taken down in the resident's own words."""
    typed = people(1)[0]
    ran = staffed(
        *("case", "take", "--what", "胡同口栏杆松了", "--category", "public"),
        *("--contact", typed.name, "--phone", "13800138000", "--json"),
    )
    assert ran.code == 0, ran.out
    return str(ran.json["number"])


def test_a_case_is_moved_put_off_handed_over_closed_and_opened_again(
    staffed: Run, number: str
) -> None:
    ctl = staffed
    ways = ctl("case", "move", number, "--json").json
    assert (ways["step"], {m["move"] for m in ways["moves"]}) == (
        "proposed",
        {"discuss", "complete", "decline", "withdraw", "void"},
    )
    (close,) = (move for move in ways["moves"] if move["move"] == "complete")
    assert [b["code"] for b in close["blocked"]] == ["flow.steps_left"]
    assert close["overridable"] is True
    assert "议事" in ctl("case", "move", number).out

    wrong = ctl("case", "move", number, "carry_out", "--note", "修好了", "--json")
    assert (wrong.code, wrong.error) == (1, "flow.no_such_move")
    bare = ctl("case", "move", number, "discuss", "--json")
    assert (bare.code, bare.error) == (1, "flow.note_missing")
    moved = ctl("case", "move", number, "discuss", "--note", "楼门会商量", "--json").json
    assert (moved["step"], moved["process"]) == ("discussed", "negotiation")

    urged = ctl("case", "urge", number, "--words", "居民又问了", "--json")
    assert urged.code == 0
    tagged = ctl("case", "class", number, "--need", "safety", "--json")
    assert tagged.code == 0
    seen = ctl("case", "verify", number, "--stands", "--note", "确实松了", "--json")
    assert seen.code == 0

    due = moved["due"]
    alone = ctl(
        *("case", "postpone", number, "--due", due, "--reason", "等配件"),
        *("--told", "电话告知", "--json"),
    )
    assert (alone.code, alone.error) == (1, "flow.due_not_later")
    own = ctl(
        *("case", "postpone", number, "--due", "2030-03-15", "--reason", "等配件"),
        *("--told", "电话告知", "--json"),
    )
    assert (own.code, own.error) == (1, "flow.own_approval")
    put_off = ctl(
        *("case", "postpone", number, "--due", "2030-03-15", "--reason", "等配件"),
        *("--told", "电话告知", "--approver", "zhaogang", "--json"),
        STATION_APPROVER_PASSWORD=OTHER,
    )
    assert put_off.json["due"] == "2030-03-15"

    handed = ctl("case", "transfer", number, "--to", "lijing", "--reason", "休假", "--json")
    assert handed.json["owner"] != moved["owner"]
    early = ctl("case", "close", number, "--result", "修好了", "--json")
    assert (early.code, early.error) == (1, "flow.steps_left")
    closed = ctl(
        *("case", "close", number, "--result", "修好了", "--override", "居民在场确认", "--json")
    )
    assert closed.json["state"] == "completed"
    again = ctl("case", "reopen", number, "--reason", "又松了", "--json").json
    assert (again["state"], again["step"]) == ("accepted", "proposed")


def test_several_are_handed_over_at_once_and_a_locked_colleague_leaves_them_in_sight(
    staffed: Run, number: str
) -> None:
    ctl = staffed
    bulk = ctl(
        *("case", "transfer", number, "no-such", "--to", "lijing", "--reason", "休假", "--json")
    )
    assert bulk.json["done"] == [number]
    assert [one["code"] for one in bulk.json["refused"]] == ["case.unknown"]
    locked = ctl("user", "lock", "lijing", "--json").json
    assert (locked["locked"], locked["open_cases"]) == (True, 1)
    left = ctl("case", "orphaned", "--json").json
    assert left == {"cases": [number], "count": 1}
    refused = ctl("case", "transfer", number, "--to", "lijing", "--reason", "忙", "--json")
    assert refused.error == "flow.not_staff"
    ctl("case", "transfer", number, "--to", "wangmin", "--reason", "李静离岗")
    assert ctl("case", "orphaned", "--json").json["count"] == 0


def test_a_worker_closes_with_points_open_only_by_somebody_entitled(
    staffed: Run, number: str
) -> None:
    ctl = staffed
    worker: dict[str, Any] = {"STATION_USER": "lijing", "STATION_PASSWORD": OTHER}
    command = ("case", "close", number, "--result", "修好了", "--override", "急", "--json")
    assert ctl(*command, **worker).error == "role.not_allowed"
    wrong = ctl(
        *command, "--approver", "zhaogang", STATION_APPROVER_PASSWORD="Wrong#2026", **worker
    )
    assert wrong.error == "vault.wrong"
    done = ctl(*command, "--approver", "wangmin", STATION_APPROVER_PASSWORD=PASSWORD, **worker)
    assert done.json["state"] == "completed"


def test_a_rating_goes_in_and_nothing_of_it_comes_back(staffed: Run, number: str) -> None:
    ctl = staffed
    early = ctl("case", "rate", number, "--level", "1", "--json")
    assert early.code == 1
    ctl("case", "close", number, "--result", "修好了", "--override", "居民确认")
    rated = ctl(
        *("case", "rate", number, "--level", "1", "--aspect", "attitude=2"),
        *("--words", "来得太晚", "--solved", "no", "--json"),
    )
    assert rated.json == {"number": number, "rated": True}
    shown = ctl("case", "show", number, "--json").out
    assert "来得太晚" not in shown
    assert ctl("case", "rate", number, "--level", "5", "--json").code == 1


def test_what_took_no_effect_is_settled_by_its_subject(ctl: Run) -> None:
    gone = ctl(
        *("settle", "act", "whistle:" + "a" * 32, "--entry", "x", "--note", "已核对", "--json")
    )
    assert (gone.code, gone.error) == (1, "matter.unknown")
