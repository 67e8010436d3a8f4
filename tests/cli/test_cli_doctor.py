"""``stationctl doctor`` and ``support``: whoever asks, whatever is broken."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from stationctl_runs import Run

from station_desktop.domain.station.health import CHECKS
from station_desktop.usecases.checks import health


@pytest.fixture(autouse=True)
def _without_policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STATION_POLICY", str(tmp_path / "policy.toml"))


def states(told: Any) -> dict[str, str]:
    return {line["check"]: line["state"] for line in told["checks"]}


def test_without_a_station_every_line_has_its_number(anyone: Run, tmp_path: Path) -> None:
    ran = anyone("doctor", "--data-dir", str(tmp_path / "none"), "--quick")
    lines = ran.out.splitlines()
    assert [int(line[:2]) for line in lines[:-1]] == list(range(1, len(CHECKS) + 1))
    assert "还没有建立站点" in ran.out
    assert not (tmp_path / "none").exists()
    shown = anyone("support", "--data-dir", str(tmp_path / "none"))
    assert (shown.code, "doctor.txt" in shown.out) == (0, True)


def test_the_exit_code_says_how_it_is(ctl: Run, folder: Path, tmp_path: Path) -> None:
    told = ctl("doctor", "--json", "--lang", "en")
    worst = {"ok": 0, "warn": 1, "bad": 2}
    assert told.code == worst[told.json["state"]]
    assert states(told.json)["journal"] == states(told.json)["database"] == "ok"
    quick = ctl("doctor", "--quick", "--json").json
    assert quick["checks"][3]["code"] == "health.database.opens"
    (tmp_path / "policy.toml").write_text("idle_minutes = true\n", "utf-8")
    wrong = ctl("doctor", "--quick")
    assert wrong.code == 2
    assert "策略文件" in wrong.out
    (tmp_path / "policy.toml").unlink()
    (folder / "station.db").write_bytes(b"not a database at all" * 1000)
    damaged = ctl("doctor", "--quick", "--json")
    assert (damaged.code, states(damaged.json)["database"]) == (2, "bad")


def test_a_wrong_password_is_no_finding(ctl: Run) -> None:
    ran = ctl("doctor", "--json", STATION_PASSWORD="Wrong#2026")
    assert (ran.code, ran.error) == (1, "vault.wrong")


def test_the_support_file_is_shown_before_it_is_saved(
    ctl: Run, anyone: Run, folder: Path, tmp_path: Path
) -> None:
    here = {"STATION_DATA_DIR": str(folder)}
    shown = anyone("support", "--json", **here).json
    out = tmp_path / "支持.zip"
    saved = ctl("support", "--out", str(out), "--json").json
    assert set(saved["files"]) - set(shown) == {"settings.json", "tables.json"}
    with zipfile.ZipFile(out) as archive:
        assert json.loads(archive.read("tables.json"))["accounts"] == 1
    piped = ctl("support", "--out", "-", "--json")
    assert piped.code == 0
    assert '{"out"' not in piped.out
    nowhere = anyone("support", "--out", str(tmp_path / "none" / "x.zip"), "--json")
    assert (nowhere.code, nowhere.error) == (1, "file.cannot_write")


def test_the_number_of_a_fault_is_in_the_log(
    anyone: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("张小明")

    monkeypatch.setattr(health, "examine", broken)
    ran = anyone("doctor", "--data-dir", str(tmp_path))
    assert ran.code == 1
    number = ran.err.split("编号")[1][:8]
    (line,) = (tmp_path / "logs" / "stationctl.log").read_text("utf-8").splitlines()
    assert f"incident {number} RuntimeError" in line
    assert "张小明" not in line + ran.err
