"""``station-hall`` as people and scripts run it."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from hall_office import CATALOGUE, STATION, Window
from stations import Desk

from station_desktop.domain.pack import pack as packs
from station_desktop.hall.cli.session import open_hall
from station_desktop.hall.main import main

Ran = tuple[int, str, str]
Run = Callable[..., Ran]
PASSWORD = "Hall#2026office"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    for name in ("KEYS", "USER", "PASSWORD"):
        monkeypatch.delenv(f"STATION_HALL_{name}", raising=False)
    monkeypatch.setenv("STATION_HALL_DATABASE", f"sqlite:///{tmp_path}/hall.db")
    monkeypatch.setenv("STATION_LANG", "en")
    monkeypatch.setenv("STATION_NEW_PASSWORD", PASSWORD)

    def ran(*arguments: str) -> Ran:
        with pytest.raises(SystemExit) as ended:
            main(list(arguments))
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return ran


def value(ran: Ran) -> Any:
    code, out, err = ran
    assert (code, err) == (0, ""), (out, err)
    return json.loads(out)


def submit(tmp_path: Path, *serials: int) -> list[str]:
    """What a station's window would have sent; the numbers of its cases."""
    hall = open_hall(f"sqlite:///{tmp_path}/hall.db", "")
    window = Window(hall, STATION, Desk("000000000001"))
    numbers = [window.submits(serial)[1] for serial in serials]
    hall.database.close()
    return numbers


def test_the_first_use_makes_database_and_keys(run: Run, tmp_path: Path) -> None:
    added = value(run("station", "add", "--code", STATION, "--name", "老墙根社区服务站", "--json"))
    assert added == {"code": STATION, "name": "老墙根社区服务站"}
    assert (tmp_path / "hall.db").exists()
    assert (tmp_path / "hall.keys").stat().st_mode & 0o077 == 0
    (station,) = value(run("--json", "station", "list"))["stations"]
    assert station["code"] == STATION
    code = value(run("enrol-code", "--station", STATION, "--json"))
    assert code["code"]
    assert value(run("device", "list", "--json")) == {"devices": []}


def test_a_database_without_its_keys_is_not_opened_with_new_ones(run: Run, tmp_path: Path) -> None:
    run("station", "list")
    (tmp_path / "hall.keys").unlink()
    code, out, _ = run("station", "list", "--json")
    assert code == 1
    assert json.loads(out)["error"]["code"] == "hall.keyring_absent"
    assert not (tmp_path / "hall.keys").exists()


def test_cases_are_listed_and_decided(run: Run, tmp_path: Path) -> None:
    run("station", "add", "--code", STATION, "--name", "老墙根社区服务站")
    first, second, third = submit(tmp_path, 1, 2, 3)
    found = value(run("case", "list", "--json"))["cases"]
    assert [one["number"] for one in found] == [first, second, third]
    done = value(run("decide", first, "approve", "--result", "准予", "--json"))
    assert (done["number"], done["state"]) == (first, "approved")
    assert done["officer"].startswith("Hall console")
    done = value(
        run("decide", second, "return", "--wrong", "=照片不清", "--reason", "缺签名", "--json")
    )
    assert done["state"] == "returned"
    assert (
        value(run("decide", third, "refuse", "--reason", "不符合", "--json"))["state"] == "refused"
    )
    code, _, err = run("decide", first, "approve")
    assert code == 1
    assert "already dealt with by Hall console" in err
    assert "approved" in run("case", "list", "--state", "approved")[1]


@pytest.mark.parametrize(
    ("arguments", "code", "problem"),
    [
        (("decide", "x", "approve"), 1, "case.unknown"),
        (("decide", "x", "maybe"), 2, "usage"),
        (("decide", "x"), 2, "usage"),
        (("nonsense",), 2, "usage"),
        (("station", "add", "--code", STATION), 2, "usage"),
        (("enrol-code", "--station", "nobody"), 1, "hall.station_unknown"),
        (("user", "add", "x y", "--name", "某", "--role", "officer"), 1, "user.login_form"),
        (("user", "add", "xy", "--name", "某", "--role", "king"), 2, "usage"),
        (("demand", "import", "no such file"), 1, "file.cannot_read"),
        (("packet", "import", "no such file", "--answer", "out"), 1, "file.cannot_read"),
        (("serve", "--tls-cert", "x"), 1, "hall.tls_pair"),
        (("serve", "--tls-cert", "x", "--tls-key", "y"), 1, "hall.tls_unreadable"),
        (("serve", "--relay"), 1, "hall.relay_not_enrolled"),
        (("--database", "mysql://x", "station", "list"), 1, "hall.database_url"),
        (("--database", "nonsense", "station", "list"), 1, "hall.database_url"),
        (("--database", "postgresql://x@127.0.0.1:1/y", "station", "list"), 1, "hall.keys_needed"),
        (("figures", "--from", "soon"), 1, "form.date"),
    ],
)
def test_what_cannot_be_done_is_said(
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    code: int,
    problem: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    ended, out, _ = run(*arguments, "--json")
    assert (ended, json.loads(out)["error"]["code"]) == (code, problem)
    ended, out, err = run(*arguments)
    assert ended == code
    assert out == ""
    assert err.strip()


def test_staff_act_under_their_own_names_and_rights(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("station", "add", "--code", STATION, "--name", "老墙根社区服务站")
    run("user", "add", "li", "--name", "李伟", "--role", "officer")
    (number,) = submit(tmp_path, 1)
    monkeypatch.setenv("STATION_HALL_PASSWORD", PASSWORD)
    code, out, _ = run("--user", "li", "user", "list", "--json")
    assert (code, json.loads(out)["error"]["code"]) == (1, "role.not_allowed")
    done = value(run("--user", "li", "decide", number, "approve", "--json"))
    assert done["officer"] == "李伟"
    monkeypatch.setenv("STATION_HALL_PASSWORD", "wrong")
    code, out, _ = run("--user", "li", "case", "list", "--json")
    assert (code, json.loads(out)["error"]["code"]) == (1, "hall.sign_in_wrong")
    lines = value(run("audit", "--json"))["audit"]
    assert [(line["login"], line["what"]) for line in lines[:2]] == [
        ("li", "case.approved"),
        ("console", "user.added"),
    ]
    assert "approved" in run("audit")[1]


def test_accounts_and_keys(run: Run) -> None:
    run("user", "add", "li", "--name", "李伟", "--role", "officer", "--role", "admin")
    run("user", "add", "wang", "--name", "王芳", "--role", "admin")
    assert "now has the roles: officer" in run("user", "role", "li", "officer")[1]
    assert "shut out" in run("user", "shut", "li")[1]
    assert "shut out" in run("user", "list")[1]
    assert "let in" in run("user", "let-in", "li")[1]
    assert "set anew" in run("user", "password", "li")[1]
    made = value(run("token", "add", "--name", "12345平台", "--json"))
    assert made["token"].startswith("shd_")
    assert made["token"] not in run("token", "list")[1]
    assert run("token", "end", made["id"])[0] == 0


def test_demands_go_in_and_out(run: Run, tmp_path: Path) -> None:
    run("station", "add", "--code", STATION, "--name", "老墙根社区服务站", "--word", "校场小六条")
    file = tmp_path / "orders.csv"
    file.write_bytes(
        "工单编号,内容,地址\nA,灯不亮,校场小六条3号\nB,路不平,别处\nC,,\n".encode("gbk")
    )
    done = value(run("demand", "import", str(file), "--source", "12345", "--json"))
    assert (done["given"], done["waiting"], done["known"]) == (1, 1, 0)
    assert [(one["line"], one["code"]) for one in done["refused"]] == [(4, "demand.no_text")]
    (one,) = value(run("demand", "waiting", "--json"))["demands"]
    assert run("demand", "give", one["id"], "--station", STATION)[0] == 0
    assert "Line 4" in run("demand", "import", str(file), "--source", "12345")[1]
    out = tmp_path / "replies.json"
    done = value(run("demand", "replies", "--format", "json", "--output", str(out), "--json"))
    assert done == {"replies": 0, "sent": 0}
    assert json.loads(out.read_bytes()) == []
    assert run("demand", "replies")[0] == 0
    code, _, err = run("demand", "return", one["id"], "--station", STATION, "--reason", "再查")
    assert (code, "not answered" in err) == (1, True)


def test_catalogues_and_figures(run: Run, tmp_path: Path) -> None:
    run("station", "add", "--code", STATION, "--name", "老墙根社区服务站")
    file = tmp_path / "pack.json"
    file.write_bytes(packs.encode(CATALOGUE))
    assert value(run("publish", "pack", str(file), "--json"))["stations"] == [STATION]
    broken = tmp_path / "broken.json"
    broken.write_bytes(b'{"version":"1"}')
    assert run("publish", "pack", str(broken))[0] == 1
    years = tmp_path / "2025.csv"
    years.write_text("2025-01-01,off,元旦\n2025-05-01,off,劳动节\n2025-10-01,off,国庆节\n", "utf-8")
    assert value(run("publish", "years", str(years), "--json"))["label"] == "2025"
    assert "catalogue" in run("publish", "list")[1]
    submit(tmp_path, 1, 2)
    rows = value(run("figures", "--json"))["stations"]
    assert [(row["station"], row["waiting"]) for row in rows] == [(STATION, 2), ("", 2)]
    assert value(run("figures", "--to", "2020-01-01", "--json"))["stations"][0]["taken_in"] == 0


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_command_explains_itself(run: Run, language: str) -> None:
    code, out, _ = run("--help", "--lang", language)
    assert code == 0
    nouns = [name for name in main.list_commands(None) if name]  # type: ignore[arg-type]
    for noun in nouns:
        assert noun in out
        command = main.get_command(None, noun)  # type: ignore[arg-type]
        verbs = getattr(command, "commands", {"": None})
        for verb in verbs:
            words = [word for word in (noun, verb) if word]
            code, said, _ = run("--lang", language, *words, "--help")
            assert code == 0
            assert "hall.help." not in said
            assert "hall.option." not in said


def test_it_serves_and_stops_when_told(run: Run, tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    served = subprocess.Popen(
        [sys.executable, "-m", "station_desktop.hall.main", "serve", "--port", str(port)],
        env=os.environ,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        until = time.monotonic() + 60
        answer = None
        while answer is None and time.monotonic() < until:
            assert served.poll() is None, served.stderr and served.stderr.read()
            with contextlib.suppress(httpx.TransportError):
                answer = httpx.get(f"http://127.0.0.1:{port}/health", trust_env=False)
        assert answer is not None
        assert answer.json()["status"] == "ok"
    finally:
        served.terminate()
        _, said = served.communicate(timeout=60)
    assert served.returncode in (0, -15)
    for line in said.splitlines():
        assert isinstance(json.loads(line), dict)
