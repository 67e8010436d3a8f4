"""``stationctl device``: listed, tried, told where they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from stationctl_runs import Run

NUMBER = "11010519491231002X"


@pytest.fixture(autouse=True)
def _without_policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STATION_POLICY", str(tmp_path / "policy.toml"))


def test_anyone_can_list_and_try_what_needs_no_station(anyone: Run, tmp_path: Path) -> None:
    nowhere = ("--data-dir", str(tmp_path / "none"))
    listed = anyone("device", "list", "--json", *nowhere).json["devices"]
    assert [one["key"] for one in listed][:2] == ["watched_file", "keyboard"]
    assert {one["kind"] for one in listed} == {"reader", "camera", "scanner", "printer"}
    assert "小票打印机" in anyone("device", "list", *nowhere).out
    swiped = anyone("device", "try", "reader", *nowhere, input=f"张小明|女|汉|{NUMBER}|北京市\n")
    assert swiped.code == 0
    assert "张*，女，1949年生，110105********002X" in swiped.out
    assert NUMBER not in swiped.out
    typed = anyone("device", "try", "keyboard", "--typed", NUMBER, "--json", *nowhere)
    assert typed.json["fields"] == ["id_number", "sex", "birth_date"]
    assert NUMBER not in typed.out
    nothing = anyone("device", "try", "scanner", "--lang", "en", *nowhere)
    assert nothing.code == 1
    assert "Please fill in" in nothing.err
    assert anyone("device", "try", "toaster", "--json", *nowhere).error == "devices.unknown"


def test_this_pc_is_told_where_its_devices_are(ctl: Run, tmp_path: Path) -> None:
    file = tmp_path / "wz.txt"
    assert ctl("device", "set", "card_file", str(file)).code == 0
    file.write_bytes(f"张小明\n女\n{NUMBER}\n".encode("gbk"))
    assert ctl("device", "try", "reader", "--json").json["key"] == "watched_file"
    assert ctl("device", "set", "paper", "72", "--json").error == "devices.choice.paper"
    assert ctl("device", "set", "printer", "somewhere", "--json").error == "devices.choice.printer"
    assert ctl("device", "set", "reader", "maker", "--json").error == "devices.choice.reader"
    assert ctl("device", "set", "colour", "red", "--json").error == "devices.choice.unknown"
    assert ctl("device", "set", "card_file", "").code == 0
    assert ctl("device", "try", "watched_file", "--json").error == "devices.file.unset"
