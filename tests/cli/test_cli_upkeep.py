"""What the IT staff do: check the data, change the catalogue, make a demo station."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from stationctl_runs import PASSWORD

from station_desktop import shipped, workbook
from station_desktop.storage.store import Store
from station_desktop.usecases.door import opening


def test_a_table_that_differs_from_the_journal_is_found(ctl: Any, folder: Path) -> None:
    assert ctl("verify").code == 0
    store = Store(folder, opening.unlock(folder, "wangmin", PASSWORD).key)
    store.connection.execute("UPDATE accounts SET body = replace(body, '王敏', '王敬')")
    store.close()
    ran = ctl("verify", "--json")
    assert ran.code == 1
    assert ran.json["chain"] == "ok"
    assert ran.json["tables"] == "different"
    assert ran.json["different"] == {"accounts": 1}
    told = ctl("verify", "--lang", "en")
    assert (told.code, told.out) == (1, "")
    assert "accounts" in told.err


def test_a_changed_entry_breaks_the_chain(ctl: Any, folder: Path) -> None:
    store = Store(folder, opening.unlock(folder, "wangmin", PASSWORD).key)
    tables = [
        name
        for (name,) in store.connection.execute("SELECT name FROM sqlite_master WHERE type='table'")
        if "payload" in [row[1] for row in store.connection.execute(f"PRAGMA table_info({name})")]
    ]
    (journal,) = tables
    triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    for (trigger,) in store.connection.execute(triggers).fetchall():
        store.connection.execute(f'DROP TRIGGER "{trigger}"')
    store.connection.execute(f"UPDATE {journal} SET author = 'somebody else' WHERE number = 2")
    store.close()
    ran = ctl("verify", "--json")
    assert ran.code == 1
    assert ran.json["chain"] == "broken"
    assert [found["entry"] for found in ran.json["broken"]] == [2]


@pytest.mark.parametrize("role", ["worker", "stationmaster"])
def test_verifying_takes_the_right(ctl: Any, role: str) -> None:
    ctl("user", "add", "li", "--name", "李静", "--role", role, STATION_NEW_PASSWORD="Abc-12345")
    ran = ctl("verify", "--json", STATION_USER="li", STATION_PASSWORD="Abc-12345")
    assert (ran.code, ran.error) == (1, "role.not_allowed")


def test_an_edited_catalogue_is_adopted_and_then_shown(ctl: Any, tmp_path: Path) -> None:
    pack = shipped.reference_pack()
    shorter = msgspec.structs.replace(pack, version="2026.2", items=pack.items[:-1], promise=None)
    file = tmp_path / "edited.xlsx"
    workbook.export(shorter, file)
    done = ctl("items", "import", str(file), "--json").json
    assert (done["changed"], done["items"], done["version"]) == (True, 148, "2026.2")
    assert done["withdrawn"] == [pack.items[-1].code]
    assert len(ctl("items", "list", "--json").json["items"]) == 148
    assert len(ctl("items", "list", "--json", STATION_PASSWORD=None).json["items"]) == 149


def test_the_stations_closing_time_counts(ctl: Any) -> None:
    asked = ("due", "--from", "2026-11-26T17:30", "--days", "1", "--json")
    assert ctl(*asked).json["due"] == "2026-11-30"
    assert ctl(*asked, STATION_PASSWORD=None).json["due"] == "2026-11-30"


def test_the_demo_station_is_made_and_never_over_another(ctl: Any, folder: Path) -> None:
    over = ctl("demo", str(folder), "--json")
    assert (over.code, over.error) == (1, "station.exists")
    where = folder.parent / "demo"
    made = ctl("demo", str(where), "--json")
    assert made.code == 0
    as_demo = {
        "STATION_DATA_DIR": str(where),
        "STATION_USER": made.json["login"],
        "STATION_PASSWORD": made.json["demo_password"],
    }
    held = ctl("case", "list", "--limit", "1000", "--json", **as_demo).json["cases"]
    assert len(held) == made.json["cases"]
    assert ctl("verify", **as_demo).code == 0
