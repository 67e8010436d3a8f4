"""``stationctl privacy access`` and ``copy``."""

from __future__ import annotations

import json
from pathlib import Path

from desk_hands import ZHANG
from stationctl_runs import Run


def test_looks_are_noted_reported_and_the_copy_is_handed_over(ctl: Run, tmp_path: Path) -> None:
    who = ("--name", "张小明", "--id", ZHANG["id_number"], "--address", "校场小六条19号")
    added = ctl("residents", "add", *who, "--json").json
    resident = added["id"]
    for _ in range(2):
        ctl("residents", "show", resident)
    looks = ctl("privacy", "access", "--json").json["looks"]
    assert [look["what"] for look in looks] == ["privacy.look.record"]
    out = tmp_path / "副本.json"
    done = ctl("privacy", "copy", "--resident", ZHANG["id_number"], "--out", str(out), "--json")
    assert done.code == 0
    assert json.loads(out.read_bytes())["name"] == "张小明"
    shown = ctl("privacy", "access", "--resident", resident, "--staff", "wangmin", "--lang", "en")
    assert "handed over a copy of the data (JSON)" in shown.out
    table = tmp_path / "查阅.csv"
    assert ctl("privacy", "access", "--out", str(table), "--from", "2020-01-01").code == 0
    assert table.read_text("utf-8-sig").count("张*") == 2
    assert ctl("privacy", "access", "--staff", "nobody", "--json").error == "account.unknown"
    assert ctl("privacy", "access", "--from", "2026-13-01").code == 2
    assert ctl("privacy", "copy", "--resident", resident, "--out", "x.doc", "--json").error == (
        "privacy.suffix"
    )
