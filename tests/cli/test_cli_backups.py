"""``stationctl backup``: set up, made, listed, verified, and restored on another PC, as is done by
telephone or by a timer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from founding import CHEAP
from stationctl_runs import PASSWORD, Run

from station_desktop.storage.store import Store
from station_desktop.usecases.door import opening


@pytest.fixture(autouse=True)
def _nobody_searches_for_items(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Store, "keep_item_index", lambda _: None)


def test_from_the_first_place_to_another_pc(anyone: Run, tmp_path: Path) -> None:
    folder, stick, into = tmp_path / "数据", tmp_path / "U 盘", tmp_path / "new"
    stick.mkdir()
    made = opening.found_station(
        folder, name="站", code="110102017014", login="wangmin", password=PASSWORD, cost=CHEAP
    )
    known = {
        "STATION_DATA_DIR": str(folder),
        "STATION_USER": "wangmin",
        "STATION_PASSWORD": PASSWORD,
    }

    none = anyone("backup", "make", "--json", **known)
    assert (none.code, none.error) == (1, "backups.no_place")
    plan = anyone("backup", "schedule", "--add", str(stick), "--keep", "3", "--json", **known).json
    assert [place["path"] for place in plan["places"]] == [str(stick)]
    assert (plan["time"], plan["keep"]) == ("12:10", "3")
    first = anyone("backup", "make", "--due", "--json", **known).json
    [backup] = first["made"]
    assert Path(backup["file"]).parent == stick
    assert anyone("backup", "make", "--due", "--json", **known).json == {"made": []}
    said = anyone("backup", "make", **known)
    assert "备份已完成并核验" in said.out
    listed = anyone("backup", "list", str(stick), "--json").json
    assert len(listed) == 2
    assert "完整" in anyone("backup", "list", **known).out

    secret = tmp_path / "key.txt"
    secret.write_text(f"{made.recovery_key}\n", "utf-8")
    file = backup["file"]
    assert anyone("backup", "verify", file, "--json").json["opened"] is False
    assert anyone("backup", "verify", file, "--json", **known).json["opened"] is True
    deep = anyone("backup", "verify", file, "--recovery-key-file", str(secret), "--lang", "en")
    assert "opens and proves right" in deep.out

    given = ("--into", str(into))
    assert anyone("backup", "restore", file, *given, "--json").error == "backups.recovery_which"
    wrong = anyone(
        "backup", "restore", file, "--recovery-key-prompt", *given, "--json", input="AAAA\n"
    )
    assert (wrong.code, wrong.error) == (1, "vault.recovery_form")
    done = anyone(
        "backup", "restore", file, "--recovery-key-file", str(secret), *given, "--json"
    ).json
    assert [one["login"] for one in done["accounts"]] == ["wangmin"]
    assert done["aside"] == ""
    over = ("backup", "restore", file, "--recovery-key-file", str(secret), *given)
    assert anyone(*over, "--json").error == "backups.station_there"
    again = anyone(*over, "--replace")
    assert again.code == 0
    assert "wangmin" in again.out
    assert "replaced-" in again.out
    with_lock = _held(into)
    try:
        assert anyone(*over, "--replace", "--json").error == "backups.window_open"
    finally:
        with_lock.release()
    there = {**known, "STATION_DATA_DIR": str(into)}
    assert anyone("verify", "--json", **there).json["chain"] == "ok"

    [old] = anyone("backup", "replaced", "--json", **there).json
    assert (old["missing"], old["size"] > 0) == (0, True)
    assert old["name"] in anyone("backup", "replaced", **there).out
    away = ("backup", "replaced", "--remove", old["name"])
    assert anyone(*away, "--json", **there).error == "replaced.no_backup"
    assert anyone("backup", "make", "--json", **there).code == 0
    removed = anyone(*away, "--json", **there).json
    assert removed == {"removed": old}
    assert "没有恢复时换下的旧数据" in anyone("backup", "replaced", **there).out
    made, restored = (
        (place / "logs" / "stationctl.log").read_text("utf-8") for place in (folder, into)
    )
    assert "station.ran backup bytes=" in made
    assert "station.ran restore entries=" in restored
    assert "station.ran restore failed=backups.station_there" in restored

    gone = anyone("backup", "schedule", "--remove", str(stick), "--json", **known).json
    assert gone["places"] == []
    assert anyone("backup", "schedule", "--remove", "x", "--json", **known).error == (
        "backups.unknown_place"
    )


def _held(folder: Path) -> Any:
    """As the window holds its data."""
    from filelock import FileLock

    lock = FileLock(folder / "station.lock")
    lock.acquire(timeout=0)
    return lock
