"""Residents and accounts at the command line: masked, never registered twice, rights kept."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from people import people
from stationctl_runs import PASSWORD

from station_desktop.domain.person import masks

ONE, TWO = people(2, seed=7)


def add(ctl: Any, name: str, number: str, *more: str) -> Any:
    return ctl("residents", "add", "--name", name, "--id", number, *more, "--json")


def test_a_person_is_registered_and_shown_masked(ctl: Any) -> None:
    made = add(ctl, ONE.name, ONE.id_number, "--phone", ONE.phone, "--attribute", "workplace=工厂")
    assert made.code == 0
    assert made.json["id_number"] == masks.mask_id(ONE.id_number)
    assert made.json["attributes"] == ["workplace"]
    for told in (
        made,
        ctl("residents", "find", ONE.id_number[-4:], "--json"),
        ctl("residents", "find", ONE.name),
        ctl("residents", "show", made.json["id"]),
        ctl("residents", "show", ONE.id_number, "--json"),
    ):
        assert told.code == 0
        assert made.json["id"] in told.out
        assert ONE.id_number not in told.out
        assert ONE.phone not in told.out
    assert ctl("residents", "find", "查无此人", "--json").json == {"residents": []}
    assert ctl("residents", "show", TWO.id_number, "--json").error == "resident.unknown"


def test_the_same_number_is_refused_and_somebody_alike_is_shown(ctl: Any) -> None:
    add(ctl, ONE.name, ONE.id_number, "--phone", ONE.phone)
    assert add(ctl, TWO.name, ONE.id_number).error == "resident.exists"
    alike = add(ctl, ONE.name, TWO.id_number, "--phone", ONE.phone)
    assert (alike.code, alike.error) == (1, "resident.maybe_here")
    (candidate,) = alike.json["candidates"]
    assert candidate["id_number"] == masks.mask_id(ONE.id_number)
    assert ONE.id_number not in alike.out
    told = ctl("residents", "add", "--name", ONE.name, "--id", TWO.id_number, "--phone", ONE.phone)
    assert told.code == 1
    assert masks.mask_id(ONE.id_number) in told.err
    assert add(ctl, ONE.name, TWO.id_number, "--phone", ONE.phone, "--distinct").code == 0


def test_everything_wrong_is_told_at_once(ctl: Any) -> None:
    ran = add(ctl, "", "110105194912310021", "--phone", "12")
    assert [(p["field"], p["code"]) for p in ran.json["problems"]] == [
        ("name", "name.empty"),
        ("id_number", "id.checksum"),
        ("phone", "phone.mobile_length"),
    ]


def test_a_failing_check_digit_takes_a_reason_and_the_right(ctl: Any) -> None:
    made = add(ctl, "周立", "110105194912310021", "--override-reason", "与证件原件一致")
    assert made.code == 0
    ctl("user", "add", "li", "--name", "李静", "--role", "worker", STATION_NEW_PASSWORD="Abc-12345")
    ran = ctl(
        "residents", "add", "--name", "吴平", "--id", "110105194912310022", "--override-reason",
        "一致", "--json", STATION_USER="li", STATION_PASSWORD="Abc-12345",
    )  # fmt: skip
    assert (ran.code, ran.error) == (1, "id.override_not_allowed")


def test_a_roster_is_tried_then_taken_in(ctl: Any, tmp_path: Path) -> None:
    file, rejects = tmp_path / "名册.csv", tmp_path / "退回.xlsx"
    with file.open("w", encoding="gb18030", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["姓名", "身份证号", "联系电话"])
        rows.writerow([ONE.name, ONE.id_number, ONE.phone])
        rows.writerow([TWO.name, TWO.id_number, TWO.phone])
        rows.writerow(["坏行", "123", ""])
    tried = ctl("residents", "import", str(file), "--dry-run", "--json").json
    assert list(tried) == ["rows", "imported", "updated", "duplicates", "rejected"]
    assert (tried["rows"], tried["imported"], sum(tried["rejected"].values())) == (3, 2, 1)
    assert ctl("residents", "find", ONE.name, "--json").json == {"residents": []}
    nowhere = ctl("residents", "import", str(file), "--rejects", "x" * 3000, "--json")
    assert (nowhere.code, nowhere.error) == (1, "file.cannot_write")
    done = ctl("residents", "import", str(file), "--rejects", str(rejects), "--json").json
    assert done == tried
    assert rejects.exists()
    again = ctl("residents", "import", str(file)).out
    assert "2" in again
    assert ctl("residents", "import", str(tmp_path / "no.csv"), "--json").code == 1


def test_accounts_are_made_changed_and_locked(ctl: Any, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("Abc-12345\n", "utf-8")
    made = ctl(
        "user", "add", "li", "--name", "李静", "--role", "worker", "--role", "worker",
        "--new-password-file", str(secret), "--json",
    )  # fmt: skip
    assert made.json == {"login": "li", "name": "李静", "roles": ["worker"], "locked": False}
    as_li = {"STATION_USER": "li", "STATION_PASSWORD": "Abc-12345"}
    assert ctl("case", "list", **as_li).code == 0
    assert ctl("user", "list", "--json", **as_li).error == "role.not_allowed"
    assert "管理账号" in ctl("user", "list", **as_li).err
    roles = ctl("user", "role", "li", "deputy", "audit", "--json").json["roles"]
    assert roles == ["deputy", "audit"]
    assert ctl("user", "lock", "li", "--json").json["locked"] is True
    assert ctl("case", "list", "--json", **as_li).error == "account.locked"
    assert ctl("user", "unlock", "li").code == 0
    assert ctl("user", "password", STATION_NEW_PASSWORD="Xyz-98765", **as_li).code == 0
    assert ctl("case", "list", "--json", **as_li).error == "vault.wrong"
    assert ctl("user", "password", "li", STATION_NEW_PASSWORD="Abc-12345").code == 0
    assert ctl("case", "list", **as_li).code == 0
    assert ctl("user", "lock", "wangmin", "--json").error == "account.lock_self"
    assert ctl("user", "role", "wangmin", "worker", "--json").error == "account.last_manager"
    assert [u["login"] for u in ctl("user", "list", "--json").json["users"]] == ["li", "wangmin"]


def test_a_password_is_asked_for_and_never_shown(ctl: Any) -> None:
    ran = ctl("case", "list", "--json", STATION_PASSWORD=None, input=f"{PASSWORD}\n")
    assert ran.json == {"cases": [], "more": False}
    assert "密码" in ran.err
    assert PASSWORD not in ran.out + ran.err
    typed = "Abc-12345\nAbc-12345\n"
    made = ctl("user", "add", "li", "--name", "李静", "--role", "it", input=typed)
    assert made.code == 0
    assert "Abc-12345" not in made.out + made.err
    unequal = ctl("user", "add", "zhao", "--name", "赵静", "--role", "it", "--json", input="a\nb\n")
    assert (unequal.code, unequal.error) == (1, "password.differ")


def test_where_nobody_can_be_asked_for_a_password_the_run_says_so(ctl: Any) -> None:
    ran = ctl("case", "list", "--json", STATION_PASSWORD=None, input="")
    assert (ran.code, ran.error) == (1, "password.nobody_to_ask")
    assert "STATION_PASSWORD" in ran.json["error"]["message"]
    said = ctl("case", "list", "--lang", "en", STATION_PASSWORD=None, input="")
    assert (said.code, said.out) == (1, "")
    assert "STATION_PASSWORD" in said.err


def test_who_acts_must_be_named(ctl: Any) -> None:
    ran = ctl("case", "list", "--json", STATION_USER=None)
    assert (ran.code, ran.error) == (2, "usage")
    assert ctl("case", "list", "--user", "wangmin", STATION_USER=None).code == 0
    assert ctl("--user", "wangmin", "case", "list", STATION_USER=None).code == 0


def test_a_wrong_password_is_refused_also_where_none_is_needed(ctl: Any, tmp_path: Path) -> None:
    assert ctl("items", "list", "--json", STATION_PASSWORD="wrong").error == "vault.wrong"
    assert ctl("items", "list", STATION_PASSWORD=None).code == 0
    gone = ctl("items", "list", "--password-file", str(tmp_path / "no"), "--json")
    assert gone.error == "password.file_unreadable"


def test_the_stations_own_catalogue_is_the_one_that_is_shown(ctl: Any, tmp_path: Path) -> None:
    file = tmp_path / "x.xlsx"
    assert ctl("items", "export", str(file), "--json").json["items"] == 149
    same = ctl("items", "import", str(file), "--json").json
    assert (same["changed"], same["items"]) == (False, 149)
    bad = tmp_path / "bad.xlsx"
    bad.write_text("not a workbook", "utf-8")
    assert ctl("items", "import", str(bad), "--json").error == "workbook.not_a_workbook"


@pytest.mark.parametrize("text", ["x", "=y", " = "])
def test_pairs_without_a_key_are_not_understood(ctl: Any, text: str) -> None:
    ran = add(ctl, ONE.name, ONE.id_number, "--attribute", text)
    assert (ran.code, ran.error) == (2, "usage")
