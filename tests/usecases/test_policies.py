"""A policy at work: laid over the settings, not to be changed, and seen by whoever keeps the PC."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from founding import CHEAP, PASSWORD

from station_desktop import paths
from station_desktop.domain.problem import Refused
from station_desktop.domain.station import policy
from station_desktop.domain.station.roles import ROLES
from station_desktop.domain.station.settings import Settings
from station_desktop.rooms import ROOMS, rooms_of
from station_desktop.storage.keys.vault import Vault
from station_desktop.usecases import policies
from station_desktop.usecases.demo import demo
from station_desktop.usecases.door import opening, passwords
from station_desktop.usecases.station import station_settings
from station_desktop.usecases.work import Work


@pytest.fixture
def laid_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this test's policy is."""
    file = tmp_path / "policy.toml"
    monkeypatch.setenv("STATION_POLICY", str(file))
    return file


def refused(problem: pytest.ExceptionInfo[Refused]) -> str:
    return problem.value.first.code


def test_without_a_file_nothing_is_laid_down(laid_down: Path) -> None:
    assert policies.in_force() == policy.Policy()
    assert policies.problems() == ()
    assert policies.start() == Settings()


def test_a_fixed_setting_holds_over_the_stations_and_cannot_be_changed(
    laid_down: Path, work: Work
) -> None:
    station_settings.change(work, "idle_minutes", "30")
    laid_down.write_text("idle_minutes = 5\n", "utf-8")
    assert work.store.settings().idle_minutes == 5
    with pytest.raises(Refused) as problem:
        station_settings.change(work, "idle_minutes", "60")
    assert refused(problem) == "setting.fixed_by_policy"
    assert station_settings.change(work, "lock_minutes", "20") == 20
    laid_down.unlink()
    assert work.store.settings().idle_minutes == 30


def test_it_is_read_again_once_it_has_changed(laid_down: Path) -> None:
    for minutes in (5, 7, 12):
        laid_down.write_text(f"idle_minutes = {minutes}\n", "utf-8")
        os.utime(laid_down, ns=(minutes, minutes))
        assert policies.in_force().idle_minutes == minutes


def test_a_broken_file_stops_nobody_and_is_told(laid_down: Path, work: Work) -> None:
    laid_down.write_bytes(b"idle_minutes = \xff")
    assert work.store.settings().idle_minutes == Settings().idle_minutes
    assert "policy.encoding" in [problem.code for problem in policies.problems()]
    laid_down.unlink()
    laid_down.mkdir()
    assert policies.in_force() == policy.Policy()
    assert "policy.unreadable" in [problem.code for problem in policies.problems()]


@pytest.mark.skipif(os.name == "nt", reason="the system's own rights are tested")
def test_a_file_that_others_may_write_is_told(laid_down: Path) -> None:
    laid_down.write_text("idle_minutes = 5\n", "utf-8")
    laid_down.chmod(0o666)
    (problem,) = policies.problems()
    assert (problem.code, problem.params["path"]) == ("policy.loose", str(laid_down))
    laid_down.chmod(0o644)
    if paths.is_administrator():
        assert policies.problems() == ()
        laid_down.parent.chmod(0o777)
        assert policies.problems()[0].params["path"] == str(laid_down.parent)
        laid_down.parent.chmod(0o700)


def test_passwords_and_the_door_follow_it_before_there_is_a_station(
    laid_down: Path, data_dir: Path
) -> None:
    laid_down.write_text("password_length = 16\nlock_after_failures = 3\n", "utf-8")
    with pytest.raises(Refused) as problem:
        passwords.check("Station#2026", "zhao")
    assert refused(problem) == "password.short"
    opening.found_station(
        data_dir, name="x", code="110102017014", login="zhao", password=PASSWORD * 2, cost=CHEAP
    )
    for expected in ("vault.wrong", "vault.wrong", "vault.locked"):
        with pytest.raises(Refused) as problem:
            opening.unlock(data_dir, "zhao", "wrong")
        assert refused(problem) == expected


def test_no_demo_where_none_is_allowed(laid_down: Path, tmp_path: Path) -> None:
    laid_down.write_text("allow_demo = false\n", "utf-8")
    for begin in (demo.ready, demo.make_demo):
        with pytest.raises(Refused) as problem:
            begin(tmp_path / "demo")
        assert refused(problem) == "policy.no_demo"
    assert not Vault(tmp_path / "demo").exists


def test_only_the_hall_that_is_laid_down(laid_down: Path) -> None:
    assert policies.hall_for("https://any.example") == "https://any.example"
    laid_down.write_text(
        f'hall_address = "https://hall.example.gov.cn"\nhall_pin = "{"ab" * 32}"\n', "utf-8"
    )
    assert policies.hall_for("") == "https://hall.example.gov.cn"
    assert policies.hall_for(" https://hall.example.gov.cn/") == "https://hall.example.gov.cn"
    with pytest.raises(Refused) as problem:
        policies.hall_for("https://any.example")
    assert refused(problem) == "policy.other_hall"
    policies.must_be_hall("AB" * 32)
    with pytest.raises(Refused) as problem:
        policies.must_be_hall("cd" * 32)
    assert refused(problem) == "policy.other_certificate"


def test_hidden_rooms_go_but_a_role_keeps_its_last() -> None:
    every = [room.key for room in ROOMS]
    assert [room.key for room in rooms_of(ROLES)] == every
    assert [room.key for room in rooms_of(ROLES, ("sync", "desk"))] == [
        key for key in every if key not in ("sync", "desk")
    ]
    for role in ROLES:
        assert len(rooms_of((role,), every)) == 1
    assert rooms_of(("worker",), ("desk",))[0].key == "queue"


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_example_holds_nothing_until_a_line_is_switched_on_and_then_all(
    language: str,
) -> None:
    text = policies.example(language)
    assert policies.check(text.encode()).policy == policy.Policy()
    switched = "\n".join(
        line[2:] if line[2:].partition(" =")[0] in {*policy.KEYS, "visits", "GOV-EL-001"} else line
        for line in text.replace("# [retention]", "[retention]").splitlines()
    )
    found = policies.check(switched.encode())
    assert (found.problems, found.notes) == ((), ())
    assert set(found.policy.said) == set(policy.KEYS)


def test_only_who_keeps_the_pc_looks_at_it(work: Work) -> None:
    worker = Work(work.store, type(work.actor)("x", "x", "x", ("worker",)))
    with pytest.raises(Refused):
        policies.shown(worker)
    assert policies.shown(work).path
