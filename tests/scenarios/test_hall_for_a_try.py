"""``make hall`` and ``station-hall``, as programs: they begin, do what they say, and end well."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hall_process import ROOT, Process, environment, hall_command, hall_process
from officer_browser import Officer, chromium
from taken_in import take_in
from two_ends import OFFICERS, STATION, Window, found

from station_desktop.hall import demo
from station_desktop.usecases.people import residents
from station_desktop.usecases.setup import enrolling

PERSON = {"name": "张小明", "id_number": "11010519491231002X", "phone": "13800138000"}
READY = re.compile(r"http://127\.0\.0\.1:(\d+)")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as made:
        yield made


def once(folder: Path) -> subprocess.CompletedProcess[str]:
    """``make hall``, ended as soon as the station has brought everything."""
    return subprocess.run(
        [*program(folder), "--once"],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )


def program(folder: Path) -> list[str]:
    command = [sys.executable, "-m", "station_desktop.together"]
    return [*command, "--port", "0", "--folder", str(folder)]


@pytest.mark.timeout(280)
def test_a_hall_with_the_demo_station_for_a_try(tmp_path: Path, browser: Any) -> None:
    first = once(tmp_path)
    assert first.returncode == 0, first.stderr
    sent, received = counted(first.stdout)
    assert sent > 100
    assert received > 0
    process = Process(program(tmp_path), READY)
    try:
        assert counted("".join(process.said))[0] < 10, "the station had nothing left to bring"
        look_around(browser, process.port)
    finally:
        ended = process.stop(signal.SIGTERM)
    assert ended == 0
    assert "Traceback" not in "".join(process.said)


def counted(said: str) -> tuple[int, int]:
    """How many entries the station sent and received."""
    found = [line for line in said.splitlines() if len(re.findall(r"\d+", line)) == 2]
    numbers = [int(number) for number in re.findall(r"\d+", found[0])]
    return numbers[0], numbers[1]


def look_around(browser: Any, port: int) -> None:
    login = demo.STAFF[0][0]
    officer = Officer(browser, f"http://127.0.0.1:{port}", login, demo.PASSWORD)
    number = re.search(r"\d{6}-\d{8}-\d{2}-\d{4}-\d", officer.inbox())
    assert number is not None, "nothing waits in the inbox"
    assert number[0] in officer.open_case(number[0])
    officer.close()


# station-hall from the command line


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Window]:
    made = found(tmp_path / "station")
    yield made
    made.close()


@pytest.mark.timeout(150)
def test_everything_once_through_from_the_command_line(tmp_path: Path, window: Window) -> None:
    database = f"sqlite:///{tmp_path / 'hall.db'}"

    def hall(*given: str, **more: str) -> Any:
        return hall_command(database, *given, **more)

    assert hall("station", "add", "--code", STATION, "--name", "老墙根")["code"] == STATION
    made = ("user", "add", "zhaolei", "--name", "赵磊", "--role", "officer")
    assert hall(*made, STATION_NEW_PASSWORD=OFFICERS)["login"] == "zhaolei"
    code = hall("enrol-code", "--station", STATION)["code"]
    case = take_in(window.work, residents.register(window.work, PERSON))
    with hall_process(database) as process:
        address = f"http://127.0.0.1:{process.port}"
        enrolling.enrol(window.work, address, code, "一号窗口")
        window.settles()
        [device] = hall("device", "list")["devices"]
        assert (device["id"], device["name"]) == (window.device, "一号窗口")
        [waiting] = hall("case", "list")["cases"]
        assert (waiting["number"], waiting["hall_state"]) == (case.number, "waiting")
        decided = ("decide", case.number, "return", "--wrong", "id_card=反光看不清")
        signed = {"STATION_HALL_USER": "zhaolei", "STATION_HALL_PASSWORD": OFFICERS}
        assert hall(*decided, "--reason", "请核对住址", **signed)["state"] == "returned"
        assert "error" in hall(*decided, **signed)
        window.settles()
        back = window.store.connection.execute("SELECT state FROM cases").fetchall()
        assert back == [("returned",)]
        process.stop(signal.SIGTERM)
    said = "".join(process.said)
    assert "Finished server process" in said, "it was cut off"
    assert "Traceback" not in said
