"""``stationctl enrol``, ``join``, ``sync`` and ``packet`` with a real hall over HTTP."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from hall_server import HallServer, serving
from stationctl_runs import PASSWORD, Run, run

from station_desktop.hall import packets, registry


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[HallServer]:
    with serving(tmp_path / "hall") as server:
        yield server


@pytest.fixture
def enrolled(ctl: Run, hall: HallServer) -> Run:
    done = ctl("enrol", "--hall", hall.url, "--code", hall.code(), "--name", "一号窗口", "--json")
    assert done.code == 0
    assert done.json["desk"] == "01"
    return ctl


def test_a_window_is_let_in_and_everything_arrives(enrolled: Run, hall: HallServer) -> None:
    done = enrolled("sync", "--json")
    assert done.code == 0
    found = done.json
    assert {k: found[k] for k in ("pending", "set_aside", "to_settle", "agreed")} == {
        "pending": 0,
        "set_aside": 0,
        "to_settle": 0,
        "agreed": True,
    }
    assert found["sent"] >= 5
    assert found["received"] >= 1
    assert enrolled("sync").code == 0
    status = enrolled("sync", "status", "--json").json
    assert status["enrolled"]
    assert status["pending"] == 1  # the sign-in of this very run
    assert status["needs"] == []
    assert "last agreed" in enrolled("sync", "status", STATION_LANG="en").out


def test_why_nothing_was_reached_is_said_with_exit_code_1(enrolled: Run, hall: HallServer) -> None:
    hall.mode = "login"
    done = enrolled("sync", "--json")
    assert (done.code, done.error) == (1, "sync.not_hall")
    assert enrolled("sync", "status", "--json").json["problem"] == "sync.not_hall"
    hall.mode = "well"
    device = registry.devices(hall.hall, hall.officer)[0].id
    registry.revoke(hall.hall, hall.officer, device, "丢失")
    refused = enrolled("sync")
    assert refused.code == 1
    assert "停用" in refused.err


def test_a_window_that_works_alone_says_so(ctl: Run) -> None:
    done = ctl("sync", "--json")
    assert (done.code, done.error) == (1, "sync.not_enrolled")
    assert ctl("sync", "status", "--json").json["enrolled"] is False
    assert "独立" in ctl("sync", "status").out


@pytest.mark.parametrize(
    ("address", "code", "problem"),
    [
        ("not an address", "ABCDE-FGHJK-LMNPQ-RSTUV", "sync.address"),
        ("http://hall.example.gov.cn", "ABCDE-FGHJK-LMNPQ-RSTUV", "sync.address_open"),
        ("https://127.0.0.1:1", "ABCDE-FGHJK-LMNPQ-RSTUV", "sync.offline"),
        ("https://127.0.0.1:1", "ABCDE", "enrol.code_form"),
    ],
)
def test_what_was_typed_wrong_is_refused_before_anything_is_done(
    ctl: Run, address: str, code: str, problem: str
) -> None:
    done = ctl("enrol", "--hall", address, "--code", code, "--json")
    assert (done.code, done.error) == (1, problem)


def test_a_code_serves_once(enrolled: Run, hall: HallServer, tmp_path: Path) -> None:
    code = hall.code()
    two, three = tmp_path / "two", tmp_path / "three"
    done = run("join", "--hall", hall.url, "--code", code, "--json", STATION_DATA_DIR=str(two))
    assert done.code == 0
    assert len(done.json["recovery_key"]) > 20
    again = run("join", "--hall", hall.url, "--code", code, "--json", STATION_DATA_DIR=str(three))
    assert (again.code, again.error) == (1, "enrol.code_used")
    assert not three.exists()


def test_the_staff_of_the_station_sign_in_at_its_other_window(
    enrolled: Run, hall: HallServer, tmp_path: Path
) -> None:
    enrolled("sync")
    two = str(tmp_path / "two")
    run("join", "--hall", hall.url, "--code", hall.code(), STATION_DATA_DIR=two)
    there = {"STATION_DATA_DIR": two, "STATION_USER": "wangmin", "STATION_PASSWORD": PASSWORD}
    done = run("sync", "--json", **there)
    assert done.code == 0
    assert done.json["agreed"]


def test_a_packet_goes_to_the_hall_and_its_answer_comes_back(
    enrolled: Run, hall: HallServer, tmp_path: Path
) -> None:
    up, down = tmp_path / "up.packet", tmp_path / "down.packet"
    done = enrolled("packet", "export", str(up), "--json").json
    assert done["entries"] >= 5
    assert done["bytes"] == up.stat().st_size
    answer = io.BytesIO()
    with up.open("rb") as brought:
        assert packets.take(hall.hall, brought, answer).whole
    down.write_bytes(answer.getvalue())
    came = enrolled("packet", "import", str(down), "--json").json
    assert came["whole"]
    assert came["confirmed"] == done["entries"]
    assert came["problems"] == []
    assert enrolled("packet", "import", str(down), "--json").json["confirmed"] == 0
    down.write_bytes(answer.getvalue()[:-20])
    assert not enrolled("packet", "import", str(down), "--json").json["whole"]
    done = enrolled("packet", "import", str(up), "--json")
    assert (done.code, done.error) == (1, "packet.other_device")
    up.write_bytes(b"nothing of the kind")
    assert enrolled("packet", "import", str(up), "--json").error == "packet.not_one"


def test_help_is_there_in_both_languages(anyone: Run) -> None:
    for command in ("enrol", "join", "sync", "packet"):
        for language in ("en", "zh_CN"):
            done = anyone(command, "--help", "--lang", language)
            assert done.code == 0
            assert "cli." not in done.out
