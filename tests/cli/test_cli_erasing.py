"""Erasing somebody at the command line: asked, reviewed by somebody else, listed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from people import people
from stationctl_runs import PASSWORD

from station_desktop.storage.store import Store
from station_desktop.usecases.door import opening
from station_desktop.usecases.people import residents
from station_desktop.usecases.work import Work

SOMEBODY = people(1, seed=73)[0]
AUDITOR = {"STATION_USER": "zhaoshen", "STATION_PASSWORD": "Audit#2026-x"}


def registered(folder: Path) -> str:
    entered = opening.unlock(folder, "wangmin", PASSWORD)
    store = Store(folder, entered.key)
    try:
        return residents.register(Work(store, entered.actor), SOMEBODY.typed()).id
    finally:
        store.close()


def test_a_person_is_erased_by_two(ctl: Any, folder: Path) -> None:
    id = registered(folder)
    added = ctl(
        *("user", "add", "zhaoshen", "--name", "赵审", "--role", "audit", "--json"),
        STATION_NEW_PASSWORD=AUDITOR["STATION_PASSWORD"],
    )
    assert added.code == 0, added.out
    erase = ("privacy", "erase")
    assert "没有等待复核" in ctl(*erase, "pending", "--lang", "zh_CN").out
    words = ("--words", "本人来电要求删除")
    asked = ctl(*erase, "ask", "--resident", SOMEBODY.id_number, "--why", "wish", *words, "--json")
    assert (asked.json["resident"], asked.json["against"]) == (id, [])
    assert SOMEBODY.name not in asked.out
    review = (*erase, "review", "--resident", id)
    assert ctl(*review, "--agree", "--json").error == "erasing.same_person"
    assert ctl(*erase, "pending", "--json").json["pending"][0]["reason"] == "wish"
    done = ctl(*review, "--agree", "--json", **AUDITOR)
    assert done.json["subjects"] == [f"resident:{id}"]
    assert (done.json["backups"], done.json["away"]) == (0, [])
    (one,) = ctl(*erase, "list", "--json").json["erased"]
    assert (one["resident"], one["reason"], one["left"]) == (id, "wish", [])
    assert "person’s wish" in ctl(*erase, "list", "--lang", "en").out.replace("'", "’")
    assert ctl("residents", "find", SOMEBODY.name, "--json").json in ([], {"residents": []})
    gone = ctl(*erase, "ask", "--resident", id, "--why", "wish", *words, "--json")
    assert gone.error == "erasing.erased_already"
    assert ctl(*erase, "hold", "--resident", id, *words, "--json", **AUDITOR).code == 0
