"""What the staff room says of accounts, rights and passwords."""

from __future__ import annotations

from typing import Any

import pytest

from station_desktop import phrases
from station_desktop.domain.problem import Refused
from station_desktop.domain.station.roles import RIGHTS, ROLES
from station_desktop.rooms.staff import room
from station_desktop.usecases.door import accounts, opening
from station_desktop.usecases.work import Actor, Work

PASSWORD = "Warm-Tea-2026"


def test_accounts_come_by_login_with_who_was_here_last(work: Work, clock: Any) -> None:
    accounts.add(work, "lijing", "李静", ("worker",), PASSWORD)
    opening.sign_in(work.store, "lijing")
    rows = room.staff(work).rows
    assert [row.account.login for row in rows] == ["lijing", "wangmin"]
    assert room.seen(rows[0].account) == "2026-11-26 10:00"
    assert room.seen(rows[1].account) == ""


def test_a_password_older_than_the_rule_is_pointed_out(work: Work, clock: Any) -> None:
    accounts.add(work, "lijing", "李静", ("worker",), PASSWORD)
    clock.turn(days=89)
    assert not any(row.stale for row in room.staff(work).rows if row.account.login == "lijing")
    clock.turn(days=2)
    assert [row.stale for row in room.staff(work).rows if row.account.login == "lijing"] == [True]


@pytest.mark.parametrize("role", ["worker", "stationmaster", "deputy", "audit"])
def test_the_list_is_for_who_manages_accounts(work: Work, role: Any) -> None:
    with pytest.raises(Refused):
        room.staff(Work(work.store, Actor("x", "x", "x", (role,))))


@pytest.mark.parametrize("language", phrases.LANGUAGES)
def test_every_role_and_right_is_in_words(language: str) -> None:
    for role in ROLES:
        assert not phrases.say(f"staff.role.{role}", language).startswith("staff.")
        said = room.rights_said(role, language)
        assert "right." not in said
        assert len(said.replace("；", "; ").split("; ")) == len(RIGHTS[role])


def test_it_staff_are_told_to_see_no_resident() -> None:
    assert phrases.say("right.resident.read", "zh_CN") not in room.rights_said("it", "zh_CN")


def test_the_rules_are_the_stations_own(work: Work) -> None:
    said = room.rules_said(room.rules(work), "en")
    assert "At least 8 characters, of at least 3" in said


def test_every_question_has_words_in_both_languages() -> None:
    for key in ("login", "name", "roles", "password", "again", "old"):
        label = room.question(key).label
        assert label.zh
        assert label.en
        assert label.zh != label.en
    assert room.question("password", label="new_password").label.zh == "新密码"


def test_only_two_equal_typings_are_a_password() -> None:
    assert room.repeated("a", "a") == ()
    (problem,) = room.repeated("a", "b")
    assert problem.field == "again"
